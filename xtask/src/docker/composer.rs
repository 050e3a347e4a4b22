//! The compose tool beside the engine.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use super::{Docker, text};

/// A compose tool that answers.
struct Composer {
    command: Command,
    version: String,
}

impl Composer {
    /// `docker compose` where the engine's client has it, else `docker-compose`.
    ///
    /// # Errors
    /// When there is none that gets on with that version of the engine.
    fn find(engine: &str) -> Result<Self> {
        let found = Self::called("docker", &["compose"]);
        let found = found.or_else(|| Self::called("docker-compose", &[])).context(
            "no compose tool here (Debian: apt-get install docker-compose; elsewhere: \
             docker-compose-plugin or docker-compose-v2)",
        )?;
        ensure_together(&found.version, engine)?;
        Ok(found)
    }

    fn called(program: &str, arguments: &[&str]) -> Option<Self> {
        let command = || {
            let mut command = Command::new(program);
            command.args(arguments);
            command
        };
        let version = command().args(["version", "--short"]).stderr(Stdio::null()).output().ok()?;
        let version = version.status.success().then(|| text(&version.stdout))?;
        Some(Self { command: command(), version })
    }
}

/// Compose 1 reads of an image what engines from 25 on no longer say: a container that is to
/// be made anew is stopped, and stays so (docker/compose issue 11742).
fn ensure_together(compose: &str, engine: &str) -> Result<()> {
    let major = |version: &str| {
        version.trim_start_matches('v').split('.').next().and_then(|digits| digits.parse().ok())
    };
    ensure!(
        major(compose) != Some(1) || major(engine).is_none_or(|major: u32| major < 25),
        "docker-compose {compose} cannot make containers anew with engine {engine}: install \
         docker-compose-v2 (Ubuntu) or docker-compose-plugin (docker.com)"
    );
    Ok(())
}

impl Docker {
    /// The compose tool, for the project and one of its files.
    ///
    /// # Errors
    /// When there is none that gets on with the engine.
    pub(crate) fn compose(&self, file: &Path) -> Result<Command> {
        let Composer { mut command, .. } = Composer::find(&self.version)?;
        command.args(["--project-name", &self.project, "--file"]).arg(file);
        Ok(command)
    }

    /// The version of the compose tool.
    ///
    /// # Errors
    /// As [`Docker::compose`].
    pub(crate) fn compose_version(&self) -> Result<String> {
        Ok(Composer::find(&self.version)?.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_compose_is_not_let_at_a_new_engine() {
        let pairs = [("1.29.2", "20.10.24"), ("2.40.3", "29.0.1"), ("v5.0.0", "29.0.1")];
        for (compose, engine) in pairs {
            assert!(ensure_together(compose, engine).is_ok(), "{compose} {engine}");
        }
        let error = ensure_together("1.29.2", "26.1.3").unwrap_err().to_string();
        assert!(error.contains("1.29.2") && error.contains("docker-compose-plugin"), "{error}");
    }

    #[test]
    fn a_tool_that_is_not_there_is_none() {
        assert!(Composer::called("no-such-tool", &[]).is_none());
        assert!(Composer::called("false", &[]).is_none());
    }
}
