//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use meteorology::{UvCategory, uv_category};
use serde_json::Value;
use uv_index::UvIndex;
use widget_kit::{
    Gap, Rendered, Timestamp, Units, Variable, Weather, Widget,
    testing::{LOOKS, assert_sound, at, hourly, place, render, simulated, states},
};

const NOON: &str = "2026-06-21T12:20:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&UvIndex, weather, weather.fetched_at, units, lang)
}

fn weather(id: &str, now: &str) -> Weather {
    simulated(&UvIndex, &place(id), at(now))
}

/// An index of the hour of the day, UTC, that needs protection from 7:30 to 17:30.
fn bright(hour: f64) -> f64 {
    (9.5 - 1.4 * (hour % 24.0 - 12.5).abs()).max(0.0)
}

/// Two days of London, where it is UTC in winter, with an index by the hour.
fn made(now: &str, index: fn(f64) -> f64) -> Weather {
    let values = [(Variable::UvIndex, index), (Variable::UvIndexClearSky, index)];
    let first = at("2026-02-01T00:00:00Z");
    Weather { hourly: hourly(first, 49, &values), ..weather("london", now) }
}

/// Lisbon's weather with both columns changed.
fn with(now: &str, change: impl Fn(&mut Vec<Option<f64>>)) -> Weather {
    let mut weather = weather("lisbon", now);
    weather.hourly.values.values_mut().for_each(change);
    weather
}

fn protection(weather: &Weather, lang: &str) -> (Value, Value, String) {
    let tile = draw(weather, Units::Metric, lang).unwrap();
    assert_sound(&tile);
    let sentence = tile.drawing.text.split(". ").nth(1).unwrap().to_owned();
    (tile.data["protect_from"].clone(), tile.data["protect_until"].clone(), sentence)
}

#[test]
fn a_simulated_summer_and_winter() {
    for (name, id, now, units, lang) in [
        ("metric-en", "lisbon", NOON, Units::Metric, "en"),
        ("imperial-de", "sydney", "2026-01-15T09:20:00Z", Units::Imperial, "de"),
    ] {
        let tile = draw(&weather(id, now), units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields() {
    let tile = draw(&weather("lisbon", NOON), Units::Si, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    let expected = [
        "uv_index",
        "clear_sky_uv_index",
        "category",
        "max_today",
        "protect_from",
        "protect_until",
    ];
    assert_eq!(keys, expected);
    let number = |name: &str| tile.data[name].as_f64().unwrap();
    assert!(number("uv_index") <= number("clear_sky_uv_index"));
    assert!(number("uv_index") <= number("max_today") + 1e-9);
}

#[test]
fn the_sentence_goes_with_the_day() {
    let window = ("2026-02-01T07:30:00Z", "2026-02-01T17:30:00Z");
    for (now, en, de) in [
        (
            "2026-02-01T03:00:00Z",
            "Sun protection 07:30 to 17:30.",
            "Sonnenschutz von 07:30 bis 17:30.",
        ),
        ("2026-02-01T07:30:00Z", "Sun protection until 17:30.", "Sonnenschutz bis 17:30."),
        ("2026-02-01T17:30:00Z", "Sun protection until 17:30.", "Sonnenschutz bis 17:30."),
        (
            "2026-02-01T21:00:00Z",
            "Sun protection again tomorrow from 07:30.",
            "Sonnenschutz wieder morgen ab 07:30.",
        ),
    ] {
        for (lang, expected) in [("en", en), ("de", de)] {
            let (from, until, sentence) = protection(&made(now, bright), lang);
            assert_eq!((from.as_str().unwrap(), until.as_str().unwrap()), window, "{now}");
            assert_eq!(sentence, expected, "{now}");
        }
    }
}

#[test]
fn after_the_window_no_more_may_come() {
    let today = |hour: f64| if hour < 24.0 { bright(hour) } else { 0.0 };
    let (.., sentence) = protection(&made("2026-02-01T21:00:00Z", today), "en");
    assert_eq!(sentence, "No more sun protection needed today.");
}

#[test]
fn at_night_the_index_is_zero() {
    let tile = draw(&made("2026-02-01T23:00:00Z", bright), Units::Metric, "en").unwrap();
    assert_eq!(tile.data["uv_index"], 0.0);
    assert_eq!(tile.data["category"], "low");
    assert_eq!(tile.data["max_today"], bright(12.0));
    assert!(tile.drawing.text.starts_with("UV index 0, low; today up to 9, clear sky 0. "));
}

#[test]
fn a_polar_night_needs_no_protection() {
    let (from, until, sentence) =
        protection(&weather("longyearbyen", "2026-12-21T11:00:00Z"), "en");
    assert!(from.is_null() && until.is_null());
    assert_eq!(sentence, "No sun protection needed today.");
    let tile = draw(&weather("longyearbyen", "2026-12-21T11:00:00Z"), Units::Metric, "en").unwrap();
    assert_eq!((&tile.data["uv_index"], &tile.data["max_today"]), (&0.0.into(), &0.0.into()));
}

#[test]
fn the_day_is_that_of_the_place() {
    for (id, now, day) in [
        ("tokyo", "2026-06-21T14:59:00Z", ("2026-06-20T15:00:00Z", "2026-06-21T15:00:00Z")),
        ("tokyo", "2026-06-21T15:00:00Z", ("2026-06-21T15:00:00Z", "2026-06-22T15:00:00Z")),
        ("kiritimati", "2026-06-21T09:59:00Z", ("2026-06-20T10:00:00Z", "2026-06-21T10:00:00Z")),
        ("kiritimati", "2026-06-21T10:00:00Z", ("2026-06-21T10:00:00Z", "2026-06-22T10:00:00Z")),
        // The clocks go back: a day of 25 hours.
        ("berlin", "2026-10-25T22:59:00Z", ("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")),
    ] {
        let mut weather = weather(id, now);
        let (from, to) = (at(day.0), at(day.1));
        let is_today = |time: &Timestamp| (from..to).contains(time);
        let today: Vec<bool> = weather.hourly.times.iter().map(is_today).collect();
        assert_eq!(weather.hourly.times.iter().find(|time| is_today(time)), Some(&from));
        let marked = today.iter().map(|today| Some(if *today { 3.0 } else { 8.0 }));
        // The hour that ends the day counts: with 2 the window ends within the last hour.
        let mut values: Vec<Option<f64>> = marked.collect();
        let end = weather.hourly.times.iter().position(|time| *time == to).unwrap();
        values[end] = Some(2.0);
        weather.hourly.values.insert(Variable::UvIndex, values);
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        assert_eq!(tile.data["max_today"], 3.0, "{id} at {now}");
        assert_eq!(tile.data["protect_from"], day.0, "{id} at {now}");
        let until = at(tile.data["protect_until"].as_str().unwrap());
        assert!(until < to && to.as_second() - until.as_second() == 1800, "{id}: {until}");
    }
}

#[test]
fn gaps_are_no_zeros() {
    let noon = with(NOON, |values| values[25..=26].fill(None));
    let tile = draw(&noon, Units::Metric, "en").unwrap();
    assert_sound(&tile);
    for name in ["uv_index", "clear_sky_uv_index", "category"] {
        assert!(tile.data[name].is_null(), "{name}");
    }
    assert!(tile.data["max_today"].is_number());
    assert!(tile.drawing.text.starts_with("UV index –, –; today up to "));
    assert!(tile.drawing.text.contains("clear sky –"));
    assert!(!tile.drawing.html.contains("class=\"dot\""));
    assert_eq!(tile.drawing.html.split("class=\"curve\"").nth(1).unwrap().matches('Z').count(), 2);
}

#[test]
fn a_day_known_in_part_promises_nothing() {
    let mut weather = made("2026-02-01T10:00:00Z", |_| 1.0);
    weather.hourly.values.values_mut().for_each(|values| values[12..15].fill(None));
    let (.., sentence) = protection(&weather, "en");
    assert_eq!(sentence, "Need for sun protection unknown.");
}

#[test]
fn what_is_unknown_is_no_all_clear() {
    // Known up to noon, with an index of 6 there.
    let at_noon = |now| {
        let mut weather = made(now, |hour| if hour < 24.0 { (hour / 2.0).min(6.0) } else { 0.0 });
        weather.hourly.values.values_mut().for_each(|values| values[13..].fill(None));
        weather
    };
    for (now, en, de, ja) in [
        (
            "2026-02-01T04:30:00Z",
            "Sun protection 05:00 to at least 12:00.",
            "Sonnenschutz von 05:00 bis mindestens 12:00.",
            "05:00から少なくとも12:00まで紫外線対策を。",
        ),
        (
            "2026-02-01T11:30:00Z",
            "Sun protection until at least 12:00.",
            "Sonnenschutz bis mindestens 12:00.",
            "少なくとも12:00まで紫外線対策を。",
        ),
        (
            "2026-02-01T13:30:00Z",
            "Need for sun protection unknown.",
            "Bedarf an Sonnenschutz unbekannt.",
            "紫外線対策の要否は不明。",
        ),
    ] {
        for (lang, expected) in [("en", en), ("de", de), ("ja", ja)] {
            let tile = draw(&at_noon(now), Units::Metric, lang).unwrap();
            assert!(tile.drawing.text.ends_with(expected), "{now}: {}", tile.drawing.text);
            assert_eq!(tile.data["protect_from"], "2026-02-01T05:00:00Z");
            assert!(tile.data["protect_until"].is_null(), "{now}");
            assert!(tile.drawing.html.contains("class=\"window\""), "{now}");
        }
    }
}

#[test]
fn an_old_answer_says_nothing_of_tomorrow() {
    let mut weather = made("2026-02-01T13:30:00Z", |hour| 7.0 - (13.0 - hour).abs());
    weather.hourly.times.truncate(14);
    weather.hourly.values.values_mut().for_each(|values| values.truncate(14));
    let (.., sentence) = protection(&weather, "en");
    assert_eq!(sentence, "Need for sun protection unknown.");
    // What of the day is over need not be known.
    let mut weather = made("2026-02-01T21:00:00Z", bright);
    weather.hourly.values.values_mut().for_each(|values| values[19..=20].fill(None));
    let (.., sentence) = protection(&weather, "en");
    assert_eq!(sentence, "Sun protection again tomorrow from 07:30.");
}

#[test]
fn without_any_hour_there_is_nothing_to_show() {
    let weather = with(NOON, |values| values.fill(None));
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let mut weather = self::weather("lisbon", NOON);
    weather.hourly = widget_kit::Series::default();
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    let tile = draw(&weather("lisbon", NOON), Units::Metric, "en").unwrap();
    let words = tile.drawing.html.split("<p ").skip(1);
    let words = words.map(|words| words.split_once('>').unwrap().1.split("</p>").next().unwrap());
    let words: Vec<&str> = words.flat_map(|words| words.split(['<', '>', ' '])).collect();
    let numbers: Vec<&&str> =
        words.iter().filter(|word| word.contains(|char: char| char.is_ascii_digit())).collect();
    assert!(numbers.len() >= 4, "{numbers:?}");
    for number in numbers {
        assert!(tile.drawing.text.contains(*number), "{number} is not in {}", tile.drawing.text);
    }
}

#[test]
fn the_light_of_the_picture_is_that_of_the_categories() {
    // The index is that of the picture's top, so its own light reaches it.
    for index in [2.4, 2.5, 5.4, 5.5, 7.4, 7.5, 10.4, 10.5, 11.0, 25.0] {
        let weather = with(NOON, |values| values.fill(Some(index)));
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        let code = uv_category(index).code();
        assert!(tile.drawing.html.starts_with(&format!("<div class=\"uv {code}\">")));
        let stop = |of: &str| format!("<stop class=\"{of}\" offset=\"");
        let (_, from) = tile.drawing.html.rsplit_once(&stop(code)).unwrap();
        let (_, to) = tile.drawing.html.split_once(&stop(code)).unwrap();
        let number = |from: &str| from.split('%').next().unwrap().parse::<f64>().unwrap();
        let top = 4.0 + if index < 6.0 { 96.0 * (6.0 - index) / 6.0 } else { 0.0 };
        let ends = (number(from), number(to));
        let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
        assert!(low <= top + 0.01 && top <= high + 0.01, "{index}: {ends:?}, {top}");
    }
}

#[test]
fn extremes_stay_sound_in_all_units_and_languages() {
    for index in [0.0, 0.4, 11.0, 25.0, 43.3] {
        for now in [NOON, "2026-06-21T00:30:00Z"] {
            let weather = with(now, |values| values.fill(Some(index)));
            for units in Units::ALL {
                for lang in ["en", "de"] {
                    let tile = draw(&weather, units, lang).unwrap();
                    assert_sound(&tile);
                    assert!(!tile.drawing.html.contains("=\"-"), "{}", tile.drawing.html);
                }
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "kolkata", "kiritimati", "honolulu"] {
        for hour in ["00", "06", "12", "18", "23"] {
            let tile =
                draw(&weather(id, &format!("2026-06-21T{hour}:40:00Z")), Units::Metric, "en");
            let tile = tile.unwrap();
            assert!(tile.data["uv_index"].is_number() && tile.data["max_today"].is_number());
            assert!(!tile.drawing.text.contains('–'), "{}", tile.drawing.text);
        }
    }
}

#[test]
fn all_words_are_translated() {
    let words = UvIndex::PACKAGE.words().unwrap();
    assert_eq!(words.missing(), []);
    for category in UvCategory::ALL {
        let index = [0.0, 3.0, 6.0, 8.0, 11.0][*category as usize];
        let weather = with(NOON, |values| values.fill(Some(index)));
        for lang in ["en", "de"] {
            assert_sound(&draw(&weather, Units::Metric, lang).unwrap());
        }
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| UvIndex, units, lang));
    }
}
