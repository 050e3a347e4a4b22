//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use air_quality::AirQuality;
use meteorology::{EuropeanCategory, Pollutant, UsCategory};
use weather::Current;
use widget_kit::{
    AirVariable, Gap, Locale, Outlook, Rendered, Series, Timestamp, Units, View, Weather, Widget,
    testing::{
        LOOKS, assert_sound, assert_text_has_the_numbers, at, place, render, simulated, states,
    },
};

const NOW: &str = "2026-01-15T18:20:00Z";
const VARIABLES: [AirVariable; 6] = [
    AirVariable::Pm2_5,
    AirVariable::Pm10,
    AirVariable::Ozone,
    AirVariable::NitrogenDioxide,
    AirVariable::SulphurDioxide,
    AirVariable::CarbonMonoxide,
];

fn draw(weather: &Weather, units: Units, lang: &str) -> Result<Rendered, Gap> {
    render(&AirQuality, weather, weather.fetched_at, units, lang)
}

fn weather(id: &str, now: &str) -> Weather {
    simulated(&AirQuality, &place(id), at(now))
}

/// A place's weather with the same air in every hour, µg/m³, in the order of the variables.
fn steady(id: &str, ugm3: [f64; 6]) -> Weather {
    with(id, |variable, _| Some(ugm3[VARIABLES.iter().position(|each| *each == variable).unwrap()]))
}

/// A place's weather with values by the hours until now, which is on the hour.
fn with(id: &str, value: impl Fn(AirVariable, i64) -> Option<f64>) -> Weather {
    let mut weather = weather(id, "2026-01-15T18:00:00Z");
    let now = weather.fetched_at;
    let hours = -24..=2;
    let time = |hour: i64| Timestamp::from_second(now.as_second() + 3600 * hour).unwrap();
    let column = |variable| hours.clone().map(|hour| value(variable, hour)).collect();
    weather.air_quality.hourly = Series {
        times: hours.clone().map(time).collect(),
        values: VARIABLES.map(|variable| (variable, column(variable))).into(),
    };
    weather
}

fn picture(tile: &Rendered) -> &str {
    tile.drawing.html.split_once("<svg").unwrap().1
}

/// How far each pollutant's bar reaches, bands; none where it has no bar.
fn bars(tile: &Rendered) -> Vec<Option<f64>> {
    let groups = picture(tile).split("<g").skip(1);
    let width = |group: &str| -> Option<f64> {
        let (_, bar) = group.split_once("class=\"bar")?;
        let (_, width) = bar.split_once("width=\"")?;
        Some(width.split('%').next().unwrap().parse::<f64>().unwrap() / 58.0 * 6.0)
    };
    groups.map(width).collect()
}

#[test]
fn a_simulated_winter_evening_in_europe_and_in_asia() {
    for (name, id, units, lang) in [
        ("metric-en", "lisbon", Units::Metric, "en"),
        ("imperial-de", "delhi", Units::Imperial, "de"),
    ] {
        let tile = draw(&weather(id, NOW), units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields() {
    let tile = draw(&weather("lisbon", NOW), Units::Si, "en").unwrap();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let expected =
        ["us_aqi", "us_category", "european_aqi", "european_category", "dominant", "pollutants"];
    assert_eq!(keys(&tile.data), expected);
    let pollutants = [
        "pm2_5_ugm3",
        "pm10_ugm3",
        "ozone_ugm3",
        "nitrogen_dioxide_ugm3",
        "sulphur_dioxide_ugm3",
        "carbon_monoxide_ugm3",
    ];
    assert_eq!(keys(&tile.data["pollutants"]), pollutants);
}

#[test]
fn steady_air_has_the_indices_of_the_published_tables() {
    // 160 µg/m³ of ozone end the European band "poor"; over 8 hours they are
    // 0.081 ppm, 136 of the US index. 35.4 µg/m³ of PM2.5 are 100 of it, and 51.66
    // of the European one.
    for (ugm3, us, us_category, european, european_category, dominant) in [
        ([35.4, 40.0, 60.0, 10.0, 2.0, 300.0], 100, "moderate", 51.657, "moderate", "pm2_5"),
        (
            [5.0, 15.0, 160.0, 10.0, 2.0, 300.0],
            136,
            "unhealthy_for_sensitive_groups",
            80.0,
            "poor",
            "ozone",
        ),
        ([0.0; 6], 0, "good", 0.0, "good", "pm2_5"),
        (
            [200.0, 300.0, 60.0, 10.0, 2.0, 300.0],
            275,
            "very_unhealthy",
            124.0,
            "extremely_poor",
            "pm2_5",
        ),
    ] {
        let tile = draw(&steady("berlin", ugm3), Units::Metric, "en").unwrap();
        assert_eq!(tile.data["us_aqi"], us, "{ugm3:?}");
        assert_eq!(tile.data["us_category"], us_category);
        let found = tile.data["european_aqi"].as_f64().unwrap();
        assert!((found - european).abs() < 1e-3, "{ugm3:?}: {found}");
        assert_eq!(tile.data["european_category"], european_category);
        assert_eq!(tile.data["dominant"], dominant);
        assert_eq!(tile.data["pollutants"]["carbon_monoxide_ugm3"], ugm3[5]);
    }
}

#[test]
fn the_number_shown_is_in_the_band_that_is_named() {
    // "Good" ends with 5 µg/m³ of PM2.5 and an index of 20.
    for (pm2_5, shown, category) in
        [(4.9, "20", "good"), (5.0, "20", "good"), (5.1, "21", "fair"), (15.1, "41", "moderate")]
    {
        let words = format!("{shown}, {category}. ");
        for (id, name) in [("berlin", "European index due to PM2.5"), ("tokyo", "Europe")] {
            let tile = draw(&steady(id, [pm2_5, 0.0, 0.0, 0.0, 0.0, 0.0]), Units::Metric, "en");
            let text = tile.unwrap().drawing.text;
            assert!(text.contains(&format!("{name}: {words}")), "{pm2_5}: {text}");
        }
    }
}

#[test]
fn the_us_index_looks_back_and_the_european_does_not() {
    // A day of smoke that has just gone: its mean is 23/24 of 100 µg/m³.
    let gone = with("berlin", |variable, hour| match variable {
        AirVariable::Pm2_5 if hour < 0 => Some(100.0),
        _ => Some(0.0),
    });
    let tile = draw(&gone, Units::Metric, "en").unwrap();
    assert_eq!(
        (&tile.data["us_aqi"], &tile.data["us_category"]),
        (&179.into(), &"unhealthy".into())
    );
    assert_eq!(tile.data["european_aqi"], 0.0);
}

#[test]
fn carbon_monoxide_counts_in_the_us_alone() {
    // 17,760 µg/m³ are 15.5 ppm, where "very unhealthy" begins.
    let smoke = [1.0, 2.0, 3.0, 4.0, 5.0, 17_760.0];
    let tile = draw(&steady("new-york", smoke), Units::Metric, "en").unwrap();
    assert_eq!(
        (&tile.data["us_aqi"], &tile.data["dominant"]),
        (&201.into(), &"carbon_monoxide".into())
    );
    assert!(bars(&tile)[5].is_some_and(|bands| (bands - 4.01).abs() < 0.02), "{:?}", bars(&tile));
    let tile = draw(&steady("berlin", smoke), Units::Metric, "en").unwrap();
    assert_ne!(tile.data["dominant"], "carbon_monoxide");
    assert_eq!(bars(&tile)[5], None);
    assert!(tile.drawing.text.contains("carbon monoxide 17,760\u{202f}µg/m³"));
}

#[test]
fn the_index_of_the_region_is_big() {
    let air = [35.4, 40.0, 60.0, 10.0, 2.0, 300.0];
    for (id, is_european) in [
        ("lisbon", true),
        ("berlin", true),
        ("reykjavik", true),
        ("istanbul", true),
        ("longyearbyen", true),
        ("new-york", false),
        ("tokyo", false),
        ("cairo", false),
    ] {
        let tile = draw(&steady(id, air), Units::Metric, "en").unwrap();
        let (code, value, text) = match is_european {
            true => {
                ("european", "52", "European index due to PM2.5: 52, moderate. US: 100, moderate.")
            }
            false => ("us", "100", "US index due to PM2.5: 100, moderate. Europe: 52, moderate."),
        };
        assert!(tile.drawing.html.starts_with(&format!("<div class=\"air {code}\">")), "{id}");
        assert!(tile.drawing.html.contains(&format!(">{value}</p>")), "{}", tile.drawing.html);
        assert!(tile.drawing.text.starts_with(text), "{id}: {}", tile.drawing.text);
    }
}

#[test]
fn where_only_the_other_index_is_known_it_is_big() {
    // Now alone is known: too little for means of particles or ozone.
    let now =
        |variable: AirVariable, hour| (variable == AirVariable::Pm2_5 && hour >= 0).then_some(22.1);
    let tile = draw(&with("new-york", now), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert!(tile.data["us_aqi"].is_null() && tile.data["us_category"].is_null());
    assert_eq!(tile.data["dominant"], "pm2_5");
    let text =
        "European index due to PM2.5: 45, moderate. US: –, –. In the air: fine particles PM2.5 22";
    assert!(tile.drawing.text.starts_with(text), "{}", tile.drawing.text);

    let monoxide = |variable, _| (variable == AirVariable::CarbonMonoxide).then_some(229.0);
    let tile = draw(&with("berlin", monoxide), Units::Metric, "en").unwrap();
    assert!(tile.data["european_aqi"].is_null());
    assert_eq!(
        (&tile.data["us_aqi"], &tile.data["dominant"]),
        (&2.into(), &"carbon_monoxide".into())
    );
}

#[test]
fn gaps_are_no_zeros() {
    let mut weather = weather("lisbon", NOW);
    let column = weather.air_quality.hourly.values.get_mut(&AirVariable::Ozone).unwrap();
    column.fill(None);
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert_sound(&tile);
    insta::assert_snapshot!("gap", format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    assert!(tile.data["pollutants"]["ozone_ugm3"].is_null());
    assert!(tile.drawing.text.contains("ozone –,"), "{}", tile.drawing.text);
    assert_eq!(
        bars(&tile).iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, true, false, true, true, false]
    );
}

#[test]
fn an_index_may_be_unknown_altogether() {
    let now =
        |variable, hour| (variable == AirVariable::CarbonMonoxide && hour >= 0).then_some(229.0);
    let tile = draw(&with("berlin", now), Units::Metric, "en").unwrap();
    assert_sound(&tile);
    assert!(tile.data["dominant"].is_null());
    assert!(tile.drawing.text.starts_with("European index: –, –. US: –, –. In the air: "));
    assert_eq!(bars(&tile), [None; 6]);
}

#[test]
fn without_air_there_is_no_coverage_and_without_values_a_gap() {
    let mut nowhere = weather("lisbon", NOW);
    nowhere.air_quality = Outlook::default();
    assert_eq!(draw(&nowhere, Units::Metric, "en").unwrap_err(), Gap::NoCoverage);
    assert_eq!(draw(&with("lisbon", |_, _| None), Units::Metric, "en").unwrap_err(), Gap::Missing);
    // What was known this morning is not known now.
    let over = with("lisbon", |_, hour| (hour < 0).then_some(9.0));
    assert_eq!(draw(&over, Units::Metric, "en").unwrap_err(), Gap::Missing);
}

#[test]
fn a_current_value_stands_for_now() {
    let mut weather = steady("berlin", [5.0; 6]);
    let values = [(AirVariable::Pm2_5, 90.0)].into();
    weather.air_quality.current = Some(Current { time: weather.fetched_at, values });
    let tile = draw(&weather, Units::Metric, "en").unwrap();
    assert_eq!(
        (&tile.data["european_aqi"], &tile.data["dominant"]),
        (&80.0.into(), &"pm2_5".into())
    );
}

#[test]
fn bars_reach_as_far_as_their_index() {
    // Each at the end of a band of the European index.
    let limits = [5.0, 45.0, 120.0, 100.0, 275.0, 0.0];
    let tile = draw(&steady("berlin", limits), Units::Metric, "en").unwrap();
    for (pollutant, bands) in [1.0, 2.0, 3.0, 4.0, 5.0].into_iter().enumerate() {
        let found = bars(&tile)[pollutant].unwrap();
        assert!((found - bands).abs() < 0.01, "{pollutant}: {found}");
    }
    let clean = draw(&steady("berlin", [0.0; 6]), Units::Metric, "en").unwrap();
    assert!(
        bars(&clean)[..5].iter().all(|bar| bar.is_some_and(|bands| bands > 0.0 && bands < 0.1))
    );
    let dreadful = draw(&steady("delhi", [5000.0; 6]), Units::Metric, "en").unwrap();
    assert!(bars(&dreadful).iter().flatten().all(|bands| *bands <= 6.001), "{:?}", bars(&dreadful));
}

#[test]
fn the_dominant_pollutant_is_marked() {
    let tile =
        draw(&steady("berlin", [1.0, 2.0, 90.0, 3.0, 2.0, 300.0]), Units::Metric, "en").unwrap();
    let marked: Vec<bool> = picture(&tile)
        .split("<g")
        .skip(1)
        .map(|group| group.starts_with(" class=\"dominant\""))
        .collect();
    assert_eq!(marked, [false, false, true, false, false, false]);
}

#[test]
fn the_text_has_the_numbers_of_the_tile() {
    for (id, lang) in [("lisbon", "en"), ("delhi", "de")] {
        let tile = draw(&weather(id, NOW), Units::Metric, lang).unwrap();
        // All of it as words after a picture.
        let html = format!("</svg>{}", tile.drawing.html.replace("</svg>", ""));
        let mut words = tile.clone();
        words.drawing.html = html;
        assert_text_has_the_numbers(&words);
    }
}

#[test]
fn extremes_stay_sound_in_all_units_and_languages() {
    for ugm3 in [-3.0, 0.0, 9.94, 9.96, 99.9, 1500.0, 1e7] {
        for id in ["berlin", "delhi"] {
            for units in Units::ALL {
                for lang in ["en", "de"] {
                    let tile = draw(&steady(id, [ugm3; 6]), units, lang).unwrap();
                    assert_sound(&tile);
                    assert!(!tile.drawing.html.contains("=\"-"), "{}", tile.drawing.html);
                }
            }
        }
    }
}

#[test]
fn the_simulation_has_what_it_needs() {
    for id in ["lisbon", "kolkata", "kiritimati", "honolulu", "longyearbyen", "sydney"] {
        for hour in ["00", "06", "12", "18", "23"] {
            let tile =
                draw(&weather(id, &format!("2026-06-21T{hour}:40:00Z")), Units::Metric, "en");
            let tile = tile.unwrap();
            assert!(tile.data["us_aqi"].is_number() && tile.data["european_aqi"].is_number());
            assert!(!tile.drawing.text.contains('–'), "{id}: {}", tile.drawing.text);
        }
    }
}

#[test]
fn all_words_are_translated() {
    let words = AirQuality::PACKAGE.words().unwrap();
    assert_eq!(words.missing(), []);
    let ids: Vec<String> = EuropeanCategory::ALL
        .iter()
        .map(|word| word.key())
        .chain(UsCategory::ALL.iter().map(|word| word.key()))
        .chain(Pollutant::ALL.iter().map(|word| word.key()))
        .collect();
    for lang in ["en", "de"] {
        let view = View {
            place: place("berlin"),
            units: Units::Metric,
            lang: lang.parse().unwrap(),
            hours: None,
        };
        let locale = Locale::new(&words, &view, at(NOW));
        for id in &ids {
            assert!(!locale.text(id).contains('⟨'), "{id} in {lang}");
        }
    }
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| AirQuality, units, lang));
    }
}
