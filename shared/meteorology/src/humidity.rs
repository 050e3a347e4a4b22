use crate::coded::coded;
use crate::magnus::saturation_vapour_pressure_hpa;

coded! {
    /// How moist the air feels, by its dew point.
    Comfort, "comfort" {
        /// Dew point below 10.0 °C (50 °F).
        Dry = "dry",
        /// Up to and with 12.8 °C (55 °F).
        Comfortable = "comfortable",
        /// Above that, below 15.6 °C (60 °F).
        Sticky = "sticky",
        /// Below 18.3 °C (65 °F).
        Muggy = "muggy",
        /// From 18.3 °C (65 °F) on.
        Oppressive = "oppressive",
    }
}

/// How moist air with a dew point (°C) feels. A dew point that is not a number
/// counts as dry: perfectly dry air has none.
///
/// The National Weather Service names three ranges: up to 55 °F dry and
/// comfortable, from there sticky with muggy evenings, from 65 °F oppressive.
/// The limits at 50 and 60 °F, which tell its paired words apart, are ours.
///
/// Source: NWS La Crosse, Dew Point vs Humidity,
/// <https://www.weather.gov/arx/why_dewpoint_vs_humidity>.
#[must_use]
pub fn comfort(dew_point_c: f64) -> Comfort {
    let dew_point_f = dew_point_c * 1.8 + 32.0;
    if dew_point_f >= 65.0 {
        Comfort::Oppressive
    } else if dew_point_f >= 60.0 {
        Comfort::Muggy
    } else if dew_point_f > 55.0 {
        Comfort::Sticky
    } else if dew_point_f >= 50.0 {
        Comfort::Comfortable
    } else {
        Comfort::Dry
    }
}

/// Wet-bulb temperature, °C, of air at a temperature (−20 to 50 °C) and a
/// relative humidity (5 to 99 %), at 1013.25 hPa; from there to 100 % the air
/// temperature itself, within 0.4 °C.
///
/// `None` outside these ranges and where air is both cold and dry, which the
/// paper leaves out too. It draws that edge only in a figure; ours is a line
/// from −20 °C and 40 % to 0 °C and 5 %, below which the fit strays from the
/// psychrometer equation by more than 1 °C. The paper gives errors of −1.0 to
/// +0.65 °C, 0.3 °C on average.
///
/// Source: Stull, Wet-Bulb Temperature from Relative Humidity and Air
/// Temperature, Journal of Applied Meteorology and Climatology 50 (2011)
/// 2267–2269, <https://doi.org/10.1175/JAMC-D-11-0143.1>.
#[must_use]
pub fn wet_bulb_c(temperature_c: f64, relative_humidity_pct: f64) -> Option<f64> {
    let (t, rh) = (temperature_c, relative_humidity_pct);
    let in_range = (-20.0..=50.0).contains(&t) && (5.0..=100.0).contains(&rh);
    let cold_and_dry = rh < 5.0 - t * 1.75;
    if !in_range || cold_and_dry {
        return None;
    }
    if rh > 99.0 {
        return Some(t);
    }
    let fit = t * libm::atan(0.151_977 * libm::sqrt(rh + 8.313_659)) + libm::atan(t + rh)
        - libm::atan(rh - 1.676_331)
        + 0.003_918_38 * rh * libm::sqrt(rh) * libm::atan(0.023_101 * rh)
        - 4.686_035;
    Some(fit.min(t))
}

/// Vapour pressure deficit, kPa: how much more vapour air at a temperature in
/// °C (−40 to 50) and a relative humidity (0 to 100 %) could hold. Humidity
/// above 100 % counts as 100.
///
/// Source: saturation by Magnus with the constants of Alduchov and Eskridge
/// (1996); deficit as in FAO Irrigation and Drainage Paper 56 (1998), chapter 3.
#[must_use]
pub fn vapour_pressure_deficit_kpa(temperature_c: f64, relative_humidity_pct: f64) -> f64 {
    let missing = 1.0 - relative_humidity_pct.clamp(0.0, 100.0) / 100.0;
    saturation_vapour_pressure_hpa(temperature_c) / 10.0 * missing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dew_point_c;

    #[test]
    fn wet_bulb_matches_published_values() {
        // 20 °C and 50 % is the worked example of the paper.
        for (t, rh, expected) in [(20.0, 50.0, 13.70), (10.0, 50.0, 5.10)] {
            let found = wet_bulb_c(t, rh).unwrap();
            assert!((found - expected).abs() < 0.005, "{t} °C, {rh} %: {found}");
        }
    }

    /// Wet bulb by the psychrometer equation of the WMO (WMO-No. 8, annex 4.B), °C.
    fn psychrometer_c(t: f64, rh: f64) -> f64 {
        let vapour = saturation_vapour_pressure_hpa(t) * rh / 100.0;
        let (mut low, mut high) = (-60.0, t);
        for _ in 0..60 {
            let wet = f64::midpoint(low, high);
            let fall = 6.53e-4 * (1.0 + 9.44e-4 * wet) * 1013.25 * (t - wet);
            if saturation_vapour_pressure_hpa(wet) - fall < vapour {
                low = wet;
            } else {
                high = wet;
            }
        }
        low
    }

    #[test]
    fn wet_bulb_is_none_where_the_fit_is_not_valid() {
        for (t, rh) in [
            (-20.1, 90.0),
            (50.1, 50.0),
            (20.0, 4.9),
            (20.0, 100.1),
            (-20.0, 30.0),
            (-10.0, 15.0),
            (f64::NAN, 50.0),
            (20.0, f64::NAN),
        ] {
            assert_eq!(wet_bulb_c(t, rh), None, "{t} °C, {rh} %");
        }
        assert!(wet_bulb_c(-20.0, 50.0).is_some());
        assert!(wet_bulb_c(50.0, 5.0).is_some());
        assert_eq!(wet_bulb_c(15.0, 100.0), Some(15.0));
    }

    #[test]
    fn deficit_matches_published_values() {
        // FAO 56, annex 2, table 2.3: saturation 2.338 kPa at 20 °C, 3.168 at 25 °C.
        for (t, rh, expected) in
            [(20.0, 0.0, 2.338), (20.0, 50.0, 1.169), (25.0, 60.0, 1.267), (25.0, 100.0, 0.0)]
        {
            let found = vapour_pressure_deficit_kpa(t, rh);
            assert!((found - expected).abs() < 0.005, "{t} °C, {rh} %: {found}");
        }
        assert_eq!(vapour_pressure_deficit_kpa(20.0, 103.0), 0.0);
    }

    #[test]
    fn comfort_changes_at_its_limits() {
        for (dew_point, expected) in [
            (-40.0, Comfort::Dry),
            (9.9, Comfort::Dry),
            (10.0, Comfort::Comfortable),
            (12.7, Comfort::Comfortable),
            (12.8, Comfort::Sticky),
            (15.5, Comfort::Sticky),
            (15.6, Comfort::Muggy),
            (18.3, Comfort::Muggy),
            (18.4, Comfort::Oppressive),
            (30.0, Comfort::Oppressive),
            (f64::NAN, Comfort::Dry),
        ] {
            assert_eq!(comfort(dew_point), expected, "{dew_point} °C");
        }
    }

    proptest! {
        #[test]
        fn wet_bulb_lies_between_dew_point_and_temperature(
            t in -20.0..50.0_f64, rh in 5.0..99.0_f64,
        ) {
            if let Some(wet_bulb) = wet_bulb_c(t, rh) {
                prop_assert!(wet_bulb <= t);
                let error = wet_bulb - psychrometer_c(t, rh);
                prop_assert!((-1.6..1.2).contains(&error), "{error}");
                // The fit may be 1 °C too low.
                prop_assert!(wet_bulb >= dew_point_c(t, rh) - 1.0, "{wet_bulb}");
            }
        }

        #[test]
        fn nothing_panics(a in any::<f64>(), b in any::<f64>()) {
            let _ = (wet_bulb_c(a, b), vapour_pressure_deficit_kpa(a, b), comfort(a));
        }

        #[test]
        fn moister_air_is_never_more_comfortable(a in -40.0..40.0_f64, more in 0.0..40.0_f64) {
            prop_assert!(comfort(a) <= comfort(a + more));
        }
    }
}
