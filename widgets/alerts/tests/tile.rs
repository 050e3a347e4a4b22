//! The tile from given weather: simulated for the look of it, made by hand for
//! what it says.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use alerts::Alerts;
use hazards::Hazard;
use weather::{Alert, AlertFeed, Severity, Urgency};
use widget_kit::{
    AnyWidget, Gap, Locale, Rendered, Series, Timestamp, Units, Variable, View, Widget,
    testing::{Hourly, LOOKS, assert_sound, assert_text_has_the_numbers, at, place, states},
};

use support::{NOW, alert, draw, drawn, field, forecast, london, mild, simulated};

/// Five warnings that hold in London, one that holds elsewhere, none in order.
fn five() -> Vec<Alert> {
    let tonight = Some("2026-01-13T18:00:00Z");
    let elsewhere = Alert {
        is_here: false,
        areas: vec!["Highland".to_owned(), "Orkney".to_owned(), "Shetland".to_owned()],
        ..alert("Snow warning", Severity::Extreme, None, None)
    };
    vec![
        elsewhere,
        alert("Flood watch", Severity::Minor, None, None),
        alert("Ice warning", Severity::Moderate, tonight, Some("2026-01-14T09:00:00Z")),
        alert("Fog warning", Severity::Moderate, None, Some("2026-01-13T21:00:00Z")),
        alert("Wind warning", Severity::Severe, tonight, Some("2026-01-15T06:00:00Z")),
        alert("Wind warning", Severity::Severe, None, Some("2026-01-13T16:00:00Z")),
    ]
}

#[test]
fn the_look_of_it() {
    let ok = |alerts| london(AlertFeed::Ok, alerts);
    let stormy = |hour: f64| if (8.0..20.0).contains(&hour) { 30.0 } else { 6.0 };
    let down = weather::Alerts { feed: AlertFeed::Down, alerts: five()[4..5].to_vec() };
    for (name, weather, units, lang) in [
        ("metric-en", ok(five()), Units::Metric, "en"),
        ("imperial-de", ok(five()), Units::Imperial, "de"),
        ("calm", ok(Vec::new()), Units::Metric, "en"),
        ("elsewhere", ok(five()[..1].to_vec()), Units::Metric, "en"),
        ("down", london(AlertFeed::Down, Vec::new()), Units::Metric, "en"),
        ("down-but-known", mild(&[(Variable::WindGust, stormy)], Some(down)), Units::Metric, "de"),
        ("uncovered", forecast(&[]), Units::Metric, "de"),
        ("hazards", simulated("chicago", "2026-01-15T10:00:00Z"), Units::Metric, "en"),
    ] {
        let tile = draw(&weather, units, lang).unwrap();
        assert_sound(&tile);
        insta::assert_snapshot!(name, format!("{}\n\n{}", tile.drawing.text, tile.drawing.html));
    }
}

#[test]
fn the_data_has_its_fields() {
    let tile = drawn(&london(AlertFeed::Ok, five()));
    let keys: Vec<&String> = tile.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["alerts", "feed"]);
    let keys: Vec<&String> = tile.data["alerts"][0].as_object().unwrap().keys().collect();
    let expected =
        ["event", "severity", "urgency", "headline", "onset", "ends", "issuer", "official"];
    assert_eq!(keys, expected);
    let expected = serde_json::json!({
        "event": "Wind warning",
        "severity": "severe",
        "urgency": "expected",
        "headline": "Wind warning for Greater London",
        "onset": null,
        "ends": "2026-01-13T16:00:00Z",
        "issuer": "Met Office",
        "official": true,
    });
    assert_eq!(tile.data["alerts"][0], expected);
}

#[test]
fn the_worst_here_comes_first_and_then_the_earliest() {
    let tile = drawn(&london(AlertFeed::Ok, five()));
    let events = field(&tile, "event");
    let expected = [
        "Wind warning",
        "Wind warning",
        "Fog warning",
        "Ice warning",
        "Flood watch",
        "Snow warning",
    ];
    assert_eq!(events, expected);
    // Those that say the same of two times are one; the fifth is counted only.
    assert_eq!(
        tile.drawing.text,
        "Wind warning: severe, until 16:00, 18:00 to Thu 06:00 (Met Office). \
         Fog warning: moderate, until 21:00 (Met Office). \
         Ice warning: moderate, 18:00 to Wed 09:00 (Met Office). \
         Flood watch: minor, until further notice (Met Office). 5 in all."
    );
    assert_text_has_the_numbers(&tile);
}

#[test]
fn a_line_has_the_worst_that_holds_here_or_that_nobody_knows() {
    let stormy = |hour: f64| if (8.0..20.0).contains(&hour) { 30.0 } else { 6.0 };
    for (weather, expected) in [
        (london(AlertFeed::Ok, five()), Some("Wind warning (Met Office)")),
        (london(AlertFeed::Ok, five()[..1].to_vec()), None),
        (london(AlertFeed::Ok, Vec::new()), None),
        (london(AlertFeed::Down, Vec::new()), Some("Warnings unknown")),
        (forecast(&[]), None),
        (mild(&[(Variable::WindGust, stormy)], None), Some("Gale: from 19:00 (forecast)")),
    ] {
        assert_eq!(drawn(&weather).drawing.line.as_deref(), expected);
    }
}

#[test]
fn what_is_over_is_gone_and_what_comes_stays() {
    let severe = |onset, ends| alert("Wind", Severity::Severe, onset, ends);
    let past = Alert { urgency: Urgency::Past, ..severe(None, Some("2026-01-13T20:00:00Z")) };
    for (alert, stays) in [
        (severe(None, Some("2026-01-13T14:04:59Z")), false),
        (severe(None, Some(NOW)), false),
        (severe(None, Some("2026-01-13T14:05:01Z")), true),
        (severe(Some("2026-01-16T14:05:01Z"), None), true),
        (past, false),
    ] {
        let tile = drawn(&london(AlertFeed::Ok, vec![alert.clone()]));
        assert_eq!(field(&tile, "event").len(), usize::from(stays), "{alert:?}");
        assert_eq!(tile.drawing.html.contains("No warnings"), !stays);
    }
}

#[test]
fn times_are_as_brief_as_they_can_be_told() {
    for (onset, ends, en, de) in [
        (None, None, "until further notice", "bis auf Weiteres"),
        (None, Some("2026-01-13T23:59:00Z"), "until 23:59", "bis 23:59"),
        (None, Some("2026-01-14T00:00:00Z"), "until Wed 00:00", "bis Mi 00:00"),
        (None, Some("2026-01-19T06:00:00Z"), "until Mon 06:00", "bis Mo 06:00"),
        (None, Some("2026-01-20T06:00:00Z"), "until 20 Jan", "bis 20. Jan."),
        (Some(NOW), Some("2026-01-13T18:00:00Z"), "until 18:00", "bis 18:00"),
        (Some("2026-01-13T18:00:00Z"), None, "from 18:00", "ab 18:00"),
        (
            Some("2026-01-13T18:00:00Z"),
            Some("2026-01-14T06:30:00Z"),
            "18:00 to Wed 06:30",
            "18:00 bis Mi 06:30",
        ),
    ] {
        let weather = london(AlertFeed::Ok, vec![alert("Wind", Severity::Severe, onset, ends)]);
        for (lang, expected) in [("en", en), ("de", de)] {
            let tile = draw(&weather, Units::Metric, lang).unwrap();
            assert!(tile.drawing.text.contains(expected), "{}", tile.drawing.text);
            assert!(tile.drawing.html.contains(&format!("<span>{expected}</span>")));
        }
    }
}

#[test]
fn none_unknown_and_uncovered_are_told_apart() {
    let alerts = |feed| drawn(&london(feed, Vec::new()));
    let tiles = [
        (alerts(AlertFeed::Ok), "ok", "calm", "No warnings. The official service has none"),
        (
            alerts(AlertFeed::Down),
            "down",
            "down",
            "Warnings unknown. The official service does not",
        ),
        (
            alerts(AlertFeed::NotCovered),
            "not_covered",
            "uncovered",
            "No hazard ahead. By the forecast; no official service",
        ),
    ];
    for (tile, feed, class, text) in &tiles {
        assert_eq!(tile.data["feed"], *feed);
        assert_eq!(tile.data["alerts"], serde_json::json!([]));
        assert!(tile.drawing.html.contains(&format!("class=\"icon {class}\"")));
        assert!(tile.drawing.text.starts_with(text), "{}", tile.drawing.text);
        assert!(tile.notice.is_none());
    }
    // The look is not that of the words alone.
    let shape = |tile: &Rendered| tile.drawing.html.split("</svg>").next().unwrap().to_owned();
    assert_ne!(shape(&tiles[0].0), shape(&tiles[1].0));
    assert_ne!(shape(&tiles[0].0), shape(&tiles[2].0));
}

#[test]
fn nobody_asked_is_not_covered() {
    assert_eq!(drawn(&mild(&[], None)).data["feed"], "not_covered");
}

#[test]
fn a_feed_that_is_down_keeps_what_was_known() {
    let known = vec![alert("Wind warning", Severity::Severe, None, None)];
    let gusts: Hourly = (Variable::WindGust, |hour| if hour < 6.0 { 18.0 } else { 5.0 });
    let weather =
        mild(&[gusts], Some(weather::Alerts { feed: AlertFeed::Down, alerts: known.clone() }));
    let tile = drawn(&weather);
    assert_eq!(field(&tile, "event"), ["Wind warning", "gale"]);
    assert_eq!(field(&tile, "official"), [true, false]);
    let note = "Official service down; hollow: forecast";
    assert!(tile.drawing.text.ends_with(&format!("{note}.")));
    assert!(tile.drawing.html.contains(&format!("<p class=\"note\">{note}</p>")));
    // Hazards are for where nobody official speaks.
    let weather = mild(&[gusts], Some(weather::Alerts { feed: AlertFeed::Ok, alerts: known }));
    assert_eq!(field(&drawn(&weather), "event"), ["Wind warning"]);
}

#[test]
fn warnings_for_other_areas_are_not_said_to_hold_here() {
    let tile = drawn(&london(AlertFeed::Ok, five()[..1].to_vec()));
    let html = &tile.drawing.html;
    assert!(html.contains("<b>No warning names this place</b>"), "{html}");
    assert!(html.contains("Highland …") && !html.contains("class=\"strip\""));
    assert_eq!(
        tile.drawing.text,
        "No warning names this place. \
         Snow warning: extreme, Highland … (Met Office)."
    );
}

#[test]
fn hazards_have_neither_headline_nor_issuer() {
    let evening = |hour: f64| if (7.0..=9.0).contains(&hour) { 20.0 } else { 5.0 };
    let tile = drawn(&forecast(&[(Variable::WindGust, evening)]));
    let expected = serde_json::json!([{
        "event": "gale",
        "severity": "moderate",
        "urgency": "future",
        "headline": null,
        "onset": "2026-01-13T18:00:00Z",
        "ends": "2026-01-13T21:00:00Z",
        "issuer": null,
        "official": false,
    }]);
    assert_eq!(tile.data["alerts"], expected);
}

#[test]
fn hazards_are_labelled_as_derived() {
    let weather = forecast(&[(Variable::WindGust, |_| 20.0)]);
    let tile = drawn(&weather);
    assert!(tile.drawing.html.contains("class=\"icon moderate derived\""));
    assert!(tile.drawing.html.contains("<span>From the forecast, not an official warning</span>"));
    assert!(tile.drawing.text.contains("From the forecast, not an official warning"));
    let tile = draw(&weather, Units::Metric, "de").unwrap();
    assert_eq!(
        tile.drawing.text,
        "Sturmböen: mäßig, bis auf Weiteres. Aus der Vorhersage, keine amtliche Warnung."
    );
}

/// What the warning services have a lower limit for is not named like their warning.
#[test]
fn a_hazard_is_called_no_worse_than_its_mildest_hour() {
    let cases: [(&[Hourly], &str, &str); 3] = [
        (&[(Variable::Precipitation, |_| 8.0)], "Kräftiger Regen", "雨の強まり"),
        (&[(Variable::Precipitation, |_| 0.15), (Variable::WeatherCode, |_| 71.0)], "Schnee", "雪"),
        (&[(Variable::Temperature, |_| -40.0), (Variable::WindSpeed, |_| 10.0)], "Frost", "低温"),
    ];
    for (values, de, ja) in cases {
        for (lang, name) in [("de", de), ("ja", ja)] {
            let text = draw(&forecast(values), Units::Metric, lang).unwrap().drawing.text;
            assert!(text.starts_with(&format!("{name}: ")), "{text}");
        }
    }
}

#[test]
fn gaps_are_no_hazard_and_nothing_at_all_is_missing() {
    let mut weather = forecast(&[(Variable::WindGust, |_| 20.0)]);
    weather.hourly.values.remove(&Variable::Temperature);
    assert_eq!(field(&drawn(&weather), "event"), ["gale"]);
    weather.hourly.values.values_mut().for_each(|values| values.fill(None));
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    weather.hourly = Series::default();
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    // Of what nobody knows nothing is said.
    weather.alerts = Some(weather::Alerts { feed: AlertFeed::Down, alerts: five()[..1].to_vec() });
    let text = drawn(&weather).drawing.text;
    assert!(text.starts_with("Warnings unknown. Snow warning: ") && !text.contains("forecast"));
    // An official word is enough.
    for feed in [AlertFeed::Ok, AlertFeed::Down] {
        weather.alerts = Some(weather::Alerts { feed, alerts: five() });
        assert_eq!(field(&drawn(&weather), "event").len(), 6);
    }
    weather.alerts = Some(weather::Alerts { feed: AlertFeed::Ok, alerts: Vec::new() });
    assert!(drawn(&weather).drawing.text.starts_with("No warnings"));
}

#[test]
fn clean_air_without_a_weather_forecast_is_no_all_clear() {
    let mut weather = simulated("tokyo", "2026-01-15T10:40:00Z");
    weather.hourly = Series::default();
    let air = weather.air_quality.hourly.values.values_mut().flatten();
    air.for_each(|ugm3| *ugm3 = Some(5.0));
    assert_eq!(draw(&weather, Units::Metric, "en").unwrap_err(), Gap::Missing);
    // Bad air is worth telling all the same.
    let air = weather.air_quality.hourly.values.values_mut().flatten();
    air.for_each(|ugm3| *ugm3 = Some(1000.0));
    assert_eq!(field(&drawn(&weather), "event"), ["air_quality"]);
}

#[test]
fn a_hundred_warnings_stay_a_tile() {
    let many = (0..100).map(|number| {
        let event = format!("Warning {number:02}");
        alert(&event, Severity::Moderate, Some(NOW), Some("2026-01-14T06:00:00Z"))
    });
    let tile = drawn(&london(AlertFeed::Ok, many.collect()));
    assert_eq!(field(&tile, "event").len(), 100);
    assert_eq!(tile.drawing.html.matches("<li>").count(), 3);
    assert!(tile.drawing.html.contains("100 in all") && tile.drawing.text.contains("100 in all"));
    assert_text_has_the_numbers(&tile);
}

#[test]
fn bars_stand_where_the_time_is() {
    let tile = drawn(&london(AlertFeed::Ok, five()));
    let html = &tile.drawing.html;
    // 48 hours wide, from 14:05: 16:00 is 3.99 %, 18:00 8.16 %, Thursday at six 83.16 %.
    for bar in [
        "class=\"bar severe\" x=\"0\" y=\"0.15\" width=\"3.99\"",
        "class=\"bar severe\" x=\"8.16\" y=\"0.15\" width=\"75\"",
        "class=\"bar minor\" x=\"0\" y=\"3.15\" width=\"100\"",
    ] {
        assert!(html.contains(bar), "{bar} in {html}");
    }
    // What comes later than the picture reaches has none.
    let later = alert("Wind", Severity::Severe, Some("2026-01-16T18:00:00Z"), None);
    assert!(!drawn(&london(AlertFeed::Ok, vec![later])).drawing.html.contains("class=\"strip\""));
}

#[test]
fn the_simulation_has_what_it_needs() {
    for (id, month) in
        [("lisbon", "01"), ("longyearbyen", "01"), ("kolkata", "07"), ("kiritimati", "10")]
    {
        let weather = simulated(id, &format!("2026-{month}-15T10:40:00Z"));
        let tile = drawn(&weather);
        assert_eq!(tile.data["feed"], "not_covered");
        let known = weather.hourly.window(at("2026-01-01T00:00:00Z"), Timestamp::MAX);
        assert!(known.count() >= 48 && !weather.air_quality.hourly.times.is_empty());
    }
    assert_eq!(
        field(&drawn(&simulated("longyearbyen", "2026-01-15T10:40:00Z")), "event")[0],
        "frost"
    );
}

#[test]
fn all_words_are_translated() {
    let words = Alerts::PACKAGE.words().unwrap();
    assert_eq!(words.missing(), []);
    for lang in ["en", "de"] {
        let view = View {
            place: place("london"),
            units: Units::Metric,
            lang: lang.parse().unwrap(),
            hours: None,
        };
        let locale = Locale::new(&words, &view, at(NOW));
        for hazard in Hazard::ALL {
            assert!(
                !locale.text(&format!("hazard-{}", hazard.code().replace('_', "-"))).contains('⟨'),
                "{hazard:?} in {lang}"
            );
        }
    }
}

#[test]
fn it_stays_sound_in_all_units_and_languages() {
    let severities = [
        Severity::Unknown,
        Severity::Minor,
        Severity::Moderate,
        Severity::Severe,
        Severity::Extreme,
    ];
    for feed in [AlertFeed::Ok, AlertFeed::Down, AlertFeed::NotCovered] {
        for severity in severities {
            for is_here in [true, false] {
                let one = alert("Wind", severity, Some("2026-01-13T18:00:00Z"), None);
                let weather = london(feed, vec![Alert { is_here, ..one }]);
                for units in Units::ALL {
                    for lang in ["en", "de"] {
                        assert_sound(&draw(&weather, units, lang).unwrap());
                    }
                }
            }
        }
    }
    assert_eq!(AnyWidget::manifest(&Alerts).order, 160);
}

#[test]
fn a_tile_in_every_state() {
    for (name, units, lang) in LOOKS {
        insta::assert_snapshot!(name, states(|| Alerts, units, lang));
    }
}
