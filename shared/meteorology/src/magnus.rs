//! The Magnus formula over water, with the constants of Alduchov and Eskridge,
//! Improved Magnus Form Approximation of Saturation Vapor Pressure, Journal of
//! Applied Meteorology 35 (1996) 601–609: within 0.4 % from −40 to 50 °C.
//!
//! `libm` and not the standard library, whose results differ between machines:
//! the simulated weather must be the same everywhere.

/// Saturation vapour pressure at 0 °C, hPa.
const E0_HPA: f64 = 6.1094;
const A: f64 = 17.625;
const B_C: f64 = 243.04;

/// Saturation vapour pressure over water, hPa, at a temperature in °C (−40 to 50).
///
/// Source: Magnus with the constants of Alduchov and Eskridge (1996).
#[must_use]
pub fn saturation_vapour_pressure_hpa(temperature_c: f64) -> f64 {
    E0_HPA * libm::exp(exponent(temperature_c))
}

/// Dew point, °C, of air at a temperature in °C (−40 to 50) and a relative
/// humidity in % (above 0 to 100). Not a number where the humidity is 0 or
/// less: perfectly dry air has no dew point.
///
/// Source: Magnus with the constants of Alduchov and Eskridge (1996), inverted.
#[must_use]
pub fn dew_point_c(temperature_c: f64, relative_humidity_pct: f64) -> f64 {
    let gamma = libm::log(relative_humidity_pct / 100.0) + exponent(temperature_c);
    B_C * gamma / (A - gamma)
}

/// Relative humidity, %, of air at a temperature and with a dew point, both in
/// °C (−40 to 50); above 100 where the dew point is above the temperature.
///
/// Source: Magnus with the constants of Alduchov and Eskridge (1996).
#[must_use]
pub fn relative_humidity_pct(temperature_c: f64, dew_point_c: f64) -> f64 {
    100.0 * libm::exp(exponent(dew_point_c) - exponent(temperature_c))
}

fn exponent(temperature_c: f64) -> f64 {
    A * temperature_c / (B_C + temperature_c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn saturation_matches_the_smithsonian_tables() {
        // Smithsonian Meteorological Tables, 6th edition, table 94 (Goff-Gratch, over water).
        let table = [
            (-20.0, 1.2540),
            (-10.0, 2.8627),
            (0.0, 6.1078),
            (10.0, 12.272),
            (20.0, 23.373),
            (30.0, 42.430),
            (40.0, 73.777),
        ];
        for (t, expected) in table {
            let found = saturation_vapour_pressure_hpa(t);
            assert!((found / expected - 1.0).abs() < 0.004, "{t} °C: {found}, table {expected}");
        }
    }

    #[test]
    fn dew_point_matches_known_values() {
        for (t, rh, expected) in
            [(20.0, 50.0, 9.3), (25.0, 60.0, 16.7), (30.0, 80.0, 26.2), (0.0, 50.0, -9.2)]
        {
            let found = dew_point_c(t, rh);
            assert!((found - expected).abs() < 0.1, "{t} °C, {rh} %: {found}");
        }
        assert!(dew_point_c(20.0, 0.0).is_nan());
        assert!(dew_point_c(20.0, -1.0).is_nan());
    }

    #[test]
    fn results_are_the_same_on_every_machine() {
        assert_eq!(saturation_vapour_pressure_hpa(21.7), 25.906_676_096_574_426);
        assert_eq!(dew_point_c(21.7, 63.0), 14.350_126_357_685_25);
    }

    proptest! {
        #[test]
        fn dew_point_and_humidity_agree(t in -40.0..50.0_f64, rh in 1.0..100.0_f64) {
            let dew_point = dew_point_c(t, rh);
            prop_assert!(dew_point <= t);
            prop_assert!((relative_humidity_pct(t, dew_point) - rh).abs() < 1e-9);
            let by_pressure = 100.0 * saturation_vapour_pressure_hpa(dew_point)
                / saturation_vapour_pressure_hpa(t);
            prop_assert!((by_pressure - rh).abs() < 1e-9);
        }
    }
}
