//! The thirty-year reference takes long, and nobody else waits for it.

use acceptance::{Dashboard, Topology, WIDGETS, endpoints, eventually, live};
use stand_in::{Fault, Service, StandIn};

async fn only_the_reference_waits(topology: Topology) {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault_of(Service::Archive, Fault::BlackHole);
    let endpoints = endpoints(&stand_in);
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().display().to_string();
    let settings = [("source.kind", "open-meteo"), ("source.cache_dir", folder.as_str())];
    let mut dashboard = Dashboard::prepare(topology, &live(&endpoints, &settings));
    dashboard.start_all();
    dashboard.until_ready().await;
    eventually("all but one are live", || async {
        let tiles = dashboard.tiles("").await;
        let others = tiles.values().filter(|tile| tile["widget"] != "climate");
        let live = others.filter(|tile| tile["state"] == "live").count();
        (live == WIDGETS.len() - 1).then_some(())
    })
    .await;
    let is_archive = |call: &stand_in::Call| call.service == Service::Archive;
    assert!(stand_in.calls().iter().any(is_archive), "it hangs on its question all the while");
}

#[tokio::test]
async fn in_a_monolith() {
    only_the_reference_waits(Topology::Monolith).await;
}

#[tokio::test]
async fn in_microservices_that_share_a_folder() {
    only_the_reference_waits(Topology::Microservices).await;
}
