//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use meteorology::{FogReason, FogRisk, VisibilityClass};
use visibility::Visibility;
use widget_kit::{
    Gap, Locale, Rendered, Units,
    Variable::{self, CloudCover, RelativeHumidity, Temperature, WindSpeed},
    View, Weather, Widget,
    testing::{LOOKS, assert_sound, at, only_now, place, render, simulated, states},
};

const DAY: &str = "2026-03-01T12:00:00Z";
const NIGHT: &str = "2026-03-01T03:00:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&Visibility, weather, weather.fetched_at, units, lang)
}

/// Weather of London with these values alone.
fn weather(now: &str, values: &[(Variable, f64)]) -> Weather {
    only_now(place("london"), at(now), values)
}

/// The same with a visibility, m, in dry air.
fn seeing(visibility_m: f64) -> Weather {
    let dry = [(Temperature, 18.0), (RelativeHumidity, 40.0)];
    weather(DAY, &[(Variable::Visibility, visibility_m), dry[0], dry[1]])
}

fn count(tile: &Rendered, class: &str) -> usize {
    tile.drawing.html.matches(&format!("class=\"{class}\"")).count()
}

#[test]
fn a_clear_day_and_a_moist_night() {
    let night = [
        (Variable::Visibility, 3200.0),
        (Temperature, 6.0),
        (RelativeHumidity, 98.0),
        (WindSpeed, 1.0),
        (CloudCover, 5.0),
    ];
    for (name, weather, units, lang) in [
        ("metric-en", seeing(24_140.0), Units::Metric, "en"),
        ("imperial-de", weather(NIGHT, &night), Units::Imperial, "de"),
    ] {
        let tile = draw(&weather, units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields() {
    let tile = draw(&seeing(24_140.0), Units::Si, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["visibility_m", "class", "fog_risk", "fog_reason"]);
    assert_eq!(tile.data["visibility_m"], 24_140.0);
    assert_eq!(tile.data["class"], "very_good");
    assert_eq!(
        (&tile.data["fog_risk"], &tile.data["fog_reason"]),
        (&"none".into(), &"dry_air".into())
    );
}

#[test]
fn hills_within_the_visibility_are_in_sight() {
    for (visibility_m, class, seen) in [
        (0.0, "very_poor", 0),
        (999.0, "very_poor", 0),
        (1e3, "poor", 1),
        (4e3, "moderate", 2),
        (10e3, "good", 3),
        (39_999.0, "very_good", 4),
        (40e3, "excellent", 5),
        (100e3, "excellent", 5),
    ] {
        let tile = draw(&seeing(visibility_m), Units::Metric, "en").unwrap();
        assert_sound(&tile);
        assert_eq!(tile.data["class"], class, "{visibility_m} m");
        assert_eq!((count(&tile, "ridge"), count(&tile, "lost")), (seen, 5 - seen));
        assert_eq!(tile.drawing.text.contains("In sight: "), seen > 0);
        assert_eq!(tile.drawing.text.contains("Out of sight: "), seen < 5);
    }
}

#[test]
fn nearer_hills_are_stronger() {
    let tile = draw(&seeing(50e3), Units::Metric, "en").unwrap();
    let values = tile.drawing.html.split(" opacity=\"").skip(1);
    let values: Vec<f64> =
        values.map(|value| value.split('"').next().unwrap().parse().unwrap()).collect();
    assert_eq!(values.len(), 5);
    assert!(values.is_sorted() && values[0] >= 0.3 && values[4] <= 1.0, "{values:?}");
}

#[test]
fn the_risk_of_fog_has_its_reason() {
    for (now, humidity, wind, cloud, expected) in [
        (NIGHT, 99.0, 1.0, 0.0, "High fog risk: moist air on a clear, calm night."),
        (DAY, 99.0, 1.0, 0.0, "Moderate fog risk: the air is almost saturated."),
        (NIGHT, 88.0, 1.0, 100.0, "Low fog risk: moist air, but little cooling."),
        (NIGHT, 88.0, 9.0, 0.0, "No fog risk: the wind stirs the air."),
        (NIGHT, 40.0, 1.0, 0.0, "No fog risk: the air is too dry."),
    ] {
        let values = [
            (Variable::Visibility, 8e3),
            (Temperature, 8.0),
            (RelativeHumidity, humidity),
            (WindSpeed, wind),
            (CloudCover, cloud),
        ];
        let tile = draw(&weather(now, &values), Units::Metric, "en").unwrap();
        let start = format!("8.0\u{202f}km, moderate. {expected}");
        assert!(tile.drawing.text.starts_with(&start), "{}", tile.drawing.text);
    }
}

#[test]
fn night_is_by_the_sun_of_the_place() {
    // The same instant is night in London and day in Tokyo.
    for (id, risk) in [("london", "high"), ("tokyo", "moderate"), ("kiritimati", "moderate")] {
        let values =
            [(Temperature, 8.0), (RelativeHumidity, 99.0), (WindSpeed, 1.0), (CloudCover, 0.0)];
        let tile = draw(&only_now(place(id), at(NIGHT), &values), Units::Metric, "en").unwrap();
        assert_eq!(tile.data["fog_risk"], risk, "{id}");
    }
}

#[test]
fn gaps_are_no_zeros() {
    let only_air =
        draw(&weather(DAY, &[(Temperature, 8.0), (RelativeHumidity, 50.0)]), Units::Metric, "en");
    let only_air = only_air.unwrap();
    assert_sound(&only_air);
    assert!(only_air.data["visibility_m"].is_null() && only_air.data["class"].is_null());
    assert_eq!(only_air.drawing.text, "–, –. No fog risk: the air is too dry.");
    assert!(!only_air.drawing.html.contains("<svg"));
    for air in [(Temperature, 8.0), (RelativeHumidity, 99.0), (WindSpeed, 1.0)] {
        let weather = weather(DAY, &[(Variable::Visibility, 8e3), air]);
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        assert_sound(&tile);
        assert!(tile.data["fog_risk"].is_null() && tile.data["fog_reason"].is_null());
        assert!(tile.drawing.text.contains("Fog risk unknown."), "{}", tile.drawing.text);
    }
}

#[test]
fn without_visibility_and_moisture_there_is_nothing_to_show() {
    let weather = weather(DAY, &[(Temperature, 8.0), (WindSpeed, 2.0), (CloudCover, 50.0)]);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    for units in Units::ALL {
        let tile = draw(&seeing(12_300.0), units, "de").unwrap();
        let html = tile.drawing.html.split('<').filter_map(|tag| Some(tag.split_once('>')?.1));
        let numbers: Vec<&str> = html
            .map(str::trim)
            .filter(|word| word.contains(|char: char| char.is_ascii_digit()))
            .collect();
        assert_eq!(numbers.len(), 6, "{numbers:?}");
        for number in numbers {
            assert!(tile.drawing.text.contains(number), "{number} not in {}", tile.drawing.text);
        }
    }
}

#[test]
fn extremes_stay_sound_in_all_units_and_languages() {
    for visibility_m in [0.0, 12.0, 999.6, 1e3, 9_960.0, 24_140.0, 99_999.0, 300e3] {
        for (temperature_c, humidity_pct) in [(-62.0, 100.0), (56.7, 1.0), (20.0, 0.0)] {
            let air = [(Temperature, temperature_c), (RelativeHumidity, humidity_pct)];
            let weather = weather(DAY, &[(Variable::Visibility, visibility_m), air[0], air[1]]);
            for units in Units::ALL {
                for lang in ["en", "de"] {
                    assert_sound(&draw(&weather, units, lang).unwrap());
                }
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "tokyo", "kiritimati", "longyearbyen"] {
        let tile = draw(&simulated(&Visibility, &place(id), at(DAY)), Units::Metric, "en").unwrap();
        assert!(tile.data.as_object().unwrap().values().all(|value| !value.is_null()), "{id}");
        assert!(!tile.drawing.text.contains('–'), "{}", tile.drawing.text);
    }
}

#[test]
fn it_asks_for_one_call() {
    let needs = Visibility.needs();
    assert!(needs.current.len() + needs.hourly.len() <= 10);
}

#[test]
fn all_words_are_translated() {
    let words = Visibility::PACKAGE.words().unwrap();
    assert_eq!(words.missing(), []);
    let keys = VisibilityClass::ALL.iter().map(|word| word.key());
    let keys = keys.chain(FogRisk::ALL.iter().map(|word| word.key()));
    let keys = keys.chain(FogReason::ALL.iter().map(|word| word.key()));
    let view = View {
        place: place("london"),
        units: Units::Metric,
        lang: "de".parse().unwrap(),
        hours: None,
    };
    let locale = Locale::new(&words, &view, at(DAY));
    for key in keys {
        assert!(!locale.text(&key).contains('⟨'), "{key}");
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Visibility, units, lang));
    }
}
