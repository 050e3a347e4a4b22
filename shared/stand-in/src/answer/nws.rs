use jiff::{Timestamp, tz::Offset};
use serde_json::{Value, json};

use super::{Question, clock, land};
use crate::{
    Service,
    reply::{GEO_JSON, Reply},
    words,
};

const ALERTS: &str = "https://api.weather.gov/alerts";
const CONTEXT: &str =
    "https://raw.githubusercontent.com/geojson/geojson-ld/master/contexts/geojson-base.jsonld";

/// What a made-up alert says; hours are from the whole hour of now.
struct Alert {
    id: &'static str,
    event: &'static str,
    severity: &'static str,
    certainty: &'static str,
    urgency: &'static str,
    response: &'static str,
    ends_h: Option<i64>,
    description: &'static str,
    instruction: &'static str,
}

const WIND: Alert = Alert {
    id: "urn:oid:2.49.0.1.840.0.57a4d1.001.1",
    event: "High Wind Warning",
    severity: "Severe",
    certainty: "Likely",
    urgency: "Expected",
    response: "Prepare",
    ends_h: Some(11),
    description: "* WHAT...West winds of 30 to 40 mph, gusts near 65 mph.\n\n* WHERE...The county of the stand-in.\n\n* IMPACTS...Branches will break, and bins will travel.",
    instruction: "Tie down what is loose, and stay clear of trees.",
};

const FLOOD: Alert = Alert {
    id: "urn:oid:2.49.0.1.840.0.57a4d1.002.1",
    event: "Flood Advisory",
    severity: "Minor",
    certainty: "Possible",
    urgency: "Immediate",
    response: "Avoid",
    ends_h: None,
    description: "Small streams rise after two inches of rain.\n\nLow crossings may be under water.",
    instruction: "Do not drive through water on the road.",
};

/// Two alerts in the contiguous United States, none elsewhere.
pub(crate) fn answer(question: &Question) -> Reply {
    if question.user_agent.is_empty() {
        return words::error(Service::Nws, 403, "A User-Agent is required.");
    }
    let Some((latitude, longitude)) = question.query.get("point").and_then(|point| read(point))
    else {
        return words::error(
            Service::Nws,
            400,
            "Parameter \"point\" is invalid: it must be latitude,longitude.",
        );
    };
    let hours = (longitude / 15.0).round().clamp(-12.0, 12.0) as i8;
    let offset = Offset::constant(hours);
    let features: Vec<Value> = if land::is_united_states(latitude, longitude) {
        [WIND, FLOOD].iter().map(|alert| feature(alert, question.now, offset)).collect()
    } else {
        Vec::new()
    };
    let body = json!({
        "@context": [CONTEXT, {"wx": "https://api.weather.gov/ontology#", "@vocab": "https://api.weather.gov/ontology#"}],
        "type": "FeatureCollection",
        "features": features,
        "title": format!("current watches, warnings, and advisories for {latitude} N, {longitude} E"),
        "updated": clock::stamp(question.now, 0, Offset::UTC),
    });
    Reply::new(200, GEO_JSON, body.to_string())
}

fn read(point: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = point.split_once(',')?;
    let (latitude, longitude) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    on_earth.then_some((latitude, longitude))
}

fn feature(alert: &Alert, now: Timestamp, offset: Offset) -> Value {
    let at = |hours| clock::stamp(now, hours, offset);
    let url = format!("{ALERTS}/{}", alert.id);
    json!({
        "id": url,
        "type": "Feature",
        "geometry": null,
        "properties": {
            "@id": url,
            "@type": "wx:Alert",
            "id": alert.id,
            "areaDesc": "Stand-in County; Sample Hills",
            "geocode": {"UGC": ["XXZ001", "XXZ002"], "SAME": ["099001", "099002"]},
            "affectedZones": [
                "https://api.weather.gov/zones/forecast/XXZ001",
                "https://api.weather.gov/zones/forecast/XXZ002",
            ],
            "references": [{
                "@id": format!("{url}.0"),
                "identifier": format!("{}.0", alert.id),
                "sender": "w-nws.webmaster@noaa.gov",
                "sent": at(-9),
            }],
            "sent": at(-3),
            "effective": at(-3),
            "onset": at(-1),
            "expires": at(6),
            "ends": alert.ends_h.map(at),
            "status": "Actual",
            "messageType": "Update",
            "category": "Met",
            "severity": alert.severity,
            "certainty": alert.certainty,
            "urgency": alert.urgency,
            "event": alert.event,
            "sender": "w-nws.webmaster@noaa.gov",
            "senderName": "NWS Stand-in",
            "headline": format!("{} issued {} by NWS Stand-in", alert.event, at(-3)),
            "description": alert.description,
            "instruction": alert.instruction,
            "response": alert.response,
            "parameters": {
                "NWSheadline": [format!("{} IN EFFECT", alert.event.to_uppercase())],
                "BLOCKCHANNEL": ["EAS", "NWEM", "CMAS"],
                "eventEndingTime": [at(alert.ends_h.unwrap_or(6))],
            },
        },
    })
}
