//! `GET /api/places`.

use std::time::{Duration, Instant};

use stand_in::{Fault, Service};

use super::*;

#[tokio::test]
async fn built_in_places_are_found_without_a_network() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let found = find(&dashboard, "q=m%C3%BCnch&lang=de").await;
    assert_eq!(ids(&found), ["munich"]);
    let munich = &found[0];
    assert_eq!(munich["name"], "München");
    assert_eq!(munich["address"], "munich");
    assert_eq!(munich["timezone"], "Europe/Berlin");
    assert_eq!(munich["elevation_m"], 519.0);
    assert_eq!((&munich["country"], munich.get("admin")), (&"DE".into(), None));

    assert_eq!(ids(&find(&dashboard, "q=WIEN").await), ["vienna"]);
    assert_eq!(ids(&find(&dashboard, "q=%E6%9D%B1%E4%BA%AC").await), ["tokyo"]);
    assert_eq!(ids(&find(&dashboard, "q=lisobn").await)[0], "lisbon");
    assert!(find(&dashboard, "q=zzzzzz").await.is_empty());
    assert_eq!(find(&dashboard, "q=a").await.len(), 10);
    let spot = find(&dashboard, "q=38.722252,+-9.139337").await;
    assert_eq!(ids(&spot), ["38.7223,-9.1393"]);
    assert_eq!(
        (&spot[0]["timezone"], &spot[0]["elevation_m"]),
        (&"Europe/Lisbon".into(), &Value::Null)
    );
}

#[tokio::test]
async fn a_search_for_nothing_or_too_much_says_what_is_allowed() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let long = format!("q={}", "x".repeat(65));
    for (query, said) in [
        ("", "q: "),
        ("q=", "q: "),
        ("q=%20", "1 to 64"),
        (&long, "up to 64"),
        ("q=a&lang=xx", "lang: "),
    ] {
        let answer = dashboard.get(&format!("/api/places?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.json()["detail"].as_str().unwrap().contains(said), "{}", answer.body);
    }
    let page = dashboard.page(&format!("/places?{long}")).await;
    assert_eq!(
        (page.status.as_u16(), page.header("content-type")),
        (400, "application/problem+json")
    );
}

async fn finds_more_where_weather_is_live(topology: Topology) {
    let stand_in = StandIn::start().await.unwrap();
    let dashboard = board_on(&stand_in, topology).await;
    let found = find(&dashboard, "q=Springfield").await;
    assert_eq!(ids(&found), ["39.8017,-89.6437", "42.1015,-72.5898", "37.2153,-93.2982"]);
    let names: Vec<_> = found.iter().map(|place| (&place["name"], &place["admin"])).collect();
    assert_eq!(names[1], (&"Springfield".into(), &"Massachusetts".into()));
    assert_eq!(found[0]["timezone"], "America/Chicago");
    assert_eq!(found[0]["elevation_m"], 180.0);

    // What is built in is not there twice, whatever it is called.
    for query in ["q=Lisb", "q=Lisboa", "q=lissabon&lang=de", "q=Kolkata", "q=Munich", "q=Prague"] {
        assert_eq!(find(&dashboard, query).await.len(), 1, "{query}");
    }
    let ross = find(&dashboard, "q=ross&lang=de").await;
    let ice = ross.iter().find(|place| place["name"] == "Ross-Schelfeis").unwrap();
    assert_eq!((&ice["country"], &ice["address"]), (&"".into(), &"-81.5,-175".into()));

    // Any board understands the address.
    let view = dashboard.get("/api/tiles?place=39.8017,-89.6437&name=Springfield").await.json();
    assert_eq!(view["view"]["place"]["name"], "Springfield");
    assert_eq!(view["view"]["place"]["timezone"], "America/Chicago");
}

#[tokio::test]
async fn more_is_found_where_weather_is_live_in_a_monolith() {
    finds_more_where_weather_is_live(Topology::Monolith).await;
}

#[tokio::test]
async fn more_is_found_where_weather_is_live_by_a_board_alone() {
    finds_more_where_weather_is_live(Topology::Microservices).await;
}

#[tokio::test]
async fn what_is_asked_again_is_not_called_again() {
    let stand_in = StandIn::start().await.unwrap();
    let dashboard = board_on(&stand_in, Topology::Microservices).await;
    for query in ["q=springfield", "q=SPRINGFIELD", "q=springfield"] {
        assert_eq!(find(&dashboard, query).await.len(), 3);
    }
    let searches =
        || stand_in.calls().iter().filter(|call| call.service == Service::Geocoding).count();
    assert_eq!(searches(), 1);
    // Nor is anybody asked about a letter, a spot, or what the board knows ten of.
    for query in ["q=s", "q=1,2", "q=san"] {
        find(&dashboard, query).await;
    }
    assert_eq!(searches(), 1);
}

#[tokio::test]
async fn whatever_the_service_does_what_is_built_in_is_found_in_time() {
    let stand_in = StandIn::start().await.unwrap();
    for (name, fault) in Fault::examples() {
        // A board that has not failed yet, so that it asks.
        let dashboard = board_on(&stand_in, Topology::Microservices).await;
        stand_in.set_fault_of(Service::Geocoding, fault);
        let began = Instant::now();
        let found = find(&dashboard, "q=springf").await;
        let took = began.elapsed();
        assert!(took < Duration::from_secs(2), "{name}: {took:?}");
        assert!(found.len() <= 10, "{name}");
        let lisbon = find(&dashboard, "q=lisb").await;
        assert_eq!(lisbon[0]["id"], "lisbon", "{name}");
        stand_in.clear_faults();
    }
}

#[tokio::test]
async fn the_api_tells_how_to_search() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let document = dashboard.get("/api/openapi.json").await.json();
    let search = &document["paths"]["/api/places"]["get"];
    assert_eq!(search["parameters"][0]["name"], "q");
    let content = &search["responses"]["200"]["content"]["application/json"];
    let known = &content["schema"]["properties"]["places"]["items"]["properties"];
    let example = content["example"]["places"][0].as_object().unwrap();
    assert_eq!(known.as_object().unwrap().len(), example.len());
    assert!(example.keys().all(|key| known[key].is_object()), "{known}");
}
