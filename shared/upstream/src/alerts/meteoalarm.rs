//! The national feeds of MeteoAlarm: messages of the Common Alerting Protocol
//! as JSON, <https://feeds.meteoalarm.org>.

use serde_json::Value;
use weather::{Alert, Place, Severity};

use super::{
    MAX_AREAS, MAX_HEADLINE, MAX_NAME, Message, area, instant, is_in_force, line, severity, text,
    urgency,
};

/// The warnings for some part of the country; none where this is no feed.
pub(super) fn messages(content: &Value, place: &Place) -> Option<Vec<Message>> {
    let warnings = content.get("warnings")?.as_array()?;
    Some(warnings.iter().filter_map(|warning| message(warning.get("alert")?, place)).collect())
}

fn message(alert: &Value, place: &Place) -> Option<Message> {
    if !is_in_force(text(alert, "status"), text(alert, "msgType")) {
        return None;
    }
    let info = in_english(alert.get("info")?.as_array()?)?;
    let level = parameter(info, "awareness_level");
    // An entry of level green says that there is nothing to warn of.
    let severity = match level.split(';').nth(1).map(str::trim) {
        Some("green") => return None,
        Some("yellow") => Severity::Moderate,
        Some("orange") => Severity::Severe,
        Some("red") => Severity::Extreme,
        _ => severity(text(info, "severity")),
    };
    let event = event(info);
    let headline = line(text(info, "headline"), MAX_HEADLINE);
    let areas = info.get("area").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    (!event.is_empty()).then(|| Message {
        id: text(alert, "identifier").to_owned(),
        replaces: references(text(alert, "references")),
        alert: Alert {
            headline: if headline.is_empty() { event.clone() } else { headline },
            event,
            severity,
            urgency: urgency(text(info, "urgency")),
            onset: instant(info, &["onset", "effective"]),
            ends: instant(info, &["expires"]),
            issuer: line(text(info, "senderName"), MAX_NAME),
            areas: areas
                .iter()
                .take(MAX_AREAS)
                .map(|area| line(text(area, "areaDesc"), MAX_NAME))
                .collect(),
            is_here: areas.iter().any(|area| area::holds(area, place)),
        },
    })
}

/// The same warning comes in several languages.
fn in_english(infos: &[Value]) -> Option<&Value> {
    let english = infos.iter().find(|info| text(info, "language").starts_with("en"));
    english.or(infos.first())
}

/// What is expected: the event, or the kind of it (`1; Wind`) where none is named.
fn event(info: &Value) -> String {
    let event = line(text(info, "event"), MAX_NAME);
    if !event.is_empty() {
        return event;
    }
    let kind = parameter(info, "awareness_type");
    line(kind.split(';').nth(1).unwrap_or_default(), MAX_NAME)
}

fn parameter<'a>(info: &'a Value, name: &str) -> &'a str {
    let parameters = info.get("parameter").and_then(Value::as_array);
    let mut named = parameters.into_iter().flatten().filter(|one| text(one, "valueName") == name);
    named.next().map_or("", |parameter| text(parameter, "value"))
}

/// The identifiers in `sender,identifier,sent sender,identifier,sent …`.
fn references(text: &str) -> Vec<String> {
    let identifier = |reference: &str| reference.split(',').nth(1).map(str::to_owned);
    text.split_whitespace().filter_map(identifier).collect()
}
