//! The picture and its words. Lengths are percent of the picture, which shows
//! the surface as it rises and falls in one spot, wind sea and swell apart.

use askama::Template;
use meteorology::compass_point;
use widget_kit::{Locale, Quantity, chart::hundredth};

use crate::Reading;

/// The time that the picture's width stands for, s.
const WIDTH_S: f64 = 30.0;
/// The least height of a wave that fills the waves' room, m, so that a ripple looks small.
const FULL_M: f64 = 4.0;
/// The waves' room, trough to crest.
const ROOM: f64 = 80.0;
/// Where the sea is level: behind the swell, before it the wind sea.
const LEVELS: (f64, f64) = (42.0, 60.0);
/// Period of a wind sea for the root of its height, s/√m: it is some twenty times
/// as long as high, and in deep water g/2π times the square of its period long.
const WIND_SEA_PERIOD: f64 = 3.6;
/// The shortest wave drawn, s.
const SHORTEST_S: f64 = 1.5;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    height: Quantity,
    state: String,
    degree: String,
    /// Where all waves come from, and how fast they follow each other.
    train: String,
    /// Where they go, degrees clockwise from north.
    heading: Option<f64>,
    names: [String; 3],
    wind_sea: Quantity,
    swell_height: Quantity,
    swell_train: String,
    water: Quantity,
    /// What lies below the swell and below the wind sea, as SVG path data.
    swell_shape: Option<String>,
    wind_sea_shape: Option<String>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let &Reading { wave_height_m, wind_wave_height_m, swell_height_m, .. } = reading;
        let heights = [wave_height_m, wind_wave_height_m, swell_height_m].into_iter().flatten();
        let full_m = heights.fold(FULL_M, f64::max);
        let swell = swell_height_m.zip(reading.swell_period_s);
        let wind_sea =
            wind_wave_height_m.map(|height_m| (height_m, WIND_SEA_PERIOD * height_m.sqrt()));
        // Waves that nobody has taken apart are drawn as one.
        let whole = wave_height_m.zip(reading.wave_period_s).filter(|_| swell.is_none());
        let shape =
            |(height_m, period_s): (f64, f64), level| shape(height_m / full_m, period_s, level);
        let degree = reading.douglas.map(|douglas| douglas.degree);
        let state = degree.map(|degree| locale.text(&format!("douglas-{degree}")));
        let degree = locale.quantity(degree.map(f64::from), 0, "");
        Self {
            height: locale.height(wave_height_m),
            state: state.unwrap_or_else(|| locale.gap().into()),
            degree: locale.text_with("degree", &[("degree", degree.into())]),
            train: train(reading.wave_direction_deg, reading.wave_period_s, locale),
            heading: reading.wave_direction_deg.map(|from| hundredth((from + 180.0) % 360.0)),
            names: ["wind-sea", "swell", "water"].map(|name| locale.text(name)),
            wind_sea: locale.height(wind_wave_height_m),
            swell_height: locale.height(swell_height_m),
            swell_train: train(reading.swell_direction_deg, reading.swell_period_s, locale),
            water: locale.temperature(reading.sea_surface_temperature_c),
            swell_shape: swell.map(|swell| shape(swell, LEVELS.0)),
            wind_sea_shape: wind_sea.or(whole).map(|waves| shape(waves, LEVELS.1)),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        locale.text_with(
            "text",
            &[
                ("height", self.height.clone().into()),
                ("state", self.state.as_str().into()),
                ("degree", self.degree.as_str().into()),
                ("train", self.train.as_str().into()),
                ("wind-sea", self.wind_sea.clone().into()),
                ("swell-height", self.swell_height.clone().into()),
                ("swell", self.swell_train.as_str().into()),
                ("water", self.water.clone().into()),
            ],
        )
    }
}

/// Where waves come from and how fast they follow each other, after a space;
/// empty where both are unknown.
fn train(from_deg: Option<f64>, period_s: Option<f64>, locale: &Locale<'_>) -> String {
    if from_deg.or(period_s).is_none() {
        return String::new();
    }
    let direction = from_deg.map(|from_deg| locale.compass(compass_point(from_deg).code()));
    let direction = direction.unwrap_or_else(|| locale.gap().into());
    let period = locale.duration(period_s).into();
    let words = locale.text_with("train", &[("direction", direction.into()), ("period", period)]);
    format!(" {words}")
}

/// What lies below waves around a level, half an arc after the other, whose
/// height is this share of their room.
fn shape(share: f64, period_s: f64, level: f64) -> String {
    let half = 50.0 * period_s.max(SHORTEST_S) / WIDTH_S;
    let arcs = format!("t{} 0", hundredth(half)).repeat((100.0 / half) as usize);
    // The curve goes half as far as the point that it bends to.
    let bend = -share.max(0.0) * ROOM;
    let first = format!("q{} {} {} 0", hundredth(half / 2.0), hundredth(bend), hundredth(half));
    format!("M0 {level}{first}{arcs}V100H0Z")
}
