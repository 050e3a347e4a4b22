use serde_json::Value;
use weather::Place;

use super::parse;
use crate::UpstreamError;

/// A place that the search found, with what it tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The place, at sea level where its elevation is not known.
    pub place: Place,
    /// Metres above mean sea level.
    pub elevation_m: Option<f64>,
    /// The state or region it lies in, in the language of the search.
    pub region: Option<String>,
}

/// Reads the answer to a search; without `results` it found nothing.
///
/// # Errors
/// When it is no answer of the search.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Found>, UpstreamError> {
    let answer = parse(body)?;
    let results = answer.get("results").and_then(Value::as_array);
    Ok(results.into_iter().flatten().filter_map(place).collect())
}

/// One match; none where it lacks a name or a spot on Earth.
fn place(found: &Value) -> Option<Found> {
    let text = |name: &str| found.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |name: &str| found.get(name).and_then(Value::as_f64);
    let (latitude, longitude) =
        Place::coordinates(number("latitude")?, number("longitude")?).ok()?;
    let name = text("name");
    if name.is_empty() {
        return None;
    }
    let elevation_m = number("elevation");
    let place = Place {
        id: format!("{latitude},{longitude}"),
        name,
        latitude,
        longitude,
        elevation: elevation_m.unwrap_or_default(),
        timezone: text("timezone"),
        country: text("country_code"),
    };
    Some(Found { place, elevation_m, region: Some(text("admin1")).filter(|name| !name.is_empty()) })
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
        let spots: Vec<(&str, &str)> = places
            .iter()
            .map(|found| (found.place.name.as_str(), found.place.id.as_str()))
            .collect();
        assert_eq!(
            spots,
            [("Springfield", "39.8017,-89.6437"), ("Springfield", "42.1015,-72.5898")]
        );
        assert_eq!(places[0].place.timezone, "America/Chicago");
        assert_eq!((places[0].elevation_m, places[0].place.country.as_str()), (Some(182.0), "US"));
        assert_eq!(places[0].region.as_deref(), Some("Illinois"));
    }

    #[test]
    fn fields_may_be_missing() {
        let places = read(&twin("geocoding-twin-missing-fields.json")).unwrap();
        assert_eq!(places.len(), 3);
        assert!(places[0].place.country.is_empty());
        assert_eq!((places[2].elevation_m, places[2].place.elevation), (None, 0.0));
    }

    #[test]
    fn nothing_found_is_no_error() {
        assert_eq!(read(&twin("geocoding-twin-no-match.json")), Ok(Vec::new()));
        assert!(read(b"<html>").is_err());
        let nowhere = br#"{"results":[{"name":"X","latitude":99,"longitude":0},{"name":7}]}"#;
        assert_eq!(read(nowhere), Ok(Vec::new()));
    }
}
