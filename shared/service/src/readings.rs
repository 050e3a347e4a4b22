//! The numbers that tiles carry as gauges, so that the weather itself can be graphed.

use std::{
    collections::{BTreeMap, HashMap},
    sync::atomic::AtomicU64,
};

use link::protocol::TileState;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};
use schemars::Schema;
use serde_json::Value;

/// The most numbers taken from one reading.
const MAX_NUMBERS: usize = 64;

/// The longest explanation taken from a schema, characters.
const MAX_HELP: usize = 200;

/// The gauge that tells the states of tiles.
const STATE: &str = "weather_tile_state";

const STATES: [TileState; 4] =
    [TileState::Live, TileState::Stale, TileState::NoCoverage, TileState::Failed];

/// The units that end a field's name, and how Prometheus spells them.
const UNITS: [(&str, &str); 12] = [
    ("_c", "_celsius"),
    ("_pct", "_percent"),
    ("_mps", "_metres_per_second"),
    ("_mm", "_millimetres"),
    ("_m", "_metres"),
    ("_km", "_kilometres"),
    ("_hpa", "_hectopascals"),
    ("_kpa", "_kilopascals"),
    ("_deg", "_degrees"),
    ("_s", "_seconds"),
    ("_h", "_hours"),
    ("_ugm3", "_micrograms_per_cubic_metre"),
];

/// What a widget says of a place, as far as it can be graphed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    widget: String,
    place: String,
    state: TileState,
    numbers: Vec<Number>,
}

/// One number of a reading.
#[derive(Clone, Debug, PartialEq)]
struct Number {
    name: String,
    help: String,
    value: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Source {
    widget: String,
    place: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SourceState {
    widget: String,
    place: String,
    state: &'static str,
}

type Numbers = Family<Source, Gauge<f64, AtomicU64>>;

impl Reading {
    /// Takes the numbers out of the `data` of a tile of `widget` for a place's id;
    /// the `schema` of the reading explains them. Only a live tile's numbers are true now.
    #[must_use]
    pub fn new(widget: &str, place: &str, state: TileState, data: &Value, schema: &Schema) -> Self {
        let mut numbers = Vec::new();
        if state == TileState::Live {
            collect(&mut numbers, "", data, Some(schema.as_value()));
        }
        Self { widget: widget.into(), place: place.into(), state, numbers }
    }
}

/// The gauges of these readings; of two readings of one widget and place, the
/// live one counts.
#[must_use]
pub fn registry(readings: impl IntoIterator<Item = Reading>) -> Registry {
    let mut distinct = HashMap::<Source, Reading>::new();
    for reading in readings {
        let source = Source { widget: reading.widget.clone(), place: reading.place.clone() };
        let known = distinct.entry(source).or_insert_with(|| reading.clone());
        if known.state != TileState::Live {
            *known = reading;
        }
    }
    let states = Family::<SourceState, Gauge>::default();
    let mut numbers = BTreeMap::<String, (String, Numbers)>::new();
    for (source, reading) in distinct {
        for state in STATES {
            let Source { widget, place } = source.clone();
            let labels = SourceState { widget, place, state: state.code() };
            states.get_or_create(&labels).set((state == reading.state).into());
        }
        for Number { name, help, value } in reading.numbers {
            let (_, family) = numbers.entry(name).or_insert_with(|| (help, Numbers::default()));
            family.get_or_create(&source).set(value);
        }
    }
    let mut registry = Registry::default();
    let help = "1 for the state that the tile is in; only a live tile has numbers";
    registry.register(STATE, help, states);
    for (name, (help, family)) in numbers {
        registry.register(name, help, family);
    }
    registry
}

/// Adds every number below `data`; what lies in arrays is history or forecast.
fn collect(numbers: &mut Vec<Number>, above: &str, data: &Value, schema: Option<&Value>) {
    for (key, value) in data.as_object().into_iter().flatten().filter(|(key, _)| is_word(key)) {
        let path = if above.is_empty() { key.clone() } else { format!("{above}_{key}") };
        let schema = schema.and_then(|schema| field(schema, key));
        let value = match value {
            Value::Bool(is) => Some(f64::from(u8::from(*is))),
            Value::Number(number) => number.as_f64(),
            Value::Object(_) => {
                collect(numbers, &path, value, schema);
                None
            }
            Value::Null | Value::String(_) | Value::Array(_) => None,
        };
        let name = name(&path);
        if let Some(value) = value.filter(|_| name != STATE && numbers.len() < MAX_NUMBERS) {
            numbers.push(Number { help: help(&path, schema), name, value });
        }
    }
}

/// Whether a key can be a part of a metric's name.
fn is_word(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The metric's name for a field.
fn name(path: &str) -> String {
    let unit = UNITS.iter().find_map(|(short, long)| Some((path.strip_suffix(short)?, long)));
    match unit {
        Some((stem, unit)) => format!("weather_{stem}{unit}"),
        None => format!("weather_{path}"),
    }
}

/// The schema of a field, also where it may be null.
fn field<'a>(schema: &'a Value, key: &str) -> Option<&'a Value> {
    let own = |schema: &'a Value| schema.get("properties")?.get(key);
    let choices = || schema.get("anyOf")?.as_array()?.iter().find_map(own);
    own(schema).or_else(choices)
}

/// What the schema says of a field, in one line without signs that mean something
/// in metrics or in Markdown, and without its full stop, which is added later.
fn help(path: &str, schema: Option<&Value>) -> String {
    let description = schema.and_then(|schema| schema.get("description")?.as_str());
    let words = description.unwrap_or(path).replace(['"', '\\', '[', ']', '`'], "");
    let line = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    let short: String = line.chars().take(MAX_HELP).collect();
    short.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
