//! What comes from outside: words that cannot be trusted, and what of it deserves
//! a banner across the whole board.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use serde_json::Value;
use weather::{Alert, AlertFeed, Severity, Urgency};
use widget_kit::{Notice, Units, Variable, testing::at};

use support::{alert, draw, drawn, field, forecast, london};

fn notice(alerts: Vec<Alert>, lang: &str) -> Option<Notice> {
    draw(&london(AlertFeed::Ok, alerts), Units::Metric, lang).unwrap().notice
}

#[test]
fn a_banner_is_for_what_is_severe_near_and_here() {
    let until = Some("2026-01-14T06:00:00Z");
    let severe = |onset| alert("Wind warning", Severity::Severe, onset, until);
    for (alert, deserves) in [
        (severe(None), true),
        (severe(Some("2026-01-13T20:05:00Z")), true),
        (severe(Some("2026-01-13T20:05:01Z")), false),
        (Alert { severity: Severity::Extreme, ..severe(None) }, true),
        (Alert { severity: Severity::Moderate, ..severe(None) }, false),
        (Alert { severity: Severity::Unknown, ..severe(None) }, false),
        (Alert { is_here: false, ..severe(None) }, false),
        (Alert { urgency: Urgency::Past, ..severe(None) }, false),
    ] {
        assert_eq!(notice(vec![alert.clone()], "en").is_some(), deserves, "{alert:?}");
    }
    // Only an authority's word: this is a hurricane of the forecast.
    let tile = drawn(&forecast(&[(Variable::WindGust, |_| 45.0)]));
    assert_eq!(field(&tile, "severity"), ["extreme"]);
    assert_eq!(tile.notice, None);
}

#[test]
fn a_banner_says_what_and_when_in_one_line() {
    let later = Some("2026-01-13T18:00:00Z");
    let worst = alert("Storm\nwarning", Severity::Extreme, later, Some("2026-01-14T06:00:00Z"));
    let other = alert("Wind warning", Severity::Severe, None, None);
    let found = notice(vec![other.clone(), worst], "de").unwrap();
    let expected = Notice {
        severity: Severity::Extreme,
        headline: "Storm warning: ab 18:00 (Met Office)".to_owned(),
        until: at("2026-01-14T06:00:00Z"),
    };
    assert_eq!(found, expected);
    // Without an end it holds for six hours, and is asked for again before.
    let found = notice(vec![other], "en").unwrap();
    assert_eq!(found.headline, "Wind warning (Met Office)");
    assert_eq!(found.until, at("2026-01-13T20:05:00Z"));
}

#[test]
fn words_from_outside_are_text_only() {
    let hostile = [
        "<script>alert(1)</script>".to_owned(),
        "</template></svg><b>".to_owned(),
        "Wind & \"rain\" 'and' <!-- fog".to_owned(),
        "Long ".repeat(1000),
        "x".repeat(5000),
        "two\r\nlines\u{2028}of\ttext".to_owned(),
    ];
    for words in hostile {
        let alert = Alert {
            headline: words.clone(),
            issuer: words.clone(),
            areas: vec![words.clone(); 50],
            ..alert(&words, Severity::Severe, None, None)
        };
        let there = Alert { is_here: false, ..alert.clone() };
        for alerts in [vec![alert.clone(), there.clone()], vec![there]] {
            let tile = drawn(&london(AlertFeed::Ok, alerts));
            let html = &tile.drawing.html;
            assert!(!html.contains("<b><") && !html.contains("</template"), "{html}");
            assert_eq!(html.matches("<svg").count(), html.matches("</svg>").count());
            assert!(html.len() < 60_000 && !tile.drawing.text.contains(['\n', '\r', '\t']));
            // The data has it as it came.
            assert_eq!(field(&tile, "event")[0], &words);
        }
        let found = notice(vec![alert], "en").unwrap().headline;
        assert!(!found.contains(['\n', '\r', '\u{2028}', '\t']), "{found}");
    }
}

#[test]
fn who_warns_and_where_may_be_unknown() {
    let nobody = Alert {
        issuer: String::new(),
        areas: Vec::new(),
        ..alert("Wind", Severity::Severe, None, None)
    };
    let there = Alert { is_here: false, ..nobody.clone() };
    let tile = drawn(&london(AlertFeed::Ok, vec![nobody, there]));
    assert_eq!(field(&tile, "issuer"), [&Value::Null, &Value::Null]);
    let expected = "Wind: severe, until further notice. Wind: severe, elsewhere. 2 in all.";
    assert_eq!(tile.drawing.text, expected);
    assert!(!tile.drawing.html.contains("<span></span>"), "{}", tile.drawing.html);
}

#[test]
fn words_that_run_from_right_to_left_turn_nothing_else() {
    let name = "אזהרת רוח";
    let wind = Alert { issuer: name.to_owned(), ..alert(name, Severity::Severe, None, None) };
    let tile = drawn(&london(AlertFeed::Ok, vec![wind.clone()]));
    let isolated = format!("\u{2068}{name}\u{2069}");
    assert!(tile.drawing.text.starts_with(&format!("{isolated}: severe, until")));
    assert_eq!(tile.drawing.html.matches(&isolated).count(), 2);
    assert_eq!(notice(vec![wind], "en").unwrap().headline, format!("{isolated} ({isolated})"));
    let turned = alert("\u{202e}dniW", Severity::Severe, None, None);
    assert!(drawn(&london(AlertFeed::Ok, vec![turned])).drawing.text.starts_with('\u{2068}'));
}
