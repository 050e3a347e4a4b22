use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Concentrations, Pollutant, dominant};
use crate::coded::coded;

coded! {
    /// A band of the European Air Quality Index.
    EuropeanCategory, "european-aqi" {
        /// Index up to 20.
        Good = "good",
        /// Above 20, up to 40.
        Fair = "fair",
        /// Above 40, up to 60.
        Moderate = "moderate",
        /// Above 60, up to 80.
        Poor = "poor",
        /// Above 80, up to 100.
        VeryPoor = "very_poor",
        /// Above 100.
        ExtremelyPoor = "extremely_poor",
    }
}

impl EuropeanCategory {
    /// The category of an index; one that is not a number counts as good.
    #[must_use]
    pub fn of(index: f64) -> Self {
        const UPPER_LIMITS: [f64; 5] = [20.0, 40.0, 60.0, 80.0, 100.0];
        Self::ALL[UPPER_LIMITS.partition_point(|limit| *limit < index)]
    }
}

/// The European Air Quality Index.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EuropeanAqi {
    /// Index, from 0, five bands of 20 each, extremely poor above 100.
    pub index: f64,
    /// The band it falls into.
    pub category: EuropeanCategory,
    /// The pollutant it comes from.
    pub dominant: Pollutant,
}

/// The European Air Quality Index of one hour, that of the worst pollutant;
/// `None` where none is known.
///
/// The European Environment Agency asks of a station that it measures several
/// pollutants; here each that is known counts.
///
/// Source: see [`european_sub_index`].
#[must_use]
pub fn european_aqi(air: &Concentrations) -> Option<EuropeanAqi> {
    let (dominant, index) = dominant(european_sub_indices(air))?;
    Some(EuropeanAqi { index, category: EuropeanCategory::of(index), dominant })
}

/// The index of each pollutant that has one, of one hour as for [`european_aqi`].
#[must_use]
pub fn european_sub_indices(air: &Concentrations) -> Vec<(Pollutant, f64)> {
    let known = |pollutant: &Pollutant| {
        Some((*pollutant, european_sub_index(*pollutant, air.of(*pollutant)?)?))
    };
    Pollutant::ALL.iter().filter_map(known).collect()
}

/// The index of one pollutant by its mean of one hour, µg/m³. `None` for carbon
/// monoxide, which is no part of it, and for what is not finite; a negative
/// concentration counts as 0.
///
/// The agency publishes bands and no numbers. As Open-Meteo does, each band is
/// 20 wide and a straight line within; above the last limit its slope goes on.
///
/// Source: European Environment Agency, European Air Quality Index, bands of
/// 2024, <https://airindex.eea.europa.eu/AQI/index.html>; scaled as in
/// <https://open-meteo.com/en/docs/air-quality-api>.
#[must_use]
pub fn european_sub_index(pollutant: Pollutant, ugm3: f64) -> Option<f64> {
    let limits = limits_ugm3(pollutant)?;
    if !ugm3.is_finite() {
        return None;
    }
    let concentration = ugm3.max(0.0);
    let band = limits[1..5].partition_point(|upper| *upper < concentration);
    let (lower, upper) = (limits[band], limits[band + 1]);
    let share = (concentration - lower) / (upper - lower);
    Some(20.0 * (band as f64 + share))
}

/// Where the six bands begin, and the fifth ends.
fn limits_ugm3(pollutant: Pollutant) -> Option<[f64; 6]> {
    match pollutant {
        Pollutant::Pm25 => Some([0.0, 5.0, 15.0, 50.0, 90.0, 140.0]),
        Pollutant::Pm10 => Some([0.0, 15.0, 45.0, 120.0, 195.0, 270.0]),
        Pollutant::Ozone => Some([0.0, 60.0, 100.0, 120.0, 160.0, 180.0]),
        Pollutant::NitrogenDioxide => Some([0.0, 10.0, 25.0, 60.0, 100.0, 150.0]),
        Pollutant::SulphurDioxide => Some([0.0, 20.0, 40.0, 125.0, 190.0, 275.0]),
        Pollutant::CarbonMonoxide => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bands_end_at_the_published_limits() {
        for pollutant in Pollutant::ALL {
            let Some(limits) = limits_ugm3(*pollutant) else { continue };
            for (band, limit) in limits.into_iter().enumerate() {
                let index = european_sub_index(*pollutant, limit).unwrap();
                assert!((index - 20.0 * band as f64).abs() < 1e-9, "{pollutant:?} {limit}");
                let above = european_sub_index(*pollutant, limit + 1e-6).unwrap();
                assert_eq!(EuropeanCategory::of(above), EuropeanCategory::ALL[band]);
            }
        }
    }

    #[test]
    fn bands_are_straight_lines() {
        for (pollutant, ugm3, expected) in [
            (Pollutant::Pm25, 10.0, 30.0),
            (Pollutant::Pm25, 32.5, 50.0),
            (Pollutant::Pm25, 190.0, 120.0),
            (Pollutant::Pm10, 82.5, 50.0),
            (Pollutant::Ozone, 30.0, 10.0),
            (Pollutant::NitrogenDioxide, 125.0, 90.0),
            (Pollutant::SulphurDioxide, 30.0, 30.0),
        ] {
            let found = european_sub_index(pollutant, ugm3).unwrap();
            assert!((found - expected).abs() < 1e-9, "{pollutant:?} {ugm3}: {found}");
        }
        assert_eq!(european_sub_index(Pollutant::CarbonMonoxide, 300.0), None);
        assert_eq!(european_sub_index(Pollutant::Ozone, f64::NAN), None);
        assert_eq!(european_sub_index(Pollutant::Ozone, -1.0), Some(0.0));
    }

    #[test]
    fn the_worst_pollutant_dominates() {
        let air = Concentrations {
            pm2_5_ugm3: Some(20.0),
            pm10_ugm3: Some(30.0),
            ozone_ugm3: Some(110.0),
            ..Concentrations::default()
        };
        let found = european_aqi(&air).unwrap();
        assert_eq!(found.dominant, Pollutant::Ozone);
        assert_eq!(found.category, EuropeanCategory::Moderate);
        assert!((found.index - 50.0).abs() < 1e-9);
        assert_eq!(european_aqi(&Concentrations::default()), None);
    }

    proptest! {
        #[test]
        fn more_is_never_better(
            pollutant in prop::sample::select(&Pollutant::ALL[..5]),
            ugm3 in -10.0..2000.0_f64,
            more in 0.0..500.0_f64,
        ) {
            let (less, more) =
                (european_sub_index(pollutant, ugm3), european_sub_index(pollutant, ugm3 + more));
            prop_assert!(less.unwrap() <= more.unwrap());
        }

        #[test]
        fn any_concentration_has_a_finite_index(
            pollutant in prop::sample::select(&Pollutant::ALL[..5]),
            ugm3 in any::<f64>(),
        ) {
            prop_assert!(european_sub_index(pollutant, ugm3).unwrap().is_finite());
        }
    }
}
