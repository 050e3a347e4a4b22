//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use climate::Climate;
use widget_kit::{
    Daily,
    DailyVariable::{TemperatureMax, TemperatureMin},
    Date, Gap, Rendered, SourceKind, Timestamp, Units, Weather, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, place, render, simulated, states,
    },
};

const NOW: &str = "2026-06-15T12:00:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&Climate, weather, weather.fetched_at, units, lang)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn days(first: &str, last: &str) -> Vec<Date> {
    let following = std::iter::successors(Some(day(first)), |day| day.tomorrow().ok());
    following.take_while(|date| *date <= day(last)).collect()
}

/// Weather of a place with this highest temperature on the local day, and a
/// reference of these; the lowest of each day is 10 °C lower.
fn made(id: &str, now: &str, today: Option<f64>, max: impl Fn(Date) -> Option<f64>) -> Weather {
    let now: Timestamp = at(now);
    let place = place(id);
    let dates = days("1991-01-01", "2020-12-31");
    let max_c: Vec<Option<f64>> = dates.iter().map(|date| max(*date)).collect();
    let min_c = max_c.iter().map(|value| value.map(|max_c| max_c - 10.0)).collect();
    let daily = Daily {
        dates: vec![now.to_zoned(place.time_zone()).date()],
        values: [(TemperatureMax, vec![today])].into(),
    };
    let values = [(TemperatureMax, max_c), (TemperatureMin, min_c)].into();
    let empty = Weather::empty(place, SourceKind::Simulated, now);
    Weather { daily, climate: Daily { dates, values }, ..empty }
}

/// The years since 1991 as degrees from 8 to 22 June, 15 days a year; the other
/// days must not count.
fn one_a_year(date: Date) -> Option<f64> {
    let is_around = date.month() == 6 && (8..=22).contains(&date.day());
    Some(if is_around { f64::from(date.year() - 1991) } else { 99.0 })
}

/// The archive of those, on 15 June.
fn june(today_c: f64) -> Weather {
    made("london", NOW, Some(today_c), one_a_year)
}

fn number(tile: &Rendered, name: &str) -> f64 {
    tile.data[name].as_f64().unwrap()
}

#[test]
fn a_warm_day_a_cool_day_and_an_unknown_day() {
    let warm = simulated(&Climate, &place("lisbon"), at("2026-11-24T12:00:00Z"));
    let cool = june(3.0);
    let gaps = made("london", NOW, None, one_a_year);
    for (name, weather, units, lang) in [
        ("metric-en", warm, Units::Metric, "en"),
        ("imperial-de", cool, Units::Imperial, "de"),
        ("gaps", gaps, Units::Metric, "en"),
    ] {
        let tile = draw(&weather, units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn an_archive_with_a_known_answer() {
    let tile = draw(&june(20.0), Units::Metric, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["today_max_c", "normal_max_c", "normal_min_c", "anomaly_c", "percentile", "years"]
    );
    assert_eq!(tile.data["today_max_c"], 20.0);
    // The mean of 0 to 29.
    assert_eq!(tile.data["normal_max_c"], 14.5);
    assert_eq!(tile.data["normal_min_c"], 4.5);
    assert_eq!(tile.data["anomaly_c"], 5.5);
    assert_eq!(tile.data["years"], 30);
    // Of 450 days 20 × 15 were cooler, and 15 as warm.
    assert!((number(&tile, "percentile") - 100.0 * (300.0 + 7.5) / 450.0).abs() < 1e-9);
    assert_eq!(
        tile.drawing.text,
        "Today up to 20\u{202f}°C, +5.5\u{202f}°C: warmer than usual, usually 5 to 15\u{202f}°C. \
         Warmer than 68% of comparable days. Compared with this time of year in 30 years from \
         1991 to 2020, when the highest of a day were from 0\u{202f}°C to 29\u{202f}°C."
    );
}

#[test]
fn the_time_of_year_crosses_its_turn() {
    // Warm from 24 December on and until 7 January.
    let turn = |date: Date| {
        let is_around =
            (date.month() == 12 && date.day() >= 24) || (date.month(), date.day()) <= (1, 7);
        Some(if is_around { 12.0 } else { 0.0 })
    };
    let tile = draw(&made("london", "2025-12-31T12:00:00Z", Some(12.0), turn), Units::Si, "en");
    let tile = tile.unwrap();
    assert_eq!((number(&tile, "normal_max_c"), number(&tile, "percentile")), (12.0, 50.0));
    assert_eq!(tile.data["years"], 30);
    // A day later one of 15 days lies outside.
    let tile = draw(&made("london", "2026-01-01T12:00:00Z", Some(12.0), turn), Units::Si, "en");
    assert!((number(&tile.unwrap(), "normal_max_c") - 12.0 * 14.0 / 15.0).abs() < 1e-9);
}

#[test]
fn a_leap_day_has_a_time_of_year() {
    let february = |date: Date| {
        let last = if date.in_leap_year() { 29 } else { 28 };
        let from_last = i32::from(date.day()) - last;
        let is_around =
            (date.month() == 2 && from_last >= -7) || (date.month() == 3 && date.day() <= 7);
        Some(if is_around { 6.0 } else { 50.0 })
    };
    let tile = draw(&made("london", "2028-02-29T12:00:00Z", Some(7.0), february), Units::Si, "en");
    let tile = tile.unwrap();
    assert_eq!((number(&tile, "normal_max_c"), number(&tile, "percentile")), (6.0, 100.0));
}

#[test]
fn today_is_the_local_day() {
    // On Kiritimati it is 16 June already.
    let weather = made("kiritimati", "2026-06-15T12:00:00Z", Some(20.0), |date| {
        let is_around = date.month() == 6 && (9..=23).contains(&date.day());
        Some(if is_around { 30.0 } else { 0.0 })
    });
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert_eq!((number(&tile, "normal_max_c"), number(&tile, "anomaly_c")), (30.0, -10.0));
}

#[test]
fn a_fifth_of_the_reference_may_be_missing() {
    // 6 years of 30, and one day more.
    let six = |date: Date| one_a_year(date).filter(|_| date.year() > 1996);
    let tile = draw(&made("london", NOW, Some(20.0), six), Units::Metric, "en").unwrap();
    assert_eq!(tile.data["years"], 24);
    assert_eq!(tile.data["normal_max_c"], 17.5, "the mean of 6 to 29");
    assert!((number(&tile, "percentile") - 100.0 * (14.0 + 0.5) / 24.0).abs() < 1e-9);
    assert!(tile.drawing.text.contains("in 24 years from 1991 to 2020"));
    let more = |date: Date| six(date).filter(|_| date != day("2003-06-15"));
    let gap = draw(&made("london", NOW, Some(20.0), more), Units::Metric, "en").unwrap_err();
    assert_eq!(gap, Gap::Missing);
}

#[test]
fn without_a_reference_there_is_nothing_to_compare() {
    let mut weather = june(20.0);
    weather.climate = Daily::default();
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let nothing = made("london", NOW, Some(20.0), |_| None);
    assert_eq!(draw(&nothing, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn an_unknown_day_has_its_normals_all_the_same() {
    let mut weather = made("london", NOW, None, one_a_year);
    weather.climate.values.remove(&TemperatureMin);
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert_sound(&tile);
    for name in ["today_max_c", "anomaly_c", "percentile", "normal_min_c"] {
        assert!(tile.data[name].is_null(), "{name}");
    }
    assert_eq!(tile.data["normal_max_c"], 14.5);
    let start = "Today is unknown, usually – to 15\u{202f}°C. Compared with";
    assert!(tile.drawing.text.starts_with(start), "{}", tile.drawing.text);
    assert!(!tile.drawing.html.contains("class=\"passed\""));
}

#[test]
fn words_and_colours_tell_warm_from_cool() {
    for (today_c, side, rank) in [
        (29.5, "warmer", "Warmer than 100% of"),
        (29.0, "warmer", "Warmer than 98% of"),
        (15.0, "warmer", "Warmer than 52% of"),
        (14.9, "usual", "Warmer than 50% of"),
        (14.1, "usual", "Cooler than 50% of"),
        (14.0, "cooler", "Cooler than 52% of"),
        (-0.5, "cooler", "Cooler than 100% of"),
    ] {
        let tile = draw(&june(today_c), Units::Metric, "en").unwrap();
        assert_sound(&tile);
        let html = &tile.drawing.html;
        assert!(html.starts_with(&format!("<div class=\"climate {side}\">")), "{today_c}");
        assert!(tile.drawing.text.contains(rank), "{today_c}: {}", tile.drawing.text);
    }
}

#[test]
fn a_rank_never_contradicts_the_words() {
    // A third of the days were much cooler, so that the mean lies below most.
    let skewed = |date: Date| Some(if date.day() <= 12 { 0.0 } else { 21.0 });
    let tile = draw(&made("london", NOW, Some(20.0), skewed), Units::Metric, "en").unwrap();
    assert_eq!(number(&tile, "anomaly_c"), 6.0);
    assert!((number(&tile, "percentile") - 100.0 / 3.0).abs() < 1e-9);
    assert!(tile.drawing.text.contains("warmer than usual"));
    assert!(tile.drawing.text.contains("Warmer than 33% of"), "{}", tile.drawing.text);
}

#[test]
fn all_are_all_only_where_none_is_left() {
    // One of 450 days was warmer.
    let hot = |date: Date| Some(if date == day("2003-06-15") { 40.0 } else { 20.0 });
    let tile = draw(&made("london", NOW, Some(39.0), hot), Units::Metric, "en").unwrap();
    assert!(number(&tile, "percentile") > 99.7);
    assert!(tile.drawing.text.contains("Warmer than 99% of"), "{}", tile.drawing.text);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    for units in Units::ALL {
        for lang in ["en", "de"] {
            let tile = draw(&june(20.0), units, lang).unwrap();
            assert_text_has_the_numbers(&tile);
            let head = tile.drawing.html.split("<svg").next().unwrap();
            let words = head.split(['<', '>', ' ']).filter(|word| !word.starts_with('/'));
            for word in words.filter(|word| word.contains(|char: char| char.is_ascii_digit())) {
                assert!(tile.drawing.text.contains(word), "{word}: {}", tile.drawing.text);
            }
        }
    }
}

#[test]
fn extremes_stay_in_the_picture() {
    for today_c in [-89.2, -1.0, 14.5, 30.0, 56.7] {
        for spread in [0.0, 0.1, 1.0, 3.0] {
            let weather = made("london", NOW, Some(today_c), |date| {
                one_a_year(date).map(|value| value * spread)
            });
            for units in Units::ALL {
                for lang in ["en", "de"] {
                    let tile = draw(&weather, units, lang).unwrap();
                    assert_sound(&tile);
                    let html = &tile.drawing.html;
                    let positions = html.replace("dy=\"-0.4em\"", "");
                    assert!(!positions.contains("=\"-"), "{html}");
                    for mark in html.split(" x1=\"").skip(1) {
                        let x: f64 = mark.split('%').next().unwrap().parse().unwrap();
                        assert!((0.0..=100.0).contains(&x), "{today_c} {spread}: {x}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_hill_is_highest_where_most_days_are() {
    // Ten days a year of 10 °C and five of 20 °C.
    let weather =
        made("london", NOW, Some(12.0), |date| Some(if date.day() <= 17 { 10.0 } else { 20.0 }));
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    let (_, path) = tile.drawing.html.split_once("class=\"hill\" d=\"M").unwrap();
    let points = path.split('V').next().unwrap().split('L');
    let points: Vec<(f64, f64)> = points
        .map(|point| point.split_once(' ').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    assert_eq!(points.len(), 101);
    let top = points.iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    let valley = points.iter().find(|(x, _)| *x == 55.0).unwrap();
    let second = points.iter().filter(|(x, _)| *x > 55.0);
    let second = second.min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    assert!(top.0 < second.0 && top.1 < second.1 && second.1 < valley.1, "{points:?}");
    // Half as many days make half a hill.
    assert!(((100.0 - second.1) / (100.0 - top.1) - 0.5).abs() < 0.1, "{points:?}");
}

#[test]
fn the_simulation_has_what_it_needs() {
    for (id, now) in [
        ("lisbon", "2026-06-15T12:00:00Z"),
        ("singapore", "2027-01-01T00:30:00Z"),
        ("kiritimati", "2026-12-31T12:00:00Z"),
        ("longyearbyen", "2028-02-29T23:30:00Z"),
        ("apia", "2026-12-30T12:00:00Z"),
    ] {
        let tile = draw(&simulated(&Climate, &place(id), at(now)), Units::Metric, "en").unwrap();
        assert_sound(&tile);
        assert!(tile.data.as_object().unwrap().values().all(|value| !value.is_null()), "{id}");
        assert_eq!(tile.data["years"], 30);
        assert!(number(&tile, "anomaly_c").abs() < 25.0, "{id}");
        assert!(!tile.drawing.text.contains('–'), "{}", tile.drawing.text);
    }
}

#[test]
fn all_words_are_translated() {
    assert_eq!(Climate::PACKAGE.words().unwrap().missing(), []);
    for today_c in [Some(0.0), Some(14.5), Some(29.0), None] {
        let weather = made("london", NOW, today_c, one_a_year);
        for lang in ["en", "de"] {
            assert_sound(&draw(&weather, Units::Metric, lang).unwrap());
        }
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Climate, units, lang));
    }
}
