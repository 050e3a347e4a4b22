//! What the services answer, to the last digit.

use stand_in::truth;
use weather::{Timestamp, Units};

/// Where the dashboard looks, degrees north and east: Lisbon.
pub(crate) const LATITUDE: f64 = 38.7223;
pub(crate) const LONGITUDE: f64 = -9.1393;

/// An afternoon on which it is hot and rain is near, the sun burns, grass
/// flowers, and the moon is a crescent; between two quarters of an hour.
pub(crate) const NOW: &str = "2026-06-19T14:37:00Z";

pub(crate) const QUARTER_S: i64 = 900;
pub(crate) const HOUR_S: i64 = 3600;
pub(crate) const DAY_S: i64 = 24 * HOUR_S;

/// The local day begins an hour before that of UTC.
pub(crate) const MIDNIGHT: &str = "2026-06-18T23:00:00Z";

pub(crate) fn now() -> Timestamp {
    at(NOW)
}

pub(crate) fn at(time: &str) -> Timestamp {
    time.parse().expect("an instant")
}

/// So many seconds after an instant.
pub(crate) fn after(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(time.as_second() + seconds).expect("an instant")
}

/// The last full step at or before an instant.
pub(crate) fn step_before(time: Timestamp, step_s: i64) -> Timestamp {
    after(time, -time.as_second().rem_euclid(step_s))
}

/// So many full hours, from the running one on.
pub(crate) fn hours(count: i64) -> impl DoubleEndedIterator<Item = Timestamp> {
    let first = step_before(now(), HOUR_S);
    (0..count).map(move |hour| after(first, hour * HOUR_S))
}

/// The full hours of the last day, up to the running one.
pub(crate) fn past_day() -> impl Iterator<Item = Timestamp> + Clone {
    let last = step_before(now(), HOUR_S);
    (-24..=0).map(move |hour| after(last, hour * HOUR_S))
}

/// A value of an instant, or of the hour that ends there. Speeds are asked for
/// in m/s, which the service rounds to two decimals.
pub(crate) fn hourly(variable: &str, time: Timestamp) -> f64 {
    let is_speed = ["wind_speed_10m", "wind_gusts_10m"].contains(&variable);
    let value = if is_speed {
        truth::exact(variable, time, LATITUDE, LONGITUDE).map(|kmh| (kmh / 3.6 * 1e2).round() / 1e2)
    } else {
        truth::value(variable, time, LATITUDE, LONGITUDE)
    };
    value.unwrap_or_else(|| panic!("no {variable}"))
}

/// The value that the service calls current: of the last full quarter of an hour.
pub(crate) fn current(variable: &str) -> f64 {
    hourly(variable, step_before(now(), QUARTER_S))
}

/// The value at any instant: on the straight line between two full hours.
pub(crate) fn between(variable: &str, time: Timestamp) -> f64 {
    let hour = step_before(time, HOUR_S);
    let share = (time.as_second() - hour.as_second()) as f64 / HOUR_S as f64;
    let (before, behind) = (hourly(variable, hour), hourly(variable, after(hour, HOUR_S)));
    before + share * (behind - before)
}

/// The amount of the quarter of an hour that ends at an instant.
pub(crate) fn quarter_hour(variable: &str, end: Timestamp) -> f64 {
    truth::quarter_hour(variable, end, LATITUDE, LONGITUDE).expect("a value")
}

/// The value of a local day, by its number from today.
pub(crate) fn day(variable: &str, number: i64) -> f64 {
    of_day(variable, after(at(MIDNIGHT), number * DAY_S))
}

/// The value of the local day that begins at an instant.
pub(crate) fn of_day(variable: &str, start: Timestamp) -> f64 {
    truth::day(variable, start, LATITUDE, LONGITUDE).expect("a value")
}

/// What is asked of the dashboard for tiles in a unit system.
pub(crate) fn query(units: Units) -> String {
    format!("?place=lisbon&lang=en&units={}", units.code())
}
