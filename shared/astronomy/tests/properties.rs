//! What holds for the sun anywhere, at any time.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use astronomy::{SunDay, SunState, is_sun_up, sun_day, sun_position};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, date},
    tz::{Offset, TimeZone},
};
use proptest::prelude::*;

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

/// The events of a day in the order they must have, where they happen.
fn events(day: &SunDay) -> Vec<Timestamp> {
    let noon = Some(day.solar_noon).filter(|_| day.day_length_s > 7200.0);
    let order = [
        day.astronomical_dawn,
        day.nautical_dawn,
        day.civil_dawn,
        day.sunrise,
        noon,
        day.sunset,
        day.civil_dusk,
        day.nautical_dusk,
        day.astronomical_dusk,
    ];
    order.into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn events_are_in_order(date in any_date(), latitude in -89.0..=89.0_f64, longitude in -180.0..=180.0_f64) {
        let day = sun_day(date, &zone(longitude), latitude, longitude).unwrap();
        prop_assert!(events(&day).is_sorted(), "{day:?}");
        prop_assert_eq!(day.solar_noon.to_zoned(zone(longitude)).date(), date);
    }

    #[test]
    fn length_and_state_agree(date in any_date(), latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64) {
        let day = sun_day(date, &zone(longitude), latitude, longitude).unwrap();
        let crossed = day.sunrise.is_some() || day.sunset.is_some();
        match day.state {
            SunState::Normal => prop_assert!(crossed && (0.0..=86_400.0).contains(&day.day_length_s)),
            SunState::PolarDay => prop_assert!(!crossed && day.day_length_s == 86_400.0),
            SunState::PolarNight => prop_assert!(!crossed && day.day_length_s == 0.0),
        }
        if let (Some(sunrise), Some(sunset)) = (day.sunrise, day.sunset) {
            let seconds = sunset.duration_since(sunrise).as_secs_f64();
            prop_assert!((seconds - day.day_length_s).abs() <= 1.0, "{day:?}");
        }
    }

    #[test]
    fn the_sun_comes_up_at_sunrise_and_goes_down_at_sunset(
        date in any_date(), latitude in -65.0..=65.0_f64, longitude in -180.0..=180.0_f64,
    ) {
        let day = sun_day(date, &zone(longitude), latitude, longitude).unwrap();
        let moment = SignedDuration::from_secs(2);
        for (event, up_after) in [(day.sunrise, true), (day.sunset, false)] {
            let event = event.unwrap();
            prop_assert_eq!(is_sun_up(event + moment, latitude, longitude), up_after);
            prop_assert_eq!(is_sun_up(event - moment, latitude, longitude), !up_after);
        }
    }

    #[test]
    fn the_sun_is_somewhere_in_the_sky(
        time in any_time(), latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64,
        elevation in -430.0..8849.0_f64,
    ) {
        let sun = sun_position(time, latitude, longitude, elevation).unwrap();
        prop_assert!((-90.0..=90.0).contains(&sun.elevation_deg));
        prop_assert!((0.0..360.0).contains(&sun.azimuth_deg));
    }

    #[test]
    fn nothing_panics(
        second in -377_705_023_201..=253_402_207_200_i64, year in -9999..=9999_i16,
        latitude in any::<f64>(), longitude in any::<f64>(), elevation in any::<f64>(),
        edge in prop::sample::select(vec![-180.0, 0.0, 180.0]), pole in prop::sample::select(vec![-90.0, 90.0]),
    ) {
        let time = Timestamp::from_second(second).unwrap();
        for (latitude, longitude) in [(latitude, longitude), (pole, edge)] {
            let _ = sun_position(time, latitude, longitude, elevation);
            let _ = is_sun_up(time, latitude, longitude);
            for date in [date(year, 1, 1), date(year, 12, 31)] {
                let _ = sun_day(date, &TimeZone::UTC, latitude, longitude);
            }
        }
    }
}
