use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A quantity with a value for an instant or for the step that ends there.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    /// Air temperature 2 m above ground, °C.
    Temperature,
    /// Dew point 2 m above ground, °C.
    DewPoint,
    /// Relative humidity 2 m above ground, % (0 to 100).
    RelativeHumidity,
    /// Precipitation in all forms, mm in the step that ends at the instant.
    Precipitation,
    /// Probability of more than 0.1 mm in that step, % (0 to 100).
    PrecipitationProbability,
    /// Weather code of WMO table 4677 as Open-Meteo narrows it (0 to 99).
    WeatherCode,
    /// Total cloud cover, % (0 to 100).
    CloudCover,
    /// Air pressure reduced to mean sea level, hPa.
    PressureMsl,
    /// Mean wind speed 10 m above ground, m/s.
    WindSpeed,
    /// Strongest gust of the step 10 m above ground, m/s.
    WindGust,
    /// Direction the wind comes from, degrees clockwise from north (0 to 360).
    WindDirection,
    /// Horizontal visibility, m.
    Visibility,
    /// UV index under the actual sky (0 and up).
    UvIndex,
    /// UV index if the sky were clear (0 and up).
    UvIndexClearSky,
    /// 1 while the sun is up, 0 at night.
    IsDay,
}

impl Variable {
    /// Every variable, in declaration order.
    pub const ALL: [Self; 15] = [
        Self::Temperature,
        Self::DewPoint,
        Self::RelativeHumidity,
        Self::Precipitation,
        Self::PrecipitationProbability,
        Self::WeatherCode,
        Self::CloudCover,
        Self::PressureMsl,
        Self::WindSpeed,
        Self::WindGust,
        Self::WindDirection,
        Self::Visibility,
        Self::UvIndex,
        Self::UvIndexClearSky,
        Self::IsDay,
    ];
}

impl Interpolate for Variable {
    fn between(self) -> Between {
        match self {
            Self::WindDirection => Between::Circular,
            Self::WeatherCode
            | Self::IsDay
            | Self::Precipitation
            | Self::PrecipitationProbability => Between::Held,
            _ => Between::Linear,
        }
    }
}

/// A quantity that a series can hold values of.
pub trait Interpolate: Copy + Ord {
    /// How to find a value between two steps of a series.
    #[must_use]
    fn between(self) -> Between;
}

/// How a quantity behaves between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Changes evenly.
    Linear,
    /// An angle: changes evenly along the shorter arc.
    Circular,
    /// A code or a sum: the earlier step holds until the next.
    Held,
}

/// A quantity with one value for a local day of the place.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DailyVariable {
    /// Highest air temperature of the day, °C.
    TemperatureMax,
    /// Lowest air temperature of the day, °C.
    TemperatureMin,
    /// Precipitation of the day, mm.
    PrecipitationSum,
    /// Highest hourly precipitation probability of the day, %.
    PrecipitationProbabilityMax,
    /// Sunshine of the day, s.
    SunshineDuration,
    /// The most severe weather code of the day.
    WeatherCode,
}

impl DailyVariable {
    /// Every daily variable, in declaration order.
    pub const ALL: [Self; 6] = [
        Self::TemperatureMax,
        Self::TemperatureMin,
        Self::PrecipitationSum,
        Self::PrecipitationProbabilityMax,
        Self::SunshineDuration,
        Self::WeatherCode,
    ];
}
