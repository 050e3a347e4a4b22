//! Who is there, what happened to them, and how the board tells a speaker.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "fleet/page.rs"]
mod page;
#[path = "fleet/xray.rs"]
mod xray;

use std::time::Instant;

use acceptance::{Dashboard, RogueWidget, Topology, WIDGETS, eventually};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

/// The view that the tests look at is kept, so that losses are seen.
const KEPT: &[acceptance::Setting] = &[("board.places", "lisbon")];

/// What happened to a widget, the oldest first.
async fn story(dashboard: &Dashboard, widget: &str) -> Vec<Value> {
    let fleet = dashboard.get("/api/fleet").await.json();
    let events = fleet["events"].as_array().unwrap().iter().rev();
    events.filter(|event| event["widget"] == widget).cloned().collect()
}

fn codes(story: &[Value]) -> Vec<&str> {
    story.iter().map(|event| event["event"].as_str().unwrap()).collect()
}

/// Waits until the last that happened to a widget is as `wanted`, and returns all of it.
async fn until_story(
    dashboard: &Dashboard,
    widget: &str,
    what: &str,
    wanted: impl Fn(&[Value]) -> bool,
) -> Vec<Value> {
    eventually(&format!("{widget}: {what}"), || async {
        Some(story(dashboard, widget).await).filter(|story| wanted(story))
    })
    .await
}

/// Waits until the last event is this one.
async fn until_last(dashboard: &Dashboard, widget: &str, code: &str) -> Vec<Value> {
    until_story(dashboard, widget, code, |story| codes(story).last() == Some(&code)).await
}

/// The last event of a kind.
fn last<'a>(story: &'a [Value], code: &str) -> &'a Value {
    let event = story.iter().rev().find(|event| event["event"] == code);
    event.unwrap_or_else(|| panic!("no {code} in {story:?}"))
}

/// A hello of a widget of some version.
fn hello(widget: &str, number: u8, version: &str) -> Value {
    let mut hello = RogueWidget::hello(widget, "");
    hello["instance"]["version"] = json!(version);
    hello["instance"]["id"] = json!(format!("{number:016x}"));
    hello
}

/// An instance that the test plays; its link breaks when it is dropped.
struct Player(JoinHandle<()>);

impl Drop for Player {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Joins as an instance of a widget and shows what it says it is.
async fn player(dashboard: &Dashboard, widget: &str, number: u8, version: &str) -> Player {
    let mut player = RogueWidget::connect(dashboard, None).await.expect("a link");
    player.send(&hello(widget, number, version)).await;
    player.receive_type("welcome").await;
    let view = player.receive_type("watch").await["view"].clone();
    player.send(&RogueWidget::tile(&view, &format!("<p>{version}</p>"), version)).await;
    // Pings are answered while somebody reads.
    Player(tokio::spawn(async move { while player.receive().await.is_some() {} }))
}

#[tokio::test]
async fn a_killed_service_is_lost_until_another_shows() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, KEPT).await;
    assert_eq!(codes(&story(&dashboard, "sun").await), ["joined"]);
    let killed = Instant::now();
    dashboard.take("sun").kill();
    let lost = until_last(&dashboard, "sun", "lost").await;
    let lost = last(&lost, "lost");
    assert_eq!((&lost["cause"], &lost["showed"]), (&json!("broken"), &json!(true)));
    assert_eq!(lost["recovery_ms"], Value::Null, "nobody shows yet");

    dashboard.start_widget("sun", "sun", &[]);
    dashboard.until_tile("sun", "live again", |tile| tile["state"] == "live").await;
    let most = killed.elapsed().as_millis();
    let story = story(&dashboard, "sun").await;
    assert_eq!(codes(&story), ["joined", "lost", "joined", "took_over"]);
    assert_eq!(last(&story, "took_over")["why"], "lost");
    let recovery_ms = u128::from(last(&story, "lost")["recovery_ms"].as_u64().unwrap());
    assert!(recovery_ms > 0 && recovery_ms <= most, "{recovery_ms} ms of {most} ms");
    assert_eq!(codes(&self::story(&dashboard, "moon").await), ["joined"]);
}

#[tokio::test]
async fn a_second_instance_takes_over_and_a_farewell_is_felt_by_nobody() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, KEPT).await;
    dashboard.start_widget("second", "wind", &[]);
    let story = until_last(&dashboard, "wind", "took_over").await;
    let (first, second) = (&story[0]["instance"], &story[1]["instance"]);
    let over = last(&story, "took_over");
    assert_eq!((&over["instance"], &over["from"], &over["why"]), (second, first, &json!("newer")));

    assert!(dashboard.take("second").stop().await.success());
    let back = until_last(&dashboard, "wind", "took_over").await;
    assert_eq!(codes(&back), ["joined", "joined", "took_over", "left", "took_over"]);
    let left = last(&back, "left");
    assert_eq!((&left["instance"], &left["showed"]), (second, &json!(true)));
    assert_eq!(left["reason"], "the program was asked to stop");
    assert!(left["recovery_ms"].as_u64().unwrap() < 100, "{left}");
    let over = last(&back, "took_over");
    assert_eq!((&over["instance"], &over["why"]), (first, &json!("left")));
}

#[tokio::test]
async fn a_monolith_lends_a_tile_and_takes_it_back() {
    let mut dashboard = Dashboard::spawn(Topology::Mixed, KEPT).await;
    let story = until_last(&dashboard, "wind", "took_over").await;
    let over = last(&story, "took_over");
    assert_eq!((&over["why"], &over["from"]["origin"]), (&json!("dialled"), &json!("built_in")));
    dashboard.take("wind").kill();
    let story = until_story(&dashboard, "wind", "given back", |story| story.len() == 5).await;
    assert_eq!(codes(&story), ["joined", "joined", "took_over", "lost", "took_over"]);
    assert!(last(&story, "lost")["recovery_ms"].as_u64().unwrap() < 100, "{story:?}");
    assert_eq!(last(&story, "took_over")["instance"]["origin"], "built_in");
}

#[tokio::test]
async fn an_instance_that_redials_comes_back() {
    let dashboard = Dashboard::board_alone(KEPT).await;
    let alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    drop(alpha);
    until_last(&dashboard, "alpha", "lost").await;
    let _alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    let story = until_story(&dashboard, "alpha", "recovered", |story| {
        story.iter().any(|event| event["recovery_ms"].is_u64())
    })
    .await;
    assert_eq!(codes(&story), ["joined", "lost", "came_back"]);
}

#[tokio::test]
async fn a_refusal_is_told_with_its_reason() {
    let dashboard = Dashboard::board_alone(&[]).await;
    for _ in 0..2 {
        let mut rogue = RogueWidget::connect(&dashboard, None).await.expect("a link");
        rogue.send(&hello("../etc", 1, "1.0.0")).await;
        rogue.receive_type("refuse").await;
    }
    let event = eventually("both refusals are told", || async {
        let fleet = dashboard.get("/api/fleet").await.json();
        Some(fleet["events"][0].clone()).filter(|event| event["times"] == 2)
    })
    .await;
    assert_eq!((&event["event"], &event["widget"]), (&json!("refused"), &Value::Null));
    assert!(event["reason"].as_str().unwrap().starts_with("widget id \"../etc\""), "{event}");
}

#[tokio::test]
async fn the_fleet_tells_what_each_is_doing() {
    let dashboard = Dashboard::spawn(Topology::Mixed, KEPT).await;
    until_last(&dashboard, "wind", "took_over").await;
    let fleet = dashboard.get("/api/fleet").await.json();
    assert_eq!(fleet["view"]["place"]["id"], "lisbon");
    let widgets = fleet["widgets"].as_array().unwrap();
    assert_eq!(widgets.len(), WIDGETS.len());
    let wind = widgets.iter().find(|entry| entry["widget"] == "wind").unwrap();
    for entry in fleet["instances"].as_array().unwrap() {
        let dialled = entry["origin"] == "dialled";
        assert_eq!(dialled, entry["latency_ms"].is_f64(), "{entry}");
        assert!(entry["latency_ms"].as_f64().unwrap_or(0.0) < 1_000.0, "{entry}");
        assert!(entry["uptime_s"].as_u64() >= entry["linked_s"].as_u64(), "{entry}");
        for field in ["last_tile_at", "last_observed_at", "last_took_ms", "last_state"] {
            assert!(!entry[field].is_null(), "{field} of {entry}");
        }
        assert!(!dialled || entry["instance"]["id"] == wind["instance"], "{entry}");
    }
    let document = dashboard.get("/api/openapi.json").await.json();
    let answer = &document["paths"]["/api/fleet"]["get"]["responses"]["200"]["content"];
    let answer = &answer["application/json"];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&answer["example"]), keys(&fleet));
    assert_eq!(keys(&answer["schema"]["properties"]), keys(&fleet));
    assert_eq!(keys(&answer["example"]["instances"][0]), keys(&fleet["instances"][0]));
}

#[tokio::test]
async fn samples_that_fail_count_for_nobody() {
    let dashboard = Dashboard::spawn(Topology::Monolith, KEPT).await;
    let guide = dashboard.page("/styleguide").await.body;
    let failed = guide.matches(r#"data-state="failed""#).count();
    assert!(failed >= WIDGETS.len(), "{failed} failed samples");
    for entry in dashboard.get("/api/fleet").await.json()["instances"].as_array().unwrap() {
        assert_eq!(entry["failed_tiles"], 0, "{entry}");
        assert_eq!((&entry["last_state"], &entry["last_error"]), (&json!("live"), &Value::Null));
    }
}
