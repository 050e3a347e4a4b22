use serde_json::Value;
use weather::Place;

use super::parse;
use crate::UpstreamError;

/// Reads the answer to a search; without `results` it found nothing.
///
/// # Errors
/// When it is no answer of the search.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Place>, UpstreamError> {
    let answer = parse(body)?;
    let results = answer.get("results").and_then(Value::as_array);
    Ok(results.into_iter().flatten().filter_map(place).collect())
}

/// One match; none where it lacks a name or a spot on Earth.
fn place(found: &Value) -> Option<Place> {
    let text = |name: &str| found.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |name: &str| found.get(name).and_then(Value::as_f64);
    let (latitude, longitude) =
        Place::coordinates(number("latitude")?, number("longitude")?).ok()?;
    let name = text("name");
    (!name.is_empty()).then(|| Place {
        id: format!("{latitude},{longitude}"),
        name,
        latitude,
        longitude,
        elevation: number("elevation").unwrap_or_default(),
        timezone: text("timezone"),
        country: text("country_code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twin(name: &str) -> Vec<u8> {
        std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn several_places_of_one_name_are_told_apart() {
        let places = read(&twin("geocoding-twin.json")).unwrap();
        let spots: Vec<(&str, &str)> =
            places.iter().map(|place| (place.name.as_str(), place.id.as_str())).collect();
        assert_eq!(
            spots,
            [("Springfield", "39.8017,-89.6437"), ("Springfield", "42.1015,-72.5898")]
        );
        assert_eq!(places[0].timezone, "America/Chicago");
        assert_eq!((places[0].elevation, places[0].country.as_str()), (182.0, "US"));
    }

    #[test]
    fn fields_may_be_missing() {
        let places = read(&twin("geocoding-twin-missing-fields.json")).unwrap();
        assert_eq!(places.len(), 3);
        assert!(places[0].country.is_empty());
        assert_eq!(places[2].elevation, 0.0);
    }

    #[test]
    fn nothing_found_is_no_error() {
        assert_eq!(read(&twin("geocoding-twin-no-match.json")), Ok(Vec::new()));
        assert!(read(b"<html>").is_err());
        let nowhere = br#"{"results":[{"name":"X","latitude":99,"longitude":0},{"name":7}]}"#;
        assert_eq!(read(nowhere), Ok(Vec::new()));
    }
}
