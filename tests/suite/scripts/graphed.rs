//! The weather as gauges.

use acceptance::{Dashboard, Setting, Topology, WIDGETS, eventually, get};
use serde_json::Value;

const FROZEN: [Setting<'_>; 2] = [("clock.start_at", "2026-07-14T12:00:00Z"), ("clock.speed", "0")];

/// Gauges, each with its widget and where in the tile's `data` the value comes from.
const GAUGES: [(&str, &str, &str); 12] = [
    ("current-conditions", "weather_temperature_celsius", "/temperature_c"),
    ("current-conditions", "weather_condition_code", "/condition/code"),
    ("wind", "weather_speed_metres_per_second", "/speed_mps"),
    ("wind", "weather_beaufort_force", "/beaufort/force"),
    ("humidity", "weather_relative_humidity_percent", "/relative_humidity_pct"),
    ("humidity", "weather_vapour_pressure_deficit_kilopascals", "/vapour_pressure_deficit_kpa"),
    ("pressure", "weather_msl_hectopascals", "/msl_hpa"),
    ("visibility", "weather_visibility_metres", "/visibility_m"),
    (
        "air-quality",
        "weather_pollutants_pm2_5_micrograms_per_cubic_metre",
        "/pollutants/pm2_5_ugm3",
    ),
    ("sun", "weather_day_length_seconds", "/day_length_s"),
    ("moon", "weather_distance_kilometres", "/distance_km"),
    ("sea-state", "weather_wave_direction_degrees", "/wave_direction_deg"),
];

/// A sample's value in metrics.
fn sample(metrics: &str, name: &str, widget: &str, place: &str) -> Option<f64> {
    let start = format!("{name}{{widget=\"{widget}\",place=\"{place}\"}} ");
    metrics.lines().find_map(|line| line.strip_prefix(&start))?.parse().ok()
}

/// The metrics of a widget's own process.
async fn metrics_of(dashboard: &Dashboard, widget: &str) -> String {
    let number = WIDGETS.iter().position(|known| *known == widget).unwrap();
    let port = 8080 + u16::try_from(number).unwrap();
    get(&format!("http://{}/metrics", dashboard.address(port))).await.body
}

fn in_data(tile: &Value, pointer: &str) -> f64 {
    tile["data"].pointer(pointer).and_then(Value::as_f64).unwrap_or_else(|| panic!("{tile}"))
}

#[tokio::test]
async fn each_widget_has_gauges_of_what_its_tiles_say() {
    let dashboard = Dashboard::spawn(Topology::Microservices, &FROZEN).await;
    for (query, place) in [("", "lisbon"), ("?place=tokyo&units=imperial&lang=ja", "tokyo")] {
        let tiles = dashboard.tiles(query).await;
        for (widget, name, pointer) in GAUGES {
            let tile = &tiles[widget];
            if tile["state"] != "live" {
                continue;
            }
            let metrics = metrics_of(&dashboard, widget).await;
            let expected = in_data(tile, pointer);
            assert_eq!(sample(&metrics, name, widget, place), Some(expected), "{metrics}");
            assert!(metrics.contains(&format!("# TYPE {name} gauge\n")), "{metrics}");
            let live = format!("{{widget=\"{widget}\",place=\"{place}\",state=\"live\"}} 1\n");
            assert!(metrics.contains(&format!("weather_tile_state{live}")), "{metrics}");
            assert!(metrics.ends_with("# EOF\n"));
        }
    }
    // The same place in other units is no other weather.
    dashboard.tiles("?units=si").await;
    let metrics = metrics_of(&dashboard, "wind").await;
    assert_eq!(metrics.matches("weather_speed_metres_per_second{").count(), 2, "{metrics}");
    let board = dashboard.get("/metrics").await.body;
    for (widget, name, _) in GAUGES {
        assert!(sample(&board, name, widget, "lisbon").is_some(), "{name} is not in {board}");
    }
    assert!(!board.contains("tokyo"), "the board tells of its own places alone: {board}");
}

#[tokio::test]
async fn a_view_that_nobody_watches_has_no_gauges() {
    let settings = [FROZEN[0], FROZEN[1], ("board.max_views", "1")];
    let dashboard = Dashboard::spawn(Topology::Microservices, &settings).await;
    let name = "weather_temperature_celsius";
    for (place, other) in [("lisbon", "tokyo"), ("tokyo", "lisbon"), ("lisbon", "tokyo")] {
        dashboard.tiles(&format!("?place={place}")).await;
        eventually(&format!("gauges of {place} alone"), || async {
            let metrics = metrics_of(&dashboard, "current-conditions").await;
            let of = |place| sample(&metrics, name, "current-conditions", place);
            (of(place).is_some() && !metrics.contains(other)).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn gauges_follow_the_clock() {
    let settings = [("clock.start_at", "2026-07-14T06:00:00Z"), ("clock.speed", "3600")];
    let dashboard = Dashboard::spawn(Topology::Monolith, &settings).await;
    let mut seen = Vec::new();
    while seen.len() < 3 {
        let before = seen.last().copied();
        let next = eventually("another temperature", || async {
            dashboard.tiles("").await;
            let metrics = dashboard.get("/metrics").await.body;
            let name = "weather_temperature_celsius";
            let now = sample(&metrics, name, "current-conditions", "lisbon");
            now.filter(|_| now != before)
        })
        .await;
        seen.push(next);
    }
}

#[tokio::test]
async fn a_tile_that_is_not_live_has_its_state_and_no_numbers() {
    let mut dashboard = Dashboard::spawn(Topology::Microservices, &FROZEN).await;
    dashboard.take("wind").kill();
    dashboard.until_tile("wind", "is stale", |tile| tile["state"] == "stale").await;
    let board = dashboard.get("/metrics").await.body;
    let stale = "weather_tile_state{widget=\"wind\",place=\"lisbon\",state=\"stale\"} 1";
    assert!(board.lines().any(|line| line == stale), "{board}");
    assert!(!board.contains("weather_speed_metres_per_second{"), "{board}");
}
