use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// A word in a request that names no unit system or language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not known: {allowed}")]
pub struct ParseViewError {
    /// What was found.
    pub found: String,
    /// What is allowed, in words.
    pub allowed: &'static str,
}

/// The system in which quantities are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Units {
    /// °C, km/h, mm, hPa, km.
    #[default]
    Metric,
    /// °F, mph, in, inHg, mi.
    Imperial,
    /// °C, m/s, mm, hPa, km.
    Si,
}

impl Units {
    /// Every system.
    pub const ALL: [Self; 3] = [Self::Metric, Self::Imperial, Self::Si];

    /// The code used in addresses and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Imperial => "imperial",
            Self::Si => "si",
        }
    }
}

impl FromStr for Units {
    type Err = ParseViewError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|units| units.code() == code).ok_or_else(|| ParseViewError {
            found: code.chars().take(32).collect(),
            allowed: "units are one of metric, imperial, si",
        })
    }
}

/// A language by its ISO 639 code, such as `en`.
///
/// Open on purpose: a board may ask for a language that an older widget does
/// not speak; the widget then answers in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Language(String);

impl Language {
    /// English, which every widget speaks.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The ISO 639 code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = ParseViewError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        if (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Ok(Self(code.into()))
        } else {
            Err(ParseViewError {
                found: code.chars().take(32).collect(),
                allowed: "a language is an ISO 639 code of two or three lower-case letters",
            })
        }
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a viewer looks at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct View {
    /// The spot whose weather is shown.
    pub place: Place,
    /// The system its quantities are drawn in.
    pub units: Units,
    /// The language of its words.
    pub lang: Language,
}

impl View {
    /// One word for this view; two views with the same key show the same tiles.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}", self.place.id, self.units.code(), self.lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_languages_say_what_is_allowed() {
        assert_eq!("imperial".parse(), Ok(Units::Imperial));
        let error = "furlongs".parse::<Units>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"furlongs\" is not known: units are one of metric, imperial, si"
        );
        assert_eq!("de".parse::<Language>().unwrap().code(), "de");
        for bad in ["", "d", "DE", "de-DE", "../x"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}
