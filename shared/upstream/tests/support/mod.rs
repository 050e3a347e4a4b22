//! What the tests of the client share.

#![allow(dead_code, reason = "each test program uses its part")]

use std::time::{Duration, Instant};

use stand_in::{Service, StandIn};
use upstream::{Client, Endpoints, Limits, Settings};
use weather::{Place, Timestamp};

/// Less time and room than usual, so that tests are quick.
pub(crate) const LIMITS: Limits = Limits {
    connect: Duration::from_secs(1),
    total: Duration::from_millis(900),
    probe: Duration::from_millis(500),
    patience: Duration::from_secs(5),
    body_bytes: 256 * 1024,
    shortest_pause: Duration::from_millis(100),
    longest_pause: Duration::from_millis(200),
    day: Duration::from_secs(24 * 3600),
    references_a_day: 3,
    searches_a_day: 500,
};

/// The same for references of thirty years, which take their time on a busy machine.
pub(crate) const PATIENT: Limits = Limits { total: Duration::from_secs(10), ..LIMITS };

pub(crate) fn place() -> Place {
    Place {
        id: "lisbon".into(),
        name: "Lisboa".into(),
        latitude: 38.7223,
        longitude: -9.1393,
        elevation: 45.0,
        timezone: "Europe/Lisbon".into(),
        country: "PT".into(),
    }
}

/// The stand-in answers for the system's now.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

pub(crate) fn settings(stand_in: &StandIn, refresh: Duration) -> Settings {
    let url = |service| stand_in.url(service).parse().unwrap();
    Settings {
        endpoints: Endpoints {
            forecast: url(Service::Forecast),
            air_quality: url(Service::AirQuality),
            marine: url(Service::Marine),
            archive: url(Service::Archive),
            geocoding: url(Service::Geocoding),
            nws_alerts: url(Service::Nws),
            meteoalarm: url(Service::MeteoAlarm),
        },
        api_key: None,
        refresh,
        daily_calls: 100_000,
        cache_dir: None,
        spread: Duration::ZERO,
    }
}

pub(crate) fn client(stand_in: &StandIn) -> Client {
    Client::with_limits(settings(stand_in, Duration::from_secs(900)), LIMITS).unwrap()
}

pub(crate) fn patient_client(stand_in: &StandIn) -> Client {
    Client::with_limits(settings(stand_in, Duration::from_secs(900)), PATIENT).unwrap()
}

/// Waits until `look` finds something.
pub(crate) async fn eventually<T, F>(what: &str, mut look: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let began = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(15), "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
