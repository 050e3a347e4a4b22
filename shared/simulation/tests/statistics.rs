//! What must hold over many days: climate, seasons, and weather systems.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{any_time, anywhere, cities, city};
use proptest::prelude::*;
use simulation::{Sample, Simulation, climate};
use weather::{Place, TimeZone, Timestamp};

const YEAR_2025_S: i64 = 1_735_689_600;
const YEAR_H: i64 = 365 * 24;
const WESTERLIES: [&str; 8] =
    ["london", "berlin", "reykjavik", "vancouver", "new-york", "sapporo", "stanley", "waitangi"];

fn hour(hour: i64) -> Timestamp {
    Timestamp::from_second(YEAR_2025_S + hour * 3600).unwrap()
}

fn hourly(place: &Place, years: i64) -> Vec<Sample> {
    let simulation = Simulation::default();
    (0..years * YEAR_H).map(|at| simulation.at(place, hour(at))).collect()
}

fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[test]
fn monthly_means_stay_within_3_degrees_of_the_climate() {
    let simulation = Simulation::default();
    for place in &cities() {
        let mut months = [(0.0, 0.0); 12];
        for at in (0..YEAR_H).step_by(5) {
            let month = TimeZone::UTC.to_datetime(hour(at)).month() as usize - 1;
            months[month].0 += simulation.at(place, hour(at)).temperature_c;
            months[month].1 += 1.0;
        }
        let normals_c = climate::normals(place).mean_c;
        for (month, ((sum, count), normal_c)) in (1..).zip(months.into_iter().zip(normals_c)) {
            let off = sum / count - normal_c;
            assert!(off.abs() < 3.0, "{} month {month}: {off} °C off", place.id);
        }
    }
}

#[test]
fn summers_are_warm_on_both_hemispheres() {
    for place in cities().iter().filter(|place| place.latitude.abs() > 25.0) {
        let simulation = Simulation::default();
        let month = |first_h: i64| {
            mean((0..30 * 8).map(|at| simulation.at(place, hour(first_h + at * 3)).temperature_c))
        };
        let (january, july) = (month(0), month(181 * 24));
        assert_eq!(july > january, place.latitude > 0.0, "{}: {january} {july}", place.id);
    }
}

#[test]
fn days_are_warmer_than_nights() {
    for id in ["lisbon", "singapore", "denver", "sydney"] {
        let place = city(id);
        let (days, nights): (Vec<Sample>, Vec<Sample>) =
            hourly(&place, 1).into_iter().partition(|sample| sample.is_day);
        let temperature = |samples: &[Sample]| mean(samples.iter().map(|at| at.temperature_c));
        assert!(temperature(&days) - temperature(&nights) > 2.0, "{id}");
    }
}

#[test]
fn it_rains_as_much_as_is_normal() {
    for id in ["lisbon", "london", "new-york", "singapore", "tokyo", "reykjavik", "mumbai", "lima"]
    {
        let place = city(id);
        let years = 4;
        let found_mm =
            hourly(&place, years).iter().map(|at| at.precipitation_mm).sum::<f64>() / years as f64;
        let normal_mm: f64 = climate::normals(&place).precipitation_mm.iter().sum();
        let off_mm = (found_mm - normal_mm).abs();
        assert!(off_mm < 10.0 + 0.3 * normal_mm, "{id}: {found_mm} instead of {normal_mm} mm");
    }
}

/// The hours in which a wet spell begins after six dry hours.
fn onsets(samples: &[Sample]) -> impl Iterator<Item = usize> {
    let wet = |at: usize| samples[at].precipitation_mm > 0.0;
    (48..samples.len() - 48).filter(move |at| wet(*at) && (at - 6..*at).all(|before| !wet(before)))
}

#[test]
fn pressure_falls_before_rain_and_is_lowest_near_it() {
    for id in WESTERLIES {
        let samples = hourly(&city(id), 3);
        let pressure = |at: usize| samples[at].pressure_msl_hpa;
        let starts: Vec<usize> = onsets(&samples).collect();
        assert!(starts.len() > 100, "{id}: {} wet spells", starts.len());

        for before in 0..6 {
            let tendency = mean(
                starts.iter().map(|start| pressure(start - before) - pressure(start - before - 3)),
            );
            assert!(tendency < -0.1, "{id}: {tendency} hPa {before} h before the rain");
        }
        let composite: Vec<f64> =
            (0..96).map(|at| mean(starts.iter().map(|start| pressure(start + at - 48)))).collect();
        let lowest =
            (0..96).fold(0, |low, at| if composite[at] < composite[low] { at } else { low });
        assert!((46..66).contains(&lowest), "{id}: lowest {} h after onset", lowest as i64 - 48);
    }
}

#[test]
fn the_wind_veers_in_the_north_and_backs_in_the_south_as_a_trough_passes() {
    for id in WESTERLIES {
        let place = city(id);
        let samples = hourly(&place, 3);
        let lowest_of_three_days = |at: usize| {
            let here = samples[at].pressure_msl_hpa;
            samples[at - 36..at + 36].iter().all(|other| other.pressure_msl_hpa >= here)
        };
        let turns = (36..samples.len() - 36).filter(|at| lowest_of_three_days(*at)).map(|at| {
            let (before, after) = (&samples[at - 12], &samples[at + 12]);
            (after.wind_direction_deg - before.wind_direction_deg + 540.0).rem_euclid(360.0) - 180.0
        });
        let turn = mean(turns) * place.latitude.signum();
        assert!(turn > 15.0, "{id}: {turn}°");
    }
}

#[test]
fn the_wind_blows_from_everywhere_and_changes_its_mind() {
    for id in WESTERLIES {
        let samples = hourly(&city(id), 1);
        let mut octants = [0; 8];
        for sample in &samples {
            octants[(sample.wind_direction_deg / 45.0) as usize % 8] += 1;
        }
        assert!(octants.iter().all(|hours| *hours > 30), "{id}: {octants:?}");
        let speed = mean(samples.iter().map(|at| at.wind_speed_mps));
        assert!((2.0..8.0).contains(&speed), "{id}: {speed} m/s");
    }
}

#[test]
fn skies_are_mixed_and_fog_is_rare() {
    for id in ["lisbon", "london", "berlin", "tokyo", "sydney"] {
        let samples = hourly(&city(id), 2);
        let share = |holds: fn(&Sample) -> bool| {
            samples.iter().filter(|at| holds(at)).count() as f64 / samples.len() as f64
        };
        assert!((0.1..0.5).contains(&share(|at| at.weather_code == 0)), "{id}");
        assert!((0.1..0.5).contains(&share(|at| at.weather_code == 3)), "{id}");
        assert!((0.04..0.25).contains(&share(|at| at.precipitation_mm > 0.0)), "{id}");
        assert!((0.002..0.05).contains(&share(|at| at.visibility_m < 1000.0)), "{id}");
        let dry = samples.iter().filter(|at| at.precipitation_mm == 0.0);
        assert!(mean(dry.map(|at| at.precipitation_probability_pct)) < 15.0, "{id}");
    }
}

#[test]
fn it_thunders_in_the_warm_season() {
    let samples = hourly(&city("berlin"), 4);
    let thunder_in = |months: std::ops::RangeInclusive<i8>| {
        (0..)
            .zip(&samples)
            .filter(|(at, sample)| {
                let month = TimeZone::UTC.to_datetime(hour(*at)).month();
                sample.weather_code >= 95 && months.contains(&month)
            })
            .count()
    };
    assert!(thunder_in(5..=9) > 10);
    assert_eq!(thunder_in(12..=12) + thunder_in(1..=2), 0);
}

/// A year of a place from an instant on, a sample every so many hours.
fn year(seed: u64, place: &Place, from: Timestamp, step_h: i64) -> Vec<(Timestamp, Sample)> {
    let simulation = Simulation::new(seed);
    (0..YEAR_H / step_h)
        .map(|step| Timestamp::from_second(from.as_second() + step * step_h * 3600).unwrap())
        .map(|time| (time, simulation.at(place, time)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_place_keeps_to_its_climate_and_its_seasons(
        place in anywhere(),
        from in any_time(),
        seed: u64,
    ) {
        // Seven hours apart, so that the steps go round the clock.
        let year = year(seed, &place, from, 7);
        let of = |month: i8, value: fn(&Sample) -> f64| {
            let within = |time: &Timestamp| TimeZone::UTC.to_datetime(*time).month() == month;
            mean(year.iter().filter(|(time, _)| within(time)).map(|(_, sample)| value(sample)))
        };
        let temperature_c = |month| of(month, |at| at.temperature_c);
        for (month, normal_c) in (1..).zip(climate::normals(&place).mean_c) {
            let off_c = temperature_c(month) - normal_c;
            prop_assert!(off_c.abs() < 3.0, "{} month {}: {} °C off", place.id, month, off_c);
        }
        if place.latitude.abs() > 25.0 {
            let is_north = place.latitude > 0.0;
            let uv_index = |month| of(month, |at| at.uv_index_clear_sky);
            prop_assert_eq!(temperature_c(7) > temperature_c(1), is_north, "{}", place.id);
            prop_assert_eq!(uv_index(6) > uv_index(12), is_north, "{}", place.id);
        }
    }
}

/// Where weather systems pass: the westerlies of both hemispheres.
fn westerlies() -> impl Strategy<Value = Place> {
    let passes = |place: &Place| (35.0..75.0).contains(&place.latitude.abs());
    anywhere().prop_filter("weather systems pass", passes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pressure_falls_before_rain_wherever_systems_pass(
        place in westerlies(),
        from in any_time(),
        seed: u64,
    ) {
        let samples: Vec<Sample> =
            year(seed, &place, from, 1).into_iter().map(|(_, sample)| sample).collect();
        let pressure = |at: usize| samples[at].pressure_msl_hpa;
        let falls: Vec<f64> =
            onsets(&samples).map(|start| pressure(start) - pressure(start - 6)).collect();
        // A few spells of a desert say nothing.
        prop_assert!(falls.len() < 20 || mean(falls) < -0.5, "{}", place.id);
    }
}
