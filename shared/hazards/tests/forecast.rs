//! The hazards of forecasts with known answers.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use hazards::{Hazard, expected, needs};
use weather::{
    AirVariable, Alert, Needs, Outlook, Place, Series, SourceKind, Timestamp,
    Urgency::{Expected, Future, Immediate},
    Variable, Weather,
};

/// A hazard, how severe, and the values it comes from.
type Case<'a> = (Hazard, weather::Severity, &'a [(Variable, Hours)]);
/// The value of each hour, by how many hours after noon it ends.
type Hours = fn(f64) -> f64;

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-01-13T14:05:00Z")
}

fn series<V: Ord + Copy>(values: &[(V, Hours)]) -> Series<V> {
    let hours = 0..60_u8;
    let noon_s = at("2026-01-13T12:00:00Z").as_second();
    let time = |hour: u8| Timestamp::from_second(noon_s + i64::from(hour) * 3600).unwrap();
    let column = |(variable, value): &(V, Hours)| {
        (*variable, hours.clone().map(|hour| Some(value(hour.into()))).collect())
    };
    Series { times: hours.clone().map(time).collect(), values: values.iter().map(column).collect() }
}

/// Mild weather but for these.
fn forecast(values: &[(Variable, Hours)]) -> Weather {
    let mild: [(Variable, Hours); 7] = [
        (Variable::Temperature, |_| 12.0),
        (Variable::RelativeHumidity, |_| 60.0),
        (Variable::Precipitation, |_| 0.0),
        (Variable::WeatherCode, |_| 2.0),
        (Variable::WindSpeed, |_| 3.0),
        (Variable::WindGust, |_| 6.0),
        (Variable::UvIndex, |_| 1.0),
    ];
    let all: Vec<(Variable, Hours)> = mild.iter().chain(values).copied().collect();
    let place = Place {
        id: "here".into(),
        name: "Here".into(),
        latitude: 51.5,
        longitude: 0.0,
        elevation: 10.0,
        timezone: "Europe/London".into(),
        country: "GB".into(),
    };
    Weather { hourly: series(&all), ..Weather::empty(place, SourceKind::OpenMeteo, now()) }
}

fn hazards(weather: &Weather) -> Vec<Alert> {
    expected(weather, now()).unwrap()
}

/// One value in the three hours from 18:00 to 21:00, another in all others.
fn evening(hour: f64, then: f64, otherwise: f64) -> f64 {
    if (7.0..=9.0).contains(&hour) { then } else { otherwise }
}

#[test]
fn mild_weather_has_none() {
    assert_eq!(hazards(&forecast(&[])), []);
}

#[test]
fn each_hazard_comes_from_its_own_values() {
    use weather::Severity::{Minor, Moderate, Severe};
    let cases: [Case<'_>; 8] = [
        (Hazard::Heat, Severe, &[(Variable::Temperature, |hour| evening(hour, 36.0, 12.0))]),
        (Hazard::Frost, Minor, &[(Variable::Temperature, |hour| evening(hour, -0.5, 12.0))]),
        (Hazard::Gale, Moderate, &[(Variable::WindGust, |hour| evening(hour, 20.0, 5.0))]),
        (
            Hazard::HeavyRain,
            Moderate,
            &[(Variable::Precipitation, |hour| evening(hour, 16.0, 0.0))],
        ),
        (
            Hazard::Snow,
            Severe,
            &[
                (Variable::Precipitation, |hour| evening(hour, 3.0, 0.0)),
                (Variable::WeatherCode, |hour| evening(hour, 75.0, 2.0)),
            ],
        ),
        (Hazard::FreezingRain, Severe, &[(Variable::WeatherCode, |hour| evening(hour, 67.0, 2.0))]),
        (
            Hazard::Thunderstorm,
            Moderate,
            &[(Variable::WeatherCode, |hour| evening(hour, 96.0, 2.0))],
        ),
        (Hazard::Uv, Moderate, &[(Variable::UvIndex, |hour| evening(hour, 11.0, 1.0))]),
    ];
    for (hazard, severity, values) in cases {
        let expected = Alert {
            event: hazard.code().to_owned(),
            severity,
            urgency: Future,
            headline: String::new(),
            onset: Some(at("2026-01-13T18:00:00Z")),
            ends: Some(at("2026-01-13T21:00:00Z")),
            issuer: String::new(),
            areas: Vec::new(),
            is_here: true,
        };
        assert_eq!(hazards(&forecast(values)), [expected], "{hazard:?}");
    }
}

#[test]
fn the_air_is_one_of_them_with_and_without_a_weather_forecast() {
    for variable in [AirVariable::Pm2_5, AirVariable::Pm10, AirVariable::Ozone] {
        let hourly = series(&[(variable, |hour| evening(hour, 1000.0, 5.0))]);
        let mut weather = forecast(&[]);
        weather.air_quality = Outlook { current: None, hourly };
        for _ in 0..2 {
            let found = hazards(&weather);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].event, "air_quality");
            assert_eq!(found[0].severity, weather::Severity::Severe);
            assert_eq!(found[0].onset, Some(at("2026-01-13T18:00:00Z")));
            assert_eq!(found[0].ends, Some(at("2026-01-13T21:00:00Z")));
            weather.hourly = Series::default();
        }
    }
}

#[test]
fn clean_air_alone_is_no_all_clear() {
    let mut weather = forecast(&[]);
    let hourly = series(&[(AirVariable::Pm2_5, |_| 5.0)]);
    weather.air_quality = Outlook { current: None, hourly };
    assert_eq!(hazards(&weather), []);
    weather.hourly = Series::default();
    assert_eq!(expected(&weather, now()), None);
}

#[test]
fn only_the_next_48_hours_count() {
    let of = |hours: Hours| {
        let found = hazards(&forecast(&[(Variable::WindGust, hours)]));
        found.into_iter().map(|gale| (gale.onset.unwrap(), gale.ends, gale.urgency)).collect()
    };
    let none: [(Timestamp, Option<Timestamp>, weather::Urgency); 0] = [];
    let gales: Vec<_> = of(|hour| if hour <= 2.0 || hour >= 51.0 { 20.0 } else { 5.0 });
    assert_eq!(gales, none);
    // It is 14:05: the running hour ends at 15:00, the third after noon.
    let (three, four) = (at("2026-01-13T15:00:00Z"), Some(at("2026-01-13T16:00:00Z")));
    let gales: Vec<_> = of(|hour| if hour <= 4.0 { 20.0 } else { 5.0 });
    assert_eq!(gales, [(at("2026-01-13T14:00:00Z"), four, Immediate)]);
    let gales: Vec<_> = of(|hour| if hour == 4.0 { 20.0 } else { 5.0 });
    assert_eq!(gales, [(three, four, Expected)]);
    let gales: Vec<_> = of(|hour| if hour == 5.0 { 20.0 } else { 5.0 });
    assert_eq!(gales, [(four.unwrap(), Some(at("2026-01-13T17:00:00Z")), Future)]);
    // The forecast ends before it does.
    let gales: Vec<_> = of(|_| 20.0);
    assert_eq!(gales, [(at("2026-01-13T14:00:00Z"), None, Immediate)]);
}

#[test]
fn gaps_are_no_hazard_and_no_forecast_is_not_known() {
    let mut weather = forecast(&[(Variable::WindGust, |_| 20.0)]);
    weather.hourly.values.remove(&Variable::Temperature);
    assert_eq!(hazards(&weather).len(), 1);
    weather.hourly.values.insert(Variable::WindGust, vec![None; 60]);
    assert_eq!(hazards(&weather), []);
    weather.hourly.values.values_mut().for_each(|values| values.fill(None));
    assert_eq!(expected(&weather, now()), None);
    weather.hourly = Series::default();
    assert_eq!(expected(&weather, now()), None);
    // All that is known is over.
    let weather = forecast(&[]);
    assert_eq!(expected(&weather, at("2026-01-20T00:00:00Z")), None);
}

#[test]
fn ten_variables_are_asked_for() {
    let Needs { current, hourly, quarter_hourly, daily, air_quality, .. } = needs();
    assert!(current.is_empty() && quarter_hourly.is_empty() && daily.is_empty());
    assert_eq!(hourly.len() + air_quality.len(), 10);
}
