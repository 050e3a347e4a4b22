//! How moist the air is, and how that feels.

mod tile;

use meteorology::{Comfort, comfort, dew_point_c, vapour_pressure_deficit_kpa, wet_bulb_c};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp,
    Variable::{self, RelativeHumidity, Temperature},
    Weather, Widget, package,
};

use crate::tile::Tile;

/// All that the formulas take.
const VARIABLES: [Variable; 2] = [Temperature, RelativeHumidity];

/// Where the Magnus formula holds, for temperatures as for dew points, °C.
const MAGNUS_C: std::ops::RangeInclusive<f64> = -40.0..=50.0;

/// The widget.
pub struct Humidity;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Relative humidity 2 m above ground, %.
    pub relative_humidity_pct: f64,
    /// Dew point from temperature and humidity, °C.
    pub dew_point_c: Option<f64>,
    /// Wet-bulb temperature from the same, °C.
    pub wet_bulb_c: Option<f64>,
    /// How much more vapour the air could hold, kPa.
    pub vapour_pressure_deficit_kpa: Option<f64>,
    /// How the air feels, by its dew point.
    pub comfort: Option<Comfort>,
}

impl Widget for Humidity {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 60;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        Needs::nothing().current(VARIABLES).hourly(VARIABLES, 0, 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let humidity = weather.at(RelativeHumidity, now).ok_or(Gap::Missing)?;
        let temperature_c = weather.at(Temperature, now);
        let is_possible = (0.0..=100.0).contains(&humidity);
        let in_range_c = temperature_c.filter(|celsius| is_possible && MAGNUS_C.contains(celsius));
        // Not a number in perfectly dry air, which feels dry all the same.
        let dew_point_c = in_range_c.map(|celsius| dew_point_c(celsius, humidity));
        Ok(Reading {
            relative_humidity_pct: humidity,
            dew_point_c: dew_point_c.filter(|celsius| MAGNUS_C.contains(celsius)),
            wet_bulb_c: temperature_c.and_then(|celsius| wet_bulb_c(celsius, humidity)),
            vapour_pressure_deficit_kpa: in_range_c
                .map(|celsius| vapour_pressure_deficit_kpa(celsius, humidity)),
            comfort: dew_point_c.map(comfort),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}
