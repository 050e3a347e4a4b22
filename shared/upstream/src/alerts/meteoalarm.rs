//! The national feeds of MeteoAlarm: messages of the Common Alerting Protocol
//! as JSON, <https://feeds.meteoalarm.org>.

use serde_json::Value;
use weather::{Alert, Place, Severity};

use super::{
    MAX_HEADLINE, MAX_NAME, Message, area, areas, instant, line, replaces, severity, text, urgency,
    warns,
};
use crate::answer::entries;

/// The messages about some part of the country; none where this is no feed.
pub(super) fn messages(content: &Value, place: &Place) -> Option<Vec<Message>> {
    let warnings = content.get("warnings")?.as_array()?;
    Some(warnings.iter().filter_map(|warning| message(warning.get("alert")?, place)).collect())
}

fn message(content: &Value, place: &Place) -> Option<Message> {
    let (id, kind) = (text(content, "identifier"), text(content, "msgType"));
    (text(content, "status") == "Actual").then(|| Message {
        id: id.to_owned(),
        replaces: replaces(kind, id, content.get("references")),
        alert: warns(kind).then(|| alert(content, place)).flatten(),
    })
}

/// The warning; none where there is nothing to warn of.
fn alert(content: &Value, place: &Place) -> Option<Alert> {
    let infos = list(content, "info");
    let info = in_english(infos)?;
    let level = level(parameter(info, "awareness_level"));
    if level == Some(Severity::Minor) {
        return None;
    }
    let event = event(info);
    let headline = line(text(info, "headline"), MAX_HEADLINE);
    // A place may be named as it is in one of the languages only.
    let mut everywhere = infos.iter().flat_map(|info| list(info, "area"));
    (!event.is_empty()).then(|| Alert {
        headline: if headline.is_empty() { event.clone() } else { headline },
        event,
        severity: level.unwrap_or_else(|| severity(text(info, "severity"))),
        urgency: urgency(text(info, "urgency")),
        onset: instant(info, &["onset", "effective"]),
        ends: instant(info, &["expires"]),
        issuer: line(text(info, "senderName"), MAX_NAME),
        areas: areas(list(info, "area").iter().map(|area| text(area, "areaDesc"))),
        is_here: everywhere.any(|area| area::holds(area, place)),
    })
}

/// What a level such as `3; orange; Severe` means; green, that there is nothing
/// to warn of. Some members write the colour in their own way, none the number.
fn level(text: &str) -> Option<Severity> {
    text.split(';').find_map(|part| match part.trim().to_ascii_lowercase().as_str() {
        "1" | "green" => Some(Severity::Minor),
        "2" | "yellow" => Some(Severity::Moderate),
        "3" | "orange" => Some(Severity::Severe),
        "4" | "red" => Some(Severity::Extreme),
        _ => None,
    })
}

/// The same warning comes in several languages.
fn in_english(infos: &[Value]) -> Option<&Value> {
    let is_english = |info: &&Value| text(info, "language").to_ascii_lowercase().starts_with("en");
    infos.iter().find(is_english).or(infos.first())
}

/// What is expected: the event, or the kind of it (`1; Wind`) where none is named in words.
fn event(info: &Value) -> String {
    let event = line(text(info, "event"), MAX_NAME);
    let kind = parameter(info, "awareness_type").split(';').nth(1).unwrap_or_default();
    let kind = line(kind, MAX_NAME);
    if is_code(&event) && !kind.is_empty() { kind } else { event }
}

/// Whether it is a number or a code rather than words, as of some members.
fn is_code(event: &str) -> bool {
    event.chars().filter(|char| char.is_alphabetic()).count() < 3 || event.contains([';', '_'])
}

fn parameter<'a>(info: &'a Value, name: &str) -> &'a str {
    let mut named = list(info, "parameter").iter().filter(|one| text(one, "valueName") == name);
    named.next().map_or("", |parameter| text(parameter, "value"))
}

/// The entries of a field, of which a single one may stand alone.
fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    object.get(field).map(entries).unwrap_or_default()
}
