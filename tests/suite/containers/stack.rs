use std::{
    collections::BTreeMap,
    os::unix::process::CommandExt,
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use acceptance::{Dashboard, Setting, Topology, docker, program};
use tokio::sync::{Mutex, MutexGuard};

/// Two at once would share two cores with what is being timed.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// A dashboard in containers, at a loopback address of its own; it goes when dropped.
pub(crate) struct Stack {
    /// How to talk to it.
    pub(crate) dashboard: Dashboard,
    /// The name its containers, networks and volumes carry.
    pub(crate) project: String,
    settings: Vec<(String, String)>,
    _turn: MutexGuard<'static, ()>,
}

/// What a verb said, and whether it found no fault.
pub(crate) struct Said {
    pub(crate) is_success: bool,
    pub(crate) text: String,
}

impl Stack {
    /// Starts the images of a shape on simulated weather, and waits as the verb does.
    pub(crate) async fn up(shape: &str, settings: &[Setting<'_>]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let turn = ONE_AT_A_TIME.lock().await;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dashboard = Dashboard::prepare(Topology::Microservices, &[]);
        let project = format!("acceptance-{}-{number}", std::process::id());
        let publish = dashboard.address(3030).to_string();
        let named = [
            ("COMPOSE_PROJECT_NAME", project.as_str()),
            ("DASHBOARD_PUBLISH", &publish),
            ("DASHBOARD_SOURCE__KIND", "simulated"),
        ];
        let settings = named.iter().chain(settings);
        let settings = settings.map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let stack = Self { dashboard, project, settings, _turn: turn };
        let said = stack.xtask(&["up", shape, "--no-build"]);
        assert!(said.is_success, "{}", said.text);
        println!("{}", said.text);
        stack
    }

    /// Runs a developer's verb on this stack.
    pub(crate) fn xtask(&self, verb: &[&str]) -> Said {
        let Output { status, stdout, stderr } = self.verb(verb).output().expect("xtask runs");
        let text = [stdout, stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        Said { is_success: status.success(), text }
    }

    /// Starts a developer's verb, in a process group of its own.
    pub(crate) fn start_xtask(&self, verb: &[&str]) -> Child {
        let mut verb = self.verb(verb);
        verb.stdout(Stdio::piped()).process_group(0).spawn().expect("xtask runs")
    }

    fn verb(&self, verb: &[&str]) -> Command {
        // Whoever runs the tests in the background may have them ignore interrupts.
        let mut xtask = Command::new("env");
        xtask.arg("--default-signal=INT").arg(program("xtask"));
        xtask.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        xtask.args(verb).envs(self.settings.iter().map(|(key, value)| (key, value)));
        xtask
    }

    /// Lets compose start what does not run.
    pub(crate) fn compose_up(&self, shape: &str) {
        let has_plugin = Command::new("docker").args(["compose", "version"]).output();
        let mut compose = if has_plugin.is_ok_and(|output| output.status.success()) {
            let mut docker = Command::new("docker");
            docker.arg("compose");
            docker
        } else {
            Command::new("docker-compose")
        };
        let file = format!("{}/../compose/{shape}.yaml", env!("CARGO_MANIFEST_DIR"));
        compose.args(["--file", &file, "up", "--detach", "--no-build"]);
        let settings = self.settings.iter().map(|(key, value)| (key, value));
        let output = compose.envs(settings).output().expect("compose runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The containers by the service that each runs.
    pub(crate) fn containers(&self) -> BTreeMap<String, String> {
        let label = format!("label=com.docker.compose.project={}", self.project);
        let format = "{{.Label \"com.docker.compose.service\"}} {{.Names}}";
        let lines = docker(&["ps", "--all", "--filter", &label, "--format", format]);
        let pair = |line: &str| line.split_once(' ').map(|(one, two)| (one.into(), two.into()));
        lines.lines().filter_map(pair).collect()
    }

    /// The container of a service.
    pub(crate) fn container(&self, service: &str) -> String {
        self.containers().remove(service).unwrap_or_else(|| panic!("no container of {service}"))
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let said = self.xtask(&["down", "--volumes"]);
        if std::thread::panicking() {
            println!("{}", said.text);
        } else {
            assert!(said.is_success, "{}", said.text);
        }
    }
}
