//! Weather made by hand, and its tile.

#![allow(dead_code, reason = "not every test file needs all of it")]

use alerts::Alerts;
use serde_json::Value;
use weather::{Alert, AlertFeed, Severity, Urgency};
use widget_kit::{
    Gap, Rendered, SourceKind, Units, Variable, Weather,
    testing::{Hourly, assert_sound, at, hourly, place, render},
};

/// A Tuesday, in a place where it is UTC in winter.
pub(crate) const NOW: &str = "2026-01-13T14:05:00Z";

pub(crate) fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&Alerts, weather, weather.fetched_at, units, lang)
}

pub(crate) fn drawn(weather: &Weather) -> Rendered {
    let tile = draw(weather, Units::Metric, "en").unwrap();
    assert_sound(&tile);
    tile
}

pub(crate) fn simulated(id: &str, now: &str) -> Weather {
    widget_kit::testing::simulated(&Alerts, &place(id), at(now))
}

pub(crate) fn alert(
    event: &str,
    severity: Severity,
    onset: Option<&str>,
    ends: Option<&str>,
) -> Alert {
    Alert {
        event: event.to_owned(),
        severity,
        urgency: Urgency::Expected,
        headline: format!("{event} for Greater London"),
        onset: onset.map(at),
        ends: ends.map(at),
        issuer: "Met Office".to_owned(),
        areas: vec!["Greater London".to_owned()],
        is_here: true,
    }
}

/// Mild weather of London with these warnings.
pub(crate) fn london(feed: AlertFeed, alerts: Vec<Alert>) -> Weather {
    mild(&[], Some(weather::Alerts { feed, alerts }))
}

/// Mild weather of London but for these, over 60 hours from noon on.
pub(crate) fn mild(values: &[Hourly], alerts: Option<weather::Alerts>) -> Weather {
    let now = at(NOW);
    let calm: [Hourly; 7] = [
        (Variable::Temperature, |_| 12.0),
        (Variable::RelativeHumidity, |_| 60.0),
        (Variable::Precipitation, |_| 0.0),
        (Variable::WeatherCode, |_| 2.0),
        (Variable::WindSpeed, |_| 3.0),
        (Variable::WindGust, |_| 6.0),
        (Variable::UvIndex, |_| 1.0),
    ];
    let all: Vec<Hourly> = calm.iter().chain(values).copied().collect();
    let empty = Weather::empty(place("london"), SourceKind::OpenMeteo, now);
    Weather { hourly: hourly(at("2026-01-13T12:00:00Z"), 60, &all), alerts, ..empty }
}

pub(crate) fn forecast(values: &[Hourly]) -> Weather {
    mild(values, Some(weather::Alerts::default()))
}

pub(crate) fn field<'a>(tile: &'a Rendered, name: &str) -> Vec<&'a Value> {
    tile.data["alerts"].as_array().unwrap().iter().map(|alert| &alert[name]).collect()
}
