//! The stream: complete, resumable, and newest-wins for who does not keep up.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

use std::time::Duration;

use acceptance::{Dashboard, Event, RogueWidget, Stream, eventually, every_shape};
use serde_json::{Value, json};

const FAST: &[acceptance::Setting] = &[("clock.speed", "600")];

every_shape!(a_stream_carries_every_widget, FAST, async |dashboard: &Dashboard| {
    let mut stream = dashboard.stream("").await;
    for widget in acceptance::WIDGETS {
        let tile = stream.next_where(|event| event.is_tile_of(widget)).await;
        assert_eq!(tile.data["state"], "live");
    }
});

every_shape!(a_stream_resumes_after_the_last_event_seen, FAST, async |dashboard: &Dashboard| {
    let url = dashboard.url("/events");
    let mut first = Stream::open(&url, None).await;
    let mut seen = first.next().await;
    for _ in acceptance::WIDGETS {
        seen = first.next().await;
    }
    drop(first);

    let mut resumed = Stream::open(&url, Some(&seen.id)).await;
    let next = resumed.next_where(|event| !event.id.is_empty()).await;
    assert!(sequence(&next.id) > sequence(&seen.id), "{} after {}", next.id, seen.id);

    let mut unknown = Stream::open(&url, Some("feedbeef-999999")).await;
    // An id of another run gets everything again.
    unknown.next_where(|event| event.name == "layout").await;
    let mut unknown = Stream::open(&url, Some("feedbeef-999999")).await;
    for widget in acceptance::WIDGETS {
        unknown.next_where(|event| event.is_tile_of(widget)).await;
    }
});

fn sequence(id: &str) -> u64 {
    id.split_once('-').expect("boot-sequence").1.parse().expect("a number")
}

/// A board with one widget that the test plays, a viewer's stream, and the view it shows.
async fn watched(id: &str, style: &str) -> (Dashboard, RogueWidget, Stream, Value) {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut widget = RogueWidget::join(&dashboard, id, style).await;
    let stream = dashboard.stream("").await;
    let view = widget.receive_type("watch").await["view"].clone();
    (dashboard, widget, stream, view)
}

#[tokio::test]
async fn a_reader_that_stands_still_gets_the_newest_and_costs_nothing() {
    let (dashboard, mut widget, mut stream, view) = watched("flood", "").await;
    stream.next_where(|event| event.name == "layout").await;
    let before = dashboard.board.as_ref().unwrap().memory();

    // Far more than the sockets' buffers hold, while nobody reads.
    let picture = "<p>".to_owned() + &"x".repeat(20_000) + "</p>";
    for number in 0..2_000 {
        widget.send(&RogueWidget::tile(&view, &picture, &format!("number {number}"))).await;
    }
    eventually("the board has taken every tile", || async {
        let fleet = dashboard.get("/api/fleet").await.json();
        (fleet["instances"][0]["tiles"] == 2_000).then_some(())
    })
    .await;
    let grown = dashboard.board.as_ref().unwrap().memory().saturating_sub(before);
    assert!(grown < 16 << 20, "the board grew by {grown} bytes for one silent reader");

    let mut read = 0;
    loop {
        let tile = stream.next_where(|event| event.is_tile_of("flood")).await;
        read += 1;
        if tile.data["text"] == "number 1999" {
            break;
        }
    }
    assert!(read < 2_000, "old tiles were queued up for the silent reader");
}

#[tokio::test]
async fn the_later_of_two_quick_updates_stands() {
    let (dashboard, mut widget, mut stream, view) = watched("quick", "").await;
    widget.send(&RogueWidget::tile(&view, "<p>1</p>", "one")).await;
    widget.send(&RogueWidget::tile(&view, "<p>2</p>", "two")).await;
    stream.next_where(|event| event.data["text"] == "two").await;
    let rest = stream.record(Duration::from_millis(300)).await;
    assert!(rest.iter().all(|event| event.data["text"] != "one"), "{rest:?}");
    assert_eq!(dashboard.tiles("").await["quick"]["data"], json!({ "text": "two" }));
}

#[tokio::test]
async fn a_page_is_never_older_than_the_newest_tile() {
    let (dashboard, mut widget, mut stream, view) = watched("young", "").await;
    for number in 0..100 {
        let text = format!("number {number}!");
        widget.send(&RogueWidget::tile(&view, "<p>young</p>", &text)).await;
        stream.next_where(|event| event.data["text"] == text.as_str()).await;
        for _ in 0..2 {
            let page = dashboard.page("/").await.body;
            assert!(page.contains(&text), "{text:?} is not in {page}");
        }
    }
}

#[tokio::test]
async fn a_stream_begins_with_the_time() {
    let dashboard =
        Dashboard::board_alone(&[("clock.start_at", "2026-07-14T12:00:00Z"), ("clock.speed", "0")])
            .await;
    let first = dashboard.stream("").await.next().await;
    assert_eq!(first.name, "heartbeat");
    assert_eq!(first.data, json!({ "now": "2026-07-14T12:00:00Z", "speed": 0.0 }));
}

#[tokio::test]
async fn a_view_nobody_looks_at_is_work_for_nobody() {
    let dashboard = Dashboard::board_alone(&[("board.max_views", "2")]).await;
    let mut widget = RogueWidget::join(&dashboard, "lazy", "").await;
    let mut streams = Vec::new();
    for place in ["lisbon", "berlin"] {
        streams.push(dashboard.stream(&format!("?place={place}")).await);
        assert_eq!(widget.receive_type("watch").await["view"]["place"]["id"], place);
    }
    let full = dashboard.get("/api/tiles?place=tokyo").await;
    assert_eq!(full.status, 503);
    assert!(full.json()["detail"].as_str().unwrap().contains("board.max_views"));

    // Where the board is for, there is always room.
    let home = dashboard.get("/api/tiles?place=lisbon&lang=ja&units=si").await;
    assert_eq!(home.status, 200);
    assert_eq!(widget.receive_type("watch").await["view"]["lang"], "ja");

    // Viewers leave: their views make room for another.
    drop(streams.remove(0));
    eventually("a view is free", || async {
        (dashboard.get("/api/tiles?place=tokyo").await.status == 200).then_some(())
    })
    .await;
    let unwatched: Value = widget.receive_type("unwatch").await;
    assert_eq!(unwatched["view"]["place"]["id"], "lisbon");
}

#[tokio::test]
async fn whoever_asks_for_the_head_of_a_stream_is_no_viewer() {
    let dashboard = Dashboard::board_alone(&[]).await;
    for path in ["/events?place=berlin", "/fleet/events"] {
        let answer = reqwest::Client::new().head(dashboard.url(path)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/event-stream", "{path}");
    }
    let fleet = dashboard.get("/api/fleet").await.json();
    assert_eq!((&fleet["views"], &fleet["viewers"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn a_viewer_who_comes_back_learns_what_there_is_no_longer() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "").await;
    let mut before = dashboard.stream("").await;
    let view = widget.receive_type("watch").await["view"].clone();
    let mut tile = RogueWidget::tile(&view, "<p>1</p>", "one");
    tile["notice"] = json!({ "severity": "severe", "headline": "High waves",
        "until": "2099-07-14T18:00:00Z" });
    widget.send(&tile).await;
    before.next_where(|event| event.name == "notice" && !event.data.is_null()).await;

    // The same place in another view, which nobody has sent a tile of.
    drop(widget);
    before.next_where(|event| event.is_tile_of("alpha") && event.data["state"] == "stale").await;
    let mut after = dashboard.stream("?units=si").await;
    let tile = after.next_where(|event| event.is_tile_of("alpha")).await;
    assert_eq!((&tile.data["state"], &tile.data["instance"]), (&json!("waiting"), &Value::Null));
    let notice = after.next_where(|event| event.name == "notice").await;
    assert_eq!(notice.data, Value::Null);
}

#[tokio::test]
async fn a_new_version_brings_its_look_also_where_nothing_shows_yet() {
    let (dashboard, old, mut stream, _) = watched("alpha", "p{color:red}").await;
    let is_styled = |colour: &str| {
        let css = format!("color:{colour}");
        move |event: &Event| event.name == "layout" && event.data.to_string().contains(&css)
    };
    stream.next_where(is_styled("red")).await;
    drop(old);
    let _new = RogueWidget::join(&dashboard, "alpha", "p{color:blue}").await;
    stream.next_where(is_styled("blue")).await;
}

#[tokio::test]
async fn a_new_version_brings_its_look_with_its_first_tile() {
    let (dashboard, mut old, mut stream, view) = watched("alpha", "p{color:red}").await;
    old.send(&RogueWidget::tile(&view, "<p>1</p>", "one")).await;
    stream.next_where(|event| event.data["text"] == "one").await;

    let mut new = RogueWidget::join(&dashboard, "alpha", "p{color:blue}").await;
    new.receive_type("watch").await;
    old.send(&RogueWidget::tile(&view, "<p>2</p>", "two")).await;
    let next = stream.next_where(|event| !event.id.is_empty()).await;
    assert_eq!(next.data["text"], "two", "no new look for an old tile");

    new.send(&RogueWidget::tile(&view, "<p>3</p>", "three")).await;
    let layout = stream.next_where(|event| event.name == "layout").await;
    assert_eq!(layout.data[0]["css"], "p{color:blue}");
    let tile = stream.next_where(|event| event.is_tile_of("alpha")).await;
    assert_eq!(
        (&tile.data["text"], &tile.data["style"]),
        (&json!("three"), &layout.data[0]["style"])
    );
}
