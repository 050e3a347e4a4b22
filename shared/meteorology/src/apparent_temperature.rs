use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One mile an hour, m/s (exact).
const MPH: f64 = 0.44704;

/// Why it feels as warm or cold as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeelsLikeCause {
    /// The air alone: neither wind nor humidity changes it.
    Air,
    /// The wind takes heat away.
    WindChill,
    /// The humidity of hot air changes how well sweat cools.
    HeatIndex,
}

/// How warm or cold it feels, and why.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeelsLike {
    /// Apparent temperature, °C.
    pub temperature_c: f64,
    /// What makes it differ from the air temperature.
    pub cause: FeelsLikeCause,
}

/// Apparent temperature as the US National Weather Service reports it: the
/// wind chill where it is defined, else the heat index where it is defined,
/// else the air temperature (°C). A missing humidity (%) or wind speed (m/s)
/// rules its index out.
#[must_use]
pub fn feels_like(
    temperature_c: f64,
    relative_humidity_pct: Option<f64>,
    wind_speed_mps: Option<f64>,
) -> FeelsLike {
    let wind_chill = wind_speed_mps
        .and_then(|speed| wind_chill_c(temperature_c, speed))
        .map(|temperature_c| FeelsLike { temperature_c, cause: FeelsLikeCause::WindChill });
    let heat_index = relative_humidity_pct
        .and_then(|humidity| heat_index_c(temperature_c, humidity))
        .map(|temperature_c| FeelsLike { temperature_c, cause: FeelsLikeCause::HeatIndex });
    let air = FeelsLike { temperature_c, cause: FeelsLikeCause::Air };
    wind_chill.or(heat_index).unwrap_or(air)
}

/// Wind chill temperature, °C, from the air temperature (°C) and the wind
/// speed 10 m above ground (m/s).
///
/// Defined up to 10 °C (50 °F) and above 1.34 m/s (3 mph); `None` elsewhere.
///
/// Source: NWS Wind Chill Temperature index of 2001,
/// <https://www.weather.gov/safety/cold-wind-chill-chart>.
#[must_use]
pub fn wind_chill_c(temperature_c: f64, wind_speed_mps: f64) -> Option<f64> {
    if !(temperature_c <= 10.0 && wind_speed_mps > 3.0 * MPH) {
        return None;
    }
    let t = fahrenheit(temperature_c);
    let v = libm::pow(wind_speed_mps / MPH, 0.16);
    Some(celsius(35.74 + 0.6215 * t - 35.75 * v + 0.4275 * t * v))
}

/// Heat index, °C, from the air temperature (°C) and relative humidity (0 to 100 %).
///
/// Steadman's simple formula, averaged with the temperature, decides whether
/// the full regression with its two adjustments applies. `None` where either
/// stays below 26.7 °C (80 °F).
///
/// Source: NWS Weather Prediction Center, The Heat Index Equation
/// <https://www.wpc.ncep.noaa.gov/html/heatindex_equation.shtml>, after
/// Rothfusz, NWS Southern Region Technical Attachment SR 90-23 (1990).
#[must_use]
pub fn heat_index_c(temperature_c: f64, relative_humidity_pct: f64) -> Option<f64> {
    let (t, rh) = (fahrenheit(temperature_c), relative_humidity_pct);
    let simple = 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + rh * 0.094);
    if f64::midpoint(simple, t) < 80.0 {
        return None;
    }
    let index = rothfusz_f(t, rh) + humidity_adjustment_f(t, rh);
    (index >= 80.0).then(|| celsius(index))
}

/// The regression of SR 90-23, all in °F.
fn rothfusz_f(t: f64, rh: f64) -> f64 {
    -42.379 + 2.049_015_23 * t + 10.143_331_27 * rh
        - 0.224_755_41 * t * rh
        - 6.837_83e-3 * t * t
        - 5.481_717e-2 * rh * rh
        + 1.228_74e-3 * t * t * rh
        + 8.5282e-4 * t * rh * rh
        - 1.99e-6 * t * t * rh * rh
}

/// What the NWS adds in very dry and very moist air, °F.
fn humidity_adjustment_f(t: f64, rh: f64) -> f64 {
    if rh < 13.0 && (80.0..=112.0).contains(&t) {
        -(13.0 - rh) / 4.0 * ((17.0 - (t - 95.0).abs()) / 17.0).sqrt()
    } else if rh > 85.0 && (80.0..=87.0).contains(&t) {
        (rh - 85.0) / 10.0 * (87.0 - t) / 5.0
    } else {
        0.0
    }
}

fn fahrenheit(celsius: f64) -> f64 {
    celsius * 1.8 + 32.0
}

fn celsius(fahrenheit: f64) -> f64 {
    (fahrenheit - 32.0) / 1.8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The index in °F of a temperature in °F, as the NWS prints it.
    fn heat_index_f(t: f64, rh: f64) -> Option<f64> {
        heat_index_c(celsius(t), rh).map(fahrenheit)
    }

    fn wind_chill_f(t: f64, mph: f64) -> Option<f64> {
        wind_chill_c(celsius(t), mph * MPH).map(fahrenheit)
    }

    #[test]
    fn wind_chill_matches_the_chart() {
        let chart = [
            (40.0, 5.0, 36.0),
            (30.0, 10.0, 21.0),
            (20.0, 25.0, 3.0),
            (0.0, 15.0, -19.0),
            (0.0, 60.0, -33.0),
            (-10.0, 30.0, -39.0),
            (-25.0, 45.0, -65.0),
            (-40.0, 60.0, -91.0),
        ];
        for (t, mph, expected) in chart {
            assert_eq!(wind_chill_f(t, mph).map(f64::round), Some(expected), "{t} F, {mph} mph");
        }
    }

    #[test]
    fn wind_chill_ends_at_50_f_and_3_mph() {
        assert!(wind_chill_c(10.0, 5.0).is_some());
        assert_eq!(wind_chill_c(10.01, 5.0), None);
        assert_eq!(wind_chill_c(-20.0, 3.0 * MPH), None);
        assert!(wind_chill_c(-20.0, 3.01 * MPH).is_some());
        assert_eq!(wind_chill_c(f64::NAN, 5.0), None);
    }

    #[test]
    fn heat_index_matches_the_chart() {
        let chart = [
            (82.0, 50.0, 83.0),
            (84.0, 70.0, 90.0),
            (86.0, 60.0, 91.0),
            (86.0, 90.0, 105.0),
            (88.0, 40.0, 88.0),
            (90.0, 50.0, 95.0),
            (90.0, 60.0, 100.0),
            (94.0, 50.0, 103.0),
            (96.0, 50.0, 108.0),
            (100.0, 40.0, 109.0),
            (100.0, 55.0, 124.0),
            (110.0, 40.0, 136.0),
        ];
        for (t, rh, expected) in chart {
            let found = heat_index_f(t, rh).unwrap();
            assert!((found - expected).abs() <= 0.6, "{t} F, {rh} %: {found}, chart {expected}");
        }
    }

    #[test]
    fn very_dry_air_lowers_and_very_moist_air_raises_the_heat_index() {
        // At 95 F the dry root is 1, so 5 % takes (13 - 5) / 4 = 2 F away.
        let dry = heat_index_f(95.0, 5.0).unwrap();
        assert!((rothfusz_f(95.0, 5.0) - dry - 2.0).abs() < 1e-9);
        // At 82 F the moist factor is 1, so 95 % adds (95 - 85) / 10 = 1 F.
        let moist = heat_index_f(82.0, 95.0).unwrap();
        assert!((moist - rothfusz_f(82.0, 95.0) - 1.0).abs() < 1e-9);
        assert_eq!(humidity_adjustment_f(95.0, 13.0), 0.0);
        assert_eq!(humidity_adjustment_f(82.0, 85.0), 0.0);
    }

    #[test]
    fn heat_index_is_none_where_it_is_not_hot() {
        for (t, rh) in
            [(79.0, 50.0), (60.0, 100.0), (80.0, 5.0), (f64::NAN, 50.0), (90.0, f64::NAN)]
        {
            assert_eq!(heat_index_f(t, rh), None, "{t} F, {rh} %");
        }
    }

    #[test]
    fn the_cause_says_which_index_holds() {
        let cold = feels_like(-5.0, Some(80.0), Some(8.0));
        assert_eq!(cold.cause, FeelsLikeCause::WindChill);
        assert_eq!(Some(cold.temperature_c), wind_chill_c(-5.0, 8.0));
        let hot = feels_like(33.0, Some(60.0), Some(8.0));
        assert_eq!(hot.cause, FeelsLikeCause::HeatIndex);
        assert_eq!(Some(hot.temperature_c), heat_index_c(33.0, 60.0));
        let air = |temperature_c| FeelsLike { temperature_c, cause: FeelsLikeCause::Air };
        assert_eq!(feels_like(18.0, Some(60.0), Some(8.0)), air(18.0));
        assert_eq!(feels_like(-5.0, Some(80.0), None), air(-5.0));
        assert_eq!(feels_like(33.0, None, Some(8.0)), air(33.0));
    }

    #[test]
    fn causes_are_written_as_codes() {
        let code = |cause| serde_json::to_value(cause).unwrap();
        assert_eq!(code(FeelsLikeCause::Air), "air");
        assert_eq!(code(FeelsLikeCause::WindChill), "wind_chill");
        assert_eq!(code(FeelsLikeCause::HeatIndex), "heat_index");
    }
}
