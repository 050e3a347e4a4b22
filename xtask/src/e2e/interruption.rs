//! Being asked to end, so that what was started can be removed first.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

use crate::containers::comes_true;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether somebody has asked this command to end, so that it can tidy up first.
#[derive(Clone)]
pub(super) struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// From now on, being asked to end is noted.
    ///
    /// # Errors
    /// When the system does not let it.
    pub(super) fn awaited() -> Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            // A second time ends it at once.
            flag::register_conditional_shutdown(signal, 130, Arc::clone(&asked))?;
            flag::register(signal, Arc::clone(&asked))?;
        }
        Ok(Self(asked))
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it does not start, or this one is asked to end: it ends then, with all that it has started.
    pub(super) fn run(&self, command: &mut Command) -> Result<ExitStatus> {
        let mut child = command.process_group(0).stdin(Stdio::null()).spawn()?;
        let status = self.end_of(&mut child);
        if status.is_err() {
            // It may have ended already.
            let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
            let _ = child.wait();
        }
        status
    }

    fn end_of(&self, child: &mut Child) -> Result<ExitStatus> {
        loop {
            self.check()?;
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            thread::sleep(PAUSE);
        }
    }

    /// Waits until something is so.
    ///
    /// # Errors
    /// When it is not so within that time, or this command is asked to end.
    pub(super) fn until(
        &self,
        within: Duration,
        what: &str,
        mut is_so: impl FnMut() -> Result<bool>,
    ) -> Result<()> {
        let is_so = comes_true(Instant::now(), within, || {
            self.check()?;
            is_so()
        })?;
        ensure!(is_so, "after {} s, it is not so that {what}", within.as_secs());
        Ok(())
    }

    /// Waits for a time, less where that is over for another reason.
    ///
    /// # Errors
    /// When this command is asked to end.
    pub(super) fn pause(&self, time: Duration, is_over: impl Fn() -> bool) -> Result<()> {
        comes_true(Instant::now(), time, || {
            self.check()?;
            Ok(is_over())
        })
        .map(drop)
    }

    /// # Errors
    /// When this command was asked to end.
    fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            bail!("interrupted");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interruption(is_asked: bool) -> Interruption {
        Interruption(Arc::new(AtomicBool::new(is_asked)))
    }

    #[test]
    fn an_interruption_ends_what_runs() {
        let mut quick = Command::new("true");
        assert!(interruption(false).run(&mut quick).unwrap().success());
        let began = Instant::now();
        let error = interruption(true).run(Command::new("sleep").arg("60")).unwrap_err();
        assert_eq!(error.to_string(), "interrupted");
        assert!(began.elapsed() < Duration::from_secs(30));
        assert!(interruption(true).until(Duration::MAX, "x", || Ok(false)).is_err());
    }

    #[test]
    fn what_does_not_come_is_named() {
        let none = interruption(false).until(Duration::ZERO, "pigs fly", || Ok(false));
        assert_eq!(none.unwrap_err().to_string(), "after 0 s, it is not so that pigs fly");
        assert!(interruption(false).until(Duration::ZERO, "x", || Ok(true)).is_ok());
    }
}
