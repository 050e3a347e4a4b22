use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use config::{Config, Environment, File, FileFormat};
use serde::{Deserialize, Deserializer, Serialize};
use tracing_subscriber::filter::Targets;
use url::Url;
use weather::{Clock, MAX_SPEED, Timestamp};

use crate::Secret;

/// The file read where `--config` names none.
const DEFAULT_FILE: &str = "dashboard.toml";

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
    /// What a widget must show to be taken; none where every widget is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// A file that holds the token.
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
    /// Key of a paid Open-Meteo plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key: Option<Secret>,
    /// How long an upstream answer is used before it is asked again, s (10 to 86400).
    pub refresh_s: u32,
}

/// The full endpoints of the upstream services.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceUrls {
    /// Open-Meteo's forecast.
    pub forecast: Url,
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
    /// The most views watched at once (1 to 1024).
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
            refresh_s: 900,
        }
    }
}

impl Default for SourceUrls {
    fn default() -> Self {
        Self { forecast: constant_url("https://api.open-meteo.com/v1/forecast") }
    }
}

impl Default for ClockSettings {
    fn default() -> Self {
        Self { start_at: None, speed: 1.0 }
    }
}

impl Default for BoardSettings {
    fn default() -> Self {
        Self { default: "lisbon".into(), places: Vec::new(), max_views: 32 }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info".into() }
    }
}

impl SettingsError {
    /// A value that does not fit its key.
    #[must_use]
    pub fn key(key: &str, problem: impl std::fmt::Display) -> Self {
        Self::Key { key: key.into(), problem: problem.to_string() }
    }
}

impl Settings {
    /// Reads the layers: defaults, the file, the environment.
    ///
    /// # Errors
    /// When a key is unknown or a value does not fit; names the key, what was
    /// found and what is allowed.
    pub fn load(listen: SocketAddr, file: Option<&Path>) -> Result<Self, SettingsError> {
        let environment =
            Environment::with_prefix("DASHBOARD").prefix_separator("_").separator("__");
        Self::from_layers(listen, file, environment)
    }

    fn from_layers(
        listen: SocketAddr,
        file: Option<&Path>,
        environment: Environment,
    ) -> Result<Self, SettingsError> {
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        let file = File::from(path).format(FileFormat::Toml).required(file.is_some());
        let layers = Config::builder()
            .set_default("listen", listen.to_string())
            .and_then(|layers| layers.add_source(file).add_source(environment).build())
            .map_err(|error| SettingsError::File(error.to_string()))?;
        let settings: Self = serde_path_to_error::deserialize(layers.clone()).map_err(|error| {
            let key = error.path().to_string();
            let problem = plain(&error.into_inner());
            match layers.get_string(&key) {
                Ok(found) if !problem.contains(&found) => {
                    SettingsError::key(&key, format!("{found:?} is not allowed: {problem}"))
                }
                _ => SettingsError::key(&key, problem),
            }
        })?;
        settings.checked()
    }

    fn checked(self) -> Result<Self, SettingsError> {
        check("link.board", self.link.board.scheme() == "ws", || {
            format!("{} is not allowed: ws://host:port", self.link.board)
        })?;
        let forecast = &self.source.urls.forecast;
        check("source.urls.forecast", matches!(forecast.scheme(), "http" | "https"), || {
            format!("{forecast} is not allowed: a full http:// or https:// address")
        })?;
        check("source.refresh_s", (10..=86_400).contains(&self.source.refresh_s), || {
            format!("{} is not allowed: 10 to 86400", self.source.refresh_s)
        })?;
        check("clock.speed", (0.0..=MAX_SPEED).contains(&self.clock.speed), || {
            format!("{} is not allowed: 0 (frozen) to {MAX_SPEED}", self.clock.speed)
        })?;
        check("board.max_views", (1..=1024).contains(&self.board.max_views), || {
            format!("{} is not allowed: 1 to 1024", self.board.max_views)
        })?;
        check(
            "link.token_file",
            self.link.token.is_none() || self.link.token_file.is_none(),
            || "link.token is set too: only one of them is allowed".into(),
        )?;
        self.log.levels()?;
        Ok(self)
    }

    /// The settings in effect as TOML, secrets masked.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_else(|error| format!("# cannot be written: {error}\n"))
    }
}

impl LinkSettings {
    /// The token, from the setting or from its file.
    ///
    /// # Errors
    /// When the file cannot be read or holds nothing.
    pub fn token(&self) -> Result<Option<Secret>, SettingsError> {
        let Some(path) = &self.token_file else {
            return Ok(self.token.clone());
        };
        let text = std::fs::read_to_string(path).map_err(|error| {
            SettingsError::key("link.token_file", format!("{}: {error}", path.display()))
        })?;
        match text.trim() {
            "" => {
                Err(SettingsError::key("link.token_file", format!("{} is empty", path.display())))
            }
            token => Ok(Some(Secret::new(token.into()))),
        }
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

fn check(key: &str, good: bool, problem: impl FnOnce() -> String) -> Result<(), SettingsError> {
    if good { Ok(()) } else { Err(SettingsError::key(key, problem())) }
}

/// The message of a `config` error without the key, which we name ourselves.
fn plain(error: &config::ConfigError) -> String {
    match error {
        config::ConfigError::At { error, .. } => plain(error),
        other => other.to_string(),
    }
}

/// A TOML array, or one string with commas as the environment gives it.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum List {
        Array(Vec<String>),
        Commas(String),
    }
    Ok(match List::deserialize(deserializer)? {
        List::Array(items) => items,
        // A coordinate pair holds a comma itself, hence the semicolon.
        List::Commas(text) => text
            .split(';')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(String::from)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, io::Write};

    use super::*;

    const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 3030);

    fn load(toml: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(toml.as_bytes()).unwrap();
        let variables: HashMap<String, String> =
            variables.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let environment = Environment::with_prefix("DASHBOARD")
            .prefix_separator("_")
            .separator("__")
            .source(Some(variables));
        Settings::from_layers(LISTEN.into(), Some(file.path()), environment)
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_defaults() {
        let settings = load(
            "[source]\nkind = \"open-meteo\"\nrefresh_s = 60\n[board]\nplaces = [\"lisbon\", \"oslo\"]",
            &[("DASHBOARD_SOURCE__KIND", "simulated"), ("DASHBOARD_CLOCK__SPEED", "600")],
        )
        .unwrap();
        assert_eq!(settings.source.kind, SourceSetting::Simulated);
        assert_eq!(settings.source.refresh_s, 60);
        assert_eq!(settings.clock.speed, 600.0);
        assert_eq!(settings.board.places, ["lisbon", "oslo"]);
        assert_eq!(settings.listen, LISTEN.into());
        assert_eq!(settings.link.board.as_str(), "ws://127.0.0.1:3031/");
    }

    #[test]
    fn lists_in_the_environment_are_parted_by_semicolons() {
        let settings = load("", &[("DASHBOARD_BOARD__PLACES", "lisbon; 1.5,2.5")]).unwrap();
        assert_eq!(settings.board.places, ["lisbon", "1.5,2.5"]);
    }

    #[test]
    fn what_is_wrong_is_named_with_what_is_allowed() {
        for (toml, variables, expected) in [
            ("[source]\nkindd = 1", vec![], ["source", "kindd", "refresh_s"]),
            ("", vec![("DASHBOARD_SAUCE__KIND", "x")], ["sauce", "unknown", "source"]),
            (
                "",
                vec![("DASHBOARD_SOURCE__KIND", "psychic")],
                ["source.kind", "psychic", "simulated"],
            ),
            ("[clock]\nspeed = 7200", vec![], ["clock.speed", "7200", "3600"]),
            ("[clock]\nspeed = \"fast\"", vec![], ["clock.speed", "fast", "float"]),
            ("[link]\nboard = \"http://x\"", vec![], ["link.board", "http://x", "ws://"]),
            ("listen = \"nowhere\"", vec![], ["listen", "nowhere", "socket address"]),
            ("[log]\nlevel = \"loud=x=y\"", vec![], ["log.level", "loud", "debug"]),
            (
                "[source.urls]\nforecast = \"not a url\"",
                vec![],
                ["source.urls.forecast", "not a url", "URL"],
            ),
        ] {
            let error = load(toml, &variables).unwrap_err().to_string();
            for word in expected {
                assert!(error.contains(word), "{error:?} lacks {word:?}");
            }
        }
    }

    #[test]
    fn secrets_are_masked() {
        let settings =
            load("[link]\ntoken = \"hunter2\"\n[source]\napi_key = \"1e5\"", &[]).unwrap();
        assert_eq!(settings.source.api_key.as_ref().unwrap().reveal(), "1e5");
        for printed in [settings.to_toml(), format!("{settings:?}")] {
            assert!(printed.contains("***") && !printed.contains("hunter2"), "{printed}");
        }
    }

    #[test]
    fn the_token_may_stand_in_a_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        writeln!(file, "hunter2").unwrap();
        let settings =
            LinkSettings { token_file: Some(file.path().into()), ..LinkSettings::default() };
        assert_eq!(settings.token().unwrap().unwrap().reveal(), "hunter2");
        let missing = LinkSettings { token_file: Some("/nowhere".into()), ..settings };
        assert!(missing.token().unwrap_err().to_string().contains("/nowhere"));
    }
}
