//! The air pressure at sea level, how it changed in three hours, and its last 24 hours.

mod tile;

use meteorology::{Trend, trend};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Variable::PressureMsl,
    Weather, Widget, package,
};

use crate::tile::Tile;

/// Hours of history in the picture.
const HISTORY_HOURS: u16 = 24;
pub(crate) const HOUR_S: i64 = 3600;
/// The tendency is the change in so many hours (WMO-No. 306, code form SYNOP, group 5appp).
pub(crate) const TENDENCY_HOURS: i64 = 3;
/// So old a value may be, hours, where that of now is unknown.
const OLDEST_HOURS: i64 = 2;

/// The widget.
pub struct Pressure;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Air pressure reduced to mean sea level, hPa.
    pub msl_hpa: f64,
    /// Its change in the last three hours, hPa.
    pub tendency_3h_hpa: Option<f64>,
    /// The same in words.
    pub trend: Option<Trend>,
    /// The last 24 hours, oldest first.
    pub history: Vec<Hour>,
    /// When the pressure held: now, or the last hour that is known.
    #[serde(skip)]
    measured_at: Timestamp,
}

/// The pressure at one hour.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hour {
    /// The hour.
    pub time: Timestamp,
    /// Air pressure reduced to mean sea level, hPa.
    pub msl_hpa: Option<f64>,
}

impl Widget for Pressure {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 70;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        Needs::nothing().hourly([PressureMsl], HISTORY_HOURS, 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let (measured_at, msl_hpa) = latest(weather, now).ok_or(Gap::Missing)?;
        let before = earlier(measured_at, TENDENCY_HOURS);
        let change = before.and_then(|time| Some(msl_hpa - weather.hourly.at(PressureMsl, time)?));
        Ok(Reading {
            msl_hpa,
            tendency_3h_hpa: change,
            trend: change.map(trend),
            history: history(weather, now),
            measured_at,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}

fn earlier(time: Timestamp, hours: i64) -> Option<Timestamp> {
    Timestamp::from_second(time.as_second() - hours * HOUR_S).ok()
}

/// The pressure now, else that of the last known hour, and when it held.
fn latest(weather: &Weather, now: Timestamp) -> Option<(Timestamp, f64)> {
    let known = |(step, time)| Some((time, weather.hourly.value(PressureMsl, step)?));
    weather.at(PressureMsl, now).map(|hpa| (now, hpa)).or_else(|| {
        weather.hourly.window(earlier(now, OLDEST_HOURS)?, now).filter_map(known).last()
    })
}

/// The full hours of the last day, up to the one that is running.
fn history(weather: &Weather, now: Timestamp) -> Vec<Hour> {
    let newest = weather.hourly.instants_from(now, HOUR_S, 1).first().copied();
    (0..=i64::from(HISTORY_HOURS))
        .rev()
        .filter_map(|hours| earlier(newest?, hours))
        .map(|time| Hour { time, msl_hpa: weather.hourly.at(PressureMsl, time) })
        .collect()
}
