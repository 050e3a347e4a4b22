//! Containers are killed, crash and freeze while viewers look on.

use std::time::{Duration, Instant};

use acceptance::{Browser, Event, Stream, WIDGETS, docker};
use rustix::process::{Pid, Signal, kill_process};

use super::{all_live, stack::Stack};

/// Ten minutes of weather a second.
const FAST: &[acceptance::Setting] = &[("DASHBOARD_CLOCK__SPEED", "600")];

/// How long the tile of a widget was not live, and what came before that.
struct Outage {
    until_stale: Duration,
    until_live: Duration,
}

/// Waits until the tile of a widget is stale and then live again; no other one may
/// be anything but live meanwhile. `mend` is called once it is stale.
async fn outage(stream: &mut Stream, widget: &str, mend: impl FnOnce()) -> Outage {
    let began = Instant::now();
    let until_stale = until(stream, widget, "stale").await - began;
    mend();
    let until_live = until(stream, widget, "live").await - began;
    Outage { until_stale, until_live }
}

async fn until(stream: &mut Stream, widget: &str, state: &str) -> Instant {
    let reached = |event: &Event| {
        if event.name == "tile" && !event.is_tile_of(widget) {
            assert_eq!(event.data["state"], "live", "{}", event.data["widget"]);
        }
        event.is_tile_of(widget) && event.data["state"] == state
    };
    stream.next_where(reached).await.at
}

/// Ends the process of a container, as a crash would.
fn crash(container: &str) {
    let pid = docker(&["inspect", "--format", "{{.State.Pid}}", container]);
    let pid = pid.parse().ok().and_then(Pid::from_raw).expect("it runs");
    kill_process(pid, Signal::KILL).expect("the process is there");
}

#[tokio::test]
async fn a_crashed_widget_is_stale_alone_until_the_engine_restarts_it() {
    let stack = Stack::up("microservices", FAST).await;
    let mut stream = stack.dashboard.stream("").await;
    for widget in WIDGETS {
        crash(&stack.container(widget));
        let Outage { until_stale, until_live } = outage(&mut stream, widget, || {}).await;
        println!("{widget}: stale after {until_stale:.1?}, live after {until_live:.1?}");
    }
}

/// The engine leaves alone what was killed by its own command; compose starts it again.
#[tokio::test]
async fn a_killed_widget_is_stale_alone_until_compose_starts_it() {
    let stack = Stack::up("microservices", FAST).await;
    let mut stream = stack.dashboard.stream("").await;
    for widget in WIDGETS {
        docker(&["kill", &stack.container(widget)]);
        let mend = || stack.compose_up("microservices");
        let Outage { until_stale, until_live } = outage(&mut stream, widget, mend).await;
        println!("{widget}: stale after {until_stale:.1?}, live after {until_live:.1?}");
    }
}

#[tokio::test]
async fn a_frozen_widget_is_stale_within_its_lease_and_thaws() {
    let stack = Stack::up("microservices", FAST).await;
    let mut stream = stack.dashboard.stream("").await;
    let container = stack.container("wind");
    docker(&["pause", &container]);
    let thaw = || drop(docker(&["unpause", &container]));
    let Outage { until_stale, until_live } = outage(&mut stream, "wind", thaw).await;
    println!("wind: stale after {until_stale:.1?}, live after {until_live:.1?}");
}

#[tokio::test]
async fn pages_outlive_the_board_they_came_from() {
    let stack = Stack::up("microservices", FAST).await;
    let Some(browser) = Browser::open(1280, 800).await else { return };
    browser.visit(&stack.dashboard.url("/")).await;
    let live = all_live();
    browser.until(&live).await;
    browser.value("void (window.mark = true)").await;
    let began = Instant::now();
    crash(&stack.container("frontend"));
    browser.until("!document.querySelector('.lost').hidden").await;
    println!("the page says so after {:.1?}", began.elapsed());
    browser.until(&format!("document.querySelector('.lost').hidden && {live}")).await;
    println!("all live again after {:.1?}", began.elapsed());
    assert_eq!(browser.value("window.mark").await, true, "without a reload");
    for widget in WIDGETS {
        stack.dashboard.until_tile(widget, "live", |tile| tile["state"] == "live").await;
    }
}
