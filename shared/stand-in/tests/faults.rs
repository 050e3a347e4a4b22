//! Every fault over a real socket, seen as what it is.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used)]

mod client;

use std::{
    io::ErrorKind,
    time::{Duration, Instant},
};

use client::{Answer, ask, get, until};
use serde_json::Value;
use stand_in::{Fault, Service, StandIn};
use tokio::time::{sleep, timeout};

const QUERY: &str = "latitude=38.7&longitude=-9.1&current=temperature_2m,is_day\
    &hourly=temperature_2m,cape,weather_code&daily=temperature_2m_max,temperature_2m_min&forecast_days=3";

async fn with(fault: Fault) -> StandIn {
    let services = StandIn::start().await.unwrap();
    services.freeze(Some("2026-05-10T09:20:00Z".parse().unwrap()));
    services.set_fault(fault);
    services
}

async fn seen(fault: Fault) -> Answer {
    ask(&with(fault).await, Service::Forecast, QUERY).await.unwrap()
}

async fn right() -> Value {
    let mut answer = seen(Fault::None).await.json();
    answer["generationtime_ms"] = Value::Null;
    answer
}

/// The answer with a fault of its values.
async fn spoilt(fault: Fault) -> Value {
    let answer = seen(fault).await;
    assert_eq!((answer.status, answer.complete), (200, true));
    let mut answer = answer.json();
    if answer.is_object() {
        answer["generationtime_ms"] = Value::Null;
    }
    answer
}

/// Faulty answers that are complete HTTP with status 200, but no JSON.
async fn no_json(fault: Fault) -> String {
    let answer = seen(fault).await;
    assert_eq!((answer.status, answer.complete), (200, true));
    assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
    answer.text()
}

#[tokio::test]
async fn latency_is_waited_for() {
    let began = Instant::now();
    assert_eq!(seen(Fault::Latency { ms: 120 }).await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn statuses_have_the_services_words() {
    for (status, words) in [
        (400, "No data is available for this location"),
        (429, "Minutely API request limit exceeded. Please try again in one minute."),
        (500, "Internal Server Error"),
        (503, "The service is overloaded"),
    ] {
        let answer = seen(Fault::status(status)).await;
        assert_eq!((answer.status, answer.header("Retry-After")), (status, None));
        assert_eq!(answer.json(), serde_json::json!({"error": true, "reason": words}));
    }
    let fault =
        Fault::Status { status: 429, reason: Some("Why not".into()), retry_after_s: Some(7) };
    let answer = seen(fault).await;
    assert_eq!(answer.header("Retry-After"), Some("7"));
    assert_eq!(answer.json()["reason"], "Why not");
    let services = with(Fault::status(503)).await;
    let answer = ask(&services, Service::Nws, "point=40.7,-74").await.unwrap();
    assert_eq!(answer.header("Content-Type"), Some("application/problem+json"));
}

#[tokio::test]
async fn resets_reset() {
    let services = with(Fault::Reset).await;
    let error = ask(&services, Service::Forecast, QUERY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    services.set_fault(Fault::ResetMidway);
    match ask(&services, Service::Forecast, QUERY).await {
        Ok(answer) => assert!(answer.status == 200 && !answer.complete && !answer.body.is_empty()),
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    assert_eq!(services.calls().len(), 2);
}

#[tokio::test]
async fn a_slow_body_comes_whole_in_the_end() {
    let services = with(Fault::SlowDrip { bytes_per_s: 100 }).await;
    services.answer_with(Service::Forecast, 200, [b' '; 40]);
    let began = Instant::now();
    let answer = ask(&services, Service::Forecast, QUERY).await.unwrap();
    assert!(answer.complete && began.elapsed() >= Duration::from_millis(300));
    services.set_fault(Fault::SlowDrip { bytes_per_s: 0 });
    let stalled =
        timeout(Duration::from_millis(150), ask(&services, Service::Forecast, QUERY)).await;
    assert!(stalled.is_err());
}

#[tokio::test]
async fn what_is_cut_off_is_cut_off() {
    let answer = seen(Fault::Truncated).await;
    assert!(!answer.complete);
    let announced: usize = answer.header("Content-Length").unwrap().parse().unwrap();
    assert_eq!(answer.body.len(), announced / 2);
    assert!(no_json(Fault::TruncatedJson).await.starts_with(r#"{"latitude":38.6875,"#));
    assert!(no_json(Fault::MalformedJson).await.starts_with(r#"{"latitude"=38.6875,"#));
    let text = no_json(Fault::BrokenStream).await;
    let (start, end) = text.split_once("Unexpected error while streaming data: ").unwrap();
    assert!(start.starts_with(r#"{"latitude":38.6875,"#) && !end.is_empty());
}

#[tokio::test]
async fn nan_is_no_json() {
    let text = no_json(Fault::BareNan).await;
    assert!(text.starts_with(r#"{"latitude":nan,"longitude":nan,"generationtime_ms":"#));
    assert!(no_json(Fault::NanValues).await.contains(",nan,"));
}

#[tokio::test]
async fn values_are_missing_or_wrong() {
    let right = right().await;
    let hours = |answer: &Value, name: &str| answer["hourly"][name].as_array().unwrap().clone();
    let nulls = |answer: &Value| {
        ["temperature_2m", "cape", "weather_code"]
            .map(|name| hours(answer, name).iter().filter(|value| value.is_null()).count())
    };
    assert_eq!(nulls(&right), [0; 3]);
    assert_eq!(nulls(&spoilt(Fault::Nulls).await), [24; 3]);
    assert_eq!(nulls(&spoilt(Fault::AllNull).await), [72; 3]);

    let types = spoilt(Fault::WrongTypes).await;
    assert_eq!(
        hours(&types, "temperature_2m")[5],
        right["hourly"]["temperature_2m"][5].to_string()
    );
    assert!(types["hourly"]["cape"].is_object());
    assert_eq!(types["hourly"]["weather_code"], right["hourly"]["weather_code"]);

    let short = spoilt(Fault::MissingLastDay).await;
    assert_eq!(short["daily"]["time"].as_array().unwrap().len(), 2);
    assert!(short["daily"]["temperature_2m_max"][1].is_null());
    assert_eq!(short["daily"]["temperature_2m_max"][0], right["daily"]["temperature_2m_max"][0]);
    assert_eq!(hours(&short, "time").len(), 48);

    let several = spoilt(Fault::SeveralLocations).await;
    assert_eq!(several[0]["hourly"], right["hourly"]);
    assert_ne!(several[1]["hourly"]["temperature_2m"], right["hourly"]["temperature_2m"]);

    let units = spoilt(Fault::UndefinedUnit).await;
    assert_eq!(units["hourly_units"]["temperature_2m"], "undefined");
    assert_eq!(units["hourly_units"]["cape"], "J/kg");
    assert_eq!(nulls(&units), [72, 0, 0]);
    assert!(units["current"]["temperature_2m"].is_null());

    let text = seen(Fault::NegativeZero).await.text();
    assert!(text.contains(r#""temperature_2m":[-0.0,-0.0,"#));
}

#[tokio::test]
async fn a_huge_body_goes_on_and_on() {
    let answer = seen(Fault::HugeBody { bytes: 3_000_000 }).await;
    assert_eq!((answer.header("Content-Length"), answer.complete), (None, true));
    assert_eq!(answer.body.len(), 3_000_000);
    assert!(answer.body.starts_with(br#"{"latitude":38.6875,"#) && answer.body.ends_with(b"   "));
}

#[tokio::test]
async fn others_answer_in_the_services_place() {
    let portal = seen(Fault::CaptivePortal).await;
    assert_eq!(
        (portal.status, portal.header("Content-Type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(portal.text().contains("Sign in"));
    let error = seen(Fault::Error200).await;
    assert_eq!((error.status, &error.json()["error"]), (200, &Value::Bool(true)));
}

#[tokio::test]
async fn a_redirect_leads_to_an_answer() {
    let services = with(Fault::Redirect).await;
    let answer = ask(&services, Service::Forecast, QUERY).await.unwrap();
    assert_eq!((answer.status, answer.body.len()), (302, 0));
    let elsewhere = answer.header("Location").unwrap();
    assert_eq!(elsewhere, format!("/moved/v1/forecast?{QUERY}"));
    assert_eq!(get(&services, elsewhere).await.json()["daily"], right().await["daily"]);
    let paths: Vec<String> = services.calls().into_iter().map(|call| call.path).collect();
    assert_eq!(paths, ["/v1/forecast", "/moved/v1/forecast"]);
}

#[tokio::test]
async fn a_black_hole_is_silent_until_the_client_goes() {
    let services = with(Fault::BlackHole).await;
    let asked = ask(&services, Service::Forecast, QUERY);
    let swallowed = async {
        until(|| services.calls().len() == 1).await;
        sleep(Duration::from_millis(100)).await;
    };
    tokio::select! {
        answer = asked => assert!(answer.is_err(), "{answer:?}"),
        () = swallowed => {}
    }
    services.clear_faults();
    assert_eq!(ask(&services, Service::Forecast, QUERY).await.unwrap().status, 200);
    assert_eq!((services.calls().len(), services.most_at_once()), (2, 1));
}

#[tokio::test]
async fn faults_are_of_one_service_or_of_all() {
    let services = with(Fault::status(500)).await;
    services.set_fault_of(Service::Marine, Fault::None);
    let status = async |service| {
        ask(&services, service, "latitude=38.7&longitude=-9.1").await.unwrap().status
    };
    assert_eq!((status(Service::Forecast).await, status(Service::Marine).await), (500, 200));
    services.clear_faults();
    services.set_fault_of(Service::Marine, Fault::status(503));
    assert_eq!((status(Service::Forecast).await, status(Service::Marine).await), (200, 503));
}

#[tokio::test]
async fn no_fault_of_any_service_hurts_the_server() {
    let services = with(Fault::None).await;
    for (name, fault) in Fault::examples() {
        services.set_fault(fault);
        for service in Service::ALL {
            let query = "latitude=38.7&longitude=-9.1&hourly=uv_index&name=Lisbon&point=40.7,-74";
            let asked = timeout(Duration::from_millis(40), ask(&services, service, query)).await;
            if let Ok(Ok(answer)) = asked {
                assert!((200..600).contains(&answer.status), "{name}");
            }
        }
    }
    services.clear_faults();
    assert_eq!(ask(&services, Service::Forecast, QUERY).await.unwrap().status, 200);
}
