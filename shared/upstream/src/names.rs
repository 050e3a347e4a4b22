//! What Open-Meteo calls a quantity, and how it is measured.

use weather::{DailyVariable, Variable};

use crate::units::Quantity;

/// A variable that Open-Meteo serves.
pub(crate) trait Named: Copy + Ord {
    /// Its name in requests and answers.
    fn name(self) -> &'static str;
    /// The kind of quantity, which decides its units.
    fn quantity(self) -> Quantity;
}

impl Named for Variable {
    fn name(self) -> &'static str {
        match self {
            Self::Temperature => "temperature_2m",
            Self::DewPoint => "dew_point_2m",
            Self::RelativeHumidity => "relative_humidity_2m",
            Self::Precipitation => "precipitation",
            Self::PrecipitationProbability => "precipitation_probability",
            Self::WeatherCode => "weather_code",
            Self::CloudCover => "cloud_cover",
            Self::PressureMsl => "pressure_msl",
            Self::WindSpeed => "wind_speed_10m",
            Self::WindGust => "wind_gusts_10m",
            Self::WindDirection => "wind_direction_10m",
            Self::Visibility => "visibility",
            Self::UvIndex => "uv_index",
            Self::UvIndexClearSky => "uv_index_clear_sky",
            Self::IsDay => "is_day",
        }
    }

    fn quantity(self) -> Quantity {
        match self {
            Self::Temperature | Self::DewPoint => Quantity::Temperature,
            Self::RelativeHumidity | Self::PrecipitationProbability | Self::CloudCover => {
                Quantity::Share
            }
            Self::Precipitation => Quantity::WaterDepth,
            Self::PressureMsl => Quantity::Pressure,
            Self::WindSpeed | Self::WindGust => Quantity::Speed,
            Self::WindDirection => Quantity::Angle,
            Self::Visibility => Quantity::Distance,
            Self::WeatherCode | Self::UvIndex | Self::UvIndexClearSky | Self::IsDay => {
                Quantity::Number
            }
        }
    }
}

impl Named for DailyVariable {
    fn name(self) -> &'static str {
        match self {
            Self::TemperatureMax => "temperature_2m_max",
            Self::TemperatureMin => "temperature_2m_min",
            Self::PrecipitationSum => "precipitation_sum",
            Self::PrecipitationProbabilityMax => "precipitation_probability_max",
            Self::SunshineDuration => "sunshine_duration",
            Self::WeatherCode => "weather_code",
        }
    }

    fn quantity(self) -> Quantity {
        match self {
            Self::TemperatureMax | Self::TemperatureMin => Quantity::Temperature,
            Self::PrecipitationSum => Quantity::WaterDepth,
            Self::PrecipitationProbabilityMax => Quantity::Share,
            Self::SunshineDuration => Quantity::Duration,
            Self::WeatherCode => Quantity::Number,
        }
    }
}
