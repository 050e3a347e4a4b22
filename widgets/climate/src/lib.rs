//! How warm today gets against what is usual: the same time of year in the
//! thirty years of the WMO's reference, 1991 to 2020.

mod tile;

use std::{collections::BTreeSet, ops::RangeInclusive};

use meteorology::{normal, percentile_rank, same_time_of_year};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    DailyVariable::{self, TemperatureMax, TemperatureMin},
    Date, DrawError, Drawing, Gap, Locale, Needs, Package, Size, Timestamp, Weather, Widget,
    package,
};

use crate::tile::Tile;

/// Local days looked ahead: midnight may come before the next answer.
const DAYS: u16 = 2;
/// The reference of the WMO.
const YEARS: RangeInclusive<i16> = 1991..=2020;
/// So many days before and after today's day of the year are the same time of year.
const REACH_DAYS: u8 = 7;
/// Days of that time of year in the reference.
const EXPECTED: usize = 30 * 15;

/// The widget.
pub struct Climate;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// Highest temperature of the local day, °C.
    pub today_max_c: Option<f64>,
    /// Mean of the highest temperatures at this time of year in the reference, °C.
    pub normal_max_c: f64,
    /// Mean of the lowest temperatures at this time of year in the reference, °C.
    pub normal_min_c: Option<f64>,
    /// How much higher than that mean today's highest temperature is, K.
    pub anomaly_c: Option<f64>,
    /// Its percentile rank among those of the reference, 0 to 100.
    pub percentile: Option<f64>,
    /// Years of the reference with a highest temperature at this time of year.
    pub years: usize,
    /// The highest temperatures of the reference at this time of year, °C.
    #[serde(skip)]
    maxima_c: Vec<f64>,
}

impl Widget for Climate {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 150;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        Needs::nothing().daily([TemperatureMax], DAYS).climate()
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let today = now.to_zoned(weather.place.time_zone()).date();
        let (years, maxima_c) = reference(weather, TemperatureMax, today);
        let (_, minima_c) = reference(weather, TemperatureMin, today);
        let normal_max_c = normal(&maxima_c, EXPECTED).ok_or(Gap::Missing)?;
        let today_max_c = weather.daily.on(TemperatureMax, today);
        Ok(Reading {
            today_max_c,
            normal_max_c,
            normal_min_c: normal(&minima_c, EXPECTED),
            anomaly_c: today_max_c.map(|max_c| max_c - normal_max_c),
            percentile: today_max_c.and_then(|max_c| percentile_rank(&maxima_c, max_c)),
            years: years.len(),
            maxima_c,
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}

/// The values of the reference at the time of year of a day, and their years.
fn reference(weather: &Weather, variable: DailyVariable, day: Date) -> (BTreeSet<i16>, Vec<f64>) {
    same_time_of_year(day, REACH_DAYS, YEARS)
        .filter_map(|date| Some((date.year(), weather.climate.on(variable, date)?)))
        .unzip()
}
