use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::variable::{Between, Interpolate};

/// A quantity of the sea's surface.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MarineVariable {
    /// Significant height of all waves together, m.
    WaveHeight,
    /// Mean period of all waves together, s.
    WavePeriod,
    /// Direction that all waves together come from, degrees clockwise from north.
    WaveDirection,
    /// Significant height of the swell, m.
    SwellHeight,
    /// Mean period of the swell, s.
    SwellPeriod,
    /// Direction that the swell comes from, degrees clockwise from north.
    SwellDirection,
    /// Significant height of the waves that the local wind makes, m.
    WindWaveHeight,
    /// Temperature of the sea's surface, °C.
    SeaSurfaceTemperature,
}

impl MarineVariable {
    /// Every quantity, in declaration order.
    pub const ALL: [Self; 8] = [
        Self::WaveHeight,
        Self::WavePeriod,
        Self::WaveDirection,
        Self::SwellHeight,
        Self::SwellPeriod,
        Self::SwellDirection,
        Self::WindWaveHeight,
        Self::SeaSurfaceTemperature,
    ];
}

impl Interpolate for MarineVariable {
    fn between(self) -> Between {
        match self {
            Self::WaveDirection | Self::SwellDirection => Between::Circular,
            _ => Between::Linear,
        }
    }
}
