//! Which instants a block of an answer covers.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::{
    clock::{self, DAY_S, HOUR_S},
    profile::Profile,
    refusal::Refusal,
};

const QUARTER_S: i64 = 900;
/// Days of `minutely_15` unless asked otherwise.
const QUARTERS_DAYS: i64 = 3;

/// Evenly spaced instants, Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Axis {
    pub(crate) start: i64,
    pub(crate) step: i64,
    pub(crate) count: i64,
}

impl Axis {
    pub(crate) fn times(self) -> impl Iterator<Item = i64> {
        (0..self.count).map(move |index| self.start + index * self.step)
    }

    /// How long it is, days.
    pub(crate) fn days(self) -> f64 {
        (self.count * self.step) as f64 / DAY_S as f64
    }

    /// The same span in other steps.
    fn in_steps_of(self, step: i64) -> Self {
        Self { start: self.start, step, count: self.count * self.step / step }
    }

    fn earlier(self, seconds: i64) -> Self {
        Self { start: self.start - seconds, ..self }
    }
}

/// Steps before and after now.
#[derive(Clone, Copy, Debug)]
struct Steps {
    past: i64,
    forecast: i64,
}

/// What a request says of its instants.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    now_s: i64,
    days: Steps,
    hours: Option<Steps>,
    quarters: Option<Steps>,
    /// First and last date, instead of all others.
    dates: Option<(Date, Date)>,
}

impl Span {
    pub(crate) fn parse(
        profile: &Profile,
        query: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let (default, most) = profile.forecast_days;
        let steps = |past, forecast, per_day, default| {
            let most = (profile.past_days * per_day, most * per_day);
            steps(query, (past, forecast), most, default)
        };
        let span = Self {
            now_s: now.as_second(),
            days: steps("past_days", "forecast_days", 1, default)?
                .unwrap_or(Steps { past: 0, forecast: default }),
            hours: steps("past_hours", "forecast_hours", 24, most * 24)?,
            quarters: steps("past_minutely_15", "forecast_minutely_15", 96, QUARTERS_DAYS * 96)?,
            dates: dates(profile, query, now)?,
        };
        match span.dates {
            Some(_) => no_steps(query).map(|()| span),
            None => Ok(span),
        }
    }

    /// The local days, by an offset from UTC in seconds.
    pub(crate) fn daily(&self, offset_s: i64) -> Axis {
        self.labels_of_days(offset_s).earlier(offset_s)
    }

    /// The local whole hours.
    pub(crate) fn hourly(&self, offset_s: i64) -> Axis {
        let labels = match (self.dates, self.hours) {
            (None, Some(hours)) => self.labels(HOUR_S, hours, offset_s),
            _ => self.labels_of_days(offset_s).in_steps_of(HOUR_S),
        };
        labels.earlier(offset_s)
    }

    /// The local quarters of an hour.
    pub(crate) fn quarter_hourly(&self, offset_s: i64) -> Axis {
        let three_days = Steps { past: 0, forecast: QUARTERS_DAYS };
        let labels = match (self.dates, self.quarters) {
            (Some(_), _) => self.labels_of_days(offset_s).in_steps_of(QUARTER_S),
            (None, Some(quarters)) => self.labels(QUARTER_S, quarters, offset_s),
            (None, None) => self.labels(DAY_S, three_days, offset_s).in_steps_of(QUARTER_S),
        };
        labels.earlier(offset_s)
    }

    /// The current instant, in steps of so many seconds.
    pub(crate) fn current(&self, step: i64) -> Axis {
        Axis { start: self.now_s.div_euclid(step) * step, step, count: 1 }
    }

    fn labels_of_days(&self, offset_s: i64) -> Axis {
        match self.dates {
            Some((first, last)) => {
                let (start, end) = (clock::midnight(first), clock::midnight(last) + DAY_S);
                Axis { start, step: DAY_S, count: (end - start) / DAY_S }
            }
            None => self.labels(DAY_S, self.days, offset_s),
        }
    }

    /// Local times as if they were UTC. The service finds now by the offset cut
    /// to whole hours, though it shows times by the offset itself.
    fn labels(&self, step: i64, steps: Steps, offset_s: i64) -> Axis {
        let whole_hours_s = offset_s / HOUR_S * HOUR_S;
        let now = (self.now_s + whole_hours_s).div_euclid(step) * step;
        Axis { start: now - steps.past * step, step, count: steps.past + steps.forecast }
    }
}

fn steps(
    query: &BTreeMap<String, String>,
    (past_key, forecast_key): (&'static str, &'static str),
    (most_past, most_forecast): (i64, i64),
    default: i64,
) -> Result<Option<Steps>, Refusal> {
    let (past, forecast) = (number(query, past_key)?, number(query, forecast_key)?);
    if past.is_none() && forecast.is_none() {
        return Ok(None);
    }
    let check = |what, given: i64, most| match given {
        0.. if given <= most => Ok(given),
        _ => Err(Refusal::Days { what, most, given }),
    };
    Ok(Some(Steps {
        past: check("Past", past.unwrap_or(0), most_past)?,
        forecast: check("Forecast", forecast.unwrap_or(default), most_forecast)?,
    }))
}

fn no_steps(query: &BTreeMap<String, String>) -> Result<(), Refusal> {
    for key in [
        "past_days",
        "forecast_days",
        "past_hours",
        "forecast_hours",
        "past_minutely_15",
        "forecast_minutely_15",
    ] {
        if number(query, key)?.is_some_and(|given| given != 0) {
            return Err(Refusal::Exclusive(key));
        }
    }
    Ok(())
}

fn number(query: &BTreeMap<String, String>, key: &'static str) -> Result<Option<i64>, Refusal> {
    let Some(text) = query.get(key) else { return Ok(None) };
    let refusal = || Refusal::Value { kind: "Int", value: text.clone(), key };
    text.parse().map(Some).map_err(|_| refusal())
}

fn dates(
    profile: &Profile,
    query: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<Option<(Date, Date)>, Refusal> {
    let (first, last) = match (date(query, "start_date")?, date(query, "end_date")?) {
        (Some(first), Some(last)) => (first, last),
        (None, None) if !profile.needs_dates => return Ok(None),
        _ => return Err(Refusal::OneDate),
    };
    if last < first {
        return Err(Refusal::DateOrder);
    }
    let furthest = clock::civil(now.as_second() + profile.forecast_days.1 * DAY_S).date();
    for (key, date) in [("start_date", first), ("end_date", last)] {
        if !(profile.first..=furthest).contains(&date) {
            return Err(Refusal::DateRange { key, first: profile.first, last: furthest });
        }
    }
    Ok(Some((first, last)))
}

fn date(query: &BTreeMap<String, String>, key: &'static str) -> Result<Option<Date>, Refusal> {
    let Some(text) = query.get(key) else { return Ok(None) };
    let refusal = || Refusal::Value { kind: "IsoDate", value: text.clone(), key };
    text.parse().map(Some).map_err(|_| refusal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Service;

    fn span(now: &str, query: &[(&str, &str)]) -> Result<Span, Refusal> {
        let query = query.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let profile = Profile::of(Service::Forecast).unwrap();
        Span::parse(profile, &query, now.parse().unwrap())
    }

    fn utc(axis: Axis) -> (String, String, i64) {
        let last = axis.times().last().unwrap_or(axis.start);
        let text = |second| clock::timestamp(second).to_string();
        (text(axis.start), text(last), axis.count)
    }

    fn expected(first: &str, last: &str, count: i64) -> (String, String, i64) {
        (first.into(), last.into(), count)
    }

    const NOW: &str = "2026-03-01T22:40:00Z";

    #[test]
    fn days_are_local_and_seven() {
        let span = span(NOW, &[]).unwrap();
        // In Berlin it is 23:40, in Tokyo tomorrow.
        assert_eq!(
            utc(span.daily(3600)),
            expected("2026-02-28T23:00:00Z", "2026-03-06T23:00:00Z", 7)
        );
        assert_eq!(
            utc(span.daily(32_400)),
            expected("2026-03-01T15:00:00Z", "2026-03-07T15:00:00Z", 7)
        );
        assert_eq!(
            utc(span.hourly(3600)),
            expected("2026-02-28T23:00:00Z", "2026-03-07T22:00:00Z", 168)
        );
        assert_eq!(
            utc(span.quarter_hourly(0)),
            expected("2026-03-01T00:00:00Z", "2026-03-03T23:45:00Z", 288)
        );
        assert_eq!(
            utc(span.current(900)),
            expected("2026-03-01T22:30:00Z", "2026-03-01T22:30:00Z", 1)
        );
    }

    #[test]
    fn hours_count_from_the_running_one() {
        let query = [("past_hours", "24"), ("forecast_hours", "50"), ("past_days", "2")];
        let span = span(NOW, &query).unwrap();
        assert_eq!(
            utc(span.hourly(3600)),
            expected("2026-02-28T22:00:00Z", "2026-03-03T23:00:00Z", 74)
        );
        assert_eq!(utc(span.daily(0)), expected("2026-02-27T00:00:00Z", "2026-03-07T00:00:00Z", 9));
        let query = [("past_minutely_15", "4"), ("forecast_minutely_15", "10")];
        let quarters = self::span(NOW, &query).unwrap().quarter_hourly(3600);
        assert_eq!(utc(quarters), expected("2026-03-01T21:30:00Z", "2026-03-02T00:45:00Z", 14));
    }

    #[test]
    fn half_hours_shift_as_they_do_in_india() {
        let span = span(NOW, &[("forecast_hours", "2")]).unwrap();
        assert_eq!(
            utc(span.hourly(19_800)),
            expected("2026-03-01T21:30:00Z", "2026-03-01T22:30:00Z", 2)
        );
    }

    #[test]
    fn dates_stand_for_all_else() {
        let span = span(NOW, &[("start_date", "2026-02-27"), ("end_date", "2026-03-01")]).unwrap();
        assert_eq!(
            utc(span.daily(3600)),
            expected("2026-02-26T23:00:00Z", "2026-02-28T23:00:00Z", 3)
        );
        assert_eq!(span.hourly(0).count, 72);
        assert_eq!(span.quarter_hourly(0).count, 288);
    }

    #[test]
    fn what_is_out_of_range_is_refused() {
        for (query, words) in [
            (
                &[("forecast_days", "17")][..],
                "Forecast days is invalid. Allowed range 0 to 16. Given 17.",
            ),
            (&[("past_days", "-1")], "Past days is invalid. Allowed range 0 to 92. Given -1."),
            (&[("forecast_hours", "385")], "Allowed range 0 to 384"),
            (&[("forecast_days", "x")], "Cannot initialize Int from invalid String value x"),
            (&[("start_date", "2026-03-01")], "Both 'start_date' and 'end_date' must be set"),
            (
                &[("start_date", "2026-03-02"), ("end_date", "2026-03-01")],
                "End-date must be larger",
            ),
            (
                &[("start_date", "2015-12-31"), ("end_date", "2026-03-01")],
                "from 2016-01-01 to 2026-03-17",
            ),
            (
                &[("start_date", "2026-03-01"), ("end_date", "2026-03-01"), ("past_days", "1")],
                "'past_days' is mutually exclusive",
            ),
        ] {
            let refusal = span(NOW, query).unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
    }
}
