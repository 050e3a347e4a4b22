//! How far one sees, and how likely fog is and why.

mod tile;

use astronomy::is_sun_up;
use meteorology::{
    FogConditions, FogReason, FogRisk, VisibilityClass, dew_point_c, fog_risk, visibility_class,
};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Variable, Weather, Widget,
    package,
};

use crate::tile::Tile;

/// Twice these, now and hourly, are as many as count as one call of the free service.
const VARIABLES: [Variable; 5] = [
    Variable::Visibility,
    Variable::Temperature,
    Variable::RelativeHumidity,
    Variable::WindSpeed,
    Variable::CloudCover,
];

/// The widget.
pub struct Visibility;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Horizontal visibility, m.
    pub visibility_m: Option<f64>,
    /// The visibility in a word of the Met Office.
    pub class: Option<VisibilityClass>,
    /// How likely fog is to form.
    pub fog_risk: Option<FogRisk>,
    /// What decided the risk.
    pub fog_reason: Option<FogReason>,
}

impl Widget for Visibility {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 80;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        Needs::nothing().current(VARIABLES).hourly(VARIABLES, 0, 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let visibility_m = weather.at(Variable::Visibility, now);
        let fog = air(weather, now).map(fog_risk);
        if visibility_m.is_none() && fog.is_none() {
            return Err(Gap::Missing);
        }
        Ok(Reading {
            visibility_m,
            class: visibility_m.map(visibility_class),
            fog_risk: fog.map(|(risk, _)| risk),
            fog_reason: fog.map(|(_, reason)| reason),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}

/// The air as far as fog goes; none where nobody knows how moist it is.
fn air(weather: &Weather, now: Timestamp) -> Option<FogConditions> {
    let temperature_c = weather.at(Variable::Temperature, now)?;
    let humidity_pct = weather.at(Variable::RelativeHumidity, now)?;
    Some(FogConditions {
        temperature_c,
        dew_point_c: dew_point_c(temperature_c, humidity_pct),
        wind_speed_mps: weather.at(Variable::WindSpeed, now),
        cloud_cover_pct: weather.at(Variable::CloudCover, now),
        is_night: !is_sun_up(now, weather.place.latitude, weather.place.longitude),
    })
}
