//! What Open-Meteo calls a quantity, and how it is measured.

use weather::{AirVariable, DailyVariable, MarineVariable, Variable};

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

impl Named for AirVariable {
    fn name(self) -> &'static str {
        match self {
            Self::Pm2_5 => "pm2_5",
            Self::Pm10 => "pm10",
            Self::Ozone => "ozone",
            Self::NitrogenDioxide => "nitrogen_dioxide",
            Self::SulphurDioxide => "sulphur_dioxide",
            Self::CarbonMonoxide => "carbon_monoxide",
            Self::AlderPollen => "alder_pollen",
            Self::BirchPollen => "birch_pollen",
            Self::GrassPollen => "grass_pollen",
            Self::MugwortPollen => "mugwort_pollen",
            Self::OlivePollen => "olive_pollen",
            Self::RagweedPollen => "ragweed_pollen",
        }
    }

    fn quantity(self) -> Quantity {
        match self {
            Self::Pm2_5
            | Self::Pm10
            | Self::Ozone
            | Self::NitrogenDioxide
            | Self::SulphurDioxide
            | Self::CarbonMonoxide => Quantity::Concentration,
            _ => Quantity::Grains,
        }
    }
}

impl Named for MarineVariable {
    fn name(self) -> &'static str {
        match self {
            Self::WaveHeight => "wave_height",
            Self::WavePeriod => "wave_period",
            Self::WaveDirection => "wave_direction",
            Self::SwellHeight => "swell_wave_height",
            Self::SwellPeriod => "swell_wave_period",
            Self::SwellDirection => "swell_wave_direction",
            Self::WindWaveHeight => "wind_wave_height",
            Self::SeaSurfaceTemperature => "sea_surface_temperature",
        }
    }

    fn quantity(self) -> Quantity {
        match self {
            Self::WaveHeight | Self::SwellHeight | Self::WindWaveHeight => Quantity::Distance,
            Self::WavePeriod | Self::SwellPeriod => Quantity::Duration,
            Self::WaveDirection | Self::SwellDirection => Quantity::Angle,
            Self::SeaSurfaceTemperature => Quantity::Temperature,
        }
    }
}
