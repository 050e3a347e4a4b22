//! The picture and its words. The disc's centre is the picture's origin.

use askama::Template;
use widget_kit::{
    Locale, Timestamp,
    chart::{hundredth, nearest_minute},
};

use crate::{Phase, Reading};

/// The radius of the disc in a picture 100 wide.
const RADIUS: f64 = 48.0;
/// The position angle of the limb on the right where north is up, degrees.
const RIGHT_DEG: f64 = 270.0;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    phase: String,
    illumination: String,
    /// What is lit as SVG path data, the bright limb on the right; none at the new moon.
    lit: Option<String>,
    /// How far that is turned clockwise where north is up, degrees.
    tilt_deg: f64,
    /// South of the equator the moon stands on its head, degrees.
    turn_deg: u16,
    facts: Vec<(String, String)>,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let named = |id: &str, value| (locale.text(id), value);
        let clock = |time| clock(time, locale);
        let event = |id, time: Option<Timestamp>| {
            named(id, time.map_or_else(|| locale.text("not-today"), clock))
        };
        let mut facts = match reading.is_up_all_day {
            Some(is_up) => vec![named(if is_up { "up" } else { "down" }, locale.text("all-day"))],
            None => vec![event("rise", reading.moonrise), event("set", reading.moonset)],
        };
        let day = |time| locale.date_short(locale.local_date(nearest_minute(time)));
        facts.push(named("full-moon", day(reading.next_full)));
        facts.push(named("new-moon", day(reading.next_new)));
        Self {
            phase: locale.text(reading.phase.id()),
            illumination: illumination(reading, locale),
            lit: (reading.phase != Phase::NewMoon).then(|| lit(reading.illumination_pct / 100.0)),
            tilt_deg: (RIGHT_DEG - reading.bright_limb_deg).round(),
            turn_deg: if locale.view().place.latitude < 0.0 { 180 } else { 0 },
            facts,
        }
    }
}

/// What the sun lights of the disc, as SVG path data: the right half of its edge
/// and the terminator, half an ellipse.
fn lit(fraction: f64) -> String {
    let width = hundredth((1.0 - 2.0 * fraction).abs() * RADIUS);
    let side = u8::from(fraction > 0.5);
    format!(
        "M0 -{RADIUS}A{RADIUS} {RADIUS} 0 0 1 0 {RADIUS}A{width} {RADIUS} 0 0 {side} 0 -{RADIUS}Z"
    )
}

/// Everything the tile knows, sentence by sentence.
pub(crate) fn text(reading: &Reading, locale: &Locale<'_>) -> String {
    let event = |id, none, time: Option<Timestamp>| match time {
        Some(time) => locale.text_with(id, &[("time", clock(time, locale).into())]),
        None => locale.text(none),
    };
    let date = |time: Timestamp| {
        let time = nearest_minute(time);
        let day = locale.date_short(locale.local_date(time)).into();
        locale.text_with("date-and-time", &[("date", day), ("time", locale.time(time).into())])
    };
    let now = [
        ("phase", locale.text(reading.phase.id()).into()),
        ("illumination", illumination(reading, locale).into()),
        ("age", locale.number(reading.age_days, 1).into()),
        ("distance", locale.distance(reading.distance_km * 1000.0).into()),
    ];
    let next = [
        ("new", date(reading.next_new).into()),
        ("first", date(reading.next_first_quarter).into()),
        ("full", date(reading.next_full).into()),
        ("last", date(reading.next_last_quarter).into()),
    ];
    let mut sentences = vec![locale.text_with("text-now", &now)];
    match reading.is_up_all_day {
        Some(is_up) => sentences.push(locale.text(if is_up { "text-up" } else { "text-down" })),
        None => sentences.extend([
            event("text-rise", "text-no-rise", reading.moonrise),
            event("text-set", "text-no-set", reading.moonset),
        ]),
    }
    sentences.push(locale.text_with("text-next", &next));
    locale.paragraph(&sentences)
}

fn illumination(reading: &Reading, locale: &Locale<'_>) -> String {
    locale.text_with("illumination", &[("share", locale.percent(reading.illumination_pct).into())])
}

/// The local time of an event, as almanacs write it.
fn clock(event: Timestamp, locale: &Locale<'_>) -> String {
    locale.time(nearest_minute(event))
}
