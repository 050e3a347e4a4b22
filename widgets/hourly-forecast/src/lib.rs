//! The next 48 hours as a meteogram: temperature, precipitation with its
//! probability, day and night.

mod tile;
mod words;

use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp,
    Variable::{Precipitation, PrecipitationProbability, Temperature, WeatherCode},
    Weather, Widget, package,
};

use crate::tile::Tile;

/// Hours shown, from the current one on.
const HOURS: u16 = 48;
const HOUR_S: i64 = 3600;

/// The widget.
pub struct HourlyForecast;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// 48 hours, the current one first.
    pub hours: Vec<Hour>,
    /// Air temperature at the instant read, °C: on the curve between two hours.
    #[serde(skip)]
    now_c: Option<f64>,
}

/// The weather of one hour.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Hour {
    /// The instant it holds for.
    pub time: Timestamp,
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: Option<f64>,
    /// Precipitation in all forms in the hour that ends at `time`, mm.
    pub precipitation_mm: Option<f64>,
    /// Probability of more than 0.1 mm in that hour, % (0 to 100).
    pub precipitation_probability_pct: Option<f64>,
    /// Weather code of WMO table 4677 (0 to 99).
    pub code: Option<u8>,
}

impl Widget for HourlyForecast {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Wide;
    const ORDER: u32 = 20;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        let variables = [Temperature, Precipitation, PrecipitationProbability, WeatherCode];
        Needs::nothing().hourly(variables, 0, HOURS)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let hourly = &weather.hourly;
        let hour = |time| Hour {
            time,
            temperature_c: hourly.at(Temperature, time),
            precipitation_mm: hourly.at(Precipitation, time),
            precipitation_probability_pct: hourly.at(PrecipitationProbability, time),
            code: hourly.at(WeatherCode, time).and_then(code),
        };
        // Where the source's answer is old, the hours go on without values.
        let hours = hourly.instants_from(now, HOUR_S, HOURS);
        let hours: Vec<Hour> = hours.into_iter().map(hour).collect();
        let is_known = hours.iter().any(|hour| hour.temperature_c.is_some());
        let reading = Reading { hours, now_c: hourly.at(Temperature, now) };
        is_known.then_some(reading).ok_or(Gap::Missing)
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        Drawing::new(&tile, words::text(&reading.hours, &tile, locale))
    }
}

impl Hour {
    /// Whether it snows: WMO codes of snow, snow grains and snow showers.
    fn is_snow(&self) -> bool {
        matches!(self.code, Some(71..=77 | 85 | 86))
    }
}

/// A value as a code; `None` for what is no code.
fn code(value: f64) -> Option<u8> {
    (0.0..=99.0).contains(&value).then_some(value as u8)
}
