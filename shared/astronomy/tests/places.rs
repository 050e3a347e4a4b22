//! Days and positions at places where something is out of the ordinary.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use astronomy::{SunDay, SunState, is_sun_up, sun_day, sun_position};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

fn day(date: &str, zone: &str, latitude: f64, longitude: f64) -> SunDay {
    let zone = TimeZone::get(zone).unwrap();
    sun_day(date.parse().unwrap(), &zone, latitude, longitude).unwrap()
}

fn local(time: Timestamp, zone: &str) -> String {
    time.to_zoned(TimeZone::get(zone).unwrap()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn instant(time: &str) -> Timestamp {
    time.parse().unwrap()
}

#[test]
fn events_belong_to_the_local_date_far_from_greenwich() {
    for (zone, latitude, longitude) in [
        ("Pacific/Kiritimati", 1.87, -157.43),
        ("Pacific/Apia", -13.83, -171.77),
        ("Pacific/Pago_Pago", -14.28, -170.70),
        ("Pacific/Chatham", -43.95, -176.55),
        ("Pacific/Fiji", -18.14, 178.44),
        ("Asia/Urumqi", 43.82, 87.62),
        ("Asia/Shanghai", 39.47, 75.99),
        ("America/Adak", 51.88, -176.66),
        ("Asia/Kathmandu", 27.72, 85.32),
        ("Australia/Eucla", -31.68, 128.88),
    ] {
        for date in
            ["2024-01-15", "2024-03-31", "2024-04-07", "2024-06-21", "2024-09-29", "2024-11-03"]
        {
            let day = day(date, zone, latitude, longitude);
            for event in [day.sunrise.unwrap(), day.solar_noon, day.sunset.unwrap()] {
                assert!(
                    local(event, zone).starts_with(date),
                    "{zone} {date}: {}",
                    local(event, zone)
                );
            }
        }
    }
}

#[test]
fn samoa_went_from_one_side_of_the_date_line_to_the_other() {
    let noon = |date| day(date, "Pacific/Apia", -13.83, -171.77).solar_noon;
    // Its clocks went from UTC-10 on 29 December 2011 to UTC+14 on the 31st.
    assert_eq!(local(noon("2011-12-29"), "Pacific/Apia"), "2011-12-29 13:29");
    assert_eq!(local(noon("2011-12-31"), "Pacific/Apia"), "2011-12-31 13:29");
    assert_eq!(noon("2011-12-30"), noon("2011-12-31"));
    assert_eq!(noon("2011-12-31").duration_since(noon("2011-12-29")).as_hours(), 24);
}

#[test]
fn a_sunset_after_midnight_is_that_of_the_evening_before() {
    let day = day("2024-06-21", "Atlantic/Reykjavik", 64.1466, -21.9426);
    assert_eq!(local(day.sunrise.unwrap(), "UTC"), "2024-06-21 02:55");
    assert!(local(day.sunset.unwrap(), "UTC").starts_with("2024-06-22 00:0"), "{day:?}");
    assert_eq!((day.civil_dawn, day.civil_dusk), (None, None));
    assert_eq!(day.state, SunState::Normal);
}

#[test]
fn twilights_of_london_at_the_equinox() {
    let day = day("2024-03-20", "Europe/London", 51.4779, -0.0015);
    let minutes =
        |event: Option<Timestamp>| event.map(|time| local(time, "UTC")[11..].to_owned()).unwrap();
    // Independent of SPA: computed by Meeus, Astronomical Algorithms, chapters 12, 13 and 25.
    assert_eq!(minutes(day.astronomical_dawn), "04:08");
    assert_eq!(minutes(day.nautical_dawn), "04:49");
    assert_eq!(minutes(day.civil_dawn), "05:28");
    assert_eq!(minutes(day.civil_dusk), "18:47");
    assert_eq!(minutes(day.nautical_dusk), "19:26");
    assert_eq!(minutes(day.astronomical_dusk), "20:07");
}

#[test]
fn longyearbyen_goes_through_every_state() {
    let day = |date| day(date, "Arctic/Longyearbyen", 78.22, 15.65);
    assert_eq!(day("2024-06-21").state, SunState::PolarDay);
    assert_eq!(day("2024-06-21").day_length_s, 86_400.0);
    assert_eq!(day("2024-12-21").state, SunState::PolarNight);
    assert_eq!(day("2024-12-21").day_length_s, 0.0);
    // Deep in the polar night the sun does not even come within 6° of the horizon.
    assert_eq!(day("2024-12-21").civil_dawn, None);
    assert!(day("2024-12-21").nautical_dawn.is_some());
}

#[test]
fn a_polar_day_begins_with_a_sunrise_that_has_no_sunset() {
    let zone = TimeZone::get("Arctic/Longyearbyen").unwrap();
    let start: Date = "2024-04-10".parse().unwrap();
    let days: Vec<SunDay> = start
        .series(jiff::ToSpan::day(1))
        .take(20)
        .map(|date| sun_day(date, &zone, 78.22, 15.65).unwrap())
        .collect();
    let last = days.iter().rposition(|day| day.state == SunState::Normal).unwrap();
    assert!(days[last + 1..].iter().all(|day| day.state == SunState::PolarDay));
    assert!(days[..last].iter().all(|day| day.sunrise.is_some() && day.sunset.is_some()));
    assert!(days.is_sorted_by(|a, b| a.day_length_s <= b.day_length_s));
    let edge = &days[last];
    assert!(edge.sunrise.is_some() && edge.sunset.is_none(), "{edge:?}");
    assert!((82_800.0..86_400.0).contains(&edge.day_length_s), "{edge:?}");
}

#[test]
fn the_sun_rises_once_a_year_at_the_pole() {
    let start: Date = "2024-01-01".parse().unwrap();
    let days = start
        .series(jiff::ToSpan::day(1))
        .take(366)
        .map(|date| (date, sun_day(date, &TimeZone::UTC, 90.0, 0.0).unwrap()));
    let crossings: Vec<_> = days
        .filter(|(_, day)| day.state == SunState::Normal)
        .map(|(date, day)| (date.to_string(), day.sunrise.is_some(), day.sunset.is_some()))
        .collect();
    let expected = [("2024-03-18".to_owned(), true, false), ("2024-09-24".to_owned(), false, true)];
    assert_eq!(crossings, expected);
}

#[test]
fn the_position_is_that_of_the_spa_report() {
    // NREL/TP-560-34302, table A5.1: zenith 50.11162°, azimuth 194.34024° (at 820 hPa, 11 °C).
    let sun =
        sun_position(instant("2003-10-17T19:30:30Z"), 39.742_476, -105.178_6, 1830.14).unwrap();
    assert!((sun.elevation_deg - (90.0 - 50.111_62)).abs() < 0.005, "{sun:?}");
    assert!((sun.azimuth_deg - 194.340_24).abs() < 0.001, "{sun:?}");
}

#[test]
fn the_sun_is_up_from_sunrise_to_sunset() {
    // Lisbon, 28 December 2025: 07:54 to 17:23.
    for (time, up) in
        [("07:50", false), ("07:58", true), ("12:38", true), ("17:20", true), ("17:27", false)]
    {
        let time = instant(&format!("2025-12-28T{time}:00Z"));
        assert_eq!(is_sun_up(time, 38.7223, -9.1393), up, "{time}");
    }
}

#[test]
fn what_is_out_of_range_is_an_error() {
    let now = instant("2024-06-21T12:00:00Z");
    let today = "2024-06-21".parse().unwrap();
    for (latitude, longitude) in [(90.1, 0.0), (0.0, 180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)]
    {
        assert!(sun_position(now, latitude, longitude, 0.0).is_err());
        assert!(sun_day(today, &TimeZone::UTC, latitude, longitude).is_err());
        assert!(!is_sun_up(now, latitude, longitude));
    }
    assert!(sun_position(now, 0.0, 0.0, f64::NAN).is_err());
    assert!(sun_day("9999-12-31".parse().unwrap(), &TimeZone::UTC, 0.0, 0.0).is_err());
    let error = sun_position(instant("9999-01-01T00:00:00Z"), 0.0, 0.0, 0.0).unwrap_err();
    assert!(error.to_string().starts_with("the sun cannot be computed: "), "{error}");
}

#[test]
fn states_are_written_as_codes() {
    let code = |state| serde_json::to_value(state).unwrap();
    assert_eq!(code(SunState::Normal), "normal");
    assert_eq!(code(SunState::PolarDay), "polar_day");
    assert_eq!(code(SunState::PolarNight), "polar_night");
}
