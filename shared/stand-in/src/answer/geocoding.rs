use std::{collections::BTreeMap, time::Instant};

use serde_json::{Map, Value, json};

use super::{
    places::{PLACES, Place},
    refusal::Refusal,
};

/// Places found at most, unless asked otherwise.
const COUNT: usize = 10;
/// Shorter names find nothing, characters.
const SHORTEST: usize = 2;

/// The places whose name, in any language, begins as `name` does.
pub(crate) fn answer(query: &BTreeMap<String, String>) -> Result<String, Refusal> {
    let began = Instant::now();
    let name = query.get("name").ok_or(Refusal::Missing("name"))?.trim().to_lowercase();
    let count = match query.get("count").map(|count| count.parse()) {
        None => COUNT,
        Some(Ok(count @ 1..=100)) => count,
        Some(_) => return Err(Refusal::SearchCount),
    };
    let language = query.get("language").map_or("en", String::as_str);
    let found = PLACES.iter().filter(|place| is_called(place, &name)).take(count);
    let results: Vec<Value> = found.map(|place| result(place, language)).collect();
    let mut answer = Map::new();
    if !results.is_empty() {
        answer.insert("results".into(), results.into());
    }
    answer.insert("generationtime_ms".into(), json!(began.elapsed().as_secs_f64() * 1000.0));
    Ok(Value::from(answer).to_string())
}

fn is_called(place: &Place, name: &str) -> bool {
    name.chars().count() >= SHORTEST
        && place.names.iter().any(|(_, known)| known.to_lowercase().starts_with(name))
}

/// What is told of a place; what is not known is left out.
fn result(place: &Place, language: &str) -> Value {
    let english = place.names.first().map_or("", |(_, name)| name);
    let name = place.names.iter().find(|(code, _)| *code == language);
    let fields = [
        ("id", Some(json!(place.id))),
        ("name", Some(json!(name.map_or(english, |(_, name)| name)))),
        ("latitude", Some(json!(place.latitude))),
        ("longitude", Some(json!(place.longitude))),
        ("elevation", place.elevation.map(|elevation| json!(elevation))),
        ("feature_code", Some(json!(place.feature_code))),
        ("country_code", place.country.map(|(code, _, _)| json!(code))),
        ("admin1_id", place.region.map(|(id, _)| json!(id))),
        ("timezone", Some(json!(place.timezone))),
        ("population", place.population.map(|population| json!(population))),
        ("country_id", place.country.map(|(_, id, _)| json!(id))),
        ("country", place.country.map(|(_, _, country)| json!(country))),
        ("admin1", place.region.map(|(_, region)| json!(region))),
    ];
    let known = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::from(known.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(query: &[(&str, &str)]) -> Result<Value, Refusal> {
        let query = query.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        answer(&query).map(|body| serde_json::from_str(&body).unwrap())
    }

    #[test]
    fn places_are_found_by_the_start_of_any_name() {
        let found = search(&[("name", "springf"), ("count", "2")]).unwrap();
        assert_eq!(found["results"].as_array().unwrap().len(), 2);
        let found = search(&[("name", "Lissabon"), ("language", "pt")]).unwrap();
        assert_eq!(found["results"][0]["name"], "Lisboa");
        let found = search(&[("name", "東京"), ("language", "de")]).unwrap();
        assert_eq!(found["results"][0]["name"], "Tokio");
    }

    #[test]
    fn nothing_found_has_no_results() {
        for name in ["Xyzzy", "L", ""] {
            let found = search(&[("name", name)]).unwrap();
            assert_eq!(
                found.as_object().unwrap().keys().collect::<Vec<_>>(),
                ["generationtime_ms"]
            );
        }
    }

    #[test]
    fn some_fields_are_missing() {
        let found = search(&[("name", "Ross")]).unwrap();
        assert!(found["results"][0].get("country_code").is_none());
        let found = search(&[("name", "Longyear")]).unwrap();
        assert!(found["results"][0].get("elevation").is_none());
    }

    #[test]
    fn counts_have_bounds() {
        for count in ["0", "101", "x"] {
            assert_eq!(search(&[("name", "Lisbon"), ("count", count)]), Err(Refusal::SearchCount));
        }
    }
}
