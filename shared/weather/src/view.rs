use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// A word in a request that names no unit system, language or clock.
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

/// How many hours a clock counts before it begins again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum HourCycle {
    /// Half a day, with a word for either half: 2:30 pm.
    #[serde(rename = "12")]
    Twelve,
    /// A day: 14:30.
    #[serde(rename = "24")]
    TwentyFour,
}

impl HourCycle {
    /// Either cycle.
    pub const ALL: [Self; 2] = [Self::Twelve, Self::TwentyFour];

    /// The code used in addresses and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Twelve => "12",
            Self::TwentyFour => "24",
        }
    }
}

impl FromStr for HourCycle {
    type Err = ParseViewError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|hours| hours.code() == code).ok_or_else(|| ParseViewError {
            found: code.chars().take(32).collect(),
            allowed: "hours are one of 12, 24",
        })
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
    /// The hours of its clock; none for what its readers are used to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<HourCycle>,
}

impl View {
    /// One word for this view; two views with the same key show the same tiles.
    #[must_use]
    pub fn key(&self) -> String {
        let view = format!("{}/{}/{}", self.place.id, self.units.code(), self.lang);
        match self.hours {
            Some(hours) => format!("{view}/{}", hours.code()),
            None => view,
        }
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
        assert_eq!("12".parse(), Ok(HourCycle::Twelve));
        let error = "13".parse::<HourCycle>().unwrap_err();
        assert_eq!(error.to_string(), "\"13\" is not known: hours are one of 12, 24");
    }

    #[test]
    fn hours_are_told_only_where_chosen() {
        let place = r#"{"id":"lisbon","name":"Lisbon","latitude":38.7,"longitude":-9.1,
            "elevation":50.0,"timezone":"Europe/Lisbon","country":"PT"}"#;
        let older = format!(r#"{{"place":{place},"units":"metric","lang":"ja"}}"#);
        let view: View = serde_json::from_str(&older).unwrap();
        assert_eq!((view.hours, view.key().as_str()), (None, "lisbon/metric/ja"));
        assert!(!serde_json::to_string(&view).unwrap().contains("hours"));
        let view = View { hours: Some(HourCycle::Twelve), ..view };
        let json = serde_json::to_value(&view).unwrap();
        assert_eq!((&json["hours"], view.key().as_str()), (&"12".into(), "lisbon/metric/ja/12"));
        assert_eq!(serde_json::from_value::<View>(json).unwrap(), view);
    }
}
