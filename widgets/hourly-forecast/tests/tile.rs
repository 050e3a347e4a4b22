//! The tile from given weather: what it says and how it looks.

#![expect(clippy::unwrap_used, reason = "in a test a panic is a failure")]

use hourly_forecast::HourlyForecast;
use serde_json::Value;
use widget_kit::{
    Gap, Rendered, Timestamp, Units, Variable, Weather, Widget,
    testing::{LOOKS, assert_sound, place, render, simulated, states},
};

const NOON: &str = "2025-12-28T12:20:00Z";

fn weather(id: &str, now: &str) -> Weather {
    simulated(&HourlyForecast, &place(id), now.parse().unwrap())
}

fn draw(weather: &Weather, now: &str, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&HourlyForecast, weather, now.parse().unwrap(), units, lang)
}

/// The tile of `weather` at noon in metric English.
fn plain(weather: &Weather) -> Rendered {
    draw(weather, NOON, Units::Metric, "en").unwrap()
}

/// Lisbon's weather at noon with one variable's column changed; its first
/// entry is that of 12:00.
fn with(variable: Variable, change: impl FnOnce(&mut Vec<Option<f64>>)) -> Weather {
    let mut weather = weather("lisbon", NOON);
    change(weather.hourly.values.get_mut(&variable).unwrap());
    weather
}

fn hours(tile: &Rendered) -> &Vec<Value> {
    tile.data["hours"].as_array().unwrap()
}

/// The path data of the only path of a class.
fn path<'a>(html: &'a str, class: &str) -> &'a str {
    let (_, from) = html.split_once(&format!(r#"<path class="{class}""#)).unwrap();
    let (_, data) = from.split_once(r#" d=""#).unwrap();
    data.split('"').next().unwrap()
}

/// The labels of the axis with their distance from the left in percent.
fn axis(html: &str) -> Vec<(f64, &str)> {
    let label = |text: &'_ str| text.split_once("%\" y=\"100%\" dy=\"1.15em\">").is_some();
    html.split("<text ")
        .filter(|text| label(text))
        .map(|text| {
            let (_, x) = text.split_once(r#"x=""#).unwrap();
            let (_, words) = text.split_once('>').unwrap();
            (x.split('%').next().unwrap().parse().unwrap(), words.split('<').next().unwrap())
        })
        .collect()
}

#[test]
fn two_days_in_english() {
    let tile = plain(&weather("berlin", NOON));
    insta::assert_snapshot!(tile.drawing.text);
    insta::assert_snapshot!(tile.drawing.html);
}

#[test]
fn two_days_in_german() {
    let tile = draw(&weather("reykjavik", NOON), NOON, Units::Imperial, "de").unwrap();
    insta::assert_snapshot!(tile.drawing.text);
    insta::assert_snapshot!(tile.drawing.html);
}

#[test]
fn the_reading_has_48_hours_with_exactly_the_published_fields() {
    let tile = plain(&weather("lisbon", NOON));
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["hours"]);
    assert_eq!(hours(&tile).len(), 48);
    assert_eq!(hours(&tile)[0]["time"], "2025-12-28T12:00:00Z");
    assert_eq!(hours(&tile)[47]["time"], "2025-12-30T11:00:00Z");
    for hour in hours(&tile) {
        let keys: Vec<&String> = hour.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["time", "temperature_c", "precipitation_mm", "precipitation_probability_pct", "code"]
        );
    }
}

#[test]
fn a_missing_hour_breaks_the_curve() {
    let whole = plain(&weather("lisbon", NOON));
    assert_eq!(path(&whole.drawing.html, "curve").matches('M').count(), 1);
    let gap = plain(&with(Variable::Temperature, |column| column[10] = None));
    assert!(hours(&gap)[10]["temperature_c"].is_null());
    let curve = path(&gap.drawing.html, "curve");
    assert_eq!((curve.matches('M').count(), curve.matches('L').count()), (2, 45), "{curve}");
}

#[test]
fn a_lone_hour_is_a_dot() {
    let tile = plain(&with(Variable::Temperature, |column| {
        column[10] = None;
        column[12] = None;
    }));
    assert_eq!(path(&tile.drawing.html, "curve").matches("h0M").count(), 1);
}

#[test]
fn a_gap_at_the_current_hour_leaves_now_unknown() {
    let tile = plain(&with(Variable::Temperature, |column| column[0] = None));
    assert!(tile.drawing.text.starts_with("Now –. High "), "{}", tile.drawing.text);
    assert!(!tile.drawing.html.contains("<circle"));
}

#[test]
fn nothing_is_shown_without_any_temperature() {
    let empty = with(Variable::Temperature, |column| column.fill(None));
    assert_eq!(draw(&empty, NOON, Units::Metric, "en").err(), Some(Gap::Missing));
    let mut none = weather("lisbon", NOON);
    none.hourly.times.clear();
    assert_eq!(draw(&none, NOON, Units::Metric, "en").err(), Some(Gap::Missing));
}

#[test]
fn unknown_precipitation_is_not_dry() {
    let tile = plain(&with(Variable::Precipitation, |column| column.fill(None)));
    assert!(tile.drawing.text.contains("Precipitation unknown"), "{}", tile.drawing.text);
    assert!(!tile.drawing.html.contains(r#"class="bar"#));
    assert_eq!(path(&tile.drawing.html, "ground"), "");
}

#[test]
fn a_sum_with_unknown_hours_is_a_least_amount() {
    let tile = plain(&with(Variable::Precipitation, |column| {
        column.fill(Some(0.5));
        column[20] = None;
        column[30] = None;
    }));
    // 47 hours are still to come, two of them unknown.
    assert!(tile.drawing.text.contains("at least 22.5\u{202F}mm of "), "{}", tile.drawing.text);
    assert_eq!(path(&tile.drawing.html, "ground").matches('M').count(), 3);
    assert_eq!(tile.drawing.html.matches(r#"<rect class="bar"#).count(), 45);
}

#[test]
fn dry_hours_are_dry_and_a_high_risk_is_told() {
    let mut weather = with(Variable::Precipitation, |column| column.fill(Some(0.0)));
    let mut tile = |percent| {
        let column = weather.hourly.values.get_mut(&Variable::PrecipitationProbability).unwrap();
        column.fill(Some(0.0));
        column[5] = Some(percent);
        plain(&weather).drawing.text
    };
    assert!(tile(0.0).contains(". Dry. "));
    assert!(tile(20.0).contains(". Dry, risk up to 20% (Sun 17:00). "));
    assert!(tile(70.0).contains(". Mostly dry, risk up to 70% (Sun 17:00). "));
}

#[test]
fn dry_hours_beside_unknown_ones_are_dry_as_far_as_known() {
    let tile = plain(&with(Variable::Precipitation, |column| {
        column.fill(Some(0.0));
        column[20] = None;
    }));
    assert!(tile.drawing.text.to_lowercase().contains("dry as far as known"));
    assert!(!tile.drawing.html.contains(r#"<rect class="bar"#));
}

#[test]
fn rain_without_a_probability_is_an_outline() {
    let mut weather = with(Variable::Precipitation, |column| column.fill(Some(1.0)));
    weather.hourly.values.remove(&Variable::PrecipitationProbability);
    let tile = plain(&weather);
    assert!(tile.drawing.html.contains(r#" unsure""#) && !tile.drawing.html.contains("opacity="));
    assert!(!tile.drawing.text.contains("likely"), "{}", tile.drawing.text);
}

#[test]
fn snow_is_called_snow() {
    let mut weather = with(Variable::Precipitation, |column| column.fill(Some(1.0)));
    let mut text = |codes: [f64; 2]| {
        let column = weather.hourly.values.get_mut(&Variable::WeatherCode).unwrap();
        column.iter_mut().enumerate().for_each(|(hour, code)| *code = Some(codes[hour % 2]));
        plain(&weather).drawing.text
    };
    assert!(text([61.0, 63.0]).contains("47.0\u{202F}mm of rain,"));
    assert!(text([71.0, 85.0]).contains("47.0\u{202F}mm as snow,"));
    assert!(text([71.0, 61.0]).contains("47.0\u{202F}mm of rain and snow,"));
}

#[test]
fn what_has_fallen_already_is_not_to_come() {
    let tile = plain(&with(Variable::Precipitation, |column| {
        column.fill(Some(0.0));
        column[0] = Some(9.0);
    }));
    assert!(tile.drawing.text.to_lowercase().contains(" dry"), "{}", tile.drawing.text);
    assert!(!tile.drawing.html.contains(r#"class="bar"#));
}

#[test]
fn an_old_answer_starts_at_the_current_hour_and_ends_in_gaps() {
    let weather = weather("lisbon", NOON);
    let tile = draw(&weather, "2025-12-28T17:05:00Z", Units::Metric, "en").unwrap();
    assert_eq!(hours(&tile).len(), 48);
    assert_eq!(hours(&tile)[0]["time"], "2025-12-28T17:00:00Z");
    assert!(hours(&tile)[0]["temperature_c"].is_number());
    assert_eq!(hours(&tile)[47]["time"], "2025-12-30T16:00:00Z");
    assert!(hours(&tile)[47]["temperature_c"].is_null());
    let late = draw(&weather, "2026-01-02T12:00:00Z", Units::Metric, "en");
    assert_eq!(late.err(), Some(Gap::Missing));
}

#[test]
fn the_axis_keeps_local_time_when_clocks_go_forward() {
    let now = "2026-03-28T12:00:00Z";
    let tile = draw(&weather("lisbon", now), now, Units::Metric, "en").unwrap();
    let axis = axis(&tile.drawing.html);
    let labels: Vec<&str> = axis.iter().map(|(_, label)| *label).collect();
    assert_eq!(labels, ["18", "Sun", "06", "12", "18", "Mon", "06"]);
    // The night of the change has five hours between midnight and six o'clock.
    let distances: Vec<f64> = axis.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let hours: Vec<f64> = distances.iter().map(|percent| (percent * 0.47).round()).collect();
    assert_eq!(hours, [6.0, 5.0, 6.0, 6.0, 6.0, 6.0]);
    assert_eq!(tile.data["hours"][47]["time"], "2026-03-30T11:00:00Z");
}

#[test]
fn the_axis_keeps_local_time_when_clocks_go_back() {
    let now = "2026-10-31T16:00:00Z";
    let tile = draw(&weather("new-york", now), now, Units::Imperial, "en").unwrap();
    let axis = axis(&tile.drawing.html);
    let labels: Vec<String> =
        axis.iter().map(|(_, label)| label.replace('\u{202F}', " ")).collect();
    assert_eq!(labels, ["6 PM", "Sun", "6 AM", "12 PM", "6 PM", "Mon", "6 AM"]);
    assert_eq!(((axis[2].0 - axis[1].0) * 0.47).round(), 7.0);
}

#[test]
fn midnight_is_where_it_is_in_zones_of_half_hours() {
    let now = "2025-12-28T12:20:00Z";
    let tile = draw(&weather("delhi", now), now, Units::Metric, "en").unwrap();
    let (x, label) = *axis(&tile.drawing.html).iter().find(|(_, label)| *label == "Mon").unwrap();
    // 00:00 in Delhi is 18:30 UTC, six and a half hours after the first hour.
    assert_eq!((x, label), (13.83, "Mon"));
}

#[test]
fn nights_follow_the_sun_of_the_place() {
    let nights = |id: &str, now: &str| {
        let tile = draw(&weather(id, now), now, Units::Metric, "en").unwrap();
        let rects = tile.drawing.html.split(r#"<rect class="night""#).skip(1);
        let width = |rect: &str| {
            let (_, width) = rect.split_once(r#"width=""#).unwrap();
            width.split('"').next().unwrap().parse::<f64>().unwrap()
        };
        rects.map(width).collect::<Vec<f64>>()
    };
    assert_eq!(nights("tromso", NOON), [100.0]);
    assert_eq!(nights("tromso", "2025-06-28T12:00:00Z"), [0.0; 0]);
    let lisbon = nights("lisbon", NOON);
    assert_eq!(lisbon.len(), 2);
    // 14.5 of 47 hours.
    assert!((30.0..31.5).contains(&lisbon[0]), "{lisbon:?}");
}

#[test]
fn the_text_holds_every_number_of_the_picture() {
    for (id, units, lang) in [
        ("berlin", Units::Metric, "en"),
        ("reykjavik", Units::Imperial, "de"),
        ("quito", Units::Imperial, "en"),
        ("tromso", Units::Si, "de"),
    ] {
        let tile = draw(&weather(id, NOON), NOON, units, lang).unwrap();
        let pieces = tile.drawing.html.split('>').filter_map(|piece| piece.split('<').next());
        let axis = axis(&tile.drawing.html);
        let said: Vec<&str> = pieces
            .filter(|piece| piece.contains(char::is_numeric))
            .filter(|piece| !axis.iter().any(|(_, label)| label == piece))
            .collect();
        assert!(said.len() >= 4, "{said:?}");
        for piece in said {
            assert!(tile.drawing.text.contains(piece), "{piece} in {}", tile.drawing.text);
        }
    }
}

#[test]
fn the_picture_keeps_to_what_a_board_lets_through() {
    assert_sound(&plain(&weather("berlin", NOON)));
}

#[test]
fn every_language_has_every_message() {
    assert_eq!(HourlyForecast::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn the_needs_are_one_cheap_request() {
    let needs = HourlyForecast.needs();
    assert!(needs.hourly.len() <= 10 && needs.current.is_empty() && needs.daily.is_empty());
    // Even at 600 times the speed a tile is drawn anew every two seconds.
    assert!(f64::from(HourlyForecast::REFRESH_S) / 600.0 <= 1.5);
}

#[test]
fn the_current_temperature_lies_between_its_hours() {
    let tile = plain(&with(Variable::Temperature, |column| {
        column[0] = Some(10.0);
        column[1] = Some(16.0);
    }));
    // A third of the way at 12:20.
    assert!(tile.drawing.text.starts_with("Now 12\u{202F}°C."), "{}", tile.drawing.text);
}

#[test]
fn times_are_those_of_the_place() {
    let now: Timestamp = "2025-12-28T11:20:00Z".parse().unwrap();
    let tile = render(&HourlyForecast, &weather("kiritimati", NOON), now, Units::Metric, "en");
    assert_eq!(tile.err(), Some(Gap::Missing), "no hour up to now is known");
    let tile = plain(&weather("kiritimati", NOON));
    // 15:00 UTC is five in the morning of the next day, 14 hours ahead.
    assert!(tile.drawing.text.contains(" 05:00 "), "{}", tile.drawing.text);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| HourlyForecast, units, lang));
    }
}
