//! The tile from the place and the time alone: what it says and how it looks.

#![expect(clippy::unwrap_used, reason = "in a test a panic is a failure")]

use serde_json::Value;
use sun::Sun;
use widget_kit::{
    Needs, Rendered, Timestamp, Units, Widget,
    testing::{LOOKS, assert_sound, place, render, simulated, states},
};

const KEYS: [&str; 14] = [
    "elevation_deg",
    "azimuth_deg",
    "sunrise",
    "sunset",
    "solar_noon",
    "civil_dawn",
    "civil_dusk",
    "nautical_dawn",
    "nautical_dusk",
    "astronomical_dawn",
    "astronomical_dusk",
    "day_length_s",
    "day_length_change_s",
    "state",
];

fn tile(id: &str, now: &str, units: Units, lang: &str) -> Rendered {
    let now: Timestamp = now.parse().unwrap();
    let weather = simulated(&Sun, &place(id), now);
    render(&Sun, &weather, now, units, lang).unwrap()
}

/// The local time of an event of the reading.
fn local(id: &str, event: &Value) -> String {
    let event: Timestamp = event.as_str().unwrap().parse().unwrap();
    place(id).time_zone().to_datetime(event).strftime("%F %H:%M:%S").to_string()
}

/// Everything between tags, and nothing of them.
fn words(html: &str) -> Vec<&str> {
    let texts = html.split('>').filter_map(|piece| piece.split('<').next());
    texts.map(str::trim).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_winter_day_in_english() {
    let tile = tile("lisbon", "2025-12-28T15:00:00Z", Units::Metric, "en");
    insta::assert_snapshot!(tile.drawing.text);
    insta::assert_snapshot!(tile.drawing.html);
    insta::assert_snapshot!(serde_json::to_string_pretty(&tile.data).unwrap());
}

#[test]
fn a_winter_night_in_german() {
    let tile = tile("auckland", "2026-07-10T12:00:00Z", Units::Imperial, "de");
    insta::assert_snapshot!(tile.drawing.text);
    insta::assert_snapshot!(tile.drawing.html);
}

#[test]
fn the_reading_has_exactly_the_published_fields() {
    for (id, now) in [("lisbon", "2025-12-28T15:00:00Z"), ("tromso", "2025-12-28T15:00:00Z")] {
        let tile = tile(id, now, Units::Metric, "en");
        let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
        assert_eq!(keys, KEYS);
    }
}

#[test]
fn days_near_the_equator_are_alike_and_summer_days_are_long() {
    let hours = |id: &str, now: &str| {
        let tile = tile(id, now, Units::Metric, "en");
        tile.data["day_length_s"].as_f64().unwrap() / 3600.0
    };
    for month in 1..=12 {
        let length = hours("quito", &format!("2026-{month:02}-21T17:00:00Z"));
        assert!((12.05..12.2).contains(&length), "{length} h in month {month}");
    }
    assert!(hours("auckland", "2025-12-21T22:00:00Z") > 14.5);
    assert!(hours("auckland", "2026-06-21T00:00:00Z") < 9.8);
}

#[test]
fn times_are_rounded_to_the_nearest_minute() {
    let tile = tile("lisbon", "2025-12-28T15:00:00Z", Units::Metric, "en");
    assert_eq!(local("lisbon", &tile.data["sunrise"]), "2025-12-28 07:53:51");
    assert!(tile.drawing.text.contains("Sunrise 07:54"), "{}", tile.drawing.text);
}

#[test]
fn the_day_is_that_of_the_place() {
    // It is 28 December already on the Line Islands, 14 hours ahead.
    let tile = tile("kiritimati", "2025-12-27T11:00:00Z", Units::Metric, "en");
    for event in ["civil_dawn", "sunrise", "solar_noon", "sunset", "civil_dusk"] {
        let event = local("kiritimati", &tile.data[event]);
        assert!(event.starts_with("2025-12-28 "), "{event}");
    }
    assert!(tile.data["elevation_deg"].as_f64().unwrap() < -18.0);
}

#[test]
fn polar_night_and_polar_day_are_said_in_words() {
    for (id, now, state, lang, expected) in [
        ("tromso", "2025-12-28T11:00:00Z", "polar_night", "en", "The sun does not rise today."),
        ("tromso", "2025-06-28T11:00:00Z", "polar_day", "de", "Die Sonne geht heute nicht unter."),
        (
            "longyearbyen",
            "2025-12-28T11:00:00Z",
            "polar_night",
            "de",
            "Die Sonne geht heute nicht auf.",
        ),
        ("longyearbyen", "2025-06-28T23:00:00Z", "polar_day", "en", "The sun does not set today."),
    ] {
        let tile = tile(id, now, Units::Metric, lang);
        assert_eq!(tile.data["state"], state, "{id}");
        assert!(tile.data["sunrise"].is_null() && tile.data["sunset"].is_null());
        assert!(tile.drawing.html.contains(expected), "{}", tile.drawing.html);
        assert!(tile.drawing.text.contains(expected), "{}", tile.drawing.text);
    }
}

#[test]
fn a_polar_day_lasts_24_hours_and_a_polar_night_none() {
    let length = |now| tile("longyearbyen", now, Units::Metric, "en").data["day_length_s"].clone();
    assert_eq!(length("2025-06-28T11:00:00Z"), 86_400.0);
    assert_eq!(length("2025-12-28T11:00:00Z"), 0.0);
}

#[test]
fn days_grow_in_the_north_while_they_shrink_in_the_south() {
    let change = |id| {
        let tile = tile(id, "2026-03-20T12:00:00Z", Units::Metric, "en");
        (tile.data["day_length_change_s"].as_f64().unwrap(), tile.drawing.text)
    };
    let (lisbon, text) = change("lisbon");
    assert!((100.0..200.0).contains(&lisbon), "{lisbon}");
    assert!(text.contains("min longer than yesterday"), "{text}");
    let (auckland, text) = change("auckland");
    assert!((-200.0..-100.0).contains(&auckland), "{auckland}");
    assert!(text.contains("min shorter than yesterday"), "{text}");
}

#[test]
fn a_day_of_23_hours_fills_the_picture() {
    // Clocks in Lisbon go from 01:00 to 02:00, so six o'clock comes after five hours.
    let tile = tile("lisbon", "2026-03-29T11:00:00Z", Units::Metric, "en");
    assert!(tile.drawing.html.contains(r#"<text x="21.74%""#), "{}", tile.drawing.html);
    assert!(tile.drawing.html.contains("L100 "));
}

#[test]
fn the_text_holds_every_number_of_the_picture() {
    for (id, units, lang) in [
        ("lisbon", Units::Metric, "en"),
        ("auckland", Units::Imperial, "en"),
        ("quito", Units::Imperial, "de"),
    ] {
        let tile = tile(id, "2026-03-20T12:00:00Z", units, lang);
        let (_, facts) = tile.drawing.html.split_once("</circle>").unwrap();
        let facts = words(facts);
        let numbers = facts.iter().filter(|word| word.contains(char::is_numeric));
        assert_eq!(numbers.clone().count(), 4, "{facts:?}");
        for number in numbers {
            assert!(tile.drawing.text.contains(number), "{number} in {}", tile.drawing.text);
        }
    }
}

#[test]
fn the_picture_keeps_to_what_a_board_lets_through() {
    assert_sound(&tile("lisbon", "2025-12-28T15:00:00Z", Units::Metric, "en"));
}

#[test]
fn every_language_has_every_message() {
    assert_eq!(Sun::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn no_upstream_is_asked() {
    assert_eq!(Sun.needs(), Needs::nothing());
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Sun, units, lang));
    }
}
