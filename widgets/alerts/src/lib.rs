//! Official warnings; where no feed of them answers, hazards derived from the
//! forecast and labelled so.

mod tile;

use std::{cmp::Reverse, time::Duration};

use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    Alert, AlertFeed, DrawError, Drawing, Gap, Locale, Needs, Notice, Package, Severity, Size,
    Timestamp, Urgency, Weather, Widget, package,
};

use crate::tile::Tile;

/// A warning that begins within this time deserves a banner already.
const SOON: Duration = Duration::from_secs(6 * 3600);

/// The widget.
pub struct Alerts;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// What has not ended: first what is known to hold for the place itself, then
    /// what holds for some part of its country; the most severe first, then the
    /// earliest.
    pub alerts: Vec<Warning>,
    /// How the feed of official warnings stands.
    pub feed: AlertFeed,
}

/// An official warning or a hazard of the forecast.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Warning {
    /// What is expected, in the issuer's words; of a hazard its code, see [`hazards::Hazard`].
    pub event: String,
    /// How much it matters.
    pub severity: Severity,
    /// How soon to act.
    pub urgency: Urgency,
    /// One line in the issuer's words; none of a hazard.
    pub headline: Option<String>,
    /// When it begins; none where the issuer does not say.
    pub onset: Option<Timestamp>,
    /// When it ends; none where the issuer does not say, or the forecast ends first.
    pub ends: Option<Timestamp>,
    /// Who warns; none of a hazard.
    pub issuer: Option<String>,
    /// Whether an authority warns.
    pub official: bool,
    /// Whether it is known to hold for the place itself.
    #[serde(skip)]
    is_here: bool,
    /// The areas it holds for, by name.
    #[serde(skip)]
    areas: Vec<String>,
}

impl Widget for Alerts {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 160;
    const REFRESH_S: u32 = 300;

    fn needs(&self) -> Needs {
        hazards::needs().alerts()
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let official = weather.alerts.clone().unwrap_or_default();
        let known = official.alerts.into_iter().filter(|alert| !alert.is_over(now));
        let mut alerts: Vec<Warning> = known.map(|alert| Warning::of(alert, true)).collect();
        if official.feed != AlertFeed::Ok {
            let hazards = hazards::expected(weather, now);
            if hazards.is_none() && alerts.is_empty() {
                return Err(Gap::Missing);
            }
            alerts.extend(hazards.into_iter().flatten().map(|hazard| Warning::of(hazard, false)));
        }
        alerts.sort_by_key(|&Warning { is_here, severity, onset, ends, .. }| {
            (Reverse(is_here), Reverse(severity), onset, ends.is_none(), ends)
        });
        Ok(Reading { alerts, feed: official.feed })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        Ok(Drawing::new(&tile, tile.text(locale))?.with_line(tile::line(reading, locale)))
    }

    /// Only an authority's word, and only about this place, stops everybody: a
    /// hazard of the forecast never makes a banner, however extreme.
    fn notice(&self, reading: &Reading, locale: &Locale<'_>) -> Option<Notice> {
        let soon = locale.now().saturating_add(SOON).unwrap_or(locale.now());
        let warning = reading.alerts.iter().find(|warning| {
            let matters = warning.severity >= Severity::Severe && warning.official;
            matters && warning.is_here && warning.onset.is_none_or(|onset| onset <= soon)
        })?;
        // Where the issuer names no end, it holds for a while and is asked for anew.
        let until = warning.ends.unwrap_or(soon);
        let headline = tile::headline(warning, locale);
        Some(Notice { severity: warning.severity, headline, until })
    }
}

impl Warning {
    fn of(alert: Alert, official: bool) -> Self {
        Self {
            event: alert.event,
            severity: alert.severity,
            urgency: alert.urgency,
            headline: Some(alert.headline).filter(|headline| !headline.is_empty()),
            onset: alert.onset,
            ends: alert.ends,
            issuer: Some(alert.issuer).filter(|issuer| !issuer.is_empty()),
            official,
            is_here: alert.is_here,
            areas: alert.areas,
        }
    }

    /// When it begins, if it has not.
    fn start(&self, now: Timestamp) -> Option<Timestamp> {
        self.onset.filter(|onset| *onset > now)
    }
}
