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

/// A name and what stands under it.
struct Fact {
    name: String,
    value: String,
}

#[derive(Template)]
#[template(path = "tile.html")]
struct Tile {
    path: Path,
    hours: Vec<(f64, String)>,
    rise: Option<Fact>,
    day: Fact,
    remark: String,
    set: Option<Fact>,
}

impl Widget for Sun {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de");
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
        let on = |date| sun_day(date, &zone, place.latitude, place.longitude);
        // Every place and year that a view can have is within the formulas' range.
        let position = sun_position(now, place.latitude, place.longitude, place.elevation)
            .map_err(|_| Gap::Missing)?;
        let day = on(today).map_err(|_| Gap::Missing)?;
        let day_before = today.yesterday().map_err(|_| Gap::Missing)?;
        let day_before = on(day_before).map_err(|_| Gap::Missing)?;
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
        let fact = |id: &str, value: String| Fact { name: locale.text(id), value };
        let path = Path::of_day(&locale.view().place, locale.now(), reading.elevation_deg);
        let hours = path.hours.iter().map(|(x, hour)| (*x, locale.hour(*hour))).collect();
        let tile = match polar(reading.state) {
            Some(polar) => Tile {
                rise: None,
                day: Fact { name: String::new(), value: locale.text(polar) },
                remark: locale.text(&format!("{polar}-means")),
                set: None,
                path,
                hours,
            },
            None => Tile {
                rise: Some(fact("sunrise", time(reading.sunrise, locale))),
                day: fact("day-length", locale.duration(reading.day_length_s)),
                remark: change(reading.day_length_change_s, locale),
                set: Some(fact("sunset", time(reading.sunset, locale))),
                path,
                hours,
            },
        };
        Drawing::new(&tile, text(reading, locale))
    }
}
