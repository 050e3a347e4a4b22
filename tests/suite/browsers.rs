//! The suites in browsers in containers, by the verb that people use, when something
//! goes wrong.
//!
//! Run by `cargo xtask test` where there is an engine and the images are made.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
};

use acceptance::{docker, program};
use rustix::process::{Pid, Signal, kill_process};

/// Two at once would share two cores with what is being timed.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Suites under way.
struct Suites {
    project: String,
    verb: Child,
    said: String,
    _turn: MutexGuard<'static, ()>,
}

impl Suites {
    /// Starts the suites that need nothing else, on one container and two browsers, by a
    /// program that is gone once it runs.
    fn start(name: &str) -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let named = format!("browsers-{}-{name}", std::process::id());
        // Beside the dashboard of that name, not in its place.
        let project = format!("{named}-e2e");
        // A build may put another program in its place meanwhile.
        let folder = tempfile::tempdir().expect("a folder");
        let xtask = folder.path().join("xtask");
        fs::copy(program("xtask"), &xtask).expect("a copy");
        let mut verb = Command::new(xtask);
        verb.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        verb.args(["e2e", "monolith", "--no-build", "--browsers", "2"]);
        for suite in ["first-look", "units-and-language", "phone-width", "accessibility"] {
            verb.args(["--only", suite]);
        }
        verb.env("COMPOSE_PROJECT_NAME", &named).stdout(Stdio::piped());
        let verb = verb.spawn().expect("xtask runs");
        Self { project, verb, said: String::new(), _turn: turn }
    }

    /// Reads on until something was said.
    fn until(&mut self, words: &str) {
        // Byte by byte, so that nothing is kept that belongs to a later call.
        let output = self.verb.stdout.as_mut().expect("an output");
        let mut lines = BufReader::with_capacity(1, output).lines();
        let found = lines.by_ref().map_while(Result::ok).any(|line| {
            self.said += &format!("{line}\n");
            line.contains(words)
        });
        assert!(found, "never {words:?} in {}", self.said);
    }

    /// Reads to the end.
    fn end(mut self) -> (ExitStatus, String) {
        let output = self.verb.stdout.take().expect("an output");
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            self.said += &format!("{line}\n");
        }
        (self.verb.wait().expect("an end"), self.said)
    }

    /// The ids of the project's containers, networks or volumes; of a service, where one is named.
    fn ours(project: &str, kind: &str, service: Option<&str>) -> Vec<String> {
        let label = |key: &str, value: &str| format!("label=com.docker.compose.{key}={value}");
        let labels = [label("project", project)].into_iter();
        let labels = labels.chain(service.map(|service| label("service", service)));
        let filters: Vec<String> = labels.flat_map(|label| ["--filter".into(), label]).collect();
        let list = [kind, "ls", "--quiet"].into_iter().chain(filters.iter().map(String::as_str));
        docker(&list.collect::<Vec<_>>()).lines().map(str::to_owned).collect()
    }
}

/// Neither containers nor networks nor volumes are left.
fn assert_nothing_is_left(project: &str) {
    for kind in ["container", "network", "volume"] {
        assert_eq!(Suites::ours(project, kind, None), Vec::<String>::new(), "{kind}");
    }
}

#[test]
fn a_browser_that_is_killed_costs_no_verdict() {
    let mut suites = Suites::start("killed");
    // Then both are at work, for there are more tests than browsers.
    suites.until("passed  ");
    let project = suites.project.clone();
    let browsers = Suites::ours(&project, "container", Some("firefox"));
    assert_eq!(browsers.len(), 2);
    docker(&["kill", &browsers[0]]);
    let (status, said) = suites.end();
    assert!(status.success(), "{said}");
    assert!(said.contains(" 0 flaky, 0 failed, 0 without a browser"), "{said}");
    // In the middle of a test, or while it was starting for the next.
    assert!(said.contains("replaced ") || said.contains("given up "), "{said}");
    assert_nothing_is_left(&project);
}

#[test]
fn what_is_interrupted_leaves_nothing() {
    for signal in [Signal::INT, Signal::TERM] {
        let mut suites = Suites::start("interrupted");
        suites.until("== suites ==");
        let project = suites.project.clone();
        let id = Pid::from_child(&suites.verb);
        kill_process(id, signal).expect("it runs");
        let (status, said) = suites.end();
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(said.contains("error: interrupted"), "{said}");
        assert_nothing_is_left(&project);
    }
}
