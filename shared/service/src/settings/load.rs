//! Reading the layers, and refusing what cannot be used.

use std::{ffi::OsString, path::Path};

use config::{Config, ConfigError, Environment, File, FileFormat};
use weather::MAX_SPEED;

use super::{Settings, SettingsError, SourceSetting};
use crate::{Program, Secret};

/// The file read where `--config` names none.
const DEFAULT_FILE: &str = "dashboard.toml";

impl Settings {
    /// Reads the layers: defaults, the file, the environment.
    ///
    /// # Errors
    /// When a key is unknown or a value does not fit; names the key, what was
    /// found and what is allowed.
    pub fn load(program: Program, file: Option<&Path>) -> Result<Self, SettingsError> {
        // The layers would quote the value, which may be a secret.
        if let Some(name) = no_text(std::env::vars_os()) {
            return Err(SettingsError::key(&name, "holds what is not allowed: UTF-8 is"));
        }
        let environment =
            Environment::with_prefix("DASHBOARD").prefix_separator("_").separator("__");
        Self::from_layers(program, file, environment)
    }

    fn from_layers(
        program: Program,
        file: Option<&Path>,
        environment: Environment,
    ) -> Result<Self, SettingsError> {
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        let file = File::from(path).format(FileFormat::Toml).required(file.is_some());
        let layers = Config::builder()
            .set_default("listen", program.listen.to_string())
            .and_then(|layers| layers.set_default("source.daily_calls", program.daily_calls))
            .and_then(|layers| layers.add_source(file).add_source(environment).build())
            .map_err(|error| unreadable(&error))?;
        let settings: Self =
            layers.clone().try_deserialize().map_err(|error| refused(&layers, error))?;
        settings.checked()
    }

    fn checked(self) -> Result<Self, SettingsError> {
        check("link.board", self.link.board.scheme() == "ws", || {
            format!("{} is not allowed: ws://host:port", self.link.board)
        })?;
        for (name, url) in self.source.urls.all() {
            let key = format!("source.urls.{name}");
            check(&key, matches!(url.scheme(), "http" | "https"), || {
                format!("{url} is not allowed: a full http:// or https:// address")
            })?;
        }
        let secrets = [("link.token", &self.link.token), ("source.api_key", &self.source.api_key)];
        for (key, secret) in secrets {
            if let Some(problem) = secret.as_ref().and_then(Secret::problem) {
                return Err(SettingsError::key(key, problem));
            }
        }
        check("source.refresh_s", (1..=86_400).contains(&self.source.refresh_s), || {
            format!("{} is not allowed: 1 to 86400", self.source.refresh_s)
        })?;
        check("source.daily_calls", (1..=1_000_000).contains(&self.source.daily_calls), || {
            format!("{} is not allowed: 1 to 1000000", self.source.daily_calls)
        })?;
        let replays = self.source.kind == SourceSetting::Replay;
        check("source.replay_dir", !replays || self.source.replay_dir.is_some(), || {
            "is missing: source.kind is replay, which needs the folder of a recording".into()
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

fn check(key: &str, good: bool, problem: impl FnOnce() -> String) -> Result<(), SettingsError> {
    if good { Ok(()) } else { Err(SettingsError::key(key, problem())) }
}

/// The name of a variable that sets something, but to what is no text.
fn no_text(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Option<String> {
    variables.into_iter().find_map(|(name, value)| {
        let name = name.into_string().ok()?;
        let is_bad = name.to_lowercase().starts_with("dashboard_") && value.to_str().is_none();
        is_bad.then_some(name)
    })
}

/// Says where a file is no TOML, and why, but not what stands there: it may be a secret.
fn unreadable(error: &ConfigError) -> SettingsError {
    let parsing = match error {
        ConfigError::FileParse { uri, cause } => uri.as_ref().zip(cause.downcast_ref()),
        _ => None,
    };
    let problem = parsing.map(|(file, cause): (&String, &toml::de::Error)| {
        let shown = cause.to_string();
        // Line and column stand in the first line, those after it quote the file.
        let position = shown.lines().next().unwrap_or_default();
        format!("{file}: {position}: {}", cause.message())
    });
    SettingsError::File(problem.unwrap_or_else(|| error.to_string()))
}

/// Names the key, what was found and what is allowed.
fn refused(layers: &Config, error: ConfigError) -> SettingsError {
    let (key, problem) = match error {
        ConfigError::At { error, key, .. } => (key, error.to_string()),
        ConfigError::NotFound(key) => (Some(key), "is missing".into()),
        ConfigError::Type { ref key, .. } => (key.clone(), error.to_string()),
        other => (None, other.to_string()),
    };
    let Some(key) = key else {
        return SettingsError::File(problem);
    };
    match layers.get_string(&key) {
        Ok(found) if !problem.contains(&found) => {
            SettingsError::key(&key, format!("{found:?} is not allowed: {problem}"))
        }
        _ => SettingsError::key(&key, problem),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, io::Write, os::unix::ffi::OsStringExt};

    use super::*;
    use crate::LinkSettings;

    const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 3030);

    fn program() -> Program {
        Program { name: "test", version: "1", about: "", listen: LISTEN.into(), daily_calls: 700 }
    }

    fn load(toml: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(toml.as_bytes()).unwrap();
        let variables: HashMap<String, String> =
            variables.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let environment = Environment::with_prefix("DASHBOARD")
            .prefix_separator("_")
            .separator("__")
            .source(Some(variables));
        Settings::from_layers(program(), Some(file.path()), environment)
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
        assert_eq!(settings.source.daily_calls, 700);
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
            (
                "[source.urls]\nforecast = \"https://bücher.example/\"",
                vec![],
                ["source.urls.forecast", "bücher.example", "international domain name"],
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
    fn a_variable_that_is_no_text_is_found_by_its_name() {
        let variable = |name: &str, value: &[u8]| (name.into(), OsString::from_vec(value.into()));
        let others = [variable("OTHER", b"\xff"), variable("DASHBOARD_LINK__TOKEN", b"hunter2")];
        assert_eq!(no_text(others.clone()), None);
        let bad = variable("DASHBOARD_SOURCE__API_KEY", b"h\xfcnter2");
        let found = no_text(others.into_iter().chain([bad]));
        assert_eq!(found.as_deref(), Some("DASHBOARD_SOURCE__API_KEY"));
    }

    #[test]
    fn a_file_that_is_no_toml_is_named_without_what_it_holds() {
        for (toml, position) in [
            ("[source]\napi_key = hunter2", "line 2, column 11"),
            ("[link]\ntoken = \"hunter2\n[source]\nrefresh_s = 60", "line 2, column 17"),
            ("[link]\ntoken = hunter2\n", "line 2, column 9"),
            ("[link]\ntoken \"hunter2\"", "line 2"),
            ("[link]\ntoken = \"hunter2\" hunter2", "line 2"),
            ("[link]\ntoken = \"a\"\ntoken = \"hunter2\"", "line 3"),
        ] {
            let error = load(toml, &[]).unwrap_err().to_string();
            assert!(error.contains(position), "{error}");
            assert!(!error.contains("hunter2") && error.lines().count() == 1, "{error}");
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

    #[test]
    fn a_secret_that_no_request_can_carry_is_refused_without_being_told() {
        for secret in ["", " ", "hunter2 ", "hunter 2", "hünter2", "hunter2\n"] {
            for key in ["LINK__TOKEN", "SOURCE__API_KEY"] {
                let error = load("", &[(&format!("DASHBOARD_{key}"), secret)]).unwrap_err();
                let error = error.to_string();
                let name = key.to_lowercase().replace("__", ".");
                assert!(error.contains(&name) && error.contains("visible ASCII"), "{error}");
                assert!(!error.contains("nter"), "{error}");
            }
        }
    }

    #[test]
    fn a_file_without_a_token_that_a_request_can_carry_is_refused() {
        for text in ["", "\n", "hunter 2\n", "hünter2", "hunter2\nhunter3\n"] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            let token_file = Some(file.path().into());
            let settings = LinkSettings { token_file, ..LinkSettings::default() };
            let error = settings.token().unwrap_err().to_string();
            let path = file.path().display().to_string();
            for word in ["link.token_file", &path, "visible ASCII"] {
                assert!(error.contains(word), "{error:?} lacks {word:?}");
            }
            assert!(!error.contains("nter"), "{error}");
        }
    }
}
