//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use meteorology::Pollutant;
use widget_kit::{
    Locale, Quantity,
    chart::{Scale, Span, hundredth},
};

use crate::{
    Reading,
    index::{BANDS, Index},
};

/// From where to where the bands go.
const WIDTH: (f64, f64) = (23.0, 81.0);
/// From where to where the pollutants go, below the strip of the bands.
const HEIGHT: (f64, f64) = (9.0, 100.0);
/// How much of its room a bar takes.
const BAR_SHARE: f64 = 0.5;
/// The shortest bar, in bands, so that a clean air's shows.
const LEAST_LEVEL: f64 = 0.06;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    /// The code of the index that is big, a class.
    code: &'static str,
    value: String,
    /// Its band; none where it is unknown.
    band: Option<usize>,
    category: String,
    /// Its name, and what it is due to.
    name: String,
    /// The other index.
    other: String,
    unit: String,
    bands: Vec<Span>,
    rows: Vec<Row>,
}

/// One pollutant.
struct Row {
    symbol: String,
    name: String,
    amount: Quantity,
    is_dominant: bool,
    /// The middle of its room.
    y: f64,
    /// Its band, and how far it reaches; none where it has no part in the index.
    bar: Option<(usize, Span)>,
    height: Span,
}

impl Tile {
    pub(crate) fn of(reading: &Reading, locale: &Locale<'_>) -> Self {
        let (shown, other) = (reading.shown, reading.shown.other());
        let words = |index: Index| match index.of(reading) {
            Some((value, category)) => (locale.number(value, 0), locale.text(&category)),
            None => (locale.gap().into(), locale.gap().into()),
        };
        let ((value, category), (other_value, other_category)) = (words(shown), words(other));
        let cause = reading.dominant.map_or("none".into(), |of| locale.text(&symbol(of)));
        let x = x();
        let band = |from: usize| Span::new(x.at(from as f64), x.at((from + 1) as f64));
        Self {
            code: shown.code(),
            value,
            band: shown.of(reading).map(|(value, _)| shown.band(value).0),
            category,
            name: locale.text_with(&format!("big-{}", shown.code()), &[("cause", cause.into())]),
            other: locale.text_with(
                &format!("other-{}", other.code()),
                &[("value", other_value.into()), ("category", other_category.into())],
            ),
            unit: locale.text("unit"),
            bands: (0..BANDS).map(band).collect(),
            rows: Pollutant::ALL.iter().map(|each| row(*each, reading, locale)).collect(),
        }
    }

    /// The same in words.
    pub(crate) fn text(&self, locale: &Locale<'_>) -> String {
        let amounts: Vec<String> =
            self.rows.iter().map(|row| format!("{} {}", row.name, row.amount)).collect();
        locale.text_with(
            "text",
            &[
                ("name", self.name.as_str().into()),
                ("value", self.value.as_str().into()),
                ("category", self.category.as_str().into()),
                ("other", self.other.as_str().into()),
                ("amounts", locale.list(&amounts).into()),
            ],
        )
    }
}

/// Where a level stands, in bands.
fn x() -> Scale {
    Scale::new((0.0, BANDS as f64), WIDTH)
}

fn row(pollutant: Pollutant, reading: &Reading, locale: &Locale<'_>) -> Row {
    let count = Pollutant::ALL.len() as f64;
    let y = Scale::new((0.0, count), HEIGHT).at(f64::from(pollutant as u8) + 0.5);
    let half = (HEIGHT.1 - HEIGHT.0) / count * BAR_SHARE / 2.0;
    let ugm3 = reading.pollutants.of(pollutant);
    let decimals = if ugm3.is_some_and(|ugm3| ugm3 < 9.95) { 1 } else { 0 };
    let known = reading.sub_indices.iter().find(|(known, _)| *known == pollutant);
    let bar = known.map(|(_, index)| {
        let (band, level) = reading.shown.band(*index);
        (band, Span::new(WIDTH.0, x().at(level.max(LEAST_LEVEL))))
    });
    Row {
        symbol: locale.text(&symbol(pollutant)),
        name: locale.text(&pollutant.key()),
        amount: locale.quantity(ugm3, decimals, &locale.text("unit")),
        is_dominant: reading.dominant == Some(pollutant),
        y,
        bar,
        height: Span::new(hundredth(y - half), hundredth(y + half)),
    }
}

/// The message key of what chemists write.
fn symbol(pollutant: Pollutant) -> String {
    pollutant.key().replace("pollutant", "symbol")
}
