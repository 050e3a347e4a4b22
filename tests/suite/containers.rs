//! The images in the containers that the compose files describe, started and
//! stopped by the verbs that people use.
//!
//! Run by `cargo xtask test` where there is an engine and the images are made.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests fail loudly"
)]

#[path = "containers/broken.rs"]
mod broken;
#[path = "containers/faults.rs"]
mod faults;
#[path = "containers/hardening.rs"]
mod hardening;
#[path = "containers/images.rs"]
mod images;
#[path = "containers/interrupted.rs"]
mod interrupted;
#[path = "containers/moves.rs"]
mod moves;
#[path = "containers/stack.rs"]
mod stack;

use acceptance::{WIDGETS, docker};
use stack::Stack;

/// What holds in a page where every tile is live.
fn all_live() -> String {
    format!("document.querySelectorAll('main [data-state=live]').length === {}", WIDGETS.len())
}

#[tokio::test]
async fn seventeen_containers_are_one_dashboard_and_leave_nothing() {
    let stack = Stack::up("microservices", &[]).await;
    assert_eq!(stack.containers().len(), WIDGETS.len() + 1);
    let status = stack.xtask(&["status"]);
    assert!(status.is_success, "{}", status.text);
    for widget in WIDGETS {
        let line = status.text.lines().find(|line| line.starts_with(&format!("{widget} ")));
        let line = line.unwrap_or_else(|| panic!("no {widget} in {}", status.text));
        assert!(line.contains("(healthy)") && line.contains("live"), "{line}");
    }
    let logs = stack.xtask(&["logs", "wind"]);
    assert!(logs.is_success && logs.text.contains("link connected"), "{}", logs.text);
    let logs = stack.xtask(&["logs", "tide"]);
    assert!(!logs.is_success && logs.text.contains("there are"), "{}", logs.text);
    leaves_nothing(stack);
}

#[tokio::test]
async fn one_container_is_the_same_dashboard_and_leaves_nothing() {
    let stack = Stack::up("monolith", &[]).await;
    assert_eq!(stack.containers().len(), 1);
    let status = stack.xtask(&["status"]);
    assert!(status.is_success, "{}", status.text);
    assert_eq!(status.text.matches("built in").count(), WIDGETS.len(), "{}", status.text);
    leaves_nothing(stack);
}

/// `down` removes all but the cache, which it takes a flag to remove.
fn leaves_nothing(stack: Stack) {
    let ours = |kind: &str| {
        let label = format!("label=com.docker.compose.project={}", stack.project);
        docker(&[kind, "ls", "--quiet", "--filter", &label]).lines().count()
    };
    assert!(ours("network") > 0);
    assert!(stack.xtask(&["down"]).is_success);
    assert_eq!((stack.containers().len(), ours("network"), ours("volume")), (0, 0, 1));
    assert!(stack.xtask(&["down", "--volumes"]).is_success);
    assert_eq!(ours("volume"), 0);
}
