//! What holds for the moon anywhere, at any time.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use astronomy::{
    MoonPhase, last_new_moon, moon_altitude_deg, moon_day, moon_light, moon_position,
    next_moon_phase,
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, date},
    tz::{Offset, TimeZone},
};
use proptest::prelude::*;

const PHASES: [(MoonPhase, f64); 4] = [
    (MoonPhase::NewMoon, 0.0),
    (MoonPhase::FirstQuarter, 90.0),
    (MoonPhase::FullMoon, 180.0),
    (MoonPhase::LastQuarter, 270.0),
];

fn any_date() -> impl Strategy<Value = Date> {
    (0..110_000_i64).prop_map(|days| date(1900, 1, 1) + days.days())
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    // 1900 to 2200.
    (-2_208_988_800..7_258_118_400_i64).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn zone(longitude: f64) -> TimeZone {
    TimeZone::fixed(Offset::from_hours((longitude / 15.0).round() as i8).unwrap())
}

/// How far the upper limb is over the horizon, degrees.
fn upper_limb(time: Timestamp, latitude: f64, longitude: f64) -> f64 {
    let parallax = (6378.14 / moon_position(time).distance_km).asin().to_degrees();
    moon_altitude_deg(time, latitude, longitude) + 0.5667 + 0.2725 * parallax
}

/// How far two directions are apart, degrees.
fn apart(a: f64, b: f64) -> f64 {
    let difference = (a - b).rem_euclid(360.0);
    difference.min(360.0 - difference)
}

proptest! {
    #[test]
    fn the_moon_keeps_to_its_orbit(time in any_time()) {
        let moon = moon_position(time);
        prop_assert!((0.0..360.0).contains(&moon.longitude_deg), "{moon:?}");
        prop_assert!(moon.latitude_deg.abs() < 5.4, "{moon:?}");
        prop_assert!((356_000.0..407_000.0).contains(&moon.distance_km), "{moon:?}");
        let hour_later = moon_position(time + SignedDuration::from_hours(1)).longitude_deg;
        let speed = (hour_later - moon.longitude_deg).rem_euclid(360.0);
        prop_assert!((0.48..0.65).contains(&speed), "{speed}° in an hour");
    }

    #[test]
    fn the_light_follows_the_elongation(time in any_time()) {
        let light = moon_light(time);
        prop_assert!((0.0..=1.0).contains(&light.illuminated_fraction), "{light:?}");
        prop_assert!((0.0..360.0).contains(&light.elongation_deg), "{light:?}");
        prop_assert!((0.0..360.0).contains(&light.bright_limb_deg), "{light:?}");
        let flat = (1.0 - light.elongation_deg.to_radians().cos()) / 2.0;
        prop_assert!((light.illuminated_fraction - flat).abs() < 0.01, "{light:?}");
    }

    #[test]
    fn phases_stand_where_they_are_defined(time in any_time()) {
        for (phase, elongation) in PHASES {
            let light = moon_light(next_moon_phase(phase, time));
            // The sun is known to 0.01°.
            prop_assert!(apart(light.elongation_deg, elongation) < 0.015, "{phase:?} {light:?}");
        }
    }

    #[test]
    fn phases_come_once_a_month(time in any_time()) {
        for (phase, _) in PHASES {
            let first = next_moon_phase(phase, time);
            let second = next_moon_phase(phase, first);
            prop_assert!(first > time && first.duration_since(time).as_hours() < 24 * 30);
            let days = second.duration_since(first).as_secs_f64() / 86_400.0;
            prop_assert!((29.1..29.95).contains(&days), "{phase:?}: {days} days");
        }
    }

    #[test]
    fn phases_follow_each_other(time in any_time()) {
        let new_moon = last_new_moon(time);
        prop_assert!(new_moon <= time && time < next_moon_phase(MoonPhase::NewMoon, new_moon));
        let mut last = new_moon;
        for phase in [MoonPhase::FirstQuarter, MoonPhase::FullMoon, MoonPhase::LastQuarter, MoonPhase::NewMoon] {
            let next = next_moon_phase(phase, last);
            let days = next.duration_since(last).as_secs_f64() / 86_400.0;
            prop_assert!((6.4..8.4).contains(&days), "{phase:?}: {days} days");
            last = next;
        }
        prop_assert_eq!(last, next_moon_phase(MoonPhase::NewMoon, time));
    }

    #[test]
    fn the_limb_is_on_the_horizon_at_rise_and_set(
        date in any_date(), latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64,
    ) {
        let day = moon_day(date, &zone(longitude), latitude, longitude);
        let second = SignedDuration::from_secs(1);
        for (event, sign) in [(day.rise, 1.0), (day.set, -1.0)] {
            let Some(event) = event else { continue };
            prop_assert_eq!(event.to_zoned(zone(longitude)).date(), date);
            prop_assert!(sign * upper_limb(event, latitude, longitude) <= 1e-9);
            prop_assert!(sign * upper_limb(event + second, latitude, longitude) > -1e-9);
        }
        prop_assert_eq!(day.is_up_all_day.is_none(), day.rise.is_some() || day.set.is_some());
        if let Some(up) = day.is_up_all_day {
            let noon = date.at(12, 0, 0, 0).to_zoned(zone(longitude)).unwrap().timestamp();
            prop_assert_eq!(upper_limb(noon, latitude, longitude) > 0.0, up);
        }
    }

    #[test]
    fn the_moon_rises_and_sets_on_most_days_up_to_middle_latitudes(
        date in any_date(), latitude in -60.0..=60.0_f64, longitude in -180.0..=180.0_f64,
    ) {
        let [today, tomorrow] =
            [date, date.tomorrow().unwrap()].map(|date| moon_day(date, &zone(longitude), latitude, longitude));
        prop_assert!(today.rise.is_some() || tomorrow.rise.is_some());
        prop_assert!(today.set.is_some() || tomorrow.set.is_some());
    }

    #[test]
    fn nothing_panics(
        second in -377_705_023_201..=253_402_207_200_i64, year in -9999..=9999_i16,
        latitude in any::<f64>(), longitude in any::<f64>(),
        edge in prop::sample::select(vec![-180.0, 0.0, 180.0]), pole in prop::sample::select(vec![-90.0, 90.0]),
    ) {
        let time = Timestamp::from_second(second).unwrap();
        for time in [time, Timestamp::MIN, Timestamp::MAX] {
            let _ = (moon_position(time), moon_light(time), last_new_moon(time));
            let _ = PHASES.map(|(phase, _)| next_moon_phase(phase, time));
            let _ = moon_altitude_deg(time, pole, edge);
        }
        for (latitude, longitude) in [(latitude, longitude), (pole, edge)] {
            let _ = moon_altitude_deg(time, latitude, longitude);
            for date in [date(year, 1, 1), date(year, 12, 31)] {
                for zone in [TimeZone::UTC, zone(180.0), zone(-180.0)] {
                    let _ = moon_day(date, &zone, latitude, longitude);
                }
            }
        }
    }
}
