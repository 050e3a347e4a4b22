//! Pollen, which the services forecast for Europe alone.

use weather::AirVariable;

use crate::site::{bell, smoothstep};

/// Where there are forecasts of pollen: south, north, west, east, degrees.
const EUROPE: [f64; 4] = [34.0, 72.0, -25.0, 45.0];
const YEAR_DAYS: f64 = 365.25;
/// The latitude that the table of seasons is for, degrees.
const TABLE_LATITUDE: f64 = 48.0;

/// When a plant flowers and how much.
struct Flowering {
    /// Day of the year of the peak at 48° north.
    peak_day: f64,
    /// How much later it comes a degree further north, days.
    later_days: f64,
    /// How long before and after the peak there is any, days.
    half_days: f64,
    /// Mean at the peak where the plant is common, grains/m³.
    peak_grains_m3: f64,
}

/// Seasons after the calendars of the European Aeroallergen Network, rounded.
fn flowering(plant: AirVariable) -> Option<Flowering> {
    let (peak_day, later_days, half_days, peak_grains_m3) = match plant {
        AirVariable::AlderPollen => (61.0, 1.6, 27.0, 110.0),
        AirVariable::BirchPollen => (108.0, 1.6, 28.0, 300.0),
        AirVariable::GrassPollen => (160.0, 1.4, 48.0, 70.0),
        AirVariable::MugwortPollen => (220.0, -0.6, 33.0, 22.0),
        AirVariable::OlivePollen => (158.0, 1.6, 30.0, 160.0),
        AirVariable::RagweedPollen => (242.0, -0.4, 30.0, 45.0),
        _ => return None,
    };
    Some(Flowering { peak_day, later_days, half_days, peak_grains_m3 })
}

/// Whether pollen is forecast at a spot.
pub(crate) fn is_covered(latitude: f64, longitude: f64) -> bool {
    let [south, north, west, east] = EUROPE;
    (south..=north).contains(&latitude) && (west..=east).contains(&longitude)
}

/// The mean of a plant on a day of the year at a spot, grains/m³: 0 out of
/// season and for what is no pollen.
pub(crate) fn seasonal_grains_m3(
    plant: AirVariable,
    latitude: f64,
    longitude: f64,
    day_of_year: f64,
) -> f64 {
    let Some(flowering) = flowering(plant) else {
        return 0.0;
    };
    let peak_day = flowering.peak_day + flowering.later_days * (latitude - TABLE_LATITUDE);
    let off = (day_of_year - peak_day + YEAR_DAYS / 2.0).rem_euclid(YEAR_DAYS) - YEAR_DAYS / 2.0;
    let share = 1.0 - (off / flowering.half_days) * (off / flowering.half_days);
    if share <= 0.0 {
        return 0.0;
    }
    flowering.peak_grains_m3 * share * share * abundance(plant, latitude, longitude)
}

/// How common a plant is at a spot (0 to 1).
fn abundance(plant: AirVariable, latitude: f64, longitude: f64) -> f64 {
    match plant {
        AirVariable::AlderPollen => 0.1 + 0.9 * smoothstep((latitude - 37.0) / 12.0),
        AirVariable::BirchPollen => 0.02 + 0.98 * smoothstep((latitude - 38.0) / 14.0),
        AirVariable::GrassPollen => 1.0 - 0.8 * smoothstep((latitude - 56.0) / 12.0),
        AirVariable::MugwortPollen => 0.3 + 0.7 * bell(latitude, 50.0, 8.0),
        AirVariable::OlivePollen => 1.0 - smoothstep((latitude - 41.0) / 4.5),
        // The Pannonian plain, and less around it.
        AirVariable::RagweedPollen => bell(latitude, 46.0, 4.0) * bell(longitude, 20.0, 12.0),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The months in which a plant flowers somewhere between two latitudes.
    fn months(plant: AirVariable, latitudes: [f64; 2]) -> Vec<u32> {
        let flowers = |day: u32| {
            latitudes
                .iter()
                .any(|latitude| seasonal_grains_m3(plant, *latitude, 15.0, f64::from(day)) > 1.0)
        };
        let mut months: Vec<u32> =
            (1..=365).filter(|day| flowers(*day)).map(|day| (day - 1) * 12 / 365 + 1).collect();
        months.dedup();
        months
    }

    #[test]
    fn plants_flower_in_their_months() {
        for (plant, latitudes, known) in [
            (AirVariable::AlderPollen, [47.0, 50.0], vec![2, 3]),
            (AirVariable::BirchPollen, [48.0, 55.0], vec![3, 4, 5]),
            (AirVariable::GrassPollen, [45.0, 52.0], vec![4, 5, 6, 7]),
            (AirVariable::MugwortPollen, [45.0, 55.0], vec![7, 8, 9]),
            (AirVariable::OlivePollen, [37.0, 41.0], vec![4, 5, 6]),
            (AirVariable::RagweedPollen, [45.0, 48.0], vec![8, 9]),
        ] {
            let found = months(plant, latitudes);
            assert!(found.iter().all(|month| known.contains(month)), "{plant:?}: {found:?}");
            assert!(found.len() >= 2, "{plant:?}: {found:?}");
        }
    }

    #[test]
    fn spring_comes_later_in_the_north() {
        let birch =
            |latitude, day| seasonal_grains_m3(AirVariable::BirchPollen, latitude, 20.0, day);
        assert!(birch(48.0, 100.0) > 0.0 && birch(65.0, 100.0) == 0.0);
        assert!(birch(48.0, 150.0) == 0.0 && birch(65.0, 150.0) > 0.0);
    }

    #[test]
    fn plants_have_their_lands() {
        let olive = |latitude| seasonal_grains_m3(AirVariable::OlivePollen, latitude, 15.0, 150.0);
        assert!(olive(40.0) > 50.0 && olive(50.0) == 0.0);
        let ragweed =
            |longitude| seasonal_grains_m3(AirVariable::RagweedPollen, 46.0, longitude, 243.0);
        assert!(ragweed(19.0) > 20.0 && ragweed(-9.0) < 1.0);
        assert_eq!(seasonal_grains_m3(AirVariable::Ozone, 46.0, 15.0, 150.0), 0.0);
        assert!(is_covered(38.7, -9.1) && !is_covered(40.7, -74.0) && !is_covered(-35.0, 10.0));
    }
}
