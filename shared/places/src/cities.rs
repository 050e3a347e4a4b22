use std::sync::LazyLock;

use weather::Place;

/// The built-in cities, in the order of the file: the most people first.
pub(crate) static CITIES: LazyLock<Vec<City>> =
    LazyLock::new(|| rows().filter_map(City::read).collect());

/// A built-in place with all that it is called.
#[derive(Debug)]
pub(crate) struct City {
    pub(crate) id: &'static str,
    /// In English.
    pub(crate) name: &'static str,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    elevation: f64,
    timezone: &'static str,
    country: &'static str,
    /// Empty where it is called as in English.
    german: &'static str,
    japanese: &'static str,
    /// Further names that people search for, parted by `|`.
    other: &'static str,
}

fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("../data/cities.csv").lines().skip(1)
}

impl City {
    /// One row, its columns as the first line of the file names them.
    fn read(row: &'static str) -> Option<Self> {
        let mut fields = row.split(',');
        let city = Self {
            id: fields.next()?,
            name: fields.next()?,
            latitude: fields.next()?.parse().ok()?,
            longitude: fields.next()?.parse().ok()?,
            elevation: fields.next()?.parse().ok()?,
            timezone: fields.next()?,
            country: fields.next()?,
            german: fields.next()?,
            japanese: fields.next()?,
            other: fields.next()?,
        };
        fields.next().is_none().then_some(city)
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            id: self.id.into(),
            name: self.name.into(),
            latitude: self.latitude,
            longitude: self.longitude,
            elevation: self.elevation,
            timezone: self.timezone.into(),
            country: self.country.into(),
        }
    }

    /// Its name in a language by its ISO 639 code, English where there is none.
    pub(crate) fn name_in(&self, language: &str) -> &'static str {
        let name = match language {
            "de" => self.german,
            "ja" => self.japanese,
            _ => "",
        };
        if name.is_empty() { self.name } else { name }
    }

    /// All its names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let names = [self.name, self.german, self.japanese].into_iter();
        names.chain(self.other.split('|')).filter(|name| !name.is_empty())
    }
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
            let city = City::read(row).unwrap_or_else(|| panic!("not a place: {row}"));
            let place = city.place();
            assert_sound(&place);
            assert!((-430.0..5500.0).contains(&place.elevation), "{row}");
            let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(upper(&place.country), "{row}");
            let in_antarctica = place.latitude < -60.0;
            assert_eq!(place.country.len(), if in_antarctica { 0 } else { 2 }, "{row}");
            assert_eq!(city.names().count(), city.names().collect::<BTreeSet<_>>().len(), "{row}");
        }
    }

    #[test]
    fn no_two_cities_share_an_id_or_a_spot() {
        let ids: BTreeSet<&str> = CITIES.iter().map(|city| city.id).collect();
        assert_eq!(ids.len(), CITIES.len());
        for (index, city) in CITIES.iter().enumerate() {
            for other in &CITIES[..index] {
                // Some capitals look at each other across a border.
                let least_km = if city.country == other.country { 20.0 } else { 2.0 };
                let apart = city.place().distance_km(other.latitude, other.longitude);
                assert!(apart > least_km, "{} and {}: {apart} km", city.id, other.id);
            }
        }
    }

    /// Catches a swapped sign: a zone lies near the longitude that it is named for.
    #[test]
    fn zones_agree_with_longitudes() {
        let winter = "2025-01-15T00:00:00Z".parse().unwrap();
        for city in CITIES.iter().filter(|city| city.id != "south-pole") {
            let offset_s = city.place().time_zone().to_offset(winter).seconds();
            let offset_h = f64::from(offset_s) / 3600.0;
            let apart = (offset_h - city.longitude / 15.0 + 36.0).rem_euclid(24.0) - 12.0;
            assert!(apart.abs() < 3.2, "{}: {apart} h", city.id);
        }
    }

    #[test]
    fn every_continent_and_ocean_is_there() {
        assert!(CITIES.len() > 500);
        let countries: BTreeSet<&str> = CITIES.iter().map(|city| city.country).collect();
        // Those of ISO 3166 where people live, nearly all.
        assert!(countries.len() > 235, "{}", countries.len());
        let ids = "lisbon london berlin paris madrid prague new-york los-angeles tokyo kyoto sydney \
            auckland reykjavik longyearbyen tromso singapore quito la-paz kathmandu cape-town \
            nairobi mumbai delhi sao-paulo honolulu kiritimati apia mcmurdo waitangi anchorage \
            ushuaia dubai denver canberra ottawa brasilia abuja astana bern rabat wellington \
            vatican-city brazzaville funafuti vaduz thimphu";
        for id in ids.split_whitespace() {
            assert!(CITIES.iter().any(|city| city.id == id), "{id}");
        }
    }

    #[test]
    fn a_city_has_a_name_in_each_language() {
        let munich = CITIES.iter().find(|city| city.id == "munich").unwrap();
        assert_eq!(
            ["en", "de", "ja", "pt"].map(|language| munich.name_in(language)),
            ["Munich", "München", "ミュンヘン", "Munich"]
        );
        let graz = CITIES.iter().find(|city| city.id == "graz").unwrap();
        assert_eq!(graz.name_in("de"), "Graz");
        assert!(CITIES.iter().all(|city| !city.japanese.is_empty()));
    }
}
