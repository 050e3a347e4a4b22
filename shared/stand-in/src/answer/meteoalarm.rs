use jiff::{Timestamp, tz::Offset};
use serde_json::{Value, json};

use super::{Question, clock, countries::Country};
use crate::reply::{JSON, Reply, TEXT};

/// A made-up warning; hours are from the whole hour of now.
struct Warning {
    /// Which of the country's regions.
    region: usize,
    /// Number and name of the hazard in MeteoAlarm's list.
    hazard: (u8, &'static str),
    /// Number and colour of the level.
    level: (u8, &'static str),
    severity: &'static str,
    urgency: &'static str,
    response: &'static str,
    onset_h: i64,
    expires_h: i64,
}

const WARNINGS: [Warning; 3] = [
    Warning {
        region: 0,
        hazard: (1, "Wind"),
        level: (2, "yellow"),
        severity: "Moderate",
        urgency: "Immediate",
        response: "Monitor",
        onset_h: -1,
        expires_h: 8,
    },
    Warning {
        region: 1,
        hazard: (10, "Rain"),
        level: (3, "orange"),
        severity: "Severe",
        urgency: "Expected",
        response: "Prepare",
        onset_h: -2,
        expires_h: 10,
    },
    Warning {
        region: 2,
        hazard: (1, "Wind"),
        level: (1, "green"),
        severity: "Minor",
        urgency: "Future",
        response: "None",
        onset_h: -12,
        expires_h: 12,
    },
];

/// The feed of a country: a yellow, an orange and a green entry in three regions.
pub(crate) fn answer(question: &Question) -> Reply {
    let country = question.path.rsplit_once("/feeds-").and_then(|(_, slug)| Country::find(slug));
    let Some(country) = country else {
        return Reply::new(404, TEXT, "404 page not found\n");
    };
    let entries = WARNINGS.iter().map(|warning| entry(country, warning, question.now));
    let body = json!({ "warnings": entries.collect::<Vec<_>>() });
    Reply::new(200, JSON, body.to_string())
}

fn entry(country: &Country, warning: &Warning, now: Timestamp) -> Value {
    let (code, number) = (country.code, warning.region + 1);
    let sender = format!("warnings@{}.example", country.slug);
    let infos = [country.language, "en-GB"].map(|language| info(country, warning, language, now));
    json!({
        "alert": {
            "identifier": format!("2.49.0.0.0.0.{code}.stand-in.{number}"),
            "incidents": "Alert",
            "info": infos,
            "msgType": "Alert",
            "scope": "Public",
            "sender": sender,
            "sent": clock::stamp(now, -6, Offset::UTC),
            "source": format!("Stand-in service of {code}"),
            "status": "Actual",
        },
        "uuid": format!("57a4d1c0-0000-4000-8000-00000000000{number}"),
    })
}

fn info(country: &Country, warning: &Warning, language: &str, now: Timestamp) -> Value {
    let at = |hours| clock::stamp(now, hours, Offset::UTC);
    let region = country.regions.get(warning.region).copied().unwrap_or_default();
    let ((hazard_id, hazard), (level_id, colour)) = (warning.hazard, warning.level);
    let words = words(warning, language);
    json!({
        "area": [{
            "areaDesc": region,
            "geocode": [{"value": format!("{}90{}", country.code, warning.region + 1), "valueName": "EMMA_ID"}],
        }],
        "category": ["Met"],
        "certainty": "Likely",
        "contact": format!("warnings@{}.example", country.slug),
        "description": format!("{words}."),
        "effective": at(-6),
        "event": format!("{} {} warning", warning.severity, hazard.to_lowercase()),
        "expires": at(warning.expires_h),
        "headline": format!("{words}: {region}"),
        "language": language,
        "onset": at(warning.onset_h),
        "parameter": [
            {"value": format!("{hazard_id}; {hazard}"), "valueName": "awareness_type"},
            {"value": format!("{level_id}; {colour}; {}", warning.severity), "valueName": "awareness_level"},
        ],
        "responseType": [warning.response],
        "senderName": format!("Stand-in service of {}", country.code),
        "severity": warning.severity,
        "urgency": warning.urgency,
        "web": format!("https://{}.example/", country.slug),
    })
}

/// What a warning says: in the languages known here, else in English and marked as another.
fn words(warning: &Warning, language: &str) -> String {
    let choose = |wind: &str, rain: &str, nothing: &str| {
        [wind, rain, nothing].get(warning.region).copied().unwrap_or_default().to_owned()
    };
    let english = || choose("Strong gusts", "Heavy rain", "No warnings");
    match language.split('-').next() {
        Some("en") => english(),
        Some("cs") => choose("Silné nárazy větru", "Vydatný déšť", "Žádné výstrahy"),
        Some("de") => choose("Starke Böen", "Starkregen", "Keine Warnungen"),
        Some("es") => choose("Rachas fuertes", "Lluvia intensa", "Sin avisos"),
        Some("fr") => choose("Fortes rafales", "Fortes pluies", "Aucune vigilance"),
        Some("it") => choose("Forti raffiche", "Pioggia intensa", "Nessuna allerta"),
        Some("nl") => choose("Zware windstoten", "Zware regen", "Geen waarschuwingen"),
        Some("pt") => choose("Rajadas fortes", "Chuva forte", "Sem avisos"),
        _ => format!("({language}) {}", english()),
    }
}
