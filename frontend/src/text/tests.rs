use textwrap::core::display_width;
use weather::{Timestamp, Units, View};

use super::*;
use crate::{board::default_view, sky::Sky, words};

fn view(lang: &str) -> View {
    let place = places::Places::builtin().by_id("lisbon").unwrap();
    View { lang: lang.parse().unwrap(), units: Units::Si, ..default_view(place) }
}

fn noon() -> Timestamp {
    "2026-07-14T12:00:00Z".parse().unwrap()
}

/// A tile as the board frames it: its state by the board's words.
fn frame(title: &str, state: TileState, line: Option<&str>, locale: &Locale<'_>) -> Frame {
    Frame {
        widget: title.to_lowercase(),
        title: title.into(),
        state: state.code(),
        state_label: crate::frame::state_label(state, locale),
        age: locale.age(7200.0),
        text: "1.25 m.".into(),
        line: line.map(Into::into),
        ..Frame::blank()
    }
}

fn snapshot(frames: Vec<Frame>) -> Snapshot {
    let view = view("en");
    Snapshot {
        frames,
        reports: Vec::new(),
        notice: None,
        sky: Sky::over(&view.place, noon(), None),
        sequence: 0,
    }
}

/// Frames of these states on the board of a language, in one line.
fn line_of(lang: &str, tiles: &[(TileState, Option<&str>)]) -> String {
    let view = view(lang);
    let locale = words::locale(&view, noon());
    let frames = tiles.iter().map(|(state, said)| frame("Tide", *state, *said, &locale));
    line("Lisbon", &snapshot(frames.collect()), &locale)
}

#[test]
fn a_line_joins_what_tiles_say_in_a_few_words() {
    let said = [(TileState::Live, Some("1.3 m")), (TileState::Live, None)];
    assert_eq!(line_of("en", &said), "Lisbon · 1.3 m\n");
    let said = [(TileState::Live, Some("1.3 m")), (TileState::Live, Some("high at 14:45"))];
    assert_eq!(line_of("en", &said), "Lisbon · 1.3 m · high at 14:45\n");
}

#[test]
fn a_line_says_what_is_stale_and_that_some_failed() {
    let said = [(TileState::Stale, Some("1.3 m")), (TileState::Failed, None)];
    assert_eq!(line_of("en", &said), "Lisbon · 1.3 m (Stale) · 1 failed\n");
    assert_eq!(line_of("de", &said), "Lisbon · 1.3 m (Veraltet) · 1 gestört\n");
    assert_eq!(line_of("ja", &said), "Lisbon · 1.3 m (更新停止) · 障害1件\n");
}

#[test]
fn a_line_with_nothing_to_say_says_why() {
    assert!(line_of("en", &[]).starts_with("Lisbon · No widget has joined"));
    assert_eq!(line_of("en", &[(TileState::Waiting, None)]), "Lisbon · Waiting\n");
    assert_eq!(line_of("en", &[(TileState::Live, None)]), "Lisbon · –\n");
}

#[test]
fn a_line_names_a_source_that_is_not_live_once_and_leaves_out_hidden_tiles() {
    let view = view("en");
    let locale = words::locale(&view, noon());
    let live = || frame("Tide", TileState::Live, Some("1.3 m"), &locale);
    let simulated = || Frame { source_label: "Simulated".into(), ..live() };
    let hidden = Frame { is_hidden: true, ..frame("X", TileState::Failed, None, &locale) };
    let board = snapshot(vec![simulated(), hidden, simulated()]);
    assert_eq!(line("A\nb", &board, &locale), "Ab · 1.3 m · 1.3 m · Simulated\n");
}

#[test]
fn a_board_tells_states_and_fits_a_terminal_in_every_language() {
    for (lang, heading) in [
        ("en", "Tide (Stale, 2\u{202f}h ago, Simulated)"),
        ("de", "Tide (Veraltet, vor 2\u{202f}h, Simulated)"),
        ("ja", "Tide (更新停止、2時間前、Simulated)"),
    ] {
        let view = view(lang);
        let locale = words::locale(&view, noon());
        let long = ["ウィジェットからの更新が長く途絶えています。", "ab c "].concat().repeat(9);
        let stale = Frame {
            source_label: "Simulated".into(),
            reason: Some(long.clone()),
            ..frame("Tide", TileState::Stale, None, &locale)
        };
        let text = board(&long, &snapshot(vec![stale]), &locale);
        assert!(text.lines().any(|line| line == heading), "{text}");
        assert!(text.lines().all(|line| display_width(line) <= WIDTH), "{text}");
        assert!(text.ends_with('\n') && !text.contains("Open-Meteo"), "{text}");
    }
}

#[test]
fn a_board_of_the_live_service_names_it() {
    let view = view("de");
    let locale = words::locale(&view, noon());
    let tide = frame("Tide", TileState::Live, None, &locale);
    let board_of = snapshot(vec![Frame { is_of_service: true, ..tide }]);
    let text = board("Lissabon", &board_of, &locale);
    assert!(text.ends_with("\n\nWetterdaten von Open-Meteo.com\n"), "{text}");
}
