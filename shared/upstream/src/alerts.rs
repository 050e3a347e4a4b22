//! Feeds of official warnings, read into one form. What they say is somebody
//! else's text and is cut to size.

mod area;
mod feeds;
mod meteoalarm;
mod nws;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use serde_json::Value;
use weather::{Alert, Place, Severity, Timestamp, Urgency};

use crate::{UpstreamError, answer::not_json};

pub(crate) use feeds::{Feed, feed};

/// The most warnings that are kept, and areas of one.
const MAX_ALERTS: usize = 100;
const MAX_AREAS: usize = 50;

/// The longest texts that are kept, characters.
const MAX_NAME: usize = 80;
const MAX_HEADLINE: usize = 200;

/// A warning as a feed has it: it may take the place of earlier ones.
struct Message {
    id: String,
    replaces: Vec<String>,
    alert: Alert,
}

/// Reads the body of a feed: every warning that stands in it, whether or not it
/// has ended, those for the place first, then the most severe. A part of a feed
/// that cannot be read is left out.
///
/// # Errors
/// When the body is no feed.
pub(crate) fn read(feed: &Feed, body: &[u8], place: &Place) -> Result<Vec<Alert>, UpstreamError> {
    let content: Value = serde_json::from_slice(body).map_err(|_| not_json(body))?;
    let messages = match feed {
        Feed::Nws => nws::messages(&content),
        Feed::MeteoAlarm { .. } => meteoalarm::messages(&content, place),
    };
    let messages = messages.ok_or_else(|| {
        UpstreamError::Malformed("it is JSON, but no feed of warnings".to_owned())
    })?;
    let replaced: HashSet<String> =
        messages.iter().flat_map(|message| message.replaces.iter().cloned()).collect();
    let standing = messages.into_iter().filter(|message| !replaced.contains(&message.id));
    let mut alerts = merged(standing.map(|message| message.alert));
    alerts.sort_by_key(|alert| (!alert.is_here, std::cmp::Reverse(alert.severity), alert.onset));
    alerts.truncate(MAX_ALERTS);
    Ok(alerts)
}

/// One warning for several areas comes as several in some feeds.
fn merged(alerts: impl Iterator<Item = Alert>) -> Vec<Alert> {
    let mut merged: Vec<Alert> = Vec::new();
    for alert in alerts {
        let is_same = |other: &&mut Alert| {
            let of = |alert: &Alert| (alert.severity, alert.onset, alert.ends, alert.is_here);
            of(other) == of(&alert) && other.event == alert.event && other.issuer == alert.issuer
        };
        match merged.iter_mut().find(is_same) {
            Some(other) => {
                other.areas.extend(alert.areas);
                other.areas.truncate(MAX_AREAS);
            }
            None => merged.push(alert),
        }
    }
    merged
}

/// Whether a message of the Common Alerting Protocol warns of something real.
fn is_in_force(status: &str, message_type: &str) -> bool {
    status == "Actual" && !matches!(message_type, "Cancel" | "Ack" | "Error")
}

fn severity(word: &str) -> Severity {
    match word {
        "Minor" => Severity::Minor,
        "Moderate" => Severity::Moderate,
        "Severe" => Severity::Severe,
        "Extreme" => Severity::Extreme,
        _ => Severity::Unknown,
    }
}

fn urgency(word: &str) -> Urgency {
    match word {
        "Immediate" => Urgency::Immediate,
        "Expected" => Urgency::Expected,
        "Future" => Urgency::Future,
        "Past" => Urgency::Past,
        _ => Urgency::Unknown,
    }
}

/// A field's text, empty where there is none.
fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The first of these fields that holds an instant.
fn instant(object: &Value, fields: &[&str]) -> Option<Timestamp> {
    fields.iter().find_map(|field| text(object, field).parse().ok())
}

/// A text in one line, without what does not show, cut to `max` characters.
fn line(text: &str, max: usize) -> String {
    let words = text.split(|char: char| char.is_control() || char.is_whitespace());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(max).collect()
}
