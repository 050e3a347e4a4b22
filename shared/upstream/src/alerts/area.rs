//! Whether an area of a warning holds a place.

use icu_normalizer::DecomposingNormalizerBorrowed;
use serde_json::Value;
use weather::Place;

use super::text;
use crate::answer::entries;

/// Cities whose feed calls them, or the region or zone that it warns by and they
/// lie in, by another name than the English one; in plain letters.
const LOCAL_NAMES: &[(&str, &[&str])] = &[
    ("Amsterdam", &["noord holland"]),
    ("Antwerp", &["antwerpen", "anvers"]),
    ("Athens", &["attica"]),
    ("Belgrade", &["beograd"]),
    ("Bologna", &["emilia romagna"]),
    ("Bruges", &["brugge", "west vlaanderen"]),
    ("Brussels", &["bruxelles", "brussel"]),
    ("Bucharest", &["bucuresti"]),
    ("Catania", &["sicilia"]),
    ("Cologne", &["koln"]),
    ("Copenhagen", &["kobenhavn"]),
    ("Florence", &["firenze", "toscana"]),
    ("Geneva", &["geneve", "genf"]),
    ("Genoa", &["genova", "liguria"]),
    ("Ghent", &["gent", "oost vlaanderen"]),
    ("Gothenburg", &["goteborg", "vastra gotalands lan"]),
    ("Hanover", &["hannover"]),
    ("Helsinki", &["uusimaa"]),
    ("Las Palmas", &["gran canaria"]),
    ("Lisbon", &["lisboa"]),
    ("Milan", &["milano", "lombardia"]),
    ("Munich", &["munchen"]),
    ("Naples", &["napoli", "campania"]),
    ("Nuremberg", &["nurnberg"]),
    ("Palermo", &["sicilia"]),
    ("Palma", &["sur de mallorca"]),
    ("Ponta Delgada", &["sao miguel"]),
    ("Prague", &["praha"]),
    ("Rome", &["roma", "lazio"]),
    ("Rotterdam", &["zuid holland"]),
    ("Seville", &["campina sevillana"]),
    ("Stockholm", &["stockholms lan"]),
    ("Tallinn", &["harjumaa"]),
    ("The Hague", &["den haag", "zuid holland"]),
    ("Turin", &["torino", "piemonte"]),
    ("Venice", &["venezia", "veneto"]),
    ("Vienna", &["wien"]),
    ("Warsaw", &["warszawa"]),
];

/// Cities, and what another part of their country is called that holds their
/// name; in plain letters.
const HOMONYMS: &[(&str, &str)] =
    &[("Frankfurt", "frankfurt oder"), ("Palma", "la palma"), ("Porto", "porto santo")];

/// Whether the area's polygon holds the place, or its name is the place's.
/// False does not mean that the place is outside: many feeds name regions and
/// say nothing of where they lie.
pub(super) fn holds(area: &Value, place: &Place) -> bool {
    let polygons = area.get("polygon").map(entries).unwrap_or_default();
    let in_polygon = polygons
        .iter()
        .filter_map(|polygon| corners(polygon.as_str()?))
        .any(|corners| is_inside(&corners, place));
    in_polygon || is_named(text(area, "areaDesc"), &place.name)
}

fn is_named(area: &str, place: &str) -> bool {
    if HOMONYMS.iter().any(|(city, other)| *city == place && contains(&words(area), &words(other)))
    {
        return false;
    }
    let local = LOCAL_NAMES.iter().find(|(english, _)| *english == place);
    names(area, place)
        || local.is_some_and(|(_, local)| local.iter().any(|local| names(area, local)))
}

/// The corners of `latitude,longitude latitude,longitude …`, degrees.
fn corners(polygon: &str) -> Option<Vec<(f64, f64)>> {
    let corner = |text: &str| {
        let (latitude, longitude) = text.split_once(',')?;
        Some((latitude.parse().ok()?, longitude.parse().ok()?))
    };
    polygon.split_whitespace().map(corner).collect()
}

/// Counts the sides that a ray to the east crosses: an odd number is inside.
fn is_inside(corners: &[(f64, f64)], place: &Place) -> bool {
    let next = corners.iter().cycle().skip(1);
    let crossed = corners.iter().zip(next).filter(|((lat1, lon1), (lat2, lon2))| {
        let spans = (*lat1 > place.latitude) != (*lat2 > place.latitude);
        let share = (place.latitude - lat1) / (lat2 - lat1);
        spans && place.longitude < lon1 + share * (lon2 - lon1)
    });
    crossed.count() % 2 == 1
}

/// Whether one name holds the other, word for word, in any spelling.
fn names(area: &str, place: &str) -> bool {
    let (area, place) = (words(area), words(place));
    contains(&area, &place) || contains(&place, &area)
}

fn contains(long: &[String], short: &[String]) -> bool {
    // A spot without a name is called by its coordinates, with letters such as N.
    let is_name = short.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    is_name && long.windows(short.len()).any(|part| part == short)
}

/// The words of a name in lower case and without diacritics.
fn words(name: &str) -> Vec<String> {
    let letters = DecomposingNormalizerBorrowed::new_nfd().normalize(name);
    let is_mark = |char: &char| ('\u{300}'..='\u{36f}').contains(char);
    let plain: String = letters.chars().filter(|char| !is_mark(char)).collect();
    let plain = plain.to_lowercase().replace('ø', "o").replace('ł', "l").replace('đ', "d");
    let words = plain.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn place(name: &str, latitude: f64, longitude: f64) -> Place {
        Place {
            id: "x".into(),
            name: name.into(),
            latitude,
            longitude,
            elevation: 0.0,
            timezone: "GMT".into(),
            country: String::new(),
        }
    }

    #[test]
    fn names_hold_each_other_word_for_word() {
        for (area, name) in
            [("Greater London", "London"), ("LISBOA", "Lisboa"), ("Ile de France", "Île-de-France")]
        {
            assert!(names(area, name), "{area}, {name}");
        }
        for (area, name) in [("Drenthe", "Enschede"), ("Londonderry", "London"), ("", "London")] {
            assert!(!names(area, name), "{area}, {name}");
        }
    }

    #[test]
    fn a_city_is_known_by_what_its_feed_calls_it() {
        for (area, name) in [
            ("Stadt Köln", "Cologne"),
            ("Stadt Nürnberg", "Nuremberg"),
            ("Region Hannover", "Hanover"),
            ("Sur de Mallorca", "Palma"),
            ("Campiña sevillana", "Seville"),
            ("Emilia-Romagna", "Bologna"),
            ("West-Vlaanderen", "Bruges"),
            ("Västra Götalands län", "Gothenburg"),
        ] {
            assert!(is_named(area, name), "{area}, {name}");
        }
        for (area, name) in [
            ("Interior de Mallorca", "Palma"),
            ("Norte y nordeste de Mallorca", "Palma"),
            ("Sierra norte de Sevilla", "Seville"),
        ] {
            assert!(!is_named(area, name), "{area}, {name}");
        }
    }

    #[test]
    fn a_namesake_is_another_place() {
        for (here, there, name) in [
            ("Stadt Frankfurt am Main", "Stadt Frankfurt (Oder)", "Frankfurt"),
            ("Palma", "Este de La Palma", "Palma"),
            ("Porto", "Porto Santo", "Porto"),
        ] {
            assert!(is_named(here, name), "{here}, {name}");
            assert!(!is_named(there, name), "{there}, {name}");
            // Those who live there hear of it.
            assert!(is_named(there, there), "{there}");
        }
    }

    #[test]
    fn a_polygon_holds_what_is_inside() {
        let square = "50,10 50,12 52,12 52,10 50,10";
        let area = json!({"areaDesc": "Somewhere", "polygon": [square, "60,0 61,0 61,1 60,0"]});
        assert!(holds(&area, &place("X", 51.0, 11.0)));
        assert!(holds(&area, &place("X", 60.5, 0.1)));
        for (latitude, longitude) in [(51.0, 9.9), (51.0, 12.1), (49.9, 11.0), (52.1, 11.0)] {
            assert!(!holds(&area, &place("X", latitude, longitude)));
        }
        assert!(holds(&json!({"polygon": square}), &place("X", 50.5, 10.5)));
        for broken in [json!("50,10 x"), json!(7), json!([null]), json!("")] {
            assert!(!holds(&json!({"polygon": broken}), &place("X", 51.0, 11.0)));
        }
    }
}
