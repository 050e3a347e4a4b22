//! What must hold in any simulated weather, at any place and instant.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use std::process::Command;

use common::{a_place_and_a_time, any_time, anywhere, cities, city};
use meteorology::{Condition, relative_humidity_pct};
use places::Places;
use proptest::prelude::*;
use simulation::{Sample, Simulation};
use weather::{Place, Timestamp};

const YEAR_2025_S: i64 = 1_735_689_600;

fn hour(hour: i64) -> Timestamp {
    Timestamp::from_second(YEAR_2025_S + hour * 3600).unwrap()
}

fn is_snow(code: u8) -> bool {
    matches!(code, 71..=77 | 85 | 86)
}

fn is_rain(code: u8) -> bool {
    matches!(code, 51..=67 | 80..=82 | 95..=99)
}

fn check(place: &Place, time: Timestamp, sample: &Sample) -> Result<(), TestCaseError> {
    let Sample { temperature_c, dew_point_c, weather_code: code, .. } = *sample;
    prop_assert!(Condition::from_code(code).is_some_and(|known| known.code == code), "{}", code);

    prop_assert!((-95.0..60.0).contains(&temperature_c), "{} °C", temperature_c);
    prop_assert!(dew_point_c <= temperature_c);
    let humidity = relative_humidity_pct(temperature_c, dew_point_c);
    prop_assert_eq!(sample.relative_humidity_pct, humidity);
    prop_assert!((0.0..=100.0).contains(&humidity));

    let wet = sample.precipitation_mm > 0.0;
    prop_assert!((0.0..200.0).contains(&sample.precipitation_mm));
    prop_assert!((0.0..=100.0).contains(&sample.precipitation_probability_pct));
    prop_assert!((0.0..=100.0).contains(&sample.cloud_cover_pct));
    prop_assert_eq!(wet, is_rain(code) || is_snow(code));
    prop_assert!(!wet || sample.cloud_cover_pct >= 60.0);
    prop_assert!(!wet || sample.precipitation_probability_pct > 60.0);
    prop_assert!(!is_snow(code) || temperature_c <= 2.0);
    prop_assert!(!is_rain(code) || temperature_c > 0.0);
    prop_assert!(code < 95 || temperature_c >= 12.0);
    match code {
        0 => prop_assert!(sample.cloud_cover_pct < 20.0),
        1 | 2 => prop_assert!((20.0..80.0).contains(&sample.cloud_cover_pct)),
        3 => prop_assert!(sample.cloud_cover_pct >= 80.0),
        _ => {}
    }
    let foggy = humidity >= 95.0 && sample.visibility_m < 1000.0;
    prop_assert_eq!(foggy, matches!(code, 45 | 48));
    prop_assert_eq!(foggy, sample.visibility_m < 1000.0);
    prop_assert!((50.0..100_000.0).contains(&sample.visibility_m));

    prop_assert!((940.0..=1060.0).contains(&sample.pressure_msl_hpa));
    prop_assert!((0.0..60.0).contains(&sample.wind_speed_mps));
    prop_assert!(sample.wind_gust_mps >= sample.wind_speed_mps);
    prop_assert!((0.0..=360.0).contains(&sample.wind_direction_deg));

    let up = astronomy::is_sun_up(time, place.latitude, place.longitude);
    prop_assert_eq!(sample.is_day, up);
    prop_assert!(up || sample.uv_index_clear_sky == 0.0);
    prop_assert!((0.0..=sample.uv_index_clear_sky).contains(&sample.uv_index));
    prop_assert!(sample.uv_index_clear_sky < 20.0);
    prop_assert!((0.0..=3600.0).contains(&sample.sunshine_s) && (up || sample.sunshine_s == 0.0));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_spot_at_any_time_is_coherent((place, time) in a_place_and_a_time(), seed: u64) {
        check(&place, time, &Simulation::new(seed).at(&place, time))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_of_asking_does_not_matter(
        place in anywhere(),
        times in prop::collection::vec(any_time(), 40),
        shuffled in Just((0..40).collect::<Vec<usize>>()).prop_shuffle(),
        seed: u64,
    ) {
        let simulation = Simulation::new(seed);
        let samples: Vec<Sample> = times.iter().map(|time| simulation.at(&place, *time)).collect();
        let copy = place.clone();
        let elsewhere = std::thread::spawn(move || {
            let again = |index: usize| (index, Simulation::new(seed).at(&copy, times[index]));
            shuffled.into_iter().map(again).collect::<Vec<_>>()
        });
        for (index, sample) in elsewhere.join().unwrap() {
            prop_assert_eq!(sample, samples[index]);
        }
    }

    #[test]
    fn the_two_names_of_the_date_line_are_one_place(
        latitude in -90.0..=90.0,
        time in any_time(),
        seed: u64,
    ) {
        let simulation = Simulation::new(seed);
        let on = |longitude| Place { latitude, longitude, ..city("suva") };
        let (east, west) = (simulation.at(&on(180.0), time), simulation.at(&on(-180.0), time));
        // Where the sun stands and how far stations are is exact to a rounding only.
        prop_assert!((east.temperature_c - west.temperature_c).abs() < 1e-6);
        prop_assert!((east.pressure_msl_hpa - west.pressure_msl_hpa).abs() < 1e-6);
        prop_assert!((east.wind_speed_mps - west.wind_speed_mps).abs() < 1e-6);
        prop_assert!((east.cloud_cover_pct - west.cloud_cover_pct).abs() < 1e-3);
    }
}

#[test]
fn a_whole_year_of_every_city_is_coherent() {
    let simulation = Simulation::default();
    for place in &cities() {
        // Eleven hours apart, so that the steps go round the clock.
        for step in 0..365 * 24 / 11 {
            let time = hour(step * 11);
            let sample = simulation.at(place, time);
            if let Err(error) = check(place, time, &sample) {
                panic!("{} {time}: {error}\n{sample:#?}", place.id);
            }
        }
    }
}

/// Every city at an hour of its own, bit by bit.
fn world() -> String {
    let (cities, simulation) = (cities(), Simulation::default());
    let numbered = cities.iter().zip(0..);
    let samples = numbered.map(|(place, number)| simulation.at(place, hour(37 * number)));
    samples.map(|sample| format!("{sample:?}\n")).collect()
}

#[test]
#[ignore = "for the test below, which runs it in another process"]
fn a_world_in_print() {
    println!("{}", world());
}

#[test]
fn every_process_computes_the_same() {
    let this = std::env::current_exe().unwrap();
    let arguments = ["--exact", "a_world_in_print", "--ignored", "--nocapture"];
    let other = Command::new(this).args(arguments).output().unwrap();
    assert!(String::from_utf8(other.stdout).unwrap().contains(&world()));
}

#[test]
fn seeds_and_places_are_worlds_of_their_own() {
    let (lisbon, porto) = (city("lisbon"), city("porto"));
    let pressures = |seed: u64, place: &Place| -> Vec<f64> {
        (0..20)
            .map(|day| Simulation::new(seed).at(place, hour(day * 24)).pressure_msl_hpa)
            .collect()
    };
    assert_ne!(pressures(1, &lisbon), pressures(2, &lisbon));
    assert_ne!(pressures(1, &lisbon), pressures(1, &porto));
    assert_eq!(Simulation::default(), Simulation::new(Simulation::DEFAULT_SEED));
}

#[test]
fn a_spot_has_the_weather_of_the_city_it_lies_in() {
    let places = Places::builtin();
    let lisbon = city("lisbon");
    let spot = places.parse("38.7223,-9.1393", None).unwrap();
    let simulation = Simulation::default();
    assert_eq!(simulation.at(&lisbon, hour(9)), simulation.at(&spot, hour(9)));
}

/// Bit for bit what every machine must compute; a change of the generator
/// changes them, and with them every recorded demonstration.
#[test]
fn the_default_world_is_pinned() {
    let sample = Simulation::default().at(&city("lisbon"), hour(4140));
    let found = [
        sample.temperature_c,
        sample.dew_point_c,
        sample.cloud_cover_pct,
        sample.pressure_msl_hpa,
        sample.wind_speed_mps,
        sample.wind_direction_deg,
        sample.visibility_m,
        sample.uv_index,
    ];
    assert_eq!(
        found,
        [
            24.34997768496597,
            9.367010957062268,
            1.1624104918357605,
            1023.9170362704351,
            1.7712394676831238,
            2.5105903152152713,
            33162.61175746412,
            11.195985411891455
        ]
    );
}
