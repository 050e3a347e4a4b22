//! GeoJSON of the US National Weather Service: <https://www.weather.gov/documentation/services-web-api>.

use serde_json::Value;
use weather::Alert;

use super::{
    MAX_HEADLINE, MAX_NAME, Message, areas, instant, line, replaces, severity, text, urgency, warns,
};

/// The messages about the point that was asked about; none where this is no feed.
pub(super) fn messages(content: &Value) -> Option<Vec<Message>> {
    let features = content.get("features")?.as_array()?;
    Some(features.iter().filter_map(|feature| message(feature.get("properties")?)).collect())
}

fn message(properties: &Value) -> Option<Message> {
    let (id, kind) = (text(properties, "id"), text(properties, "messageType"));
    (text(properties, "status") == "Actual").then(|| Message {
        id: id.to_owned(),
        replaces: replaces(kind, id, properties.get("references")),
        alert: warns(kind).then(|| alert(properties)).flatten(),
    })
}

fn alert(properties: &Value) -> Option<Alert> {
    let event = line(text(properties, "event"), MAX_NAME);
    let headline = line(text(properties, "headline"), MAX_HEADLINE);
    (!event.is_empty()).then(|| Alert {
        headline: if headline.is_empty() { event.clone() } else { headline },
        event,
        severity: severity(text(properties, "severity")),
        urgency: urgency(text(properties, "urgency")),
        onset: instant(properties, &["onset", "effective", "sent"]),
        ends: instant(properties, &["ends", "expires"]),
        issuer: line(text(properties, "senderName"), MAX_NAME),
        areas: areas(std::iter::once(text(properties, "areaDesc"))),
        is_here: true,
    })
}
