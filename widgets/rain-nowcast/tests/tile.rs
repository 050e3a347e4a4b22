//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use rain_nowcast::RainNowcast;
use weather::{Series, SourceKind};
use widget_kit::{
    Gap, Rendered, Timestamp, Units, Variable, Weather, Widget,
    testing::{LOOKS, assert_sound, at, place, render, simulated, states},
};

const NOW: &str = "2026-03-01T14:05:00Z";

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&RainNowcast, weather, weather.fetched_at, units, lang)
}

/// Weather of a place in London's time with these amounts in quarters that end
/// at 14:15, 14:30 …, mm; the one before ended at 14:00.
fn weather(amounts: &[Option<f64>], code: f64) -> Weather {
    let mut weather = simulated(&RainNowcast, &place("london"), at(NOW));
    let quarter = |step: i64| {
        Timestamp::from_second(at("2026-03-01T14:00:00Z").as_second() + 900 * step).unwrap()
    };
    let before = std::iter::once(Some(0.0));
    let values: Vec<Option<f64>> = before.chain(amounts.iter().copied()).collect();
    weather.quarter_hourly = Series {
        times: (0..).take(values.len()).map(quarter).collect(),
        values: [
            (Variable::WeatherCode, vec![Some(code); values.len()]),
            (Variable::Precipitation, values),
        ]
        .into(),
    };
    weather
}

/// The same from amounts that are all known.
fn known(amounts: &[f64], code: f64) -> Weather {
    let amounts: Vec<Option<f64>> = amounts.iter().copied().map(Some).collect();
    weather(&amounts, code)
}

fn says(weather: &Weather, lang: &str) -> (String, String, String) {
    let tile = draw(weather, Units::Metric, lang).unwrap();
    assert_sound(&tile);
    let outlook = &tile.data["outlook"];
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let sentence = tile.drawing.text.split(". ").next().unwrap().to_owned();
    (word(&outlook["kind"]), word(&outlook["at"]), sentence)
}

#[test]
fn the_tile_of_a_simulated_afternoon() {
    let wet = known(&[0.0, 0.0, 0.3, 1.2, 2.4, 0.8, 0.1, 0.0, 0.0], 61.0);
    for (name, units, lang) in
        [("metric-en", Units::Metric, "en"), ("imperial-de", Units::Imperial, "de")]
    {
        let tile = draw(&wet, units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn a_sentence_says_what_to_expect() {
    let rain = 61.0;
    let cases: [(&[f64], f64, &str, &str, &str); 6] = [
        (&[0.0; 9], rain, "dry", "-", "Dry for the next two hours"),
        (
            &[0.0, 0.0, 0.0, 0.4, 0.4, 0.0, 0.0, 0.0, 0.0],
            rain,
            "starting",
            "2026-03-01T14:45:00Z",
            "Dry until 14:45",
        ),
        (
            &[0.6, 0.5, 0.1, 0.05, 0.0, 0.0, 0.3, 0.0, 0.0],
            rain,
            "stopping",
            "2026-03-01T15:00:00Z",
            "Rain stops about 15:00",
        ),
        (
            &[0.6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            73.0,
            "stopping",
            "2026-03-01T14:15:00Z",
            "Snow stops about 14:15",
        ),
        (&[0.2; 9], rain, "continuing", "-", "Rain for two hours and more"),
        (&[0.049; 9], rain, "dry", "-", "Dry for the next two hours"),
    ];
    for (amounts, code, kind, when, sentence) in cases {
        let found = says(&known(amounts, code), "en");
        assert_eq!(found, (kind.into(), when.into(), sentence.into()), "{amounts:?}");
    }
    let (.., sentence) = says(&known(&[0.0, 0.4, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], rain), "de");
    assert_eq!(sentence, "Trocken bis 14:15");
}

#[test]
fn the_data_has_eight_quarters_from_the_running_one_on() {
    let tile = draw(&known(&[0.1; 12], 61.0), Units::Si, "en").unwrap();
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["outlook", "steps"]);
    let steps = tile.data["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 8);
    assert_eq!(steps[0]["time"], "2026-03-01T14:15:00Z");
    assert_eq!(steps[7]["time"], "2026-03-01T16:00:00Z");
    assert!(steps.iter().all(|step| step["mm"] == 0.1));
    assert!(tile.drawing.text.contains("Until 16:00 0.8\u{202f}mm in all"));
}

#[test]
fn unknown_quarters_are_gaps_and_end_what_can_be_said() {
    let mut amounts = vec![Some(0.0); 9];
    amounts[3] = None;
    amounts[4] = Some(2.0);
    let tile = draw(&weather(&amounts, 61.0), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert_eq!(tile.data["outlook"]["kind"], "dry", "of what comes after a gap nothing is said");
    assert!(tile.data["steps"][3]["mm"].is_null());
    assert_eq!(tile.drawing.text, "Dry at least until 14:45. Until 16:00 at least 2.0\u{202f}mm.");
    assert_eq!(tile.drawing.line.as_deref(), Some("Dry at least until 14:45"));
    amounts[0] = None;
    let nothing = draw(&weather(&amounts, 61.0), Units::Metric, "en");
    assert_eq!(nothing.unwrap_err(), Gap::Missing);
    let mut none = weather(&amounts, 61.0);
    none.quarter_hourly = Series::default();
    assert_eq!(draw(&none, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn a_sentence_goes_no_further_than_what_is_known() {
    let (rain, snow) = (61.0, 73.0);
    let cut = |known: &[f64]| {
        let amounts = known.iter().copied().map(Some);
        amounts.chain(std::iter::repeat(None)).take(9).collect::<Vec<Option<f64>>>()
    };
    for (amounts, code, kind, en, de, ja) in [
        (
            cut(&[0.0]),
            rain,
            "dry",
            "Dry at least until 14:15",
            "Trocken bis mindestens 14:15",
            "少なくとも14:15までは降らない見込み",
        ),
        (
            cut(&[0.6, 0.6]),
            rain,
            "continuing",
            "Rain at least until 14:30",
            "Regen bis mindestens 14:30",
            "少なくとも14:30までは雨が続く見込み",
        ),
        (
            cut(&[0.6; 7]),
            snow,
            "continuing",
            "Snow at least until 15:45",
            "Schnee bis mindestens 15:45",
            "少なくとも15:45までは雪が続く見込み",
        ),
    ] {
        for (lang, sentence) in [("en", en), ("de", de), ("ja", ja)] {
            let weather = weather(&amounts, code);
            let tile = draw(&weather, Units::Metric, lang).unwrap();
            assert_eq!(tile.drawing.line.as_deref(), Some(sentence));
            assert!(tile.drawing.text.starts_with(sentence), "{}", tile.drawing.text);
            assert_eq!(tile.data["outlook"], serde_json::json!({"kind": kind, "at": null}));
        }
    }
    // A change that is known counts, whatever follows.
    let (.., sentence) = says(&weather(&cut(&[0.0, 0.6]), rain), "en");
    assert_eq!(sentence, "Dry until 14:15");
    // So does all of what is shown.
    let (.., sentence) = says(&weather(&cut(&[0.0; 8]), rain), "en");
    assert_eq!(sentence, "Dry for the next two hours");
}

#[test]
fn quarters_that_are_shares_of_hours_are_called_so() {
    let note = "Estimated from hourly values";
    for (id, source, is_noted) in [
        ("london", SourceKind::OpenMeteo, false),
        ("new-york", SourceKind::OpenMeteo, false),
        ("lisbon", SourceKind::OpenMeteo, true),
        ("tokyo", SourceKind::Replay, true),
        ("tokyo", SourceKind::Simulated, false),
    ] {
        let there = Weather { place: place(id), source, ..known(&[0.1; 9], 61.0) };
        let tile = draw(&there, Units::Metric, "en").unwrap();
        assert_eq!(tile.drawing.text.contains(note), is_noted, "{id} {source}");
        assert_eq!(tile.drawing.html.contains(note), is_noted, "{id} {source}");
    }
}

#[test]
fn a_cloudburst_stays_in_the_picture() {
    for amount in [0.0, 0.01, 0.3, 40.0] {
        for units in Units::ALL {
            for lang in ["en", "de"] {
                let tile = draw(&known(&[amount; 9], 65.0), units, lang).unwrap();
                assert_sound(&tile);
                assert!(!tile.drawing.html.contains(" y=\"-"), "{}", tile.drawing.html);
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "tokyo", "longyearbyen"] {
        let tile = draw(&simulated(&RainNowcast, &place(id), at(NOW)), Units::Metric, "en");
        assert_sound(&tile.unwrap());
    }
}

#[test]
fn all_words_are_translated() {
    assert_eq!(RainNowcast::PACKAGE.words().unwrap().missing(), []);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| RainNowcast, units, lang));
    }
}
