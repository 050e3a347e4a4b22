use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the weather on a tile came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Live answers of Open-Meteo.
    OpenMeteo,
    /// A folder of recorded answers.
    Replay,
    /// The seeded generator; never real weather.
    Simulated,
}

impl SourceKind {
    /// The code used in JSON, configuration and attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OpenMeteo => "open-meteo",
            Self::Replay => "replay",
            Self::Simulated => "simulated",
        }
    }

    /// Whether a weather service has measured or forecast it, which is to be named then.
    #[must_use]
    pub fn is_of_service(self) -> bool {
        matches!(self, Self::OpenMeteo | Self::Replay)
    }
}

impl std::fmt::Display for SourceKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
