//! Real answers of the forecast service, from its socket to the tile.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

use std::path::Path;

use acceptance::{Dashboard, Topology, endpoints, leave_out, live, names_service};
use serde_json::Value;
use stand_in::{Service, StandIn};

/// The instant that is shown, an hour of the recording.
const NOW: &str = "2025-12-28T23:00:00Z";

/// What a tile without weather honestly says instead: the recording has neither
/// quarters of an hour nor pressure, and pollen is forecast in Europe only.
const WITHOUT: [(&str, &str, &str); 3] = [
    ("rain-nowcast", "failed", "no values for this"),
    ("pressure", "failed", "no values for this"),
    ("pollen", "no_coverage", "Not available at this place"),
];

/// What is shown of an answer at that instant.
struct Expected {
    temperature_c: f64,
    cloud_cover_pct: f64,
    speed_mps: f64,
    gust_mps: f64,
    precipitation_mm: f64,
    precipitation_probability_pct: f64,
}

/// A dashboard on that answer, its clock standing at that hour. What is no
/// forecast comes from the stand-in.
async fn dashboard(answer: String, topology: Topology) -> (Dashboard, StandIn) {
    let stand_in = StandIn::start().await.expect("a stand-in");
    stand_in.freeze(Some(NOW.parse().expect("an instant")));
    stand_in.answer_with(Service::Forecast, 200, answer);
    let endpoints = endpoints(&stand_in);
    let settings = [
        ("source.kind", "open-meteo"),
        ("clock.start_at", NOW),
        ("clock.speed", "0"),
        ("board.default", "new-york"),
    ];
    (Dashboard::spawn(topology, &live(&endpoints, &settings)).await, stand_in)
}

async fn shows(answer: String, expected: &Expected, topology: Topology) {
    let (dashboard, _stand_in) = dashboard(answer, topology).await;
    let tiles = dashboard.tiles("").await;
    for (widget, tile) in &tiles {
        if let Some((_, state, words)) = WITHOUT.iter().find(|(without, ..)| without == widget) {
            assert_eq!(tile["state"], *state, "{tile}");
            assert!(tile["reason"].as_str().unwrap().contains(words), "{tile}");
            continue;
        }
        assert_eq!(tile["state"], "live", "{widget}: {tile}");
        assert_eq!(tile["source"], "open-meteo", "{widget}");
        assert_eq!(tile["observed_at"], NOW, "{widget}");
    }
    let now = &tiles["current-conditions"]["data"];
    close(&now["temperature_c"], expected.temperature_c);
    close(&now["cloud_cover_pct"], expected.cloud_cover_pct);
    assert_eq!(now["is_day"], false);
    assert!(now["condition"].is_null(), "the recording has no weather code");
    let wind = &tiles["wind"]["data"];
    close(&wind["speed_mps"], expected.speed_mps);
    close(&wind["gust_mps"], expected.gust_mps);
    assert!(wind["direction_deg"].is_null() && wind["compass"].is_null(), "nor a direction");
    let hour = &tiles["hourly-forecast"]["data"]["hours"][0];
    assert_eq!(hour["time"], NOW);
    close(&hour["temperature_c"], expected.temperature_c);
    close(&hour["precipitation_mm"], expected.precipitation_mm);
    close(&hour["precipitation_probability_pct"], expected.precipitation_probability_pct);
    assert!(hour["code"].is_null());

    let page = dashboard.page("/").await.body;
    assert!(names_service(&page), "attribution");
    assert!(!page.contains("NaN") && !page.contains("null"), "a gap is drawn as a gap");
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} instead of {expected}"));
    assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
}

/// The hour's values in an answer of the service.
fn expected(answer: &str) -> Expected {
    let answer: Value = serde_json::from_str(answer).expect("JSON");
    let hourly = &answer["hourly"];
    let hour = hourly["time"]
        .as_array()
        .and_then(|times| times.iter().position(|time| time == "2025-12-28T23:00"))
        .expect("the hour");
    let value = |name: &str| hourly[name][hour].as_f64().expect("a number");
    Expected {
        temperature_c: value("temperature_2m"),
        cloud_cover_pct: value("cloud_cover"),
        speed_mps: value("wind_speed_10m") / 3.6,
        gust_mps: value("wind_gusts_10m") / 3.6,
        precipitation_mm: value("precipitation"),
        precipitation_probability_pct: value("precipitation_probability"),
    }
}

const TWIN: &str = include_str!("../../shared/upstream/tests/data/forecast-twin-new-york.json");

#[tokio::test]
async fn the_twin_of_a_recording_shows_in_a_monolith() {
    let expected = expected(TWIN);
    assert!((expected.temperature_c + 3.4).abs() < 1e-9, "the twin's own number");
    shows(TWIN.into(), &expected, Topology::Monolith).await;
}

#[tokio::test]
async fn the_twin_of_a_recording_shows_in_microservices() {
    shows(TWIN.into(), &expected(TWIN), Topology::Microservices).await;
}

#[tokio::test]
async fn the_recording_itself_shows_where_it_is_present() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/fixtures/open-meteo/forecast-new-york-2025-12-28.json");
    let Ok(answer) = std::fs::read_to_string(path) else {
        leave_out("the recorded answer is not here; its twin was tested");
        return;
    };
    shows(answer.clone(), &expected(&answer), Topology::Monolith).await;
}

#[tokio::test]
async fn an_upstream_that_is_down_is_said_in_words() {
    // Nothing listens at the first port.
    let nowhere = |service: Service| {
        let url = format!("http://127.0.0.1:1{}", service.path());
        (format!("source.urls.{}", service.code()), url)
    };
    let endpoints = Service::ALL.map(nowhere);
    let settings = live(&endpoints, &[("source.kind", "open-meteo")]);
    let dashboard = Dashboard::spawn(Topology::Monolith, &settings).await;
    let tiles = dashboard.tiles("").await;
    assert_eq!(tiles["wind"]["state"], "failed");
    assert!(tiles["wind"]["reason"].as_str().unwrap().contains("weather service"));
    assert_eq!(tiles["wind"]["data"], Value::Null);
    assert_eq!(tiles["sun"]["state"], "live", "the sun needs no upstream");
    let text = dashboard.get("/").await.body;
    assert!(text.contains("weather service"), "{text}");
}
