//! The client against the stand-in services, over real sockets.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

mod support;

use std::time::Duration;

use stand_in::{Fault, Service, StandIn};
use support::{LIMITS, PATIENT, client, eventually, now, patient_client, place, settings};
use tokio::time::sleep;
use upstream::{Answer, Client, Settings, UpstreamError};
use weather::{
    AirVariable, AlertFeed, DailyVariable, MarineVariable, Needs, Place, SourceKind, Variable,
    Weather,
};

fn needs() -> Needs {
    Needs::nothing()
        .current([Variable::Temperature, Variable::IsDay])
        .hourly([Variable::Temperature, Variable::WindSpeed], 24, 48)
        .daily([DailyVariable::TemperatureMax], 10)
}

async fn ask(client: &Client) -> Answer {
    client.weather(&place(), &needs(), now()).await
}

fn spot(latitude: f64, longitude: f64, country: &str) -> Place {
    let id = format!("{latitude},{longitude}");
    Place { id, latitude, longitude, country: country.into(), ..place() }
}

#[tokio::test]
async fn the_question_is_what_is_needed_and_no_more() {
    let stand_in = StandIn::start().await.unwrap();
    let settings =
        Settings { api_key: Some("a key".into()), ..settings(&stand_in, Duration::from_secs(900)) };
    let client = Client::with_limits(settings, LIMITS).unwrap();
    let before = now();
    let answer = ask(&client).await;
    let weather = answer.weather.unwrap();
    assert_eq!((answer.problem, weather.source), (None, SourceKind::OpenMeteo));
    assert!(weather.fetched_at >= before - Duration::from_secs(1));
    assert!(answer.again_in > Duration::from_secs(890));

    let [asked] = &stand_in.calls()[..] else { panic!("one question: {:?}", stand_in.calls()) };
    assert_eq!(asked.path, "/v1/forecast");
    assert!(asked.user_agent.starts_with("weather-dashboard/"), "{}", asked.user_agent);
    let expected = [
        ("apikey", "a key"),
        ("current", "temperature_2m,is_day"),
        ("daily", "temperature_2m_max"),
        ("elevation", "45"),
        ("forecast_days", "10"),
        ("forecast_hours", "50"),
        ("hourly", "temperature_2m,wind_speed_10m"),
        ("latitude", "38.7223"),
        ("longitude", "-9.1393"),
        ("past_hours", "24"),
        ("timeformat", "unixtime"),
        ("timezone", "Europe/Lisbon"),
        ("wind_speed_unit", "ms"),
    ];
    let query: Vec<_> = asked.query.iter().map(|(key, value)| (&key[..], &value[..])).collect();
    assert_eq!(query, expected);
}

/// What the stand-in computes at an instant, in its units.
fn truth(variable: &str, time: weather::Timestamp) -> f64 {
    stand_in::truth::value(variable, time, 38.7223, -9.1393).unwrap()
}

#[tokio::test]
async fn every_variable_arrives_in_the_unit_of_the_model() {
    let stand_in = StandIn::start().await.unwrap();
    let hour: weather::Timestamp = "2026-05-04T12:00:00Z".parse().unwrap();
    stand_in.freeze(Some(hour));
    let needs = Needs::nothing()
        .current(Variable::ALL)
        .hourly(Variable::ALL, 24, 48)
        .quarter_hourly([Variable::Precipitation], 2)
        .daily(DailyVariable::ALL, 10)
        .air_quality(AirVariable::ALL, 24, 96)
        .marine(MarineVariable::ALL, 24)
        .climate();
    let weather = patient_client(&stand_in).weather(&place(), &needs, hour).await;
    assert_eq!(weather.problem, None);
    let weather = weather.weather.unwrap();
    for variable in Variable::ALL {
        assert!(weather.hourly.at(variable, hour).is_some(), "{variable:?}");
        assert!(weather.current.as_ref().unwrap().values.contains_key(&variable), "{variable:?}");
    }
    let close = |found: Option<f64>, expected: f64| {
        let found = found.unwrap();
        assert!((found - expected).abs() < 0.051, "{found}, not {expected}");
    };
    close(weather.hourly.at(Variable::Temperature, hour), truth("temperature_2m", hour));
    close(weather.hourly.at(Variable::WindSpeed, hour), truth("wind_speed_10m", hour) / 3.6);
    close(weather.hourly.at(Variable::PressureMsl, hour), truth("pressure_msl", hour));
    for variable in AirVariable::ALL {
        assert!(weather.air_quality.at(variable, hour).is_some(), "{variable:?}");
    }
    close(weather.air_quality.at(AirVariable::Ozone, hour), truth("ozone", hour));
    for variable in MarineVariable::ALL {
        assert!(weather.marine.at(variable, hour).is_some(), "{variable:?}");
    }
    close(weather.marine.at(MarineVariable::SwellPeriod, hour), truth("swell_wave_period", hour));
    assert_eq!(weather.daily.dates.len(), 10);
    assert!(weather.quarter_hourly.at(Variable::Precipitation, hour).is_some());
    assert_eq!(weather.climate.dates.len(), 10_958);
    assert_eq!(weather.climate.dates[0].to_string(), "1991-01-01");
}

#[tokio::test]
async fn whoever_needs_nothing_asks_nothing() {
    let stand_in = StandIn::start().await.unwrap();
    let now = now();
    let answer = client(&stand_in).weather(&place(), &Needs::nothing(), now).await;
    assert_eq!(answer.weather, Some(Weather::empty(place(), SourceKind::OpenMeteo, now)));
    assert_eq!(stand_in.calls().len(), 0);
}

#[tokio::test]
async fn equal_questions_at_once_share_one_call() {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault(Fault::Latency { ms: 50 });
    let client = client(&stand_in);
    let askers: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { ask(&client).await.weather.unwrap().hourly })
        })
        .collect();
    let mut answers = Vec::new();
    for asker in askers {
        answers.push(asker.await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(stand_in.calls().len(), 1);
}

#[tokio::test]
async fn different_questions_go_one_at_a_time() {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault(Fault::Latency { ms: 20 });
    let client = client(&stand_in);
    let places: Vec<Place> = (0..8).map(|n| spot(f64::from(n), 10.0, "")).collect();
    let needs = needs();
    let asked = places.iter().map(|place| client.weather(place, &needs, now()));
    let answers = futures_util::future::join_all(asked).await;
    assert!(answers.iter().all(|answer| answer.weather.is_some()));
    assert_eq!((stand_in.calls().len(), stand_in.most_at_once()), (8, 1));
}

#[tokio::test]
async fn young_answers_are_reused_and_due_ones_are_not() {
    let stand_in = StandIn::start().await.unwrap();
    let settings = settings(&stand_in, Duration::from_millis(300));
    let client = Client::with_limits(settings, LIMITS).unwrap();
    ask(&client).await;
    ask(&client).await;
    assert_eq!(stand_in.calls().len(), 1);
    let other = Needs::nothing().hourly([Variable::Precipitation], 0, 24);
    client.weather(&place(), &other, now()).await;
    assert_eq!(stand_in.calls().len(), 2);
    sleep(Duration::from_millis(310)).await;
    ask(&client).await;
    assert_eq!(stand_in.calls().len(), 3);
}

#[tokio::test]
async fn one_spot_by_two_names_is_asked_once() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    ask(&client).await;
    let quay = Place { name: "Quay".into(), ..place() };
    let weather = client.weather(&quay, &needs(), now()).await.weather.unwrap();
    assert_eq!(weather.place, quay);
    assert_eq!(stand_in.calls().len(), 1);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_told_without_its_address() {
    let stand_in = StandIn::start().await.unwrap();
    let mut settings = settings(&stand_in, Duration::from_secs(900));
    settings.endpoints.forecast.set_port(Some(1)).unwrap();
    let answer = ask(&Client::with_limits(settings, LIMITS).unwrap()).await;
    assert_eq!(
        answer.problem.unwrap().to_string(),
        "the weather service does not answer: it cannot be connected to"
    );
    assert_eq!(answer.weather, None);
}

#[tokio::test]
async fn a_probe_is_one_small_question_with_little_patience() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    assert_eq!(client.probe(&place()).await, Ok(()));
    assert_eq!(stand_in.calls()[0].query["current"], "temperature_2m");
    stand_in.set_fault(Fault::CaptivePortal);
    assert!(matches!(client.probe(&place()).await, Err(UpstreamError::Malformed(_))));
    stand_in.set_fault(Fault::BlackHole);
    let client = support::client(&stand_in);
    let began = tokio::time::Instant::now();
    assert_eq!(client.probe(&place()).await, Err(UpstreamError::Unreachable("no answer in time")));
    assert!(began.elapsed() < LIMITS.probe * 2);
}

#[tokio::test]
async fn a_probe_leaves_a_service_alone_that_asks_for_it() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    let busy = Fault::Status { status: 429, reason: None, retry_after_s: Some(60) };
    stand_in.set_fault(busy);
    let told = client.probe(&place()).await;
    assert!(matches!(told, Err(UpstreamError::Busy { .. })), "{told:?}");
    stand_in.clear_faults();
    assert_eq!(client.probe(&place()).await, told);
    assert_eq!(stand_in.calls().len(), 1);
}

#[tokio::test]
async fn the_sea_is_not_everywhere_and_pollen_not_either() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    let sea = Needs::nothing().marine([MarineVariable::WaveHeight], 24);
    let prague = spot(50.0755, 14.4378, "CZ");
    let answer = client.weather(&prague, &sea, now()).await;
    assert_eq!((answer.weather, answer.problem), (None, Some(UpstreamError::NotCovered)));
    let pollen = Needs::nothing().air_quality([AirVariable::BirchPollen], 0, 24);
    let new_york = spot(40.7128, -74.006, "US");
    let answer = client.weather(&new_york, &pollen, now()).await;
    assert_eq!((answer.weather, answer.problem), (None, Some(UpstreamError::NotCovered)));
    // That is true for a while and need not be asked again.
    let asked = stand_in.calls().len();
    client.weather(&prague, &sea, now()).await;
    assert_eq!(stand_in.calls().len(), asked);
    // What is there beside it shows.
    let both = needs().marine([MarineVariable::WaveHeight], 24);
    let answer = client.weather(&prague, &both, now()).await;
    assert_eq!((answer.problem, answer.weather.is_some()), (None, true));
}

#[tokio::test]
async fn warnings_come_from_the_feed_of_the_country() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    let needs = Needs::nothing().alerts();
    let alerts = async |place: &Place| {
        client.weather(place, &needs, now()).await.weather.unwrap().alerts.unwrap()
    };
    let denver = alerts(&spot(39.7392, -104.9903, "US")).await;
    assert_eq!((denver.feed, denver.alerts.len()), (AlertFeed::Ok, 2));
    assert!(denver.alerts.iter().all(|alert| alert.is_here));
    let lisbon = alerts(&place()).await;
    assert_eq!(lisbon.feed, AlertFeed::Ok);
    assert_eq!(lisbon.alerts.len(), 2, "green is no warning: {:?}", lisbon.alerts);
    let tokyo = alerts(&spot(35.6895, 139.6917, "JP")).await;
    assert_eq!((tokyo.feed, tokyo.alerts.len()), (AlertFeed::NotCovered, 0));

    stand_in.set_fault(Fault::status(503));
    let down = alerts(&spot(52.52, 13.405, "DE")).await;
    assert_eq!((down.feed, down.alerts.len()), (AlertFeed::Down, 0));
}

#[tokio::test]
async fn what_holds_here_is_told_for_each_place_of_a_country() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    let needs = Needs::nothing().alerts();
    let here = async |name: &str| {
        let place = Place { name: name.into(), ..spot(40.0, -8.0, "PT") };
        let alerts = client.weather(&place, &needs, now()).await.weather.unwrap().alerts.unwrap();
        let here = alerts.alerts.into_iter().filter(|alert| alert.is_here);
        here.flat_map(|alert| alert.areas).collect::<Vec<String>>()
    };
    for _ in 0..2 {
        assert_eq!(here("Lisboa").await, ["Lisboa"]);
        assert_eq!(here("Faro").await, ["Faro"]);
        assert_eq!(here("Braga").await, <[String; 0]>::default());
    }
    assert_eq!(stand_in.calls().len(), 3, "once for each place");
}

#[tokio::test]
async fn places_are_found_by_name() {
    let stand_in = StandIn::start().await.unwrap();
    let client = client(&stand_in);
    let body =
        std::fs::read(format!("{}/tests/data/geocoding-twin.json", env!("CARGO_MANIFEST_DIR")))
            .unwrap();
    stand_in.answer_with(Service::Geocoding, 200, body);
    let found = client.places("Springfield", "en").await.unwrap();
    assert_eq!(found.len(), 2);
    client.places("Springfield", "en").await.unwrap();
    assert_eq!(stand_in.calls().len(), 1);
    assert_eq!(stand_in.calls()[0].query["name"], "Springfield");
    stand_in.compute(Service::Geocoding);
    assert!(client.places("Nowhere at all", "en").await.unwrap().is_empty());
}

#[tokio::test]
async fn references_of_many_places_are_spread_over_days() {
    let stand_in = StandIn::start().await.unwrap();
    let client = patient_client(&stand_in);
    let climate = Needs::nothing().climate();
    for latitude in [10.0, 20.0, 30.0] {
        let answer = client.weather(&spot(latitude, 0.0, ""), &climate, now()).await;
        assert!(answer.weather.is_some(), "{latitude}: {:?}", answer.problem);
    }
    let fourth = client.weather(&spot(40.0, 0.0, ""), &climate, now()).await;
    assert_eq!(fourth.problem, Some(UpstreamError::BudgetSpent));
    assert!(ask(&client).await.weather.is_some(), "the forecast has calls of its own");
    assert_eq!(stand_in.calls().len(), 4);
}

#[tokio::test]
async fn a_question_that_reached_nobody_is_not_counted() {
    let others = StandIn::start().await.unwrap();
    // Nobody else's, so that the service can be started there later.
    let [high, low] = (std::process::id() as u16).to_be_bytes();
    let address = std::net::SocketAddr::from(([127, 91, high, low], 8090));
    let mut settings = Settings { daily_calls: 1, ..settings(&others, Duration::from_secs(900)) };
    for endpoint in [&mut settings.endpoints.forecast, &mut settings.endpoints.archive] {
        endpoint.set_ip_host(address.ip()).unwrap();
        endpoint.set_port(Some(address.port())).unwrap();
    }
    let limits = upstream::Limits { references_a_day: 1, ..PATIENT };
    let client = Client::with_limits(settings, limits).unwrap();
    let forecast = Needs::nothing().current([Variable::Temperature]);
    let climate = Needs::nothing().climate();
    let problem = async |latitude: f64, needs: &Needs| {
        client.weather(&spot(latitude, 0.0, ""), needs, now()).await.problem
    };
    for needs in [&forecast, &climate] {
        let unreachable = problem(10.0, needs).await;
        assert!(matches!(unreachable, Some(UpstreamError::Unreachable(_))), "{unreachable:?}");
    }

    let _service = StandIn::listen(address).await.unwrap();
    for needs in [&forecast, &climate] {
        eventually("it answers", || async { problem(10.0, needs).await.is_none().then_some(()) })
            .await;
        assert_eq!(problem(20.0, needs).await, Some(UpstreamError::BudgetSpent));
    }
}

#[tokio::test]
async fn a_crowd_of_questions_waits_for_its_pace() {
    let stand_in = StandIn::start().await.unwrap();
    let slow = Settings { daily_calls: 300, ..settings(&stand_in, Duration::from_secs(900)) };
    // Eighteen a minute; a minute of this day is 1 s.
    let limits = upstream::Limits { day: Duration::from_secs(1440), ..LIMITS };
    let client = Client::with_limits(slow, limits).unwrap();
    let asking = client.clone();
    tokio::spawn(async move {
        let needs = needs();
        let places: Vec<Place> = (0..40).map(|n| spot(f64::from(n), 10.0, "")).collect();
        let asked = places.iter().map(|place| asking.weather(place, &needs, now()));
        futures_util::future::join_all(asked).await;
    });
    eventually("a few calls", || async { (stand_in.calls().len() >= 24).then_some(()) }).await;
    assert!(stand_in.calls()[23].at - stand_in.calls()[0].at > Duration::from_millis(200));
}
