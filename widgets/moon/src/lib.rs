//! The moon as it is lit, when it rises and sets on the local day, and when its
//! next phases are.

mod phase;
mod tile;

use astronomy::{MoonPhase, last_new_moon, moon_day, moon_light, moon_position, next_moon_phase};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Weather, Widget, package,
};

pub use crate::phase::Phase;
use crate::tile::Tile;

const DAY_S: f64 = 86_400.0;

/// The widget.
pub struct Moon;

/// What the tile says. The moon is seen from the centre of the Earth, but for
/// its rise and set; those are of the local day, `None` where it has none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// The phase in a word.
    pub phase: Phase,
    /// The lit part of the disc, % (0 to 100).
    pub illumination_pct: f64,
    /// Since the last new moon, days (0 to 29.9).
    pub age_days: f64,
    /// The moon's upper limb appears.
    pub moonrise: Option<Timestamp>,
    /// The moon's upper limb disappears.
    pub moonset: Option<Timestamp>,
    /// The next new moon.
    pub next_new: Timestamp,
    /// The next first quarter.
    pub next_first_quarter: Timestamp,
    /// The next full moon.
    pub next_full: Timestamp,
    /// The next last quarter.
    pub next_last_quarter: Timestamp,
    /// From the centre of the Earth to that of the moon, km.
    pub distance_km: f64,
    /// Position angle of the middle of the lit limb, degrees from north to east.
    #[serde(skip)]
    bright_limb_deg: f64,
    /// Whether it is up, or down, for the whole of the local day.
    #[serde(skip)]
    is_up_all_day: Option<bool>,
}

impl Widget for Moon {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 130;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        Needs::nothing()
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let place = &weather.place;
        let zone = place.time_zone();
        let day = moon_day(zone.to_datetime(now).date(), &zone, place.latitude, place.longitude);
        let light = moon_light(now);
        let next = |phase| next_moon_phase(phase, now);
        Ok(Reading {
            phase: Phase::at(now),
            illumination_pct: light.illuminated_fraction * 100.0,
            age_days: now.duration_since(last_new_moon(now)).as_secs_f64() / DAY_S,
            moonrise: day.rise,
            moonset: day.set,
            next_new: next(MoonPhase::NewMoon),
            next_first_quarter: next(MoonPhase::FirstQuarter),
            next_full: next(MoonPhase::FullMoon),
            next_last_quarter: next(MoonPhase::LastQuarter),
            distance_km: moon_position(now).distance_km,
            bright_limb_deg: light.bright_limb_deg,
            is_up_all_day: day.is_up_all_day,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        Drawing::new(&Tile::of(reading, locale), tile::text(reading, locale))
    }
}
