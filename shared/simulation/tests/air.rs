//! What must hold for the simulated air and its pollen.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod common;

use common::{any_time, anywhere, cities, city, spot};
use proptest::prelude::*;
use simulation::{Sample, Simulation};
use weather::{AirVariable, Needs, Place, Series, TimeZone, Timestamp};

const PLANTS: [AirVariable; 6] = [
    AirVariable::AlderPollen,
    AirVariable::BirchPollen,
    AirVariable::GrassPollen,
    AirVariable::MugwortPollen,
    AirVariable::OlivePollen,
    AirVariable::RagweedPollen,
];
const YEAR_H: u16 = 365 * 24;

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn air(place: &Place, now: &str, past_h: u16, forecast_h: u16) -> Series<AirVariable> {
    let needs = Needs::nothing().air_quality(AirVariable::ALL, past_h, forecast_h);
    Simulation::default().weather(place, &needs, at(now)).air_quality.hourly
}

/// A year of a place, hour by hour: the weather and the air in it.
fn year(id: &str) -> Vec<(Timestamp, Sample, Vec<Option<f64>>)> {
    let place = city(id);
    let hours = air(&place, "2025-01-01T00:00:00Z", 0, YEAR_H);
    let simulation = Simulation::default();
    let values = |step| AirVariable::ALL.map(|variable| hours.value(variable, step)).to_vec();
    let steps = hours.times.iter().enumerate();
    steps.map(|(step, time)| (*time, simulation.at(&place, *time), values(step))).collect()
}

fn of(values: &[Option<f64>], variable: AirVariable) -> f64 {
    values[AirVariable::ALL.iter().position(|each| *each == variable).unwrap()].unwrap()
}

fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    assert!(count > 20.0, "too few to compare: {count}");
    sum / count
}

#[test]
fn every_city_has_air_of_plausible_amounts_all_year() {
    for place in &cities() {
        let in_europe =
            (34.0..=72.0).contains(&place.latitude) && (-25.0..=45.0).contains(&place.longitude);
        for month in 1..=12 {
            let hours = air(place, &format!("2025-{month:02}-14T10:20:00Z"), 24, 72);
            for (variable, column) in &hours.values {
                let most = match variable {
                    AirVariable::Pm2_5 => 400.0,
                    AirVariable::Pm10 => 650.0,
                    AirVariable::Ozone => 240.0,
                    AirVariable::NitrogenDioxide => 250.0,
                    AirVariable::SulphurDioxide => 100.0,
                    AirVariable::CarbonMonoxide => 3000.0,
                    _ => 2500.0,
                };
                assert_eq!(column.len(), hours.times.len());
                for value in column {
                    let absent = PLANTS.contains(variable) && !in_europe;
                    assert_eq!(value.is_none(), absent, "{} {variable:?}", place.id);
                    let plausible = value.is_none_or(|value| (0.0..most).contains(&value));
                    assert!(plausible, "{} {month} {variable:?}: {value:?}", place.id);
                }
            }
            for step in 0..hours.times.len() {
                let value = |variable| hours.value(variable, step).unwrap();
                assert!(value(AirVariable::Pm10) >= value(AirVariable::Pm2_5), "{}", place.id);
            }
        }
    }
}

#[test]
fn rain_washes_particles_out_and_wind_blows_them_away() {
    for id in ["lisbon", "berlin", "new-york", "tokyo", "sydney", "delhi"] {
        let year = year(id);
        let particles = |keep: &dyn Fn(&Sample) -> bool| {
            let kept = year.iter().filter(|(_, sample, _)| keep(sample));
            mean(kept.map(|(_, _, values)| of(values, AirVariable::Pm2_5)))
        };
        let (wet, dry) = (
            particles(&|at| at.precipitation_mm > 0.5),
            particles(&|at| at.precipitation_mm == 0.0),
        );
        assert!(wet < 0.7 * dry, "{id}: {wet} {dry}");
        let winds = |share: f64| {
            let mut speeds: Vec<f64> = year.iter().map(|(_, at, _)| at.wind_speed_mps).collect();
            speeds.sort_by(f64::total_cmp);
            speeds[(share * speeds.len() as f64) as usize]
        };
        let (weak, strong) = (winds(0.25), winds(0.75));
        let calm = particles(&|at| at.precipitation_mm == 0.0 && at.wind_speed_mps < weak);
        let windy = particles(&|at| at.precipitation_mm == 0.0 && at.wind_speed_mps > strong);
        assert!(windy < 0.8 * calm, "{id}: {windy} {calm}");
    }
}

#[test]
fn winters_are_smoky_and_rush_hours_busy() {
    for id in ["berlin", "moscow", "toronto", "seoul"] {
        let (year, zone) = (year(id), city(id).time_zone());
        let of_months = |variable, months: [i8; 3]| {
            let inside =
                |time: &Timestamp| months.contains(&TimeZone::UTC.to_datetime(*time).month());
            let kept = year.iter().filter(|(time, ..)| inside(time));
            mean(kept.map(|(_, _, values)| of(values, variable)))
        };
        for variable in
            [AirVariable::Pm2_5, AirVariable::NitrogenDioxide, AirVariable::SulphurDioxide]
        {
            let (winter, summer) =
                (of_months(variable, [12, 1, 2]), of_months(variable, [6, 7, 8]));
            assert!(winter > 1.2 * summer, "{id} {variable:?}: {winter} {summer}");
        }
        let at_hour = |hour: i8| {
            let kept = year.iter().filter(|(time, ..)| zone.to_datetime(*time).hour() == hour);
            mean(kept.map(|(_, _, values)| of(values, AirVariable::NitrogenDioxide)))
        };
        assert!(at_hour(8) > 1.5 * at_hour(3), "{id}: {} {}", at_hour(8), at_hour(3));
    }
}

#[test]
fn ozone_is_made_by_the_sun_of_summer() {
    for (id, summer) in [
        ("lisbon", [6, 7, 8]),
        ("berlin", [6, 7, 8]),
        ("denver", [6, 7, 8]),
        ("sydney", [12, 1, 2]),
    ] {
        let year = year(id);
        let ozone = |in_summer: bool, by_day: bool| {
            let kept = year.iter().filter(|(time, sample, _)| {
                summer.contains(&TimeZone::UTC.to_datetime(*time).month()) == in_summer
                    && sample.is_day == by_day
            });
            mean(kept.map(|(_, _, values)| of(values, AirVariable::Ozone)))
        };
        assert!(ozone(true, true) > 1.2 * ozone(true, false), "{id}");
        assert!(ozone(true, true) > 1.1 * ozone(false, true), "{id}");
    }
}

#[test]
fn pollen_keeps_to_its_season_and_shuns_rain() {
    for id in ["lisbon", "rome", "vienna", "berlin", "helsinki", "tromso"] {
        let year = year(id);
        for (time, sample, values) in &year {
            let grains = |plant| of(values, plant);
            let month = TimeZone::UTC.to_datetime(*time).month();
            if !(1..=5).contains(&month) {
                assert_eq!(grains(AirVariable::AlderPollen), 0.0, "{id} {time}");
            }
            if !(3..=6).contains(&month) {
                assert_eq!(grains(AirVariable::BirchPollen), 0.0, "{id} {time}");
            }
            if !(4..=8).contains(&month) {
                assert_eq!(grains(AirVariable::GrassPollen), 0.0, "{id} {time}");
            }
            if !(7..=9).contains(&month) && id != "tromso" && id != "helsinki" {
                assert!(grains(AirVariable::MugwortPollen) < 0.5, "{id} {time}");
                assert!(grains(AirVariable::RagweedPollen) < 0.5, "{id} {time}");
            }
            if !(4..=7).contains(&month) || city(id).latitude > 46.0 {
                assert_eq!(grains(AirVariable::OlivePollen), 0.0, "{id} {time}");
            }
            if !sample.is_day && sample.precipitation_mm > 0.0 {
                assert!(PLANTS.iter().all(|plant| grains(*plant) == 0.0), "{id} {time}");
            }
        }
        // Early summer, by day.
        let grass = |wet: bool| {
            let kept = year.iter().filter(|(time, sample, _)| {
                matches!(TimeZone::UTC.to_datetime(*time).month(), 5..=7)
                    && sample.is_day
                    && (sample.precipitation_mm > 0.0) == wet
            });
            let grains: Vec<f64> =
                kept.map(|(_, _, values)| of(values, AirVariable::GrassPollen)).collect();
            grains.iter().sum::<f64>() / grains.len().max(1) as f64
        };
        assert!(grass(false) > 1.0 && grass(true) < 0.7 * grass(false), "{id}: {}", grass(false));
    }
}

#[test]
fn the_air_is_the_same_whatever_the_window() {
    for id in ["lisbon", "delhi", "honolulu"] {
        let place = city(id);
        let long = air(&place, "2025-05-20T09:30:00Z", 48, 96);
        let short = air(&place, "2025-05-21T17:00:00Z", 3, 5);
        assert_eq!(short.times.len(), 9);
        for (step, time) in short.times.iter().enumerate() {
            let same = long.times.binary_search(time).unwrap();
            for variable in AirVariable::ALL {
                assert_eq!(short.value(variable, step), long.value(variable, same));
            }
        }
        let one = Needs::nothing().air_quality([AirVariable::Ozone], 3, 5);
        let alone = Simulation::default().weather(&place, &one, at("2025-05-21T17:00:00Z"));
        assert!(alone.air_quality.hourly.values.keys().eq(&[AirVariable::Ozone]));
        assert_eq!(
            alone.air_quality.hourly.values[&AirVariable::Ozone],
            short.values[&AirVariable::Ozone]
        );
    }
}

/// When a plant flowers anywhere in Europe, by the calendars of its aerobiologists.
fn months(plant: AirVariable) -> std::ops::RangeInclusive<i8> {
    match plant {
        AirVariable::AlderPollen => 1..=5,
        AirVariable::BirchPollen => 2..=6,
        AirVariable::GrassPollen => 4..=8,
        AirVariable::MugwortPollen => 6..=9,
        AirVariable::OlivePollen => 4..=7,
        _ => 7..=10,
    }
}

/// Half of all spots lie in Europe, the others anywhere.
fn in_and_out_of_europe() -> impl Strategy<Value = Place> {
    let europe = (34.0..=72.0, -25.0..=45.0, -50.0..=3000.0)
        .prop_map(|(latitude, longitude, elevation)| spot(latitude, longitude, elevation));
    prop_oneof![europe, anywhere()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_air_at_any_time_is_coherent(
        place in in_and_out_of_europe(),
        now in any_time(),
        seed: u64,
    ) {
        let needs = Needs::nothing().air_quality(AirVariable::ALL, 3, 8);
        let air = Simulation::new(seed).weather(&place, &needs, now).air_quality;
        prop_assert_eq!(&air.current, &None);
        let in_europe =
            (34.0..=72.0).contains(&place.latitude) && (-25.0..=45.0).contains(&place.longitude);
        for (step, time) in air.hourly.times.iter().enumerate() {
            let value = |variable| air.hourly.value(variable, step);
            for variable in AirVariable::ALL {
                let absent = PLANTS.contains(&variable) && !in_europe;
                prop_assert_eq!(value(variable).is_none(), absent, "{:?}", variable);
                let amount = value(variable).unwrap_or_default();
                prop_assert!((0.0..6000.0).contains(&amount), "{:?} {}", variable, amount);
            }
            prop_assert!(value(AirVariable::Pm10) >= value(AirVariable::Pm2_5));
            let month = place.time_zone().to_datetime(*time).month();
            for plant in PLANTS {
                let in_season = months(plant).contains(&month);
                prop_assert!(in_season || value(plant).is_none_or(|grains| grains == 0.0));
            }
        }
    }

    #[test]
    fn every_plant_flowers_where_it_is_common(
        longitude in 14.0..=24.0,
        year in 2020..2040,
        seed: u64,
    ) {
        for (plant, latitude, day) in [
            (AirVariable::AlderPollen, 50.0, "03-05"),
            (AirVariable::BirchPollen, 56.0, "05-01"),
            (AirVariable::GrassPollen, 50.0, "06-10"),
            (AirVariable::MugwortPollen, 50.0, "08-07"),
            (AirVariable::OlivePollen, 38.0, "05-22"),
            (AirVariable::RagweedPollen, 46.0, "08-30"),
        ] {
            let now = at(&format!("{year}-{day}T00:00:00Z"));
            let needs = Needs::nothing().air_quality([plant], 0, 24);
            let place = spot(latitude, longitude, 100.0);
            let hours = Simulation::new(seed).weather(&place, &needs, now).air_quality.hourly;
            let most = hours.values[&plant].iter().flatten().copied().fold(0.0, f64::max);
            prop_assert!(most > 0.0, "{:?}", plant);
        }
    }
}
