//! What the tile says in words.

use meteorology::Condition;
use widget_kit::{Locale, Timestamp};

use crate::{
    Hour,
    outlook::{Form, Outlook},
};

/// Hours after the current one that the text tells one by one.
const TOLD: [usize; 4] = [3, 6, 9, 12];

/// The precipitation to come: how much, and when most likely.
pub(crate) struct Rain {
    pub(crate) amount: String,
    pub(crate) likelihood: Option<String>,
}

impl Rain {
    pub(crate) fn of(outlook: &Outlook, locale: &Locale<'_>) -> Self {
        Self { amount: amount(outlook, locale), likelihood: likelihood(outlook, locale) }
    }
}

fn amount(outlook: &Outlook, locale: &Locale<'_>) -> String {
    let Some(total) = outlook.total_mm else {
        return locale.text("amount-unknown");
    };
    let id = match (outlook.is_dry(), outlook.form) {
        (true, _) if !outlook.complete => return locale.text("dry-as-far-as-known"),
        (true, _) if outlook.is_risky() => return locale.text("mostly-dry"),
        (true, _) => return locale.text("dry"),
        (false, Form::Rain) => "rain",
        (false, Form::Snow) => "snow",
        (false, Form::Mixed) => "rain-and-snow",
    };
    let amount = locale.text_with(id, &[("amount", locale.precipitation(total).into())]);
    if outlook.complete {
        amount
    } else {
        locale.text_with("at-least", &[("amount", amount.into())])
    }
}

fn likelihood(outlook: &Outlook, locale: &Locale<'_>) -> Option<String> {
    let (time, percent) = outlook.likeliest.filter(|(_, percent)| *percent > 0.0)?;
    let id = if outlook.is_dry() { "risk" } else { "likeliest" };
    let arguments =
        [("time", day_and_time(time, locale).into()), ("percent", locale.percent(percent).into())];
    Some(locale.text_with(id, &arguments))
}

/// The temperature at the instant shown.
pub(crate) fn now(outlook: &Outlook, locale: &Locale<'_>) -> String {
    locale.text_with("now", &[("temperature", locale.temperature(outlook.now_c).into())])
}

/// The forecast in sentences.
pub(crate) fn text(hours: &[Hour], outlook: &Outlook, rain: &Rain, locale: &Locale<'_>) -> String {
    let mut sentences = vec![format!("{}.", now(outlook, locale))];
    if let (Some(highest), Some(lowest)) = (&outlook.highest, &outlook.lowest) {
        let arguments = [
            ("high", locale.temperature(highest.temperature_c).into()),
            ("high-time", day_and_time(highest.time, locale).into()),
            ("low", locale.temperature(lowest.temperature_c).into()),
            ("low-time", day_and_time(lowest.time, locale).into()),
        ];
        sentences.push(locale.text_with("extremes", &arguments));
    }
    let rain = [Some(rain.amount.as_str()), rain.likelihood.as_deref()];
    sentences.push(format!("{}.", rain.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    let told = TOLD.into_iter().filter_map(|hour| hours.get(hour));
    let told: Vec<String> = told.map(|hour| one(hour, locale)).collect();
    sentences.push(format!("{}.", told.join("; ")));
    sentences.join(" ")
}

/// One hour of the forecast.
fn one(hour: &Hour, locale: &Locale<'_>) -> String {
    let condition = match hour.code.and_then(Condition::from_code) {
        Some(condition) => locale.text(&condition.key()),
        None => locale.gap().into(),
    };
    locale.text_with(
        "hour",
        &[
            ("time", locale.time(hour.time).into()),
            ("temperature", locale.temperature(hour.temperature_c).into()),
            ("condition", condition.into()),
        ],
    )
}

/// A time with its day of the week: within 48 hours each time comes twice.
fn day_and_time(instant: Timestamp, locale: &Locale<'_>) -> String {
    let weekday = locale.weekday_short(locale.local_date(instant));
    locale.text_with(
        "day-and-time",
        &[("weekday", weekday.into()), ("time", locale.time(instant).into())],
    )
}
