use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the official warnings of a place's country say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alerts {
    /// How the feed stands.
    pub feed: AlertFeed,
    /// The warnings that have not ended, the most severe first.
    pub alerts: Vec<Alert>,
}

/// How a feed of official warnings stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertFeed {
    /// It answers.
    Ok,
    /// It does not answer; what is here was known before.
    Down,
    /// No feed that is read here covers the place.
    #[default]
    NotCovered,
}

/// One official warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// What is expected, in the issuer's words, such as `Flood Watch`.
    pub event: String,
    /// How much it matters.
    pub severity: Severity,
    /// How soon to act.
    pub urgency: Urgency,
    /// One line in the issuer's words.
    pub headline: String,
    /// When it begins; none where the issuer does not say.
    pub onset: Option<Timestamp>,
    /// When it ends; none where the issuer does not say.
    pub ends: Option<Timestamp>,
    /// Who warns.
    pub issuer: String,
    /// The areas it holds for, by name.
    pub areas: Vec<String>,
    /// Whether it is known to hold for the place itself rather than for some
    /// part of its country.
    pub is_here: bool,
}

impl Alert {
    /// Whether it no longer holds, by its end or by its issuer's word.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.urgency == Urgency::Past || self.ends.is_some_and(|ends| ends <= now)
    }
}

/// How much a warning matters, in the words of the Common Alerting Protocol 1.2.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Not said.
    Unknown,
    /// Minimal threat.
    Minor,
    /// Possible threat.
    Moderate,
    /// Significant threat.
    Severe,
    /// Extraordinary threat.
    Extreme,
}

impl Severity {
    /// The word for it in data and templates.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Severe => "severe",
            Self::Extreme => "extreme",
        }
    }
}

/// How soon to act, in the words of the Common Alerting Protocol 1.2.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Not said.
    Unknown,
    /// No longer.
    Past,
    /// Later.
    Future,
    /// Within the next hour.
    Expected,
    /// At once.
    Immediate,
}
