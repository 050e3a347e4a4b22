//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use sea_state::SeaState;
use serde_json::json;
use widget_kit::{
    Gap,
    MarineVariable::{
        self, SeaSurfaceTemperature, SwellDirection, SwellHeight, SwellPeriod, WaveDirection,
        WaveHeight, WavePeriod, WindWaveHeight,
    },
    Outlook, Rendered, Series, SourceKind, Timestamp, Units, Weather, Widget,
    testing::{LOOKS, assert_sound, at, place, render, simulated, states},
};

const NOW: &str = "2026-03-01T12:00:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&SeaState, weather, weather.fetched_at, units, lang)
}

/// Weather of Lisbon where the sea has these values now and nothing else.
fn sea(values: &[(MarineVariable, f64)]) -> Weather {
    let values = values.iter().map(|(variable, value)| (*variable, vec![Some(*value)]));
    let hourly = Series { times: vec![at(NOW)], values: values.collect() };
    let weather = Weather::empty(place("lisbon"), SourceKind::Simulated, at(NOW));
    Weather { marine: Outlook { current: None, hourly }, ..weather }
}

/// An Atlantic storm.
const STORM: [(MarineVariable, f64); 8] = [
    (WaveHeight, 9.6),
    (WavePeriod, 11.3),
    (WaveDirection, 292.0),
    (SwellHeight, 5.4),
    (SwellPeriod, 14.8),
    (SwellDirection, 315.0),
    (WindWaveHeight, 7.9),
    (SeaSurfaceTemperature, 14.2),
];

fn without(missing: &[MarineVariable]) -> Weather {
    let known = STORM.iter().filter(|(variable, _)| !missing.contains(variable));
    sea(&known.copied().collect::<Vec<_>>())
}

/// The numbers that a viewer reads.
fn numbers(tile: &Rendered) -> Vec<String> {
    let words = tile.drawing.html.split('<').filter_map(|tag| Some(tag.split_once('>')?.1));
    let words: Vec<&str> = words.flat_map(|words| words.split([' ', '\u{202f}', ','])).collect();
    let is_number = |word: &&&str| word.contains(|char: char| char.is_ascii_digit());
    words.iter().filter(is_number).map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_usual_day_a_storm_and_an_unknown_sea() {
    let usual = simulated(&SeaState, &place("lisbon"), at(NOW));
    let gaps = sea(&[(SeaSurfaceTemperature, 14.2)]);
    for (name, weather, units, lang) in [
        ("metric-en", usual, Units::Metric, "en"),
        ("imperial-de", sea(&STORM), Units::Imperial, "de"),
        ("gaps", gaps, Units::Metric, "en"),
    ] {
        let tile = draw(&weather, units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_is_what_the_sea_is() {
    let tile = draw(&sea(&STORM), Units::Si, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "wave_height_m",
            "wave_period_s",
            "wave_direction_deg",
            "swell_height_m",
            "swell_period_s",
            "swell_direction_deg",
            "sea_surface_temperature_c",
            "douglas"
        ]
    );
    for (key, value) in [
        ("wave_height_m", 9.6),
        ("wave_period_s", 11.3),
        ("wave_direction_deg", 292.0),
        ("swell_height_m", 5.4),
        ("swell_period_s", 14.8),
        ("swell_direction_deg", 315.0),
        ("sea_surface_temperature_c", 14.2),
    ] {
        assert_eq!(tile.data[key], value, "{key}");
    }
    assert_eq!(tile.data["douglas"], json!({ "degree": 8, "label": "very high" }));
    assert_eq!(
        tile.drawing.text,
        "Waves 9.6\u{202f}m from WNW, 11\u{202f}s: very high (Douglas 8). Wind sea 7.9\u{202f}m. \
         Swell 5.4\u{202f}m from NW, 15\u{202f}s. Water 14\u{202f}°C."
    );
}

#[test]
fn between_the_hours_directions_take_the_shorter_way() {
    let time = |minute: i64| Timestamp::from_second(at(NOW).as_second() + minute * 60).unwrap();
    let mut weather = sea(&[]);
    weather.marine.hourly = Series {
        times: vec![time(-20), time(40)],
        values: [
            (WaveHeight, vec![Some(1.0), Some(1.6)]),
            (WaveDirection, vec![Some(350.0), Some(20.0)]),
            (SwellHeight, vec![Some(1.0), None]),
        ]
        .into(),
    };
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert!((tile.data["wave_height_m"].as_f64().unwrap() - 1.2).abs() < 1e-12);
    assert_eq!(tile.data["wave_direction_deg"], 0.0);
    assert!(tile.data["swell_height_m"].is_null(), "a gap is not bridged");
    assert!(tile.drawing.text.contains("from N,"), "{}", tile.drawing.text);
    assert!(tile.drawing.html.contains("rotate(180)"), "the arrow goes with the waves");
}

#[test]
fn inland_there_is_no_sea() {
    let prague = simulated(&SeaState, &place("prague"), at(NOW));
    assert_eq!(draw(&prague, Units::Metric, "en").unwrap_err(), Gap::NoCoverage);
}

#[test]
fn without_waves_and_water_there_is_nothing_to_show() {
    let weather = without(&[WaveHeight, SeaSurfaceTemperature]);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let mut late = sea(&STORM);
    late.fetched_at = at("2026-03-01T15:00:00Z");
    assert_eq!(draw(&late, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn gaps_are_no_calm() {
    let only_waves = draw(&without(&[SeaSurfaceTemperature, SwellDirection]), Units::Metric, "en");
    let tile = only_waves.unwrap();
    assert_sound(&tile);
    assert!(tile.data["sea_surface_temperature_c"].is_null());
    assert!(tile.drawing.text.contains("Swell 5.4\u{202f}m from –, 15\u{202f}s. Water –."));

    let only_water = draw(&sea(&[(SeaSurfaceTemperature, 14.2)]), Units::Metric, "en").unwrap();
    assert_sound(&only_water);
    assert!(only_water.data["douglas"].is_null());
    assert!(
        only_water
            .drawing
            .text
            .starts_with("Waves –: – (Douglas –). Wind sea –. Swell –. Water 14")
    );
    assert!(!only_water.drawing.html.contains("<path"), "no waves are drawn of unknown ones");
}

/// How high the first wave of each path is, percent of the picture, and how long.
fn waves(tile: &Rendered) -> Vec<(f64, f64)> {
    let bends = tile.drawing.html.split('q').skip(1);
    let bends = bends.map(|bend| bend.split('t').next().unwrap().split(' '));
    bends
        .map(|bend| {
            let numbers: Vec<f64> = bend.map(|number| number.parse().unwrap()).collect();
            assert_eq!(numbers.len(), 4, "{numbers:?}");
            (-numbers[1], 2.0 * numbers[2])
        })
        .collect()
}

#[test]
fn waves_are_drawn_on_one_scale() {
    // The highest of all, 9.6 m, would fill the 80 percent of the waves' room.
    let [swell, wind_sea] = waves(&draw(&sea(&STORM), Units::Metric, "en").unwrap())[..] else {
        panic!("two kinds of waves");
    };
    assert!((swell.0 - 80.0 * 5.4 / 9.6).abs() < 0.01, "{swell:?}");
    assert!((wind_sea.0 - 80.0 * 7.9 / 9.6).abs() < 0.01, "{wind_sea:?}");
    assert!((swell.1 - 100.0 * 14.8 / 30.0).abs() < 0.02, "{swell:?}");
    assert!((wind_sea.1 - 100.0 * 3.6 * 7.9_f64.sqrt() / 30.0).abs() < 0.02, "{wind_sea:?}");

    let ripple = sea(&[(WaveHeight, 0.1), (SwellHeight, 0.1), (SwellPeriod, 6.0)]);
    let [swell] = waves(&draw(&ripple, Units::Metric, "en").unwrap())[..] else {
        panic!("one kind of waves");
    };
    assert_eq!(swell, (2.0, 20.0));
}

#[test]
fn waves_that_nobody_took_apart_are_drawn_as_one() {
    let whole = without(&[SwellHeight, SwellPeriod, SwellDirection, WindWaveHeight]);
    let [wave] = waves(&draw(&whole, Units::Metric, "en").unwrap())[..] else {
        panic!("one kind of waves");
    };
    assert!((wave.0 - 80.0).abs() < 0.01 && (wave.1 - 100.0 * 11.3 / 30.0).abs() < 0.02);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    for units in Units::ALL {
        for lang in ["en", "de"] {
            let tile = draw(&sea(&STORM), units, lang).unwrap();
            let numbers = numbers(&tile);
            assert!(numbers.len() >= 6, "{numbers:?}");
            for number in numbers {
                assert!(tile.drawing.text.contains(&number), "{number}: {}", tile.drawing.text);
            }
        }
    }
}

#[test]
fn extremes_stay_sound_in_all_units_and_languages() {
    for height_m in [0.0, 0.01, 0.5, 4.0, 29.1, 60.0] {
        for period_s in [0.0, 1.0, 25.0, 3e4] {
            for direction_deg in [0.0, 359.99, 720.0, -90.0] {
                let values = MarineVariable::ALL.map(|variable| {
                    let value = match variable {
                        WaveHeight | SwellHeight | WindWaveHeight => height_m,
                        WavePeriod | SwellPeriod => period_s,
                        WaveDirection | SwellDirection => direction_deg,
                        SeaSurfaceTemperature => -1.9,
                    };
                    (variable, value)
                });
                for units in Units::ALL {
                    for lang in ["en", "de"] {
                        assert_sound(&draw(&sea(&values), units, lang).unwrap());
                    }
                }
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "tokyo", "sydney", "longyearbyen", "helsinki"] {
        for hour in ["00:00", "05:20", "12:59", "23:30"] {
            let now = at(&format!("2026-01-31T{hour}:00Z"));
            let tile = draw(&simulated(&SeaState, &place(id), now), Units::Metric, "en").unwrap();
            assert_sound(&tile);
            assert!(tile.data.as_object().unwrap().values().all(|value| !value.is_null()), "{id}");
            assert!(!tile.drawing.text.contains('–'), "{}", tile.drawing.text);
        }
    }
}

#[test]
fn it_asks_for_one_call() {
    let needs = SeaState.needs();
    assert!(needs.marine.len() <= 8 && needs.has_no_forecast());
}

#[test]
fn all_words_are_translated() {
    assert_eq!(SeaState::PACKAGE.words().unwrap().missing(), []);
    for height_m in [0.0, 0.05, 0.3, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0] {
        for lang in ["en", "de"] {
            assert_sound(&draw(&sea(&[(WaveHeight, height_m)]), Units::Metric, lang).unwrap());
        }
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| SeaState, units, lang));
    }
}
