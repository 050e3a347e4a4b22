//! The search for places: by the API, by the page that needs no script, and in
//! a real browser by keyboard, by touch and by where the browser is.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "search/api.rs"]
mod api;
#[path = "search/browsing.rs"]
mod browsing;
#[path = "search/plain.rs"]
mod plain;

use acceptance::{Dashboard, Setting, Topology, endpoints, live};
use serde_json::Value;
use stand_in::StandIn;

/// A board whose weather is live, as the stand-in serves it. A board alone is
/// what microservices have.
async fn board_on(stand_in: &StandIn, topology: Topology) -> Dashboard {
    let endpoints = endpoints(stand_in);
    let kind: [Setting<'_>; 1] = [("source.kind", "open-meteo")];
    let settings = live(&endpoints, &kind);
    match topology {
        Topology::Microservices => Dashboard::board_alone(&settings).await,
        _ => Dashboard::spawn(topology, &settings).await,
    }
}

/// The places that a board finds.
async fn find(dashboard: &Dashboard, query: &str) -> Vec<Value> {
    let answer = dashboard.get(&format!("/api/places?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    answer.json()["places"].as_array().unwrap().clone()
}

fn ids(places: &[Value]) -> Vec<&str> {
    places.iter().map(|place| place["id"].as_str().unwrap()).collect()
}
