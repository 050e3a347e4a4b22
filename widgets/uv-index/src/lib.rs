//! How strong the ultraviolet light of the sun is, now and over the local day,
//! and when to protect yourself from it.

mod tile;

use std::iter::once;

use meteorology::{UvCategory, protection_window, uv_category};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Series, Size, Timestamp, Variable, Weather,
    Widget,
    chart::{TimeAxis, highest},
    package,
};

use crate::tile::Tile;

/// Hours before and after now: a whole local day, also one of 25 hours.
const HOURS: u16 = 25;

/// The widget.
pub struct UvIndex;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// UV index under the actual sky.
    pub uv_index: Option<f64>,
    /// UV index if the sky were clear.
    pub clear_sky_uv_index: Option<f64>,
    /// The index in a word of the WHO.
    pub category: Option<UvCategory>,
    /// Highest index of the local day.
    pub max_today: Option<f64>,
    /// From when on protection is advised on the local day; none where it never is.
    pub protect_from: Option<Timestamp>,
    /// Until when it is; none where it never is, or nobody knows when it ends.
    pub protect_until: Option<Timestamp>,
    /// Both, the latter as far as the day is known.
    #[serde(skip)]
    window: Option<(Timestamp, Timestamp)>,
    /// From when on it is advised on the next day, as far as that is known.
    #[serde(skip)]
    protect_again: Option<Timestamp>,
    /// The local day.
    #[serde(skip)]
    hours: Vec<Hour>,
}

/// The index at an instant.
#[derive(Clone, Copy, Debug)]
struct Hour {
    time: Timestamp,
    index: Option<f64>,
    clear_sky: Option<f64>,
}

impl Widget for UvIndex {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 90;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        Needs::nothing().hourly([Variable::UvIndex, Variable::UvIndexClearSky], HOURS, HOURS)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let series = &weather.hourly;
        let ends: Vec<Timestamp> = TimeAxis::local_day(&weather.place, now).instants(1).collect();
        let [start, end] = ends[..] else { return Err(Gap::Missing) };
        let hours = hours(series, start, end);
        let uv_index = weather.at(Variable::UvIndex, now);
        let max_today = highest(known(&hours)).map(|(_, index)| index);
        uv_index.or(max_today).ok_or(Gap::Missing)?;
        let window = window(&hours);
        let ending = |until: &Timestamp| *until == end || is_known_after(*until, &hours);
        let last = series.times.last().filter(|last| **last > end);
        let tomorrow = last.map(|last| self::hours(series, end, *last));
        Ok(Reading {
            uv_index,
            clear_sky_uv_index: weather.at(Variable::UvIndexClearSky, now),
            category: uv_index.map(uv_category),
            max_today,
            protect_from: window.map(|(from, _)| from),
            protect_until: window.map(|(_, until)| until).filter(ending),
            window,
            protect_again: tomorrow.and_then(|hours| self::window(&hours)).map(|(from, _)| from),
            hours,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}

/// Both ends of a span and the hours between them.
fn hours(series: &Series, start: Timestamp, end: Timestamp) -> Vec<Hour> {
    let between = series.window(start, end).map(|(_, time)| time).filter(|time| *time > start);
    let hour = |time| Hour {
        time,
        index: series.at(Variable::UvIndex, time),
        clear_sky: series.at(Variable::UvIndexClearSky, time),
    };
    once(start).chain(between).chain(once(end)).map(hour).collect()
}

fn known(hours: &[Hour]) -> impl Iterator<Item = (i64, f64)> {
    hours.iter().filter_map(|hour| Some((hour.time.as_second(), hour.index?)))
}

fn is_known_after(time: Timestamp, hours: &[Hour]) -> bool {
    known(hours).any(|(known_s, _)| known_s > time.as_second())
}

/// From when to when protection is advised.
fn window(hours: &[Hour]) -> Option<(Timestamp, Timestamp)> {
    let (from, until) = protection_window(known(hours))?;
    Some((Timestamp::from_second(from).ok()?, Timestamp::from_second(until).ok()?))
}
