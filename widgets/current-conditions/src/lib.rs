//! The weather now: temperature, sky, how it feels and why, and how it
//! compares with yesterday at this hour.

mod sky;

use askama::Template;
use meteorology::{Condition, FeelsLikeCause, feels_like};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    Ambient, DrawError, Drawing, Gap, Locale, Needs, Package, Quantity, Size, Timestamp, Variable,
    Weather, Widget, package,
};

use crate::sky::{Fall, Sky};

/// The day on which the clocks go back has 25 hours.
const PAST_HOURS: u16 = 25;

/// What changes fast, or exists only for now.
const CURRENT: [Variable; 4] =
    [Variable::Temperature, Variable::WeatherCode, Variable::WindSpeed, Variable::IsDay];

/// What the hours tell well enough.
const SLOW: [Variable; 2] = [Variable::RelativeHumidity, Variable::CloudCover];

/// The widget.
pub struct CurrentConditions;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Air temperature 2 m above ground, °C.
    pub temperature_c: f64,
    /// Apparent temperature, °C.
    pub feels_like_c: Option<f64>,
    /// What makes it differ from the air temperature.
    pub feels_like_cause: Option<FeelsLikeCause>,
    /// The weather in one word.
    pub condition: Option<Condition>,
    /// Whether the sun is up.
    pub is_day: Option<bool>,
    /// Total cloud cover, % (0 to 100).
    pub cloud_cover_pct: Option<f64>,
    /// Temperature now minus that of yesterday at the same local time, K.
    pub change_from_yesterday_c: Option<f64>,
}

#[derive(Template)]
#[template(path = "tile.html")]
struct Tile {
    sky: Option<Sky>,
    temperature: Quantity,
    condition: String,
    feels: String,
    trend: &'static str,
    change: String,
}

impl Widget for CurrentConditions {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 10;
    const REFRESH_S: u32 = 600;

    fn needs(&self) -> Needs {
        // The hours stand in where current values are missing. Ten variables
        // in all are one call of the free service.
        let hourly = CURRENT.into_iter().chain(SLOW);
        Needs::nothing().current(CURRENT).hourly(hourly, PAST_HOURS, 1)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let temperature_c = weather.at(Variable::Temperature, now).ok_or(Gap::Missing)?;
        let humidity = weather.at(Variable::RelativeHumidity, now);
        let wind = weather.at(Variable::WindSpeed, now);
        // That neither index holds can only be said where both could be tried.
        let feels = Some(feels_like(temperature_c, humidity, wind)).filter(|feels| {
            feels.cause != FeelsLikeCause::Air || (humidity.is_some() && wind.is_some())
        });
        Ok(Reading {
            temperature_c,
            feels_like_c: feels.map(|feels| feels.temperature_c),
            feels_like_cause: feels.map(|feels| feels.cause),
            condition: weather.at(Variable::WeatherCode, now).and_then(condition),
            is_day: weather.at(Variable::IsDay, now).map(|is_day| is_day > 0.0),
            cloud_cover_pct: weather.at(Variable::CloudCover, now),
            change_from_yesterday_c: yesterday_c(weather, now).map(|then| temperature_c - then),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let (trend, change) = change(reading, locale);
        let tile = Tile {
            sky: reading.condition.map(|condition| Sky::new(condition.icon, reading.is_day)),
            temperature: locale.temperature(reading.temperature_c),
            condition: sky_words(reading, locale),
            feels: feels(reading, locale),
            trend,
            change,
        };
        let text = locale.text_with(
            "text",
            &[
                ("temperature", tile.temperature.clone().into()),
                ("condition", tile.condition.as_str().into()),
                ("feels", tile.feels.as_str().into()),
                ("change", tile.change.as_str().into()),
            ],
        );
        let line = locale.list(&[tile.condition.clone(), tile.temperature.to_string()]);
        Ok(Drawing::new(&tile, text)?.with_line(line))
    }

    fn ambient(&self, reading: &Reading) -> Option<Ambient> {
        reading.cloud_cover_pct.map(|cloud_cover_pct| Ambient { cloud_cover_pct })
    }
}

/// The condition of a weather code; `None` for what is no code.
fn condition(code: f64) -> Option<Condition> {
    let is_code = (0.0..=99.0).contains(&code);
    is_code.then_some(code as u8).and_then(Condition::from_code)
}

/// The temperature of yesterday at this time of the place's clocks, °C.
fn yesterday_c(weather: &Weather, now: Timestamp) -> Option<f64> {
    let local = now.to_zoned(weather.place.time_zone());
    let then = local.yesterday().ok()?.timestamp();
    weather.hourly.at(Variable::Temperature, then)
}

/// The weather in words; without a code at least the cloud cover is told.
fn sky_words(reading: &Reading, locale: &Locale<'_>) -> String {
    match reading.condition {
        Some(condition) => locale.text(&condition.key()),
        None => {
            let cover = locale.percent(reading.cloud_cover_pct);
            locale.text_with("cloud-cover", &[("cover", cover.into())])
        }
    }
}

/// How it feels, and why.
fn feels(reading: &Reading, locale: &Locale<'_>) -> String {
    let cause = match reading.feels_like_cause {
        Some(FeelsLikeCause::WindChill) => "wind",
        // In very dry air sweat cools so well that the index falls below the temperature.
        Some(_) if reading.feels_like_c < Some(reading.temperature_c) => "dry",
        Some(FeelsLikeCause::HeatIndex) => "humid",
        Some(FeelsLikeCause::Air) => "air",
        None => "unknown",
    };
    let temperature = locale.temperature(reading.feels_like_c);
    locale.text_with("feels", &[("cause", cause.into()), ("temperature", temperature.into())])
}

/// The trend since yesterday and the same in words, with the sign as a word.
/// The rounded difference decides, so that nothing is "0.0° warmer".
fn change(reading: &Reading, locale: &Locale<'_>) -> (&'static str, String) {
    let difference = locale.temperature_difference(reading.change_from_yesterday_c);
    let trend = match difference.value.chars().next() {
        Some('+') => "warmer",
        Some('\u{2212}') => "colder",
        _ if reading.change_from_yesterday_c.is_some() => "same",
        _ => "unknown",
    };
    let words = locale.text_with(
        "change",
        &[("trend", trend.into()), ("difference", difference.unsigned().into())],
    );
    (trend, words)
}
