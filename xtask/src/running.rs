//! Programs of the dashboard, for as long as a command needs them.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::cargo;

/// A variable of the environment that sets something, with its value.
pub(crate) type Setting<'a> = (&'a str, &'a str);

/// A running program; it ends when dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Starts a program with these settings and none of the shell's.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(program: &Path, settings: &[Setting<'_>]) -> Result<Self> {
        Self::spawn(program, settings, Stdio::null())
    }

    fn spawn(program: &Path, settings: &[Setting<'_>], output: Stdio) -> Result<Self> {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DASHBOARD_")) {
            command.env_remove(name);
        }
        command.envs(settings.iter().copied()).stdin(Stdio::null()).stderr(Stdio::null());
        let child = command.stdout(output).spawn();
        child.map(Self).with_context(|| format!("{} does not start", program.display()))
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running board on a free port of this machine; it ends when dropped.
pub(crate) struct Running {
    process: Process,
    address: String,
}

impl Running {
    /// Builds the monolith and starts it with these settings beside the built-in ones.
    ///
    /// # Errors
    /// When it does not build, or ends before it says where it is.
    pub(crate) fn start(root: &Path, settings: &[Setting<'_>]) -> Result<Self> {
        let free = ("DASHBOARD_LINK__LISTEN", "127.0.0.1:0");
        let program = cargo::program(root, "monolith", "dev")?;
        Self::board(&program, &[&[free], settings].concat())
    }

    /// Starts a program that has a board.
    ///
    /// # Errors
    /// When it ends before it says where it is.
    pub(crate) fn board(program: &Path, settings: &[Setting<'_>]) -> Result<Self> {
        let settings = [&[("DASHBOARD_LISTEN", "127.0.0.1:0")], settings].concat();
        let mut process = Process::spawn(program, &settings, Stdio::piped())?;
        let mut said = BufReader::new(process.0.stdout.take().context("it has an output")?).lines();
        let address = said.find_map(|line| address(&line.ok()?));
        Ok(Self { process, address: address.context("the dashboard does not start")? })
    }

    /// Host and port of the board.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The process with the board.
    pub(crate) fn process(&self) -> &Process {
        &self.process
    }
}

/// A port of this machine that nobody uses.
///
/// # Errors
/// When there is none.
pub(crate) fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Host and port from the line that says where the board is.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    let (address, _) = rest.split_once('/')?;
    Some(address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_in_the_first_line() {
        let line = "Weather Dashboard on http://127.0.0.1:3030/ with simulated weather";
        assert_eq!(address(line).as_deref(), Some("127.0.0.1:3030"));
        assert_eq!(address("something else"), None);
    }
}
