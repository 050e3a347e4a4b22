//! Weather recorded at the hotel, played on stage.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

use std::path::Path;

use acceptance::{Dashboard, Process, Topology, endpoints};
use serde_json::Value;
use stand_in::{Fault, Service, StandIn};

/// What `cargo xtask record` runs.
fn record(stand_in: &StandIn, place: &str, folder: &Path) -> (bool, String) {
    let key = |key: &str| format!("DASHBOARD_{}", key.replace('.', "__").to_uppercase());
    let settings: Vec<_> =
        endpoints(stand_in).into_iter().map(|(name, url)| (key(&name), url)).collect();
    let output = Process::run("record", &[place, &folder.display().to_string()], &settings);
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn time(text: &Value) -> weather::Timestamp {
    text.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn what_was_recorded_plays_without_any_network() {
    let stand_in = StandIn::start().await.unwrap();
    let noon: weather::Timestamp = "2026-05-04T12:05:00Z".parse().unwrap();
    stand_in.freeze(Some(noon));
    let folder = tempfile::tempdir().unwrap();
    let recorded_after = weather::Timestamp::now();
    for place in ["lisbon", "52.52,13.41"] {
        let (good, said) = record(&stand_in, place, folder.path());
        assert!(good && said.contains("cargo xtask play"), "{said}");
    }
    let mut files: Vec<_> = std::fs::read_dir(folder.path().join("lisbon"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let expected = [
        "air_quality.json",
        "archive.json",
        "forecast.json",
        "marine.json",
        "meteoalarm.json",
        "place.json",
    ];
    assert_eq!(files, expected);
    assert_eq!(stand_in.most_at_once(), 1);
    drop(stand_in);

    // The services' now was frozen, so the clock is set to it; left alone it
    // starts when the recording was made.
    let path = folder.path().display().to_string();
    let noon = noon.to_string();
    let frozen = [("clock.start_at", noon.as_str()), ("clock.speed", "0")];
    for topology in [Topology::Monolith, Topology::Microservices, Topology::Mixed] {
        let replay = [("source.kind", "replay"), ("source.replay_dir", path.as_str())];
        let dashboard = Dashboard::spawn(topology, &[&replay[..], &frozen].concat()).await;
        for (widget, tile) in dashboard.tiles("").await {
            assert_eq!((&tile["state"], &tile["source"]), (&"live".into(), &"replay".into()));
            assert_eq!(tile["reason"], Value::Null, "{widget}");
        }
        let truth =
            stand_in::truth::value("temperature_2m", time(&noon.as_str().into()), 38.7223, -9.1393);
        let tile = dashboard.tiles("").await.remove("current-conditions").unwrap();
        let found = tile["data"]["temperature_c"].as_f64().unwrap();
        assert!((found - truth.unwrap()).abs() < 0.6, "{found}, not {truth:?}");
        // A name close by is the same place; elsewhere was not recorded.
        let berlin = dashboard.tiles("?place=berlin").await.remove("wind").unwrap();
        assert_eq!(berlin["state"], "live", "{berlin}");
        let tokyo = dashboard.tiles("?place=tokyo").await.remove("wind").unwrap();
        assert_eq!(tokyo["state"], "failed");
        assert!(tokyo["reason"].as_str().unwrap().contains("the recording holds none"), "{tokyo}");
        let page = dashboard.page("/").await.body;
        assert!(page.contains("Replay") && page.contains("Weather data by Open-Meteo.com"));
    }

    let replay = [("source.kind", "replay"), ("source.replay_dir", path.as_str())];
    let dashboard = Dashboard::spawn(Topology::Monolith, &replay).await;
    let observed = time(&dashboard.tiles("").await["sun"]["observed_at"]);
    // A tile tells whole seconds.
    assert!(observed.as_second() >= recorded_after.as_second(), "{observed}, {recorded_after}");
    assert!(observed <= weather::Timestamp::now());
}

#[tokio::test]
async fn a_name_is_searched_for_and_what_a_place_lacks_is_noted() {
    let stand_in = StandIn::start().await.unwrap();
    let twin = include_str!("../../shared/upstream/tests/data/geocoding-twin.json");
    stand_in.answer_with(Service::Geocoding, 200, twin);
    let folder = tempfile::tempdir().unwrap();
    let (good, said) = record(&stand_in, "Springfield", folder.path());
    assert!(good && said.contains("recorded Springfield (39.8017,-89.6437)"), "{said}");
    let place = folder.path().join("39.8017_-89.6437");
    assert_eq!(label(&place)["place"]["timezone"], "America/Chicago");
    assert!(place.join("nws_alerts.json").is_file());

    let (good, said) = record(&stand_in, "prague", folder.path());
    assert!(good, "{said}");
    let place = folder.path().join("prague");
    assert_eq!(label(&place)["not_covered"], serde_json::json!(["marine"]));
    assert!(place.join("meteoalarm.json").is_file() && !place.join("marine.json").exists());
}

fn label(place: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(place.join("place.json")).unwrap()).unwrap()
}

#[tokio::test]
async fn what_cannot_be_recorded_or_played_is_said() {
    let stand_in = StandIn::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    stand_in.set_fault_of(Service::AirQuality, Fault::CaptivePortal);
    let (good, said) = record(&stand_in, "lisbon", folder.path());
    assert!(!good && said.contains("air_quality") && said.contains("sign-in"), "{said}");
    assert!(!folder.path().join("lisbon").exists(), "nothing half is left behind");
    stand_in.clear_faults();
    let (good, said) = record(&stand_in, "Atlantis", folder.path());
    assert!(!good && said.contains("Atlantis") && said.contains("search finds none"), "{said}");

    let path = folder.path().display().to_string();
    let missing = folder.path().join("missing").display().to_string();
    for (settings, words) in [
        (vec![("DASHBOARD_SOURCE__KIND", "replay")], "source.replay_dir: is missing"),
        (
            vec![("DASHBOARD_SOURCE__KIND", "replay"), ("DASHBOARD_SOURCE__REPLAY_DIR", &path)],
            "no recorded place",
        ),
        (
            vec![("DASHBOARD_SOURCE__KIND", "replay"), ("DASHBOARD_SOURCE__REPLAY_DIR", &missing)],
            "No such file",
        ),
    ] {
        for program in ["frontend", "monolith", "wind"] {
            let settings: Vec<_> =
                settings.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
            let output = Process::run(program, &[], &settings);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!output.status.success() && said.contains(words), "{program}: {said}");
        }
    }
}
