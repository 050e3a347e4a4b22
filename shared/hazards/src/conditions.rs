use std::collections::BTreeSet;

use meteorology::{Concentrations, feels_like};
use weather::{
    AirVariable, Timestamp,
    Variable::{
        self, Precipitation, RelativeHumidity, Temperature, UvIndex, WeatherCode, WindGust,
        WindSpeed,
    },
    Weather,
};

/// The weather of one hour, as far as it can be dangerous. `None` where unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conditions {
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: Option<f64>,
    /// Relative humidity 2 m above ground, % (0 to 100).
    pub relative_humidity_pct: Option<f64>,
    /// Mean wind speed 10 m above ground, m/s.
    pub wind_speed_mps: Option<f64>,
    /// Strongest gust of the hour 10 m above ground, m/s.
    pub wind_gust_mps: Option<f64>,
    /// Precipitation of the hour in all forms, mm.
    pub precipitation_mm: Option<f64>,
    /// Weather code of WMO table 4677 (0 to 99).
    pub weather_code: Option<u8>,
    /// UV index under the actual sky.
    pub uv_index: Option<f64>,
    /// What is in the air.
    pub air: Concentrations,
}

impl Conditions {
    /// The hours that end within so many hours from now, by the instants they end at.
    pub(crate) fn ahead(weather: &Weather, now: Timestamp, hours: u16) -> Vec<(Timestamp, Self)> {
        let is_ahead = |time: &&Timestamp| {
            (1..=i64::from(hours) * 3600).contains(&(time.as_second() - now.as_second()))
        };
        let times = weather.hourly.times.iter().chain(&weather.air_quality.hourly.times);
        let times: BTreeSet<Timestamp> = times.filter(is_ahead).copied().collect();
        times.into_iter().map(|time| (time, Self::at(weather, time))).collect()
    }

    fn at(weather: &Weather, time: Timestamp) -> Self {
        let value = |variable: Variable| weather.hourly.at(variable, time);
        let air = |variable: AirVariable| weather.air_quality.hourly.at(variable, time);
        let code = |value: f64| (0.0..=99.0).contains(&value).then_some(value as u8);
        Self {
            temperature_c: value(Temperature),
            relative_humidity_pct: value(RelativeHumidity),
            wind_speed_mps: value(WindSpeed),
            wind_gust_mps: value(WindGust),
            precipitation_mm: value(Precipitation),
            weather_code: value(WeatherCode).and_then(code),
            uv_index: value(UvIndex),
            air: Concentrations {
                pm2_5_ugm3: air(AirVariable::Pm2_5),
                pm10_ugm3: air(AirVariable::Pm10),
                ozone_ugm3: air(AirVariable::Ozone),
                ..Concentrations::default()
            },
        }
    }

    /// Whether anything is known but what is in the air, which tells of no other hazard.
    pub(crate) fn knows_weather(&self) -> bool {
        *self != Self { air: self.air, ..Self::default() }
    }

    /// How warm it feels, °C.
    pub(crate) fn felt_c(&self) -> Option<f64> {
        let felt = feels_like(self.temperature_c?, self.relative_humidity_pct, self.wind_speed_mps);
        Some(felt.temperature_c)
    }

    /// The stronger of wind and gusts, m/s.
    pub(crate) fn wind_mps(&self) -> Option<f64> {
        [self.wind_speed_mps, self.wind_gust_mps].into_iter().flatten().reduce(f64::max)
    }

    /// Whether what falls is snow.
    pub(crate) fn is_snow(&self) -> bool {
        matches!(self.weather_code, Some(71..=77 | 85 | 86))
    }
}
