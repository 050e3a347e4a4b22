use std::cmp::Reverse;

use weather::{InvalidCoordinates, Place, TimeZone};

use crate::cities::CITIES;

/// The places known by id: the extra ones of a configuration, then the built-in cities.
#[derive(Clone, Debug, Default)]
pub struct Places {
    extra: Vec<Place>,
}

/// Why a configured place cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InvalidPlace {
    /// The id is not a lower-case word.
    #[error("{0:?} is no place id: a to z, 0 to 9 and single hyphens are allowed, at most 64")]
    Id(String),
    /// The name is empty.
    #[error("place {0:?} has no name")]
    Name(String),
    /// The spot is not on Earth.
    #[error(transparent)]
    Coordinates(#[from] InvalidCoordinates),
    /// The elevation is not a number of metres on Earth.
    #[error("an elevation of {0} m is not on Earth: -500 to 9000 is allowed")]
    Elevation(f64),
    /// The time zone is not in the database.
    #[error("{0:?} is no time zone: IANA names such as \"Europe/Lisbon\" are allowed")]
    TimeZone(String),
}

/// Checks a place that somebody wrote down.
///
/// # Errors
/// When its id, name, coordinates, elevation or time zone cannot be used.
pub fn validate(place: &Place) -> Result<(), InvalidPlace> {
    let word = |word: &str| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(allowed)
    };
    if place.id.len() > 64 || !place.id.split('-').all(word) {
        return Err(InvalidPlace::Id(place.id.chars().take(64).collect()));
    }
    if place.name.trim().is_empty() {
        return Err(InvalidPlace::Name(place.id.clone()));
    }
    Place::coordinates(place.latitude, place.longitude)?;
    if !(-500.0..=9000.0).contains(&place.elevation) {
        return Err(InvalidPlace::Elevation(place.elevation));
    }
    if TimeZone::get(&place.timezone).is_err() {
        return Err(InvalidPlace::TimeZone(place.timezone.chars().take(64).collect()));
    }
    Ok(())
}

impl Places {
    /// The built-in cities alone.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The built-in cities after `extra` places, which win where ids are equal.
    #[must_use]
    pub fn with(extra: Vec<Place>) -> Self {
        Self { extra }
    }

    /// Every place, extra ones first; without the cities whose ids they take.
    pub fn all(&self) -> impl Iterator<Item = &Place> {
        let hidden = |city: &&Place| self.extra.iter().any(|place| place.id == city.id);
        self.extra.iter().chain(CITIES.iter().filter(move |city| !hidden(city)))
    }

    /// The place with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Place> {
        self.all().find(|place| place.id == id)
    }

    /// The place with the least great-circle distance to a spot (degrees north and east).
    #[must_use]
    pub fn nearest(&self, latitude: f64, longitude: f64) -> &Place {
        let distance = |place: &Place| place.distance_km(latitude, longitude);
        self.all()
            .min_by(|one, other| distance(one).total_cmp(&distance(other)))
            .unwrap_or(&CITIES[0])
    }

    /// Up to `limit` places that `text` may mean, best first: those whose id
    /// or name begins with it, then those with a later word that does; when
    /// there are none, those spelled alike (Jaro-Winkler similarity over 0.8).
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<&Place> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Vec::new();
        }
        let mut matches: Vec<(u32, &Place)> =
            self.all().filter_map(|place| Some((likeness(&text, place)?, place))).collect();
        if matches.iter().any(|(likeness, _)| *likeness >= LATER_WORD) {
            matches.retain(|(likeness, _)| *likeness >= LATER_WORD);
        }
        matches.sort_by_key(|(likeness, _)| Reverse(*likeness));
        matches.into_iter().take(limit).map(|(_, place)| place).collect()
    }
}

/// The likeness of a text with which an id or a name begins.
const BEGINNING: u32 = 3000;
/// The likeness of a text with which a later word begins.
const LATER_WORD: u32 = 2000;

/// How well a lower-case text fits a place; `None` when not at all.
fn likeness(text: &str, place: &Place) -> Option<u32> {
    let name = place.name.to_lowercase();
    let id = text.replace(' ', "-");
    if name.starts_with(text) || place.id.starts_with(&id) {
        return Some(BEGINNING);
    }
    if name.contains(&format!(" {text}")) || place.id.contains(&format!("-{id}")) {
        return Some(LATER_WORD);
    }
    let similarity = strsim::jaro_winkler(&id, &place.id).max(strsim::jaro_winkler(text, &name));
    (similarity > 0.8).then_some((similarity * 1000.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(places: &[&Place]) -> Vec<String> {
        places.iter().map(|place| place.id.clone()).collect()
    }

    fn cabin(id: &str) -> Place {
        Place {
            id: id.into(),
            name: "Cabin".into(),
            latitude: 38.72,
            longitude: -9.14,
            elevation: 3.0,
            timezone: "Europe/Lisbon".into(),
            country: "PT".into(),
        }
    }

    #[test]
    fn extra_places_come_first() {
        let places = Places::with(vec![cabin("cabin"), cabin("lisbon")]);
        assert_eq!(places.by_id("cabin"), Some(&cabin("cabin")));
        assert_eq!(places.by_id("lisbon"), Some(&cabin("lisbon")));
        assert_eq!(places.all().filter(|place| place.id == "lisbon").count(), 1);
        assert_eq!(places.nearest(38.72, -9.14).id, "cabin");
        assert_eq!(places.all().count(), Places::builtin().all().count() + 1);
    }

    #[test]
    fn the_nearest_city_is_found_across_the_date_line() {
        let places = Places::builtin();
        assert_eq!(places.nearest(38.7, -9.1).id, "lisbon");
        assert_eq!(places.nearest(-17.0, -179.9).id, "suva");
        assert_eq!(places.nearest(-44.0, 179.9).id, "waitangi");
        assert_eq!(places.nearest(-89.9, 120.0).id, "south-pole");
    }

    #[test]
    fn a_search_finds_beginnings_words_and_misspellings() {
        let places = Places::builtin();
        assert_eq!(
            ids(&places.suggest("San ", 9)),
            ["san-francisco", "san-juan", "san-jose", "santiago"]
        );
        assert_eq!(ids(&places.suggest("são", 9)), ["sao-paulo"]);
        assert_eq!(ids(&places.suggest("Paulo", 1)), ["sao-paulo"]);
        assert_eq!(ids(&places.suggest("York", 1)), ["new-york"]);
        assert_eq!(ids(&places.suggest("lisobn", 1)), ["lisbon"]);
        assert_eq!(ids(&places.suggest("Tromso", 1)), ["tromso"]);
        assert!(places.suggest("zzzz", 3).is_empty());
        assert!(places.suggest("  ", 3).is_empty());
    }

    #[test]
    fn a_bad_configured_place_is_refused() {
        assert_eq!(validate(&cabin("my-cabin-2")), Ok(()));
        for id in ["", "Cabin", "-cabin", "my--cabin", "my cabin", "a,b", &"x".repeat(65)] {
            assert!(matches!(validate(&cabin(id)), Err(InvalidPlace::Id(_))), "{id}");
        }
        let nowhere = Place { latitude: 91.0, ..cabin("cabin") };
        assert!(matches!(validate(&nowhere), Err(InvalidPlace::Coordinates(_))));
        let timeless = Place { timezone: "Europe/Lisboa".into(), ..cabin("cabin") };
        assert!(matches!(validate(&timeless), Err(InvalidPlace::TimeZone(_))));
        let orbit = Place { elevation: 400e3, ..cabin("cabin") };
        assert_eq!(validate(&orbit), Err(InvalidPlace::Elevation(400e3)));
        let nameless = Place { name: " ".into(), ..cabin("cabin") };
        assert_eq!(validate(&nameless), Err(InvalidPlace::Name("cabin".into())));
    }
}
