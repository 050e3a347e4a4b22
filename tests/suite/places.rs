//! Twenty places that are easily got wrong: the poles, the middle of oceans,
//! both sides of the date line, clocks apart by quarters of an hour, a shore
//! below the sea and the highest mountain. Their tiles are whole and their
//! local times true, also on the days on which clocks change.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "places/data.rs"]
mod data;
#[path = "places/page.rs"]
mod page;
#[path = "places/times.rs"]
mod times;

use std::collections::BTreeMap;

use acceptance::{Dashboard, Topology, WIDGETS, eventually, get, get_as};
use serde_json::Value;
use weather::{TimeZone, Timestamp};

use crate::times::Local;

/// An hour before Europe puts its clocks forward.
const EUROPE_FORWARD: &str = "2026-03-29T00:30:00Z";

/// A place as a viewer asks for it, and what is known of it.
struct Spot {
    /// An id, or latitude and longitude.
    place: &'static str,
    name: &'static str,
    /// Its zone; at sea that of the longitude.
    zone: &'static str,
    /// What its clock and calendar show at [`EUROPE_FORWARD`].
    shows: &'static str,
    /// Widgets whose subject does not exist there.
    without: &'static [&'static str],
}

/// Pollen is forecast for Europe alone.
const OVERSEAS: &[&str] = &["pollen"];
/// Nor is there a sea inland.
const INLAND: &[&str] = &["pollen", "sea-state"];

const fn spot(
    place: &'static str,
    name: &'static str,
    zone: &'static str,
    shows: &'static str,
    without: &'static [&'static str],
) -> Spot {
    Spot { place, name, zone, shows, without }
}

#[rustfmt::skip]
const SPOTS: [Spot; 20] = [
    spot("lisbon", "Lisbon", "Europe/Lisbon", "Sunday, 29 March · 00:30", &[]),
    spot("longyearbyen", "Longyearbyen", "Arctic/Longyearbyen", "Sunday, 29 March · 01:30", OVERSEAS),
    spot("tokyo", "Tokyo", "Asia/Tokyo", "Sunday, 29 March · 09:30", OVERSEAS),
    spot("singapore", "Singapore", "Asia/Singapore", "Sunday, 29 March · 08:30", OVERSEAS),
    spot("kathmandu", "Kathmandu", "Asia/Kathmandu", "Sunday, 29 March · 06:15", INLAND),
    spot("lord-howe", "Lord Howe Island", "Australia/Lord_Howe", "Sunday, 29 March · 11:30", OVERSEAS),
    spot("quito", "Quito", "America/Guayaquil", "Saturday, 28 March · 19:30", INLAND),
    spot("la-paz", "La Paz", "America/La_Paz", "Saturday, 28 March · 20:30", INLAND),
    spot("90,0", "North Pole", "Etc/GMT", "Sunday, 29 March · 00:30", OVERSEAS),
    spot("-90,0", "South Pole", "Antarctica/McMurdo", "Sunday, 29 March · 13:30", INLAND),
    spot("0,0", "Null Island", "Etc/GMT", "Sunday, 29 March · 00:30", OVERSEAS),
    spot("-48.88,-123.39", "Point Nemo", "Etc/GMT+8", "Saturday, 28 March · 16:30", OVERSEAS),
    spot("-16.8,180", "Taveuni, east", "Pacific/Fiji", "Sunday, 29 March · 12:30", OVERSEAS),
    spot("-16.8,-180", "Taveuni, west", "Pacific/Fiji", "Sunday, 29 March · 12:30", OVERSEAS),
    spot("1.87,-157.43", "Christmas Island", "Pacific/Kiritimati", "Sunday, 29 March · 14:30", OVERSEAS),
    spot("-13.65,-172.6", "Savaiʻi, Samoa", "Pacific/Apia", "Sunday, 29 March · 13:30", OVERSEAS),
    spot("-14.3,-170.7", "Tutuila, American Samoa", "Pacific/Pago_Pago", "Saturday, 28 March · 13:30", OVERSEAS),
    spot("-43.9,-176.5", "Chatham Island", "Pacific/Chatham", "Sunday, 29 March · 14:15", OVERSEAS),
    spot("31.25,35.38", "Dead Sea", "Asia/Jerusalem", "Sunday, 29 March · 03:30", INLAND),
    spot("27.9881,86.925", "Mount Everest", "Asia/Kathmandu", "Sunday, 29 March · 06:15", INLAND),
];

impl Spot {
    fn query(&self) -> String {
        if !self.place.contains(',') {
            return format!("?place={}", self.place);
        }
        let name: String = self.name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("?place={}&name={name}", self.place)
    }

    fn local(&self, now: Timestamp) -> Local {
        Local { zone: TimeZone::get(self.zone).unwrap(), now }
    }
}

/// A clock that stands still at an instant.
fn frozen(now: &str) -> [acceptance::Setting<'_>; 2] {
    [("clock.start_at", now), ("clock.speed", "0")]
}

/// The tiles of a spot, once there are all of them.
async fn tiles(dashboard: &Dashboard, spot: &Spot) -> BTreeMap<String, Value> {
    eventually(&format!("every tile of {}", spot.name), || async {
        let tiles = dashboard.tiles(&spot.query()).await;
        let came =
            |widget: &&str| tiles.get(*widget).is_some_and(|tile| tile["state"] != "waiting");
        WIDGETS.iter().all(came).then_some(tiles)
    })
    .await
}

/// Checks all that a board shows of a spot, and returns its tiles.
async fn check(dashboard: &Dashboard, spot: &Spot, now: Timestamp) -> BTreeMap<String, Value> {
    let tiles = tiles(dashboard, spot).await;
    assert_eq!(tiles.len(), WIDGETS.len(), "{}", spot.name);
    let local = spot.local(now);
    let page = dashboard.page(&format!("/{}", spot.query())).await.body;
    let as_a_terminal = [("user-agent", "curl/8.0"), ("accept", "*/*")];
    let text = get_as(&dashboard.url(&format!("/{}", spot.query())), &as_a_terminal).await.body;
    page::check_whole(&page, spot.name);
    page::check_whole(&text, spot.name);
    page::check_clocks(&page, &local);
    let header = format!("{} · {}\n", spot.name, local.date_and_time(now));
    assert!(text.starts_with(&header), "{header:?} is not the first line of {text}");

    for (widget, tile) in &tiles {
        let state = if spot.without.contains(&widget.as_str()) { "no_coverage" } else { "live" };
        assert_eq!(tile["state"], state, "{} {widget}: {tile}", spot.name);
        let article = page::Article::of(&page, widget);
        article.check_filled(state);
        if state == "live" {
            assert_eq!(tile["source"], "simulated", "{} {widget}", spot.name);
            assert!(tile["data"].is_object(), "{} {widget}: {tile}", spot.name);
            times::check(widget, &tile["data"], &article, &local);
        }
    }
    tiles
}

/// What the data of each widget must look like, as the widgets say themselves.
async fn readings(services: &Dashboard) -> BTreeMap<&'static str, Value> {
    let mut readings = BTreeMap::new();
    for (port, widget) in (8080..).zip(WIDGETS) {
        let url = format!("http://{}/api/manifest", services.address(port));
        readings.insert(widget, get(&url).await.json()["reading"].take());
    }
    readings
}

/// Checks every spot on a monolith whose clock stands still.
async fn check_all_at(now: &str) {
    let dashboard = Dashboard::spawn(Topology::Monolith, &frozen(now)).await;
    for spot in &SPOTS {
        check(&dashboard, spot, now.parse().unwrap()).await;
    }
}

#[tokio::test]
async fn both_shapes_show_the_same_of_twenty_places() {
    let now: Timestamp = EUROPE_FORWARD.parse().unwrap();
    let settings = frozen(EUROPE_FORWARD);
    let monolith = Dashboard::spawn(Topology::Monolith, &settings).await;
    let services = Dashboard::spawn(Topology::Microservices, &settings).await;
    let readings = readings(&services).await;
    for spot in &SPOTS {
        assert_eq!(spot.local(now).date_and_time(now), spot.shows, "{}", spot.name);
        let (one, other) = (check(&monolith, spot, now).await, check(&services, spot, now).await);
        for widget in WIDGETS {
            let (data, reading) = (&one[widget]["data"], &readings[widget]);
            assert_eq!(*data, other[widget]["data"], "{} {widget}", spot.name);
            if one[widget]["state"] == "live" {
                data::check_nulls(data, reading, reading, widget);
            }
        }
    }
}

#[tokio::test]
async fn the_day_on_which_europe_puts_its_clocks_back() {
    check_all_at("2026-10-25T00:30:00Z").await;
}

/// Lord Howe changes by half an hour, a day on which Chatham and the South Pole change too.
#[tokio::test]
async fn the_day_on_which_lord_howe_puts_its_clocks_back() {
    check_all_at("2026-04-04T14:30:00Z").await;
}

#[tokio::test]
async fn the_day_on_which_lord_howe_puts_its_clocks_forward() {
    check_all_at("2026-10-03T15:10:00Z").await;
}

/// Polar night in the north and polar day in the south; the eastern half of the
/// world has the next day already.
#[tokio::test]
async fn the_december_solstice_shortly_before_midnight() {
    check_all_at("2026-12-21T23:45:00Z").await;
}
