//! How often the services are asked: a day of sixteen widgets in sixteen
//! processes, three places, every hour of it 4 s long.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]
#![allow(clippy::print_stderr, reason = "figures for whoever runs this with --nocapture")]

use std::time::{Duration, Instant};

use acceptance::{Dashboard, Setting, Topology, WIDGETS, endpoints, live};
use stand_in::{Fault, Service, StandIn, Tally};

/// Weather seconds a second: an answer's 900 s are 1 s.
const SPEED: u32 = 900;

/// What the free service allows one address.
const CALLS_A_DAY: f64 = 10_000.0;
const CALLS_A_MINUTE: usize = 600;
/// One is answered, and about five wait in a queue.
const CALLS_AT_ONCE: usize = 6;
/// Where all take turns: one of the weather, and one of the thirty years.
const CALLS_IN_TURN: usize = 2;

fn of_a_day(seconds: u64) -> Duration {
    Duration::from_secs(seconds) / SPEED
}

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;

/// Where the processes keep their answers.
#[derive(Clone, Copy, PartialEq)]
enum Folders {
    Shared,
    Separate,
}

struct Fleet {
    /// Open-Meteo's services, which count our calls.
    stand_in: StandIn,
    /// The feeds of warnings, which are other people's.
    _feeds: StandIn,
    dashboard: Dashboard,
    _folders: tempfile::TempDir,
}

/// The same on a service of their own, a day in 96 s.
async fn start_fast(folders: Folders) -> Fleet {
    let (speed, calls) = (SPEED.to_string(), (600 * SPEED).to_string());
    let fast: [Setting<'_>; 3] =
        [("source.refresh_s", "1"), ("source.daily_calls", &calls), ("clock.speed", &speed)];
    start(folders, &fast, Fault::None).await
}

/// A board that keeps three places ready, and sixteen widgets that dial it.
async fn start(folders: Folders, settings: &[Setting<'_>], fault: Fault) -> Fleet {
    let stand_in = StandIn::start().await.expect("a stand-in");
    stand_in.set_fault(fault);
    let feeds = StandIn::start().await.expect("a stand-in");
    let (nws, meteoalarm) = (feeds.url(Service::Nws), feeds.url(Service::MeteoAlarm));
    let endpoints = endpoints(&stand_in);
    let places = [
        ("source.kind", "open-meteo"),
        ("board.places", "lisbon;berlin;tokyo"),
        ("source.urls.nws_alerts", &nws),
        ("source.urls.meteoalarm", &meteoalarm),
    ];
    let settings = live(&endpoints, &[&places[..], settings].concat());
    let mut dashboard = Dashboard::prepare(Topology::Microservices, &settings);
    dashboard.start_board();
    let root = tempfile::tempdir().unwrap();
    for widget in WIDGETS {
        let folder = match folders {
            Folders::Shared => root.path().join("shared"),
            Folders::Separate => root.path().join(widget),
        };
        let folder = folder.display().to_string();
        dashboard.start_widget(widget, widget, &[("source.cache_dir", &folder)]);
    }
    Fleet { stand_in, _feeds: feeds, dashboard, _folders: root }
}

impl Fleet {
    /// Waits until every widget has shown live weather.
    async fn until_all_are_live(&self) {
        acceptance::eventually("sixteen live tiles", || async {
            let tiles = self.dashboard.tiles("").await;
            let live = tiles.values().filter(|tile| tile["state"] == "live").count();
            (live == WIDGETS.len()).then_some(())
        })
        .await;
    }
}

fn report(what: &str, tally: &Tally, minute: usize) {
    eprintln!(
        "{what}: {} calls, counted as {:.0}; at most {minute} in a minute, {} at once; {:?}",
        tally.calls, tally.weight, tally.most_at_once, tally.by_service
    );
}

async fn a_day(folders: Folders, what: &str) {
    let fleet = start_fast(folders).await;
    let began = Instant::now();
    tokio::time::sleep(of_a_day(24 * HOUR)).await;
    let (tally, took) = (fleet.stand_in.tally(), began.elapsed());
    let minute = fleet.stand_in.most_within(of_a_day(MINUTE));
    report(what, &tally, minute);
    assert!(took < of_a_day(25 * HOUR));
    // Ten questions for three places four times an hour, less often the others:
    // were it much less, this would have measured a fleet that cannot keep up.
    assert!(tally.calls > 2000, "{}", tally.calls);
    assert!(tally.weight < CALLS_A_DAY, "{}", tally.weight);
    assert!(minute <= CALLS_A_MINUTE);
    let at_once = if folders == Folders::Shared { CALLS_IN_TURN } else { CALLS_AT_ONCE };
    assert!(tally.most_at_once <= at_once, "{}", tally.most_at_once);

    // An hour without an answer, and the hour after.
    fleet.stand_in.forget_calls();
    fleet.stand_in.set_fault(Fault::status(503));
    tokio::time::sleep(of_a_day(HOUR)).await;
    let outage = fleet.stand_in.tally();
    report("an hour's outage", &outage, fleet.stand_in.most_within(of_a_day(MINUTE)));
    fleet.stand_in.forget_calls();
    fleet.stand_in.clear_faults();
    tokio::time::sleep(of_a_day(HOUR)).await;
    let after = fleet.stand_in.tally();
    let minute = fleet.stand_in.most_within(of_a_day(MINUTE));
    report("the time after it", &after, minute);
    // Everybody asks again, and by no means all in one minute.
    assert!(after.calls > 60, "{}", after.calls);
    assert!(minute <= 24, "{minute} in a minute");
    assert!(after.most_at_once <= at_once, "{}", after.most_at_once);
}

/// At the usual pace, with a service that takes as long as one across the
/// Atlantic does.
#[tokio::test]
async fn a_start_of_sixteen_with_separate_folders_does_not_ask_all_at_once() {
    let fleet = start(Folders::Separate, &[], Fault::Latency { ms: 150 }).await;
    fleet.until_all_are_live().await;
    let tally = fleet.stand_in.tally();
    report("a start, sixteen folders", &tally, tally.most_within);
    assert!(tally.most_at_once <= CALLS_AT_ONCE, "{}", tally.most_at_once);
}

#[tokio::test]
async fn a_day_of_sixteen_with_a_shared_folder_is_within_what_is_free() {
    a_day(Folders::Shared, "a day, one folder").await;
}

#[tokio::test]
async fn a_day_of_sixteen_with_separate_folders_is_within_what_is_free() {
    a_day(Folders::Separate, "a day, sixteen folders").await;
}
