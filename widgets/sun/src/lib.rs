//! The sun's path over the local day with the twilights, when it rises and
//! sets, and how long the day is against yesterday.

mod path;
mod words;

use askama::Template;
use astronomy::{SunState, sun_day, sun_position};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Weather, Widget, package,
};

use crate::{
    path::Path,
    words::{change, polar, text, time},
};

/// The widget.
pub struct Sun;

/// What the tile says. Events are those of the local day; `None` where the sun
/// does not cross their height.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Apparent height of the sun's centre, degrees over the horizon (−90 to 90).
    pub elevation_deg: f64,
    /// Where the sun stands, degrees clockwise from north (0 to 360).
    pub azimuth_deg: f64,
    /// The sun's upper limb appears.
    pub sunrise: Option<Timestamp>,
    /// The sun's upper limb disappears.
    pub sunset: Option<Timestamp>,
    /// The sun crosses the meridian.
    pub solar_noon: Option<Timestamp>,
    /// The sun's centre rises above −6°.
    pub civil_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −6°.
    pub civil_dusk: Option<Timestamp>,
    /// The sun's centre rises above −12°.
    pub nautical_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −12°.
    pub nautical_dusk: Option<Timestamp>,
    /// The sun's centre rises above −18°.
    pub astronomical_dawn: Option<Timestamp>,
    /// The sun's centre sinks below −18°.
    pub astronomical_dusk: Option<Timestamp>,
    /// How long the sun is up, s (0 to 86,400).
    pub day_length_s: f64,
    /// How much longer that is than on the local day before, s.
    pub day_length_change_s: f64,
    /// Whether the sun rises or sets at all.
    pub state: SunState,
}

/// A name, what stands under it, and what more there is to say.
struct Fact {
    name: String,
    value: String,
    remark: String,
}

#[derive(Template)]
#[template(path = "tile.html")]
struct Tile {
    path: Path,
    /// The day's between the events that begin and end it, or alone.
    facts: Vec<Fact>,
}

impl Widget for Sun {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 120;
    const REFRESH_S: u32 = 60;

    fn needs(&self) -> Needs {
        Needs::nothing()
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let place = &weather.place;
        let zone = place.time_zone();
        let today = zone.to_datetime(now).date();
        // Every place and year that a view can have is within the formulas' range.
        let on =
            |date| sun_day(date, &zone, place.latitude, place.longitude).map_err(|_| Gap::Missing);
        let day = on(today)?;
        let day_before = on(today.yesterday().map_err(|_| Gap::Missing)?)?;
        let position = sun_position(now, place.latitude, place.longitude, place.elevation)
            .map_err(|_| Gap::Missing)?;
        Ok(Reading {
            elevation_deg: position.elevation_deg,
            azimuth_deg: position.azimuth_deg,
            sunrise: day.sunrise,
            sunset: day.sunset,
            solar_noon: Some(day.solar_noon),
            civil_dawn: day.civil_dawn,
            civil_dusk: day.civil_dusk,
            nautical_dawn: day.nautical_dawn,
            nautical_dusk: day.nautical_dusk,
            astronomical_dawn: day.astronomical_dawn,
            astronomical_dusk: day.astronomical_dusk,
            day_length_s: day.day_length_s,
            day_length_change_s: day.day_length_s - day_before.day_length_s,
            state: day.state,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let fact = |name, value, remark| Fact { name, value, remark };
        let event = |id, event| fact(locale.text(id), time(event, locale), String::new());
        let facts = match polar(reading.state) {
            Some((polar, means)) => {
                vec![fact(String::new(), locale.text(polar), locale.text(means))]
            }
            None => {
                let length = locale.duration(reading.day_length_s);
                let change = change(reading.day_length_change_s, locale);
                let length = fact(locale.text("day-length"), length, change);
                vec![event("sunrise", reading.sunrise), length, event("sunset", reading.sunset)]
            }
        };
        let path = Path::of_day(reading.elevation_deg, locale);
        Drawing::new(&Tile { path, facts }, text(reading, locale))
    }
}
