//! What the tile says in sentences.

use astronomy::SunState;
use meteorology::compass_point;
use widget_kit::{Locale, Timestamp, chart::nearest_minute};

use crate::Reading;

const MINUTE_S: f64 = 60.0;

/// The messages that name and explain a day on which the sun does not cross the
/// horizon.
pub(crate) fn polar(state: SunState) -> Option<(&'static str, &'static str)> {
    match state {
        SunState::Normal => None,
        SunState::PolarDay => Some(("polar-day", "polar-day-means")),
        SunState::PolarNight => Some(("polar-night", "polar-night-means")),
    }
}

/// Everything the tile knows, sentence by sentence.
pub(crate) fn text(reading: &Reading, locale: &Locale<'_>) -> String {
    let events = |id, events: [Option<Timestamp>; 3]| {
        events.iter().flatten().next()?;
        let [from, noon, to] = events.map(|event| time(event, locale).into());
        Some(locale.text_with(id, &[("from", from), ("noon", noon), ("to", to)]))
    };
    let length = locale.duration(reading.day_length_s).into();
    let change = change(reading.day_length_change_s, locale).into();
    let sentences = [
        Some(position(reading, locale)),
        polar(reading.state).map(|(_, means)| locale.text(means)),
        events("text-day", [reading.sunrise, reading.solar_noon, reading.sunset]),
        events("text-civil", [reading.civil_dawn, None, reading.civil_dusk]),
        events("text-nautical", [reading.nautical_dawn, None, reading.nautical_dusk]),
        events("text-astronomical", [reading.astronomical_dawn, None, reading.astronomical_dusk]),
        Some(locale.text_with("text-length", &[("length", length), ("change", change)])),
    ];
    locale.paragraph(&sentences.into_iter().flatten().collect::<Vec<_>>())
}

/// The local time of an event, as almanacs write it.
pub(crate) fn time(event: Option<Timestamp>, locale: &Locale<'_>) -> String {
    locale.time(event.map(nearest_minute))
}

/// Where the sun stands, in words.
fn position(reading: &Reading, locale: &Locale<'_>) -> String {
    let side = if reading.elevation_deg < 0.0 { "text-below" } else { "text-above" };
    let direction = locale.compass(compass_point(reading.azimuth_deg).code());
    let arguments = [
        ("height", locale.degrees(reading.elevation_deg.abs()).into()),
        ("azimuth", locale.degrees(reading.azimuth_deg).into()),
        ("direction", direction.into()),
    ];
    locale.text_with(side, &arguments)
}

/// How the day's length changed since yesterday: whole minutes, or seconds
/// where it is less than one.
pub(crate) fn change(seconds: f64, locale: &Locale<'_>) -> String {
    let span = seconds.abs();
    let span = if span < MINUTE_S { span } else { (span / MINUTE_S).round() * MINUTE_S };
    let id = match seconds.round() {
        0.0 => "same",
        longer if longer > 0.0 => "longer",
        _ => "shorter",
    };
    locale.text_with(id, &[("span", locale.duration(span).into())])
}
