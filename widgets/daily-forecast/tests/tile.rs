//! The tile from given weather: simulated for the look of it, made by hand for
//! gaps and limits.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use daily_forecast::DailyForecast;
use serde_json::Value;
use widget_kit::{
    DailyVariable, Gap, Rendered, Units, Weather, Widget,
    testing::{LOOKS, assert_sound, at, place, render, simulated, states},
};

const NOON: &str = "2026-06-21T12:20:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&DailyForecast, weather, weather.fetched_at, units, lang)
}

fn weather(id: &str, now: &str) -> Weather {
    simulated(&DailyForecast, &place(id), at(now))
}

/// Lisbon's weather with one variable's column changed.
fn with(variable: DailyVariable, change: impl FnOnce(&mut Vec<Option<f64>>)) -> Weather {
    let mut weather = weather("lisbon", NOON);
    change(weather.daily.values.get_mut(&variable).unwrap());
    weather
}

fn days(tile: &Rendered) -> &Vec<Value> {
    tile.data["days"].as_array().unwrap()
}

/// The upper and the lower end of each bar, percent of the picture.
fn bars(html: &str) -> Vec<(f64, f64)> {
    let number = |tag: &str, name: &str| -> f64 {
        let (_, from) = tag.split_once(&format!(" {name}=\"")).unwrap();
        from.split('%').next().unwrap().parse().unwrap()
    };
    let tags = html.split("<rect class=\"bar\"").skip(1);
    tags.map(|tag| (number(tag, "y"), number(tag, "y") + number(tag, "height"))).collect()
}

#[test]
fn ten_days_of_a_simulated_summer_and_winter() {
    for (name, id, now, units, lang) in [
        ("metric-en", "lisbon", NOON, Units::Metric, "en"),
        ("imperial-de", "berlin", "2026-01-15T09:20:00Z", Units::Imperial, "de"),
    ] {
        let tile = draw(&weather(id, now), units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields_and_ten_days() {
    let tile = draw(&weather("lisbon", NOON), Units::Si, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["days"]);
    assert_eq!(days(&tile).len(), 10);
    let expected = [
        "date",
        "max_c",
        "min_c",
        "precipitation_mm",
        "precipitation_probability_pct",
        "sunshine_h",
        "code",
    ];
    for day in days(&tile) {
        assert_eq!(day.as_object().unwrap().keys().collect::<Vec<_>>(), expected);
        assert!(day["max_c"].as_f64() >= day["min_c"].as_f64());
        assert!(day["sunshine_h"].as_f64().unwrap() <= 24.0);
    }
}

#[test]
fn days_are_those_of_the_place() {
    for (id, now, first) in [
        ("tokyo", "2026-06-21T14:59:00Z", "2026-06-21"),
        ("tokyo", "2026-06-21T15:00:00Z", "2026-06-22"),
        ("kiritimati", "2026-06-21T10:00:00Z", "2026-06-22"),
        ("honolulu", "2026-06-21T09:59:00Z", "2026-06-20"),
    ] {
        let tile = draw(&weather(id, now), Units::Metric, "en").unwrap();
        assert_eq!(days(&tile)[0]["date"], first, "{id} at {now}");
        assert!(tile.drawing.text.starts_with("Today: "), "{}", tile.drawing.text);
    }
}

#[test]
fn after_midnight_the_answer_of_the_day_before_has_ten_days() {
    let asked = weather("lisbon", "2026-06-21T22:50:00Z");
    let tile =
        render(&DailyForecast, &asked, at("2026-06-21T23:05:00Z"), Units::Metric, "en").unwrap();
    assert_eq!((&days(&tile)[0]["date"], days(&tile).len()), (&"2026-06-22".into(), 10));
    assert!(days(&tile).iter().all(|day| day["max_c"].is_number()), "{:?}", days(&tile));
    assert_eq!(bars(&tile.drawing.html).len(), 10);
}

#[test]
fn all_bars_are_on_one_scale() {
    let mut weather = with(DailyVariable::TemperatureMax, |max| {
        *max = (0..10).map(|day| Some(20.0 + f64::from(day))).collect();
    });
    let min = weather.daily.values.get_mut(&DailyVariable::TemperatureMin).unwrap();
    *min = (0..10).map(|day| Some(10.0 + f64::from(day))).collect();
    let bars = bars(&draw(&weather, Units::Metric, "en").unwrap().drawing.html);
    assert_eq!(bars.len(), 10);
    let lengths: Vec<f64> = bars.iter().map(|(top, bottom)| bottom - top).collect();
    assert!(lengths.iter().all(|length| (length - lengths[0]).abs() < 0.05), "{lengths:?}");
    assert!(bars.windows(2).all(|pair| pair[1].0 < pair[0].0), "warmer is higher: {bars:?}");
    assert!(bars.iter().all(|(top, bottom)| *top >= 0.0 && *bottom <= 100.01));
}

#[test]
fn a_day_without_values_is_a_gap_and_no_zero() {
    let mut weather = with(DailyVariable::TemperatureMax, |max| max[7] = None);
    let columns = weather.daily.values.values_mut();
    columns.for_each(|column| column[7] = None);
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert_sound(&tile);
    let day = days(&tile)[7].as_object().unwrap();
    assert!(day.iter().all(|(name, value)| (name == "date") != value.is_null()), "{day:?}");
    assert_eq!(bars(&tile.drawing.html).len(), 9);
    let sentence = "Sun: – to –, precipitation unknown (–).";
    assert!(tile.drawing.text.contains(sentence), "{}", tile.drawing.text);
}

#[test]
fn what_upstream_leaves_out_at_the_end_is_a_gap() {
    let mut weather = weather("lisbon", NOON);
    weather.daily.dates.truncate(9);
    weather.daily.values.values_mut().for_each(|column| column.truncate(9));
    let tile = draw(&weather, Units::Metric, "de").unwrap();
    assert_eq!(days(&tile).len(), 10);
    assert!(days(&tile)[9]["max_c"].is_null());
    assert_eq!(bars(&tile.drawing.html).len(), 9);
}

#[test]
fn one_temperature_alone_shows_without_a_bar() {
    let tile = draw(&with(DailyVariable::TemperatureMin, |min| min[3] = None), Units::Metric, "en");
    let tile = tile.unwrap();
    assert_sound(&tile);
    assert_eq!(bars(&tile.drawing.html).len(), 9);
    assert!(days(&tile)[3]["max_c"].is_number() && days(&tile)[3]["min_c"].is_null());
}

#[test]
fn without_any_day_there_is_nothing_to_show() {
    let weather = with(DailyVariable::TemperatureMax, |max| max.fill(None));
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn the_text_has_the_numbers_of_the_picture() {
    let tile = draw(&weather("berlin", "2026-01-15T09:20:00Z"), Units::Metric, "en").unwrap();
    let texts = tile.drawing.html.split("<text ").skip(1);
    let words = texts.map(|text| text.split_once('>').unwrap().1.split('<').next().unwrap());
    let words = words.map(|word| word.trim_end_matches('°'));
    for word in words.filter(|word| word.contains(|char: char| char.is_ascii_digit())) {
        assert!(tile.drawing.text.contains(word), "{word} is not in {}", tile.drawing.text);
    }
}

#[test]
fn calm_and_extreme_weather_stay_in_the_picture() {
    for (max_c, min_c) in [(15.0, 14.9), (-40.0, -62.0), (56.7, 30.0)] {
        let mut weather = with(DailyVariable::TemperatureMax, |max| max.fill(Some(max_c)));
        let min = weather.daily.values.get_mut(&DailyVariable::TemperatureMin).unwrap();
        min.fill(Some(min_c));
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&weather, units, lang).unwrap();
                assert_sound(&tile);
                let inside = |(top, bottom): &(f64, f64)| *top >= 0.0 && *bottom <= 100.01;
                assert!(bars(&tile.drawing.html).iter().all(inside));
            }
        }
    }
}

#[test]
fn all_words_are_translated() {
    assert_eq!(DailyForecast::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| DailyForecast, units, lang));
    }
}
