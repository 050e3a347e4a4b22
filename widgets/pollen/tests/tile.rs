//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use meteorology::{Plant, PollenLevel};
use pollen::Pollen;
use serde_json::Value;
use weather::Current;
use widget_kit::{
    AirVariable, Gap, Locale, Outlook, Rendered, Series, TimeZone, Timestamp, Units, View, Weather,
    Widget,
    testing::{LOOKS, assert_sound, at, place, render, simulated, states},
};

const MAY: &str = "2026-05-05T13:20:00Z";
const VARIABLES: [AirVariable; 6] = [
    AirVariable::AlderPollen,
    AirVariable::BirchPollen,
    AirVariable::GrassPollen,
    AirVariable::MugwortPollen,
    AirVariable::OlivePollen,
    AirVariable::RagweedPollen,
];

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&Pollen, weather, weather.fetched_at, units, lang)
}

fn weather(id: &str, now: &str) -> Weather {
    simulated(&Pollen, &place(id), at(now))
}

/// A place's weather with values by the local day (0 is today) and its hour.
fn with(id: &str, now: &str, grains_m3: impl Fn(AirVariable, i64, i8) -> Option<f64>) -> Weather {
    let mut weather = weather(id, now);
    let zone = weather.place.time_zone();
    let today = weather.fetched_at.to_zoned(zone.clone()).date();
    let series = &mut weather.air_quality.hourly;
    for variable in VARIABLES {
        let value = |time: &Timestamp| {
            let local = TimeZone::to_datetime(&zone, *time);
            let days = local.date().duration_since(today).as_hours() / 24;
            grains_m3(variable, days, local.hour())
        };
        series.values.insert(variable, series.times.iter().map(value).collect());
    }
    weather
}

/// The same grains of every plant at all times.
fn steady(grains_m3: [f64; 6]) -> Weather {
    with("berlin", MAY, |variable, _, _| {
        Some(grains_m3[VARIABLES.iter().position(|each| *each == variable).unwrap()])
    })
}

fn count<'a>(counts: &'a Value, plant: &str) -> &'a Value {
    counts.as_array().unwrap().iter().find(|count| count["plant"] == plant).unwrap()
}

/// Today and the next days of one plant: level and grains.
fn days(tile: &Rendered, plant: &str) -> Vec<(Value, Value)> {
    let days = tile.data["days"].as_array().unwrap().iter();
    days.map(|day| count(&day["plants"], plant))
        .map(|count| (count["level"].clone(), count["grains_m3"].clone()))
        .collect()
}

/// How many dots of a level there are.
fn dots(tile: &Rendered, level: &str) -> usize {
    let tag = format!("<path class=\"{level}\"");
    let Some((_, path)) = tile.drawing.html.split_once(&tag) else { return 0 };
    path.split('>').next().unwrap().matches("h0").count()
}

fn headline(tile: &Rendered) -> &str {
    let (_, words) = tile.drawing.html.split_once("class=\"headline\">").unwrap();
    words.split('<').next().unwrap()
}

#[test]
fn a_simulated_spring_and_late_summer() {
    for (name, id, now, units, lang) in [
        ("metric-en", "lisbon", MAY, Units::Metric, "en"),
        ("imperial-de", "vienna", "2026-08-28T09:20:00Z", Units::Imperial, "de"),
    ] {
        let tile = draw(&weather(id, now), units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields_six_plants_and_four_days() {
    let tile = draw(&weather("lisbon", MAY), Units::Si, "en").unwrap();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&tile.data), ["plants", "days"]);
    let days = tile.data["days"].as_array().unwrap();
    let dates: Vec<&Value> = days.iter().map(|day| &day["date"]).collect();
    assert_eq!(dates, ["2026-05-05", "2026-05-06", "2026-05-07", "2026-05-08"]);
    assert_eq!(keys(&days[0]), ["date", "plants"]);
    for plants in days.iter().map(|day| &day["plants"]).chain([&tile.data["plants"]]) {
        let codes: Vec<&Value> =
            plants.as_array().unwrap().iter().map(|count| &count["plant"]).collect();
        assert_eq!(codes, ["alder", "birch", "grass", "mugwort", "olive", "ragweed"]);
        assert_eq!(keys(&plants[0]), ["plant", "level", "grains_m3"]);
    }
}

#[test]
fn levels_are_those_of_the_plants() {
    let tile = draw(&steady([0.0, 10.0, 20.0, 15.0, 400.0, 0.4]), Units::Metric, "en").unwrap();
    for (plant, level) in [
        ("alder", "none"),
        ("birch", "low"),
        ("grass", "moderate"),
        ("mugwort", "high"),
        ("olive", "very_high"),
        ("ragweed", "none"),
    ] {
        assert_eq!(count(&tile.data["plants"], plant)["level"], level);
        assert!(days(&tile, plant).iter().all(|(found, _)| found == level), "{plant}");
    }
    let sizes = ["none", "low", "moderate", "high", "very_high"].map(|level| dots(&tile, level));
    assert_eq!(sizes, [8, 4, 4, 4, 4]);
    let text = "Olive: very high. Now 400, daily mean 400\u{202f}grains/m³. Now: Birch low (10), \
                Grass moderate (20), Mugwort high (15), Olive very high (400), otherwise none. Today: ";
    assert!(tile.drawing.text.starts_with(text), "{}", tile.drawing.text);
}

#[test]
fn the_plant_that_matters_most_has_the_strongest_level() {
    for (grains_m3, expected) in [
        // Twelve grains of ragweed are worse than sixty of birch.
        ([0.0, 60.0, 0.0, 0.0, 0.0, 12.0], "Ragweed: high"),
        ([80.0, 90.0, 0.0, 0.0, 0.0, 0.0], "Birch: high"),
        ([3.0, 0.0, 0.0, 0.0, 0.0, 0.0], "Alder: low"),
        ([0.0; 6], "No pollen"),
    ] {
        let tile = draw(&steady(grains_m3), Units::Metric, "en").unwrap();
        assert_eq!(headline(&tile), expected);
        assert!(tile.drawing.text.starts_with(&format!("{expected}. ")), "{}", tile.drawing.text);
    }
}

#[test]
fn a_day_is_the_mean_of_its_hours_at_the_place() {
    // Athens is three hours ahead of UTC, so that its day begins at 21:00.
    let grains = |_, day: i64, hour: i8| Some(day as f64 * 100.0 + f64::from(hour));
    for now in ["2026-05-04T21:00:00Z", MAY, "2026-05-05T20:59:00Z"] {
        let tile = draw(&with("athens", now, grains), Units::Metric, "en").unwrap();
        let means: Vec<Value> = days(&tile, "grass").into_iter().map(|(_, mean)| mean).collect();
        assert_eq!(means, [11.5, 111.5, 211.5, 311.5], "{now}");
        assert_eq!(tile.data["days"][0]["date"], "2026-05-05");
    }
}

#[test]
fn days_on_which_the_clocks_change_are_whole() {
    for (now, date, hours) in [
        ("2026-03-28T22:59:00Z", "2026-03-29", 23.0),
        ("2026-03-29T10:00:00Z", "2026-03-29", 23.0),
        ("2026-10-24T22:00:00Z", "2026-10-25", 25.0),
        ("2026-10-25T22:59:00Z", "2026-10-25", 25.0),
    ] {
        // One grain in the first hour and in the last: two in all of them.
        let mut weather = with("berlin", now, |_, _, _| Some(0.0));
        let zone = weather.place.time_zone();
        let series = &mut weather.air_quality.hourly;
        let on_date = |time: &Timestamp| zone.to_datetime(*time).date().to_string() == date;
        let first = series.times.iter().position(on_date).unwrap();
        let last = series.times.iter().rposition(on_date).unwrap();
        assert_eq!((last - first + 1) as f64, hours, "{now}");
        for values in series.values.values_mut() {
            values[first] = Some(1.0);
            values[last] = Some(1.0);
        }
        let tile = draw(&weather, Units::Metric, "en").unwrap();
        let days = tile.data["days"].as_array().unwrap();
        let day = days.iter().find(|day| day["date"] == date).unwrap();
        assert_eq!(count(&day["plants"], "birch")["grains_m3"], 2.0 / hours, "{now}");
    }
}

#[test]
fn a_mean_needs_three_quarters_of_its_day() {
    for (known, is_known) in [(24, true), (18, true), (17, false), (0, false)] {
        let grains = |_, day, hour: i8| (day != 3 || hour < known).then_some(60.0);
        let tile = draw(&with("berlin", MAY, grains), Units::Metric, "en").unwrap();
        assert_sound(&tile);
        let (level, mean) = days(&tile, "grass")[3].clone();
        assert_eq!(level == "high", is_known, "{known}: {level}");
        assert_eq!(mean == 60.0, is_known);
        assert_eq!(mean.is_null(), !is_known);
        let gaps = tile.drawing.html.matches(">–</text>").count();
        assert_eq!(gaps, if is_known { 0 } else { 6 });
    }
}

#[test]
fn what_upstream_leaves_out_at_the_end_is_a_gap() {
    let mut weather = steady([0.0, 12.0, 0.0, 0.0, 0.0, 0.0]);
    // Up to 16:00 of the third day, which leaves it 17 hours.
    let end = weather.air_quality.hourly.times.len() - 49;
    weather.air_quality.hourly.times.truncate(end);
    weather.air_quality.hourly.values.values_mut().for_each(|column| column.truncate(end));
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    insta::assert_snapshot!("gaps", format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    assert_sound(&tile);
    assert_eq!(tile.data["days"].as_array().unwrap().len(), 4);
    let levels: Vec<Value> = days(&tile, "birch").into_iter().map(|(level, _)| level).collect();
    assert_eq!(levels, ["moderate".into(), "moderate".into(), Value::Null, Value::Null]);
    assert!(tile.drawing.text.ends_with(" Thu: unknown. Fri: unknown."), "{}", tile.drawing.text);
}

#[test]
fn nothing_now_is_not_nothing_today() {
    // Berlin is two hours ahead of UTC: now it is 15:20 there.
    let morning = |variable, day, hour: i8| {
        Some(if variable == VARIABLES[2] && day == 0 && hour < 12 { 48.0 } else { 0.0 })
    };
    let tile = draw(&with("berlin", MAY, morning), Units::Metric, "en").unwrap();
    assert_eq!(headline(&tile), "No pollen now");
    let text = "No pollen now. Daily mean: Grass 24\u{202f}grains/m³. Now: none. \
                Today: Grass moderate (24), otherwise none. Wed: none. Thu: none. Fri: none.";
    assert_eq!(tile.drawing.text, text);

    let tomorrow = |_, day, _| Some(if day == 1 { 30.0 } else { 0.0 });
    let tile = draw(&with("berlin", MAY, tomorrow), Units::Metric, "de").unwrap();
    assert_eq!(headline(&tile), "Zurzeit keine Pollen");
    assert!(!tile.drawing.html.contains("class=\"note\""));
    assert!(
        tile.drawing.text.starts_with("Zurzeit keine Pollen. Jetzt: keine. Heute: keine. Mi: Erle")
    );

    let tile = draw(&steady([0.0; 6]), Units::Metric, "en").unwrap();
    let text = "No pollen. Now: none. Today: none. Wed: none. Thu: none. Fri: none.";
    assert_eq!(tile.drawing.text, text);
}

#[test]
fn a_plant_nobody_knows_of_is_no_zero() {
    let grains = |variable, _, _| (variable != VARIABLES[4]).then_some(0.0);
    let tile = draw(&with("berlin", MAY, grains), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert_eq!(headline(&tile), "No pollen known");
    let olive = count(&tile.data["plants"], "olive");
    assert!(olive["level"].is_null() && olive["grains_m3"].is_null());
    assert!(tile.drawing.text.contains("Now: Olive unknown, otherwise none."));
    assert_eq!(dots(&tile, "none"), 20);
}

#[test]
fn a_current_value_stands_for_now() {
    let mut weather = steady([0.0, 12.0, 0.0, 0.0, 0.0, 0.0]);
    let values = [(AirVariable::BirchPollen, 71.0)].into();
    weather.air_quality.current = Some(Current { time: weather.fetched_at, values });
    let tile = draw(&weather, Units::Metric, "de").unwrap();
    assert_eq!(headline(&tile), "Birke: stark");
    let note = "Jetzt 71, im Tagesmittel 12\u{202f}Pollen/m³";
    assert!(tile.drawing.html.contains(note), "{}", tile.drawing.html);
}

#[test]
fn outside_europe_there_is_no_coverage() {
    for id in ["new-york", "tokyo", "sydney"] {
        let weather = weather(id, MAY);
        assert!(!weather.air_quality.hourly.times.is_empty());
        assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::NoCoverage, "{id}");
    }
    let mut nothing = weather("berlin", MAY);
    nothing.air_quality = Outlook::default();
    assert_eq!(draw(&nothing, Units::Metric, "en").unwrap_err(), Gap::NoCoverage);
}

#[test]
fn old_values_are_a_gap() {
    // Yesterday evening is known, and nothing since.
    let grains = |_, day, _| (day < 0).then_some(20.0);
    let weather = with("berlin", MAY, grains);
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    let mut empty = weather;
    empty.air_quality.hourly = Series::default();
    assert_eq!(draw(&empty, Units::Metric, "en").unwrap_err(), Gap::NoCoverage);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    for (id, now, lang) in [("lisbon", MAY, "en"), ("vienna", "2026-08-28T09:20:00Z", "de")] {
        let tile = draw(&weather(id, now), Units::Metric, lang).unwrap();
        let words = tile.drawing.html.split("<p ").skip(1);
        let words =
            words.map(|words| words.split_once('>').unwrap().1.split("</p>").next().unwrap());
        let words: Vec<&str> = words.flat_map(|words| words.split([' ', '\u{202f}'])).collect();
        let is_number = |word: &&&str| word.contains(|char: char| char.is_ascii_digit());
        let numbers: Vec<&&str> = words.iter().filter(is_number).collect();
        assert_eq!(numbers.len(), 2, "{words:?}");
        for number in numbers {
            assert!(tile.drawing.text.contains(*number), "{number}: {}", tile.drawing.text);
        }
    }
}

#[test]
fn extremes_stay_sound_in_all_units_and_languages() {
    for grains_m3 in [0.0, 0.5, 9.5, 1000.0, 123_456.7] {
        let weather = steady([grains_m3; 6]);
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&weather, units, lang).unwrap();
                assert_sound(&tile);
                assert!(!tile.drawing.html.contains("=\"-"), "{}", tile.drawing.html);
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "berlin", "stockholm", "athens", "london"] {
        for now in ["2026-01-15T00:10:00Z", MAY, "2026-08-28T21:40:00Z", "2026-10-25T22:30:00Z"] {
            let tile = draw(&weather(id, now), Units::Metric, "en").unwrap();
            assert!(!tile.drawing.text.contains("unknown"), "{id}: {}", tile.drawing.text);
            assert!(!tile.drawing.text.contains('–'), "{id}: {}", tile.drawing.text);
        }
    }
}

#[test]
fn all_words_are_translated() {
    let words = Pollen::PACKAGE.words().unwrap();
    assert_eq!(words.missing(), []);
    let plants = Plant::ALL.iter().map(|word| word.key());
    let ids: Vec<String> = plants.chain(PollenLevel::ALL.iter().map(|word| word.key())).collect();
    for lang in ["en", "de"] {
        let view = View {
            place: place("berlin"),
            units: Units::Metric,
            lang: lang.parse().unwrap(),
            hours: None,
        };
        let locale = Locale::new(&words, &view, at(MAY));
        for id in &ids {
            assert!(!locale.text(id).contains('⟨'), "{id} in {lang}");
        }
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Pollen, units, lang));
    }
}
