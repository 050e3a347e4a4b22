//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says, gaps and limits.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use pressure::Pressure;
use weather::Series;
use widget_kit::{
    Gap, Rendered, Units, Variable, Weather, Widget,
    testing::{LOOKS, assert_sound, at, hourly, place, render, simulated, states},
};

const NOW: &str = "2026-03-01T14:30:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    let tile = render(&Pressure, weather, weather.fetched_at, units, lang)?;
    assert_sound(&tile);
    assert_all_numbers_are_in_the_text(&tile);
    assert_curve_is_inside(&tile);
    Ok(tile)
}

fn assert_all_numbers_are_in_the_text(tile: &Rendered) {
    let texts = tile.drawing.html.split('<').filter_map(|tag| Some(tag.split_once('>')?.1.trim()));
    for number in texts.filter(|text| text.contains(|char: char| char.is_ascii_digit())) {
        assert!(tile.drawing.text.contains(number), "{number} not in {}", tile.drawing.text);
    }
}

fn curve(tile: &Rendered) -> &str {
    let (_, from) = tile.drawing.html.split_once("class=\"curve\" d=\"").unwrap();
    from.split('"').next().unwrap()
}

fn assert_curve_is_inside(tile: &Rendered) {
    let numbers = curve(tile).split(['M', 'L', 'h', ' ']).filter(|number| !number.is_empty());
    for number in numbers.map(|number| number.parse::<f64>().unwrap()) {
        assert!((0.0..=100.0).contains(&number), "{number} in {}", tile.drawing.html);
    }
}

/// Weather in London's time with hours from yesterday 14:00 to today 15:00.
fn weather(hpa: fn(f64) -> f64) -> Weather {
    let mut weather = simulated(&Pressure, &place("london"), at(NOW));
    let hours = hourly(at("2026-02-28T14:00:00Z"), 26, &[(Variable::PressureMsl, hpa)]);
    weather.hourly = hours;
    weather
}

/// The same with some hours unknown.
fn without(hpa: fn(f64) -> f64, is_gap: impl Fn(usize) -> bool) -> Weather {
    let mut weather = weather(hpa);
    let hours = weather.hourly.values.get_mut(&Variable::PressureMsl).unwrap();
    let gaps = hours.iter_mut().enumerate().filter(|(hour, _)| is_gap(*hour));
    gaps.for_each(|(_, hpa)| *hpa = None);
    weather
}

/// A pressure that rises by so much in an hour.
fn rising(hour: f64) -> f64 {
    1000.0 + 0.5 * hour
}

#[test]
fn the_tile_of_a_simulated_morning() {
    let weather = simulated(&Pressure, &place("lisbon"), at("2026-01-15T09:20:00Z"));
    for (name, units, lang) in
        [("metric-en", Units::Metric, "en"), ("imperial-de", Units::Imperial, "de")]
    {
        let tile = draw(&weather, units, lang).unwrap();
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields_and_a_day_of_hours() {
    let tile = draw(&weather(rising), Units::Metric, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["msl_hpa", "tendency_3h_hpa", "trend", "history"]);
    assert_eq!(tile.data["msl_hpa"], 1012.25);
    assert_eq!(tile.data["tendency_3h_hpa"], 1.5);
    assert_eq!(tile.data["trend"], "rising_slowly");
    let history = tile.data["history"].as_array().unwrap();
    let keys: Vec<&String> = history[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["time", "msl_hpa"]);
    assert_eq!(history.len(), 25);
    assert_eq!(history[0]["time"], "2026-02-28T14:00:00Z");
    assert_eq!(history[24]["time"], "2026-03-01T14:00:00Z");
    assert_eq!(history[24]["msl_hpa"], 1012.0);
    assert_eq!(
        tile.drawing.text,
        "1,012\u{202f}hPa, rising slowly: +1.5\u{202f}hPa in 3\u{202f}h. \
         Since Sat 14:00 lowest 1,000\u{202f}hPa, highest 1,012\u{202f}hPa."
    );
}

#[test]
fn a_tendency_is_said_in_the_units_and_the_language_of_the_view() {
    let falling = weather(|hour| 1040.0 - 1.5 * hour);
    for (units, lang, says) in [
        (Units::Metric, "en", "falling quickly: \u{2212}4.5\u{202f}hPa in 3\u{202f}h."),
        (Units::Si, "de", "schnell fallend: \u{2212}4,5\u{202f}hPa in 3\u{202f}h."),
        (Units::Imperial, "en", "falling quickly: \u{2212}0.13\u{202f}inHg in 3\u{202f}h."),
    ] {
        let tile = draw(&falling, units, lang).unwrap();
        assert!(tile.drawing.text.contains(says), "{}", tile.drawing.text);
        assert!(tile.drawing.html.contains("rotate(50.63)"), "down: {}", tile.drawing.html);
    }
}

#[test]
fn every_third_hour_may_be_unknown() {
    // Now lies between the hours 24 and 25.
    for (first, note) in [(0, "As of 13:00."), (1, "As of 14:00."), (2, "1,012\u{202f}hPa.")] {
        let gap = |hour: usize| hour % 3 == first;
        let tile = draw(&without(rising, gap), Units::Metric, "en").unwrap();
        let history = tile.data["history"].as_array().unwrap();
        assert_eq!(history.len(), 25);
        for (hour, point) in history.iter().enumerate() {
            assert_eq!(point["msl_hpa"].is_null(), gap(hour), "hour {hour}");
        }
        assert_eq!(tile.data["tendency_3h_hpa"], 1.5, "three hours before is known as well");
        assert!(curve(&tile).matches('M').count() >= 8, "no line across a gap: {}", curve(&tile));
        assert!(tile.drawing.text.ends_with(note), "{}", tile.drawing.text);
    }
}

#[test]
fn an_unknown_tendency_is_a_gap_and_no_zero() {
    let tile = draw(&without(rising, |hour| hour == 21), Units::Metric, "en").unwrap();
    assert!(tile.data["tendency_3h_hpa"].is_null() && tile.data["trend"].is_null());
    let says = "1,012\u{202f}hPa, trend unknown: – in 3\u{202f}h.";
    assert!(tile.drawing.text.starts_with(says), "{}", tile.drawing.text);
    assert!(!tile.drawing.html.contains("rotate"), "no arrow");
}

#[test]
fn a_value_older_than_two_hours_is_not_shown() {
    let known_until = |last: usize| without(rising, move |hour| hour > last);
    assert_eq!(draw(&known_until(23), Units::Metric, "en").unwrap().data["msl_hpa"], 1011.5);
    assert_eq!(draw(&known_until(22), Units::Metric, "en").unwrap_err(), Gap::Missing);
    assert_eq!(draw(&without(rising, |_| true), Units::Metric, "en").unwrap_err(), Gap::Missing);
    let none = Weather { hourly: Series::default(), ..weather(rising) };
    assert_eq!(draw(&none, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn a_series_that_ends_early_leaves_gaps_at_the_end() {
    let mut weather = weather(rising);
    weather.hourly.times.truncate(24);
    weather.hourly.values.values_mut().for_each(|values| values.truncate(24));
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    let history = tile.data["history"].as_array().unwrap();
    assert_eq!(history[24]["time"], "2026-03-01T14:00:00Z");
    assert!(history[24]["msl_hpa"].is_null());
}

#[test]
fn calm_and_extreme_pressures_stay_in_the_picture() {
    // The records: Typhoon Tip 870 hPa, Tosontsengel 1084.8 hPa.
    let extremes: [fn(f64) -> f64; 5] =
        [|_| 1013.25, |_| 870.0, |_| 1084.8, |hour| 870.0 + 8.0 * hour, |hour| 1084.8 - 8.0 * hour];
    for hpa in extremes {
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&weather(hpa), units, lang).unwrap();
                let labels = tile.drawing.html.matches("class=\"extreme\"").count();
                assert_eq!(labels, if hpa(0.0) == hpa(1.0) { 1 } else { 2 });
            }
        }
    }
}

#[test]
fn every_trend_has_words() {
    let rates: [fn(f64) -> f64; 9] = [
        |hour| 1050.0 - 2.5 * hour,
        |hour| 1050.0 - 1.5 * hour,
        |hour| 1050.0 - hour,
        |hour| 1050.0 - 0.2 * hour,
        |_| 1050.0,
        |hour| 950.0 + 0.2 * hour,
        |hour| 950.0 + hour,
        |hour| 950.0 + 1.5 * hour,
        |hour| 950.0 + 2.5 * hour,
    ];
    let trends = rates.map(|hpa| {
        let english = draw(&weather(hpa), Units::Metric, "en").unwrap();
        let code = english.data["trend"].as_str().unwrap().to_owned();
        let words = code.replace('_', " ");
        assert!(english.drawing.text.contains(&words), "{}", english.drawing.text);
        draw(&weather(hpa), Units::Metric, "de").unwrap();
        code
    });
    assert!(trends.windows(2).all(|pair| pair[0] != pair[1]), "{trends:?}");
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "tokyo", "longyearbyen", "kiritimati"] {
        let tile = draw(&simulated(&Pressure, &place(id), at(NOW)), Units::Metric, "en").unwrap();
        assert!(tile.data["tendency_3h_hpa"].is_number(), "{id}");
        assert!(
            tile.data["history"].as_array().unwrap().iter().all(|hour| !hour["msl_hpa"].is_null())
        );
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Pressure, units, lang));
    }
}

#[test]
fn all_words_are_translated() {
    assert_eq!(Pressure::PACKAGE.words().unwrap().missing(), []);
}
