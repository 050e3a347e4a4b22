//! How much pollen of six plants is in the air, now and over four days.

mod tile;
mod words;

use meteorology::{Plant, PollenLevel, pollen_level};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    AirVariable, Date, DrawError, Drawing, Gap, Locale, Needs, Package, Series, Size, Timestamp,
    Weather, Widget, package,
};

use crate::tile::Tile;

/// Local days shown, today included.
const DAYS: usize = 4;
/// Hours to the start of a local day of 25 hours.
const PAST_H: u16 = 25;
/// Hours to the end of the last day, one of them of 25 hours.
const FORECAST_H: u16 = 97;
const HOUR_S: f64 = 3600.0;
/// This share of a day's hours makes a mean of the day, as Directive 2008/50/EC,
/// annex XI, asks for pollutants.
const LEAST_KNOWN: f64 = 0.75;

/// The widget.
pub struct Pollen;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Six plants, now.
    pub plants: Vec<Count>,
    /// Four local days of the place, today first.
    pub days: Vec<Day>,
}

/// Pollen of one plant.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Count {
    /// The plant.
    pub plant: Plant,
    /// How much that is.
    pub level: Option<PollenLevel>,
    /// Grains in a cubic metre of air.
    pub grains_m3: Option<f64>,
}

/// One local day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Six plants: means of the day's hours, of which three quarters must be known.
    pub plants: Vec<Count>,
}

impl Widget for Pollen {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 110;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        let variables = Plant::ALL.iter().map(|plant| variable(*plant));
        Needs::nothing().air_quality(variables, PAST_H, FORECAST_H)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let air = &weather.air_quality;
        // Outside Europe all is null.
        let mut hours = air.hourly.values.values().flatten();
        if air.current.is_none() && !hours.any(Option::is_some) {
            return Err(Gap::NoCoverage);
        }
        let zone = weather.place.time_zone();
        let today = now.to_zoned(zone.clone()).date();
        let dates = std::iter::successors(Some(today), |date| date.tomorrow().ok());
        let start = |date: Date| Some((date, date.to_zoned(zone.clone()).ok()?.timestamp()));
        let starts: Vec<(Date, Timestamp)> = dates.take(DAYS + 1).filter_map(start).collect();
        let days = starts.iter().zip(starts.iter().skip(1)).map(|((date, from), (_, to))| Day {
            date: *date,
            plants: counts(|plant| mean(&air.hourly, variable(plant), *from, *to)),
        });
        let reading =
            Reading { plants: counts(|plant| air.at(variable(plant), now)), days: days.collect() };
        let mut all = reading.days.iter().flat_map(|day| &day.plants).chain(&reading.plants);
        let is_known = all.any(|count| count.grains_m3.is_some());
        is_known.then_some(reading).ok_or(Gap::Missing)
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        Drawing::new(&tile, words::text(reading, locale))
    }
}

impl Count {
    /// The one of a plant.
    fn of(plant: Plant, counts: &[Self]) -> Option<&Self> {
        counts.iter().find(|count| count.plant == plant)
    }

    /// The one of the strongest level, and of most grains where several have it; none
    /// where nothing flies.
    fn strongest(counts: &[Self]) -> Option<&Self> {
        let flying = counts.iter().filter(|count| count.level > Some(PollenLevel::None));
        let grains = |count: &Self| count.grains_m3.unwrap_or_default();
        flying.max_by(|a, b| a.level.cmp(&b.level).then(grains(a).total_cmp(&grains(b))))
    }
}

fn counts(grains_m3: impl Fn(Plant) -> Option<f64>) -> Vec<Count> {
    let count = |plant: &Plant| {
        let grains_m3 = grains_m3(*plant);
        let level = grains_m3.map(|grains_m3| pollen_level(*plant, grains_m3));
        Count { plant: *plant, level, grains_m3 }
    };
    Plant::ALL.iter().map(count).collect()
}

/// The mean of the hours from one instant to the next, where enough are known.
fn mean(
    hourly: &Series<AirVariable>,
    variable: AirVariable,
    from: Timestamp,
    to: Timestamp,
) -> Option<f64> {
    let hours = hourly.window(from, to);
    let known: Vec<f64> = hours.filter_map(|(step, _)| hourly.value(variable, step)).collect();
    let length_h = (to.as_second() - from.as_second()) as f64 / HOUR_S;
    let is_enough = !known.is_empty() && known.len() as f64 >= LEAST_KNOWN * length_h;
    is_enough.then(|| known.iter().sum::<f64>() / known.len() as f64)
}

fn variable(plant: Plant) -> AirVariable {
    match plant {
        Plant::Alder => AirVariable::AlderPollen,
        Plant::Birch => AirVariable::BirchPollen,
        Plant::Grass => AirVariable::GrassPollen,
        Plant::Mugwort => AirVariable::MugwortPollen,
        Plant::Olive => AirVariable::OlivePollen,
        Plant::Ragweed => AirVariable::RagweedPollen,
    }
}
