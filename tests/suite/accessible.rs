//! Everybody can read the board and use it: WCAG 2.2, levels A and AA, in a
//! real browser; by axe-core, and by hand where that does not look.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]
#![allow(clippy::print_stdout, reason = "what axe-core leaves undecided is told")]

#[path = "accessible/axe.rs"]
mod axe;
#[path = "accessible/contrast.rs"]
mod contrast;
#[path = "accessible/keyboard.rs"]
mod keyboard;
#[path = "accessible/preferences.rs"]
mod preferences;
#[path = "accessible/speech.rs"]
mod speech;
#[path = "accessible/structure.rs"]
mod structure;

use acceptance::{Browser, Dashboard, RogueWidget, Setting, Topology};
use serde_json::{Value, json};

/// Noon of a summer's day in Lisbon, for ever.
const FROZEN: [Setting<'_>; 3] =
    [("clock.start_at", "2026-07-14T12:00:00Z"), ("clock.speed", "0"), ("board.places", "lisbon")];

const PAGES: [&str; 3] = ["/", "/fleet", "/styleguide"];
const LANGUAGES: [&str; 3] = ["en", "de", "ja"];
const THEMES: [&str; 2] = ["dark", "light"];
/// A wall and a phone, CSS pixels.
const SIZES: [(u32, u32); 2] = [(1920, 1080), (390, 844)];

const LOST: &str = "!document.querySelector('.lost').hidden";

/// The sixteen widgets.
async fn sixteen() -> Dashboard {
    Dashboard::spawn(Topology::Monolith, &FROZEN).await
}

/// A board of which the test plays the one widget, and the view it draws.
async fn alone(style: &str) -> (Dashboard, RogueWidget, Value) {
    let dashboard = Dashboard::board_alone(&[("board.places", "lisbon")]).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", style).await;
    let view = widget.receive_type("watch").await["view"].clone();
    (dashboard, widget, view)
}

/// The sixteen, a further tile in each state that is not live, and a warning
/// across the board.
async fn trouble() -> Dashboard {
    let dashboard = sixteen().await;
    for state in ["stale", "no_coverage", "failed", "live", "waiting"] {
        let id = state.replace('_', "-");
        let widget = RogueWidget::join(&dashboard, &id, "p { color: var(--ink) }").await;
        tokio::spawn(play(widget, state));
    }
    dashboard
}

/// Keeps a link alive, and sends a tile in this state for every view.
async fn play(mut widget: RogueWidget, state: &str) {
    while let Some(message) = widget.receive().await {
        if message["type"] == "watch" && state != "waiting" {
            widget.send(&tile(&message["view"], state)).await;
        }
    }
}

fn tile(view: &Value, state: &str) -> Value {
    let mut tile = RogueWidget::tile(view, "<p>12 <b>km</b></p>", "12 km");
    tile["state"] = json!(state);
    match state {
        "live" => tile["notice"] = notice("High waves at the coast"),
        _ => tile["reason"] = json!("The weather service has not answered for three hours."),
    }
    tile
}

fn notice(headline: &str) -> Value {
    json!({ "severity": "severe", "headline": headline, "until": "2199-07-14T18:00:00Z" })
}

fn query(language: &str, theme: &str) -> String {
    format!("?place=lisbon&units=metric&lang={language}&theme={theme}")
}

/// Waits until every tile of the troubled board is on the page.
async fn until_troubled(browser: &Browser) {
    let states = "['stale', 'no_coverage', 'failed', 'waiting']";
    let shown = "(state) => document.querySelector(`main > [data-state=${state}]`)";
    browser.until(&format!("{states}.every({shown})")).await;
    browser.until("!document.querySelector('.notice').hidden").await;
}

/// What a script found fault with.
async fn faults(browser: &Browser, script: &str) -> Vec<String> {
    serde_json::from_value(browser.value(script).await).expect("a list of faults")
}
