//! What must hold for the 30-year reference and the warnings.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{any_time, anywhere, cities, city};
use jiff::Span;
use proptest::{prelude::*, test_runner::TestCaseResult};
use simulation::{Simulation, climate};
use weather::{AlertFeed, Daily, DailyVariable, Date, Needs, Place, TimeZone, Timestamp};

fn reference(id: &str, now: &str) -> Daily {
    let now: Timestamp = now.parse().unwrap();
    Simulation::default().weather(&city(id), &Needs::nothing().climate(), now).climate
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn it_has_every_day_of_thirty_years_whenever_it_is_asked() {
    let daily = reference("lisbon", "2025-06-01T12:00:00Z");
    assert_eq!(daily.dates.len(), 10_958);
    assert_eq!((daily.dates[0], daily.dates[10_957]), (day("1991-01-01"), day("2020-12-31")));
    let both = [DailyVariable::TemperatureMax, DailyVariable::TemperatureMin];
    assert!(daily.values.keys().eq(&both));
    assert!(daily.values.values().all(|column| column.len() == 10_958));
    assert!(daily.values.values().flatten().all(Option::is_some));
    assert_eq!(reference("lisbon", "1999-12-31T23:59:00Z"), daily);
}

/// Whether a zone has the local day; some changed sides of the date line.
fn has_day(zone: &TimeZone, date: Date) -> bool {
    let start = |date: Date| date.to_zoned(zone.clone()).unwrap().timestamp();
    start(date) < start(date.tomorrow().unwrap())
}

/// Every day of the thirty years, and months near the climate.
fn check(place: &Place, daily: &Daily) -> TestCaseResult {
    let first = day("1991-01-01");
    let all = first.series(Span::new().days(1)).take_while(|date| *date <= day("2020-12-31"));
    prop_assert!(daily.dates.iter().copied().eq(all));
    let zone = place.time_zone();
    let mut months = [(0.0, 0.0); 12];
    for date in &daily.dates {
        let value = |variable| daily.on(variable, *date);
        let (Some(max_c), Some(min_c)) =
            (value(DailyVariable::TemperatureMax), value(DailyVariable::TemperatureMin))
        else {
            prop_assert!(!has_day(&zone, *date), "{} {}", place.id, date);
            continue;
        };
        prop_assert!(min_c <= max_c, "{} {}", place.id, date);
        let (sum_c, count) = &mut months[date.month() as usize - 1];
        *sum_c += (max_c + min_c) / 2.0;
        *count += 1.0;
    }
    let normals_c = climate::normals(place).mean_c;
    for (month, ((sum_c, count), normal_c)) in (1..).zip(months.into_iter().zip(normals_c)) {
        let off_c = sum_c / count - normal_c;
        prop_assert!(off_c.abs() < 1.0, "{} month {}: {}", place.id, month, off_c);
    }
    Ok(())
}

#[test]
fn its_months_are_those_of_the_climate() {
    for place in cities().iter().step_by(8) {
        check(place, &reference(&place.id, "2025-06-01T12:00:00Z")).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn any_place_has_thirty_years_near_its_climate(
        place in anywhere(),
        (one, other) in (any_time(), any_time()),
        seed: u64,
    ) {
        let needs = Needs::nothing().climate();
        let past = Simulation::new(seed).weather(&place, &needs, one).climate;
        check(&place, &past)?;
        prop_assert_eq!(past, Simulation::new(seed).weather(&place, &needs, other).climate);
    }

    #[test]
    fn nobody_warns_anywhere(place in anywhere(), now in any_time(), seed: u64) {
        let needs = Needs::nothing().alerts();
        let alerts = Simulation::new(seed).weather(&place, &needs, now).alerts.unwrap();
        prop_assert_eq!((alerts.feed, alerts.alerts.len()), (AlertFeed::NotCovered, 0));
    }
}

#[test]
fn a_day_that_a_place_left_out_has_no_values() {
    // Samoa went from the 29th to the 31st, the Line Islands from the 30th to the 1st.
    for (id, left_out) in [("apia", "2011-12-30"), ("kiritimati", "1994-12-31")] {
        let daily = reference(id, "2025-06-01T12:00:00Z");
        let missing = |variable| daily.on(variable, day(left_out)).is_none();
        assert!(missing(DailyVariable::TemperatureMax) && missing(DailyVariable::TemperatureMin));
        check(&city(id), &daily).unwrap();
    }
}

/// Mean and standard deviation.
fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / count).sqrt())
}

#[test]
fn the_present_varies_as_the_past_did() {
    let extremes = [DailyVariable::TemperatureMax, DailyVariable::TemperatureMin];
    for id in ["lisbon", "moscow", "singapore", "sydney"] {
        let past = reference(id, "2025-06-01T12:00:00Z");
        for (month, name) in [(1, "01"), (7, "07")] {
            for variable in extremes {
                let before: Vec<f64> = past
                    .dates
                    .iter()
                    .filter(|date| date.month() == month)
                    .filter_map(|date| past.on(variable, *date))
                    .collect();
                let mut present = Vec::new();
                for year in 2021..2051 {
                    let now = format!("{year}-{name}-01T12:00:00Z").parse().unwrap();
                    let needs = Needs::nothing().daily(extremes, 30);
                    let daily = Simulation::default().weather(&city(id), &needs, now).daily;
                    present.extend(daily.values[&variable].iter().flatten());
                }
                let ((past_c, past_sd), (now_c, now_sd)) = (moments(&before), moments(&present));
                assert!((past_c - now_c).abs() < 0.8, "{id} {month}: {past_c} {now_c}");
                assert!((0.8..1.25).contains(&(past_sd / now_sd)), "{id}: {past_sd} {now_sd}");
            }
        }
    }
}

#[test]
fn nobody_warns_officially_of_simulated_weather() {
    let now = "2025-06-01T12:00:00Z".parse().unwrap();
    let alerts = |needs| Simulation::default().weather(&city("lisbon"), &needs, now).alerts;
    assert_eq!(alerts(Needs::nothing()), None);
    let answer = alerts(Needs::nothing().alerts()).unwrap();
    assert_eq!((answer.feed, answer.alerts.len()), (AlertFeed::NotCovered, 0));
}
