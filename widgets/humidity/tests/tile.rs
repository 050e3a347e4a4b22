//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says, gaps and limits.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use humidity::Humidity;
use widget_kit::{
    Gap, Rendered, Units,
    Variable::{self, RelativeHumidity, Temperature},
    Weather, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, hourly, only_now, place, render,
        simulated, states,
    },
};

const NOW: &str = "2026-07-15T14:20:00Z";
const WORDS: [&str; 5] = ["dry", "comfortable", "sticky", "muggy", "oppressive"];

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    let tile = render(&Humidity, weather, weather.fetched_at, units, lang)?;
    assert_sound(&tile);
    Ok(tile)
}

fn only(values: &[(Variable, f64)]) -> Weather {
    only_now(place("lisbon"), at(NOW), values)
}

fn air(celsius: f64, percent: f64) -> Weather {
    only(&[(Temperature, celsius), (RelativeHumidity, percent)])
}

fn metric(weather: &Weather) -> Rendered {
    draw(weather, Units::Metric, "en").unwrap()
}

/// A number of the picture, by what stands before it.
fn number(html: &str, before: &str) -> f64 {
    let (_, from) = html.split_once(before).unwrap();
    from.split(['%', '"']).next().unwrap().parse().unwrap()
}

#[test]
fn the_tile_of_a_simulated_afternoon() {
    let weather = simulated(&Humidity, &place("lisbon"), at(NOW));
    for (name, units, lang) in
        [("metric-en", Units::Metric, "en"), ("imperial-de", Units::Imperial, "de")]
    {
        let tile = draw(&weather, units, lang).unwrap();
        assert_text_has_the_numbers(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_the_published_values() {
    let tile = metric(&air(20.0, 50.0));
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    let expected = [
        "relative_humidity_pct",
        "dew_point_c",
        "wet_bulb_c",
        "vapour_pressure_deficit_kpa",
        "comfort",
    ];
    assert_eq!(keys, expected);
    // Magnus with 17.625 and 243.04; Stull's worked example; FAO 56, table 2.3.
    for (key, value) in [
        ("relative_humidity_pct", 50.0),
        ("dew_point_c", 9.26),
        ("wet_bulb_c", 13.70),
        ("vapour_pressure_deficit_kpa", 1.169),
    ] {
        let found = tile.data[key].as_f64().unwrap();
        assert!((found - value).abs() < 0.005, "{key}: {found}");
    }
    assert_eq!(tile.data["comfort"], "dry");
    assert_eq!(
        tile.drawing.text,
        "Relative humidity 50%: dry. Dew point 9\u{202f}°C, wet bulb 14\u{202f}°C, \
         vapour pressure deficit 1.17\u{202f}kPa."
    );
}

#[test]
fn values_between_hours_are_computed_from_both() {
    let mut weather = only(&[]);
    let first = at("2026-07-15T14:00:00Z");
    weather.hourly =
        hourly(first, 2, &[(Temperature, |_| 20.0), (RelativeHumidity, |hour| 40.0 + 30.0 * hour)]);
    assert_eq!(metric(&weather).data["relative_humidity_pct"], 50.0);
}

#[test]
fn the_dot_stands_in_the_band_of_its_word() {
    for tenths in -100..300 {
        // Saturated air: the dew point is the temperature.
        let tile = metric(&air(f64::from(tenths) / 10.0, 100.0));
        let html = &tile.drawing.html;
        let word = tile.data["comfort"].as_str().unwrap();
        let (_, band) = html.split_once(&format!("class=\"{word} here\"")).unwrap();
        let (from, to) = (number(band, "x1=\""), number(band, "x2=\""));
        let dot = number(html, "class=\"dot\" cx=\"");
        assert!((from..=to).contains(&dot), "{word} at {dot}, not {from} to {to}");
        assert_eq!(html.matches(" here\"").count(), 1);
    }
}

#[test]
fn every_word_is_said_in_both_languages() {
    for (dew_point_c, word, german) in [
        (5.0, "dry", "trocken"),
        (11.0, "comfortable", "angenehm"),
        (14.0, "sticky", "leicht schwül"),
        (17.0, "muggy", "schwül"),
        (22.0, "oppressive", "drückend schwül"),
    ] {
        let weather = air(dew_point_c, 100.0);
        let tile = metric(&weather);
        assert_eq!(tile.data["comfort"], word);
        assert!(tile.drawing.text.contains(&format!(": {word}. ")), "{}", tile.drawing.text);
        let tile = draw(&weather, Units::Metric, "de").unwrap();
        assert!(tile.drawing.text.contains(&format!(": {german}. ")), "{}", tile.drawing.text);
        assert!(WORDS.iter().all(|word| tile.drawing.html.contains(&format!("\"{word}"))));
    }
}

#[test]
fn where_a_formula_does_not_hold_there_is_a_gap_and_no_zero() {
    let keys = ["dew_point_c", "wet_bulb_c", "vapour_pressure_deficit_kpa", "comfort"];
    for (celsius, percent, known) in [
        (20.0, 50.0, [true, true, true, true]),
        (20.0, 4.0, [true, false, true, true]),
        (-10.0, 15.0, [true, false, true, true]),
        (20.0, 0.0, [false, false, true, true]),
        (-39.0, 50.0, [false, false, true, true]),
        (-41.0, 90.0, [false, false, false, false]),
        (51.0, 20.0, [false, false, false, false]),
        (20.0, 100.5, [false, false, false, false]),
        (20.0, -1.0, [false, false, false, false]),
    ] {
        let tile = metric(&air(celsius, percent));
        assert_text_has_the_numbers_but_gaps(&tile);
        for (key, known) in keys.into_iter().zip(known) {
            assert_eq!(!tile.data[key].is_null(), known, "{key} of {celsius} °C, {percent} %");
        }
        assert_eq!(tile.drawing.html.contains("class=\"dot\""), known[0], "a dot without a value");
    }
}

/// As the check of the kit, where all values after the picture may be gaps.
fn assert_text_has_the_numbers_but_gaps(tile: &Rendered) {
    let (_, after) = tile.drawing.html.split_once("</svg>").unwrap();
    if after.contains(|char: char| char.is_ascii_digit()) {
        assert_text_has_the_numbers(tile);
    }
}

#[test]
fn without_a_temperature_the_humidity_shows_alone() {
    let tile = metric(&only(&[(RelativeHumidity, 63.0)]));
    assert_eq!(tile.data["relative_humidity_pct"], 63.0);
    assert_eq!(
        tile.drawing.text,
        "Relative humidity 63%: –. Dew point –, wet bulb –, vapour pressure deficit –."
    );
}

#[test]
fn without_a_humidity_there_is_nothing_to_show() {
    for weather in [only(&[(Temperature, 20.0)]), only(&[])] {
        assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    }
}

#[test]
fn extreme_air_stays_in_the_picture() {
    for (celsius, percent) in
        [(-40.0, 100.0), (-20.0, 1.0), (0.0, 0.0), (50.0, 100.0), (50.0, 1.0), (35.0, 95.0)]
    {
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&air(celsius, percent), units, lang).unwrap();
                assert_text_has_the_numbers_but_gaps(&tile);
                let html = &tile.drawing.html;
                if html.contains("class=\"dot\"") {
                    let dot = number(html, "class=\"dot\" cx=\"");
                    assert!((2.0..=98.0).contains(&dot), "{dot}");
                }
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "tokyo", "singapore", "longyearbyen"] {
        let tile = metric(&simulated(&Humidity, &place(id), at(NOW)));
        assert!(tile.data["dew_point_c"].is_number(), "{id}");
    }
}

#[test]
fn all_words_are_translated() {
    assert_eq!(Humidity::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Humidity, units, lang));
    }
}
