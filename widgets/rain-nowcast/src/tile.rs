//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use widget_kit::{
    Locale,
    chart::{Scale, Span, hundredth},
};

use crate::{Kind, Outlook, Reading, Step};

/// From where to where the bar of the wettest quarter goes.
const TALLEST_BAR: (f64, f64) = (100.0, 0.0);
/// A bar of full height stands for this much at least, mm, so that drizzle stays small.
const FULL_BAR_MM: f64 = 1.0;
/// How much of its room a bar takes.
const BAR_SHARE: f64 = 0.8;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    pub(crate) sentence: String,
    kind: &'static str,
    amount: String,
    note: String,
    is_snow: bool,
    bars: Vec<Bar>,
    /// Where the quarters are known at all.
    ground: String,
    from: String,
    middle: String,
    to: String,
}

struct Bar {
    room: Span,
    height: Span,
    /// Whether it is enough to wet the ground.
    is_wet: bool,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let kind = match reading.outlook.kind {
            Kind::Dry => "dry",
            Kind::Starting => "starting",
            Kind::Stopping => "stopping",
            Kind::Continuing => "continuing",
        };
        let form = if reading.is_snow { "snow" } else { "rain" };
        let end = |step: usize| locale.time(reading.steps.get(step).map(|step| step.time));
        let known = || reading.steps.iter().filter_map(|step| step.mm);
        let count = if known().count() == reading.steps.len() { "all" } else { "some" };
        let total = locale.precipitation(known().sum::<f64>());
        let note = if reading.is_from_hours { locale.text("from-hours") } else { String::new() };
        Self {
            sentence: sentence(kind, form, &reading.outlook, locale),
            kind,
            amount: locale
                .text_with("amount", &[("amount", total.into()), ("known", count.into())]),
            note,
            is_snow: reading.is_snow,
            bars: bars(reading),
            ground: ground(reading),
            from: locale.text("now"),
            middle: end(3),
            to: end(7),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let (time, amount) = (self.to.as_str().into(), self.amount.as_str().into());
        let until = locale.text_with("until", &[("time", time), ("amount", amount)]);
        locale.sentences(&[self.sentence.clone(), until, self.note.clone()])
    }
}

/// What to expect, no further than it is known.
fn sentence(kind: &str, form: &str, outlook: &Outlook, locale: &Locale<'_>) -> String {
    let (id, time) = match outlook.known_until {
        Some(until) => (format!("{kind}-at-least"), Some(until)),
        None => (kind.to_owned(), outlook.at),
    };
    locale.text_with(&id, &[("form", form.into()), ("time", locale.time(time).into())])
}

/// The room of a step: its share of the width.
fn room(step: usize, steps: usize) -> Span {
    let share = 100.0 / steps.max(1) as f64;
    Span::new(hundredth(step as f64 * share), hundredth((step + 1) as f64 * share))
}

fn bars(reading: &Reading) -> Vec<Bar> {
    let amounts = reading.steps.iter().filter_map(|step| step.mm);
    let height = Scale::new((0.0, amounts.fold(FULL_BAR_MM, f64::max)), TALLEST_BAR);
    let bar = |(number, step): (usize, &Step)| {
        Some(Bar {
            room: room(number, reading.steps.len()).first(BAR_SHARE),
            height: Span::new(height.at(step.mm?), TALLEST_BAR.0),
            is_wet: step.is_wet()?,
        })
    };
    reading.steps.iter().enumerate().filter_map(bar).collect()
}

/// The line below the steps that are known, as SVG path data.
fn ground(reading: &Reading) -> String {
    let steps = reading.steps.iter().enumerate().filter(|(_, step)| step.mm.is_some());
    let rooms = steps.map(|(number, _)| room(number, reading.steps.len()));
    rooms.map(|room| format!("M{} 100H{}", room.from, room.to)).collect()
}
