//! The tile from given weather: simulated for the look of it, made by hand for
//! gaps and limits.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeMap;

use current_conditions::CurrentConditions;
use meteorology::Condition;
use widget_kit::{
    Ambient, Gap, Rendered, Timestamp, Units, Variable, Weather, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, hourly, only_now, place, render,
        simulated, states,
    },
};

/// A day of hours in New York as an older forecast has it: no weather code,
/// nothing of yesterday, and for now only that it is night.
fn new_york() -> Weather {
    let now = at("2025-12-28T23:00:00Z");
    let mut weather = only_now(place("new-york"), now, &[(Variable::IsDay, 0.0)]);
    weather.hourly = hourly(
        at("2025-12-28T00:00:00Z"),
        25,
        &[
            (Variable::Temperature, |hour| 0.05 - 0.15 * hour),
            (Variable::RelativeHumidity, |hour| 54.0 + hour),
            (Variable::CloudCover, |hour| 39.0 + hour),
            (Variable::WindSpeed, |hour| 15.5 - hour / 2.0),
        ],
    );
    weather
}

/// Noon in Lisbon with these values and no others.
fn noon(values: &[(Variable, f64)]) -> Weather {
    only_now(place("lisbon"), at("2026-03-01T12:00:00Z"), values)
}

/// The same with so many °C at noon of the day before.
fn noon_after(yesterday_c: f64, values: &[(Variable, f64)]) -> Weather {
    let mut weather = noon(values);
    weather.hourly.times = vec![at("2026-02-28T12:00:00Z")];
    weather.hourly.values = BTreeMap::from([(Variable::Temperature, vec![Some(yesterday_c)])]);
    weather
}

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&CurrentConditions, weather, weather.fetched_at, units, lang)
}

#[test]
fn the_tile_of_a_simulated_day() {
    let weather = simulated(&CurrentConditions, &place("lisbon"), at("2026-01-15T09:20:00Z"));
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
fn the_data_has_its_fields() {
    let weather = simulated(&CurrentConditions, &place("lisbon"), at("2026-01-15T09:20:00Z"));
    let data = draw(&weather, Units::Metric, "en").unwrap().data;
    let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "temperature_c",
            "feels_like_c",
            "feels_like_cause",
            "condition",
            "is_day",
            "cloud_cover_pct",
            "change_from_yesterday_c",
        ]
    );
    let keys: Vec<&String> = data["condition"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "label", "icon"]);
    assert!(data.as_object().unwrap().values().all(|value| !value.is_null()));
    assert_eq!(data["is_day"], true);
}

#[test]
fn without_a_weather_code_the_rest_shows() {
    let tile = draw(&new_york(), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert_text_has_the_numbers(&tile);
    assert!((tile.data["temperature_c"].as_f64().unwrap() + 3.4).abs() < 1e-9);
    // The 2001 formula by hand, for 25.88 °F and 8.95 mph: 16.8 °F.
    assert!((tile.data["feels_like_c"].as_f64().unwrap() + 8.46).abs() < 0.01);
    assert_eq!(tile.data["feels_like_cause"], "wind_chill");
    assert!(tile.data["condition"].is_null());
    assert!(tile.data["change_from_yesterday_c"].is_null());
    assert_eq!(tile.data["is_day"], false);
    assert_eq!(tile.data["cloud_cover_pct"], 62.0);
    assert_eq!(tile.ambient, Some(Ambient { cloud_cover_pct: 62.0 }));
    assert_eq!(
        tile.drawing.text,
        "\u{2212}3\u{202f}°C. Cloud cover 62%. Feels like \u{2212}8\u{202f}°C because of the wind. \
         No value of yesterday to compare."
    );
    assert!(!tile.drawing.html.contains("<svg"), "a picture of unknown weather");
}

#[test]
fn without_a_temperature_there_is_nothing_to_show() {
    let mut weather = new_york();
    weather.hourly.values.insert(Variable::Temperature, vec![None; 25]);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    weather.hourly.values.remove(&Variable::Temperature);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let yesterday = noon_after(9.0, &[(Variable::WeatherCode, 3.0)]);
    assert_eq!(draw(&yesterday, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn a_temperature_alone_leaves_all_else_open() {
    let tile = draw(&noon(&[(Variable::Temperature, 7.0)]), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert_text_has_the_numbers(&tile);
    for (key, value) in tile.data.as_object().unwrap() {
        assert_eq!(value.is_null(), key != "temperature_c", "{key}: {value}");
    }
    assert_eq!(tile.ambient, None);
    assert_eq!(
        tile.drawing.text,
        "7\u{202f}°C. Cloud cover –. Feels like –. No value of yesterday to compare."
    );
}

#[test]
fn the_cause_tells_why_it_feels_so() {
    let cases = [
        (3.0, Some(80.0), Some(8.0), "because of the wind"),
        (3.0, None, Some(8.0), "because of the wind"),
        (34.0, Some(70.0), None, "in the humid air"),
        (40.0, Some(5.0), Some(2.0), "in the dry air"),
        (18.0, Some(60.0), Some(4.0), "Feels like 18\u{202f}°C, just like the air."),
        // Either index might hold: nobody knows.
        (3.0, Some(80.0), None, "Feels like –."),
        (34.0, None, Some(4.0), "Feels like –."),
    ];
    for (temperature, humidity, wind, words) in cases {
        let mut values = vec![(Variable::Temperature, temperature)];
        values.extend(humidity.map(|humidity| (Variable::RelativeHumidity, humidity)));
        values.extend(wind.map(|wind| (Variable::WindSpeed, wind)));
        let text = draw(&noon(&values), Units::Metric, "en").unwrap().drawing.text;
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
}

#[test]
fn the_change_is_told_by_its_rounded_value() {
    let cases = [
        (10.0, Units::Metric, "en", "2.0\u{202f}°C warmer than yesterday at this hour"),
        (14.5, Units::Metric, "en", "2.5\u{202f}°C colder than yesterday at this hour"),
        (11.96, Units::Metric, "en", "As warm as yesterday at this hour"),
        (11.96, Units::Imperial, "en", "0.1\u{202f}°F warmer than yesterday at this hour"),
        (14.5, Units::Imperial, "de", "4,5\u{202f}°F kälter als gestern um diese Zeit"),
    ];
    for (yesterday, units, lang, words) in cases {
        let tile =
            draw(&noon_after(yesterday, &[(Variable::Temperature, 12.0)]), units, lang).unwrap();
        assert_sound(&tile);
        assert_text_has_the_numbers(&tile);
        assert!(tile.drawing.text.contains(words), "{words:?} is not in {}", tile.drawing.text);
        assert_eq!(tile.data["change_from_yesterday_c"], 12.0 - yesterday);
    }
}

#[test]
fn yesterday_is_at_the_same_time_of_the_clock() {
    // In Lisbon the clocks go forward on 29 March and back on 25 October 2026, at 01:00 UTC.
    for (now, hours) in
        [("2026-03-29T12:20:00Z", 23), ("2026-10-25T12:20:00Z", 25), ("2026-10-26T12:20:00Z", 24)]
    {
        let now = at(now);
        let weather = simulated(&CurrentConditions, &place("lisbon"), now);
        let then = Timestamp::from_second(now.as_second() - hours * 3600).unwrap();
        let expected = weather.at(Variable::Temperature, now).unwrap()
            - weather.hourly.at(Variable::Temperature, then).unwrap();
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        assert_eq!(tile.data["change_from_yesterday_c"], expected, "{now}");
    }
}

#[test]
fn every_condition_has_a_picture_and_words() {
    let mut drawn = BTreeMap::new();
    for condition in Condition::ALL {
        for (light, is_day) in [("sun", Some(1.0)), ("moon", Some(0.0)), ("disc", None)] {
            let mut values =
                vec![(Variable::Temperature, -4.0), (Variable::WeatherCode, condition.code.into())];
            values.extend(is_day.map(|is_day| (Variable::IsDay, is_day)));
            for lang in ["en", "de"] {
                let tile = draw(&noon(&values), Units::Metric, lang).unwrap();
                assert_sound(&tile);
                assert_text_has_the_numbers(&tile);
                assert_eq!(tile.data["condition"]["code"], condition.code);
                let html = tile.drawing.html;
                for other in ["sun", "moon", "disc"].into_iter().filter(|other| *other != light) {
                    assert!(!html.contains(&format!("class=\"{other}\"")), "{other} in {html}");
                }
                let (picture, _) = html.split_once("</svg>").unwrap();
                drawn.insert((condition.icon.code(), light), picture.to_owned());
            }
        }
    }
    let by_day: BTreeMap<&String, &str> = drawn
        .iter()
        .filter(|((_, light), _)| *light == "sun")
        .map(|((icon, _), picture)| (picture, *icon))
        .collect();
    assert_eq!(by_day.len(), 15, "two icons look the same");
}

#[test]
fn what_is_no_weather_code_is_no_condition() {
    for code in [-1.0, 4.0, 100.0, 1e9, f64::NAN] {
        let weather = noon(&[(Variable::Temperature, 7.0), (Variable::WeatherCode, code)]);
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        assert!(tile.data["condition"].is_null(), "{code}");
    }
}

#[test]
fn one_call_of_the_free_service_is_enough() {
    let needs = CurrentConditions.needs();
    assert!(needs.current.len() + needs.hourly.len() <= 10);
}

#[test]
fn all_words_are_translated() {
    assert_eq!(CurrentConditions::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| CurrentConditions, units, lang));
    }
}
