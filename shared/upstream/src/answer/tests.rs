use proptest::prelude::*;
use serde_json::json;
use weather::{AirVariable, Date, MarineVariable, Variable};

use super::*;

fn place(timezone: &str) -> Place {
    Place {
        id: "somewhere".into(),
        name: "Somewhere".into(),
        latitude: 40.75,
        longitude: -74.0,
        elevation: 12.0,
        timezone: timezone.into(),
        country: "US".into(),
    }
}

fn everything() -> Needs {
    Needs::nothing()
        .current(Variable::ALL)
        .hourly(Variable::ALL, 24, 48)
        .quarter_hourly(Variable::ALL, 2)
        .daily(DailyVariable::ALL, 10)
        .air_quality(AirVariable::ALL, 24, 48)
        .marine(MarineVariable::ALL, 24)
        .climate()
}

fn reply(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    let status = StatusCode::from_u16(status).unwrap();
    Reply { status, retry_after: None, body: body.into() }
}

fn read_body(body: impl Into<Vec<u8>>) -> Result<Weather, UpstreamError> {
    read_part(&Part::Forecast, &reply(200, body))
}

fn read_part(part: &Part, reply: &Reply) -> Result<Weather, UpstreamError> {
    accept(reply)?;
    read(part, &reply.body, &place("Europe/Berlin"), &everything())
}

fn read_json(answer: &Value) -> Weather {
    read_body(answer.to_string()).unwrap()
}

fn twin(name: &str) -> String {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn new_york_reads_as_written() {
    let weather = read_body(twin("forecast-twin-new-york.json")).unwrap();
    let now = instant("2025-12-28T23:00:00Z");
    let at = |variable| weather.at(variable, now);
    assert_eq!(at(Variable::Temperature), Some(-3.4));
    assert_eq!(at(Variable::Precipitation), Some(0.3));
    assert_eq!(at(Variable::PrecipitationProbability), Some(41.0));
    assert_eq!(at(Variable::WindSpeed), Some(4.0));
    assert_eq!(at(Variable::WindGust), Some(8.5));
    assert_eq!(at(Variable::RelativeHumidity), Some(77.0));
    assert_eq!(at(Variable::CloudCover), Some(62.0));
    assert_eq!(at(Variable::IsDay), Some(0.0));
    assert_eq!(at(Variable::WindDirection), None);
    assert!(!weather.hourly.values.contains_key(&Variable::DewPoint));
    assert_eq!(weather.hourly.times.len(), 336);
    assert_eq!(weather.hourly.value(Variable::CloudCover, 13), None);
    assert_eq!(weather.daily.on(DailyVariable::TemperatureMax, day("2025-12-28")), Some(0.6));
    assert_eq!(weather.source, SourceKind::OpenMeteo);
}

#[test]
fn local_times_become_instants() {
    let weather = read_body(twin("current-twin-stockholm.json")).unwrap();
    let current = weather.current.unwrap();
    assert_eq!(current.time, instant("2026-07-03T12:15:00Z"));
    assert_eq!(current.values[&Variable::WindSpeed], 5.2);
    assert_eq!(current.values[&Variable::WindDirection], 235.0);

    let weather = read_body(twin("forecast-twin-denver.json")).unwrap();
    let current = weather.current.unwrap();
    assert_eq!(current.time, instant("2026-06-19T02:45:00Z"));
    assert_eq!(current.values[&Variable::WindSpeed], 2.5);
    assert_eq!(weather.daily.on(DailyVariable::WeatherCode, day("2026-06-21")), Some(95.0));
}

#[test]
fn without_an_offset_the_zone_reads_local_times() {
    let hourly = json!({"time": ["2026-07-03T14:00"], "uv_index": [5]});
    let stated = read_json(&json!({"timezone": "Asia/Tokyo", "hourly": hourly}));
    assert_eq!(stated.hourly.times, [instant("2026-07-03T05:00:00Z")]);
    let ours = read_json(&json!({"hourly": hourly}));
    assert_eq!(ours.hourly.times, [instant("2026-07-03T12:00:00Z")]);
}

#[test]
fn one_offset_holds_through_a_change_to_winter_time() {
    // Berlin, asked in summer time: the clock goes back on 2025-10-26 at 01:00 UTC.
    let weather = read_json(&json!({
        "utc_offset_seconds": 7200, "timezone": "Europe/Berlin",
        "hourly": {
            "time": ["2025-10-26T02:00", "2025-10-26T03:00", "2025-10-26T04:00"],
            "uv_index": [0, 0, 0]
        },
        "daily": {"time": [1_761_429_600, 1_761_516_000], "weather_code": [3, 61]}
    }));
    let hours: Vec<i64> = weather.hourly.times.iter().map(|time| time.as_second()).collect();
    assert_eq!(hours, [1_761_436_800, 1_761_440_400, 1_761_444_000]);
    assert_eq!(weather.daily.dates, [day("2025-10-26"), day("2025-10-27")]);
}

#[test]
fn true_midnights_after_a_change_to_summer_time_are_on_their_days() {
    // Berlin, asked in winter time; the second midnight is by summer time.
    let weather = read_json(&json!({
        "utc_offset_seconds": 3600, "timezone": "Europe/Berlin",
        "daily": {"time": [1_774_738_800, 1_774_821_600], "weather_code": [3, 61]}
    }));
    assert_eq!(weather.daily.dates, [day("2026-03-29"), day("2026-03-30")]);
}

#[test]
fn unix_times_integers_and_quarter_hours_are_read() {
    let weather = read_json(&json!([{
        "utc_offset_seconds": -18000,
        "minutely_15_units": {"time": "unixtime", "precipitation": "mm"},
        "minutely_15": {"time": [1_766_962_800, 1_766_963_700.0], "precipitation": [1, 0.2]}
    }, {"ignored": true}]));
    let times = [instant("2025-12-28T23:00:00Z"), instant("2025-12-28T23:15:00Z")];
    assert_eq!(weather.quarter_hourly.times, times);
    let values = &weather.quarter_hourly.values[&Variable::Precipitation];
    assert_eq!(*values, [Some(1.0), Some(0.2)]);
}

#[test]
fn the_air_and_the_sea_are_read_by_their_own_names() {
    let air = read_part(&Part::AirQuality, &reply(200, twin("air-quality-twin.json"))).unwrap();
    let now = instant("2026-04-11T10:00:00Z");
    let at = |variable| air.air_quality.at(variable, now);
    assert_eq!(at(AirVariable::Pm2_5), Some(17.3));
    assert_eq!(at(AirVariable::CarbonMonoxide), Some(211.0));
    assert_eq!(at(AirVariable::BirchPollen), Some(42.5));
    assert_eq!(at(AirVariable::OlivePollen), None);
    let later = instant("2026-04-11T11:30:00Z");
    assert_eq!(air.air_quality.at(AirVariable::Ozone, later), Some(85.5));

    let sea = read_part(&Part::Marine, &reply(200, twin("marine-twin.json"))).unwrap();
    let now = instant("2026-04-11T10:15:00Z");
    let at = |variable| sea.marine.at(variable, now);
    assert_eq!(at(MarineVariable::WaveHeight), Some(1.42));
    assert_eq!(at(MarineVariable::WaveDirection), Some(285.0));
    assert_eq!(at(MarineVariable::SwellHeight), None, "its unit is undefined");
    assert_eq!(at(MarineVariable::SeaSurfaceTemperature), Some(14.6));
    assert!(sea.air_quality.current.is_none() && sea.current.is_none());
}

#[test]
fn nulls_throughout_are_no_coverage_of_air_and_sea() {
    let nulls = json!({
        "hourly_units": {"wave_height": "m", "olive_pollen": "grains/m³"},
        "hourly": {"time": [0, 3600], "wave_height": [null, null], "olive_pollen": [null, null]}
    });
    for part in [Part::AirQuality, Part::Marine] {
        let read = read_part(&part, &reply(200, nulls.to_string()));
        assert_eq!(read, Err(UpstreamError::NotCovered));
    }
}

#[test]
fn the_reference_is_days_by_date() {
    let days = json!({
        "utc_offset_seconds": 7200, "timezone": "Europe/Berlin",
        "daily_units": {"time": "iso8601", "temperature_2m_max": "°C", "temperature_2m_min": "°C"},
        "daily": {
            "time": ["1991-01-01", "1991-01-02", "2020-12-31"],
            "temperature_2m_max": [1.5, null, 7.0], "temperature_2m_min": [-3.0, -4.5, 2.5]
        }
    });
    let weather = read_part(&Part::Climate, &reply(200, days.to_string())).unwrap();
    let on = |variable, date| weather.climate.on(variable, day(date));
    assert_eq!(on(DailyVariable::TemperatureMax, "1991-01-01"), Some(1.5));
    assert_eq!(on(DailyVariable::TemperatureMax, "1991-01-02"), None);
    assert_eq!(on(DailyVariable::TemperatureMin, "2020-12-31"), Some(2.5));
    assert!(weather.daily.dates.is_empty());
}

#[test]
fn a_reference_with_more_holes_than_days_is_none() {
    let days = json!({
        "utc_offset_seconds": 0, "timezone": "GMT",
        "daily_units": {"time": "iso8601", "temperature_2m_max": "°C", "temperature_2m_min": "°C"},
        "daily": {
            "time": ["1991-01-01", "1991-01-02"],
            "temperature_2m_max": [1.5, null], "temperature_2m_min": [null, null]
        }
    });
    let read = read_part(&Part::Climate, &reply(200, days.to_string()));
    assert_eq!(read.unwrap_err(), UpstreamError::Empty, "it would be kept for a year");
}

#[test]
fn a_null_day_stays_without_value() {
    let weather = read_body(twin("forecast-twin-null-eighth-day.json")).unwrap();
    let on = |date| weather.daily.on(DailyVariable::TemperatureMax, day(date));
    assert_eq!(weather.daily.dates.len(), 8);
    assert_eq!(on("2026-07-17"), Some(30.8));
    assert_eq!(on("2026-07-18"), None);
}

#[test]
fn what_did_not_come_back_is_absent() {
    let weather = read_body(twin("models-twin-one-covering.json")).unwrap();
    let values: Vec<_> = weather.hourly.values.keys().collect();
    assert_eq!(values, [&Variable::Temperature]);
    assert!(weather.current.is_none());
    assert!(weather.daily.dates.is_empty());
}

#[test]
fn imperial_answers_are_converted_and_unknown_units_left_out() {
    let weather = read_json(&json!({
        "utc_offset_seconds": 0,
        "current_units": {
            "temperature_2m": "°F", "wind_speed_10m": "mp/h", "wind_gusts_10m": "furlongs",
            "precipitation": "inch", "visibility": "ft", "pressure_msl": "undefined"
        },
        "current": {
            "time": "2026-01-01T00:00", "temperature_2m": 50, "wind_speed_10m": 10, "wind_gusts_10m": 3,
            "precipitation": 0.1, "visibility": 10000, "pressure_msl": 1013, "cloud_cover": 5
        }
    }));
    let expected = [
        (Variable::Temperature, 10.0),
        (Variable::Precipitation, 2.54),
        (Variable::WindSpeed, 4.4704),
        (Variable::Visibility, 3048.0),
    ];
    assert_eq!(weather.current.unwrap().values, BTreeMap::from(expected));
}

#[test]
fn an_undefined_unit_means_no_values() {
    let weather = read_json(&json!({
        "hourly_units": {"visibility": "undefined"},
        "hourly": {"time": [0, 3600], "visibility": [null, 100], "uv_index": [1, 2]}
    }));
    assert_eq!(weather.hourly.values[&Variable::Visibility], [None, None]);
}

#[test]
fn short_arrays_wrong_types_and_minus_zero_do_no_harm() {
    let weather = read_json(&json!({
        "hourly_units": {"temperature_2m": "°C", "cloud_cover": "%"},
        "hourly": {"time": [0, 3600, 7200], "temperature_2m": [-0.0, "warm"], "cloud_cover": null}
    }));
    let temperature = &weather.hourly.values[&Variable::Temperature];
    assert_eq!(*temperature, [Some(0.0), None, None]);
    assert!(temperature[0].unwrap().is_sign_positive());
    assert_eq!(weather.hourly.values[&Variable::CloudCover], [None; 3]);
}

#[test]
fn unreadable_and_repeated_times_are_left_out_with_their_values() {
    let weather = read_json(&json!({
        "hourly": {"time": [0, "noon", 3600, 3600, 7200], "uv_index": [1, 2, 3, 4, 5]}
    }));
    assert_eq!(weather.hourly.times.len(), 3);
    assert_eq!(weather.hourly.values[&Variable::UvIndex], [Some(1.0), Some(3.0), Some(5.0)]);
}

#[test]
fn each_error_of_the_catalogue_has_its_kind() {
    let catalogue: Vec<Value> = serde_json::from_str(&twin("error-catalogue-twin.json")).unwrap();
    for entry in &catalogue {
        let status = entry["http"].as_u64().unwrap() as u16;
        let suffix =
            entry["body_text_suffix"].as_str().map(|suffix| format!("{{\"a\":[1,{suffix}"));
        let body = suffix.unwrap_or_else(|| entry["body"].to_string());
        let reply = reply(status, body);
        let error = read_part(&Part::Forecast, &reply).unwrap_err();
        let reason = entry["body"]["reason"].as_str().unwrap_or_default();
        let right = match (status, &error) {
            (200, UpstreamError::Malformed(why)) => why == "the service broke off in the middle",
            (429, UpstreamError::Busy { reason: found, .. }) => found == reason,
            (503, UpstreamError::Unavailable { reason: found, .. }) => found == reason,
            (400, UpstreamError::NotCovered) => reason.starts_with("No data"),
            (_, UpstreamError::Refused { reason: found, .. }) => {
                !found.is_empty() && reason.starts_with(found) && !reason.starts_with("No data")
            }
            _ => false,
        };
        assert!(right, "{status} {reason}: {error:?}");
        assert!(!error.to_string().contains("131.25"), "a coordinate: {error}");
    }
}

#[test]
fn an_error_with_status_200_is_an_error() {
    let error = read_body(r#"{"error":true,"reason":"No such model"}"#).unwrap_err();
    let text = "the weather service refused the request (200): No such model";
    assert_eq!(error.to_string(), text);
}

#[test]
fn what_is_no_weather_is_told_apart() {
    let bare_nan = read_body(twin("not-covered-twin-bare-nan.txt")).unwrap_err();
    assert_eq!(bare_nan, UpstreamError::NotCovered);
    let cases = [
        ("", "it is empty"),
        (
            "\n<!DOCTYPE html><title>Sign in</title>",
            "it is a web page; does this network want a sign-in?",
        ),
        ("{\"hourly\":{\"time\":[", "it is not JSON"),
        ("{\"hourly\":{\"time\":[0],\"uv_index\":[nan]}}", "it is not JSON"),
        ("[]", "it is JSON, but holds no weather"),
        ("42", "it is JSON, but holds no weather"),
    ];
    for (body, reason) in cases {
        assert_eq!(read_body(body), Err(UpstreamError::Malformed(reason.to_owned())), "{body}");
    }
}

#[test]
fn an_answer_without_what_was_asked_is_empty() {
    for body in [
        "{}",
        "{\"hourly\":{\"time\":[]},\"daily\":7}",
        "{\"hourly\":{\"time\":[0],\"uv_index\":[null]}}",
    ] {
        assert_eq!(read_body(body), Err(UpstreamError::Empty), "{body}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[0-9T:-]{0,16}|°F|undefined|.{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("time|precipitation|uv_index", inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn check_invariants(weather: &Weather) {
    let finite = |values: &Vec<Option<f64>>| values.iter().flatten().all(|value| value.is_finite());
    for series in [&weather.hourly, &weather.quarter_hourly] {
        assert!(series.times.is_sorted_by(|earlier, later| earlier < later));
        assert!(series.values.values().all(|values| values.len() == series.times.len()));
        assert!(series.values.values().all(finite));
    }
    assert!(weather.daily.dates.is_sorted_by(|earlier, later| earlier < later));
    assert!(weather.daily.values.values().all(|values| values.len() == weather.daily.dates.len()));
}

proptest! {
    #[test]
    fn cut_and_scratched_answers_never_panic(
        end in 0..4000_usize,
        scratches in prop::collection::vec((0..4000_usize, any::<u8>()), 0..8),
    ) {
        for name in ["forecast-twin-denver.json", "forecast-twin-null-eighth-day.json"] {
            let mut body = twin(name).into_bytes();
            body.truncate(end);
            for &(index, byte) in &scratches {
                if let Some(place) = body.get_mut(index) {
                    *place = byte;
                }
            }
            if let Ok(weather) = read_body(body) {
                check_invariants(&weather);
            }
        }
    }

    #[test]
    fn anything_in_the_place_of_a_block_never_panics(
        blocks in prop::collection::vec(any_json(), 5),
        offset in any_json(),
    ) {
        let [current, hourly, quarter, daily, units] = <[Value; 5]>::try_from(blocks).unwrap();
        let answer = json!({
            "utc_offset_seconds": offset, "hourly_units": units,
            "current": current, "hourly": hourly, "minutely_15": quarter, "daily": daily,
        });
        if let Ok(weather) = read_body(answer.to_string()) {
            check_invariants(&weather);
        }
    }
}
