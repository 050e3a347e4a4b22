//! Reading a request to one of Open-Meteo's forecasting services.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{
    Deserialize,
    de::{IntoDeserializer, value::Error},
};

use super::{
    axis::{Axis, Span},
    profile::Profile,
    refusal::Refusal,
    zone::Zone,
};
use crate::truth::{self, Step, Units, Variable};

/// Places in one request at most.
const MAX_PLACES: usize = 100;
/// Values in one answer at most.
const MAX_VALUES: i64 = 2_000_000;
/// What one call may have before it counts as several.
const VARIABLES_OF_A_CALL: f64 = 10.0;
const DAYS_OF_A_CALL: f64 = 14.0;

/// How times are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TimeFormat {
    /// Local, without offset.
    #[default]
    Iso8601,
    /// Seconds.
    UnixTime,
}

/// A block of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Current,
    QuarterHourly,
    Hourly,
    Daily,
}

impl Block {
    /// In the order of an answer.
    const ALL: [Self; 4] = [Self::Current, Self::QuarterHourly, Self::Hourly, Self::Daily];

    /// Its name in requests and answers.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::QuarterHourly => "minutely_15",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
        }
    }
}

/// A block with what is asked of it.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) block: Block,
    pub(crate) variables: Vec<&'static Variable>,
}

/// A place that is asked for.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    /// m; not a number where the request says so.
    pub(crate) elevation: f64,
    pub(crate) zone: Zone,
}

/// A request that can be answered.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) places: Vec<Place>,
    pub(crate) sections: Vec<Section>,
    pub(crate) units: Units,
    pub(crate) time_format: TimeFormat,
    current_step_s: i64,
    span: Span,
}

impl Asked {
    pub(crate) fn parse(
        profile: &Profile,
        query: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let asked = Self {
            places: places(query, now)?,
            sections: sections(profile, query)?,
            units: Units {
                temperature: choice(query, "temperature_unit", "TemperatureUnit")?,
                speed: choice(query, "wind_speed_unit", "WindspeedUnit")?,
                water: choice(query, "precipitation_unit", "PrecipitationUnit")?,
            },
            time_format: choice(query, "timeformat", "Timeformat")?,
            current_step_s: profile.current_step_s,
            span: Span::parse(profile, query, now)?,
        };
        match asked.values() {
            given if given > MAX_VALUES => Err(Refusal::Values { given, most: MAX_VALUES }),
            _ => Ok(asked),
        }
    }

    /// The instants of a block at a place.
    pub(crate) fn axis(&self, block: Block, place: &Place) -> Axis {
        let offset_s = place.zone.offset_s;
        match block {
            Block::Current => self.span.current(self.current_step_s),
            Block::QuarterHourly => self.span.quarter_hourly(offset_s),
            Block::Hourly => self.span.hourly(offset_s),
            Block::Daily => self.span.daily(offset_s),
        }
    }

    /// Over which time the amounts of a block are.
    pub(crate) fn step(&self, block: Block) -> Step {
        match block {
            Block::QuarterHourly => Step::QuarterHour,
            Block::Current if self.current_step_s < 3600 => Step::QuarterHour,
            _ => Step::Hour,
        }
    }

    /// How many calls the free service counts this as.
    pub(crate) fn weight(&self) -> f64 {
        let variables: usize = self.sections.iter().map(|section| section.variables.len()).sum();
        let of_place = |place: &Place| {
            let axes = self.sections.iter().map(|section| self.axis(section.block, place));
            axes.map(Axis::days).fold(0.0, f64::max) / DAYS_OF_A_CALL
        };
        let times = (variables as f64 / VARIABLES_OF_A_CALL).max(1.0);
        self.places.iter().map(|place| times * of_place(place).max(1.0)).sum()
    }

    fn values(&self) -> i64 {
        let of_section = |place, section: &Section| {
            let columns = 1 + section.variables.len() as i64;
            columns * self.axis(section.block, place).count
        };
        let of_place =
            |place| self.sections.iter().map(|section| of_section(place, section)).sum::<i64>();
        self.places.iter().map(of_place).sum()
    }
}

/// The parts of a comma-separated parameter.
fn list<'a>(query: &'a BTreeMap<String, String>, key: &str) -> Vec<&'a str> {
    let parts = query.get(key).map(|text| text.split(',').map(str::trim)).into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

fn places(query: &BTreeMap<String, String>, now: Timestamp) -> Result<Vec<Place>, Refusal> {
    let (latitudes, longitudes) = (numbers(query, "latitude")?, numbers(query, "longitude")?);
    for (key, values) in [("latitude", &latitudes), ("longitude", &longitudes)] {
        if values.is_empty() {
            return Err(Refusal::Missing(key));
        }
    }
    if latitudes.len() != longitudes.len() {
        return Err(Refusal::Coordinates);
    }
    if latitudes.len() > MAX_PLACES {
        return Err(Refusal::Places(MAX_PLACES));
    }
    let elevations = numbers(query, "elevation")?;
    if !elevations.is_empty() && elevations.len() != latitudes.len() {
        return Err(Refusal::Count("elevation"));
    }
    let zones = list(query, "timezone");
    if zones.len() > 1 && zones.len() != latitudes.len() {
        return Err(Refusal::Count("timezone"));
    }
    let coordinates = latitudes.into_iter().zip(longitudes).enumerate();
    let place = |(index, (latitude, longitude))| {
        let zone = zones.get(index).or(zones.first()).copied().unwrap_or("GMT");
        place(latitude, longitude, elevations.get(index).copied(), zone, now)
    };
    coordinates.map(place).collect()
}

fn place(
    latitude: f64,
    longitude: f64,
    elevation: Option<f64>,
    zone: &str,
    now: Timestamp,
) -> Result<Place, Refusal> {
    if !(-90.0..=90.0).contains(&latitude) {
        return Err(Refusal::Latitude(latitude));
    }
    if !(-180.0..=180.0).contains(&longitude) {
        return Err(Refusal::Longitude(longitude));
    }
    let zone = Zone::resolve(zone, latitude, longitude, now)?;
    let elevation = elevation.unwrap_or_else(|| truth::elevation(latitude, longitude));
    Ok(Place { latitude, longitude, elevation, zone })
}

fn numbers(query: &BTreeMap<String, String>, key: &'static str) -> Result<Vec<f64>, Refusal> {
    let number = |text: &str| {
        text.parse().map_err(|_| Refusal::Value { kind: "Float", value: text.to_owned(), key })
    };
    list(query, key).into_iter().map(number).collect()
}

fn sections(profile: &Profile, query: &BTreeMap<String, String>) -> Result<Vec<Section>, Refusal> {
    let mut sections = Vec::new();
    for block in Block::ALL {
        let variable = |name: &str| {
            let (found, kind) = match block {
                Block::Daily => (profile.day(name), profile.kinds.1),
                _ => (profile.instant(name), profile.kinds.0),
            };
            let key = block.name();
            found.ok_or_else(|| Refusal::Value { kind, value: name.to_owned(), key })
        };
        let variables: Vec<_> =
            list(query, block.name()).into_iter().map(variable).collect::<Result<_, _>>()?;
        if !variables.is_empty() {
            sections.push(Section { block, variables });
        }
    }
    Ok(sections)
}

/// One of the words that a parameter may be; the default where it is not given.
fn choice<'de, T: Default + Deserialize<'de>>(
    query: &'de BTreeMap<String, String>,
    key: &'static str,
    kind: &'static str,
) -> Result<T, Refusal> {
    let Some(text) = query.get(key) else { return Ok(T::default()) };
    let deserializer = IntoDeserializer::<Error>::into_deserializer(text.as_str());
    T::deserialize(deserializer).map_err(|_| Refusal::Value { kind, value: text.clone(), key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Service;

    fn parse(service: Service, query: &str) -> Result<Asked, Refusal> {
        let query = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = query.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let now = "2026-03-01T22:40:00Z".parse().unwrap();
        Asked::parse(Profile::of(service).unwrap(), &query, now)
    }

    #[test]
    fn calls_weigh_what_the_free_service_counts() {
        let (ten, twelve) = (["cape"; 10].join(","), ["cape"; 12].join(","));
        for (query, weight) in [
            ("hourly=cape".to_owned(), 1.0),
            (format!("hourly={ten}"), 1.0),
            (format!("hourly={twelve}&forecast_days=14"), 1.2),
            (format!("hourly={twelve}&daily=sunrise,sunset,uv_index_max&past_days=21"), 3.0),
            ("hourly=cape&past_hours=648&forecast_hours=24".to_owned(), 2.0),
            ("current=cape&hourly=cape&past_days=92".to_owned(), 99.0 / 14.0),
            ("current=cape".to_owned(), 1.0),
        ] {
            let one = parse(Service::Forecast, &format!("latitude=1&longitude=2&{query}")).unwrap();
            assert!((one.weight() - weight).abs() < 1e-9, "{query}: {}", one.weight());
            let three = format!("latitude=1,2,3&longitude=2,3,4&{query}");
            let three = parse(Service::Forecast, &three).unwrap();
            assert!((three.weight() - 3.0 * weight).abs() < 1e-9, "{query}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_the_services_words() {
        for (query, words) in [
            ("longitude=2", "Parameter 'latitude' is required."),
            (
                "latitude=522.52&longitude=2",
                "Latitude must be in range of -90 to 90°. Given: 522.52.",
            ),
            ("latitude=nan&longitude=2", "Given: NaN."),
            (
                "latitude=1&longitude=-181",
                "Longitude must be in range of -180 to 180°. Given: -181.",
            ),
            ("latitude=1,2&longitude=2", "must have the same number of elements"),
            ("latitude=1&longitude=2&elevation=1,2", "Parameter 'elevation' must have"),
            ("latitude=1&longitude=2&timezone=Mars/Olympus", "Invalid timezone"),
            (
                "latitude=1&longitude=2&hourly=tempeture_2m",
                "Cannot initialize WeatherVariable from invalid String value tempeture_2m for key hourly",
            ),
            ("latitude=1&longitude=2&daily=cape", "invalid String value cape for key daily"),
            (
                "latitude=1&longitude=2&temperature_unit=kelvin",
                "value kelvin for key temperature_unit",
            ),
        ] {
            let refusal = parse(Service::Forecast, query).unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
        let many = vec!["1"; 101].join(",");
        let refusal = parse(Service::Forecast, &format!("latitude={many}&longitude={many}"));
        assert_eq!(refusal.unwrap_err(), Refusal::Places(100));
    }
}
