//! GeoJSON of the US National Weather Service: <https://www.weather.gov/documentation/services-web-api>.

use serde_json::Value;
use weather::Alert;

use super::{
    MAX_AREAS, MAX_HEADLINE, MAX_NAME, Message, instant, is_in_force, line, severity, text, urgency,
};

/// The warnings for the point that was asked about; none where this is no feed.
pub(super) fn messages(content: &Value) -> Option<Vec<Message>> {
    let features = content.get("features")?.as_array()?;
    Some(features.iter().filter_map(|feature| message(feature.get("properties")?)).collect())
}

fn message(properties: &Value) -> Option<Message> {
    if !is_in_force(text(properties, "status"), text(properties, "messageType")) {
        return None;
    }
    let event = line(text(properties, "event"), MAX_NAME);
    let headline = line(text(properties, "headline"), MAX_HEADLINE);
    let references = properties.get("references").and_then(Value::as_array);
    let areas = text(properties, "areaDesc").split(';').take(MAX_AREAS);
    (!event.is_empty()).then(|| Message {
        id: text(properties, "id").to_owned(),
        replaces: references
            .into_iter()
            .flatten()
            .map(|reference| text(reference, "identifier").to_owned())
            .collect(),
        alert: Alert {
            headline: if headline.is_empty() { event.clone() } else { headline },
            event,
            severity: severity(text(properties, "severity")),
            urgency: urgency(text(properties, "urgency")),
            onset: instant(properties, &["onset", "effective", "sent"]),
            ends: instant(properties, &["ends", "expires"]),
            issuer: line(text(properties, "senderName"), MAX_NAME),
            areas: areas.map(|area| line(area, MAX_NAME)).collect(),
            is_here: true,
        },
    })
}
