use std::time::{Duration, Instant};

use acceptance::{Dashboard, Topology};
use serde_json::Value;
use stand_in::{Call, Fault, Service};

use super::{reason, spawn, spawn_on};

/// What a tile shows of a fault that lasts, and why.
enum Shows {
    /// Live weather all the same.
    Live,
    /// The last good weather as stale, with this reason.
    Stale(&'static str),
}

fn expected(fault: &str) -> Shows {
    use Shows::{Live, Stale};
    match fault {
        "latency" | "nulls" | "missing_last_day" | "several_locations" | "negative_zero" => Live,
        "status_400" | "bare_nan" => Stale("has nothing for this place any more"),
        "status_429" => Stale("is busy"),
        "status_500" | "status_503" => Stale("is out of order"),
        "reset" | "reset_midway" | "truncated" | "slow_drip" | "black_hole" => {
            Stale("does not answer")
        }
        "truncated_json" | "malformed_json" | "nan_values" | "huge_body" | "broken_stream"
        | "captive_portal" => Stale("answer cannot be read"),
        "redirect" | "error_200" => Stale("refuses the question"),
        // What this tile is about is not in the answer.
        "undefined_unit" | "wrong_types" | "all_null" => Stale("has no values for this right now"),
        other => panic!("{other} is a new fault: say what a tile shows of it"),
    }
}

/// One by one, so that the machine is not what makes a service late.
macro_rules! faults {
    ($($name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            shows_and_recovers(stringify!($name)).await;
        }
    )*

        #[test]
        fn every_fault_has_its_test() {
            let tested = [$(stringify!($name)),*];
            for (name, _) in Fault::examples() {
                assert!(tested.contains(&name), "{name}");
            }
        }
    };
}

faults! {
    latency status_400 status_429 status_500 status_503 reset reset_midway slow_drip truncated
    truncated_json malformed_json bare_nan nan_values wrong_types nulls all_null missing_last_day
    several_locations undefined_unit negative_zero huge_body broken_stream captive_portal redirect
    error_200 black_hole
}

fn example(name: &str) -> Fault {
    match name {
        // The service's words for a short wait, so that the end can be awaited.
        "status_429" => {
            let reason = Some("Too many concurrent requests".into());
            Fault::Status { status: 429, reason, retry_after_s: None }
        }
        // Calls go one at a time, and all of them within a refresh of 1 s.
        "latency" => Fault::Latency { ms: 30 },
        _ => Fault::examples().into_iter().find(|(known, _)| *known == name).unwrap().1,
    }
}

async fn shows_and_recovers(fault: &str) {
    let (stand_in, dashboard) = spawn(Topology::Monolith, &[]).await;
    let live = until_live(&dashboard).await;
    assert_eq!(live["source"], "open-meteo");

    stand_in.forget_calls();
    stand_in.set_fault(example(fault));
    match expected(fault) {
        Shows::Live => {
            let since = observed(&live);
            let asked = || stand_in.calls().len() >= 6;
            acceptance::eventually("it is asked again", || async { asked().then_some(()) }).await;
            let tile = dashboard.tiles("").await.remove("wind").unwrap();
            assert_eq!(tile["state"], "live", "{fault}: {tile}");
            assert!(observed(&tile) >= since);
        }
        Shows::Stale(words) => {
            let is_stale = |tile: &Value| tile["state"] == "stale" && reason(tile).contains(words);
            let tile = dashboard.until_tile("wind", &format!("{fault}: stale"), is_stale).await;
            assert!(tile["data"]["speed_mps"].is_number(), "the last good data stays: {tile}");
            assert!(tile["age_s"].as_i64().unwrap() >= 1, "{tile}");
            let page = dashboard.page("/").await.body;
            assert!(page.contains(reason(&tile)), "the page says why: {page}");
            assert_eq!(dashboard.tiles("").await["sun"]["state"], "live", "the sun needs nobody");
        }
    }
    stand_in.clear_faults();
    until_live(&dashboard).await;
}

fn observed(tile: &Value) -> weather::Timestamp {
    tile["observed_at"].as_str().unwrap().parse().unwrap()
}

async fn until_live(dashboard: &Dashboard) -> Value {
    let mut wind = Value::Null;
    for widget in acceptance::WIDGETS {
        let is_live = |tile: &Value| tile["state"] == "live";
        let tile = dashboard.until_tile(widget, "live", is_live).await;
        if widget == "wind" {
            wind = tile;
        }
    }
    wind
}

#[tokio::test]
async fn a_place_that_never_answered_fails_in_words_and_shows_when_it_does() {
    let stand_in = stand_in::StandIn::start().await.unwrap();
    stand_in.set_fault(Fault::status(503));
    let dashboard = spawn_on(&stand_in, Topology::Monolith, &[]).await;
    let tile = dashboard.tiles("?lang=de").await.remove("wind").unwrap();
    assert_eq!((tile["state"].as_str(), &tile["data"]), (Some("failed"), &Value::Null));
    assert_eq!(reason(&tile), "Kein frisches Wetter: Der Wetterdienst ist gestört.");
    stand_in.clear_faults();
    until_live(&dashboard).await;
}

#[tokio::test]
async fn a_spent_day_is_said_and_the_last_weather_stays() {
    let three = [("source.daily_calls", "3")];
    let (stand_in, dashboard) = spawn(Topology::Microservices, &three).await;
    let is_stale = |tile: &Value| tile["state"] == "stale";
    let wind = dashboard.until_tile("wind", "stale", is_stale).await;
    assert!(reason(&wind).contains("as often as is allowed today"), "{wind}");
    assert!(wind["data"]["speed_mps"].is_number());
    // Each process that asks has its own three; the reference has its own count,
    // and the feeds of warnings are other people's.
    let is_counted = |call: &Call| {
        !matches!(call.service, Service::Archive | Service::Nws | Service::MeteoAlarm)
    };
    let spent = || async {
        let tiles = dashboard.tiles("").await;
        let asking = tiles.values().filter(|tile| tile["state"] == "stale").count();
        let calls = stand_in.calls().iter().filter(|call| is_counted(call)).count();
        (asking >= 4 && calls == 3 * asking).then_some(())
    };
    acceptance::eventually("all calls are spent", spent).await;
}

#[tokio::test]
async fn a_hiccup_is_no_news() {
    let (stand_in, dashboard) = spawn(Topology::Monolith, &[("source.refresh_s", "4")]).await;
    let mut stream = dashboard.stream("").await;
    stand_in.forget_calls();
    stand_in.set_fault(Fault::status(503));
    acceptance::eventually("it fails", || async { (!stand_in.calls().is_empty()).then_some(()) })
        .await;
    stand_in.clear_faults();
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(5) {
        for event in stream.record(Duration::from_millis(500)).await {
            if event.name == "tile" {
                assert_eq!(event.data["state"], "live", "{}", event.data);
            }
        }
    }
}
