//! The next ten days: highest and lowest temperature as bars on one scale,
//! precipitation with its probability, sunshine.

mod tile;

use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DailyVariable::{
        PrecipitationProbabilityMax, PrecipitationSum, SunshineDuration, TemperatureMax,
        TemperatureMin, WeatherCode,
    },
    Date, DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Weather, Widget,
    package,
};

use crate::tile::Tile;

/// Local days shown, today included.
const DAYS: u16 = 10;
/// Local days asked for: midnight may come before the next answer.
const NEEDED_DAYS: u16 = DAYS + 1;
const HOUR_S: f64 = 3600.0;

/// The widget.
pub struct DailyForecast;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Ten local days of the place, today first.
    pub days: Vec<Day>,
}

/// The weather of one local day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Highest air temperature, °C.
    pub max_c: Option<f64>,
    /// Lowest air temperature, °C.
    pub min_c: Option<f64>,
    /// Precipitation in all forms, mm.
    pub precipitation_mm: Option<f64>,
    /// Highest hourly probability of precipitation, % (0 to 100).
    pub precipitation_probability_pct: Option<f64>,
    /// Sunshine, h.
    pub sunshine_h: Option<f64>,
    /// The most severe weather code of WMO table 4677 (0 to 99).
    pub code: Option<u8>,
}

impl Widget for DailyForecast {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Wide;
    const ORDER: u32 = 30;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        let variables = [
            TemperatureMax,
            TemperatureMin,
            PrecipitationSum,
            PrecipitationProbabilityMax,
            SunshineDuration,
            WeatherCode,
        ];
        Needs::nothing().daily(variables, NEEDED_DAYS)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let today = now.to_zoned(weather.place.time_zone()).date();
        let on = |variable, date| weather.daily.on(variable, date);
        let day = |date| Day {
            date,
            max_c: on(TemperatureMax, date),
            min_c: on(TemperatureMin, date),
            precipitation_mm: on(PrecipitationSum, date),
            precipitation_probability_pct: on(PrecipitationProbabilityMax, date),
            sunshine_h: on(SunshineDuration, date).map(|seconds| seconds / HOUR_S),
            code: on(WeatherCode, date).and_then(code),
        };
        let following = std::iter::successors(Some(today), |date| date.tomorrow().ok());
        let days: Vec<Day> = following.take(DAYS.into()).map(day).collect();
        let is_known = days.iter().any(|day| day.range_c().is_some());
        is_known.then_some(Reading { days }).ok_or(Gap::Missing)
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(&reading.days, locale);
        Drawing::new(&tile, tile::text(&reading.days, locale))
    }
}

impl Day {
    /// The lowest and the highest temperature where both are known, °C.
    fn range_c(&self) -> Option<(f64, f64)> {
        Some((self.min_c?, self.max_c?))
    }
}

/// A value as a code; `None` for what is no code.
fn code(value: f64) -> Option<u8> {
    (0.0..=99.0).contains(&value).then_some(value as u8)
}
