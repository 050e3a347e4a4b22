use std::collections::BTreeMap;

use prometheus_client::encoding::text::encode;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn reading(widget: &str, place: &str, state: TileState, data: &Value) -> Reading {
    let schema = json!({ "properties": {
        "temperature_c": { "description": "Air temperature\n2 m [`\"above\"`] ground, °C." },
        "scale": { "anyOf": [
            { "properties": { "force": { "description": "Its force." } } }, { "type": "null" },
        ] },
    } });
    Reading::new(widget, place, state, data, &schema.try_into().unwrap())
}

fn written(readings: impl IntoIterator<Item = Reading>) -> String {
    let mut text = String::new();
    encode(&mut text, &registry(readings)).unwrap();
    text
}

/// A sample's labels and its value.
type Sample = (Vec<(String, String)>, f64);

/// Reads metrics as the format's grammar says, and panics where it is broken:
/// one `HELP` and one `TYPE` before the samples of each name, an `EOF` at the end.
fn read(text: &str) -> BTreeMap<String, Vec<Sample>> {
    let mut families = BTreeMap::<String, Vec<Sample>>::new();
    let mut current = String::new();
    let body = text.strip_suffix("# EOF\n").expect("an end");
    for line in body.split_terminator('\n') {
        if let Some(help) = line.strip_prefix("# HELP ") {
            current = help.split_once(' ').expect("a name and words").0.to_owned();
            assert!(is_word(&current) && !current.starts_with(|first: char| first.is_numeric()));
            assert_eq!(families.insert(current.clone(), Vec::new()), None, "told twice: {line}");
        } else if let Some(kind) = line.strip_prefix("# TYPE ") {
            assert_eq!(kind, format!("{current} gauge"));
        } else {
            let rest = line.strip_prefix(&current).and_then(|rest| rest.strip_prefix('{'));
            let (labels, value) = labels(rest.expect("a sample of its family"));
            let value = value.strip_prefix(' ').expect("a space").parse().expect("a number");
            families.get_mut(&current).expect("a family").push((labels, value));
        }
    }
    families
}

/// The labels up to the closing brace, unescaped, and what follows.
fn labels(text: &str) -> (Vec<(String, String)>, &str) {
    let mut labels = Vec::new();
    let mut rest = text;
    loop {
        let (name, quoted) = rest.split_once("=\"").expect("a label");
        let mut value = String::new();
        let mut letters = quoted.char_indices();
        let end = loop {
            match letters.next().expect("an end of the label") {
                (end, '"') => break end,
                (_, '\\') => value.push(match letters.next().expect("an escaped sign").1 {
                    'n' => '\n',
                    sign @ ('"' | '\\') => sign,
                    other => panic!("\\{other} is no escape"),
                }),
                (_, letter) => value.push(letter),
            }
        };
        labels.push((name.to_owned(), value));
        match quoted[end + 1..].split_at(1) {
            (",", more) => rest = more,
            ("}", more) => return (labels, more),
            (other, _) => panic!("{other} after a label"),
        }
    }
}

fn values(text: &str, name: &str) -> Vec<f64> {
    read(text).remove(name).unwrap_or_default().into_iter().map(|(_, value)| value).collect()
}

#[test]
fn a_field_becomes_a_gauge_that_spells_its_unit_out() {
    for (field, expected) in [
        ("temperature_c", "weather_temperature_celsius"),
        ("change_from_yesterday_c", "weather_change_from_yesterday_celsius"),
        ("gust_mps", "weather_gust_metres_per_second"),
        ("precipitation_mm", "weather_precipitation_millimetres"),
        ("tendency_3h_hpa", "weather_tendency_3h_hectopascals"),
        ("vapour_pressure_deficit_kpa", "weather_vapour_pressure_deficit_kilopascals"),
        ("cloud_cover_pct", "weather_cloud_cover_percent"),
        ("height_m", "weather_height_metres"),
        ("distance_km", "weather_distance_kilometres"),
        ("day_length_s", "weather_day_length_seconds"),
        ("sunshine_h", "weather_sunshine_hours"),
        ("direction_deg", "weather_direction_degrees"),
        ("pollutants_pm2_5_ugm3", "weather_pollutants_pm2_5_micrograms_per_cubic_metre"),
        ("age_days", "weather_age_days"),
        ("percentile", "weather_percentile"),
    ] {
        assert_eq!(name(field), expected);
    }
}

#[test]
fn numbers_and_booleans_count_and_nothing_else() {
    let data = json!({
        "temperature_c": 14.2, "feels_like_c": null, "cause": "humid", "is_day": true,
        "scale": { "force": 3, "label": "gentle" }, "trail": [{ "speed_mps": 4.0 }],
        "a\"b": 1.0, "tile_state": 7,
    });
    let text = written([reading("alpha", "lisbon", TileState::Live, &data)]);
    let labels = "{widget=\"alpha\",place=\"lisbon\"}";
    for line in [
        "# HELP weather_temperature_celsius Air temperature 2 m above ground, °C.",
        "# TYPE weather_temperature_celsius gauge",
        &format!("weather_temperature_celsius{labels} 14.2"),
        &format!("weather_is_day{labels} 1.0"),
        "# HELP weather_scale_force Its force.",
        &format!("weather_scale_force{labels} 3.0"),
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
    }
    assert_eq!(read(&text).len(), 4, "{text}");
}

#[test]
fn only_a_live_tile_has_numbers_and_each_has_its_state() {
    let data = json!({ "temperature_c": 14.2 });
    for state in STATES {
        let text = written([reading("alpha", "lisbon", state, &data)]);
        let is_live = state == TileState::Live;
        assert_eq!(values(&text, "weather_temperature_celsius").len(), usize::from(is_live));
        assert_eq!(values(&text, STATE).iter().sum::<f64>(), 1.0);
        let own = format!("state=\"{}\"}} 1", state.code());
        assert!(text.contains(&own), "{own} is not in {text}");
    }
}

#[test]
fn two_views_of_a_place_are_one_and_the_live_one_counts() {
    let [old, new] = [1.0, 2.0].map(|value| json!({ "temperature_c": value }));
    let stale = reading("alpha", "lisbon", TileState::Stale, &old);
    let live = reading("alpha", "lisbon", TileState::Live, &new);
    for readings in [[stale.clone(), live.clone()], [live, stale]] {
        let text = written(readings);
        assert_eq!(values(&text, "weather_temperature_celsius"), [2.0]);
        assert_eq!(values(&text, STATE).len(), STATES.len());
    }
}

#[test]
fn a_reading_of_very_many_numbers_is_cut() {
    let data: Value = (0..1000).map(|number| (format!("n{number}"), json!(number))).collect();
    let text = written([reading("alpha", "lisbon", TileState::Live, &data)]);
    assert_eq!(read(&text).len(), MAX_NUMBERS + 1);
}

fn any_data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let key = prop_oneof![".{0,5}", "[a-z]{1,3}(_c|_m|_mm|_s)?", Just("tile_state".into())];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(key, inner, 0..6)
                .prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_a_widget_sends_the_metrics_can_be_read(
        sent in proptest::collection::btree_map(
            (".{0,9}", ".{0,9}"), (any_data(), -1e9..1e9, ".{0,40}"), 0..4
        ),
    ) {
        let readings = sent.iter().map(|((widget, place), (any, temperature, description))| {
            let data = json!({ "temperature_c": temperature, "any": any });
            let schema = json!({ "properties": {
                "temperature_c": { "description": description },
                "any": { "description": description },
            } });
            let schema = schema.try_into().unwrap();
            Reading::new(widget, place, TileState::Live, &data, &schema)
        });
        let families = read(&written(readings));
        for ((widget, place), (_, temperature, _)) in &sent {
            let is_own = |(name, value): &(String, String)| match name.as_str() {
                "widget" => value == widget,
                "place" => value == place,
                _ => true,
            };
            let own = |name: &str| -> Vec<f64> {
                let own = families[name].iter().filter(|(labels, _)| labels.iter().all(is_own));
                own.map(|(_, value)| *value).collect()
            };
            prop_assert_eq!(own("weather_temperature_celsius"), [*temperature]);
            prop_assert_eq!(own(STATE).iter().sum::<f64>(), 1.0);
        }
    }
}
