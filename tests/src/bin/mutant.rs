//! A `wind` that is not ours, for images that tests make: `good`, or at fault in one of
//! the ways in which a new version can be.

#![allow(clippy::expect_used, clippy::panic, reason = "a mutant fails as it is meant to")]

use std::{
    env, fs,
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::{Duration, Instant, SystemTime},
};

use acceptance::RogueWidget;
use serde_json::{Value, json};
use tokio::{
    signal::unix::{SignalKind, signal},
    time::{interval, sleep},
};

/// Between two tiles.
const EVERY: Duration = Duration::from_millis(500);
/// How long one that crashes is good: less than a board takes to let it show.
const GOOD_FOR: Duration = Duration::from_secs(3);
/// Which tile of one that wavers fails: the board lets it show before.
const EVERY_NTH: u32 = 16;

#[tokio::main]
async fn main() {
    let way = env::args().nth(1).expect("a way");
    assert!(way != "panics", "as it is meant to");
    thread::spawn(say_healthy);
    if way == "silent" {
        std::future::pending::<()>().await;
    }
    let board = env::var("DASHBOARD_LINK__BOARD").expect("link.board");
    let mut asked_to_end = signal(SignalKind::terminate()).expect("a signal");
    tokio::select! {
        () = keep_showing(&board, &way) => {}
        _ = asked_to_end.recv() => {}
    }
}

/// Dials again and again.
async fn keep_showing(board: &str, way: &str) {
    loop {
        if let Ok(widget) = RogueWidget::dial(board, None).await {
            show(widget, way).await;
        }
        sleep(EVERY).await;
    }
}

/// Shows tiles as long as the link lasts.
async fn show(mut widget: RogueWidget, way: &str) {
    let began = Instant::now();
    widget.send(&hello()).await;
    widget.receive_type("welcome").await;
    let mut views: Vec<Value> = Vec::new();
    let mut ticks = interval(EVERY);
    let mut number = 0;
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                assert!(way != "crashes" || began.elapsed() < GOOD_FOR, "as it is meant to");
                number += 1;
                let is_failed = way == "fails" || way == "wavers" && number % EVERY_NTH == 0;
                for view in &views {
                    widget.send(&tile(view, number, is_failed)).await;
                }
            }
            message = widget.receive() => {
                let Some(message) = message else { return };
                match message["type"].as_str() {
                    Some("watch") => views.push(message["view"].clone()),
                    Some("unwatch") => views.retain(|view| *view != message["view"]),
                    _ => {}
                }
            }
        }
    }
}

fn hello() -> Value {
    let since = SystemTime::UNIX_EPOCH.elapsed().expect("a time after 1970");
    let mut hello = RogueWidget::hello("wind", "p { color: var(--ink) }");
    hello["manifest"]["order"] = json!(50);
    hello["instance"]["id"] = json!(format!("{:016x}", since.as_nanos() & u128::from(u64::MAX)));
    hello["instance"]["host"] = json!(fs::read_to_string("/etc/hostname").expect("a name").trim());
    hello
}

fn tile(view: &Value, number: u32, is_failed: bool) -> Value {
    let mut tile = RogueWidget::tile(view, &format!("<p>{number}</p>"), &number.to_string());
    if is_failed {
        tile["state"] = json!("failed");
        tile["reason"] = json!("as it is meant to");
    }
    tile
}

/// Answers its health check.
fn say_healthy() {
    let listener = TcpListener::bind("0.0.0.0:8080").expect("the port");
    for mut stream in listener.incoming().flatten() {
        let _ = stream.read(&mut [0; 1024]);
        let _ =
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    }
}
