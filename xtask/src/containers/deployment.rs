//! The dashboard as it runs in containers now, and what it takes to change it.

use std::{
    env,
    fs::{File, TryLockError},
    io,
    path::Path,
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use super::board::{self, Fleet};
use crate::{
    compose::Shape,
    docker::{Container, Docker},
};

/// A running dashboard that one command changes at a time.
pub(super) struct Deployment<'a> {
    root: &'a Path,
    pub(super) docker: Docker,
    pub(super) board: Board,
    /// What the board was started with: whatever joins it is to have the same.
    settings: Vec<(String, String)>,
    /// Locked while this command, or a part of it that outlives it, is at work.
    pub(super) turn: File,
}

/// The container that viewers meet.
pub(super) struct Board {
    pub(super) shape: Shape,
    pub(super) container: Container,
    /// Host and port.
    pub(super) address: String,
}

impl<'a> Deployment<'a> {
    /// Finds what runs, once no other command changes it. Where an exchange of the board
    /// was cut off and none runs, the one that did is started again.
    ///
    /// # Errors
    /// When there is no engine or no board.
    pub(super) fn find(root: &'a Path) -> Result<Self> {
        let docker = Docker::find()?;
        let turn = turn(&docker.project)?;
        let board = match Board::running(&docker)? {
            Some(board) => board,
            None => Board::revived(&docker)?,
        };
        let settings = settings(&docker, &board)?;
        Ok(Self { root, docker, board, settings, turn })
    }

    /// The compose tool for a shape, with the settings of the board that runs.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn compose(&self, shape: Shape) -> Result<Command> {
        let mut compose = self.docker.compose(&self.root.join(shape.file()))?;
        for (key, _) in env::vars().filter(|(key, _)| is_setting(key)) {
            compose.env_remove(key);
        }
        compose.envs(self.settings.iter().map(|(key, value)| (key, value)));
        // The containers of the other shape are no orphans.
        compose.env("COMPOSE_IGNORE_ORPHANS", "true");
        // Where this command is killed the tool goes on, with the turn in its hands.
        compose.stdin(self.turn.try_clone()?);
        Ok(compose)
    }

    /// The containers of a service, whatever they do.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub(super) fn containers(&self, service: &str) -> Result<Vec<Container>> {
        let all = self.docker.containers()?;
        Ok(all.into_iter().filter(|one| one.service == service).collect())
    }

    /// Who is linked to the board; the default view is watched from then on.
    ///
    /// # Errors
    /// When the board does not answer.
    pub(super) fn fleet(&self) -> Result<Fleet> {
        board::tiles(&self.board.address)?;
        board::fleet(&self.board.address)
    }
}

impl Board {
    /// The one that runs.
    pub(super) fn running(docker: &Docker) -> Result<Option<Self>> {
        for container in docker.containers()?.into_iter().filter(Container::is_running) {
            let Some(shape) = Shape::of_board(&container.service) else { continue };
            if let Some(address) = docker.published(&container.name, 3030)? {
                return Ok(Some(Self { shape, container, address }));
            }
        }
        Ok(None)
    }

    /// One that ran, started again.
    fn revived(docker: &Docker) -> Result<Self> {
        let containers = docker.containers()?;
        let ended = containers
            .iter()
            .find(|one| one.state == "exited" && Shape::of_board(&one.service).is_some());
        let Some(ended) = ended else {
            bail!("no board runs; cargo xtask up monolith starts one");
        };
        println!("no board runs: starting {} again", ended.name);
        docker.start(&ended.name)?;
        Self::running(docker)?.context("it does not start; cargo xtask logs says why")
    }
}

/// Waits until no other command is at work on the project; the turn ends with the file.
///
/// # Errors
/// When there can be no such file.
pub(crate) fn turn(project: &str) -> Result<File> {
    let path = env::temp_dir().join(format!("{project}.lock"));
    let file = lockable(&path).with_context(|| path.display().to_string())?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("another command is at work; waiting for it");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    Ok(file)
}

/// A file to be locked. One that is there may be somebody else's, who only lets it be read.
fn lockable(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => File::create(path),
        found => found,
    }
}

fn settings(docker: &Docker, board: &Board) -> Result<Vec<(String, String)>> {
    let environment = docker.container(&board.container.name, "{{json .Config.Env}}")?;
    let environment: Vec<String> = serde_json::from_str(&environment)?;
    let mut settings = settings_in(&environment);
    settings.push(("DASHBOARD_PUBLISH".into(), board.address.clone()));
    Ok(settings)
}

fn settings_in(environment: &[String]) -> Vec<(String, String)> {
    let pairs = environment.iter().filter_map(|entry| entry.split_once('='));
    pairs
        .filter(|(key, _)| is_setting(key))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn is_setting(key: &str) -> bool {
    key.starts_with("DASHBOARD_")
}

/// Runs a command that has something to say only where it fails.
///
/// # Errors
/// When it does, with what it said.
pub(super) fn quietly(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}", said.trim());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_command_at_a_time_changes_a_project() {
        let project = format!("turn-{}", std::process::id());
        let path = env::temp_dir().join(format!("{project}.lock"));
        let first = turn(&project).unwrap();
        let second = lockable(&path).unwrap();
        assert!(matches!(second.try_lock(), Err(TryLockError::WouldBlock)));
        let tool = first.try_clone().unwrap();
        drop(first);
        assert!(second.try_lock().is_err(), "a tool that outlives its command has it still");
        drop(tool);
        assert!(second.try_lock().is_ok());
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn the_settings_of_a_board_are_handed_on() {
        let environment = ["PATH=/bin", "DASHBOARD_A=1=2", "DASHBOARD_UNSET"].map(str::to_owned);
        assert_eq!(settings_in(&environment), [("DASHBOARD_A".into(), "1=2".into())]);
    }

    #[test]
    fn a_command_that_fails_says_why() {
        let fails = |script: &str| quietly(Command::new("sh").args(["-c", script]));
        assert_eq!(fails("echo why >&2; exit 1").unwrap_err().to_string(), "why");
        assert!(fails("echo fine >&2").is_ok());
    }
}
