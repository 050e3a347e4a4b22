use std::{cmp::Reverse, sync::LazyLock};

use weather::Place;

use crate::{
    cities::{CITIES, City},
    fold,
};

/// The places known by id.
#[derive(Clone, Copy, Debug)]
pub struct Places(&'static LazyLock<Vec<City>>);

impl Places {
    /// The built-in cities. They are read when they are first asked for.
    #[must_use]
    pub fn builtin() -> Self {
        Self(&CITIES)
    }

    /// Every place, the most people first.
    pub fn all(&self) -> impl Iterator<Item = Place> {
        self.0.iter().map(City::place)
    }

    /// The place with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Place> {
        self.city(id).map(City::place)
    }

    /// What a place is called in a language by its ISO 639 code, where that is known.
    #[must_use]
    pub fn name_in<'a>(&self, place: &'a Place, language: &str) -> &'a str {
        self.city(&place.id).map_or(&place.name, |city| city.name_in(language))
    }

    /// Whether a place is called so, in whatever language and spelling.
    #[must_use]
    pub fn is_called(&self, place: &Place, name: &str) -> bool {
        let name = fold(name);
        let city = self.city(&place.id);
        fold(&place.name) == name
            || city.is_some_and(|city| city.names().any(|known| fold(known) == name))
    }

    /// The place with the least great-circle distance to a spot (degrees north and east).
    #[must_use]
    pub fn nearest(&self, latitude: f64, longitude: f64) -> Place {
        let distance = |city: &City| distance(city, latitude, longitude);
        self.0
            .iter()
            .min_by(|one, other| distance(one).total_cmp(&distance(other)))
            .unwrap_or(&self.0[0])
            .place()
    }

    /// Up to `limit` places that `text` may mean, best first: those with a name
    /// in any language, or the id, that begins with it; then those with a later
    /// word that does; then those with it inside. Letters are compared without
    /// case and accents; among equals the English name counts first, then the
    /// number of people.
    #[must_use]
    pub fn find(&self, text: &str, limit: usize) -> Vec<Place> {
        let text = fold(text);
        if text.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<((Fit, bool), &City)> =
            searched().filter_map(|(city, names)| Some((fit(&text, names)?, city))).collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().take(limit).map(|(_, city)| city.place()).collect()
    }

    /// The same; where there are none, those spelled alike, the likest first
    /// (Jaro-Winkler similarity over 0.8).
    #[must_use]
    pub fn suggest(&self, text: &str, limit: usize) -> Vec<Place> {
        let found = self.find(text, limit);
        if !found.is_empty() {
            return found;
        }
        let text = fold(text);
        let mut alike: Vec<(u32, &City)> =
            searched().filter_map(|(city, names)| Some((likeness(&text, names)?, city))).collect();
        alike.sort_by_key(|(likeness, _)| Reverse(*likeness));
        alike.into_iter().take(limit).map(|(_, city)| city.place()).collect()
    }

    fn city(&self, id: &str) -> Option<&'static City> {
        self.0.iter().find(|city| city.id == id)
    }
}

/// How a text fits a place, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Beginning,
    LaterWord,
    Inside,
}

/// What a search knows each city by, folded, parted by `|`.
static KNOWN_AS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let known_as = |city: &City| city.names().chain([city.id]).map(fold).collect::<Vec<_>>();
    CITIES.iter().map(|city| known_as(city).join("|")).collect()
});

/// Every city with the names that a search knows it by.
fn searched() -> impl Iterator<Item = (&'static City, std::str::Split<'static, char>)> {
    CITIES.iter().zip(KNOWN_AS.iter().map(|names| names.split('|')))
}

/// How well a folded text fits one of a city's names, and whether that is
/// another name than the first; `None` when not at all.
fn fit<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<(Fit, bool)> {
    let fits = names.zip(0..).filter_map(|(name, at)| Some((fit_of_name(text, name)?, at > 0)));
    fits.min()
}

fn fit_of_name(text: &str, name: &str) -> Option<Fit> {
    let at = name.find(text)?;
    if at == 0 {
        return Some(Fit::Beginning);
    }
    let begins_word = name.match_indices(text).any(|(at, _)| name[..at].ends_with(' '));
    Some(if begins_word { Fit::LaterWord } else { Fit::Inside })
}

/// How alike a folded text and a city are spelled, in thousandths over 800.
fn likeness<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<u32> {
    let similarity = names.map(|name| strsim::jaro_winkler(text, name));
    let likest = similarity.fold(0.0, f64::max);
    (likest > 0.8).then_some((likest * 1000.0) as u32)
}

fn distance(city: &City, latitude: f64, longitude: f64) -> f64 {
    weather::distance_km((city.latitude, city.longitude), (latitude, longitude))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ids(places: Vec<Place>) -> Vec<String> {
        places.into_iter().map(|place| place.id).collect()
    }

    fn found(text: &str, limit: usize) -> Vec<String> {
        ids(Places::builtin().find(text, limit))
    }

    #[test]
    fn the_nearest_city_is_found_across_the_date_line() {
        let places = Places::builtin();
        assert_eq!(places.nearest(38.7, -9.1).id, "lisbon");
        assert_eq!(places.nearest(-17.0, -179.9).id, "labasa");
        assert_eq!(places.nearest(-44.0, 179.9).id, "waitangi");
        assert_eq!(places.nearest(-89.9, 120.0).id, "south-pole");
    }

    #[test]
    fn beginnings_come_before_words_and_words_before_what_is_inside() {
        // Among equals the larger one is first.
        assert_eq!(found("york", 9), ["new-york"]);
        assert_eq!(found("ham", 4), ["hamburg", "hamilton-nz", "hamilton", "yokohama"]);
        assert_eq!(found("San Jo", 9), ["san-jose-us", "san-jose"]);
        assert_eq!(found("Paulo", 1), ["sao-paulo"]);
        let fit = |text| fit_of_name(text, "new york");
        assert_eq!(
            [fit("new"), fit("york"), fit("ork"), fit("xyz")],
            [Some(Fit::Beginning), Some(Fit::LaterWord), Some(Fit::Inside), None]
        );
    }

    #[test]
    fn a_city_is_found_by_its_names_in_other_languages_and_spellings() {
        for (text, id) in [
            ("münchen", "munich"),
            ("Munchen", "munich"),
            ("ミュンヘン", "munich"),
            ("WIEN", "vienna"),
            ("東京", "tokyo"),
            ("Lissabon", "lisbon"),
            ("são", "sao-paulo"),
            ("Tromso", "tromso"),
            ("strassburg", "strasbourg"),
            ("Straßburg", "strasbourg"),
            ("Saint Denis", "saint-denis"),
            ("bombay", "mumbai"),
            ("san-jose-us", "san-jose-us"),
        ] {
            assert_eq!(found(text, 1), [id], "{text}");
        }
        assert!(found("lisobn", 9).is_empty());
        assert!(found("  ", 3).is_empty());
    }

    #[test]
    fn a_misspelling_suggests_what_is_spelled_alike() {
        let places = Places::builtin();
        assert_eq!(ids(places.suggest("lisobn", 1)), ["lisbon"]);
        assert!(places.suggest("zzzz", 3).is_empty());
        assert!(places.suggest("  ", 3).is_empty());
    }

    #[test]
    fn a_place_is_called_by_any_of_its_names() {
        let places = Places::builtin();
        let vienna = places.by_id("vienna").unwrap();
        assert!(["Vienna", "wien", "ウィーン"].iter().all(|name| places.is_called(&vienna, name)));
        assert!(!places.is_called(&vienna, "Vien"));
        assert_eq!(places.name_in(&vienna, "de"), "Wien");
        let spot = places.parse("1,2", Some("Here")).unwrap();
        assert_eq!(places.name_in(&spot, "de"), "Here");
        assert!(places.is_called(&spot, "hère"));
    }

    proptest! {
        #[test]
        fn whatever_is_searched_for_no_more_than_the_limit_is_found(text in ".*", limit in 0_usize..12) {
            let places = Places::builtin();
            prop_assert!(places.find(&text, limit).len() <= limit);
            prop_assert!(places.suggest(&text, limit).len() <= limit);
        }

        #[test]
        fn every_city_is_found_by_each_of_its_names(index in 0..CITIES.len()) {
            let city = &CITIES[index];
            for name in city.names() {
                let found = Places::builtin().find(name, usize::MAX);
                prop_assert!(found.iter().any(|place| place.id == city.id), "{name}");
            }
            let read = Places::builtin().parse(city.id, None);
            prop_assert_eq!(read.unwrap(), city.place());
        }
    }
}
