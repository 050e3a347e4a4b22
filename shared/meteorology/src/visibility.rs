use crate::coded::coded;

coded! {
    /// How far one sees, in the words of the Met Office.
    VisibilityClass, "visibility-class" {
        /// Below 1 km: fog.
        VeryPoor = "very_poor",
        /// From 1 km to below 4 km.
        Poor = "poor",
        /// From 4 km to below 10 km.
        Moderate = "moderate",
        /// From 10 km to below 20 km.
        Good = "good",
        /// From 20 km to below 40 km.
        VeryGood = "very_good",
        /// From 40 km on.
        Excellent = "excellent",
    }
}

coded! {
    /// How likely fog is to form.
    FogRisk, "fog-risk" {
        /// Nothing speaks for fog.
        None = "none",
        /// Fog is unlikely, but possible.
        Low = "low",
        /// Fog may form.
        Moderate = "moderate",
        /// Fog is likely.
        High = "high",
    }
}

coded! {
    /// What decided the risk of fog.
    FogReason, "fog-reason" {
        /// The air is too dry.
        DryAir = "dry_air",
        /// The wind stirs the air.
        Windy = "windy",
        /// The air is moist, but nothing cools it fast.
        MoistAir = "moist_air",
        /// The air is all but saturated.
        NearSaturation = "near_saturation",
        /// A clear and calm night cools moist air from below.
        ClearCalmNight = "clear_calm_night",
    }
}

/// The class of a visibility in metres. One that is negative or not a number
/// counts as very poor.
///
/// Source: Met Office DataPoint, code definitions, visibility,
/// <https://www.metoffice.gov.uk/services/data/datapoint/code-definitions>; fog
/// below 1 km as in the International Cloud Atlas of the WMO (WMO-No. 407).
#[must_use]
pub fn visibility_class(visibility_m: f64) -> VisibilityClass {
    const LOWER_LIMITS_M: [f64; 5] = [1e3, 4e3, 10e3, 20e3, 40e3];
    VisibilityClass::ALL[LOWER_LIMITS_M.partition_point(|limit| *limit <= visibility_m)]
}

/// The air in which fog may form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FogConditions {
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: f64,
    /// Dew point 2 m above ground, °C.
    pub dew_point_c: f64,
    /// Mean wind speed 10 m above ground, m/s; unknown is neither calm nor windy.
    pub wind_speed_mps: Option<f64>,
    /// Cloud cover, 0 to 100 %; unknown is not clear.
    pub cloud_cover_pct: Option<f64>,
    /// Whether the sun is down.
    pub is_night: bool,
}

/// Spreads between temperature and dew point, °C: all but saturated, moist,
/// and moist enough for a night of cooling.
const SATURATED_C: f64 = 1.0;
const MOIST_C: f64 = 2.5;
const COOLING_C: f64 = 4.0;
/// Winds up to this are calm enough for fog to settle, m/s.
const CALM_MPS: f64 = 3.0;
/// Winds above this stir fog away, m/s (10 knots).
const WINDY_MPS: f64 = 5.1;
/// Cloud up to this lets the ground cool, %.
const CLEAR_PCT: f64 = 50.0;

/// The risk of fog and what decided it. A spread that is not a number counts
/// as dry.
///
/// A guide and no published scale. The ingredients are those of radiation fog:
/// a spread of temperature and dew point below about 2.5 °C (5 °F), a clear sky
/// at night, light wind. The limits between the four words are ours. Fog that
/// drifts in from the sea or fills valleys is beyond it.
///
/// Source: FAA Aviation Weather Handbook (FAA-H-8083-28), fog; International
/// Cloud Atlas of the WMO (WMO-No. 407), fog.
#[must_use]
pub fn fog_risk(air: FogConditions) -> (FogRisk, FogReason) {
    let spread = air.temperature_c - air.dew_point_c;
    let windy = air.wind_speed_mps.is_some_and(|speed| speed > WINDY_MPS);
    let calm = air.wind_speed_mps.is_some_and(|speed| speed <= CALM_MPS);
    let clear = air.cloud_cover_pct.is_some_and(|cover| cover <= CLEAR_PCT);
    if air.is_night && clear && calm && spread <= COOLING_C {
        let risk = if spread <= SATURATED_C {
            FogRisk::High
        } else if spread <= MOIST_C {
            FogRisk::Moderate
        } else {
            FogRisk::Low
        };
        return (risk, FogReason::ClearCalmNight);
    }
    if spread <= SATURATED_C {
        return match windy {
            true => (FogRisk::Low, FogReason::Windy),
            false => (FogRisk::Moderate, FogReason::NearSaturation),
        };
    }
    if spread <= MOIST_C {
        return match windy {
            true => (FogRisk::None, FogReason::Windy),
            false => (FogRisk::Low, FogReason::MoistAir),
        };
    }
    (FogRisk::None, FogReason::DryAir)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes_start_at_their_limits() {
        use VisibilityClass::*;
        for (metres, expected) in [
            (0.0, VeryPoor),
            (999.0, VeryPoor),
            (1_000.0, Poor),
            (4_000.0, Moderate),
            (9_999.0, Moderate),
            (10_000.0, Good),
            (20_000.0, VeryGood),
            (40_000.0, Excellent),
            (f64::INFINITY, Excellent),
            (f64::NAN, VeryPoor),
            (-1.0, VeryPoor),
        ] {
            assert_eq!(visibility_class(metres), expected, "{metres} m");
        }
    }

    fn night(spread: f64, wind: f64, cloud: f64) -> FogConditions {
        FogConditions {
            temperature_c: 8.0,
            dew_point_c: 8.0 - spread,
            wind_speed_mps: Some(wind),
            cloud_cover_pct: Some(cloud),
            is_night: true,
        }
    }

    #[test]
    fn a_clear_calm_night_makes_fog_of_moist_air() {
        let cases = [(0.5, FogRisk::High), (2.0, FogRisk::Moderate), (3.5, FogRisk::Low)];
        for (spread, risk) in cases {
            assert_eq!(fog_risk(night(spread, 1.0, 10.0)), (risk, FogReason::ClearCalmNight));
        }
        assert_eq!(fog_risk(night(5.0, 1.0, 10.0)), (FogRisk::None, FogReason::DryAir));
    }

    #[test]
    fn wind_cloud_and_daylight_each_lower_the_risk() {
        assert_eq!(fog_risk(night(0.5, 8.0, 10.0)), (FogRisk::Low, FogReason::Windy));
        assert_eq!(fog_risk(night(2.0, 8.0, 10.0)), (FogRisk::None, FogReason::Windy));
        let cloudy = night(0.5, 1.0, 100.0);
        assert_eq!(fog_risk(cloudy), (FogRisk::Moderate, FogReason::NearSaturation));
        let day = FogConditions { is_night: false, ..night(2.0, 1.0, 10.0) };
        assert_eq!(fog_risk(day), (FogRisk::Low, FogReason::MoistAir));
    }

    #[test]
    fn what_is_unknown_is_neither_for_nor_against_fog() {
        let unknown = |spread| FogConditions {
            wind_speed_mps: None,
            cloud_cover_pct: None,
            ..night(spread, 0.0, 0.0)
        };
        assert_eq!(fog_risk(unknown(0.5)), (FogRisk::Moderate, FogReason::NearSaturation));
        assert_eq!(fog_risk(unknown(2.0)), (FogRisk::Low, FogReason::MoistAir));
        assert_eq!(fog_risk(unknown(f64::NAN)), (FogRisk::None, FogReason::DryAir));
    }

    proptest! {
        #[test]
        fn drier_air_never_raises_the_risk(
            spread in 0.0..6.0_f64,
            more in 0.0..6.0_f64,
            wind in 0.0..10.0_f64,
            cloud in 0.0..100.0_f64,
            is_night in any::<bool>(),
        ) {
            let risk = |spread| {
                fog_risk(FogConditions { is_night, ..night(spread, wind, cloud) }).0
            };
            prop_assert!(risk(spread + more) <= risk(spread));
        }

        #[test]
        fn nothing_panics(a in any::<f64>(), b in any::<f64>(), c in any::<f64>()) {
            let _ = (visibility_class(a), fog_risk(night(a, b, c)));
        }
    }
}
