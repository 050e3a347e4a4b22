//! One of sixteen widgets that ask what the board's sixteen ask for, and draw
//! nothing worth a look: for tests that count calls. Which one is told by
//! `SIXTEEN_NUMBER` in the environment.

use std::process::ExitCode;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;
use weather::{AirVariable, DailyVariable, MarineVariable, Variable};
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Weather, Widget,
};

/// The variable with the number, from 1 on.
const NUMBER: &str = "SIXTEEN_NUMBER";

const IDS: [&str; 16] = [
    "asks-01", "asks-02", "asks-03", "asks-04", "asks-05", "asks-06", "asks-07", "asks-08",
    "asks-09", "asks-10", "asks-11", "asks-12", "asks-13", "asks-14", "asks-15", "asks-16",
];

struct Asks<const N: usize>;

#[derive(Serialize, JsonSchema)]
struct Reading {
    fetched_at: Timestamp,
}

#[derive(Template)]
#[template(source = "<p>{{ fetched_at }}</p>", ext = "html")]
struct Tile {
    fetched_at: Timestamp,
}

impl<const N: usize> Widget for Asks<N> {
    type Reading = Reading;

    const PACKAGE: Package = Package {
        id: IDS[N - 1],
        version: env!("CARGO_PKG_VERSION"),
        style: "",
        words: &[("en", "title = Asks"), ("de", "title = Fragt")],
    };
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 10 * N as u32;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        needs(N)
    }

    fn read(&self, weather: &Weather, _now: Timestamp) -> Result<Reading, Gap> {
        Ok(Reading { fetched_at: weather.fetched_at })
    }

    fn draw(&self, reading: &Reading, _locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile { fetched_at: reading.fetched_at };
        Drawing::new(&tile, reading.fetched_at.to_string())
    }
}

/// What each of the design's widgets needs, in its order.
fn needs(number: usize) -> Needs {
    use Variable::{
        CloudCover, DewPoint, IsDay, Precipitation, PrecipitationProbability, PressureMsl,
        RelativeHumidity, Temperature, UvIndex, UvIndexClearSky, Visibility, WeatherCode,
        WindDirection, WindGust, WindSpeed,
    };
    let none = Needs::nothing();
    let now = [Temperature, WeatherCode, WindSpeed, IsDay];
    let wind = [WindSpeed, WindGust, WindDirection];
    let hours = [Temperature, Precipitation, PrecipitationProbability, WeatherCode, IsDay];
    let fog = [Visibility, RelativeHumidity, DewPoint, WindSpeed, CloudCover];
    match number {
        1 => none.current(now).hourly(now, 25, 1).hourly([RelativeHumidity, CloudCover], 25, 1),
        2 => none.hourly(hours, 0, 48),
        3 => none.daily(DailyVariable::ALL, 10),
        4 => none.quarter_hourly([Precipitation], 2),
        5 => none.current(wind).hourly(wind, 24, 1),
        6 => none.current([Temperature, RelativeHumidity]).hourly([Temperature], 24, 1),
        7 => none.hourly([PressureMsl], 24, 1),
        8 => none.current(fog).hourly(fog, 0, 12),
        9 => none.hourly([UvIndex, UvIndexClearSky], 12, 24),
        10 => none.air_quality(AirVariable::ALL.into_iter().take(6), 24, 24),
        11 => none.air_quality(AirVariable::ALL.into_iter().skip(6), 0, 96),
        14 => none.marine(MarineVariable::ALL, 24),
        15 => none.daily([DailyVariable::TemperatureMax], 1).climate(),
        16 => none.hourly([Temperature, WindGust, Precipitation, WeatherCode], 0, 24).alerts(),
        // The sun and the moon need nobody.
        _ => none,
    }
}

fn main() -> ExitCode {
    let number = std::env::var(NUMBER).ok().and_then(|number| number.parse::<usize>().ok());
    match number {
        Some(1) => widget_kit::run(Asks::<1>),
        Some(2) => widget_kit::run(Asks::<2>),
        Some(3) => widget_kit::run(Asks::<3>),
        Some(4) => widget_kit::run(Asks::<4>),
        Some(5) => widget_kit::run(Asks::<5>),
        Some(6) => widget_kit::run(Asks::<6>),
        Some(7) => widget_kit::run(Asks::<7>),
        Some(8) => widget_kit::run(Asks::<8>),
        Some(9) => widget_kit::run(Asks::<9>),
        Some(10) => widget_kit::run(Asks::<10>),
        Some(11) => widget_kit::run(Asks::<11>),
        Some(12) => widget_kit::run(Asks::<12>),
        Some(13) => widget_kit::run(Asks::<13>),
        Some(14) => widget_kit::run(Asks::<14>),
        Some(15) => widget_kit::run(Asks::<15>),
        Some(16) => widget_kit::run(Asks::<16>),
        _ => ExitCode::from(2),
    }
}
