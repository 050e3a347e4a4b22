//! Both indices against those that the service computes itself, in a recorded
//! answer. Skipped where the recording is not there.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]
#![allow(clippy::print_stderr, reason = "the comparison is worth reading")]

use std::{fs, path::Path};

use meteorology::{Concentrations, Pollutant, european_aqi, european_sub_indices, us_sub_indices};
use serde_json::Value;

/// The current hour and the hours of the recording, each with its values by name.
fn recorded() -> Option<Vec<Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/open-meteo");
    let Ok(text) = fs::read_to_string(folder.join("air-quality-enschede-2026-10-03.json")) else {
        eprintln!("SKIPPED: the recorded answer is not here");
        return None;
    };
    let answer: Value = serde_json::from_str(&text).unwrap();
    let hourly = answer["hourly"].as_object().unwrap();
    let hours = hourly["time"].as_array().unwrap().len();
    let hour = |step: usize| {
        hourly.iter().map(|(name, values)| (name.clone(), values[step].clone())).collect()
    };
    Some([answer["current"].clone()].into_iter().chain((0..hours).map(hour)).collect())
}

fn air(hour: &Value) -> Concentrations {
    Concentrations::from_fn(|pollutant| hour[pollutant.code()].as_f64())
}

/// Prints one line of the comparison and returns the difference.
fn compare(hour: &Value, index: &str, ours: f64) -> f64 {
    let theirs = hour[index].as_f64().unwrap();
    eprintln!("{} {index}: ours {ours:.1}, theirs {theirs}", hour["time"].as_str().unwrap());
    (ours - theirs).abs()
}

#[test]
fn the_european_index_is_that_of_the_service() {
    let Some(hours) = recorded() else { return };
    for hour in &hours {
        // Its indices are whole, and the concentrations beside them rounded to tenths.
        let air = air(hour);
        let worst = compare(hour, "european_aqi", european_aqi(&air).unwrap().index);
        assert!(worst <= 0.75, "{hour}");
        let sub_indices = european_sub_indices(&air);
        assert_eq!(sub_indices.len(), 5);
        for (pollutant, ours) in sub_indices {
            let name = format!("european_aqi_{}", pollutant.code());
            assert!(compare(hour, &name, ours) <= 0.75, "{name} in {hour}");
        }
    }
}

#[test]
fn the_us_indices_of_one_hour_are_those_of_the_service_but_for_a_cut() {
    let Some(hours) = recorded() else { return };
    for hour in &hours {
        // The recording lacks the hours that the means of the others reach back over.
        let ours = us_sub_indices(&[air(hour)]);
        let pollutants: Vec<Pollutant> = ours.iter().map(|(pollutant, _)| *pollutant).collect();
        assert_eq!(pollutants, [Pollutant::NitrogenDioxide, Pollutant::SulphurDioxide]);
        for (pollutant, index) in ours {
            // The EPA cuts concentrations off to whole ppb, the service does not.
            let name = format!("us_aqi_{}", pollutant.code());
            assert!(compare(hour, &name, index.into()) <= 1.0, "{name} in {hour}");
        }
    }
}
