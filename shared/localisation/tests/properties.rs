//! Nothing that a weather service or a browser sends can break the writing.

#![allow(clippy::unwrap_used)] // clippy takes helpers in this folder for shipped code

use localisation::{LANGUAGES, Locale, Words, negotiate_language, negotiate_units};
use proptest::prelude::*;
use weather::{HourCycle, Place, Timestamp, Units, View};

const WORDS: &str = "count = { $count ->\n    [one] one\n   *[other] { $count }\n}";

fn view(timezone: String, units: Units, lang: &str, hours: Option<HourCycle>) -> View {
    View {
        place: Place {
            id: "somewhere".into(),
            name: "Somewhere".into(),
            latitude: 0.0,
            longitude: 0.0,
            elevation: 0.0,
            timezone,
            country: String::new(),
        },
        units,
        lang: lang.parse().unwrap(),
        hours,
    }
}

fn views() -> impl Strategy<Value = View> {
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let timezone = prop_oneof![9 => prop::sample::select(known), 1 => any::<String>()];
    let units = prop::sample::select(&Units::ALL);
    let lang = prop::sample::select(&["en", "de", "ja", "xx"]);
    let hours = prop::option::of(prop::sample::select(&HourCycle::ALL));
    (timezone, units, lang, hours)
        .prop_map(|(timezone, units, lang, hours)| view(timezone, units, lang, hours))
}

fn instants() -> impl Strategy<Value = Timestamp> {
    let range = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
    range.prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// Whether no message and no argument was missing.
fn complete(text: &str) -> bool {
    !text.is_empty() && !text.contains(['⟨', '{'])
}

proptest! {
    #[test]
    fn any_number_is_written_or_a_gap(
        view in views(),
        value in prop::num::f64::ANY,
        decimals: u8,
    ) {
        let words = Words::new(&[("en", WORDS), ("de", WORDS), ("ja", WORDS)]).unwrap();
        let locale = Locale::new(&words, &view, Timestamp::UNIX_EPOCH);
        let quantities = [
            locale.temperature(value),
            locale.temperature_difference(value),
            locale.speed(value),
            locale.precipitation(value),
            locale.pressure(value),
            locale.pressure_difference(value),
            locale.distance(value),
            locale.height(value),
            locale.percent(value),
            locale.degrees(value),
            locale.quantity(value, decimals, "u"),
        ];
        for quantity in quantities {
            prop_assert_eq!(quantity.value == locale.gap(), quantity.unit.is_empty());
            prop_assert!(value.is_finite() || quantity.unit.is_empty());
            prop_assert!(complete(&quantity.to_string()));
        }
        let others = [
            locale.number(value, decimals),
            locale.duration(value),
            locale.age(value),
            locale.text_with("count", &[("count", value.into())]),
        ];
        for text in others {
            prop_assert_eq!(text == locale.gap(), !value.is_finite());
            prop_assert!(complete(&text), "{}", text);
        }
    }

    #[test]
    fn rounding_to_zero_leaves_no_sign(value in -0.049..0.049) {
        let words = Words::new(&[("en", "")]).unwrap();
        let view = view("UTC".into(), Units::Metric, "en", None);
        let locale = Locale::new(&words, &view, Timestamp::UNIX_EPOCH);
        prop_assert_eq!(locale.number(value, 1), "0.0");
        prop_assert_eq!(locale.signed_number(value, 1), "0.0");
    }

    #[test]
    fn any_instant_is_written_in_any_zone(view in views(), instant in instants()) {
        let words = Words::new(&[("en", ""), ("de", ""), ("ja", "")]).unwrap();
        let locale = Locale::new(&words, &view, instant);
        let date = locale.local_date(instant);
        let texts = [
            locale.time(instant),
            locale.hour(instant),
            locale.date(date),
            locale.date_short(date),
            locale.weekday(date),
            locale.weekday_short(date),
        ];
        for text in texts {
            prop_assert!(complete(&text), "{}", text);
        }
    }

    #[test]
    fn the_patterns_write_what_the_locale_does(view in views(), instant in instants()) {
        let words = Words::new(&[("en", ""), ("de", ""), ("ja", "")]).unwrap();
        let locale = Locale::new(&words, &view, instant);
        let (patterns, date) = (locale.patterns(), locale.local_date(instant));
        let local = view.place.time_zone().to_datetime(instant);
        let hour = local.hour();
        let time = if hour < 12 { patterns.am } else { patterns.pm };
        let time = time
            .replace("{h23}", &format!("{hour:02}"))
            .replace("{h12}", &format!("{}", (hour + 11) % 12 + 1))
            .replace("{h11}", &format!("{}", hour % 12))
            .replace("{minute}", &format!("{:02}", local.minute()));
        prop_assert_eq!(time, locale.time(instant));
        let month = locale.text(&format!("month-{}", date.month()));
        let day = patterns
            .date
            .replace("{weekday}", &locale.weekday(date))
            .replace("{weekday-short}", &locale.weekday_short(date))
            .replace("{day}", &date.day().to_string())
            .replace("{month}", &month);
        prop_assert_eq!(day, locale.date(date));
    }

    #[test]
    fn any_header_gives_a_known_language(header: String) {
        prop_assert!(LANGUAGES.contains(&negotiate_language(&header).code()));
        let american = negotiate_units(&header) == Units::Imperial;
        prop_assert!(!american || header.to_ascii_uppercase().contains("US"));
    }

    #[test]
    fn headers_made_of_the_right_pieces_do_too(
        header in "((de|en|ja|fr|\\*)(-[A-Z]{2})?(;q=[01](\\.[0-9]{0,3})?)?[, ]{0,2}){0,8}",
    ) {
        prop_assert!(LANGUAGES.contains(&negotiate_language(&header).code()));
        let american = negotiate_units(&header) == Units::Imperial;
        prop_assert!(!american || header.to_ascii_uppercase().contains("US"));
    }

    #[test]
    fn any_id_and_any_compass_point_is_answered(id: String, view in views()) {
        let words = Words::new(&[("en", ""), ("de", ""), ("ja", "")]).unwrap();
        let locale = Locale::new(&words, &view, Timestamp::UNIX_EPOCH);
        prop_assert!(!locale.text(&id).is_empty());
        prop_assert!(locale.compass(&id).chars().count() == id.chars().count());
    }
}
