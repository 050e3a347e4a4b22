//! A widget process beside a monolith: it takes its tile over, live, and gives it back.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

use acceptance::{Dashboard, Topology};
use serde_json::Value;

const FAST: &[acceptance::Setting] = &[("clock.speed", "600")];

fn is_instance(tile: &Value, id: &str) -> bool {
    tile["instance"]["id"] == id
}

async fn outside(dashboard: &Dashboard) -> String {
    let instances = dashboard.instances("wind").await;
    let dialled = instances.iter().find(|entry| entry["origin"] == "dialled");
    dialled.expect("an outside instance")["instance"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_outside_instance_takes_its_tile_over_and_gives_it_back() {
    let mut dashboard = Dashboard::spawn(Topology::Monolith, FAST).await;
    let built_in = dashboard.tiles("").await["wind"]["instance"]["id"].as_str().unwrap().to_owned();
    let mut stream = dashboard.stream("").await;

    dashboard.start_widget("wind", "wind", &[]);
    dashboard.until_instances("wind", 2).await;
    let outside = outside(&dashboard).await;
    let taken = stream
        .next_where(|event| event.is_tile_of("wind") && is_instance(&event.data, &outside))
        .await;
    assert_eq!(taken.data["state"], "live");

    let process = dashboard.take("wind");
    assert!(process.stop().await.success());
    let back = stream
        .next_where(|event| event.is_tile_of("wind") && is_instance(&event.data, &built_in))
        .await;
    assert_eq!(back.data["state"], "live");
    assert_eq!(dashboard.instances("wind").await.len(), 1);
}

#[tokio::test]
async fn a_monolith_restarted_under_an_outside_instance_shows_it_again() {
    let mut dashboard = Dashboard::spawn(Topology::Mixed, FAST).await;
    dashboard.until_instances("wind", 2).await;
    let outside = outside(&dashboard).await;
    dashboard.until_tile("wind", "the outside shows", |tile| is_instance(tile, &outside)).await;

    dashboard.start_board();
    dashboard.until_all_show().await;
    dashboard
        .until_tile("wind", "the outside shows again", |tile| is_instance(tile, &outside))
        .await;
}
