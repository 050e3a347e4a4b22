//! What the tile says in words.

use meteorology::Condition;
use widget_kit::{Locale, chart::highest};

use crate::{Hour, tile::Tile};

/// From this probability on nobody would call a forecast dry, %.
const RISKY_PCT: f64 = 30.0;
/// Hours after the current one that the text tells one by one.
const TOLD: [usize; 4] = [3, 6, 9, 12];

/// The precipitation to come.
pub(crate) struct Rain {
    /// How much, and in which form.
    pub(crate) amount: String,
    /// When most likely, with a comma before it; empty where nobody knows.
    pub(crate) likeliest: String,
}

/// What `hours` bring.
pub(crate) fn rain(hours: &[Hour], locale: &Locale<'_>) -> Rain {
    let known = || hours.iter().filter_map(|hour| Some((hour, hour.precipitation_mm?)));
    let total_mm: f64 = known().map(|(_, mm)| mm).sum();
    let snows = || known().filter(|(_, mm)| *mm > 0.0).map(|(hour, _)| hour.is_snow());
    let probability = |hour: &Hour| Some((hour.time, hour.precipitation_probability_pct?));
    let likeliest = highest(hours.iter().filter_map(probability));
    let form = match likeliest {
        _ if known().next().is_none() => "unknown",
        Some((_, percent)) if total_mm < Locale::TRACE_MM && percent >= RISKY_PCT => "mostly-dry",
        _ if total_mm < Locale::TRACE_MM => "dry",
        _ if snows().all(|snows| snows) => "snow",
        _ if snows().any(|snows| snows) => "rain-and-snow",
        _ => "rain",
    };
    let count = if known().count() == hours.len() { "all" } else { "some" };
    let amount = locale.precipitation(total_mm).into();
    let amount = locale.text_with(form, &[("amount", amount), ("known", count.into())]);
    let Some((time, percent)) = likeliest.filter(|(_, percent)| *percent > 0.0) else {
        return Rain { amount, likeliest: String::new() };
    };
    let time = locale.weekday_and_time(time).into();
    let percent = locale.percent(percent).into();
    let arguments = [("form", form.into()), ("percent", percent), ("time", time)];
    Rain { amount, likeliest: locale.text_with("likeliest", &arguments) }
}

/// The forecast in sentences.
pub(crate) fn text(hours: &[Hour], tile: &Tile, locale: &Locale<'_>) -> String {
    let extremes = ["high", "low"].into_iter().zip(&tile.extremes).map(|(id, (time, value, _))| {
        let time = locale.weekday_and_time(*time).into();
        locale.text_with(id, &[("temperature", value.clone().into()), ("time", time)])
    });
    let told = TOLD.into_iter().filter_map(|hour| hours.get(hour)).map(|told| hour(told, locale));
    let sentences = [
        tile.now.clone(),
        locale.list(&extremes.collect::<Vec<_>>()),
        format!("{}{}", tile.rain.amount, tile.rain.likeliest),
        told.collect::<Vec<_>>().join(&locale.text("semicolon")),
    ];
    locale.sentences(&sentences)
}

fn hour(hour: &Hour, locale: &Locale<'_>) -> String {
    let condition = hour.code.and_then(Condition::from_code).map(|known| known.key());
    let condition = condition
        .map(|key| format!("{}{}", locale.text("comma"), locale.text(&key)))
        .unwrap_or_default();
    let time = locale.time(hour.time).into();
    let temperature = locale.temperature(hour.temperature_c).into();
    let arguments = [("time", time), ("temperature", temperature), ("condition", condition.into())];
    locale.text_with("hour", &arguments)
}
