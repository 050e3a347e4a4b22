//! What must hold for the simulated sea.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{any_time, anywhere, cities, city, spot};
use proptest::prelude::*;
use simulation::Simulation;
use weather::{MarineVariable, Needs, Outlook, Place, Series, Timestamp};

fn sea(seed: u64, place: &Place, now: Timestamp, forecast_h: u16) -> Series<MarineVariable> {
    let needs = Needs::nothing().marine(MarineVariable::ALL, forecast_h);
    let outlook = Simulation::new(seed).weather(place, &needs, now).marine;
    assert_eq!(outlook.current, None);
    outlook.hourly
}

fn year(id: &str) -> Series<MarineVariable> {
    let start = "2025-01-01T00:00:00Z".parse().unwrap();
    sea(Simulation::DEFAULT_SEED, &city(id), start, 365 * 24)
}

fn check(place: &Place, sea: &Series<MarineVariable>, step: usize) -> Result<(), TestCaseError> {
    let value = |variable| sea.value(variable, step).unwrap();
    let (height_m, swell_m, wind_sea_m) = (
        value(MarineVariable::WaveHeight),
        value(MarineVariable::SwellHeight),
        value(MarineVariable::WindWaveHeight),
    );
    prop_assert!((0.0..25.0).contains(&height_m), "{} {} m", place.id, height_m);
    prop_assert!(swell_m >= 0.0 && wind_sea_m >= 0.0);
    let energy = swell_m * swell_m + wind_sea_m * wind_sea_m;
    prop_assert!((height_m * height_m - energy).abs() < 1e-6 * energy.max(1.0));
    for (height_m, period_s) in [
        (height_m, value(MarineVariable::WavePeriod)),
        (swell_m, value(MarineVariable::SwellPeriod)),
    ] {
        prop_assert!((0.2..30.0).contains(&period_s), "{} {} s", place.id, period_s);
        let steepness = height_m / (1.56 * period_s * period_s);
        prop_assert!(steepness < 0.08, "{} {}", place.id, steepness);
    }
    for variable in [MarineVariable::WaveDirection, MarineVariable::SwellDirection] {
        prop_assert!((0.0..=360.0).contains(&value(variable)));
    }
    let surface_c = value(MarineVariable::SeaSurfaceTemperature);
    prop_assert!((-1.9..37.0).contains(&surface_c), "{} {} °C", place.id, surface_c);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_sea_at_any_time_is_coherent(place in anywhere(), now in any_time(), seed: u64) {
        let hours = sea(seed, &place, now, 3);
        prop_assert!(hours.times.is_empty() || place.elevation <= 200.0);
        for step in 0..hours.times.len() {
            check(&place, &hours, step)?;
        }
    }

    #[test]
    fn the_hearts_of_oceans_are_sea_and_those_of_continents_are_not(
        (south, north) in (0.0..=1.0, 0.0..=1.0),
        now in any_time(),
        seed: u64,
    ) {
        let within = |[from, to, west, east]: [f64; 4]| {
            spot(from + south * (to - from), west + north * (east - west), 0.0)
        };
        for ocean in [
            [-50.0, 50.0, -178.0, -140.0],
            [-40.0, 40.0, -32.0, -20.0],
            [-40.0, -5.0, 75.0, 95.0],
            [-65.0, -58.0, -180.0, 180.0],
            [84.0, 90.0, -180.0, 180.0],
        ] {
            let place = within(ocean);
            prop_assert!(!sea(seed, &place, now, 1).times.is_empty(), "{}", place.id);
        }
        for continent in [
            [50.0, 57.0, 60.0, 110.0],
            [38.0, 48.0, -110.0, -95.0],
            [15.0, 25.0, -5.0, 25.0],
            [-10.0, 3.0, 18.0, 28.0],
            [-12.0, -5.0, -62.0, -55.0],
            [-28.0, -22.0, 124.0, 140.0],
            [47.0, 50.0, 8.0, 20.0],
            [-90.0, -82.0, -180.0, 180.0],
        ] {
            let place = within(continent);
            prop_assert!(sea(seed, &place, now, 1).times.is_empty(), "{}", place.id);
        }
    }
}

#[test]
fn a_whole_year_of_every_coast_is_coherent() {
    let mut coasts = 0;
    for place in &cities() {
        let hours = year(&place.id);
        for step in (0..hours.times.len()).step_by(7) {
            if let Err(error) = check(place, &hours, step) {
                panic!("{} {}: {error}", place.id, hours.times[step]);
            }
        }
        coasts += i32::from(!hours.times.is_empty());
    }
    assert!(coasts > 90, "{coasts}");
}

#[test]
fn only_places_by_the_sea_have_one() {
    let now = "2025-06-01T12:00:00Z".parse().unwrap();
    for id in ["lisbon", "tokyo", "new-york", "sydney", "honolulu"] {
        assert_eq!(sea(1, &city(id), now, 48).times.len(), 49, "{id}");
    }
    let needs = Needs::nothing().marine(MarineVariable::ALL, 48);
    for id in ["prague", "madrid", "denver", "moscow", "kathmandu", "la-paz", "berlin"] {
        let weather = Simulation::default().weather(&city(id), &needs, now);
        assert_eq!(weather.marine, Outlook::default(), "{id}");
    }
}

#[test]
fn seas_are_as_warm_and_as_rough_as_known() {
    // Known to a degree or two from atlases: the coldest and the warmest month, °C.
    for (id, cold_c, warm_c) in [
        ("lisbon", 14.5, 20.0),
        ("singapore", 27.5, 29.5),
        ("honolulu", 24.5, 27.0),
        ("reykjavik", 4.5, 11.0),
        ("sydney", 18.5, 23.5),
        ("new-york", 4.5, 23.0),
        ("mcmurdo", -1.9, -0.5),
    ] {
        let hours = year(id);
        let column = &hours.values[&MarineVariable::SeaSurfaceTemperature];
        let months: Vec<f64> = column
            .chunks_exact(730)
            .map(|month| month.iter().flatten().sum::<f64>() / month.len() as f64)
            .collect();
        let coldest_c = months.iter().copied().fold(f64::MAX, f64::min);
        let warmest_c = months.iter().copied().fold(f64::MIN, f64::max);
        assert!((coldest_c - cold_c).abs() < 2.5, "{id}: coldest {coldest_c}");
        assert!((warmest_c - warm_c).abs() < 2.5, "{id}: warmest {warmest_c}");
    }
    let mean_m = |id| {
        let hours = year(id);
        let heights = hours.values[&MarineVariable::WaveHeight].iter().flatten();
        heights.sum::<f64>() / hours.times.len() as f64
    };
    assert!((1.2..2.8).contains(&mean_m("lisbon")), "{}", mean_m("lisbon"));
    assert!(mean_m("helsinki") < 0.7 * mean_m("reykjavik"));
}

#[test]
fn strong_winds_make_high_waves() {
    let (hours, place) = (year("lisbon"), city("lisbon"));
    let mut steps: Vec<(f64, f64)> = hours
        .times
        .iter()
        .enumerate()
        .map(|(step, time)| {
            let wind_mps = Simulation::default().at(&place, *time).wind_speed_mps;
            (wind_mps, hours.value(MarineVariable::WindWaveHeight, step).unwrap())
        })
        .collect();
    steps.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let mean = |steps: &[(f64, f64)]| {
        steps.iter().map(|(_, height_m)| height_m).sum::<f64>() / steps.len() as f64
    };
    let tenth = steps.len() / 10;
    assert!(mean(&steps[9 * tenth..]) > 3.0 * mean(&steps[..tenth]));
}

#[test]
fn the_sea_is_the_same_whatever_the_window() {
    let place = city("lisbon");
    let long = sea(1, &place, "2025-05-20T09:30:00Z".parse().unwrap(), 96);
    let short = sea(1, &place, "2025-05-21T17:00:00Z".parse().unwrap(), 5);
    for (step, time) in short.times.iter().enumerate() {
        let same = long.times.binary_search(time).unwrap();
        for variable in MarineVariable::ALL {
            assert_eq!(short.value(variable, step), long.value(variable, same));
        }
    }
}
