//! Live weather, and what the tiles say when it does not come.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]
#![allow(clippy::print_stderr, reason = "what was measured is told")]

#[path = "live/auto.rs"]
mod auto;
#[path = "live/faults.rs"]
mod faults;
#[path = "live/folder.rs"]
mod folder;
#[path = "live/reference.rs"]
mod reference;

use acceptance::{Dashboard, Setting, Topology, endpoints, live};
use serde_json::Value;
use stand_in::StandIn;

/// A service and a dashboard that asks it, which shows live weather.
async fn spawn(topology: Topology, settings: &[Setting<'_>]) -> (StandIn, Dashboard) {
    let stand_in = StandIn::start().await.expect("a stand-in");
    let dashboard = spawn_on(&stand_in, topology, settings).await;
    (stand_in, dashboard)
}

async fn spawn_on(stand_in: &StandIn, topology: Topology, settings: &[Setting<'_>]) -> Dashboard {
    let endpoints = endpoints(stand_in);
    let kind = [("source.kind", "open-meteo"), ("source.refresh_s", "1")];
    Dashboard::spawn(topology, &live(&endpoints, &[&kind[..], settings].concat())).await
}

fn reason(tile: &Value) -> &str {
    tile["reason"].as_str().unwrap_or_default()
}
