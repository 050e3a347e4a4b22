//! The tile from given weather: simulated for the look of it, made by hand for
//! gaps and limits.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use widget_kit::{
    Gap, Rendered, Units, Variable, Weather, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, hourly, only_now, place, render,
        simulated, states,
    },
};
use wind::Wind;

/// A day of hours in New York as an older forecast has it: it knows no direction.
fn new_york() -> Weather {
    let now = at("2025-12-28T23:00:00Z");
    let mut weather = only_now(place("new-york"), now, &[(Variable::IsDay, 0.0)]);
    weather.hourly = hourly(
        at("2025-12-28T00:00:00Z"),
        25,
        &[
            (Variable::WindSpeed, |hour| 15.5 - hour / 2.0),
            (Variable::WindGust, |hour| 20.0 - hour / 2.0),
        ],
    );
    weather
}

/// Weather with nothing but these values for now.
fn only(values: &[(Variable, f64)]) -> Weather {
    only_now(place("lisbon"), at("2026-03-01T12:00:00Z"), values)
}

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&Wind, weather, weather.fetched_at, units, lang)
}

#[test]
fn the_tile_of_a_simulated_day() {
    let now = at("2026-01-15T09:20:00Z");
    let weather = simulated(&Wind, &place("lisbon"), now);
    for (name, units, lang) in
        [("metric-en", Units::Metric, "en"), ("imperial-de", Units::Imperial, "de")]
    {
        let tile = draw(&weather, units, lang).unwrap();
        assert_sound(&tile);
        assert_text_has_the_numbers(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields_and_a_day_of_hours() {
    let weather = simulated(&Wind, &place("lisbon"), at("2026-01-15T09:20:00Z"));
    let data = draw(&weather, Units::Metric, "en").unwrap().data;
    let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["speed_mps", "gust_mps", "direction_deg", "compass", "beaufort", "trail"]);
    let keys: Vec<&String> = data["beaufort"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["force", "label"]);
    let trail = data["trail"].as_array().unwrap();
    let keys: Vec<&String> = trail[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["time", "speed_mps", "direction_deg"]);
    assert_eq!(trail.len(), 25);
    assert_eq!(trail[0]["time"], "2026-01-14T09:00:00Z");
    assert_eq!(trail[24]["time"], "2026-01-15T09:00:00Z");
}

#[test]
fn without_a_direction_the_rest_shows() {
    let tile = draw(&new_york(), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert_text_has_the_numbers(&tile);
    assert_eq!(tile.data["speed_mps"], 4.0);
    assert_eq!(tile.data["gust_mps"], 8.5);
    assert!(tile.data["direction_deg"].is_null() && tile.data["compass"].is_null());
    assert_eq!(tile.data["beaufort"]["force"], 3);
    assert_eq!(tile.data["trail"][0]["speed_mps"], 15.5);
    assert!(tile.data["trail"][0]["direction_deg"].is_null());
    assert_eq!(
        tile.drawing.text,
        "14\u{202f}km/h from –, gusts 31\u{202f}km/h. Beaufort 3: gentle breeze."
    );
    for part in ["class=\"arrow\"", "class=\"dot\""] {
        assert!(!tile.drawing.html.contains(part), "{part} without a direction");
    }
}

#[test]
fn without_a_speed_there_is_nothing_to_show() {
    let mut weather = new_york();
    weather.hourly.values.remove(&Variable::WindSpeed);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let gap_at_now = weather.hourly.values.insert(Variable::WindSpeed, vec![None; 25]);
    assert_eq!(gap_at_now, None);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let elsewhere = only(&[(Variable::WindDirection, 90.0)]);
    assert_eq!(draw(&elsewhere, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn a_missing_gust_is_a_gap() {
    let weather = only(&[(Variable::WindSpeed, 5.0), (Variable::WindDirection, 202.0)]);
    let tile = draw(&weather, Units::Si, "de").unwrap();
    assert_sound(&tile);
    assert_text_has_the_numbers(&tile);
    assert!(tile.data["gust_mps"].is_null());
    assert_eq!(tile.data["compass"], "SSW");
    assert_eq!(tile.drawing.text, "5,0\u{202f}m/s aus SSW, Böen –. Windstärke 3: schwache Brise.");
}

#[test]
fn a_calm_has_no_direction() {
    let blowing = |mps| {
        only(&[
            (Variable::WindSpeed, mps),
            (Variable::WindGust, 1.0),
            (Variable::WindDirection, 180.0),
        ])
    };
    for (lang, text, line) in [
        ("en", "0\u{202f}km/h, gusts 4\u{202f}km/h. Beaufort 0: calm.", "0\u{202f}km/h, calm"),
        (
            "de",
            "0\u{202f}km/h, Böen 4\u{202f}km/h. Windstärke 0: Windstille.",
            "0\u{202f}km/h, Windstille",
        ),
        ("ja", "風速0km/h、最大瞬間風速4km/h。風力0: 静穏。", "静穏 0km/h"),
    ] {
        let tile = draw(&blowing(0.0), Units::Metric, lang).unwrap();
        assert_sound(&tile);
        assert_text_has_the_numbers(&tile);
        assert_eq!((tile.drawing.text.as_str(), tile.drawing.line.as_deref()), (text, Some(line)));
        for part in ["class=\"arrow\"", "class=\"direction\""] {
            assert!(!tile.drawing.html.contains(part), "{part} of a calm");
        }
        // What the model states stays in the data.
        assert_eq!(
            (&tile.data["direction_deg"], &tile.data["compass"]),
            (&180.0.into(), &"S".into())
        );
    }
    let tile = draw(&blowing(0.5), Units::Metric, "en").unwrap();
    assert!(tile.drawing.text.starts_with("2\u{202f}km/h from S, "), "{}", tile.drawing.text);
    assert!(tile.drawing.html.contains("class=\"arrow\""));
}

#[test]
fn every_force_has_words_and_the_rose_holds_every_wind() {
    for speed in [0.0, 1.0, 2.0, 4.0, 6.0, 9.0, 12.0, 15.0, 19.0, 22.0, 26.0, 30.0, 113.0] {
        let mut weather = new_york();
        weather.hourly.values.insert(Variable::WindSpeed, vec![Some(speed); 25]);
        weather.hourly.values.insert(Variable::WindDirection, vec![Some(67.5); 25]);
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&weather, units, lang).unwrap();
                assert_sound(&tile);
                assert_text_has_the_numbers(&tile);
                for (x, y) in dots(&tile.drawing.html) {
                    assert!(x.hypot(y) <= 38.1, "({x}, {y}) is off the rose at {speed} m/s");
                    assert!(x >= 0.0 && y <= 0.0, "wind from the east-north-east is right and up");
                }
            }
        }
    }
}

fn dots(html: &str) -> Vec<(f64, f64)> {
    let found: Vec<(f64, f64)> = html
        .split("<circle class=\"dot\" cx=\"")
        .skip(1)
        .map(|dot| {
            let mut parts = dot.split('"');
            let x = parts.next().unwrap().parse().unwrap();
            (x, parts.nth(1).unwrap().parse().unwrap())
        })
        .collect();
    assert_eq!(found.len(), 24, "one dot an hour up to now");
    found
}

#[test]
fn all_words_are_translated() {
    assert_eq!(Wind::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Wind, units, lang));
    }
}
