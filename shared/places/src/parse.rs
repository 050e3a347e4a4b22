use weather::{InvalidCoordinates, Place};

use crate::Places;

/// How far the zone and country of a city reach, km.
const CITY_REACH_KM: f64 = 500.0;
/// How far the elevation of a city reaches, km.
const ELEVATION_REACH_KM: f64 = 30.0;
/// The longest name of a free spot, and of a text quoted in an error, characters.
const MAX_CHARS: usize = 64;

/// A text that names no place, with what is allowed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlaceError {
    /// No place has this id.
    #[error("{found:?} is no place: an id such as \"lisbon\" or latitude,longitude such as 38.72,-9.14 is allowed{}", hint(.suggestions))]
    Unknown {
        /// The text found, cut to 64 characters.
        found: String,
        /// Up to three ids spelled alike.
        suggestions: Vec<String>,
    },
    /// One half of `latitude,longitude` is not a number.
    #[error(
        "{found:?} is not a number of degrees: latitude,longitude such as 38.72,-9.14 is allowed"
    )]
    NotANumber {
        /// The half found, cut to 64 characters.
        found: String,
    },
    /// The spot is not on Earth.
    #[error(transparent)]
    Coordinates(#[from] InvalidCoordinates),
}

fn hint(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return String::new();
    }
    format!("; did you mean {}?", suggestions.join(", "))
}

impl Places {
    /// Reads a place: an id, or `latitude,longitude` in degrees, which `name`
    /// may name (ignored with an id).
    ///
    /// A free spot has the time zone and country of the nearest place within
    /// 500 km, else the nautical zone of its longitude and no country; its
    /// elevation is that of the nearest place within 30 km, else 0.
    ///
    /// # Errors
    /// When no place has that id, or the coordinates are no numbers or not on Earth.
    pub fn parse(&self, text: &str, name: Option<&str>) -> Result<Place, PlaceError> {
        let text = text.trim();
        if let Some((latitude, longitude)) = text.split_once(',') {
            let (latitude, longitude) =
                Place::coordinates(degrees(latitude)?, degrees(longitude)?)?;
            return Ok(self.free_spot(latitude, longitude, name));
        }
        self.by_id(&text.to_ascii_lowercase()).ok_or_else(|| PlaceError::Unknown {
            found: cut(text),
            suggestions: self.suggest(&cut(text), 3).into_iter().map(|place| place.id).collect(),
        })
    }

    fn free_spot(&self, latitude: f64, longitude: f64, name: Option<&str>) -> Place {
        let nearest = self.nearest(latitude, longitude);
        let distance_km = nearest.distance_km(latitude, longitude);
        let (timezone, country) = if distance_km <= CITY_REACH_KM {
            (nearest.timezone, nearest.country)
        } else {
            (nautical_zone(longitude), String::new())
        };
        Place {
            id: format!("{latitude},{longitude}"),
            name: name
                .map(clean)
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| spoken(latitude, longitude)),
            latitude,
            longitude,
            elevation: if distance_km <= ELEVATION_REACH_KM { nearest.elevation } else { 0.0 },
            timezone,
            country,
        }
    }
}

fn degrees(text: &str) -> Result<f64, PlaceError> {
    text.trim().parse().map_err(|_| PlaceError::NotANumber { found: cut(text.trim()) })
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect()
}

/// A name as it may be shown: one line, no control characters, no marks that
/// turn the direction of the text around it, at most 64 characters.
fn clean(name: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown: String = name
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !turns(*letter))
        .collect();
    cut(shown.trim()).trim_end().to_owned()
}

/// Coordinates as people write them: `38.72° N, 9.14° W`.
fn spoken(latitude: f64, longitude: f64) -> String {
    let north_south = if latitude < 0.0 { 'S' } else { 'N' };
    let east_west = if longitude < 0.0 { 'W' } else { 'E' };
    format!("{:.2}° {north_south}, {:.2}° {east_west}", latitude.abs(), longitude.abs())
}

/// The zone of the sea at a longitude, one per 15°. The sign of an `Etc` zone
/// is that of POSIX: west of Greenwich is plus.
fn nautical_zone(longitude: f64) -> String {
    match (longitude / 15.0).round() as i32 {
        0 => "Etc/GMT".to_owned(),
        east_h => format!("Etc/GMT{:+}", -east_h),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cities::tests::assert_sound;

    fn parse(text: &str) -> Result<Place, PlaceError> {
        Places::builtin().parse(text, None)
    }

    #[test]
    fn an_id_is_a_place() {
        assert_eq!(parse(" Lisbon ").unwrap().name, "Lisbon");
        assert_eq!(parse("sao-paulo").unwrap().name, "São Paulo");
    }

    #[test]
    fn an_unknown_id_says_what_is_meant() {
        assert_eq!(
            parse("lisbonn").unwrap_err().to_string(),
            "\"lisbonn\" is no place: an id such as \"lisbon\" or latitude,longitude such as \
             38.72,-9.14 is allowed; did you mean lisbon?"
        );
        assert!(parse("").unwrap_err().to_string().ends_with("is allowed"));
        let PlaceError::Unknown { found, .. } = parse(&"x".repeat(10_000)).unwrap_err() else {
            panic!("an unknown id");
        };
        assert_eq!(found.len(), 64);
    }

    #[test]
    fn a_spot_near_a_city_takes_its_zone_country_and_elevation() {
        let spot = parse("38.722252,-9.139337").unwrap();
        let expected = Place {
            id: "38.7223,-9.1393".into(),
            name: "38.72° N, 9.14° W".into(),
            latitude: 38.7223,
            longitude: -9.1393,
            elevation: 45.0,
            timezone: "Europe/Lisbon".into(),
            country: "PT".into(),
        };
        assert_eq!(spot, expected);
        let countryside = parse("39.5,-8").unwrap();
        assert_eq!((countryside.elevation, countryside.country.as_str()), (0.0, "PT"));
    }

    #[test]
    fn far_from_all_cities_the_longitude_gives_the_zone() {
        for (spot, zone, offset_h) in
            [("-45,-110", "Etc/GMT+7", -7), ("-45,110.0", "Etc/GMT-7", 7), ("-50,0", "Etc/GMT", 0)]
        {
            let place = parse(spot).unwrap();
            assert_eq!((place.timezone.as_str(), place.country.as_str()), (zone, ""));
            let offset = place.time_zone().to_offset(weather::Timestamp::UNIX_EPOCH);
            assert_eq!(offset.seconds(), offset_h * 3600);
        }
    }

    #[test]
    fn neighbours_across_the_date_line_have_days_of_their_own() {
        for (spot, zone) in [
            ("-16.8,180", "Pacific/Fiji"),
            ("-16.8,-180", "Pacific/Fiji"),
            ("-13.9,-171.8", "Pacific/Apia"),
            ("-14.3,-170.7", "Pacific/Pago_Pago"),
            ("-21.2,-175.1", "Pacific/Tongatapu"),
            ("-44,-176.5", "Pacific/Chatham"),
            ("1.9,-157.4", "Pacific/Kiritimati"),
        ] {
            assert_eq!(parse(spot).unwrap().timezone, zone, "{spot}");
        }
        assert_eq!(parse("20,-180"), parse("20,180"));
    }

    #[test]
    fn absurd_coordinates_say_what_is_allowed() {
        assert_eq!(
            parse("91,0").unwrap_err().to_string(),
            "91,0 is not on Earth: latitude is allowed from -90 to 90, longitude from -180 to 180"
        );
        assert!(matches!(parse("nan,0"), Err(PlaceError::Coordinates(_))));
        assert_eq!(
            parse("Paris, France").unwrap_err(),
            PlaceError::NotANumber { found: "Paris".into() }
        );
        assert_eq!(parse("1,2,3").unwrap_err(), PlaceError::NotANumber { found: "2,3".into() });
    }

    #[test]
    fn a_name_is_made_fit_to_show() {
        let name = |name| Places::builtin().parse("38.7,-9.1", Some(name)).unwrap().name;
        assert_eq!(name("  My\tbalcony\u{7}\u{202e} "), "My balcony");
        assert_eq!(name(" \n"), "38.70° N, 9.10° W");
        assert_eq!(name(&"é".repeat(100)).chars().count(), 64);
    }

    proptest! {
        #[test]
        fn any_spot_is_read_and_its_id_reads_the_same(latitude in -90.0..=90.0, longitude in -180.0..=180.0) {
            let place = parse(&format!("{latitude},{longitude}")).unwrap();
            prop_assert_eq!(&parse(&place.id).unwrap(), &place);
            let named = Place { id: "spot".into(), ..place };
            assert_sound(&named);
        }

        #[test]
        fn no_text_is_too_odd(text in ".*", name in ".*") {
            let places = Places::builtin();
            if let Ok(place) = places.parse(&text, Some(&name)) {
                prop_assert!(!place.name.is_empty() && place.name.chars().count() <= 64);
            }
            prop_assert!(places.suggest(&text, 3).len() <= 3);
        }
    }
}
