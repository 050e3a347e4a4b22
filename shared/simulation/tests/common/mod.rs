//! Where and when properties of the simulated weather are tried.

#![allow(dead_code, reason = "each test file takes what it needs")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use places::Places;
use proptest::prelude::*;
use weather::{Place, TimeZone, Timestamp};

/// From 2020 to the end of 2039, s: leap years and all days of the week.
const YEARS_S: std::ops::Range<i64> = 1_577_836_800..2_208_988_800;
const DAY_S: i64 = 86_400;

/// The built-in place with this id.
pub(crate) fn city(id: &str) -> Place {
    Places::builtin().by_id(id).unwrap()
}

/// Every third built-in place: large and small, all over the world.
pub(crate) fn cities() -> Vec<Place> {
    Places::builtin().all().step_by(3).collect()
}

/// A spot at a height above the sea, in the zone that a viewer would get there.
pub(crate) fn spot(latitude: f64, longitude: f64, elevation: f64) -> Place {
    let place = Places::builtin().parse(&format!("{latitude},{longitude}"), None).unwrap();
    Place { elevation, ..place }
}

/// Anywhere on Earth, often where sums are apt to go wrong: the poles, the
/// equator, Greenwich and both sides of the date line, from the shore of the
/// Dead Sea up to the highest peaks.
pub(crate) fn anywhere() -> impl Strategy<Value = Place> {
    let edges = vec![-90.0, -89.99, -66.56, 0.0, 66.56, 89.99, 90.0];
    let latitude = prop_oneof![4 => -90.0..=90.0, 1 => prop::sample::select(edges)];
    let edges = vec![-180.0, -179.9999, 0.0, 179.9999, 180.0];
    let longitude = prop_oneof![4 => -180.0..=180.0, 1 => prop::sample::select(edges)];
    let height = prop_oneof![2 => Just(0.0), 1 => -430.0..=200.0, 1 => 200.0..=8849.0];
    (latitude, longitude, height).prop_map(|(latitude, longitude, height): (f64, f64, f64)| {
        // Beyond 60° nobody lives or camps higher than this.
        let highest_m = if latitude.abs() > 60.0 { 3500.0 } else { f64::MAX };
        spot(latitude, longitude, height.min(highest_m))
    })
}

/// Any instant of twenty years.
pub(crate) fn any_time() -> impl Strategy<Value = Timestamp> {
    YEARS_S.prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// A place and an instant there: any, or one in the days before the clocks of a
/// built-in place change.
pub(crate) fn a_place_and_a_time() -> impl Strategy<Value = (Place, Timestamp)> {
    let cities = cities();
    let change = (prop::sample::select(cities), any_time(), 0..3 * DAY_S).prop_map(
        |(place, time, before_s)| {
            let change = change_after(&place.time_zone(), time).unwrap_or(time);
            let now = Timestamp::from_second(change.as_second() - before_s).unwrap();
            (place, now)
        },
    );
    prop_oneof![2 => (anywhere(), any_time()), 1 => change]
}

/// When the clocks of a zone change next.
fn change_after(zone: &TimeZone, time: Timestamp) -> Option<Timestamp> {
    zone.following(time).next().map(|change| change.timestamp())
}
