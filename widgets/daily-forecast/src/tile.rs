//! The picture and its words. Lengths are percent of the picture.

use askama::Template;
use meteorology::Condition;
use widget_kit::{
    Locale, Quantity,
    chart::{Scale, Span, extent, hundredth},
};

use crate::Day;

/// From where to where the bars may reach.
const BARS: (f64, f64) = (0.0, 100.0);
/// The scale spans at least this much, K, so that calm days look calm.
const LEAST_RANGE_K: f64 = 8.0;
/// How much of a day's room its bar takes.
const BAR_SHARE: f64 = 0.18;

#[derive(Template)]
#[template(path = "tile.html")]
pub(crate) struct Tile {
    columns: Vec<Column>,
    /// How wide a bar is.
    width: f64,
}

/// One day.
struct Column {
    day: String,
    is_today: bool,
    /// The middle of its room.
    x: f64,
    left: f64,
    max: String,
    min: String,
    /// The bar from the highest to the lowest temperature; none where one of them is unknown.
    bar: Option<Span>,
    /// How much falls; none on a dry day.
    rain: Option<Quantity>,
    /// How likely, by day.
    probability: String,
}

impl Tile {
    pub(crate) fn of(days: &[Day], locale: &Locale<'_>) -> Self {
        let ends = days.iter().filter_map(Day::range_c).flat_map(|(min_c, max_c)| [min_c, max_c]);
        let (low_c, high_c) = extent(ends, LEAST_RANGE_K).unwrap_or_default();
        let height = Scale::new((high_c, low_c), BARS);
        let room = 100.0 / days.len().max(1) as f64;
        let width = hundredth(room * BAR_SHARE);
        let today = locale.local_date(locale.now());
        let column = |(day, number): (&Day, u32)| {
            let x = hundredth((f64::from(number) + 0.5) * room);
            Column {
                day: locale.weekday_short(day.date),
                is_today: day.date == today,
                x,
                left: hundredth(x - width / 2.0),
                max: locale.temperature(day.max_c).value,
                min: locale.temperature(day.min_c).value,
                bar: day
                    .range_c()
                    .map(|(min_c, max_c)| Span::new(height.at(max_c), height.at(min_c))),
                rain: rain(day, locale),
                probability: locale.percent(day.precipitation_probability_pct).to_string(),
            }
        };
        Self { columns: days.iter().zip(0..).map(column).collect(), width }
    }
}

fn rain(day: &Day, locale: &Locale<'_>) -> Option<Quantity> {
    let is_dry = day.precipitation_mm.is_some_and(|amount_mm| amount_mm < Locale::TRACE_MM);
    (!is_dry).then(|| locale.precipitation(day.precipitation_mm))
}

/// The days in sentences.
pub(crate) fn text(days: &[Day], locale: &Locale<'_>) -> String {
    let sentences: Vec<String> = days.iter().map(|day| sentence(day, locale)).collect();
    locale.paragraph(&sentences)
}

fn sentence(day: &Day, locale: &Locale<'_>) -> String {
    let condition = day.code.and_then(Condition::from_code);
    let condition =
        condition.map(|known| format!("{}{}", locale.text("comma"), locale.text(&known.key())));
    let rain = match day.precipitation_mm {
        None => "unknown",
        Some(amount_mm) if amount_mm < Locale::TRACE_MM => "dry",
        Some(_) => "wet",
    };
    let sunshine = match day.sunshine_h {
        Some(_) => "known",
        None => "unknown",
    };
    locale.text_with(
        "day",
        &[
            ("day", locale.today_or_weekday(day.date).into()),
            ("min", locale.temperature(day.min_c).value.into()),
            ("max", locale.temperature(day.max_c).into()),
            ("condition", condition.unwrap_or_default().into()),
            ("rain", rain.into()),
            ("amount", locale.precipitation(day.precipitation_mm).into()),
            ("probability", locale.percent(day.precipitation_probability_pct).into()),
            ("sunshine", sunshine.into()),
            ("sun", locale.quantity(day.sunshine_h, 1, &locale.text("unit-hours")).into()),
        ],
    )
}
