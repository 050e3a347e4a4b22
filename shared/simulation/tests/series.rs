//! The shape of an answer: axes, variables, local days.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use places::Places;
use proptest::prelude::*;
use simulation::Simulation;
use weather::{
    AirVariable, Daily, DailyVariable, MarineVariable, Needs, Place, SourceKind, Timestamp,
    Variable, Weather,
};

fn city(id: &str) -> Place {
    Places::builtin().by_id(id).unwrap().clone()
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn answer(id: &str, needs: &Needs, now: &str) -> Weather {
    Simulation::default().weather(&city(id), needs, at(now))
}

fn hours_of(weather: &Weather) -> impl Iterator<Item = Timestamp> + '_ {
    weather.hourly.times.iter().copied()
}

#[test]
fn nothing_asked_nothing_answered() {
    let weather = answer("lisbon", &Needs::nothing(), "2025-06-01T12:34:56Z");
    let empty = Weather::empty(city("lisbon"), SourceKind::Simulated, at("2025-06-01T12:34:56Z"));
    assert_eq!(weather, empty);
}

#[test]
fn axes_enclose_the_window_and_hold_only_what_was_asked() {
    let needs = Needs::nothing()
        .current([Variable::Temperature])
        .hourly([Variable::WindSpeed, Variable::WindGust], 24, 48)
        .quarter_hourly([Variable::Precipitation], 2)
        .daily([DailyVariable::TemperatureMax], 3);
    let weather = answer("lisbon", &needs, "2025-06-01T12:34:56Z");

    let current = weather.current.as_ref().unwrap();
    assert_eq!(current.time, at("2025-06-01T12:34:56Z"));
    assert!(current.values.keys().eq(&[Variable::Temperature]));

    let hours: Vec<Timestamp> = hours_of(&weather).collect();
    assert_eq!((hours[0], hours.len()), (at("2025-05-31T12:00:00Z"), 74));
    assert_eq!(hours[73], at("2025-06-03T13:00:00Z"));
    assert!(weather.hourly.values.keys().eq(&[Variable::WindSpeed, Variable::WindGust]));
    assert!(weather.hourly.values.values().all(|column| column.len() == 74));

    let quarters = &weather.quarter_hourly;
    assert_eq!(quarters.times[0], at("2025-06-01T12:30:00Z"));
    assert_eq!(quarters.times[1], at("2025-06-01T12:45:00Z"));
    assert!(quarters.values.keys().eq(&[Variable::Precipitation]));

    assert_eq!(weather.daily.dates.len(), 3);
    assert!(weather.daily.values.keys().eq(&[DailyVariable::TemperatureMax]));
    assert_eq!((weather.source, weather.fetched_at), (SourceKind::Simulated, current.time));
}

#[test]
fn series_agree_with_the_point_function() {
    let needs = Needs::nothing().hourly(Variable::ALL, 0, 24).current(Variable::ALL);
    let weather = answer("new-york", &needs, "2025-11-23T09:00:00Z");
    let place = city("new-york");
    for (step, time) in hours_of(&weather).enumerate() {
        let sample = Simulation::default().at(&place, time);
        for variable in Variable::ALL {
            assert_eq!(weather.hourly.value(variable, step), Some(sample.value(variable)));
        }
    }
    let current = weather.current.as_ref().unwrap();
    let first = Simulation::default().at(&place, current.time);
    assert_eq!(current.values[&Variable::Temperature], first.temperature_c);
}

#[test]
fn four_quarters_make_an_hour() {
    let needs = Needs::nothing()
        .hourly([Variable::Precipitation], 0, 240)
        .quarter_hourly([Variable::Precipitation], 240);
    let weather = answer("reykjavik", &needs, "2025-11-23T00:00:00Z");
    let mut wet = 0;
    for step in 1..240 {
        let hour_mm = weather.hourly.value(Variable::Precipitation, step).unwrap();
        let quarters_mm: f64 = (4 * step - 3..=4 * step)
            .map(|quarter| weather.quarter_hourly.value(Variable::Precipitation, quarter).unwrap())
            .sum();
        assert!((hour_mm - quarters_mm).abs() < 1e-9, "{step}: {hour_mm} {quarters_mm}");
        wet += i32::from(hour_mm > 0.0);
    }
    assert!(wet > 5, "{wet} wet hours");
}

/// Bit for bit what every machine must compute, as for the weather itself.
#[test]
fn the_default_air_sea_and_past_are_pinned() {
    let needs = Needs::nothing()
        .air_quality(AirVariable::ALL, 0, 1)
        .marine(MarineVariable::ALL, 1)
        .climate();
    let weather = answer("lisbon", &needs, "2025-06-22T12:00:00Z");
    let air = |variable| weather.air_quality.hourly.value(variable, 0).unwrap();
    let sea = |variable| weather.marine.hourly.value(variable, 0).unwrap();
    let found = [
        air(AirVariable::Pm10),
        air(AirVariable::Ozone),
        air(AirVariable::CarbonMonoxide),
        air(AirVariable::GrassPollen),
        sea(MarineVariable::WaveHeight),
        sea(MarineVariable::WavePeriod),
        sea(MarineVariable::WaveDirection),
        sea(MarineVariable::SeaSurfaceTemperature),
        weather.climate.values[&DailyVariable::TemperatureMax][5000].unwrap(),
    ];
    assert_eq!(
        found,
        [
            11.32710039436708,
            84.93665471921568,
            139.70183894254203,
            47.79870582565804,
            1.123390725412218,
            10.077393627455278,
            306.50639873775896,
            18.31274174980799,
            27.95310716563392
        ]
    );
}

/// Daily values made another way: each hour of a long series asks for its local day.
fn by_local_date(place: &Place, weather: &Weather, daily: &Daily) {
    let zone = place.time_zone();
    for date in &daily.dates {
        let (mut max_c, mut min_c, mut sum_mm) = (f64::MIN, f64::MAX, 0.0);
        for (step, time) in hours_of(weather).enumerate() {
            let value = |variable| weather.hourly.value(variable, step).unwrap();
            if time.to_zoned(zone.clone()).date() == *date {
                max_c = value(Variable::Temperature).max(max_c);
                min_c = value(Variable::Temperature).min(min_c);
            }
            // The hour that ends at midnight belongs to the day that it ends.
            let inside = Timestamp::from_second(time.as_second() - 1).unwrap();
            if inside.to_zoned(zone.clone()).date() == *date {
                sum_mm += value(Variable::Precipitation);
            }
        }
        assert_eq!(daily.on(DailyVariable::TemperatureMax, *date), Some(max_c), "{date}");
        assert_eq!(daily.on(DailyVariable::TemperatureMin, *date), Some(min_c), "{date}");
        assert_eq!(daily.on(DailyVariable::PrecipitationSum, *date), Some(sum_mm), "{date}");
    }
}

#[test]
fn days_are_local_also_where_clocks_change() {
    for (id, now) in [
        ("lisbon", "2025-03-29T23:30:00Z"),
        ("lisbon", "2025-10-25T12:00:00Z"),
        ("lord-howe", "2025-04-04T20:00:00Z"),
        ("kathmandu", "2025-07-01T18:30:00Z"),
        ("kiritimati", "2025-07-01T12:00:00Z"),
    ] {
        let needs = Needs::nothing().hourly(Variable::ALL, 48, 120).daily(DailyVariable::ALL, 3);
        let weather = answer(id, &needs, now);
        assert_eq!(weather.daily.dates.len(), 3);
        let today = at(now).to_zoned(city(id).time_zone()).date();
        assert_eq!(weather.daily.dates[0], today, "{id}");
        by_local_date(&city(id), &weather, &weather.daily);
    }
}

#[test]
fn sunshine_stays_within_the_day() {
    for id in ["singapore", "lisbon", "tromso", "longyearbyen", "mcmurdo"] {
        let place = city(id);
        for now in ["2025-03-20T12:00:00Z", "2025-06-21T12:00:00Z", "2025-12-21T12:00:00Z"] {
            let needs = Needs::nothing().daily([DailyVariable::SunshineDuration], 5);
            for seed in 0..20 {
                let daily = Simulation::new(seed).weather(&place, &needs, at(now)).daily;
                for date in daily.dates.clone() {
                    let start = date.to_zoned(place.time_zone()).unwrap().timestamp().as_second();
                    let up = |minute: &i64| {
                        let time = Timestamp::from_second(start + minute * 60).unwrap();
                        astronomy::is_sun_up(time, place.latitude, place.longitude)
                    };
                    let day_s = (0..24 * 60).step_by(5).filter(up).count() as f64 * 300.0;
                    let sunshine_s = daily.on(DailyVariable::SunshineDuration, date).unwrap();
                    assert!(sunshine_s <= day_s + 300.0, "{id} {date}: {sunshine_s} of {day_s} s");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_instant_is_too_far(second in -377_705_023_201_i64..=253_402_207_200, hours in 0..100_u16, days in 0..5_u16) {
        let needs = Needs::nothing()
            .current(Variable::ALL)
            .hourly(Variable::ALL, hours, hours)
            .quarter_hourly(Variable::ALL, 2)
            .daily(DailyVariable::ALL, days)
            .air_quality(AirVariable::ALL, hours, hours)
            .marine(MarineVariable::ALL, hours);
        for second in [second, Timestamp::MIN.as_second(), Timestamp::MAX.as_second()] {
            let now = Timestamp::from_second(second).unwrap();
            let weather = Simulation::default().weather(&city("apia"), &needs, now);
            let values = weather.hourly.values.values().flatten().flatten();
            let air = weather.air_quality.hourly.values.values().flatten().flatten();
            let sea = weather.marine.hourly.values.values().flatten().flatten();
            prop_assert!(values.chain(air).chain(sea).all(|value| value.is_finite()));
            prop_assert_eq!(&weather.air_quality.hourly.times, &weather.hourly.times);
            prop_assert_eq!(&weather.marine.hourly.times, &weather.hourly.times);
            prop_assert!(weather.daily.dates.len() <= usize::from(days));
        }
    }
}
