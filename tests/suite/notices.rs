//! The banner across the board: what tiles ask for, worst first, until it ends.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

use acceptance::{Dashboard, Event, RogueWidget, Stream, get_as};
use serde_json::{Value, json};

const AT: &str = "2026-07-14T12:00:00Z";

/// A board whose clock stands at 13:00 in Lisbon, unless it runs.
async fn board(speed: &str) -> (Dashboard, Stream) {
    let settings = [("clock.start_at", AT), ("clock.speed", speed)];
    let dashboard = Dashboard::board_alone(&settings).await;
    let stream = dashboard.stream("").await;
    (dashboard, stream)
}

async fn join(dashboard: &Dashboard, id: &str) -> (RogueWidget, Value) {
    let mut widget = RogueWidget::join(dashboard, id, "").await;
    let view = widget.receive_type("watch").await["view"].clone();
    (widget, view)
}

/// A tile that asks for a banner, or for none.
fn tile(view: &Value, notice: Value) -> Value {
    let mut tile = RogueWidget::tile(view, "<p>calm</p>", "calm");
    tile["notice"] = notice;
    tile
}

fn notice(severity: &str, headline: &str) -> Value {
    json!({ "severity": severity, "headline": headline, "until": "2026-07-14T18:00:00Z" })
}

async fn next_notice(stream: &mut Stream) -> Value {
    stream.next_where(|event: &Event| event.name == "notice").await.data
}

#[tokio::test]
async fn the_worst_notice_stands_on_every_page_until_it_is_taken_back() {
    let (dashboard, mut stream) = board("0").await;
    let (mut sea, view) = join(&dashboard, "sea").await;
    sea.send(&tile(&view, notice("severe", "High waves"))).await;
    assert_eq!(
        next_notice(&mut stream).await,
        json!({
            "severity": "severe", "label": "Severe warning", "headline": "High waves",
            "until": "until Tue 19:00",
        })
    );
    let (mut air, _) = join(&dashboard, "air").await;
    air.send(&tile(&view, notice("extreme", "Hurricane"))).await;
    assert_eq!(next_notice(&mut stream).await["headline"], "Hurricane");
    let report = dashboard.get("/api/tiles").await.json();
    assert_eq!(report["notice"], notice("extreme", "Hurricane"));
    let page = dashboard.page("/").await.body;
    let notice = page.split("class=\"notice\"").nth(1).unwrap().split("</div>").next().unwrap();
    for words in ["role=\"alert\"", "data-severity=\"extreme\"", "Hurricane", "until Tue 19:00"] {
        assert!(notice.contains(words), "{words} is not in {notice}");
    }
    assert!(!notice.contains("hidden"), "{notice}");
    let text = get_as(&dashboard.url("/"), &[("accept", "text/plain")]).await.body;
    assert!(text.contains("Extreme warning: Hurricane (until Tue 19:00)"), "{text}");

    air.send(&tile(&view, Value::Null)).await;
    assert_eq!(next_notice(&mut stream).await["headline"], "High waves");
    // A widget that is gone does not take its warning along.
    drop(sea);
    stream.next_where(|event| event.is_tile_of("sea") && event.data["state"] == "stale").await;
    assert_eq!(dashboard.get("/api/tiles").await.json()["notice"]["headline"], "High waves");
    let (mut sea, _) = join(&dashboard, "sea").await;
    sea.send(&tile(&view, Value::Null)).await;
    assert_eq!(next_notice(&mut stream).await, Value::Null);
    assert_eq!(dashboard.get("/api/tiles").await.json()["notice"], Value::Null);
    let page = dashboard.page("/").await.body;
    assert!(page.contains("<div class=\"notice\" role=\"alert\" hidden>"), "{page}");
}

#[tokio::test]
async fn a_notice_ends_by_the_weather_clock() {
    // Six hours pass in 6 s.
    let (dashboard, mut stream) = board("3600").await;
    let (mut widget, view) = join(&dashboard, "sea").await;
    widget.send(&tile(&view, notice("severe", "High waves"))).await;
    assert_eq!(next_notice(&mut stream).await["headline"], "High waves");
    assert_eq!(next_notice(&mut stream).await, Value::Null);
    widget.send(&tile(&view, notice("extreme", "Over"))).await;
    widget.send(&RogueWidget::tile(&view, "<p>new</p>", "new")).await;
    stream.next_where(|event| event.is_tile_of("sea") && event.data["text"] == "new").await;
    assert_eq!(dashboard.get("/api/tiles").await.json()["notice"], Value::Null);
}

#[tokio::test]
async fn a_headline_is_text_and_short() {
    let (dashboard, mut stream) = board("0").await;
    let (mut widget, view) = join(&dashboard, "sea").await;
    let hostile = format!("</aside><script>alert(1)</script>\u{1b}[2J\n{}", "x".repeat(5_000));
    widget.send(&tile(&view, notice("severe", &hostile))).await;
    let headline = next_notice(&mut stream).await["headline"].as_str().unwrap().to_owned();
    assert_eq!(headline.chars().count(), 200);
    let page = dashboard.page("/").await.body;
    assert!(!page.contains("<script>") && page.contains("&#60;script&#62;"), "{page}");
    let text = get_as(&dashboard.url("/"), &[("accept", "text/plain")]).await.body;
    assert!(!text.contains('\u{1b}'), "{text}");
}
