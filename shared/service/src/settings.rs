mod load;

use std::{net::SocketAddr, path::PathBuf, str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer, Serialize};
use tracing_subscriber::filter::Targets;
use url::Url;
use weather::{Clock, Timestamp};

use crate::Secret;

/// How many calls to Open-Meteo a process may make a day unless told otherwise:
/// sixteen of them stay within the 10,000 that the free service allows.
pub const DAILY_CALLS: u32 = 600;

/// Everything that can be set. Every program accepts every key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the program's HTTP API listens.
    pub listen: SocketAddr,
    /// The link between widgets and board.
    #[serde(default)]
    pub link: LinkSettings,
    /// Where weather comes from.
    #[serde(default)]
    pub source: SourceSettings,
    /// The weather clock.
    #[serde(default)]
    pub clock: ClockSettings,
    /// The board.
    #[serde(default)]
    pub board: BoardSettings,
    /// The log.
    #[serde(default)]
    pub log: LogSettings,
}

/// The link between widgets and board.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkSettings {
    /// Where a board takes widgets; never published to viewers.
    pub listen: SocketAddr,
    /// The board a widget dials, `ws://host:port`.
    pub board: Url,
    /// What a widget must show to be taken, visible ASCII; none where every widget is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// A file that holds the token, with or without blanks around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_file: Option<PathBuf>,
}

/// Which source a program uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", try_from = "String")]
pub enum SourceSetting {
    /// Open-Meteo if it answers at start, else simulated; the board decides for all.
    #[default]
    Auto,
    /// Live weather.
    OpenMeteo,
    /// A folder of recorded answers.
    Replay,
    /// Made-up, coherent weather that needs no network.
    Simulated,
}

/// Where weather comes from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceSettings {
    /// Which source.
    pub kind: SourceSetting,
    /// The upstream services.
    pub urls: SourceUrls,
    /// Key of a paid Open-Meteo plan, visible ASCII.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key: Option<Secret>,
    /// Where last good answers are kept, for a restart and for other processes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_dir: Option<PathBuf>,
    /// How long an answer of the forecast is used before it is asked again, s
    /// (1 to 86400). What changes less often is asked less often.
    pub refresh_s: u32,
    /// Calls to Open-Meteo that this process may make a day, counted as the
    /// service counts them (1 to 1000000).
    pub daily_calls: u32,
    /// The recording that `replay` plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replay_dir: Option<PathBuf>,
}

/// The full endpoints of the upstream services.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceUrls {
    /// Open-Meteo's forecast.
    pub forecast: Url,
    /// Open-Meteo's air quality and pollen.
    pub air_quality: Url,
    /// Open-Meteo's waves and sea temperature.
    pub marine: Url,
    /// Open-Meteo's archive of past weather.
    pub archive: Url,
    /// Open-Meteo's search for places.
    pub geocoding: Url,
    /// Active alerts of the US National Weather Service.
    pub nws_alerts: Url,
    /// The folder of MeteoAlarm's feeds, one for each country.
    pub meteoalarm: Url,
}

/// The weather clock.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClockSettings {
    /// The instant it starts at; the system time where none is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_at: Option<Timestamp>,
    /// Weather seconds per real second: 0 (frozen) to 3600.
    pub speed: f64,
}

/// The board.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoardSettings {
    /// The place shown where a request names none: an id or `latitude,longitude`.
    pub default: String,
    /// Places whose tiles are kept ready though nobody looks.
    #[serde(deserialize_with = "list")]
    pub places: Vec<String>,
    /// The order of the tiles: ids of widgets, those of hidden ones after a `-`.
    #[serde(deserialize_with = "list")]
    pub tiles: Vec<String>,
    /// The path under which viewers reach the board, where it is not the root.
    pub base_path: String,
    /// Proxies whose `X-Forwarded-For` is believed: addresses or networks.
    #[serde(deserialize_with = "list")]
    pub trusted_proxies: Vec<String>,
    /// Who may show the board in a frame: `self` or origins; nobody where empty.
    #[serde(deserialize_with = "list")]
    pub frame_ancestors: Vec<String>,
    /// The most views watched at once (1 to 1024); one of the default place is never refused.
    pub max_views: usize,
}

/// How log events are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// The log.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// How events are written.
    pub format: LogFormat,
    /// From which level on: a level, or levels by module such as `info,link=debug`.
    pub level: String,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A key that is unknown, or a value that does not fit it.
    #[error("configuration: {key}: {problem}")]
    Key {
        /// The key in question.
        key: String,
        /// What was found and what is allowed.
        problem: String,
    },
    /// A file that cannot be read.
    #[error("configuration: {0}")]
    File(String),
}

impl TryFrom<String> for SourceSetting {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        one_of(
            &code,
            &[
                ("auto", Self::Auto),
                ("open-meteo", Self::OpenMeteo),
                ("replay", Self::Replay),
                ("simulated", Self::Simulated),
            ],
        )
    }
}

impl TryFrom<String> for LogFormat {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        one_of(&code, &[("text", Self::Text), ("json", Self::Json)])
    }
}

/// The choice with this code; the error names the codes there are.
fn one_of<T: Copy>(found: &str, choices: &[(&str, T)]) -> Result<T, String> {
    choices.iter().find(|(code, _)| *code == found).map(|(_, choice)| *choice).ok_or_else(|| {
        let allowed: Vec<&str> = choices.iter().map(|(code, _)| *code).collect();
        format!("{found:?} is not allowed: one of {}", allowed.join(", "))
    })
}

impl Default for LinkSettings {
    fn default() -> Self {
        Self {
            listen: ([127, 0, 0, 1], 3031).into(),
            board: constant_url("ws://127.0.0.1:3031"),
            token: None,
            token_file: None,
        }
    }
}

impl Default for SourceSettings {
    fn default() -> Self {
        Self {
            kind: SourceSetting::default(),
            urls: SourceUrls::default(),
            api_key: None,
            cache_dir: None,
            refresh_s: 900,
            daily_calls: DAILY_CALLS,
            replay_dir: None,
        }
    }
}

impl Default for SourceUrls {
    fn default() -> Self {
        Self {
            forecast: constant_url("https://api.open-meteo.com/v1/forecast"),
            air_quality: constant_url("https://air-quality-api.open-meteo.com/v1/air-quality"),
            marine: constant_url("https://marine-api.open-meteo.com/v1/marine"),
            archive: constant_url("https://archive-api.open-meteo.com/v1/archive"),
            geocoding: constant_url("https://geocoding-api.open-meteo.com/v1/search"),
            nws_alerts: constant_url("https://api.weather.gov/alerts/active"),
            meteoalarm: constant_url("https://feeds.meteoalarm.org/api/v1/warnings"),
        }
    }
}

impl Default for ClockSettings {
    fn default() -> Self {
        Self { start_at: None, speed: 1.0 }
    }
}

impl Default for BoardSettings {
    fn default() -> Self {
        Self {
            default: "lisbon".into(),
            places: Vec::new(),
            tiles: Vec::new(),
            base_path: "/".into(),
            trusted_proxies: Vec::new(),
            frame_ancestors: Vec::new(),
            max_views: 32,
        }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info,actix_server=warn".into() }
    }
}

impl SettingsError {
    /// A value that does not fit its key.
    #[must_use]
    pub fn key(key: &str, problem: impl std::fmt::Display) -> Self {
        Self::Key { key: key.into(), problem: problem.to_string() }
    }
}

impl LinkSettings {
    /// The token, from the setting or from its file.
    ///
    /// # Errors
    /// When the file cannot be read or holds no token of visible ASCII.
    pub fn token(&self) -> Result<Option<Secret>, SettingsError> {
        let Some(path) = &self.token_file else {
            return Ok(self.token.clone());
        };
        let text = std::fs::read_to_string(path).map_err(|error| {
            SettingsError::key("link.token_file", format!("{}: {error}", path.display()))
        })?;
        let token = Secret::new(text.trim().into());
        match token.problem() {
            None => Ok(Some(token)),
            Some(problem) => {
                let problem = format!("{} {problem}", path.display());
                Err(SettingsError::key("link.token_file", problem))
            }
        }
    }
}

impl SourceUrls {
    /// Every endpoint with its name among the keys.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &Url); 7] {
        [
            ("forecast", &self.forecast),
            ("air_quality", &self.air_quality),
            ("marine", &self.marine),
            ("archive", &self.archive),
            ("geocoding", &self.geocoding),
            ("nws_alerts", &self.nws_alerts),
            ("meteoalarm", &self.meteoalarm),
        ]
    }
}

impl SourceSettings {
    /// How long an upstream answer is used before it is asked again.
    #[must_use]
    pub fn refresh(&self) -> Duration {
        Duration::from_secs(self.refresh_s.into())
    }
}

impl ClockSettings {
    /// The clock these settings describe.
    ///
    /// # Errors
    /// When the speed is out of range.
    pub fn clock(&self) -> Result<Clock, SettingsError> {
        Clock::starting(self.start_at, self.speed)
            .map_err(|error| SettingsError::key("clock.speed", error))
    }
}

impl LogSettings {
    /// The filter `level` describes.
    ///
    /// # Errors
    /// When it is no level and no list of levels by module.
    pub(crate) fn levels(&self) -> Result<Targets, SettingsError> {
        Targets::from_str(&self.level).map_err(|_| {
            SettingsError::key(
                "log.level",
                format!(
                    "{:?} is not allowed: off, error, warn, info, debug or trace, also by module as in info,link=debug",
                    self.level
                ),
            )
        })
    }
}

/// The address behind a literal of this file.
#[expect(clippy::expect_used, reason = "the literals are checked by the test of the defaults")]
fn constant_url(literal: &'static str) -> Url {
    Url::parse(literal).expect("a literal address")
}

/// A TOML array, or one string with semicolons as the environment gives it.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum List {
        Array(Vec<String>),
        Text(String),
    }
    Ok(match List::deserialize(deserializer)? {
        List::Array(items) => items,
        // A coordinate pair holds a comma itself, hence the semicolon.
        List::Text(text) => text
            .split(';')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(String::from)
            .collect(),
    })
}
