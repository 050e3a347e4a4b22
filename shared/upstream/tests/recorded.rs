//! Answers of the real services, and their twins that run everywhere, through
//! the real client over a real socket.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]
#![allow(clippy::print_stderr, reason = "what was skipped is told")]

mod support;

use std::path::PathBuf;

use stand_in::{Service, StandIn};
use support::{LIMITS, place, settings};
use upstream::{Answer, Client, Limits, UpstreamError};
use weather::{
    AirVariable, Alert, AlertFeed, DailyVariable, MarineVariable, Needs, Place, Severity,
    Timestamp, Variable, Weather,
};

/// A recorded answer; none where it is not beside the project.
fn recorded(path: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures");
    let body = std::fs::read(folder.join(path)).ok();
    if body.is_none() {
        eprintln!("SKIPPED: {path} is not here; its twin was read");
    }
    body
}

fn twin(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What the client makes of a body.
async fn answer(service: Service, body: Vec<u8>, place: &Place, now: &str) -> Answer {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.answer_with(service, 200, body);
    let limits = Limits { body_bytes: 1024 * 1024, ..LIMITS };
    let client = Client::with_limits(settings(&stand_in, LIMITS.day), limits).unwrap();
    let needs = match service {
        Service::AirQuality => Needs::nothing().air_quality(AirVariable::ALL, 24, 24),
        Service::Marine => Needs::nothing().marine(MarineVariable::ALL, 24),
        Service::Nws | Service::MeteoAlarm => Needs::nothing().alerts(),
        _ => Needs::nothing()
            .current(Variable::ALL)
            .hourly(Variable::ALL, 24, 48)
            .daily(DailyVariable::ALL, 10),
    };
    client.weather(place, &needs, time(now)).await
}

async fn weather(service: Service, body: Vec<u8>, now: &str) -> Weather {
    let answer = answer(service, body, &place(), now).await;
    assert_eq!(answer.problem, None);
    answer.weather.unwrap()
}

async fn alerts(service: Service, body: Vec<u8>, country: &str, now: &str) -> Vec<Alert> {
    let place = Place { country: country.into(), ..place() };
    let alerts = answer(service, body, &place, now).await.weather.unwrap().alerts.unwrap();
    assert_eq!(alerts.feed, AlertFeed::Ok);
    alerts.alerts
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn current(weather: &Weather, variable: Variable) -> f64 {
    weather.current.as_ref().unwrap().values[&variable]
}

#[tokio::test]
async fn forecasts_of_hours_and_days() {
    let now = "2025-12-28T23:00:00Z";
    let there = weather(Service::Forecast, twin("forecast-twin-new-york.json"), now).await;
    assert_eq!(there.at(Variable::Temperature, time(now)), Some(-3.4));
    assert_eq!(there.at(Variable::WindSpeed, time(now)), Some(4.0));
    assert_eq!(there.hourly.value(Variable::CloudCover, 13), None);
    if let Some(body) = recorded("open-meteo/forecast-new-york-2025-12-28.json") {
        let there = weather(Service::Forecast, body, now).await;
        assert_eq!(there.at(Variable::Temperature, time(now)), Some(-1.8));
        assert_eq!(there.at(Variable::WindSpeed, time(now)), Some(2.0));
        assert_eq!(there.at(Variable::CloudCover, time(now)), Some(59.0));
        assert_eq!(there.hourly.value(Variable::CloudCover, 13), None);
    }
    if let Some(body) = recorded("open-meteo/forecast-new-york-2025-12-28-daily.json") {
        let there = weather(Service::Forecast, body, now).await;
        let day = "2026-01-10".parse().unwrap();
        assert_eq!(there.daily.on(DailyVariable::TemperatureMax, day), Some(7.8));
    }
}

#[tokio::test]
async fn current_values_in_local_time() {
    let body = twin("current-twin-stockholm.json");
    let there = weather(Service::Forecast, body, "2026-07-03T12:15:00Z").await;
    assert_eq!(current(&there, Variable::WindDirection), 235.0);
    assert_eq!(there.current.unwrap().time, time("2026-07-03T12:15:00Z"));
    if let Some(body) = recorded("open-meteo/current-stockholm-2026-06-21.json") {
        let there = weather(Service::Forecast, body, "2026-06-21T08:45:00Z").await;
        assert_eq!(current(&there, Variable::WindDirection), 280.0);
        assert_eq!(there.current.unwrap().time, time("2026-06-21T08:45:00Z"));
    }
}

#[tokio::test]
async fn other_units_and_missing_values() {
    let now = "2026-08-09T12:00:00Z";
    let there = weather(Service::Forecast, twin("forecast-twin-denver.json"), now).await;
    assert_eq!(current(&there, Variable::WindSpeed), 2.5);
    if let Some(body) = recorded("open-meteo/forecast-imperial-virga.json") {
        let there = weather(Service::Forecast, body, now).await;
        assert!((current(&there, Variable::WindSpeed) - 7.6 / 3.6).abs() < 1e-9);
    }
    let there = weather(Service::Forecast, twin("forecast-twin-null-eighth-day.json"), now).await;
    let day = "2026-07-18".parse().unwrap();
    assert_eq!(there.daily.on(DailyVariable::TemperatureMax, day), None);
    if let Some(body) = recorded("open-meteo/forecast-null-eighth-day.json") {
        let there = weather(Service::Forecast, body, now).await;
        let eighth = "2026-08-16".parse().unwrap();
        assert!(there.daily.dates.contains(&eighth));
        assert_eq!(there.daily.on(DailyVariable::TemperatureMax, eighth), None);
    }
    let there = weather(Service::Forecast, twin("models-twin-one-covering.json"), now).await;
    assert_eq!(there.hourly.values.keys().collect::<Vec<_>>(), [&Variable::Temperature]);
    if let Some(body) = recorded("open-meteo/models-one-covering.json") {
        let there = weather(Service::Forecast, body, now).await;
        assert_eq!(there.hourly.value(Variable::Temperature, 1), Some(20.0));
    }
}

#[tokio::test]
async fn a_place_that_no_model_covers() {
    for body in [
        Some(twin("not-covered-twin-bare-nan.txt")),
        recorded("open-meteo/not-covered-bare-nan.txt"),
    ] {
        let Some(body) = body else { continue };
        let answer = answer(Service::Forecast, body, &place(), "2026-01-01T00:00:00Z").await;
        assert_eq!((answer.weather, answer.problem), (None, Some(UpstreamError::NotCovered)));
    }
}

#[tokio::test]
async fn the_air() {
    let now = "2026-04-11T10:00:00Z";
    let air = weather(Service::AirQuality, twin("air-quality-twin.json"), now).await.air_quality;
    assert_eq!(air.at(AirVariable::Pm2_5, time(now)), Some(17.3));
    assert_eq!(air.at(AirVariable::OlivePollen, time(now)), None);
    if let Some(body) = recorded("open-meteo/air-quality-enschede-2026-10-03.json") {
        let now = "2026-10-03T10:00:00Z";
        let air = weather(Service::AirQuality, body, now).await.air_quality;
        assert_eq!(air.at(AirVariable::Pm2_5, time(now)), Some(22.1));
        assert_eq!(air.at(AirVariable::CarbonMonoxide, time(now)), Some(229.0));
        assert_eq!(air.hourly.times.len(), 3);
        for variable in AirVariable::ALL {
            assert!(air.hourly.values.contains_key(&variable), "{variable:?}");
        }
    }
}

#[tokio::test]
async fn the_sea() {
    let now = "2026-04-11T10:15:00Z";
    let sea = weather(Service::Marine, twin("marine-twin.json"), now).await.marine;
    assert_eq!(sea.at(MarineVariable::WaveHeight, time(now)), Some(1.42));
    assert_eq!(sea.at(MarineVariable::SwellHeight, time(now)), None);
    if let Some(body) = recorded("open-meteo/marine-north-sea-2026-10-03.json") {
        let now = "2026-10-03T11:45:00Z";
        let sea = weather(Service::Marine, body, now).await.marine;
        assert_eq!(sea.at(MarineVariable::WaveHeight, time(now)), Some(0.76));
        assert_eq!(sea.at(MarineVariable::SwellPeriod, time(now)), Some(4.25));
        assert_eq!(sea.at(MarineVariable::WindWaveHeight, time(now)), Some(0.58));
    }
    let body = twin("marine-twin-current.json");
    let sea = weather(Service::Marine, body, "2026-07-03T13:00:00Z").await.marine;
    let temperature = MarineVariable::SeaSurfaceTemperature;
    assert_eq!(sea.at(temperature, time("2026-07-03T13:00:00Z")), Some(17.4));
    if let Some(body) = recorded("open-meteo/marine-stockholm-2026-06-21.json") {
        let sea = weather(Service::Marine, body, "2026-06-21T11:00:00Z").await.marine;
        assert_eq!(sea.at(temperature, time("2026-06-21T11:00:00Z")), Some(20.2));
    }
}

#[tokio::test]
async fn searches_for_places() {
    let search = async |body: Vec<u8>| {
        let stand_in = StandIn::start().await.unwrap();
        stand_in.answer_with(Service::Geocoding, 200, body);
        support::client(&stand_in).places("Somewhere", "en").await.unwrap()
    };
    let found = search(twin("geocoding-twin.json")).await;
    assert_eq!((found.len(), found[1].place.timezone.as_str()), (2, "America/New_York"));
    assert_eq!(search(twin("geocoding-twin-missing-fields.json")).await.len(), 3);
    assert!(search(twin("geocoding-twin-no-match.json")).await.is_empty());
    if let Some(body) = recorded("open-meteo/geocoding.json") {
        let found = search(body).await;
        assert_eq!((found.len(), found[0].place.id.as_str()), (3, "39.4143,-77.4105"));
        assert_eq!(
            (found[2].place.name.as_str(), found[2].elevation_m),
            ("Frederick", Some(1519.0))
        );
    }
    if let Some(body) = recorded("open-meteo/geocoding-missing-fields.json") {
        let found = search(body).await;
        assert_eq!((found.len(), found[0].place.country.as_str()), (3, ""));
        assert_eq!(found[2].elevation_m, None);
    }
    if let Some(body) = recorded("open-meteo/geocoding-no-match.json") {
        assert!(search(body).await.is_empty());
    }
}

#[tokio::test]
async fn warnings_of_the_nws() {
    let now = "2026-02-03T19:00:00Z";
    let found = alerts(Service::Nws, twin("alerts-twin-nws.json"), "US", now).await;
    assert_eq!(found.len(), 3);
    assert_eq!(
        (found[0].event.as_str(), found[0].severity),
        ("High Wind Warning", Severity::Severe)
    );
    // An hour later the statement has ended.
    let later = "2026-02-03T20:00:00Z";
    let found = alerts(Service::Nws, twin("alerts-twin-nws.json"), "US", later).await;
    assert_eq!(found.len(), 2);
    if let Some(body) = recorded("alerts/nws-2019-12-20.json") {
        let found = alerts(Service::Nws, body, "US", "2019-12-20T22:00:00Z").await;
        let flood = found.iter().find(|alert| alert.event == "Flood Watch").unwrap();
        assert_eq!(flood.severity, Severity::Severe);
        assert_eq!(flood.ends.unwrap(), time("2019-12-22T18:00:00Z"));
        assert_eq!(flood.issuer, "NWS Portland OR");
        assert_eq!(flood.areas.len(), 11);
        assert!(found.iter().all(|alert| alert.is_here && alert.onset.is_some()));
    }
}

#[tokio::test]
async fn warnings_of_meteoalarm() {
    let now = "2026-02-03T19:00:00Z";
    let found = alerts(Service::MeteoAlarm, twin("alerts-twin-meteoalarm.json"), "DE", now).await;
    assert_eq!(found.len(), 3, "regions of one warning are one");
    if let Some(body) = recorded("alerts/meteoalarm-netherlands-2026-03.json") {
        let now = "2026-03-07T12:00:00Z";
        let found = alerts(Service::MeteoAlarm, body, "NL", now).await;
        assert_eq!(found, [], "all green");
    }
}

#[tokio::test]
async fn every_error_of_the_catalogue_is_an_error() {
    let catalogues =
        [Some(twin("error-catalogue-twin.json")), recorded("open-meteo/error-catalogue.json")];
    for catalogue in catalogues.into_iter().flatten() {
        let catalogue: Vec<serde_json::Value> = serde_json::from_slice(&catalogue).unwrap();
        for entry in catalogue {
            let status = u16::try_from(entry["http"].as_u64().unwrap()).unwrap();
            let broken = entry["body_text_suffix"].as_str();
            let body = broken.map_or_else(
                || entry["body"].to_string(),
                |words| format!("{{\"hourly\":{{\"time\":[1,{words}"),
            );
            let stand_in = StandIn::start().await.unwrap();
            stand_in.answer_with(Service::Forecast, status, body);
            let needs = Needs::nothing().current([Variable::Temperature]);
            let answer = support::client(&stand_in).weather(&place(), &needs, support::now()).await;
            assert!(answer.weather.is_none());
            let said = answer.problem.unwrap().to_string();
            assert!(!said.contains("522.52"), "a coordinate: {said}");
        }
    }
}
