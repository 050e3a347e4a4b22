//! The dashboard in one process, for as long as a command needs it.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::cargo;

/// A running monolith on free ports of this machine; it ends when dropped.
pub(crate) struct Running {
    child: Child,
    address: String,
}

impl Running {
    /// Builds it and starts it with these settings beside the built-in ones.
    ///
    /// # Errors
    /// When it does not build, or ends before it says where it is.
    pub(crate) fn start(root: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        let program = cargo::program(root, "monolith", "dev")?;
        let mut child = Command::new(program)
            .envs([("DASHBOARD_LISTEN", "127.0.0.1:0"), ("DASHBOARD_LINK__LISTEN", "127.0.0.1:0")])
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut said = BufReader::new(child.stdout.take().context("it has an output")?).lines();
        let address = said.find_map(|line| address(&line.ok()?));
        let running = Self { child, address: address.unwrap_or_default() };
        (!running.address.is_empty()).then_some(running).context("the dashboard does not start")
    }

    /// Host and port of the board.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
