//! Counting, canned answers, the control API, and clients that behave badly.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used)]

mod client;

use std::{net::TcpListener, time::Duration};

use client::{ask, exchange, get, json, request, until};
use serde_json::{Value, json};
use stand_in::{Fault, Service, StandIn};
use tokio::{io::AsyncWriteExt, net::TcpStream};

const QUERY: &str = "latitude=38.7&longitude=-9.1&current=temperature_2m&apikey=a%20key";

async fn services() -> StandIn {
    StandIn::start().await.unwrap()
}

#[tokio::test]
async fn calls_tell_what_was_asked() {
    let services = services().await;
    ask(&services, Service::Forecast, QUERY).await.unwrap();
    let twice = "latitude=1,2&longitude=1,2&hourly=pm10&past_days=92";
    ask(&services, Service::AirQuality, twice).await.unwrap();
    get(&services, "/meteoalarm/feeds-spain").await;
    let calls = services.calls();
    let paths: Vec<_> = calls.iter().map(|call| (call.service, &call.path[..])).collect();
    assert_eq!(
        paths,
        [
            (Service::Forecast, "/v1/forecast"),
            (Service::AirQuality, "/v1/air-quality"),
            (Service::MeteoAlarm, "/meteoalarm/feeds-spain"),
        ]
    );
    assert_eq!((&calls[0].query["apikey"][..], &calls[0].user_agent[..]), ("a key", "tests/1"));
    let weights: Vec<f64> = calls.iter().map(|call| call.weight).collect();
    assert_eq!(weights, [1.0, 2.0 * 97.0 / 14.0, 1.0]);
    let tally = services.tally();
    assert_eq!((tally.calls, tally.most_within, tally.most_at_once), (3, 3, 1));
    assert_eq!(services.most_within(Duration::ZERO), 1);
    services.forget_calls();
    assert_eq!((services.calls().len(), services.most_within(Duration::MAX)), (0, 0));
}

#[tokio::test]
async fn the_most_at_once_is_seen() {
    let services = services().await;
    services.set_fault(Fault::BlackHole);
    let ask = || ask(&services, Service::Forecast, QUERY);
    tokio::select! {
        _ = async { tokio::join!(ask(), ask(), ask()) } => {}
        () = until(|| services.most_at_once() == 3) => {}
    }
    // The three have gone, which their server sees before anything that comes later.
    services.clear_faults();
    ask().await.unwrap();
    services.forget_calls();
    for _ in 0..20 {
        ask().await.unwrap();
    }
    assert_eq!((services.most_at_once(), services.calls().len()), (1, 20));
}

#[tokio::test]
async fn recorded_answers_replace_computed_ones() {
    let services = services().await;
    services.answer_with(Service::Forecast, 418, r#"{"canned":true}"#);
    let answer = ask(&services, Service::Forecast, QUERY).await.unwrap();
    assert_eq!((answer.status, answer.json()), (418, json!({"canned": true})));
    services.compute(Service::Forecast);
    assert!(json(&services, Service::Forecast, QUERY).await["current"].is_object());
}

#[tokio::test]
async fn it_is_driven_by_http() {
    let services = services().await;
    let put = async |path: &str, body: &str| request(&services, "PUT", path, body).await.status;
    let delete = async |path: &str| request(&services, "DELETE", path, "").await.status;
    let status = async |service| ask(&services, service, QUERY).await.unwrap().status;

    assert_eq!(put("/control/fault", r#"{"kind":"status","status":503}"#).await, 204);
    assert_eq!(put("/control/fault/marine", r#"{"kind":"none"}"#).await, 204);
    assert_eq!((status(Service::Archive).await, status(Service::Geocoding).await), (503, 503));
    assert_eq!(get(&services, "/control/tally").await.json()["calls"], 2);
    assert_eq!(delete("/control/fault").await, 204);
    assert_eq!(status(Service::Forecast).await, 200);

    assert_eq!(put("/control/now", "2026-01-31T12:07:00Z\n").await, 204);
    let answer = json(&services, Service::Forecast, QUERY).await;
    assert_eq!(answer["current"]["time"], "2026-01-31T12:00");
    assert_eq!(delete("/control/now").await, 204);
    assert_ne!(
        json(&services, Service::Forecast, QUERY).await["current"]["time"],
        "2026-01-31T12:00"
    );

    let calls = get(&services, "/control/calls").await.json();
    assert_eq!(calls.as_array().unwrap().len(), 5);
    assert_eq!(
        (&calls[0]["service"], &calls[0]["query"]["apikey"]),
        (&json!("archive"), &json!("a key"))
    );
    let tally = get(&services, "/control/tally?window_s=3600").await.json();
    assert_eq!((&tally["most_within"], &tally["window_s"]), (&json!(5), &json!(3600.0)));
    assert_eq!(tally["by_service"], json!({"forecast": 3, "archive": 1, "geocoding": 1}));
    assert_eq!(delete("/control/calls").await, 204);
    assert_eq!(get(&services, "/control/tally").await.json()["calls"], 0);
    let guide = get(&services, "/").await.text();
    assert!(Service::ALL.iter().all(|service| guide.contains(service.path())));
}

#[tokio::test]
async fn bad_controls_are_told_what_is_allowed() {
    let services = services().await;
    for (method, path, body, status, words) in [
        ("PUT", "/control/fault", "{", 400, "this is no fault"),
        ("PUT", "/control/fault", r#"{"kind":"typo"}"#, 400, "black_hole"),
        ("PUT", "/control/fault", r#"{"kind":"status","status":99}"#, 400, "200 to 599"),
        ("PUT", "/control/fault/nws", r#"{"kind":"reset"}"#, 400, "nws_alerts"),
        ("PUT", "/control/now", "yesterday", 400, "RFC 3339"),
        ("GET", "/control/tally?window_s=-1", "", 400, "number of seconds"),
        ("GET", "/control/typo", "", 404, "tally, calls, fault"),
        ("POST", "/control/fault", "{}", 405, "PUT, DELETE"),
        ("GET", "/typo", "", 404, "GET /"),
    ] {
        let answer = request(&services, method, path, body).await;
        assert_eq!(
            (answer.status, answer.header("Content-Type")),
            (status, Some("application/problem+json"))
        );
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{detail}");
    }
    let big = request(&services, "PUT", "/control/fault", &" ".repeat(65_537)).await;
    assert_eq!(big.status, 413);
    let other = request(&services, "POST", "/v1/forecast", "{}").await;
    assert_eq!((other.status, other.header("Allow")), (405, Some("GET")));
    services.set_fault(Fault::Reset);
    assert_eq!(get(&services, "/control/tally").await.json()["calls"], 1);
}

#[tokio::test]
async fn clients_may_do_anything() {
    let services = services().await;
    let long = format!("GET /v1/forecast?{} HTTP/1.1\r\n\r\n", "x".repeat(70_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(65));
    for (bytes, status) in [
        (&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], "400"),
        (b"GET / HTTP/9.9\r\n\r\n", "400"),
        (long.as_bytes(), "431"),
        (many.as_bytes(), "431"),
        (b"PUT /control/fault HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "411"),
        (b"GET /v1/forecast?latitude=%FF%00&longitude=1 HTTP/1.1\r\n\r\n", "400"),
        (b"GET /v1/forecast?&&==&%zz HTTP/1.1\r\n\r\n", "400"),
        (b"PUT /control/now HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n1", "400"),
    ] {
        let (answer, _) = exchange(&services, bytes).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {answer}");
    }
    for start in [&b""[..], b"GET /v1", b"PUT /control/now HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"]
    {
        let mut stream = TcpStream::connect(services.address()).await.unwrap();
        stream.write_all(start).await.unwrap();
    }
    assert_eq!(json(&services, Service::Forecast, QUERY).await["utc_offset_seconds"], 0);
}

#[tokio::test]
async fn times_at_the_end_of_the_calendar_are_survived() {
    let services = services().await;
    for now in ["-009999-01-02T01:59:59Z", "9999-12-30T22:00:00Z"] {
        services.freeze(Some(now.parse().unwrap()));
        let query =
            "latitude=40.7&longitude=-74&hourly=is_day&daily=sunrise&past_days=92&forecast_days=16";
        assert!(json(&services, Service::Forecast, query).await["hourly"].is_object());
        assert_eq!(ask(&services, Service::Nws, "point=40.7,-74").await.unwrap().status, 200);
        assert_eq!(get(&services, "/meteoalarm/feeds-italy").await.status, 200);
    }
}

#[tokio::test]
async fn it_stops_when_dropped_and_holds_its_port_until_then() {
    let services = services().await;
    let address = services.address();
    assert!(StandIn::listen(address).await.is_err());
    assert_eq!(services.url(Service::Nws), format!("http://{address}/alerts/active"));
    services.set_fault(Fault::BlackHole);
    let mut waiting = TcpStream::connect(address).await.unwrap();
    waiting.write_all(b"GET /v1/forecast HTTP/1.1\r\n\r\n").await.unwrap();
    drop(services);
    assert!(TcpListener::bind(address).is_ok() || TcpStream::connect(address).await.is_err());
}

/// A test that never yields must not stall the server.
#[test]
fn a_blocked_owner_does_not_stall_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let services = runtime.block_on(StandIn::start()).unwrap();
    let mut stream = std::net::TcpStream::connect(services.address()).unwrap();
    std::io::Write::write_all(&mut stream, b"GET /v1/search?name=Lisbon HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
    let body: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(body["results"][0]["name"], "Lisbon");
}
