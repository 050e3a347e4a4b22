//! Instances come, go, crash and come back while a viewer looks on.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use acceptance::{Dashboard, Event, Stream, Topology, WIDGETS};
use tokio::{sync::oneshot, task::JoinHandle};

/// Ten minutes of weather a second.
const FAST: &[acceptance::Setting] = &[("clock.speed", "600")];

/// No tile may go without an update for longer, at that speed.
const GAP: Duration = Duration::from_secs(2);

/// A viewer that records what it is told until it is asked for it.
struct Viewer {
    stop: oneshot::Sender<()>,
    events: JoinHandle<Vec<Event>>,
}

impl Viewer {
    async fn watch(dashboard: &Dashboard) -> Self {
        let mut stream: Stream = dashboard.stream("").await;
        let (stop, mut stopped) = oneshot::channel();
        let events = tokio::spawn(async move {
            let mut events = Vec::new();
            loop {
                tokio::select! {
                    event = stream.next() => events.push(event),
                    _ = &mut stopped => break,
                }
            }
            // What came late must show as a gap, so two more of everyone.
            let mut more = WIDGETS.map(|widget| (widget, 2));
            while more.iter().any(|(_, missing)| *missing > 0) {
                let event = stream.next().await;
                for (widget, missing) in &mut more {
                    *missing -= i32::from(event.is_tile_of(widget));
                }
                events.push(event);
            }
            events
        });
        Self { stop, events }
    }

    async fn events(self) -> Vec<Event> {
        self.stop.send(()).expect("the viewer is there");
        self.events.await.expect("the stream was whole")
    }
}

/// The longest time between two updates of a widget's tile.
fn longest_gap(events: &[Event], widget: &str) -> Duration {
    let times: Vec<Instant> =
        events.iter().filter(|event| event.is_tile_of(widget)).map(|event| event.at).collect();
    assert!(times.len() > 1, "{widget} had {} updates", times.len());
    times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default()
}

fn states<'a>(events: &'a [Event], widget: &str) -> Vec<&'a str> {
    events
        .iter()
        .filter(|event| event.is_tile_of(widget))
        .filter_map(|event| event.data["state"].as_str())
        .collect()
}

fn others(widget: &str) -> impl Iterator<Item = &'static str> {
    WIDGETS.into_iter().filter(move |other| *other != widget)
}

fn instance(tile: &serde_json::Value) -> String {
    tile["instance"]["id"].as_str().expect("an instance").to_owned()
}

#[tokio::test]
async fn any_order_of_start_ends_the_same() {
    let mut dashboard = Dashboard::prepare(Topology::Microservices, &[]);
    for widget in WIDGETS.iter().rev() {
        dashboard.start_widget(widget, widget, &[]);
    }
    dashboard.start_board();
    dashboard.until_all_show().await;
    let order: Vec<String> = dashboard.get("/api/tiles").await.json()["tiles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tile| tile["widget"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(order, WIDGETS);
}

#[tokio::test]
async fn every_widget_updates_at_least_every_two_seconds() {
    let dashboard = Dashboard::spawn(Topology::Microservices, FAST).await;
    let events = dashboard.stream("").await.record(Duration::from_secs(10)).await;
    for widget in WIDGETS {
        let gap = longest_gap(&events, widget);
        assert!(gap <= GAP, "{widget} was silent for {gap:?}");
    }
}

#[tokio::test]
async fn a_killed_widget_is_stale_alone_and_comes_back() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, FAST).await;
    let viewer = Viewer::watch(&dashboard).await;
    dashboard.take("sun").kill();
    let killed = Instant::now();
    let stale = dashboard.until_tile("sun", "stale", |tile| tile["state"] == "stale").await;
    assert!(killed.elapsed() < Duration::from_secs(15));
    assert!(stale["age_s"].as_i64().unwrap() >= 0);
    assert!(stale["reason"].is_string());
    assert!(stale["data"].is_object(), "the last good tile stays");

    dashboard.start_widget("sun", "sun", &[]);
    let live = dashboard.until_tile("sun", "live again", |tile| tile["state"] == "live").await;
    assert_ne!(instance(&live), instance(&stale));

    let events = viewer.events().await;
    let seen = states(&events, "sun");
    assert_eq!(seen.iter().filter(|state| **state == "stale").count(), 1, "{seen:?}");
    assert_eq!(seen.last(), Some(&"live"), "without a reload");
    for widget in others("sun") {
        assert!(longest_gap(&events, widget) <= GAP, "{widget} missed an update");
        assert!(states(&events, widget).iter().all(|state| *state == "live"), "{widget}");
    }
}

#[tokio::test]
async fn a_second_instance_takes_over_and_gives_back_without_a_gap() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, FAST).await;
    let viewer = Viewer::watch(&dashboard).await;
    let first = instance(&dashboard.tiles("").await["wind"]);

    dashboard.start_widget("second", "wind", &[]);
    dashboard.until_tile("wind", "the second shows", |tile| instance(tile) != first).await;
    dashboard.take("second").kill();
    dashboard.until_tile("wind", "the first shows again", |tile| instance(tile) == first).await;
    dashboard.start_widget("third", "wind", &[]);
    let third =
        dashboard.until_tile("wind", "the third shows", |tile| instance(tile) != first).await;
    assert!(dashboard.take("wind").stop().await.success());
    assert_eq!(instance(&dashboard.tiles("").await["wind"]), instance(&third));

    let events = viewer.events().await;
    for widget in WIDGETS {
        assert!(states(&events, widget).iter().all(|state| *state == "live"), "{widget}");
        let gap = longest_gap(&events, widget);
        assert!(gap <= GAP, "{widget} had a gap of {gap:?}");
    }
}

#[tokio::test]
async fn a_crash_loop_never_takes_the_tile() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, FAST).await;
    let steady = instance(&dashboard.tiles("").await["wind"]);
    dashboard.until_settled("wind").await;
    let viewer = Viewer::watch(&dashboard).await;
    for _ in 0..4 {
        let links = dashboard.instances("wind").await.len();
        dashboard.start_widget("crashing", "wind", &[]);
        dashboard.until_instances("wind", links + 1).await;
        // It has sent a good tile when it goes down.
        dashboard.until_it_sent("wind", &steady).await;
        dashboard.take("crashing").kill();
        dashboard.until_instances("wind", links).await;
    }
    let events = viewer.events().await;
    let mut shown = BTreeMap::<String, usize>::new();
    for event in events.iter().filter(|event| event.is_tile_of("wind")) {
        *shown.entry(instance(&event.data)).or_default() += 1;
    }
    assert_eq!(shown.keys().collect::<Vec<_>>(), [&steady], "{shown:?}");
}

#[tokio::test]
async fn a_restarted_board_has_all_its_widgets_again() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, FAST).await;
    dashboard.start_board();
    dashboard.until_all_show().await;
    for (widget, tile) in dashboard.tiles("").await {
        assert_eq!(tile["state"], "live", "{widget}");
    }
}
