use std::cmp::Reverse;

use weather::Place;

use crate::cities::CITIES;

/// The places known by id.
#[derive(Clone, Copy, Debug)]
pub struct Places(&'static [Place]);

impl Places {
    /// The built-in cities.
    #[must_use]
    pub fn builtin() -> Self {
        Self(&CITIES)
    }

    /// Every place.
    pub fn all(&self) -> impl Iterator<Item = &'static Place> {
        self.0.iter()
    }

    /// The place with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&'static Place> {
        self.all().find(|place| place.id == id)
    }

    /// The place with the least great-circle distance to a spot (degrees north and east).
    #[must_use]
    pub fn nearest(&self, latitude: f64, longitude: f64) -> &'static Place {
        let distance = |place: &Place| place.distance_km(latitude, longitude);
        self.all()
            .min_by(|one, other| distance(one).total_cmp(&distance(other)))
            .unwrap_or(&CITIES[0])
    }

    /// Up to `limit` places that `text` may mean, best first: those whose id
    /// or name begins with it, then those with a later word that does; when
    /// there are none, those spelled alike (Jaro-Winkler similarity over 0.8).
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<&'static Place> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Vec::new();
        }
        let mut matches: Vec<(u32, &'static Place)> =
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
}
