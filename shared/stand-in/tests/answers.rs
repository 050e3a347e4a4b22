//! What the services answer, against the truth.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::panic)]

mod client;

use client::{ask, get, json, refusal};
use jiff::Timestamp;
use serde_json::Value;
use stand_in::{Service, StandIn, truth};

const NOW: &str = "2026-05-10T09:20:00Z";
const LISBON: (f64, f64) = (38.7223, -9.1393);
const AT_LISBON: &str = "latitude=38.7223&longitude=-9.1393";

async fn services() -> StandIn {
    let services = StandIn::start().await.unwrap();
    services.freeze(Some(at(NOW)));
    services
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, not {expected}");
}

/// Compares a block in `unixtime` and default units with the truth.
fn compare(block: &Value, names: &[&str], value: impl Fn(&str, Timestamp) -> Option<f64>) {
    let times = numbers(&block["time"]);
    for name in names {
        let values = block[*name].as_array().unwrap();
        assert_eq!(values.len(), times.len(), "{name}");
        for (time, found) in times.iter().zip(values) {
            let expected = value(name, Timestamp::from_second(*time as i64).unwrap());
            match (found.as_f64(), expected) {
                (None, None) => assert!(found.is_null()),
                (Some(found), Some(expected)) => close(found, expected, 1e-9, name),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

const INSTANTS: [&str; 20] = [
    "temperature_2m",
    "dew_point_2m",
    "relative_humidity_2m",
    "apparent_temperature",
    "precipitation",
    "rain",
    "snowfall",
    "precipitation_probability",
    "weather_code",
    "cloud_cover",
    "pressure_msl",
    "surface_pressure",
    "wind_speed_10m",
    "wind_gusts_10m",
    "wind_direction_10m",
    stringify!(visibility),
    "uv_index",
    "uv_index_clear_sky",
    "is_day",
    "cape",
];
const DAYS: [&str; 12] = [
    "temperature_2m_max",
    "temperature_2m_min",
    "temperature_2m_mean",
    "precipitation_sum",
    "precipitation_probability_max",
    "sunshine_duration",
    "weather_code",
    "uv_index_max",
    "wind_speed_10m_max",
    "wind_gusts_10m_max",
    "sunrise",
    "sunset",
];

#[tokio::test]
async fn every_value_of_the_forecast_is_the_truth() {
    let services = services().await;
    let (instants, days) = (INSTANTS.join(","), DAYS.join(","));
    let query = format!(
        "{AT_LISBON}&current={instants}&hourly={instants}&minutely_15={instants}&daily={days}\
         &timezone=Europe/Lisbon&timeformat=unixtime&past_hours=24&forecast_hours=50\
         &forecast_minutely_15=10&forecast_days=10"
    );
    let answer = json(&services, Service::Forecast, &query).await;
    let of = |name: &str, time| truth::value(name, time, LISBON.0, LISBON.1);
    let of_quarter = |name: &str, time| truth::quarter_hour(name, time, LISBON.0, LISBON.1);
    compare(&answer["hourly"], &INSTANTS, of);
    compare(&answer["minutely_15"], &INSTANTS, of_quarter);
    compare(&answer["daily"], &DAYS, |name, time| truth::day(name, time, LISBON.0, LISBON.1));
    for name in INSTANTS {
        let found = answer["current"][name].as_f64();
        assert_eq!(found, of_quarter(name, at("2026-05-10T09:15:00Z")), "{name}");
    }
    assert_eq!(answer["current"]["time"], at("2026-05-10T09:15:00Z").as_second());
    assert_eq!(answer["current"]["interval"], 900);
    let hours = numbers(&answer["hourly"]["time"]);
    assert_eq!(hours.len(), 74);
    assert_eq!(hours[0] as i64, at("2026-05-09T09:00:00Z").as_second());
    assert_eq!(numbers(&answer["minutely_15"]["time"]).len(), 10);
    let days = numbers(&answer["daily"]["time"]);
    assert_eq!((days.len(), days[0] as i64), (10, at("2026-05-09T23:00:00Z").as_second()));
    assert_eq!(answer["utc_offset_seconds"], 3600);
    assert_eq!(answer["timezone_abbreviation"], "GMT+1");
    assert_eq!(answer["daily_units"]["sunrise"], "unixtime");
}

#[tokio::test]
async fn the_air_the_sea_and_history_are_the_truth_too() {
    let services = services().await;
    let air = [
        "pm2_5",
        "pm10",
        "ozone",
        "nitrogen_dioxide",
        "sulphur_dioxide",
        "carbon_monoxide",
        "us_aqi",
        "european_aqi",
        "uv_index",
        "alder_pollen",
        "birch_pollen",
        "grass_pollen",
        "mugwort_pollen",
        "olive_pollen",
        "ragweed_pollen",
    ];
    let names = air.join(",");
    for (place, (latitude, longitude)) in
        [(AT_LISBON, LISBON), ("latitude=40.7&longitude=-74", (40.7, -74.0))]
    {
        let query = format!("{place}&current={names}&hourly={names}&timeformat=unixtime");
        let answer = json(&services, Service::AirQuality, &query).await;
        compare(&answer["hourly"], &air, |name, time| {
            truth::value(name, time, latitude, longitude)
        });
        assert_eq!(numbers(&answer["hourly"]["time"]).len(), 5 * 24);
        assert_eq!(answer["current"]["interval"], 3600);
        assert_eq!(answer["current"]["time"], at("2026-05-10T09:00:00Z").as_second());
        assert_eq!(answer["current"]["grass_pollen"].is_null(), longitude == -74.0);
    }

    let sea = [
        "wave_height",
        "wave_period",
        "wave_direction",
        "wind_wave_height",
        "wind_wave_period",
        "wind_wave_direction",
        "swell_wave_height",
        "swell_wave_period",
        "swell_wave_direction",
        "sea_surface_temperature",
    ];
    let query = format!("{AT_LISBON}&hourly={}&timeformat=unixtime", sea.join(","));
    let answer = json(&services, Service::Marine, &query).await;
    compare(&answer["hourly"], &sea, |name, time| truth::value(name, time, LISBON.0, LISBON.1));

    let query = format!(
        "{AT_LISBON}&daily={}&start_date=2025-03-28&end_date=2025-04-02&timezone=Europe/Lisbon\
         &timeformat=unixtime",
        DAYS[..4].join(",")
    );
    let answer = json(&services, Service::Archive, &query).await;
    compare(&answer["daily"], &DAYS[..4], |name, time| truth::day(name, time, LISBON.0, LISBON.1));
    // The offset of now, summer time, holds for the winter days, too.
    assert_eq!(answer["daily"]["time"][0], at("2025-03-27T23:00:00Z").as_second());
}

#[tokio::test]
async fn values_are_in_the_units_asked_for_and_units_say_so() {
    let services = services().await;
    let query = format!(
        "{AT_LISBON}&hourly=temperature_2m,wind_speed_10m,precipitation,snowfall,{}&past_hours=48\
         &forecast_hours=48",
        stringify!(visibility)
    );
    let metric = json(&services, Service::Forecast, &query).await;
    let imperial =
        format!("{query}&temperature_unit=fahrenheit&wind_speed_unit=mph&precipitation_unit=inch");
    let imperial = json(&services, Service::Forecast, &imperial).await;
    for (name, units, factor, offset, tolerance) in [
        ("temperature_2m", ("°C", "°F"), 1.8, 32.0, 0.15),
        ("wind_speed_10m", ("km/h", "mp/h"), 1.0 / 1.609_344, 0.0, 0.09),
        ("precipitation", ("mm", "inch"), 1.0 / 25.4, 0.0, 0.001),
        ("snowfall", ("cm", "inch"), 1.0 / 2.54, 0.0, 0.003),
        (stringify!(visibility), ("m", "ft"), 1.0 / 0.3048, 0.0, 0.03),
    ] {
        assert_eq!(metric["hourly_units"][name], units.0);
        assert_eq!(imperial["hourly_units"][name], units.1);
        let pairs =
            numbers(&metric["hourly"][name]).into_iter().zip(numbers(&imperial["hourly"][name]));
        for (metric, imperial) in pairs {
            close(imperial, metric * factor + offset, tolerance, name);
        }
    }
    for (asked, unit, per_kmh) in [("ms", "m/s", 1.0 / 3.6), ("kn", "kn", 1.0 / 1.852)] {
        let answer =
            json(&services, Service::Forecast, &format!("{query}&wind_speed_unit={asked}")).await;
        assert_eq!(answer["hourly_units"]["wind_speed_10m"], unit);
        let kmh = truth::exact("wind_speed_10m", at("2026-05-08T09:00:00Z"), LISBON.0, LISBON.1);
        let found = answer["hourly"]["wind_speed_10m"][0].as_f64().unwrap();
        close(found, kmh.unwrap() * per_kmh, 0.051, unit);
    }
}

#[tokio::test]
async fn local_times_are_by_the_one_offset_of_now() {
    let services = services().await;
    services.freeze(Some(at("2026-03-28T12:00:00Z")));
    let query =
        "latitude=52.5&longitude=13.4&hourly=temperature_2m&daily=sunrise&timezone=Europe/Berlin";
    let answer = json(&services, Service::Forecast, query).await;
    assert_eq!(answer["utc_offset_seconds"], 3600);
    // Summer time began on the 29th, yet no hour is missing.
    let times = answer["hourly"]["time"].as_array().unwrap();
    assert_eq!((times.len(), &times[26]), (168, &Value::from("2026-03-29T02:00")));
    assert_eq!(answer["daily"]["time"][1], "2026-03-29");
    let sunrise = truth::day("sunrise", at("2026-03-28T23:00:00Z"), 52.5, 13.4).unwrap();
    let local = Timestamp::from_second(sunrise as i64 + 3600).unwrap().to_string();
    assert_eq!(answer["daily"]["sunrise"][1], local[..16]);

    let polar = "latitude=78.2&longitude=15.6&daily=sunrise,sunset";
    services.freeze(Some(at("2026-12-21T12:00:00Z")));
    let answer = json(&services, Service::Forecast, polar).await;
    assert_eq!(answer["daily"]["sunrise"][0], "1970-01-01T00:00");

    let auto = "latitude=38.7&longitude=-9.1&timezone=auto&current=is_day";
    assert_eq!(json(&services, Service::Forecast, auto).await["timezone"], "Europe/Lisbon");
    assert!(
        refusal(&services, Service::Forecast, "latitude=1&longitude=1&timezone=Mars/Olympus")
            .await
            .contains("Invalid timezone")
    );
}

#[tokio::test]
async fn several_places_are_an_array() {
    let services = services().await;
    let query = "latitude=38.7,52.5&longitude=-9.1,13.4&elevation=10,20&hourly=temperature_2m\
                 &timezone=Europe/Lisbon,Europe/Berlin&forecast_hours=1";
    let answer = json(&services, Service::Forecast, query).await;
    let both = answer.as_array().unwrap();
    assert_eq!((both.len(), &both[1]["location_id"]), (2, &Value::from(1)));
    assert!(both[0].get("location_id").is_none());
    assert_eq!(
        (&both[0]["elevation"], &both[1]["elevation"]),
        (&Value::from(10.0), &Value::from(20.0))
    );
    assert_eq!(
        (&both[0]["timezone"], &both[1]["timezone"]),
        (&Value::from("Europe/Lisbon"), &Value::from("Europe/Berlin"))
    );
    let expected = truth::value("temperature_2m", at("2026-05-10T09:00:00Z"), 52.5, 13.4);
    assert_eq!(both[1]["hourly"]["temperature_2m"][0].as_f64(), expected);
}

#[tokio::test]
async fn refusals_have_the_services_words() {
    let services = services().await;
    for (service, query, words) in [
        (
            Service::Forecast,
            "latitude=522.52&longitude=13",
            "Latitude must be in range of -90 to 90°. Given: 522.52.",
        ),
        (
            Service::Forecast,
            "latitude=52&longitude=13&hourly=tempeture_2m",
            "Cannot initialize WeatherVariable from invalid String value tempeture_2m for key hourly",
        ),
        (Service::Geocoding, "name=Lisbon&count=101", "Parameter count must be between 1 and 100."),
        (
            Service::Marine,
            "latitude=50.1&longitude=14.4&hourly=wave_height",
            "No data is available for this location",
        ),
        (
            Service::Archive,
            "latitude=50&longitude=14&daily=temperature_2m_max",
            "Both 'start_date' and 'end_date' must be set in the url",
        ),
    ] {
        assert_eq!(refusal(&services, service, query).await, words);
    }
}

#[tokio::test]
async fn thirty_years_of_history_come_at_once() {
    let services = services().await;
    let query = format!(
        "{AT_LISBON}&daily=temperature_2m_max,temperature_2m_min,temperature_2m_mean,precipitation_sum\
         &start_date=1996-01-01&end_date=2025-12-31"
    );
    let answer = json(&services, Service::Archive, &query).await;
    assert_eq!(answer["daily"]["time"].as_array().unwrap().len(), 10_958);
    let refused = "latitude=1,1,1,1,1,1,1,1&longitude=1,1,1,1,1,1,1,1&hourly=cape,rain&start_date=2016-01-01&end_date=2026-01-01";
    assert!(refusal(&services, Service::Forecast, refused).await.contains("Too many values"));
}

#[tokio::test]
async fn places_are_searched() {
    let services = services().await;
    let found = json(&services, Service::Geocoding, "name=springfield").await;
    assert_eq!(found["results"].as_array().unwrap().len(), 3);
    let found = json(&services, Service::Geocoding, "name=M%C3%BCnchen&language=de").await;
    assert_eq!(found["results"][0]["name"], "München");
    assert!(json(&services, Service::Geocoding, "name=Xyzzy").await.get("results").is_none());
}

#[tokio::test]
async fn american_alerts_are_active_where_america_is() {
    let services = services().await;
    let answer = ask(&services, Service::Nws, "point=40.7128,-74.0060").await.unwrap();
    assert_eq!(answer.header("Content-Type"), Some("application/geo+json"));
    let features = answer.json()["features"].as_array().unwrap().clone();
    assert_eq!(features.len(), 2);
    for feature in &features {
        let time = |key: &str| feature["properties"][key].as_str().map(at);
        assert!(time("onset").unwrap() <= at(NOW) && at(NOW) < time("expires").unwrap());
        assert!(feature["properties"]["onset"].as_str().unwrap().ends_with("-05:00"));
    }
    let elsewhere = ask(&services, Service::Nws, "point=38.7,-9.1").await.unwrap();
    assert_eq!(elsewhere.json()["features"], Value::Array(Vec::new()));
    assert_eq!(ask(&services, Service::Nws, "point=x").await.unwrap().status, 400);
    let nameless = b"GET /alerts/active?point=40.7,-74 HTTP/1.1\r\nHost: x\r\n\r\n";
    let (bytes, _) = client::exchange(&services, nameless).await;
    assert!(bytes.starts_with(b"HTTP/1.1 403 "));
}

#[tokio::test]
async fn european_warnings_are_of_every_colour() {
    let services = services().await;
    let answer = get(&services, "/meteoalarm/feeds-portugal").await.json();
    let warnings = answer["warnings"].as_array().unwrap();
    let mut colours = Vec::new();
    let mut regions = Vec::new();
    for warning in warnings {
        let infos = warning["alert"]["info"].as_array().unwrap();
        let languages: Vec<_> =
            infos.iter().map(|info| info["language"].as_str().unwrap()).collect();
        assert_eq!(languages, ["pt-PT", "en-GB"]);
        let info = &infos[1];
        let time = |key: &str| at(info[key].as_str().unwrap());
        assert!(time("onset") <= at(NOW) && at(NOW) < time("expires"));
        let parameter = |index: usize| info["parameter"][index]["value"].as_str().unwrap();
        colours.push(format!("{} / {}", parameter(0), parameter(1)));
        regions.push(info["area"][0]["areaDesc"].as_str().unwrap());
    }
    assert_eq!(
        colours,
        [
            "1; Wind / 2; yellow; Moderate",
            "10; Rain / 3; orange; Severe",
            "1; Wind / 1; green; Minor"
        ]
    );
    assert_eq!(regions, ["Lisboa", "Faro", "Porto"]);
    assert_eq!(get(&services, "/meteoalarm/feeds-atlantis").await.status, 404);
}
