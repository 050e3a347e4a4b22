//! The shape of an answer: axes, variables, local days.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{a_place_and_a_time, any_time, anywhere, city};
use proptest::{prelude::*, test_runner::TestCaseResult};
use simulation::{Sample, Simulation};
use weather::{
    AirVariable, DailyVariable, Date, MarineVariable, Needs, Place, Series, SourceKind, Timestamp,
    Variable, Weather,
};

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

/// Daily values made another way: each of many hours asks for its local day.
fn check_day(weather: &Weather, hours: &[(Timestamp, Sample)], date: Date) -> TestCaseResult {
    let zone = weather.place.time_zone();
    let on = |time: &Timestamp, before_s: i64| {
        let inside = Timestamp::from_second(time.as_second() - before_s).unwrap();
        inside.to_zoned(zone.clone()).date() == date
    };
    let instants: Vec<&Sample> =
        hours.iter().filter(|(time, _)| on(time, 0)).map(|(_, sample)| sample).collect();
    // The hour that ends at midnight belongs to the day that it ends.
    let steps: Vec<&Sample> =
        hours.iter().filter(|(time, _)| on(time, 1)).map(|(_, sample)| sample).collect();
    let of = |samples: &[&Sample], value: fn(&Sample) -> f64, join: fn(f64, f64) -> f64| {
        samples.iter().map(|sample| value(sample)).reduce(join)
    };
    let sum = |one, other| one + other;
    for (variable, expected) in [
        (DailyVariable::TemperatureMax, of(&instants, |at| at.temperature_c, f64::max)),
        (DailyVariable::TemperatureMin, of(&instants, |at| at.temperature_c, f64::min)),
        (DailyVariable::PrecipitationSum, of(&steps, |at| at.precipitation_mm, sum)),
        (
            DailyVariable::PrecipitationProbabilityMax,
            of(&steps, |at| at.precipitation_probability_pct, f64::max),
        ),
        (DailyVariable::SunshineDuration, of(&instants, |at| at.sunshine_s, sum)),
        (DailyVariable::WeatherCode, of(&steps, |at| f64::from(at.weather_code), f64::max)),
    ] {
        let found = weather.daily.on(variable, date);
        prop_assert_eq!(found, expected, "{} {} {:?}", weather.place.id, date, variable);
    }
    Ok(())
}

fn check_days(seed: u64, place: &Place, now: Timestamp) -> TestCaseResult {
    const DAYS: u16 = 3;
    let simulation = Simulation::new(seed);
    let weather = simulation.weather(place, &Needs::nothing().daily(DailyVariable::ALL, DAYS), now);
    let today = now.to_zoned(place.time_zone()).date();
    prop_assert_eq!((weather.daily.dates.len(), weather.daily.dates[0]), (3, today));
    let this_hour = now.as_second().div_euclid(3600);
    let hours: Vec<(Timestamp, Sample)> = (-30..=24 * i64::from(DAYS) + 30)
        .map(|hour| Timestamp::from_second((this_hour + hour) * 3600).unwrap())
        .map(|time| (time, simulation.at(place, time)))
        .collect();
    weather.daily.dates.iter().try_for_each(|date| check_day(&weather, &hours, *date))
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
        check_days(Simulation::DEFAULT_SEED, &city(id), at(now)).unwrap();
    }
}

/// The quarters of an hour up to each hour of a series, with that hour.
fn check_quarters(weather: &Weather) -> TestCaseResult {
    for (step, time) in weather.hourly.times.iter().enumerate() {
        let quarters = &weather.quarter_hourly;
        let Ok(last) = quarters.times.binary_search(time) else { continue };
        let Some(first) = last.checked_sub(3) else { continue };
        let of = |variable| {
            (first..=last).map(move |quarter| quarters.value(variable, quarter).unwrap())
        };
        let hour = |variable| weather.hourly.value(variable, step).unwrap();
        let (hour_mm, sum_mm) =
            (hour(Variable::Precipitation), of(Variable::Precipitation).sum::<f64>());
        prop_assert!((hour_mm - sum_mm).abs() < 1e-9, "{} {} {}", time, hour_mm, sum_mm);
        let most = of(Variable::PrecipitationProbability).fold(0.0, f64::max);
        prop_assert_eq!(hour(Variable::PrecipitationProbability), most);
        // What holds for the instant is the same, however long the step.
        for variable in [Variable::Temperature, Variable::PressureMsl, Variable::WindSpeed] {
            prop_assert_eq!(hour(variable), quarters.value(variable, last).unwrap());
        }
    }
    Ok(())
}

/// A shorter series says the same as a longer one.
fn check_part<V: Copy + Ord>(part: &Series<V>, whole: &Series<V>) -> TestCaseResult {
    for (step, time) in part.times.iter().enumerate() {
        let same = whole.times.binary_search(time);
        prop_assert!(same.is_ok(), "{} is missing", time);
        for (variable, column) in &part.values {
            prop_assert_eq!(column[step], whole.values[variable][same.unwrap()]);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn days_are_the_extremes_and_sums_of_their_hours(
        (place, now) in a_place_and_a_time(),
        seed: u64,
    ) {
        check_days(seed, &place, now)?;
    }

    #[test]
    fn four_quarters_make_an_hour(place in anywhere(), now in any_time(), seed: u64) {
        let needs =
            Needs::nothing().hourly(Variable::ALL, 0, 24).quarter_hourly(Variable::ALL, 24);
        check_quarters(&Simulation::new(seed).weather(&place, &needs, now))?;
    }

    #[test]
    fn a_later_answer_says_the_same_of_what_both_know(
        (place, now) in a_place_and_a_time(),
        later_h in 0..20_u8,
        seed: u64,
    ) {
        let needs = |hours| {
            Needs::nothing()
                .hourly(Variable::ALL, 2, hours)
                .quarter_hourly(Variable::ALL, hours)
                .daily(DailyVariable::ALL, 2)
                .air_quality(AirVariable::ALL, 2, hours)
                .marine(MarineVariable::ALL, hours)
        };
        let later_s = i64::from(later_h) * 3600;
        let later = Timestamp::from_second(now.as_second() + later_s).unwrap();
        let simulation = Simulation::new(seed);
        // The later one is asked first, and for less.
        let short = simulation.weather(&place, &needs(4), later);
        let long = simulation.weather(&place, &needs(24), now);
        prop_assert_eq!((long.source, long.fetched_at), (SourceKind::Simulated, now));
        check_part(&short.hourly, &long.hourly)?;
        check_part(&short.quarter_hourly, &long.quarter_hourly)?;
        check_part(&short.air_quality.hourly, &long.air_quality.hourly)?;
        check_part(&short.marine.hourly, &long.marine.hourly)?;
        let both = short.daily.dates.iter().filter(|date| long.daily.dates.contains(date));
        for (date, variable) in both.flat_map(|date| DailyVariable::ALL.map(|each| (date, each))) {
            prop_assert_eq!(long.daily.on(variable, *date), short.daily.on(variable, *date));
        }
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
    fn no_instant_is_too_far(
        second in -377_705_023_201_i64..=253_402_207_200,
        hours in 0..100_u16,
        days in 0..5_u16,
    ) {
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
