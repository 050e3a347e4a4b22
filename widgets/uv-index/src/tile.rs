//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use meteorology::UvCategory;
use widget_kit::{
    Locale, Timestamp,
    chart::{Mark, Scale, Span, TimeAxis, area, hundredth, line},
};

use crate::{Hour, Reading};

/// The picture reaches up to this index at least, so that a winter's day looks low.
const LEAST_TOP: f64 = 6.0;
/// Where the index of a quiet picture's top and its zero stand.
const HEIGHT: (f64, f64) = (4.0, 100.0);
/// Where the categories begin, in their order: a reported index is rounded.
const BEGINNINGS: [f64; 5] = [0.0, 2.5, 5.5, 7.5, 10.5];

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    index: String,
    /// The code of the category, a class; empty where it is unknown.
    code: &'static str,
    category: String,
    max: String,
    clear_sky: String,
    protection: String,
    /// The day's curve as what lies below it, and that of a clear sky.
    curve: String,
    clear_curve: String,
    /// The categories with the heights of their light, from the lowest on.
    bands: Vec<(&'static str, Span)>,
    window: Option<Span>,
    now: f64,
    dot: Option<f64>,
    nights: Vec<Span>,
    marks: Vec<(Mark, String)>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let axis = TimeAxis::local_day(&locale.view().place, locale.now());
        let hours = &reading.hours;
        let indices = hours.iter().flat_map(|hour| [hour.index, hour.clear_sky]).flatten();
        let top = indices.chain(reading.uv_index).fold(LEAST_TOP, f64::max);
        let height = Scale::new((top, 0.0), HEIGHT);
        let index = |value: Option<f64>| locale.quantity(value, 0, "").value;
        let category = reading.category.map(|known| locale.text(&known.key()));
        Self {
            index: index(reading.uv_index),
            code: reading.category.map_or("", UvCategory::code),
            category: category.unwrap_or_else(|| locale.gap().into()),
            max: locale.text_with("max", &[("index", index(reading.max_today).into())]),
            clear_sky: locale
                .text_with("clear-sky", &[("index", index(reading.clear_sky_uv_index).into())]),
            protection: protection(reading, locale),
            curve: area(
                hours.iter().map(|hour| Some((axis.x(hour.time), height.at(hour.index?)))),
                HEIGHT.1,
            ),
            clear_curve: line(
                hours.iter().map(|hour| Some((axis.x(hour.time), height.at(hour.clear_sky?)))),
            ),
            bands: bands(&height),
            window: reading.window.map(|(from, until)| Span::new(axis.x(from), axis.x(until))),
            now: axis.x(locale.now()),
            dot: reading.uv_index.map(|value| height.at(value)),
            nights: axis.nights(),
            marks: axis.marks(6).map(|mark| (mark, locale.hour(mark.time))).collect(),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        locale.text_with(
            "text",
            &[
                ("index", self.index.as_str().into()),
                ("category", self.category.as_str().into()),
                ("max", self.max.as_str().into()),
                ("sky", self.clear_sky.as_str().into()),
                ("protection", self.protection.as_str().into()),
            ],
        )
    }
}

/// When to protect yourself, as it stands now.
fn protection(reading: &Reading, locale: &Locale<'_>) -> String {
    let now = locale.now();
    let time = |name, instant| (name, locale.time(instant).into());
    // Where nobody knows when it ends, it lasts at least so long.
    let id = |id: &str| match reading.protect_until {
        Some(_) => id.to_owned(),
        None => format!("{id}-at-least"),
    };
    match (reading.window, reading.protect_again) {
        (Some((from, until)), _) if now < from => {
            locale.text_with(&id("protect-later"), &[time("time", from), time("until", until)])
        }
        (Some((_, until)), _) if now <= until => {
            locale.text_with(&id("protect-now"), &[time("time", until)])
        }
        (Some(_), _) if !is_known_from(now, &reading.hours) => locale.text("protect-unknown"),
        (Some(_), Some(again)) => locale.text_with("protect-again", &[time("time", again)]),
        (Some(_), None) => locale.text("protect-no-more"),
        _ if reading.hours.iter().all(|hour| hour.index.is_some()) => locale.text("protect-never"),
        _ => locale.text("protect-unknown"),
    }
}

/// Whether the day is known from an instant on.
fn is_known_from(time: Timestamp, hours: &[Hour]) -> bool {
    let mut rest = hours.windows(2).filter(|ends| ends[1].time > time).flatten();
    rest.all(|hour| hour.index.is_some())
}

fn bands(height: &Scale) -> Vec<(&'static str, Span)> {
    let at = |index: f64| hundredth(height.at(index).clamp(0.0, 100.0));
    let ends = BEGINNINGS.iter().skip(1).copied().chain([f64::MAX]);
    let codes = UvCategory::ALL.iter().map(|category| category.code());
    let heights = BEGINNINGS.iter().zip(ends).map(|(from, to)| Span::new(at(*from), at(to)));
    codes.zip(heights).collect()
}
