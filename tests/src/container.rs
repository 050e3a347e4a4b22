use std::{
    env,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{WIDGETS, WITHIN};

/// Where this names a repository, its images run in place of the programs.
const IMAGES: &str = "TEST_IMAGES";

/// Between two tries to end a container that is not there yet.
const PAUSE: Duration = Duration::from_millis(50);

/// A container that a test started, limited as the compose files limit it, but
/// on the host's network: each test has a loopback address of its own.
pub(crate) struct Container {
    name: String,
}

impl Container {
    /// The command that runs a service's image until it ends; none where programs
    /// are tested, or where this program is no service.
    pub(crate) fn command(
        program: &str,
        settings: &[(String, String)],
        arguments: &[&str],
    ) -> Option<(Self, Command)> {
        let is_board = ["frontend", "monolith"].contains(&program);
        let is_service = is_board || WIDGETS.contains(&program);
        let repository = env::var(IMAGES).ok().filter(|name| is_service && !name.is_empty())?;
        let name = unused_name();
        let mut run = Command::new("docker");
        run.args(["run", "--rm", "--name", &name, "--network", "host"]);
        run.args(["--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"]);
        run.args(["--pids-limit", "64", "--memory", if is_board { "256m" } else { "64m" }]);
        // Tests hand over files that are the caller's alone.
        let (user, group) = (rustix::process::getuid(), rustix::process::getgid());
        run.args(["--user", &format!("{}:{}", user.as_raw(), group.as_raw())]);
        let shared = env::temp_dir().display().to_string();
        run.args(["--volume", &format!("{shared}:{shared}")]);
        for (key, value) in settings {
            run.args(["--env", &format!("{key}={value}")]);
        }
        run.arg(format!("{repository}/{program}")).args(arguments);
        Some((Self { name }, run))
    }

    /// The id of its process on this machine.
    pub(crate) fn process_id(&self) -> u32 {
        let id = docker(&["inspect", "--format", "{{.State.Pid}}", &self.name]).parse();
        id.unwrap_or_else(|_| panic!("{} does not run", self.name))
    }

    /// Ends it without warning, and waits for the client that shows its output.
    pub(crate) fn kill(&self, client: &mut Child) {
        let began = Instant::now();
        while client.try_wait().is_ok_and(|ended| ended.is_none()) && began.elapsed() < WITHIN {
            let mut kill = Command::new("docker");
            // It may have ended already, or not have begun.
            let _ = kill
                .args(["kill", &self.name])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            thread::sleep(PAUSE);
        }
    }
}

/// What docker answers.
///
/// # Panics
/// When it refuses, or is not there.
#[expect(clippy::must_use_candidate, reason = "some commands answer nothing of interest")]
pub fn docker(arguments: &[&str]) -> String {
    let output = Command::new("docker").args(arguments).output().expect("docker runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "docker {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn unused_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("acceptance-{}-{number}", std::process::id())
}
