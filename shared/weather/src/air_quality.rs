use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::variable::{Between, Interpolate};

/// A constituent of the air near the ground.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AirVariable {
    /// Particles smaller than 2.5 µm, µg/m³.
    Pm2_5,
    /// Particles smaller than 10 µm, µg/m³.
    Pm10,
    /// Ozone, µg/m³.
    Ozone,
    /// Nitrogen dioxide, µg/m³.
    NitrogenDioxide,
    /// Sulphur dioxide, µg/m³.
    SulphurDioxide,
    /// Carbon monoxide, µg/m³.
    CarbonMonoxide,
    /// Alder pollen, grains/m³; Europe only, as the others.
    AlderPollen,
    /// Birch pollen, grains/m³.
    BirchPollen,
    /// Grass pollen, grains/m³.
    GrassPollen,
    /// Mugwort pollen, grains/m³.
    MugwortPollen,
    /// Olive pollen, grains/m³.
    OlivePollen,
    /// Ragweed pollen, grains/m³.
    RagweedPollen,
}

impl AirVariable {
    /// Every constituent, in declaration order.
    pub const ALL: [Self; 12] = [
        Self::Pm2_5,
        Self::Pm10,
        Self::Ozone,
        Self::NitrogenDioxide,
        Self::SulphurDioxide,
        Self::CarbonMonoxide,
        Self::AlderPollen,
        Self::BirchPollen,
        Self::GrassPollen,
        Self::MugwortPollen,
        Self::OlivePollen,
        Self::RagweedPollen,
    ];
}

impl Interpolate for AirVariable {
    fn between(self) -> Between {
        Between::Linear
    }
}
