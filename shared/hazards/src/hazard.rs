use meteorology::{EuropeanCategory, UvCategory, beaufort, european_aqi, uv_category};
use weather::Severity::{self, Extreme, Minor, Moderate, Severe};

use crate::Conditions;

/// What may be dangerous about the weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hazard {
    /// Hot air, felt the hotter for its moisture.
    Heat,
    /// Air at or below the freezing point, felt the colder for the wind.
    Frost,
    /// Wind or gusts of gale force and above.
    Gale,
    /// Much rain in an hour.
    HeavyRain,
    /// Rain or drizzle that freezes where it falls.
    FreezingRain,
    /// Snow that lies.
    Snow,
    /// Thunder and lightning, with or without hail.
    Thunderstorm,
    /// Ultraviolet light of the sun.
    Uv,
    /// Polluted air.
    AirQuality,
}

/// How warm it feels from where on the NWS speaks of extreme caution, danger and
/// extreme danger, °C (90, 103 and 125 °F).
const HEAT_C: [(f64, Severity); 3] =
    [(58.0 / 1.8, Moderate), (71.0 / 1.8, Severe), (93.0 / 1.8, Extreme)];
/// Degrees below the freezing point, °C: frost and severe frost of the DWD.
const FROST_C: [(f64, Severity); 2] = [(0.0, Minor), (10.0, Moderate)];
/// Degrees below it as the wind makes it feel, °C: skin freezes within half an
/// hour, and within five minutes.
const WIND_CHILL_C: [(f64, Severity); 2] = [(28.0, Severe), (48.0, Extreme)];
/// Beaufort force of gusts: gale, and violent storm.
const GUST_BEAUFORT: [(f64, Severity); 2] = [(8.0, Moderate), (11.0, Severe)];
/// Above these gusts a hurricane is an extreme one, m/s (140 km/h).
const EXTREME_GUST_MPS: f64 = 140.0 / 3.6;
/// Above this in an hour rain is heavy to the AMS, then on the levels of the DWD, mm.
const RAIN_MM: [(f64, Severity); 4] =
    [(7.6, Minor), (15.0, Moderate), (25.0, Severe), (40.0, Extreme)];
/// Fresh snow of an hour, cm: what can be measured, then a sixth of what the DWD
/// says of six hours.
const SNOW_CM: [(f64, Severity); 4] =
    [(0.1, Minor), (5.0 / 6.0, Moderate), (10.0 / 6.0, Severe), (20.0 / 6.0, Extreme)];
/// Depth of fresh snow by its water, cm/mm.
const SNOW_CM_PER_MM: f64 = 0.7;

impl Hazard {
    /// Every hazard.
    pub const ALL: [Self; 9] = [
        Self::Heat,
        Self::Frost,
        Self::Gale,
        Self::HeavyRain,
        Self::FreezingRain,
        Self::Snow,
        Self::Thunderstorm,
        Self::Uv,
        Self::AirQuality,
    ];

    /// The word for it in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Heat => "heat",
            Self::Frost => "frost",
            Self::Gale => "gale",
            Self::HeavyRain => "heavy_rain",
            Self::FreezingRain => "freezing_rain",
            Self::Snow => "snow",
            Self::Thunderstorm => "thunderstorm",
            Self::Uv => "uv",
            Self::AirQuality => "air_quality",
        }
    }

    /// How dangerous an hour is in this respect; `None` where it is not, or where
    /// what decides it is unknown.
    ///
    /// All limits are published. The severities are those of the Common Alerting
    /// Protocol 1.2, which are also the four levels of the Deutscher Wetterdienst
    /// (DWD). Where a source has other steps, what it says of a step (a danger is
    /// possible, likely, highly likely) tells the severity.
    ///
    /// - Gusts, frost, rain, snow, ice, thunder: DWD, Warnkriterien,
    ///   <https://www.dwd.de/DE/wetter/warnungen_aktuell/kriterien/warnkriterien.html>.
    ///   Heavy rain begins as in the AMS Glossary of Meteorology, "rain"; 10 mm
    ///   of water are 7 cm of snow as in <https://open-meteo.com/en/docs>.
    /// - Heat: NWS, heat index classification,
    ///   <https://www.weather.gov/ama/heatindex>.
    /// - Cold wind: Environment and Climate Change Canada, wind chill hazards.
    /// - Ultraviolet light: very high and extreme of the WHO, see [`uv_category`];
    ///   the tropics have them daily, so that they are minor and moderate here.
    /// - Air: poor, very poor and extremely poor of the European Environment
    ///   Agency, see [`european_aqi`].
    #[must_use]
    pub fn severity(self, hour: &Conditions) -> Option<Severity> {
        match self {
            Self::Heat => reached(hour.felt_c()?, &HEAT_C),
            Self::Frost => frost(hour.temperature_c?, hour.felt_c()?),
            Self::Gale => gale(hour.wind_mps()?),
            Self::HeavyRain if hour.is_snow() => None,
            Self::HeavyRain => exceeded(hour.precipitation_mm?, &RAIN_MM),
            Self::Snow if !hour.is_snow() => None,
            Self::Snow => reached(hour.precipitation_mm? * SNOW_CM_PER_MM, &SNOW_CM),
            Self::FreezingRain => freezing_rain(hour.weather_code?),
            Self::Thunderstorm => thunderstorm(hour.weather_code?),
            Self::Uv => uv(uv_category(hour.uv_index?)),
            Self::AirQuality => air_quality(european_aqi(&hour.air)?.category),
        }
    }
}

/// The last level whose limit a value reaches.
fn reached(value: f64, limits: &[(f64, Severity)]) -> Option<Severity> {
    limits.iter().rev().find(|(limit, _)| *limit <= value).map(|(_, level)| *level)
}

/// The last level whose limit a value exceeds.
fn exceeded(value: f64, limits: &[(f64, Severity)]) -> Option<Severity> {
    limits.iter().rev().find(|(limit, _)| *limit < value).map(|(_, level)| *level)
}

fn frost(temperature_c: f64, felt_c: f64) -> Option<Severity> {
    let frost = reached(-temperature_c, &FROST_C)?;
    Some(frost.max(reached(-felt_c, &WIND_CHILL_C).unwrap_or(frost)))
}

fn gale(gust_mps: f64) -> Option<Severity> {
    let level = reached(f64::from(beaufort(gust_mps).force), &GUST_BEAUFORT)?;
    Some(if gust_mps > EXTREME_GUST_MPS { Extreme } else { level })
}

/// Light and heavy freezing drizzle and rain.
fn freezing_rain(weather_code: u8) -> Option<Severity> {
    match weather_code {
        56 | 66 => Some(Moderate),
        57 | 67 => Some(Severe),
        _ => None,
    }
}

/// Without hail, with some, and with heavy hail.
fn thunderstorm(weather_code: u8) -> Option<Severity> {
    match weather_code {
        95 | 97 | 98 => Some(Minor),
        96 => Some(Moderate),
        99 => Some(Severe),
        _ => None,
    }
}

fn uv(category: UvCategory) -> Option<Severity> {
    match category {
        UvCategory::VeryHigh => Some(Minor),
        UvCategory::Extreme => Some(Moderate),
        _ => None,
    }
}

fn air_quality(category: EuropeanCategory) -> Option<Severity> {
    match category {
        EuropeanCategory::Poor => Some(Minor),
        EuropeanCategory::VeryPoor => Some(Moderate),
        EuropeanCategory::ExtremelyPoor => Some(Severe),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use meteorology::{Concentrations, heat_index_c};
    use proptest::prelude::*;

    use super::*;

    fn nothing() -> Conditions {
        Conditions::default()
    }

    fn warm(temperature_c: f64, humidity: f64) -> Conditions {
        Conditions {
            temperature_c: Some(temperature_c),
            relative_humidity_pct: Some(humidity),
            ..nothing()
        }
    }

    fn fahrenheit(temperature_f: f64, humidity: f64) -> Conditions {
        warm((temperature_f - 32.0) / 1.8, humidity)
    }

    fn cold(temperature_c: f64, wind_mps: f64) -> Conditions {
        Conditions { wind_speed_mps: Some(wind_mps), ..warm(temperature_c, 80.0) }
    }

    fn wet(code: u8, mm: f64) -> Conditions {
        Conditions { precipitation_mm: Some(mm), weather_code: Some(code), ..nothing() }
    }

    #[test]
    fn heat_is_what_the_chart_of_the_nws_shades() {
        // Temperature, humidity and shading of <https://www.weather.gov/ama/heatindex>.
        for (t, rh, level) in [
            (80.0, 40.0, None),
            (86.0, 50.0, None),
            (88.0, 60.0, Some(Moderate)),
            (90.0, 60.0, Some(Moderate)),
            (94.0, 55.0, Some(Severe)),
            (100.0, 50.0, Some(Severe)),
            (100.0, 65.0, Some(Extreme)),
            (110.0, 40.0, Some(Extreme)),
        ] {
            assert_eq!(Hazard::Heat.severity(&fahrenheit(t, rh)), level, "{t} F, {rh} %");
        }
    }

    #[test]
    fn heat_without_humidity_is_that_of_the_air() {
        let dry = |temperature_c| Conditions { temperature_c: Some(temperature_c), ..nothing() };
        assert_eq!(Hazard::Heat.severity(&dry(32.0)), None);
        assert_eq!(Hazard::Heat.severity(&dry(39.5)), Some(Severe));
        assert!(heat_index_c(32.0, 70.0).unwrap() > 39.5);
    }

    #[test]
    fn frost_begins_at_the_freezing_point_and_grows_with_the_wind() {
        for (celsius, wind_mps, level) in [
            (0.1, 0.0, None),
            (0.0, 0.0, Some(Minor)),
            (-9.9, 0.0, Some(Minor)),
            (-10.0, 0.0, Some(Moderate)),
            // At -20 °C the chill is -27 with 10 km/h, -30 with 20 km/h.
            (-20.0, 10.0 / 3.6, Some(Moderate)),
            (-20.0, 20.0 / 3.6, Some(Severe)),
            // At -35 °C it is -47 with 10 km/h, -51 with 20 km/h.
            (-35.0, 10.0 / 3.6, Some(Severe)),
            (-35.0, 20.0 / 3.6, Some(Extreme)),
            // Above the freezing point no wind makes a frost.
            (0.1, 30.0, None),
        ] {
            assert_eq!(Hazard::Frost.severity(&cold(celsius, wind_mps)), level, "{celsius} °C");
        }
    }

    #[test]
    fn gales_begin_at_force_8_of_gusts_or_of_the_wind() {
        for (mps, level) in [
            (17.1, None),
            (17.2, Some(Moderate)),
            (28.4, Some(Moderate)),
            (28.5, Some(Severe)),
            (38.8, Some(Severe)),
            (39.0, Some(Extreme)),
        ] {
            let gusts = Conditions { wind_gust_mps: Some(mps), ..cold(10.0, 5.0) };
            assert_eq!(Hazard::Gale.severity(&gusts), level, "gusts of {mps} m/s");
            assert_eq!(Hazard::Gale.severity(&cold(10.0, mps)), level, "wind of {mps} m/s");
        }
    }

    #[test]
    fn rain_is_heavy_above_the_limits() {
        for (mm, level) in [
            (7.6, None),
            (7.7, Some(Minor)),
            (15.1, Some(Moderate)),
            (25.1, Some(Severe)),
            (40.1, Some(Extreme)),
        ] {
            assert_eq!(Hazard::HeavyRain.severity(&wet(65, mm)), level, "{mm} mm");
            assert_eq!(Hazard::HeavyRain.severity(&wet(75, mm)), None, "{mm} mm of snow");
        }
    }

    #[test]
    fn snow_is_that_which_lies() {
        // 5, 10 and 20 cm in six hours are 1.19, 2.38 and 4.76 mm of water an hour.
        for (mm, level) in [
            (0.1, None),
            (0.2, Some(Minor)),
            (1.18, Some(Minor)),
            (1.2, Some(Moderate)),
            (2.4, Some(Severe)),
            (4.8, Some(Extreme)),
        ] {
            for code in [71, 75, 77, 85, 86] {
                assert_eq!(Hazard::Snow.severity(&wet(code, mm)), level, "{mm} mm");
            }
            assert_eq!(Hazard::Snow.severity(&wet(63, mm)), None, "{mm} mm of rain");
        }
    }

    #[test]
    fn ice_and_thunder_follow_the_code() {
        for (code, ice, thunder) in [
            (56, Some(Moderate), None),
            (57, Some(Severe), None),
            (66, Some(Moderate), None),
            (67, Some(Severe), None),
            (95, None, Some(Minor)),
            (96, None, Some(Moderate)),
            (97, None, Some(Minor)),
            (99, None, Some(Severe)),
            (82, None, None),
        ] {
            assert_eq!(Hazard::FreezingRain.severity(&wet(code, 1.0)), ice, "code {code}");
            assert_eq!(Hazard::Thunderstorm.severity(&wet(code, 1.0)), thunder, "code {code}");
        }
    }

    #[test]
    fn light_and_air_follow_their_categories() {
        let light = |index| Conditions { uv_index: Some(index), ..nothing() };
        for (index, level) in
            [(7.4, None), (7.5, Some(Minor)), (10.4, Some(Minor)), (10.5, Some(Moderate))]
        {
            assert_eq!(Hazard::Uv.severity(&light(index)), level, "index {index}");
        }
        let smoke = |ugm3| Conditions {
            air: Concentrations { pm2_5_ugm3: Some(ugm3), ..nothing().air },
            ..nothing()
        };
        for (ugm3, level) in
            [(50.0, None), (51.0, Some(Minor)), (91.0, Some(Moderate)), (141.0, Some(Severe))]
        {
            assert_eq!(Hazard::AirQuality.severity(&smoke(ugm3)), level, "{ugm3} µg/m³");
        }
    }

    #[test]
    fn what_is_unknown_is_no_hazard() {
        assert!(!nothing().knows_weather());
        assert!(wet(0, 0.0).knows_weather());
        for hazard in Hazard::ALL {
            assert_eq!(hazard.severity(&nothing()), None, "{hazard:?}");
            let nan = Conditions {
                wind_gust_mps: Some(f64::NAN),
                precipitation_mm: Some(f64::NAN),
                uv_index: Some(f64::NAN),
                ..warm(f64::NAN, f64::NAN)
            };
            assert_eq!(hazard.severity(&nan), None, "{hazard:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_worse_is_never_milder(a: f64, b: f64, code: u8) {
            let (low, high) = (a.min(b), a.max(b));
            let hour = |value| Conditions {
                wind_gust_mps: Some(value),
                precipitation_mm: Some(value),
                uv_index: Some(value),
                weather_code: Some(code),
                ..nothing()
            };
            for hazard in Hazard::ALL {
                prop_assert!(hazard.severity(&hour(low)) <= hazard.severity(&hour(high)));
            }
        }
    }
}
