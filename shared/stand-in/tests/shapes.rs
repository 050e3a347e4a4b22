//! The shapes of computed answers against those of recorded ones.
//!
//! The recordings are not part of the project; where they are not beside it,
//! this says so and checks nothing.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod client;

use std::path::Path;

use client::{ask, get, json};
use serde_json::Value;
use stand_in::{Fault, Service, StandIn};

fn recorded(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures");
    if !folder.is_dir() {
        eprintln!("skipped {name}: no recorded answers beside the workspace");
        return None;
    }
    Some(std::fs::read_to_string(folder.join(name)).unwrap())
}

fn recorded_json(name: &str) -> Option<Value> {
    recorded(name).map(|text| serde_json::from_str(&text).unwrap())
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Asks for the variables of a recorded block that the truth knows.
fn known(recorded: &Value, block: &str, unknown: &[&str]) -> String {
    let names = keys(&recorded[block]).into_iter();
    let names =
        names.filter(|name| !["time", "interval"].contains(name) && !unknown.contains(name));
    names.collect::<Vec<_>>().join(",")
}

/// Compares the top, the units and the kinds of values of two forecasts.
fn assert_alike(recorded: &Value, computed: &Value, blocks: &[&str]) {
    let top = |answer: &Value| {
        let all = keys(answer).into_iter();
        all.filter(|key| {
            let block = key.strip_suffix("_units").unwrap_or(key);
            blocks.contains(&block) || !answer[*key].is_object()
        })
        .map(str::to_owned)
        .collect::<Vec<_>>()
    };
    assert_eq!(top(recorded), top(computed));
    for key in top(computed) {
        assert_eq!(kind(&recorded[&key]), kind(&computed[&key]), "{key}");
    }
    for block in blocks {
        let units = &computed[format!("{block}_units")];
        for (name, unit) in units.as_object().unwrap() {
            assert_eq!(&recorded[format!("{block}_units")][name], unit, "{block} {name}");
            assert_eq!(kind(&recorded[*block][name]), kind(&computed[*block][name]), "{name}");
        }
    }
}

async fn compare(service: Service, file: &str, blocks: &[&str], unknown: &[&str], more: &str) {
    let Some(recorded) = recorded_json(file) else { return };
    let services = StandIn::start().await.unwrap();
    let asked = blocks.iter().map(|block| format!("&{block}={}", known(&recorded, block, unknown)));
    let query = format!("latitude=40.6&longitude=-74.4{}{more}", asked.collect::<String>());
    let computed = json(&services, service, &query).await;
    assert_alike(&recorded, &computed, blocks);
}

#[tokio::test]
async fn forecasts_have_their_shape() {
    compare(
        Service::Forecast,
        "open-meteo/forecast-new-york-2025-12-28.json",
        &["current", "hourly"],
        &[],
        "",
    )
    .await;
    // Its author added the codes, without a unit.
    let unknown = ["cloud_cover_mean", "snowfall_sum", "weather_code"];
    let file = "open-meteo/forecast-new-york-2025-12-28-daily.json";
    compare(Service::Forecast, file, &["daily"], &unknown, "").await;
    let file = "open-meteo/current-stockholm-2026-06-21.json";
    compare(Service::Forecast, file, &["current"], &[], "&wind_speed_unit=ms").await;
    compare(
        Service::Forecast,
        "open-meteo/forecast-imperial-virga.json",
        &["current", "daily"],
        &[],
        "",
    )
    .await;
}

#[tokio::test]
async fn the_air_has_its_shape() {
    let unknown = [
        "carbon_dioxide",
        "ammonia",
        "aerosol_optical_depth",
        "methane",
        "dust",
        "formaldehyde",
        "glyoxal",
        "nitrogen_monoxide",
        "peroxyacyl_nitrates",
        "sea_salt_aerosol",
        "non_methane_volatile_organic_compounds",
        "pm10_wildfires",
        "pm2_5_total_organic_matter",
        "residential_elementary_carbon",
        "secondary_inorganic_aerosol",
        "total_elementary_carbon",
        "european_aqi_pm2_5",
        "european_aqi_pm10",
        "european_aqi_nitrogen_dioxide",
        "european_aqi_ozone",
        "european_aqi_sulphur_dioxide",
        "us_aqi_pm2_5",
        "us_aqi_pm10",
        "us_aqi_nitrogen_dioxide",
        "us_aqi_ozone",
        "us_aqi_sulphur_dioxide",
        "us_aqi_carbon_monoxide",
    ];
    let Some(recorded) = recorded_json("open-meteo/air-quality-enschede-2026-10-03.json") else {
        return;
    };
    let services = StandIn::start().await.unwrap();
    let names = known(&recorded, "hourly", &unknown);
    let query = format!("latitude=52.2&longitude=6.9&current={names}&hourly={names}");
    assert_alike(
        &recorded,
        &json(&services, Service::AirQuality, &query).await,
        &["current", "hourly"],
    );
}

#[tokio::test]
async fn the_sea_has_its_shape() {
    let unknown = [
        "wave_peak_period",
        "wind_wave_peak_period",
        "swell_wave_peak_period",
        "secondary_swell_wave_height",
        "secondary_swell_wave_direction",
        "secondary_swell_wave_period",
        "tertiary_swell_wave_height",
        "tertiary_swell_wave_direction",
        "tertiary_swell_wave_period",
        "sea_level_height_msl",
        "invert_barometer_height",
        "ocean_current_velocity",
        "ocean_current_direction",
    ];
    let file = "open-meteo/marine-north-sea-2026-10-03.json";
    compare(Service::Marine, file, &["current", "hourly"], &unknown, "").await;
}

#[tokio::test]
async fn search_results_have_their_shape() {
    let Some(recorded) = recorded_json("open-meteo/geocoding.json") else { return };
    let services = StandIn::start().await.unwrap();
    let computed = json(&services, Service::Geocoding, "name=Springfield").await;
    assert_eq!(keys(&recorded), keys(&computed));
    // Postcodes and second-level regions are left out: a client must not need them.
    for (key, value) in computed["results"][0].as_object().unwrap() {
        assert_eq!(kind(&recorded["results"][0][key]), kind(value), "{key}");
    }
    let Some(nothing) = recorded_json("open-meteo/geocoding-no-match.json") else { return };
    assert_eq!(keys(&nothing), keys(&json(&services, Service::Geocoding, "name=Xyzzy").await));
}

#[tokio::test]
async fn a_place_that_is_not_covered_has_its_shape() {
    let Some(recorded) = recorded("open-meteo/not-covered-bare-nan.txt") else { return };
    let services = StandIn::start().await.unwrap();
    services.set_fault(Fault::BareNan);
    let computed =
        ask(&services, Service::Forecast, "latitude=1&longitude=1").await.unwrap().text();
    let shape = |text: &str| {
        let fields =
            text.trim().split(',').map(|field| field.split_once(':').unwrap().0.to_owned());
        fields.collect::<Vec<_>>()
    };
    assert_eq!(shape(&recorded), shape(&computed));
}

#[tokio::test]
async fn errors_have_their_words() {
    let Some(recorded) = recorded_json("open-meteo/error-catalogue.json") else { return };
    let services = StandIn::start().await.unwrap();
    let reasons: Vec<String> = recorded
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|error| Some(error["body"]["reason"].as_str()?.to_owned()))
        .collect();
    for status in [400, 401, 403, 429, 503] {
        services.set_fault(Fault::status(status));
        let answer = ask(&services, Service::Forecast, "").await.unwrap().json();
        assert!(reasons.contains(&answer["reason"].as_str().unwrap().to_owned()), "{answer}");
    }
}

/// The path and the kind of every value; arrays by their first item.
fn outline(value: &Value, path: &str, outline: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                self::outline(field, &format!("{path}.{key}"), outline);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            self::outline(&items[0], &format!("{path}[]"), outline);
        }
        other => outline.push(format!("{path} {}", kind(other))),
    }
}

fn assert_same_outline(recorded: &Value, computed: &Value, but: &[&str]) {
    let lines = |value| {
        let mut lines = Vec::new();
        outline(value, "", &mut lines);
        lines.retain(|line| !but.iter().any(|but| line.contains(but)));
        lines.sort();
        lines
    };
    assert_eq!(lines(recorded), lines(computed));
}

#[tokio::test]
async fn american_alerts_have_their_shape() {
    let Some(recorded) = recorded_json("alerts/nws-2019-12-20.json") else { return };
    let services = StandIn::start().await.unwrap();
    let computed = json(&services, Service::Nws, "point=45.5,-122.7").await;
    // Parameters of the broadcasters differ from alert to alert.
    assert_same_outline(&recorded, &computed, &[".VTEC", ".EAS-ORG", ".PIL"]);
}

#[tokio::test]
async fn european_warnings_have_their_shape() {
    let Some(recorded) = recorded_json("alerts/meteoalarm-netherlands-2026-03.json") else {
        return;
    };
    let services = StandIn::start().await.unwrap();
    let computed = get(&services, "/meteoalarm/feeds-netherlands").await.json();
    assert_same_outline(&recorded, &computed, &[]);
    let languages = |feed: &Value| {
        let infos = feed["warnings"][0]["alert"]["info"].as_array().unwrap();
        infos.iter().map(|info| info["language"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(languages(&recorded), languages(&computed));
}
