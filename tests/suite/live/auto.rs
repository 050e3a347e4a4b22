//! `auto`: the board finds out, and everybody agrees.

use std::time::{Duration, Instant};

use acceptance::{Dashboard, Setting, Topology, endpoints, get, get_as, live, names_service};
use serde_json::Value;
use stand_in::{Fault, StandIn};

use super::{reason, spawn};

const AUTO: &[Setting] = &[("source.kind", "auto")];

/// Every tile of a dashboard in one source.
async fn all_from(dashboard: &Dashboard, source: &str) {
    for (widget, tile) in dashboard.tiles("").await {
        assert_eq!((&tile["state"], &tile["source"]), (&"live".into(), &source.into()), "{widget}");
    }
}

#[tokio::test]
async fn with_a_network_the_weather_is_live() {
    for topology in [Topology::Monolith, Topology::Microservices] {
        let (stand_in, dashboard) = spawn(topology, AUTO).await;
        all_from(&dashboard, "open-meteo").await;
        let page = dashboard.page("/").await.body;
        assert!(page.contains("Weather data by Open-Meteo.com") && !page.contains("Simulated"));
        assert!(!stand_in.calls().is_empty());
    }
}

/// How long the first page takes after the start of the board, and the board.
async fn first_page(fault: Fault) -> (Duration, Dashboard, StandIn) {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault(fault);
    let endpoints = endpoints(&stand_in);
    let mut dashboard = Dashboard::prepare(Topology::Monolith, &live(&endpoints, AUTO));
    let began = Instant::now();
    dashboard.start_board();
    let url = dashboard.url("/");
    acceptance::eventually("the port is open", || async {
        tokio::net::TcpStream::connect(dashboard.address(3030)).await.ok()
    })
    .await;
    let page = get_as(&url, &[("accept", "text/html")]).await;
    let took = began.elapsed();
    for widget in acceptance::WIDGETS {
        let tile = format!("data-widget=\"{widget}\" data-state=\"live\"");
        assert!(page.body.contains(&tile), "{widget} is on the first page: {}", page.body);
    }
    assert!(page.body.contains("Simulated"));
    (took, dashboard, stand_in)
}

#[tokio::test]
async fn a_black_hole_or_a_portal_delays_the_first_page_by_two_seconds_at_most() {
    // Built before anything is timed.
    let _ = acceptance::program("monolith");
    let (without, ..) = first_page(Fault::Reset).await;
    let (portal, ..) = first_page(Fault::CaptivePortal).await;
    let (black_hole, ..) = first_page(Fault::BlackHole).await;
    let (drip, ..) = first_page(Fault::SlowDrip { bytes_per_s: 5 }).await;
    eprintln!(
        "first page: reset {without:?}, portal {portal:?}, black hole {black_hole:?}, drip {drip:?}"
    );
    // What the machine itself takes is in each of them.
    let limit = without + Duration::from_millis(2500);
    assert!(portal < limit && black_hole < limit && drip < limit);
}

#[tokio::test]
async fn simulated_weather_becomes_live_when_the_network_comes_and_never_goes_back() {
    for topology in [Topology::Monolith, Topology::Microservices] {
        let stand_in = StandIn::start().await.unwrap();
        stand_in.set_fault(Fault::CaptivePortal);
        let endpoints = endpoints(&stand_in);
        let settings = live(&endpoints, &[AUTO, &[("source.refresh_s", "1")]].concat());
        let dashboard = Dashboard::spawn(topology, &settings).await;
        all_from(&dashboard, "simulated").await;

        stand_in.clear_faults();
        for widget in acceptance::WIDGETS {
            let is_live = |tile: &Value| tile["source"] == "open-meteo" && tile["state"] == "live";
            dashboard.until_tile(widget, "live weather", is_live).await;
        }
        stand_in.set_fault(Fault::Reset);
        let is_stale = |tile: &Value| tile["state"] == "stale";
        let stale = dashboard.until_tile("wind", "stale", is_stale).await;
        assert_eq!(stale["source"], "open-meteo");
        assert!(reason(&stale).contains("does not answer"), "{stale}");
    }
}

#[tokio::test]
async fn a_widget_with_a_source_of_its_own_keeps_it() {
    let (_stand_in, mut dashboard) = spawn(Topology::Microservices, AUTO).await;
    drop(dashboard.take("wind"));
    dashboard.start_widget("own", "wind", &[("source.kind", "simulated")]);
    dashboard.until_tile("wind", "simulated", |tile| tile["source"] == "simulated").await;
    assert_eq!(dashboard.tiles("").await["current-conditions"]["source"], "open-meteo");
    // Widgets listen from port 8080 on, in the order they are started.
    let page = async |port: u16| get(&format!("http://{}/", dashboard.address(port))).await.body;
    let theirs = page(8080).await;
    assert!(names_service(&theirs) && !theirs.contains("Simulated"), "{theirs}");
    let own = page(8080 + u16::try_from(acceptance::WIDGETS.len()).unwrap()).await;
    assert!(own.contains("Simulated") && !own.contains("open-meteo.com"), "{own}");
}

#[tokio::test]
async fn after_a_restart_of_everything_in_an_outage_the_last_weather_shows_with_its_age() {
    for topology in [Topology::Monolith, Topology::Microservices] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display().to_string();
        let settings = [("source.kind", "auto"), ("source.cache_dir", path.as_str())];
        let (stand_in, dashboard) = spawn(topology, &settings).await;
        all_from(&dashboard, "open-meteo").await;
        let before = dashboard.tiles("").await;
        drop(dashboard);

        stand_in.set_fault(Fault::BlackHole);
        let last = weather::Timestamp::now();
        let dashboard = super::spawn_on(&stand_in, topology, &settings).await;
        let is_stale = |tile: &Value| tile["state"] == "stale";
        let wind = dashboard.until_tile("wind", "stale", is_stale).await;
        assert_eq!(wind["source"], "open-meteo", "not simulated");
        assert_eq!(wind["data"]["trail"], before["wind"]["data"]["trail"]);
        let observed: weather::Timestamp = wind["observed_at"].as_str().unwrap().parse().unwrap();
        assert!(observed <= last, "{observed} is before the outage began at {last}");
        assert!(reason(&wind).starts_with("No fresh weather"), "{wind}");
        let page = dashboard.page("/").await.body;
        assert!(names_service(&page), "attribution");

        stand_in.clear_faults();
        dashboard.until_tile("wind", "live again", |tile| tile["state"] == "live").await;
    }
}
