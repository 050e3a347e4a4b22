//! Reading what came back, which cannot be trusted to be what was asked.

mod places;
#[cfg(test)]
mod tests;
mod time;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use reqwest::StatusCode;
use serde_json::{Map, Value};
use weather::{
    Current, Daily, DailyVariable, Needs, Outlook, Place, Series, SourceKind, Timestamp, Weather,
};

use crate::{
    UpstreamError,
    http::Reply,
    names::Named,
    parts::Part,
    units::{Conversion, conversion},
};
pub use places::Found;
pub(crate) use places::read as places;
use time::LocalTime;

/// Longest reason of the service that is passed on, characters.
const MAX_REASON: usize = 160;

/// The longest refusal, bytes.
const MAX_REFUSAL: usize = 4096;

type Object = Map<String, Value>;

/// Checks that a reply is an answer rather than a refusal, which is short and
/// may come with any status.
///
/// # Errors
/// Why it is none.
pub(crate) fn accept(reply: &Reply) -> Result<(), UpstreamError> {
    let reason = || refusal(&parse(&reply.body).ok()?);
    if !reply.status.is_success() {
        return Err(refused(reply, reason()));
    }
    let is_short = reply.body.len() <= MAX_REFUSAL;
    match is_short.then(reason).flatten() {
        Some(reason) => Err(refused(reply, Some(reason))),
        None => Ok(()),
    }
}

/// Reads the part of one service of Open-Meteo out of a body.
///
/// # Errors
/// When the service knows nothing of the place, or did not send what was asked.
pub(crate) fn read(
    part: &Part,
    body: &[u8],
    place: &Place,
    needs: &Needs,
) -> Result<Weather, UpstreamError> {
    weather(part, &parse(body)?, place, needs)
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
pub(crate) fn not_json(body: &[u8]) -> UpstreamError {
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
    part: &Part,
    answer: &Object,
    place: &Place,
    needs: &Needs,
) -> Result<Weather, UpstreamError> {
    let blocks = Blocks { answer, local: LocalTime::of(answer, place) };
    let mut weather = Weather::empty(place.clone(), SourceKind::OpenMeteo, Timestamp::UNIX_EPOCH);
    match part {
        Part::Forecast => {
            weather.current = blocks.current(&needs.current);
            weather.hourly = blocks.series("hourly", &needs.hourly);
            weather.quarter_hourly = blocks.series("minutely_15", &needs.quarter_hourly);
            weather.daily = blocks.daily(&needs.daily);
        }
        Part::AirQuality => weather.air_quality = blocks.outlook(&needs.air_quality),
        Part::Marine => weather.marine = blocks.outlook(&needs.marine),
        Part::Climate => weather.climate = blocks.daily(&REFERENCE),
        Part::Alerts(_) => {}
    }
    match (part, has_values(&weather)) {
        // It would be kept for a year.
        (Part::Climate, true) if !is_mostly_known(&weather.climate) => Err(UpstreamError::Empty),
        (_, true) => Ok(weather),
        // Nulls throughout are how these services say that they know nothing of a spot.
        (Part::AirQuality | Part::Marine, false) if has_steps(&weather) => {
            Err(UpstreamError::NotCovered)
        }
        _ => Err(UpstreamError::Empty),
    }
}

fn has_values(weather: &Weather) -> bool {
    fn some<V>(values: &BTreeMap<V, Vec<Option<f64>>>) -> bool {
        values.values().flatten().any(Option::is_some)
    }
    let current = weather.current.as_ref().is_some_and(|current| !current.values.is_empty());
    let air = weather.air_quality.current.as_ref().is_some_and(|now| !now.values.is_empty());
    let sea = weather.marine.current.as_ref().is_some_and(|now| !now.values.is_empty());
    current
        || air
        || sea
        || some(&weather.hourly.values)
        || some(&weather.quarter_hourly.values)
        || some(&weather.daily.values)
        || some(&weather.air_quality.hourly.values)
        || some(&weather.marine.hourly.values)
        || some(&weather.climate.values)
}

/// Whether at least half of the values are there.
fn is_mostly_known(daily: &Daily) -> bool {
    let values = || daily.values.values().flatten();
    values().filter(|value| value.is_some()).count() * 2 >= values().count()
}

fn has_steps(weather: &Weather) -> bool {
    !weather.air_quality.hourly.times.is_empty() || !weather.marine.hourly.times.is_empty()
}

/// What the reference is made of.
static REFERENCE: LazyLock<BTreeSet<DailyVariable>> =
    LazyLock::new(|| [DailyVariable::TemperatureMax, DailyVariable::TemperatureMin].into());

/// The blocks of an answer.
struct Blocks<'a> {
    answer: &'a Object,
    local: LocalTime,
}

impl Blocks<'_> {
    fn instants(&self, name: &str) -> Option<Section<'_, Timestamp>> {
        Section::of(self.answer, name, |time| self.local.instant(time))
    }

    /// The values of the first step.
    fn current<V: Named>(&self, wanted: &BTreeSet<V>) -> Option<Current<V>> {
        let section = self.instants("current").filter(|_| !wanted.is_empty())?;
        let (_, time) = *section.steps.first()?;
        let columns = section.columns(wanted).into_iter();
        let values =
            columns.filter_map(|(variable, values)| Some((variable, *values.first()?.as_ref()?)));
        Some(Current { time, values: values.collect() })
    }

    fn series<V: Named>(&self, name: &str, wanted: &BTreeSet<V>) -> Series<V> {
        let section = self.instants(name).filter(|_| !wanted.is_empty());
        section
            .map(|section| Series { times: section.axis(), values: section.columns(wanted) })
            .unwrap_or_default()
    }

    fn outlook<V: Named>(&self, wanted: &BTreeSet<V>) -> Outlook<V> {
        Outlook { current: self.current(wanted), hourly: self.series("hourly", wanted) }
    }

    fn daily(&self, wanted: &BTreeSet<DailyVariable>) -> Daily {
        let section = Section::of(self.answer, "daily", |time| self.local.date(time));
        section
            .filter(|_| !wanted.is_empty())
            .map(|section| Daily { dates: section.axis(), values: section.columns(wanted) })
            .unwrap_or_default()
    }
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

/// A series is an array; a current value stands alone.
pub(crate) fn entries(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn number(value: &Value, convert: Conversion) -> Option<f64> {
    // Adding zero turns -0 into 0.
    Some(convert(value.as_f64()?) + 0.0).filter(|number| number.is_finite())
}
