use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The picture that stands for a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are what the pictures show")]
pub enum Icon {
    Clear,
    MostlyClear,
    PartlyCloudy,
    Overcast,
    Fog,
    Drizzle,
    FreezingDrizzle,
    Rain,
    FreezingRain,
    Snow,
    SnowGrains,
    RainShowers,
    SnowShowers,
    Thunderstorm,
    ThunderstormHail,
}

impl Icon {
    /// The code used in JSON and attributes, for instance `mostly-clear`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::MostlyClear => "mostly-clear",
            Self::PartlyCloudy => "partly-cloudy",
            Self::Overcast => "overcast",
            Self::Fog => "fog",
            Self::Drizzle => "drizzle",
            Self::FreezingDrizzle => "freezing-drizzle",
            Self::Rain => "rain",
            Self::FreezingRain => "freezing-rain",
            Self::Snow => "snow",
            Self::SnowGrains => "snow-grains",
            Self::RainShowers => "rain-showers",
            Self::SnowShowers => "snow-showers",
            Self::Thunderstorm => "thunderstorm",
            Self::ThunderstormHail => "thunderstorm-hail",
        }
    }
}

/// The weather in one word, as Open-Meteo narrows the codes of WMO table 4677.
///
/// Source: Manual on Codes (WMO-No. 306), code table 4677;
/// <https://open-meteo.com/en/docs>, WMO weather interpretation codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Condition {
    /// The code, one of the 28 in [`Condition::ALL`].
    pub code: u8,
    /// What it means, in English and in lower case.
    pub label: &'static str,
    /// The picture for it.
    pub icon: Icon,
}

impl Condition {
    /// Every condition, by ascending code.
    pub const ALL: [Self; 28] = [
        Self::new(0, "clear sky", Icon::Clear),
        Self::new(1, "mainly clear", Icon::MostlyClear),
        Self::new(2, "partly cloudy", Icon::PartlyCloudy),
        Self::new(3, "overcast", Icon::Overcast),
        Self::new(45, "fog", Icon::Fog),
        Self::new(48, "depositing rime fog", Icon::Fog),
        Self::new(51, "light drizzle", Icon::Drizzle),
        Self::new(53, "moderate drizzle", Icon::Drizzle),
        Self::new(55, "dense drizzle", Icon::Drizzle),
        Self::new(56, "light freezing drizzle", Icon::FreezingDrizzle),
        Self::new(57, "dense freezing drizzle", Icon::FreezingDrizzle),
        Self::new(61, "slight rain", Icon::Rain),
        Self::new(63, "moderate rain", Icon::Rain),
        Self::new(65, "heavy rain", Icon::Rain),
        Self::new(66, "light freezing rain", Icon::FreezingRain),
        Self::new(67, "heavy freezing rain", Icon::FreezingRain),
        Self::new(71, "slight snowfall", Icon::Snow),
        Self::new(73, "moderate snowfall", Icon::Snow),
        Self::new(75, "heavy snowfall", Icon::Snow),
        Self::new(77, "snow grains", Icon::SnowGrains),
        Self::new(80, "slight rain showers", Icon::RainShowers),
        Self::new(81, "moderate rain showers", Icon::RainShowers),
        Self::new(82, "violent rain showers", Icon::RainShowers),
        Self::new(85, "slight snow showers", Icon::SnowShowers),
        Self::new(86, "heavy snow showers", Icon::SnowShowers),
        Self::new(95, "thunderstorm", Icon::Thunderstorm),
        Self::new(96, "thunderstorm with slight hail", Icon::ThunderstormHail),
        Self::new(99, "thunderstorm with heavy hail", Icon::ThunderstormHail),
    ];

    const fn new(code: u8, label: &'static str, icon: Icon) -> Self {
        Self { code, label, icon }
    }

    /// The condition of a code of table 4677. Codes that Open-Meteo leaves out
    /// come back as the nearest one it uses (its code, not the one asked for);
    /// `None` where none is near, such as dust, squalls, hail without thunder
    /// or weather that is over, and above 99.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        let nearest = nearest(code)?;
        let index = Self::ALL.binary_search_by_key(&nearest, |condition| condition.code).ok()?;
        Self::ALL.get(index).copied()
    }

    /// The message key for its translation, for instance `condition-61`.
    #[must_use]
    pub fn key(self) -> String {
        format!("condition-{}", self.code)
    }
}

/// The code Open-Meteo would use for a code of table 4677.
fn nearest(code: u8) -> Option<u8> {
    Some(match code {
        0..=3 => code,
        11 | 12 | 41..=47 => 45,
        48 | 49 => 48,
        50 | 51 => 51,
        52 | 53 => 53,
        54 | 55 => 55,
        56 | 57 => code,
        // Drizzle with rain counts as rain, rain with snow as snow.
        58 | 60 | 61 | 91 => 61,
        59 | 62 | 63 | 92 => 63,
        64 | 65 => 65,
        66 | 67 => code,
        68 | 70 | 71 | 93 => 71,
        69 | 72 | 73 | 94 => 73,
        74 | 75 => 75,
        76..=79 => 77,
        80..=82 => code,
        83 | 85 | 87 => 85,
        84 | 86 | 88 => 86,
        17 | 95 | 97 | 98 => 95,
        96 | 99 => code,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_open_meteo_stand_for_themselves() {
        for condition in Condition::ALL {
            assert_eq!(Condition::from_code(condition.code), Some(condition));
        }
        assert!(Condition::ALL.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn other_codes_fall_to_a_neighbour_or_to_none() {
        let code = |code| Condition::from_code(code).map(|condition| condition.code);
        assert_eq!(code(17), Some(95));
        assert_eq!(code(42), Some(45));
        assert_eq!(code(60), Some(61));
        assert_eq!(code(69), Some(73));
        assert_eq!(code(97), Some(95));
        for nothing_near in [4, 10, 18, 25, 31, 40, 89, 90, 100, 255] {
            assert_eq!(code(nothing_near), None, "{nothing_near}");
        }
        // No code may point at one that is not in the table.
        for code in 0..=u8::MAX {
            assert_eq!(Condition::from_code(code).is_some(), nearest(code).is_some(), "{code}");
        }
    }

    #[test]
    fn keys_and_pictures_follow_the_code() {
        let rain = Condition::from_code(61).unwrap();
        assert_eq!(rain.key(), "condition-61");
        let json = serde_json::json!({"code": 61, "label": "slight rain", "icon": "rain"});
        assert_eq!(serde_json::to_value(rain).unwrap(), json);
        for Condition { icon, .. } in Condition::ALL {
            assert_eq!(serde_json::to_value(icon).unwrap(), icon.code());
        }
    }
}
