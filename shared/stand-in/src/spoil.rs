//! What goes wrong inside an answer.
//!
//! An Open-Meteo answer is one object, or an array of several, with blocks
//! (`hourly`) of equally long arrays and a block of units for each
//! (`hourly_units`). Elsewhere every plain value counts as a value.

use serde_json::{Map, Value, json};

use crate::{Fault, words};

/// Stands for a bare `nan` until the answer is text; no answer has it.
const NAN: &str = "\u{1}nan";
/// How far the second of several locations is from the first, in every value.
const ELSEWHERE: f64 = 10.0;

/// Applies the faults that change a body; with others it stays what it is.
pub(crate) fn spoil(body: Vec<u8>, fault: &Fault) -> Vec<u8> {
    match fault {
        Fault::BareNan => words::NOT_COVERED.into(),
        Fault::TruncatedJson => half(body),
        Fault::BrokenStream => [half(body), words::BROKEN_STREAM.into()].concat(),
        Fault::MalformedJson => malformed(body),
        fault => match change(fault) {
            Some(change) => changed(body, change),
            None => body,
        },
    }
}

/// What a fault does to the parsed answer, if anything.
fn change(fault: &Fault) -> Option<fn(&mut Value)> {
    Some(match fault {
        Fault::NanValues => |answer| every_third(answer, &json!(NAN)),
        Fault::Nulls => |answer| every_third(answer, &Value::Null),
        Fault::AllNull => |answer| values(answer).into_iter().for_each(|one| *one = Value::Null),
        Fault::NegativeZero => |answer| {
            let numbers = values(answer).into_iter().filter(|value| value.is_number());
            numbers.for_each(|number| *number = json!(-0.0));
        },
        Fault::WrongTypes => wrong_types,
        Fault::MissingLastDay => |answer| locations(answer).into_iter().for_each(drop_last_day),
        Fault::SeveralLocations => several_locations,
        Fault::UndefinedUnit => |answer| locations(answer).into_iter().for_each(undefine),
        _ => return None,
    })
}

fn changed(body: Vec<u8>, change: fn(&mut Value)) -> Vec<u8> {
    let Ok(mut answer) = serde_json::from_slice(&body) else { return body };
    change(&mut answer);
    let quoted = Value::from(NAN).to_string();
    answer.to_string().replace(&quoted, "nan").into()
}

fn half(mut body: Vec<u8>) -> Vec<u8> {
    let mut length = body.len() / 2;
    // Not within a character: the text is to be cut, not its encoding.
    while body.get(length).is_some_and(|byte| byte & 0xC0 == 0x80) {
        length -= 1;
    }
    body.truncate(length);
    body
}

fn malformed(mut body: Vec<u8>) -> Vec<u8> {
    match body.iter().position(|byte| *byte == b':') {
        Some(colon) => body[colon] = b'=',
        None => body.insert(0, b'='),
    }
    body
}

/// The answers for one place each.
fn locations(answer: &mut Value) -> Vec<&mut Map<String, Value>> {
    match answer {
        Value::Array(several) => several.iter_mut().filter_map(Value::as_object_mut).collect(),
        Value::Object(one) => vec![one],
        _ => Vec::new(),
    }
}

/// The names of the blocks of one place; none where it is no Open-Meteo forecast.
fn blocks(location: &Map<String, Value>) -> Vec<String> {
    location.keys().filter_map(|key| Some(key.strip_suffix("_units")?.to_owned())).collect()
}

fn is_axis(name: &str) -> bool {
    matches!(name, "time" | "interval")
}

/// The variables of every block, block by block.
fn variables(location: &mut Map<String, Value>) -> Vec<Vec<&mut Value>> {
    let blocks = blocks(location);
    location
        .iter_mut()
        .filter(|(name, _)| blocks.contains(name))
        .filter_map(|(_, block)| block.as_object_mut())
        .map(|block| {
            let variables = block.iter_mut().filter(|(name, _)| !is_axis(name));
            variables.map(|(_, variable)| variable).collect()
        })
        .collect()
}

/// Every value of an answer.
fn values(answer: &mut Value) -> Vec<&mut Value> {
    let has_blocks = locations(answer).iter().any(|location| !blocks(location).is_empty());
    if !has_blocks {
        return leaves(answer);
    }
    let variables = locations(answer).into_iter().flat_map(variables).flatten();
    variables.flat_map(leaves).collect()
}

/// The plain values within a value.
fn leaves(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(items) => items.iter_mut().flat_map(leaves).collect(),
        Value::Object(fields) => fields.iter_mut().flat_map(|(_, field)| leaves(field)).collect(),
        plain => vec![plain],
    }
}

fn every_third(answer: &mut Value, instead: &Value) {
    // The second of three, so that a block of one step keeps some values.
    for value in values(answer).into_iter().skip(1).step_by(3) {
        *value = instead.clone();
    }
}

fn wrong_types(answer: &mut Value) {
    let mut blocks: Vec<_> = locations(answer).into_iter().flat_map(variables).collect();
    if blocks.is_empty() {
        leaves(answer).into_iter().step_by(2).for_each(other_type);
        return;
    }
    for block in &mut blocks {
        let mut variables = block.iter_mut();
        if let Some(first) = variables.next() {
            leaves(first).into_iter().for_each(other_type);
        }
        if let Some(second) = variables.next() {
            **second = json!({ "0": second.take() });
        }
    }
}

fn other_type(value: &mut Value) {
    *value = match value.take() {
        Value::String(text) => json!(text.len()),
        Value::Null => json!(false),
        other => json!(other.to_string()),
    };
}

fn drop_last_day(location: &mut Map<String, Value>) {
    for (name, steps) in [("daily", 1), ("hourly", 24), ("minutely_15", 96)] {
        let Some(block) = location.get_mut(name).and_then(Value::as_object_mut) else { continue };
        for (variable, values) in block {
            let Some(values) = values.as_array_mut() else { continue };
            values.truncate(values.len().saturating_sub(steps));
            if let ("daily", false, Some(last)) = (name, is_axis(variable), values.last_mut()) {
                *last = Value::Null;
            }
        }
    }
}

fn several_locations(answer: &mut Value) {
    let ours = answer.take();
    let mut other = ours.clone();
    for value in values(&mut other) {
        if let Some(number) = value.as_f64() {
            *value = json!(number + ELSEWHERE);
        }
    }
    if let Some(latitude) = other.get("latitude").and_then(Value::as_f64) {
        other["latitude"] = json!(if latitude > 0.0 { latitude - 1.0 } else { latitude + 1.0 });
        other["location_id"] = json!(1);
    }
    *answer = json!([ours, other]);
}

fn undefine(location: &mut Map<String, Value>) {
    for block in blocks(location) {
        let units = location.get_mut(&format!("{block}_units")).and_then(Value::as_object_mut);
        let Some((first, unit)) =
            units.and_then(|units| units.iter_mut().find(|(name, _)| !is_axis(name)))
        else {
            continue;
        };
        *unit = json!("undefined");
        let first = first.clone();
        if let Some(variable) = location.get_mut(&block).and_then(|block| block.get_mut(&first)) {
            leaves(variable).into_iter().for_each(|value| *value = Value::Null);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"latitude":52.5,"current_units":{"time":"iso8601","interval":"seconds","a":"°C"},
        "current":{"time":"2026-01-01T00:00","interval":900,"a":1.5},
        "daily_units":{"time":"iso8601","a":"°C","b":"%"},
        "daily":{"time":["2026-01-01","2026-01-02","2026-01-03"],"a":[1.5,2.5,3.5],"b":[4,5,6]}}"#;

    fn text(fault: &Fault) -> String {
        String::from_utf8(spoil(BODY.into(), fault)).unwrap()
    }

    fn json_of(fault: &Fault) -> Value {
        serde_json::from_str(&text(fault)).unwrap()
    }

    #[test]
    fn values_go_and_axes_stay() {
        let all_null = json_of(&Fault::AllNull);
        assert_eq!(
            all_null["current"],
            json!({"time": "2026-01-01T00:00", "interval": 900, "a": null})
        );
        assert_eq!(all_null["daily"]["b"], json!([null, null, null]));
        assert_eq!(all_null["daily"]["time"][2], "2026-01-03");
        assert_eq!(all_null["latitude"], 52.5);
        let nulls = json_of(&Fault::Nulls);
        assert_eq!(nulls["daily"]["a"], json!([null, 2.5, 3.5]));
        assert_eq!(nulls["daily"]["b"], json!([null, 5, 6]));
        assert!(text(&Fault::NanValues).contains("[nan,2.5,3.5]"));
        assert!(text(&Fault::NegativeZero).contains("[-0.0,-0.0,-0.0]"));
    }

    #[test]
    fn the_last_day_is_missing_and_the_one_before_unsure() {
        let daily = &json_of(&Fault::MissingLastDay)["daily"];
        assert_eq!(daily["time"], json!(["2026-01-01", "2026-01-02"]));
        assert_eq!(daily["a"], json!([1.5, null]));
    }

    #[test]
    fn types_and_units_are_wrong() {
        let types = json_of(&Fault::WrongTypes);
        assert_eq!(types["daily"]["a"], json!(["1.5", "2.5", "3.5"]));
        assert_eq!(types["daily"]["b"], json!({"0": [4, 5, 6]}));
        assert_eq!(types["current"]["a"], "1.5");
        let units = json_of(&Fault::UndefinedUnit);
        assert_eq!(units["daily_units"], json!({"time": "iso8601", "a": "undefined", "b": "%"}));
        assert_eq!(units["daily"]["a"], json!([null, null, null]));
        assert_eq!(units["daily"]["b"], json!([4, 5, 6]));
    }

    #[test]
    fn of_several_locations_ours_comes_first() {
        let several = json_of(&Fault::SeveralLocations);
        assert_eq!(several[0], serde_json::from_str::<Value>(BODY).unwrap());
        assert_eq!(several[1]["daily"]["a"], json!([11.5, 12.5, 13.5]));
        assert_eq!(several[1]["latitude"], 51.5);
    }

    #[test]
    fn text_faults_break_json() {
        for fault in [
            Fault::TruncatedJson,
            Fault::MalformedJson,
            Fault::BrokenStream,
            Fault::BareNan,
            Fault::NanValues,
        ] {
            let text = text(&fault);
            assert!(serde_json::from_str::<Value>(&text).is_err(), "{fault:?}: {text}");
        }
    }

    #[test]
    fn no_json_stays_what_it_is() {
        for fault in [Fault::Nulls, Fault::MissingLastDay, Fault::None] {
            assert_eq!(spoil(b"<html>".into(), &fault), b"<html>");
        }
    }
}
