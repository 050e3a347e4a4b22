use std::sync::LazyLock;

use weather::Place;

/// The built-in cities, in the order of the file.
pub(crate) static CITIES: LazyLock<Vec<Place>> =
    LazyLock::new(|| rows().filter_map(city).collect());

fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("../data/cities.csv").lines().skip(1)
}

/// One row: `id,name,latitude,longitude,elevation_m,timezone,country`.
fn city(row: &str) -> Option<Place> {
    let mut fields = row.split(',');
    let mut text = || fields.next().map(str::to_owned);
    let place = Place {
        id: text()?,
        name: text()?,
        latitude: text()?.parse().ok()?,
        longitude: text()?.parse().ok()?,
        elevation: text()?.parse().ok()?,
        timezone: text()?,
        country: text()?,
    };
    fields.next().is_none().then_some(place)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use weather::TimeZone;

    use super::*;

    /// Checks what every place keeps to, built in or read.
    pub(crate) fn assert_sound(place: &Place) {
        let word = |word: &str| {
            let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !word.is_empty() && word.bytes().all(allowed)
        };
        assert!(place.id.len() <= 64 && place.id.split('-').all(word), "{place:?}");
        assert!(!place.name.trim().is_empty(), "{place:?}");
        Place::coordinates(place.latitude, place.longitude).unwrap();
        assert!((-500.0..=9000.0).contains(&place.elevation), "{place:?}");
        TimeZone::get(&place.timezone).unwrap();
    }

    #[test]
    fn every_row_is_a_place() {
        for row in rows() {
            let place = city(row).unwrap_or_else(|| panic!("not a place: {row}"));
            assert_sound(&place);
            assert!((-430.0..5500.0).contains(&place.elevation), "{row}");
            let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(upper(&place.country), "{row}");
            let in_antarctica = place.latitude < -60.0;
            assert_eq!(place.country.len(), if in_antarctica { 0 } else { 2 }, "{row}");
        }
    }

    #[test]
    fn no_two_cities_share_an_id_or_a_spot() {
        let ids: BTreeSet<&str> = CITIES.iter().map(|city| city.id.as_str()).collect();
        assert_eq!(ids.len(), CITIES.len());
        for (index, city) in CITIES.iter().enumerate() {
            for other in &CITIES[..index] {
                let apart = city.distance_km(other.latitude, other.longitude);
                assert!(apart > 20.0, "{} and {}: {apart} km", city.id, other.id);
            }
        }
    }

    /// Catches a swapped sign: a zone lies near the longitude that it is named for.
    #[test]
    fn zones_agree_with_longitudes() {
        let winter = "2025-01-15T00:00:00Z".parse().unwrap();
        for city in CITIES.iter().filter(|city| city.id != "south-pole") {
            let offset_h = f64::from(city.time_zone().to_offset(winter).seconds()) / 3600.0;
            let apart = (offset_h - city.longitude / 15.0 + 36.0).rem_euclid(24.0) - 12.0;
            assert!(apart.abs() < 3.2, "{}: {apart} h", city.id);
        }
    }

    #[test]
    fn every_continent_and_ocean_is_there() {
        for id in [
            "lisbon",
            "london",
            "berlin",
            "paris",
            "madrid",
            "prague",
            "new-york",
            "los-angeles",
            "tokyo",
            "kyoto",
            "sydney",
            "auckland",
            "reykjavik",
            "longyearbyen",
            "tromso",
            "singapore",
            "quito",
            "la-paz",
            "kathmandu",
            "cape-town",
            "nairobi",
            "mumbai",
            "delhi",
            "sao-paulo",
            "honolulu",
            "kiritimati",
            "apia",
            "mcmurdo",
            "waitangi",
            "anchorage",
            "ushuaia",
            "dubai",
            "denver",
        ] {
            assert!(CITIES.iter().any(|city| city.id == id), "{id}");
        }
    }
}
