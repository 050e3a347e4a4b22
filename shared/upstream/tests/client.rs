//! The client against a socket.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod stand_in;

use std::{path::Path, sync::Arc, time::Duration};

use stand_in::{Answer, StandIn};
use tokio::time::{sleep, timeout};
use upstream::{Limits, OpenMeteo, Settings, UpstreamError};
use weather::{DailyVariable, Needs, Place, SourceKind, Timestamp, Variable, Weather};

const PAUSE: Duration = Duration::from_secs(1);

fn twin(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn new_york() -> Answer {
    Answer::ok(twin("forecast-twin-new-york.json"))
}

fn place() -> Place {
    Place {
        id: "40.75,-74".into(),
        name: "Pier".into(),
        latitude: 40.75,
        longitude: -74.0,
        elevation: 0.0,
        timezone: "America/New_York".into(),
        country: "US".into(),
    }
}

fn needs() -> Needs {
    Needs::nothing()
        .current([Variable::Temperature, Variable::IsDay])
        .hourly([Variable::Temperature, Variable::WindSpeed], 24, 48)
        .daily([DailyVariable::TemperatureMax], 10)
}

fn now() -> Timestamp {
    "2025-12-28T23:00:00Z".parse().unwrap()
}

fn settings(stand_in: &StandIn) -> Settings {
    Settings {
        forecast: stand_in.endpoint.clone(),
        api_key: None,
        refresh: Duration::from_secs(900),
    }
}

fn limits() -> Limits {
    Limits {
        total: Duration::from_secs(1),
        probe: Duration::from_millis(500),
        body_bytes: 64 * 1024,
        pause_after_error: PAUSE,
        ..Limits::default()
    }
}

fn client(stand_in: &StandIn) -> OpenMeteo {
    OpenMeteo::with_limits(settings(stand_in), limits()).unwrap()
}

async fn ask(client: &OpenMeteo) -> Result<Arc<Weather>, UpstreamError> {
    client.weather(&place(), &needs(), now()).await
}

#[tokio::test]
async fn the_question_is_what_is_needed_and_no_more() {
    let stand_in = StandIn::start(new_york()).await;
    let settings = Settings { api_key: Some("a key".into()), ..settings(&stand_in) };
    let client = OpenMeteo::with_limits(settings, limits()).unwrap();
    let weather = ask(&client).await.unwrap();
    assert_eq!(weather.at(Variable::WindSpeed, now()), Some(4.0));
    assert_eq!((weather.fetched_at, weather.source), (now(), SourceKind::OpenMeteo));

    let [asked] = &stand_in.asked()[..] else { panic!("one question: {:?}", stand_in.asked()) };
    assert_eq!(asked.path, "/v1/forecast");
    assert!(asked.user_agent.starts_with("weather-dashboard/"), "{}", asked.user_agent);
    let expected = [
        ("apikey", "a key"),
        ("current", "temperature_2m,is_day"),
        ("daily", "temperature_2m_max"),
        ("forecast_days", "10"),
        ("forecast_hours", "50"),
        ("hourly", "temperature_2m,wind_speed_10m"),
        ("latitude", "40.75"),
        ("longitude", "-74"),
        ("past_hours", "24"),
        ("timeformat", "unixtime"),
        ("timezone", "America/New_York"),
        ("wind_speed_unit", "ms"),
    ];
    let query: Vec<_> = asked.query.iter().map(|(key, value)| (&key[..], &value[..])).collect();
    assert_eq!(query, expected);
}

#[tokio::test]
async fn whoever_needs_nothing_asks_nothing() {
    let stand_in = StandIn::start(new_york()).await;
    let weather = client(&stand_in).weather(&place(), &Needs::nothing(), now()).await.unwrap();
    assert_eq!(*weather, Weather::empty(place(), SourceKind::OpenMeteo, now()));
    assert_eq!(stand_in.asked().len(), 0);
}

#[tokio::test]
async fn equal_questions_at_once_share_one_call() {
    let latency = Duration::from_millis(50);
    let stand_in = StandIn::start(Answer { latency, ..new_york() }).await;
    let client = client(&stand_in);
    let askers: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { ask(&client).await.unwrap() })
        })
        .collect();
    let mut answers = Vec::new();
    for asker in askers {
        answers.push(asker.await.unwrap());
    }
    assert!(answers.iter().all(|answer| Arc::ptr_eq(answer, &answers[0])));
    assert_eq!(stand_in.asked().len(), 1);
}

#[tokio::test]
async fn young_answers_are_reused_and_old_ones_are_not() {
    let stand_in = StandIn::start(new_york()).await;
    let settings = Settings { refresh: Duration::from_secs(1), ..settings(&stand_in) };
    let client = OpenMeteo::with_limits(settings, limits()).unwrap();
    ask(&client).await.unwrap();
    ask(&client).await.unwrap();
    assert_eq!(stand_in.asked().len(), 1);
    let other = Needs::nothing().hourly([Variable::Precipitation], 0, 24);
    client.weather(&place(), &other, now()).await.unwrap();
    assert_eq!(stand_in.asked().len(), 2);
    sleep(Duration::from_millis(1100)).await;
    ask(&client).await.unwrap();
    assert_eq!(stand_in.asked().len(), 3);
}

#[tokio::test]
async fn one_spot_by_two_names_is_asked_once() {
    let stand_in = StandIn::start(new_york()).await;
    let client = client(&stand_in);
    ask(&client).await.unwrap();
    let quay = Place { name: "Quay".into(), ..place() };
    let weather = client.weather(&quay, &needs(), now()).await.unwrap();
    assert_eq!(weather.place, quay);
    assert_eq!(stand_in.asked().len(), 1);
}

#[tokio::test]
async fn a_failure_stands_for_a_moment_and_not_for_ever() {
    let busy = Answer { status: 503, ..Answer::ok(r#"{"error":true,"reason":"Overloaded"}"#) };
    let stand_in = StandIn::start(busy).await;
    let client = client(&stand_in);
    let error = ask(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "the weather service is out of order (503): Overloaded");
    stand_in.answer(new_york());
    assert_eq!(ask(&client).await, Err(error));
    assert_eq!(stand_in.asked().len(), 1);
    sleep(PAUSE).await;
    assert!(ask(&client).await.is_ok());
}

#[tokio::test]
async fn a_busy_service_is_left_alone_as_long_as_it_asks() {
    let stand_in = StandIn::start(Answer {
        status: 429,
        headers: "Retry-After: 60\r\n".into(),
        ..Answer::ok(r#"{"error":true,"reason":"Too many concurrent requests"}"#)
    })
    .await;
    let client = client(&stand_in);
    let error = ask(&client).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    let text = "the weather service is busy (429): Too many concurrent requests";
    assert_eq!(error.to_string(), text);
    stand_in.answer(new_york());
    sleep(PAUSE).await;
    assert_eq!(ask(&client).await, Err(error));
}

#[tokio::test]
async fn a_slow_service_is_given_up() {
    let latency = Duration::from_secs(5);
    let stand_in = StandIn::start(Answer { latency, ..new_york() }).await;
    let client = client(&stand_in);
    let error = timeout(Duration::from_secs(4), ask(&client)).await.unwrap().unwrap_err();
    assert_eq!(error, UpstreamError::Unreachable("no answer in time"));
}

#[tokio::test]
async fn a_service_that_is_not_there_is_told_without_its_address() {
    let stand_in = StandIn::start(new_york()).await;
    let mut settings = settings(&stand_in);
    settings.forecast.set_port(Some(1)).unwrap();
    let error = ask(&OpenMeteo::with_limits(settings, limits()).unwrap()).await.unwrap_err();
    assert_eq!(error.to_string(), "the weather service does not answer: it cannot be connected to");
}

#[tokio::test]
async fn an_answer_cut_short_is_no_answer() {
    let stand_in = StandIn::start(Answer { cut_at: Some(1000), ..new_york() }).await;
    let error = ask(&client(&stand_in)).await.unwrap_err();
    assert_eq!(error, UpstreamError::Unreachable("the connection broke off"));
}

#[tokio::test]
async fn an_endless_answer_is_not_kept() {
    let stand_in = StandIn::start(Answer::ok(vec![b' '; 1024 * 1024])).await;
    let error = ask(&client(&stand_in)).await.unwrap_err();
    assert_eq!(error, UpstreamError::Malformed("it is over 65536 bytes long".into()));
}

#[tokio::test]
async fn a_captive_portal_is_not_followed() {
    let portal = StandIn::start(new_york()).await;
    let headers = format!("Location: {}\r\n", portal.endpoint);
    let answer = Answer { status: 302, headers, ..Answer::ok("<html>Sign in</html>") };
    let stand_in = StandIn::start(answer).await;
    let error = ask(&client(&stand_in)).await.unwrap_err();
    assert!(matches!(error, UpstreamError::Refused { status: 302, .. }), "{error}");
    assert_eq!(portal.asked().len(), 0);
}

#[tokio::test]
async fn a_probe_is_one_small_question_with_little_patience() {
    let stand_in = StandIn::start(Answer::ok(twin("current-twin-stockholm.json"))).await;
    let client = client(&stand_in);
    assert_eq!(client.probe(&place()).await, Ok(()));
    assert_eq!(stand_in.asked()[0].query["current"], "temperature_2m");

    stand_in.answer(Answer::ok("<html>Sign in</html>"));
    assert!(matches!(client.probe(&place()).await, Err(UpstreamError::Malformed(_))));

    stand_in.answer(Answer { latency: Duration::from_secs(2), ..new_york() });
    assert_eq!(client.probe(&place()).await, Err(UpstreamError::Unreachable("no answer in time")));
}

/// Recorded answers of the real service, which are not part of the project.
#[tokio::test]
async fn recorded_answers_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/open-meteo");
    if !folder.is_dir() {
        eprintln!("skipped: no recorded answers beside the workspace");
        return;
    }
    let serve = async |name: &str| {
        let body = std::fs::read(folder.join(name)).unwrap();
        let stand_in = StandIn::start(Answer::ok(body)).await;
        let needs = needs().hourly(Variable::ALL, 0, 0).current(Variable::ALL);
        let limits = Limits { body_bytes: 1024 * 1024, ..limits() };
        let client = OpenMeteo::with_limits(settings(&stand_in), limits).unwrap();
        client.weather(&place(), &needs, now()).await
    };
    let current = |weather: &Weather, variable| weather.current.as_ref().unwrap().values[&variable];

    let weather = serve("forecast-new-york-2025-12-28.json").await.unwrap();
    assert_eq!(weather.at(Variable::Temperature, now()), Some(-1.8));
    assert_eq!(weather.at(Variable::WindSpeed, now()), Some(2.0));
    assert_eq!(weather.at(Variable::CloudCover, now()), Some(59.0));
    assert_eq!(weather.hourly.value(Variable::CloudCover, 13), None);

    let weather = serve("forecast-new-york-2025-12-28-daily.json").await.unwrap();
    let day = "2026-01-10".parse().unwrap();
    assert_eq!(weather.daily.on(DailyVariable::TemperatureMax, day), Some(7.8));

    let weather = serve("current-stockholm-2026-06-21.json").await.unwrap();
    assert_eq!(current(&weather, Variable::WindDirection), 280.0);
    assert_eq!(weather.current.as_ref().unwrap().time.to_string(), "2026-06-21T08:45:00Z");

    let weather = serve("forecast-imperial-virga.json").await.unwrap();
    assert!((current(&weather, Variable::WindSpeed) - 7.6 / 3.6).abs() < 1e-9);

    let weather = serve("forecast-null-eighth-day.json").await.unwrap();
    let eighth = "2026-08-16".parse().unwrap();
    assert!(weather.daily.dates.contains(&eighth));
    assert_eq!(weather.daily.on(DailyVariable::TemperatureMax, eighth), None);

    let weather = serve("models-one-covering.json").await.unwrap();
    assert_eq!(weather.hourly.value(Variable::Temperature, 1), Some(20.0));

    let error = serve("not-covered-bare-nan.txt").await.unwrap_err();
    assert_eq!(error, UpstreamError::NotCovered);
}
