use serde_json::{Value, json};

use super::*;

fn place(name: &str, latitude: f64, longitude: f64) -> Place {
    Place {
        id: "somewhere".into(),
        name: name.into(),
        latitude,
        longitude,
        elevation: 0.0,
        timezone: "Europe/Lisbon".into(),
        country: "PT".into(),
    }
}

/// An entry of MeteoAlarm's shape: an orange wind warning for an area.
fn entry(identifier: &str, area: &str) -> Value {
    json!({"alert": {
        "identifier": identifier, "status": "Actual", "msgType": "Alert",
        "info": [{
            "language": "en-GB", "event": "Severe wind warning", "severity": "Severe",
            "headline": format!("Gusts in {area}"), "senderName": "Twin Weather Institute",
            "urgency": "Future",
            "effective": "2026-02-03T08:00:00Z", "onset": "2026-02-03T12:00:00Z",
            "expires": "2026-02-04T06:00:00Z",
            "parameter": [
                {"valueName": "awareness_level", "value": "3; orange; Severe"},
                {"valueName": "awareness_type", "value": "1; Wind"},
            ],
            "area": [{"areaDesc": area}],
        }],
    }})
}

fn with(mut entry: Value, pointer: &str, value: impl Into<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = entry.pointer_mut(&format!("/alert{parent}")).unwrap();
    match parent {
        Value::Array(list) => list[name.parse::<usize>().unwrap()] = value.into(),
        parent => parent[name] = value.into(),
    }
    entry
}

fn alerts_at(place: &Place, entries: &[Value]) -> Vec<Alert> {
    let body = json!({"warnings": entries}).to_string();
    read(&Feed::MeteoAlarm { slug: "portugal" }, body.as_bytes(), place).unwrap()
}

fn alerts(entries: &[Value]) -> Vec<Alert> {
    alerts_at(&place("Somewhere", 0.0, 0.0), entries)
}

const LEVEL: &str = "/info/0/parameter/0/value";

#[test]
fn a_cancellation_withdraws_what_it_names() {
    let cancel = with(entry("2", "Faro"), "/msgType", "Cancel");
    let cancel = with(cancel, "/references", "s@example.org,1,2026-02-03T08:00:00Z");
    assert_eq!(alerts(&[entry("1", "Faro"), cancel]), []);
}

#[test]
fn a_green_update_withdraws_what_it_names() {
    let update = with(entry("2", "Faro"), "/msgType", "Update");
    let update = with(update, "/references", "s@example.org,1,2026-02-03T08:00:00Z");
    let green = with(update, LEVEL, "1; green; Minor");
    assert_eq!(alerts(&[entry("1", "Faro"), green]), []);
}

#[test]
fn an_update_that_keeps_its_identifier_stays() {
    let update = with(entry("1", "Faro"), "/msgType", "Update");
    let update = with(update, "/references", "s@example.org,1,2026-02-03T08:00:00Z");
    assert_eq!(alerts(&[update]).len(), 1);
}

#[test]
fn the_number_of_a_level_counts_however_its_colour_is_written() {
    for green in ["1; Green; Minor", "1; verde; Minor", "1", "1;green;Minor"] {
        assert_eq!(alerts(&[with(entry("1", "Faro"), LEVEL, green)]), [], "{green}");
    }
    for red in ["4; Red; Extreme", "4; vermelho; Extreme", "4"] {
        let found = alerts(&[with(entry("1", "Faro"), LEVEL, red)]);
        assert_eq!(found[0].severity, Severity::Extreme, "{red}");
    }
}

#[test]
fn a_block_in_another_language_may_name_the_place() {
    let local = json!({"language": "pt-PT", "area": [{"areaDesc": "Lisboa"}]});
    let mut both = entry("1", "Lisbon District");
    both["alert"]["info"].as_array_mut().unwrap().push(local);
    assert!(alerts_at(&place("Lisboa", 38.7, -9.1), &[both])[0].is_here);
}

#[test]
fn the_place_of_a_spot_without_a_name_is_no_area() {
    let spot = place("38.72° N, 9.14° W", 38.72, -9.14);
    assert!(!alerts_at(&spot, &[entry("1", "N")])[0].is_here);
}

#[test]
fn what_has_ended_leaves_room_for_what_has_not() {
    let old = (0..150).map(|number| {
        let old = entry(&number.to_string(), "Faro");
        let old = with(old, "/info/0/onset", "2026-01-03T12:00:00Z");
        let old = with(old, "/info/0/event", format!("Old warning {number}"));
        with(old, "/info/0/expires", "2026-01-04T12:00:00Z")
    });
    let entries: Vec<Value> = old.chain([entry("x", "Faro")]).collect();
    let now = "2026-02-03T13:00:00Z".parse().unwrap();
    let found = in_force(alerts(&entries), now);
    assert_eq!(events(&found), [("Severe wind warning", Severity::Severe)]);
}

#[test]
fn merged_areas_are_named_once() {
    assert_eq!(alerts(&[entry("1", "Faro"), entry("2", "Faro")])[0].areas, ["Faro"]);
}

#[test]
fn merged_warnings_have_no_headline_of_one_area() {
    let found = alerts(&[entry("1", "Faro"), entry("2", "Beja")]);
    assert_eq!(found[0].areas, ["Faro", "Beja"]);
    assert!(!found[0].headline.contains("Faro"), "{}", found[0].headline);
}

#[test]
fn empty_areas_are_none() {
    let body = json!({"features": [{"properties": {"id": "1", "status": "Actual",
        "messageType": "Alert", "event": "Wind", "areaDesc": "Faro; ; Beja; "}}]});
    let found = read(&Feed::Nws, body.to_string().as_bytes(), &place("X", 0.0, 0.0)).unwrap();
    assert_eq!(found[0].areas, ["Faro", "Beja"]);
}

#[test]
fn marks_that_turn_text_are_left_out() {
    let turned = with(entry("1", "Faro"), "/info/0/event", "Wind \u{202e}warning\u{2066}");
    assert_eq!(alerts(&[turned])[0].event, "Wind warning");
}

#[test]
fn a_code_is_no_event() {
    for odd in ["51", "FX", "1; Wind", "WIND_GUST"] {
        let odd = with(entry("1", "Faro"), "/info/0/event", odd);
        assert_eq!(alerts(&[odd])[0].event, "Wind");
    }
}

#[test]
fn a_block_or_area_may_stand_alone() {
    let mut alone = entry("1", "Faro");
    alone["alert"]["info"] = alone["alert"]["info"][0].clone();
    alone["alert"]["info"]["area"] = alone["alert"]["info"]["area"][0].clone();
    assert_eq!(alerts(&[alone])[0].areas, ["Faro"]);
}

#[test]
fn letters_with_strokes_are_plain_ones() {
    assert!(alerts_at(&place("Tromsø", 69.6, 18.9), &[entry("1", "Tromso")])[0].is_here);
}

#[test]
fn an_update_by_an_exercise_replaces_nothing() {
    let drill = with(with(entry("2", "Faro"), "/msgType", "Update"), "/status", "Exercise");
    let drill = with(drill, "/references", "s@example.org,1,2026-02-03T08:00:00Z");
    assert_eq!(alerts(&[entry("1", "Faro"), drill]).len(), 1);
}

#[test]
fn an_english_block_is_english_in_capitals_too() {
    let mut both = entry("1", "Faro");
    let local = json!({"language": "pt-PT", "event": "Vento", "area": [{"areaDesc": "Faro"}]});
    both["alert"]["info"].as_array_mut().unwrap().insert(0, local);
    let both = with(both, "/info/1/language", "EN");
    assert_eq!(alerts(&[both])[0].event, "Severe wind warning");
}

#[test]
fn the_most_urgent_of_merged_warnings_counts() {
    let soon = with(entry("2", "Beja"), "/info/0/urgency", "Immediate");
    assert_eq!(alerts(&[entry("1", "Faro"), soon])[0].urgency, Urgency::Immediate);
}

#[test]
fn a_city_has_its_local_name_and_its_region() {
    for (name, area) in [("Lisbon", "Lisboa"), ("Prague", "Hlavní město Praha"), ("Rome", "Lazio")]
    {
        assert!(alerts_at(&place(name, 0.0, 0.0), &[entry("1", area)])[0].is_here, "{name}");
        assert!(!alerts_at(&place("Porto", 0.0, 0.0), &[entry("1", area)])[0].is_here, "{name}");
    }
}
