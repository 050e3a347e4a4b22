//! The state of the sea: how high its waves are and in which words, the wind sea
//! and the swell apart, and how warm the water is.

mod tile;

use meteorology::{Douglas, douglas};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, MarineVariable, Needs, Package, Size, Timestamp, Weather,
    Widget, package,
};

use crate::tile::Tile;

/// Hours looked ahead: an answer is asked by the hour and used for two.
const HOURS: u16 = 3;

/// The widget.
pub struct SeaState;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Significant height of all waves together, m.
    pub wave_height_m: Option<f64>,
    /// Their mean period, s.
    pub wave_period_s: Option<f64>,
    /// Where they come from, degrees clockwise from north.
    pub wave_direction_deg: Option<f64>,
    /// Significant height of the swell, m.
    pub swell_height_m: Option<f64>,
    /// Its mean period, s.
    pub swell_period_s: Option<f64>,
    /// Where it comes from, degrees clockwise from north.
    pub swell_direction_deg: Option<f64>,
    /// Temperature of the sea's surface, °C.
    pub sea_surface_temperature_c: Option<f64>,
    /// Degree on the Douglas sea scale of the WMO, by the height of all waves.
    pub douglas: Option<Douglas>,
    /// Significant height of the waves that the local wind makes, m.
    #[serde(skip)]
    wind_wave_height_m: Option<f64>,
}

impl Widget for SeaState {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 140;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        Needs::nothing().marine(MarineVariable::ALL, HOURS)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let sea = &weather.marine;
        if sea.current.is_none() && sea.hourly.times.is_empty() {
            return Err(Gap::NoCoverage);
        }
        let value = |variable| sea.at(variable, now);
        let wave_height_m = value(MarineVariable::WaveHeight);
        let sea_surface_temperature_c = value(MarineVariable::SeaSurfaceTemperature);
        wave_height_m.or(sea_surface_temperature_c).ok_or(Gap::Missing)?;
        Ok(Reading {
            wave_height_m,
            wave_period_s: value(MarineVariable::WavePeriod),
            wave_direction_deg: value(MarineVariable::WaveDirection),
            swell_height_m: value(MarineVariable::SwellHeight),
            swell_period_s: value(MarineVariable::SwellPeriod),
            swell_direction_deg: value(MarineVariable::SwellDirection),
            sea_surface_temperature_c,
            douglas: wave_height_m.map(douglas),
            wind_wave_height_m: value(MarineVariable::WindWaveHeight),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}
