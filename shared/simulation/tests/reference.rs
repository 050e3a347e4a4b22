//! What must hold for the 30-year reference and the warnings.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeMap;

use places::Places;
use simulation::{Simulation, climate};
use weather::{AlertFeed, Daily, DailyVariable, Date, Needs, Place, Timestamp};

fn city(id: &str) -> Place {
    Places::builtin().by_id(id).unwrap().clone()
}

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

#[test]
fn its_months_are_those_of_the_climate() {
    for place in Places::builtin().all().step_by(6) {
        let daily = reference(&place.id, "2025-06-01T12:00:00Z");
        let mut months: BTreeMap<i8, (f64, f64)> = BTreeMap::new();
        for date in &daily.dates {
            let value = |variable| daily.on(variable, *date);
            let (Some(max_c), Some(min_c)) =
                (value(DailyVariable::TemperatureMax), value(DailyVariable::TemperatureMin))
            else {
                continue;
            };
            assert!(min_c <= max_c, "{} {date}", place.id);
            let (sum_c, count) = months.entry(date.month()).or_default();
            *sum_c += (max_c + min_c) / 2.0;
            *count += 1.0;
        }
        for (month, (sum_c, count)) in months {
            let off_c = sum_c / count - climate::monthly_mean_c(place, month);
            assert!(off_c.abs() < 1.0, "{} month {month}: {off_c}", place.id);
        }
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
