//! The next 48 hours as a meteogram: temperature, precipitation with its
//! probability, day and night.

mod meteogram;
mod outlook;
mod words;

use askama::Template;
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DrawError, Drawing, Gap, Locale, Needs, Package, Quantity, Size, Timestamp, Variable, Weather,
    Widget, package,
};

use crate::{meteogram::Meteogram, outlook::Outlook, words::Rain};

/// Hours shown, from the current one on.
const HOURS: u16 = 48;
const HOUR_S: i64 = 3600;

/// The variables of one hour.
const VARIABLES: [Variable; 4] = [
    Variable::Temperature,
    Variable::Precipitation,
    Variable::PrecipitationProbability,
    Variable::WeatherCode,
];

/// The widget.
pub struct HourlyForecast;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// 48 hours, the current one first.
    pub hours: Vec<Hour>,
}

/// The weather of one hour.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Hour {
    /// The instant it holds for.
    pub time: Timestamp,
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: Option<f64>,
    /// Precipitation in all forms in the hour that ends at `time`, mm.
    pub precipitation_mm: Option<f64>,
    /// Probability of more than 0.1 mm in that hour, % (0 to 100).
    pub precipitation_probability_pct: Option<f64>,
    /// Weather code of WMO table 4677 (0 to 99).
    pub code: Option<u8>,
}

/// Words beside a spot of the curve.
struct Label {
    x: f64,
    y: f64,
    dy: &'static str,
    value: Quantity,
}

/// Words under the axis; a midnight has the name of its day.
struct Mark {
    x: f64,
    /// `day`, `noon` or `hour`: what narrow tiles keep.
    kind: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "tile.html")]
struct Tile {
    meteogram: Meteogram,
    labels: Vec<Label>,
    marks: Vec<Mark>,
    now: String,
    rain: Rain,
}

impl Widget for HourlyForecast {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de");
    const SIZE: Size = Size::Wide;
    const ORDER: u32 = 20;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        Needs::nothing().hourly(VARIABLES, 0, HOURS)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let hours = hours(weather, now).ok_or(Gap::Missing)?;
        if hours.iter().all(|hour| hour.temperature_c.is_none()) {
            return Err(Gap::Missing);
        }
        Ok(Reading { hours })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let outlook = Outlook::of(&reading.hours, locale.now());
        let meteogram = Meteogram::of(&reading.hours, &outlook, locale);
        let rain = Rain::of(&outlook, locale);
        let text = words::text(&reading.hours, &outlook, &rain, locale);
        let tile = Tile {
            labels: labels(&meteogram, &outlook, locale),
            marks: marks(&meteogram, locale),
            now: words::now(&outlook, locale),
            meteogram,
            rain,
        };
        Drawing::new(&tile, text)
    }
}

/// The hours from the current one on, at the minute where the source's hours
/// begin: at 14:30 UTC in India. `None` where the source has none up to `now`.
fn hours(weather: &Weather, now: Timestamp) -> Option<Vec<Hour>> {
    let series = &weather.hourly;
    let last_s = series.times.get(series.step_before(now)?)?.as_second();
    // The last step may be hours ago, where the source's answer is old.
    let current_s = last_s + (now.as_second() - last_s).div_euclid(HOUR_S) * HOUR_S;
    let hour = |offset| {
        let time = Timestamp::from_second(current_s + offset * HOUR_S).ok()?;
        let step = series.times.binary_search(&time).ok();
        let value = |variable| series.value(variable, step?);
        Some(Hour {
            time,
            temperature_c: value(Variable::Temperature),
            precipitation_mm: value(Variable::Precipitation),
            precipitation_probability_pct: value(Variable::PrecipitationProbability),
            code: value(Variable::WeatherCode)
                .filter(|code| (0.0..=99.0).contains(code))
                .map(|code| code as u8),
        })
    };
    (0..i64::from(HOURS)).map(hour).collect()
}

/// The extremes, the highest above the curve and the lowest below it.
fn labels(meteogram: &Meteogram, outlook: &Outlook, locale: &Locale<'_>) -> Vec<Label> {
    let label = |hour: &Hour, dy| {
        let celsius = hour.temperature_c?;
        let (x, y) = meteogram.spot(hour.time, celsius);
        Some(Label { x: x.clamp(7.0, 93.0), y, dy, value: locale.temperature(celsius) })
    };
    [(&outlook.highest, "-0.5em"), (&outlook.lowest, "1.2em")]
        .into_iter()
        .filter_map(|(hour, dy)| label(hour.as_ref()?, dy))
        .collect()
}

/// The marks of the axis that are not cut off by its ends.
fn marks(meteogram: &Meteogram, locale: &Locale<'_>) -> Vec<Mark> {
    let inner = meteogram.marks.iter().filter(|(x, _, _)| (3.0..=97.0).contains(x));
    inner
        .map(|(x, time, hour)| {
            let (kind, label) = match hour {
                0 => ("day", locale.weekday_short(locale.local_date(*time))),
                12 => ("noon", locale.hour(*time)),
                _ => ("hour", locale.hour(*time)),
            };
            Mark { x: x.clamp(4.5, 95.5), kind, label }
        })
        .collect()
}
