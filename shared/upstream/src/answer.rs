//! Reading what came back, which cannot be trusted to be what was asked.

#[cfg(test)]
mod tests;
mod time;

use std::collections::{BTreeMap, BTreeSet};

use reqwest::StatusCode;
use serde_json::{Map, Value};
use weather::{
    Current, Daily, DailyVariable, Date, Needs, Place, Series, SourceKind, Timestamp, Variable,
    Weather,
};

use crate::{
    UpstreamError,
    http::Reply,
    names::Named,
    units::{Conversion, conversion},
};
use time::LocalTime;

/// Longest reason of the service that is passed on, characters.
const MAX_REASON: usize = 160;

type Object = Map<String, Value>;

/// Reads the reply to the question for `needs`.
///
/// # Errors
/// When the service refused, knows nothing of the place, or did not send weather.
pub(crate) fn read(
    reply: &Reply,
    place: &Place,
    needs: &Needs,
    now: Timestamp,
) -> Result<Weather, UpstreamError> {
    let parsed = parse(&reply.body);
    if !reply.status.is_success() {
        let reason = parsed.ok().and_then(|answer| refusal(&answer));
        return Err(refused(reply, reason));
    }
    let answer = parsed?;
    if let Some(reason) = refusal(&answer) {
        return Err(refused(reply, Some(reason)));
    }
    weather(&answer, place, needs, now)
}

/// The first object in the body: several places come as an array, one as an object.
fn parse(body: &[u8]) -> Result<Object, UpstreamError> {
    let malformed = |reason: &str| Err(UpstreamError::Malformed(reason.to_owned()));
    let answer = match serde_json::from_slice(body) {
        Ok(Value::Array(places)) => places.into_iter().next().unwrap_or_default(),
        Ok(answer) => answer,
        Err(_) => return Err(not_json(body)),
    };
    match answer {
        Value::Object(answer) => Ok(answer),
        _ => malformed("it is JSON, but holds no weather"),
    }
}

/// Tells the known bodies that are not JSON apart.
fn not_json(body: &[u8]) -> UpstreamError {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start();
    let reason = if text.is_empty() {
        "it is empty"
    } else if text.starts_with('<') {
        "it is a web page; does this network want a sign-in?"
    } else if text.contains(r#""latitude":nan"#) {
        // What the service says of a spot outside the area of every model.
        return UpstreamError::NotCovered;
    } else if text.contains("Unexpected error while streaming data") {
        "the service broke off in the middle"
    } else {
        "it is not JSON"
    };
    UpstreamError::Malformed(reason.to_owned())
}

/// The reason where the answer says that it is an error.
fn refusal(answer: &Object) -> Option<String> {
    if answer.get("error")?.as_bool() != Some(true) {
        return None;
    }
    let reason = answer.get("reason").and_then(Value::as_str).unwrap_or("it gives no reason");
    // "Given:" is followed by a coordinate, which must not get into a log.
    let reason = reason.split("Given:").next().unwrap_or_default().trim();
    Some(reason.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect())
}

fn refused(reply: &Reply, reason: Option<String>) -> UpstreamError {
    let (status, retry_after) = (reply.status.as_u16(), reply.retry_after);
    if reason.as_deref().is_some_and(|reason| reason.starts_with("No data is available")) {
        return UpstreamError::NotCovered;
    }
    let reason = reason.unwrap_or_else(|| "it gives no reason".to_owned());
    if reply.status == StatusCode::TOO_MANY_REQUESTS {
        UpstreamError::Busy { reason, retry_after }
    } else if reply.status.is_server_error() {
        UpstreamError::Unavailable { status, reason, retry_after }
    } else {
        UpstreamError::Refused { status, reason }
    }
}

fn weather(
    answer: &Object,
    place: &Place,
    needs: &Needs,
    now: Timestamp,
) -> Result<Weather, UpstreamError> {
    let local = LocalTime::of(answer, place);
    let instants = |name, wanted: bool| {
        wanted.then(|| Section::of(answer, name, |time| local.instant(time))).flatten()
    };
    let current = instants("current", !needs.current.is_empty());
    let hourly = instants("hourly", !needs.hourly.is_empty());
    let quarter_hourly = instants("minutely_15", !needs.quarter_hourly.is_empty());
    let daily =
        Section::of(answer, "daily", |time| local.date(time)).filter(|_| !needs.daily.is_empty());
    if current.is_none() && hourly.is_none() && quarter_hourly.is_none() && daily.is_none() {
        return Err(UpstreamError::Malformed("nothing that was asked for is in it".to_owned()));
    }
    Ok(Weather {
        current: current.and_then(|section| section.instant(&needs.current)),
        hourly: hourly.map(|section| section.series(&needs.hourly)).unwrap_or_default(),
        quarter_hourly: quarter_hourly
            .map(|section| section.series(&needs.quarter_hourly))
            .unwrap_or_default(),
        daily: daily.map(|section| section.days(&needs.daily)).unwrap_or_default(),
        ..Weather::empty(place.clone(), SourceKind::OpenMeteo, now)
    })
}

/// One block of the answer: its values, their units, and the readable steps of
/// its axis, ascending, each with its index in the arrays.
struct Section<'a, T> {
    values: &'a Object,
    units: Option<&'a Object>,
    steps: Vec<(usize, T)>,
}

impl<'a, T: Copy + Ord> Section<'a, T> {
    /// The block called `name`; `None` where it is absent or has no readable time.
    fn of(answer: &'a Object, name: &str, read_time: impl Fn(&Value) -> Option<T>) -> Option<Self> {
        let values = answer.get(name)?.as_object()?;
        let units = answer.get(&format!("{name}_units")).and_then(Value::as_object);
        let mut steps: Vec<(usize, T)> = Vec::new();
        for (index, time) in entries(values.get("time")?).iter().enumerate() {
            if let Some(time) = read_time(time)
                && steps.last().is_none_or(|(_, last)| *last < time)
            {
                steps.push((index, time));
            }
        }
        (!steps.is_empty()).then_some(Self { values, units, steps })
    }

    fn axis(&self) -> Vec<T> {
        self.steps.iter().map(|(_, time)| *time).collect()
    }

    /// The variables that the block has, of those wanted.
    fn columns<V: Named>(&self, wanted: &BTreeSet<V>) -> BTreeMap<V, Vec<Option<f64>>> {
        let found = |variable: &V| Some((*variable, self.column(*variable)?));
        wanted.iter().filter_map(found).collect()
    }

    /// One entry per step; `None` where the variable is absent or its unit unknown.
    fn column<V: Named>(&self, variable: V) -> Option<Vec<Option<f64>>> {
        let column = entries(self.values.get(variable.name())?);
        let unit = self.unit(variable.name());
        // What the service states where it has no value at all.
        if unit == "undefined" {
            return Some(vec![None; self.steps.len()]);
        }
        let Some(convert) = conversion(variable.quantity(), unit) else {
            tracing::warn!(variable = variable.name(), unit, "unknown unit, values left out");
            return None;
        };
        let value = |(index, _): &(usize, T)| number(column.get(*index)?, convert);
        Some(self.steps.iter().map(value).collect())
    }

    fn unit(&self, name: &str) -> &str {
        self.units.and_then(|units| units.get(name)).and_then(Value::as_str).unwrap_or_default()
    }
}

impl Section<'_, Timestamp> {
    fn series(&self, wanted: &BTreeSet<Variable>) -> Series {
        Series { times: self.axis(), values: self.columns(wanted) }
    }

    /// The values of the first step.
    fn instant(&self, wanted: &BTreeSet<Variable>) -> Option<Current> {
        let (_, time) = *self.steps.first()?;
        let columns = self.columns(wanted).into_iter();
        let values =
            columns.filter_map(|(variable, values)| Some((variable, *values.first()?.as_ref()?)));
        Some(Current { time, values: values.collect() })
    }
}

impl Section<'_, Date> {
    fn days(&self, wanted: &BTreeSet<DailyVariable>) -> Daily {
        Daily { dates: self.axis(), values: self.columns(wanted) }
    }
}

/// A series is an array; a current value stands alone.
fn entries(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn number(value: &Value, convert: Conversion) -> Option<f64> {
    // Adding zero turns -0 into 0.
    Some(convert(value.as_f64()?) + 0.0).filter(|number| number.is_finite())
}
