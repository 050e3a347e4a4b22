//! What the data of a tile must be, whatever the widget.

use serde_json::Value;
use weather::Timestamp;

/// Every instant in some data.
///
/// # Panics
/// When one is not written in UTC.
pub(crate) fn instants(data: &Value) -> Vec<Timestamp> {
    match data {
        Value::String(text) if is_instant(text) => {
            assert!(text.ends_with('Z'), "{text} is not UTC");
            vec![text.parse().unwrap()]
        }
        Value::Array(items) => items.iter().flat_map(instants).collect(),
        Value::Object(fields) => fields.values().flat_map(instants).collect(),
        _ => Vec::new(),
    }
}

/// Whether a text looks as RFC 3339 does: `2026-03-29T…`.
fn is_instant(text: &str) -> bool {
    text.split_once('T').is_some_and(|(date, _)| date.parse::<weather::Date>().is_ok())
}

/// Checks that nothing is null of which the schema promises a value: as null is
/// how JSON writes what is no number.
pub(crate) fn check_nulls(data: &Value, schema: &Value, root: &Value, path: &str) {
    if data.is_null() {
        assert!(allows_null(schema), "{path} is null");
        return;
    }
    let schema = resolved(schema, root);
    for item in data.as_array().into_iter().flatten() {
        check_nulls(item, &schema["items"], root, path);
    }
    for (name, field) in data.as_object().into_iter().flatten() {
        let part = &schema["properties"][name];
        assert!(part.is_object(), "{path}: the schema does not know {name}");
        check_nulls(field, part, root, &format!("{path}/{name}"));
    }
}

/// The schema that a reference stands for, or the one that is not null.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return root.pointer(reference.trim_start_matches('#')).unwrap();
    }
    let mut choices = schema["anyOf"].as_array().into_iter().flatten();
    let known = choices.find(|choice| !allows_null(choice));
    known.map_or(schema, |choice| resolved(choice, root))
}

fn allows_null(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    let has_null = |kinds: &Value| kinds.as_array().is_some_and(|kinds| kinds.iter().any(is_null));
    let choices = schema["anyOf"].as_array();
    is_null(&schema["type"])
        || has_null(&schema["type"])
        || choices.is_some_and(|choices| choices.iter().any(allows_null))
}
