use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::Once,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::NamedTempFile;

use crate::{container::Container, eventually};

/// A program that runs until it is dropped, its output kept in a file; where
/// images are tested, in a container.
pub struct Process {
    child: Child,
    container: Option<Container>,
    name: String,
    output: NamedTempFile,
}

/// The path of one of the project's programs, built first where needed.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    static BUILD: Once = Once::new();
    BUILD.call_once(build);
    let tests = std::env::current_exe().expect("the test's own path");
    let target = tests.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    target.join(name)
}

/// Programs are artefacts of other packages, which cargo does not build for a test.
fn build() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    // `cargo test` leaves variables of this crate behind, on which build scripts would run again.
    for (name, _) in std::env::vars() {
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.starts_with(prefix)) {
            build.env_remove(name);
        }
    }
    let status = build
        .args(["build", "--quiet", "--workspace", "--bins"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the programs do not build");
}

/// The command for a program or its image: no settings but those given, in a
/// folder without a configuration.
fn command(
    name: &str,
    arguments: &[&str],
    settings: &[(String, String)],
) -> (Option<Container>, Command) {
    if let Some((container, command)) = Container::command(name, settings, arguments) {
        return (Some(container), command);
    }
    let mut command = Command::new(program(name));
    command.current_dir(std::env::temp_dir());
    for (key, _) in std::env::vars().filter(|(key, _)| key.starts_with("DASHBOARD_")) {
        command.env_remove(key);
    }
    command.envs(settings.iter().map(|(key, value)| (key, value))).args(arguments);
    (None, command)
}

impl Process {
    /// Starts a program with settings from the environment.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn start(name: &str, settings: &[(String, String)]) -> Self {
        let output = NamedTempFile::new().expect("a file for the output");
        let write = || Stdio::from(File::options().append(true).open(output.path()).expect("open"));
        let (container, mut command) = command(name, &[], settings);
        let child = command
            .stdin(Stdio::null())
            .stdout(write())
            .stderr(write())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        Self { child, container, name: name.into(), output }
    }

    /// Runs a program to its end.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn run(name: &str, arguments: &[&str], settings: &[(String, String)]) -> Output {
        command(name, arguments, settings).1.output().expect("the program runs")
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.container.as_ref().map_or_else(|| self.child.id(), Container::process_id)
    }

    /// What it has written to standard output and error so far.
    ///
    /// # Panics
    /// When that cannot be read.
    #[must_use]
    pub fn output(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(self.output.path()).expect("its output"))
            .into_owned()
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    ///
    /// # Panics
    /// When it does not end in time.
    pub async fn stop(mut self) -> ExitStatus {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, Signal::TERM).expect("the process is there");
        let what = format!("{} ends on SIGTERM", self.name);
        let child = &mut self.child;
        eventually(&what, || {
            let status = child.try_wait().expect("a child of ours");
            async move { status }
        })
        .await
    }

    /// Ends it without warning (SIGKILL).
    pub fn kill(self) {
        drop(self);
    }

    /// Its memory in use (resident set), bytes.
    ///
    /// # Panics
    /// When it has ended.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).expect("alive");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("VmRSS");
        let kib: u64 = line.split_whitespace().nth(1).expect("a size").parse().expect("a number");
        kib * 1024
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(container) = &self.container {
            container.kill(&mut self.child);
        }
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- {} ---\n{}", self.name, self.output());
        }
    }
}
