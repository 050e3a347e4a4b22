//! Feeds of official warnings, read into one form. What they say is somebody
//! else's text and is cut to size.

mod area;
mod feeds;
mod meteoalarm;
mod nws;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::HashSet};

use serde_json::Value;
use weather::{Alert, Place, Severity, Timestamp, Urgency};

use crate::{
    UpstreamError,
    answer::{entries, not_json},
};

pub(crate) use feeds::{Feed, feed};

/// The most warnings that are kept, and areas of one.
const MAX_ALERTS: usize = 100;
const MAX_AREAS: usize = 50;

/// The longest texts that are kept, characters.
const MAX_NAME: usize = 80;
const MAX_HEADLINE: usize = 200;

/// A message of a feed: it may take the place of earlier ones, even where it
/// has no warning of its own.
struct Message {
    id: String,
    replaces: Vec<String>,
    alert: Option<Alert>,
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
    Ok(merged(standing.filter_map(|message| message.alert).collect()))
}

/// The first 100 of the warnings of a feed that are not over. Feeds keep what
/// has ended for days, so that it must not take the room of what has not.
pub(crate) fn in_force(mut alerts: Vec<Alert>, now: Timestamp) -> Vec<Alert> {
    alerts.retain(|alert| !alert.is_over(now));
    alerts.truncate(MAX_ALERTS);
    alerts
}

/// In order, and as one what comes as several warnings for several areas.
fn merged(mut alerts: Vec<Alert>) -> Vec<Alert> {
    alerts.sort_by(|a, b| rank(a).cmp(&rank(b)));
    alerts.dedup_by(|next, kept| {
        let is_same = rank(next) == rank(kept);
        if is_same {
            absorb(kept, next);
        }
        is_same
    });
    alerts
}

/// What orders warnings; those of one rank are one.
fn rank(alert: &Alert) -> impl Ord + '_ {
    let Alert { is_here, severity, onset, ends, event, issuer, .. } = alert;
    (Reverse(is_here), Reverse(severity), onset, ends, event, issuer)
}

fn absorb(kept: &mut Alert, next: &mut Alert) {
    // A headline often names its own area, which is no longer the only one.
    if kept.headline != next.headline {
        kept.headline.clone_from(&kept.event);
    }
    kept.urgency = kept.urgency.max(next.urgency);
    add_areas(&mut kept.areas, next.areas.drain(..));
}

fn add_areas(areas: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for area in more {
        if areas.len() < MAX_AREAS && !area.is_empty() && !areas.contains(&area) {
            areas.push(area);
        }
    }
}

/// The areas of a text that parts them by semicolons.
fn areas<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut areas = Vec::new();
    let names = texts.flat_map(|text| text.split(';'));
    add_areas(&mut areas, names.map(|name| line(name, MAX_NAME)));
    areas
}

/// Whether a message of the Common Alerting Protocol may warn of something.
fn warns(message_type: &str) -> bool {
    !matches!(message_type, "Cancel" | "Ack" | "Error")
}

/// The identifiers of the messages that one takes the place of.
fn replaces(message_type: &str, id: &str, references: Option<&Value>) -> Vec<String> {
    if !matches!(message_type, "Update" | "Cancel") {
        return Vec::new();
    }
    let references = references.map(entries).unwrap_or_default().iter();
    // Some services keep the identifier of a warning from message to message.
    references.flat_map(identifiers).filter(|other| *other != id).map(str::to_owned).collect()
}

/// A reference is an object, or stands in a text `sender,identifier,sent …`.
fn identifiers(reference: &Value) -> Vec<&str> {
    let in_text = reference.as_str().unwrap_or_default().split_whitespace();
    let in_text = in_text.filter_map(|reference| reference.split(',').nth(1));
    in_text.chain(reference.get("identifier").and_then(Value::as_str)).collect()
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

/// A text in one line, without what does not show or turns the direction of the
/// text around it, cut to `max` characters.
fn line(text: &str, max: usize) -> String {
    let turns = |char| matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|char| !turns(*char)).collect();
    let words = text.split(|char: char| char.is_control() || char.is_whitespace());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(max).collect()
}
