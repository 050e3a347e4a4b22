//! What is in the air, as an index of the United States and one of Europe, and
//! the pollutant that decides.

mod index;
mod tile;

use std::time::Duration;

use meteorology::{Concentrations, EuropeanCategory, Pollutant, UsCategory, european_aqi, us_aqi};
use schemars::JsonSchema;
use serde::Serialize;
use widget_kit::{
    AirVariable, DrawError, Drawing, Gap, Locale, Needs, Outlook, Package, Size, Timestamp,
    Weather, Widget, package,
};

use crate::{index::Index, tile::Tile};

/// The means of the US index reach back over so many hours.
const HOURS: u16 = 24;
const HOUR: Duration = Duration::from_secs(3600);

/// The widget.
pub struct AirQuality;

/// What the tile says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// US Air Quality Index, from 0, by means of up to 24 hours.
    pub us_aqi: Option<u16>,
    /// Its category.
    pub us_category: Option<UsCategory>,
    /// European Air Quality Index, from 0, of this hour.
    pub european_aqi: Option<f64>,
    /// Its band.
    pub european_category: Option<EuropeanCategory>,
    /// The pollutant that the index of the region comes from: in Europe the European
    /// one, elsewhere that of the US; the other one's where this is unknown.
    pub dominant: Option<Pollutant>,
    /// What is in the air now.
    pub pollutants: Concentrations,
    /// The index that `dominant` belongs to.
    #[serde(skip)]
    shown: Index,
    /// That index of each pollutant that has one.
    #[serde(skip)]
    sub_indices: Vec<(Pollutant, f64)>,
}

impl Widget for AirQuality {
    type Reading = Reading;

    const PACKAGE: Package = package!("en", "de", "ja");
    const SIZE: Size = Size::Small;
    const ORDER: u32 = 100;
    const REFRESH_S: u32 = 900;

    fn needs(&self) -> Needs {
        let variables = Pollutant::ALL.iter().map(|pollutant| variable(*pollutant));
        Needs::nothing().air_quality(variables, HOURS, 2)
    }

    fn read(&self, weather: &Weather, now: Timestamp) -> Result<Reading, Gap> {
        let air = &weather.air_quality;
        if air.current.is_none() && air.hourly.times.is_empty() {
            return Err(Gap::NoCoverage);
        }
        let pollutants = concentrations(air, now);
        if pollutants == Concentrations::default() {
            return Err(Gap::Missing);
        }
        let ages = (0..u32::from(HOURS)).rev();
        let times = ages.filter_map(|age| now.checked_sub(HOUR * age).ok());
        let hours: Vec<Concentrations> = times.map(|time| concentrations(air, time)).collect();
        let (us, european) = (us_aqi(&hours), european_aqi(&pollutants));
        let shown = match (Index::of_place(&weather.place), us, european) {
            (Index::European, Some(_), None) => Index::Us,
            (Index::Us, None, Some(_)) => Index::European,
            (regional, ..) => regional,
        };
        let dominant = match shown {
            Index::European => european.map(|aqi| aqi.dominant),
            Index::Us => us.map(|aqi| aqi.dominant),
        };
        Ok(Reading {
            us_aqi: us.map(|aqi| aqi.index),
            us_category: us.map(|aqi| aqi.category),
            european_aqi: european.map(|aqi| aqi.index),
            european_category: european.map(|aqi| aqi.category),
            dominant,
            pollutants,
            shown,
            sub_indices: shown.of_each(&hours),
        })
    }

    fn draw(&self, reading: &Reading, locale: &Locale<'_>) -> Result<Drawing, DrawError> {
        let tile = Tile::of(reading, locale);
        let text = tile.text(locale);
        Drawing::new(&tile, text)
    }
}

fn concentrations(air: &Outlook<AirVariable>, time: Timestamp) -> Concentrations {
    Concentrations::from_fn(|pollutant| air.at(variable(pollutant), time))
}

fn variable(pollutant: Pollutant) -> AirVariable {
    match pollutant {
        Pollutant::Pm25 => AirVariable::Pm2_5,
        Pollutant::Pm10 => AirVariable::Pm10,
        Pollutant::Ozone => AirVariable::Ozone,
        Pollutant::NitrogenDioxide => AirVariable::NitrogenDioxide,
        Pollutant::SulphurDioxide => AirVariable::SulphurDioxide,
        Pollutant::CarbonMonoxide => AirVariable::CarbonMonoxide,
    }
}
