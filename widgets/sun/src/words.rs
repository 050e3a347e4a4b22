//! What the tile says in sentences.

use astronomy::SunState;
use meteorology::compass_point;
use widget_kit::{Locale, Timestamp};

use crate::Reading;

const MINUTE_S: f64 = 60.0;

/// The message for a day on which the sun does not cross the horizon.
pub(crate) fn polar(state: SunState) -> Option<&'static str> {
    match state {
        SunState::Normal => None,
        SunState::PolarDay => Some("polar-day"),
        SunState::PolarNight => Some("polar-night"),
    }
}

/// Everything the tile knows, sentence by sentence.
pub(crate) fn text(reading: &Reading, locale: &Locale<'_>) -> String {
    let mut sentences = vec![position(reading, locale)];
    if let Some(polar) = polar(reading.state) {
        sentences.push(locale.text(&format!("{polar}-means")));
    }
    let between = |id, from, noon, to| {
        let [from, noon, to] = [from, noon, to].map(|instant| time(instant, locale).into());
        locale.text_with(id, &[("from", from), ("noon", noon), ("to", to)])
    };
    sentences.push(between("text-day", reading.sunrise, reading.solar_noon, reading.sunset));
    let twilights = [
        ("text-civil", reading.civil_dawn, reading.civil_dusk),
        ("text-nautical", reading.nautical_dawn, reading.nautical_dusk),
        ("text-astronomical", reading.astronomical_dawn, reading.astronomical_dusk),
    ];
    sentences.extend(
        twilights
            .into_iter()
            .filter(|(_, dawn, dusk)| dawn.is_some() || dusk.is_some())
            .map(|(id, dawn, dusk)| between(id, dawn, None, dusk)),
    );
    let length = locale.duration(reading.day_length_s).into();
    let change = change(reading.day_length_change_s, locale).into();
    sentences.push(locale.text_with("text-length", &[("length", length), ("change", change)]));
    sentences.join(" ")
}

/// The local time to the nearest minute, as almanacs write it.
pub(crate) fn time(instant: Option<Timestamp>, locale: &Locale<'_>) -> String {
    locale.time(instant.and_then(|instant| {
        let minute = (instant.as_second() + 30).div_euclid(60);
        Timestamp::from_second(minute * 60).ok()
    }))
}

/// Where the sun stands, in words.
fn position(reading: &Reading, locale: &Locale<'_>) -> String {
    let side = if reading.elevation_deg < 0.0 { "text-below" } else { "text-above" };
    let direction = locale.compass(compass_point(reading.azimuth_deg).code());
    locale.text_with(
        side,
        &[
            ("height", locale.degrees(reading.elevation_deg.abs()).into()),
            ("azimuth", locale.degrees(reading.azimuth_deg).into()),
            ("direction", direction.into()),
        ],
    )
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
