//! The shapes of computed answers against those of recorded ones, and of their twins
//! that are part of the project.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod client;

use std::{fs, path::Path};

use client::{ask, get, json};
use serde_json::Value;
use stand_in::{Fault, Service, StandIn};

fn twin(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../upstream/tests/data");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// A recorded answer; none where it is not beside the project.
fn recorded(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures");
    let text = fs::read_to_string(folder.join(name)).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {name} is not here; its twin was compared");
    }
    text
}

/// A twin, and what it is the twin of.
fn answers(twin: &str, name: &str) -> impl Iterator<Item = Value> {
    let texts = [Some(self::twin(twin)), recorded(name)].into_iter().flatten();
    texts.map(|text| serde_json::from_str(&text).unwrap())
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
        let units = format!("{block}_units");
        for (name, unit) in computed[&units].as_object().unwrap() {
            let theirs = &recorded[&units][name];
            // A variable that no model there has.
            if theirs == "undefined" {
                continue;
            }
            assert_eq!(theirs, unit, "{block} {name}");
            let (value, ours) = (&recorded[*block][name], &computed[*block][name]);
            assert!(value.is_null() || kind(value) == kind(ours), "{name}: {value}");
        }
    }
}

async fn compare(
    service: Service,
    files: (&str, &str),
    blocks: &[&str],
    unknown: &[&str],
    more: &str,
) {
    for recorded in answers(files.0, files.1) {
        let services = StandIn::start().await.unwrap();
        let asked =
            blocks.iter().map(|block| format!("&{block}={}", known(&recorded, block, unknown)));
        let query = format!("latitude=40.6&longitude=-74.4{}{more}", asked.collect::<String>());
        let computed = json(&services, service, &query).await;
        assert_alike(&recorded, &computed, blocks);
    }
}

#[tokio::test]
async fn forecasts_have_their_shape() {
    let service = Service::Forecast;
    let twin = "forecast-twin-new-york.json";
    let files = (twin, "open-meteo/forecast-new-york-2025-12-28.json");
    compare(service, files, &["current", "hourly"], &[], "").await;
    // Its author added the codes, without a unit.
    let unknown = ["cloud_cover_mean", "snowfall_sum", "weather_code"];
    let files = (twin, "open-meteo/forecast-new-york-2025-12-28-daily.json");
    compare(service, files, &["daily"], &unknown, "").await;
    let files = ("current-twin-stockholm.json", "open-meteo/current-stockholm-2026-06-21.json");
    compare(service, files, &["current"], &[], "&wind_speed_unit=ms").await;
    let files = ("forecast-twin-denver.json", "open-meteo/forecast-imperial-virga.json");
    compare(service, files, &["current", "daily"], &[], "").await;
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
    let name = "open-meteo/air-quality-enschede-2026-10-03.json";
    for recorded in answers("air-quality-twin.json", name) {
        let services = StandIn::start().await.unwrap();
        let names = known(&recorded, "hourly", &unknown);
        let query = format!("latitude=52.2&longitude=6.9&current={names}&hourly={names}");
        let computed = json(&services, Service::AirQuality, &query).await;
        assert_alike(&recorded, &computed, &["current", "hourly"]);
    }
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
    let files = ("marine-twin.json", "open-meteo/marine-north-sea-2026-10-03.json");
    compare(Service::Marine, files, &["current", "hourly"], &unknown, "").await;
}

#[tokio::test]
async fn search_results_have_their_shape() {
    let services = StandIn::start().await.unwrap();
    let computed = json(&services, Service::Geocoding, "name=Springfield").await;
    for recorded in answers("geocoding-twin.json", "open-meteo/geocoding.json") {
        assert_eq!(keys(&recorded), keys(&computed));
        // Postcodes and second-level regions are left out: a client must not need them.
        for (key, value) in computed["results"][0].as_object().unwrap() {
            assert_eq!(kind(&recorded["results"][0][key]), kind(value), "{key}");
        }
    }
    let computed = json(&services, Service::Geocoding, "name=Xyzzy").await;
    for nothing in answers("geocoding-twin-no-match.json", "open-meteo/geocoding-no-match.json") {
        assert_eq!(keys(&nothing), keys(&computed));
    }
}

#[tokio::test]
async fn a_place_that_is_not_covered_has_its_shape() {
    let services = StandIn::start().await.unwrap();
    services.set_fault(Fault::BareNan);
    let computed =
        ask(&services, Service::Forecast, "latitude=1&longitude=1").await.unwrap().text();
    let shape = |text: &str| {
        let fields =
            text.trim().split(',').map(|field| field.split_once(':').unwrap().0.to_owned());
        fields.collect::<Vec<_>>()
    };
    let twin = twin("not-covered-twin-bare-nan.txt");
    let recorded = recorded("open-meteo/not-covered-bare-nan.txt");
    for answer in [Some(twin), recorded].into_iter().flatten() {
        assert_eq!(shape(&answer), shape(&computed));
    }
}

#[tokio::test]
async fn errors_have_their_words() {
    let services = StandIn::start().await.unwrap();
    for catalogue in answers("error-catalogue-twin.json", "open-meteo/error-catalogue.json") {
        let errors = catalogue.as_array().unwrap();
        for status in [400, 401, 403, 429, 503] {
            services.set_fault(Fault::status(status));
            let answer = ask(&services, Service::Forecast, "").await.unwrap().json();
            let is_known = |error: &Value| error["body"]["reason"] == answer["reason"];
            assert!(errors.iter().any(is_known), "{answer}");
        }
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
    let services = StandIn::start().await.unwrap();
    let computed = json(&services, Service::Nws, "point=45.5,-122.7").await;
    // The twin's first alert is a new one without an end; parameters of the broadcasters
    // differ from alert to alert.
    let differs: [&[&str]; 2] =
        [&[".references", ".ends", ".instruction", ".parameters"], &[".VTEC", ".EAS-ORG", ".PIL"]];
    let answers = answers("alerts-twin-nws.json", "alerts/nws-2019-12-20.json");
    for (recorded, but) in answers.zip(differs) {
        assert_same_outline(&recorded, &computed, but);
    }
}

#[tokio::test]
async fn european_warnings_have_their_shape() {
    let name = "alerts/meteoalarm-netherlands-2026-03.json";
    let countries = ["germany", "netherlands"];
    for (recorded, country) in answers("alerts-twin-meteoalarm.json", name).zip(countries) {
        let services = StandIn::start().await.unwrap();
        let computed = get(&services, &format!("/meteoalarm/feeds-{country}")).await.json();
        assert_same_outline(&recorded, &computed, &[]);
        let languages = |feed: &Value| {
            let infos = feed["warnings"][0]["alert"]["info"].as_array().unwrap();
            infos.iter().map(|info| info["language"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(languages(&recorded), languages(&computed));
    }
}
