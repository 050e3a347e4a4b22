//! The precipitation of the next two hours, quarter by quarter, and what it
//! means: dry until when, or when it stops.

mod tile;

use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, SourceKind, Timestamp,
    Variable::{Precipitation, WeatherCode},
    Weather, Widget, package,
};

use crate::tile::Tile;

/// Hours looked ahead.
const HOURS: u16 = 2;
const QUARTER_S: i64 = 900;
/// Quarters of an hour in them.
const STEPS: u16 = HOURS * 4;

/// From this much on a quarter of an hour is wet, mm: 0.2 mm/h, which wets the ground.
const WET_MM: f64 = 0.05;

/// The widget.
pub struct RainNowcast;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// What to expect.
    pub outlook: Outlook,
    /// The next quarters of an hour, the running one first.
    pub steps: Vec<Step>,
    /// Whether what falls first is snow.
    #[serde(skip)]
    is_snow: bool,
    /// Whether the quarters are no more than shares of forecast hours.
    #[serde(skip)]
    is_from_hours: bool,
}

/// What to expect of the next two hours, up to the first step that is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outlook {
    /// In one word.
    pub kind: Kind,
    /// When it starts or stops; none where it does neither.
    pub at: Option<Timestamp>,
    /// Until when it does neither, where nobody knows what comes then.
    #[serde(skip)]
    known_until: Option<Timestamp>,
}

/// The outlook in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It stays dry.
    Dry,
    /// It is dry and will not stay so.
    Starting,
    /// It falls and will stop.
    Stopping,
    /// It falls and goes on.
    Continuing,
}

/// A quarter of an hour.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// When it ends.
    pub time: Timestamp,
    /// Precipitation in it, in all forms, mm.
    pub mm: Option<f64>,
}

impl Widget for RainNowcast {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 40;
    const REFRESH_S: u32 = 300;

    fn needs(&self) -> Needs {
        // One more than shown: the forecast grows old until the next one comes.
        Needs::nothing().quarter_hourly([Precipitation, WeatherCode], HOURS + 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let quarters = &weather.quarter_hourly;
        let starts = quarters.instants_from(now, QUARTER_S, STEPS + 1);
        let steps: Vec<Step> = starts
            .into_iter()
            .skip(1)
            .map(|time| Step { time, mm: quarters.at(Precipitation, time) })
            .collect();
        let outlook = outlook(&steps).ok_or(Gap::Missing)?;
        let wet = steps.iter().find(|step| step.is_wet() == Some(true));
        let code = wet.and_then(|step| quarters.at(WeatherCode, step.time));
        Ok(Reading {
            outlook,
            is_snow: code.is_some_and(|code| matches!(code as u8, 71..=77 | 85 | 86)),
            is_from_hours: weather.source != SourceKind::Simulated && !has_quarters(weather),
            steps,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Ok(Drawing::new(&tile, text)?.with_line(tile.sentence))
    }
}

impl Step {
    fn is_wet(&self) -> Option<bool> {
        self.mm.map(|mm| mm >= WET_MM)
    }
}

/// What the steps mean, up to the first that is unknown; none where that is the first.
fn outlook(steps: &[Step]) -> Option<Outlook> {
    let known: Vec<(Timestamp, bool)> =
        steps.iter().map_while(|step| Some((step.time, step.is_wet()?))).collect();
    let (_, is_wet) = *known.first()?;
    // A step ends at its time; the one before it ends where it begins.
    let change = known.windows(2).find(|pair| pair[1].1 != is_wet).map(|pair| pair[0].0);
    let is_cut_short = change.is_none() && known.len() < steps.len();
    let known_until = known.last().filter(|_| is_cut_short).map(|(time, _)| *time);
    let kind = match (is_wet, change) {
        (false, None) => Kind::Dry,
        (false, Some(_)) => Kind::Starting,
        (true, Some(_)) => Kind::Stopping,
        (true, None) => Kind::Continuing,
    };
    Some(Outlook { kind, at: change, known_until })
}

/// Whether Open-Meteo forecasts quarters of an hour here. It does in Central
/// Europe and North America, and takes shares of its hours elsewhere
/// (<https://open-meteo.com/en/docs>, "15-Minutely Weather Variables").
fn has_quarters(weather: &Weather) -> bool {
    let (latitude, longitude) = (weather.place.latitude, weather.place.longitude);
    let central_europe = (43.0..58.0).contains(&latitude) && (-4.0..20.5).contains(&longitude);
    let north_america = (21.0..53.0).contains(&latitude) && (-135.0..-60.0).contains(&longitude);
    central_europe || north_america
}
