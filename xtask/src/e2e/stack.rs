//! The dashboard and browsers in containers, and the runner beside them.

use std::{
    env,
    fs::File,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::{
    Layout, Options,
    browser::Browser,
    interruption::Interruption,
    outage::Outage,
    replacement::{Replacement, TAG},
    round::{Round, Verdict},
};
use crate::{
    arguments::name,
    compose::Shape,
    docker::{Docker, PROJECT},
    running::free_address,
    services::RUNNER,
};

/// Lies over the file of either shape.
const OVERLAY: &str = "compose/selenium.yaml";
/// The board, as those find it who share its network.
const BOARD: &str = "http://board:3030";
/// The port of every driver.
const DRIVER_PORT: u16 = 4444;
/// What the suites are written for.
const WINDOW: &str = "1280x800";
/// How long a browser may take to open its first session.
const WITHIN: Duration = Duration::from_secs(120);
/// How often all is removed before that is given up.
const REMOVALS: u32 = 3;
/// What the dashboard is started with unless the shell says otherwise: weather that needs
/// no network, and a clock on which it soon changes.
const SETTINGS: [(&str, &str); 2] =
    [("DASHBOARD_SOURCE__KIND", "simulated"), ("DASHBOARD_CLOCK__SPEED", "600")];

/// A dashboard and browsers in containers; all go when dropped.
pub(super) struct Stack<'a> {
    root: &'a Path,
    docker: Docker,
    layout: Layout,
    browser: Browser,
    replacement: Option<Replacement<'a>>,
    /// Host and port of the board, from outside.
    address: String,
    interruption: Interruption,
}

impl<'a> Stack<'a> {
    /// Starts them, and waits until they are well.
    ///
    /// # Errors
    /// When one does not start, or this command is asked to end.
    pub(super) fn start(
        root: &'a Path,
        docker: Docker,
        options: &Options,
        replacement: Option<Replacement<'a>>,
    ) -> Result<Self> {
        let stack = Self {
            root,
            docker,
            layout: options.layout,
            browser: options.browser,
            replacement,
            address: free_address()?,
            interruption: Interruption::awaited()?,
        };
        // One that was killed could not tidy up.
        stack.remove()?;
        stack.verb(&["up", &name(&stack.layout.shape()), "--no-build"])?;
        for widget in stack.layout.apart() {
            stack.verb(&["split", widget])?;
        }
        stack.start_browsers(options.browsers)?;
        Ok(stack)
    }

    fn start_browsers(&self, number: u16) -> Result<()> {
        let began = Instant::now();
        let service = self.browser.service();
        let mut up = self.compose()?;
        up.args(["up", "--detach", "--no-build", "--no-deps", "--scale"]);
        up.args([&format!("{service}={number}"), service]);
        let status = self.interruption.run(&mut up)?;
        ensure!(status.success(), "the browsers do not start; the reason is above");
        self.interruption.until(WITHIN, "every browser can open a session", || {
            let all = self.docker.containers()?;
            let ready = all.iter().filter(|one| one.service == service && one.seems_well());
            Ok(ready.count() >= usize::from(number))
        })?;
        println!("{number} {service} ready after {:.1} s", began.elapsed().as_secs_f64());
        Ok(())
    }

    /// Runs a round and fetches its reports.
    ///
    /// # Errors
    /// When the runner cannot be started, what is to happen meanwhile does not, or this
    /// command is asked to end.
    pub(super) fn run(&self, round: &Round, reports: &Path) -> Result<Verdict> {
        println!("\n== {} ==", round.name);
        let began = Instant::now();
        let is_over = &AtomicBool::new(false);
        let is_good = thread::scope(|scope| {
            let repeated = |outage| scope.spawn(move || self.repeat(outage, is_over));
            let outage = round.outage.map(repeated);
            let replacement = self.replacement.as_ref().filter(|_| round.is_plain());
            let replaced =
                replacement.map(|new| scope.spawn(move || self.keep_replacing(new, is_over)));
            let is_good = self.suites(round, reports);
            is_over.store(true, Ordering::Relaxed);
            for meanwhile in outage.into_iter().chain(replaced) {
                meanwhile.join().map_err(|_| anyhow!("what was to happen has panicked"))??;
            }
            is_good
        })?;
        Ok(Verdict { name: round.name.clone(), took: began.elapsed(), is_good })
    }

    fn repeat(&self, outage: Outage, is_over: &AtomicBool) -> Result<()> {
        outage.repeat(&self.docker, self.layout, &self.address, &self.interruption, is_over)
    }

    /// Ships a new version and takes it back, in turn, until all `is_over`.
    fn keep_replacing(&self, new: &Replacement<'_>, is_over: &AtomicBool) -> Result<()> {
        let (widget, image) = (new.widget, new.image());
        let steps: [&[&str]; 2] = [&["replace", widget, "--image", &image], &["rollback", widget]];
        for step in steps.into_iter().cycle() {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            self.verb(step)?;
        }
        Ok(())
    }

    /// Runs suites in a container and fetches what they have to report.
    fn suites(&self, round: &Round, reports: &Path) -> Result<bool> {
        let container = format!("{}-{}", self.docker.project, round.name);
        let service = self.browser.service();
        let mut runner = self.compose()?;
        runner.args(["run", "-T", "--no-deps", "--name", &container, RUNNER]);
        runner.args(["--url", BOARD, "--webdriver", &format!("http://{service}:{DRIVER_PORT}")]);
        runner.args(["--browser", self.browser.kind(), "--window", WINDOW]);
        // An image without a health check may still be starting.
        runner.args(["--wait", &WITHIN.as_secs().to_string()]);
        runner.args(["--junit", &format!("/reports/{}.xml", round.name)]);
        runner.args(["--report", &format!("/reports/{}.html", round.name)]);
        if round.no_javascript {
            runner.arg("--no-javascript");
        }
        runner.args(round.suites.iter().map(|name| format!("suites/{name}.side")));
        let status = self.interruption.run(&mut runner)?;
        self.docker.copy(&format!("{container}:/reports/."), reports)?;
        self.docker.remove(&container)?;
        Ok(status.success())
    }

    /// Keeps what all containers wrote, beside the reports.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write_logs(&self, reports: &Path) -> Result<()> {
        let path = reports.join("containers.log");
        let file = File::create(&path).with_context(|| path.display().to_string())?;
        let mut logs = self.compose()?;
        logs.args(["logs", "--no-color"]).stdout(file).status()?;
        Ok(())
    }

    /// Another verb of this command, on these containers.
    fn verb(&self, verb: &[&str]) -> Result<()> {
        let mut xtask = itself()?;
        xtask.current_dir(self.root).args(verb).envs(self.settings());
        let status = self.interruption.run(&mut xtask)?;
        ensure!(status.success(), "{} fails; the reason is above", verb.join(" "));
        Ok(())
    }

    fn compose(&self) -> Result<Command> {
        self.compose_for(self.layout.shape())
    }

    fn compose_for(&self, shape: Shape) -> Result<Command> {
        let mut compose = self.docker.compose(&self.root.join(shape.file()))?;
        compose.arg("--file").arg(self.root.join(OVERLAY)).envs(self.settings());
        // Widgets that left the monolith are in neither file.
        compose.env("COMPOSE_IGNORE_ORPHANS", "true");
        Ok(compose)
    }

    fn settings(&self) -> Vec<(&str, &str)> {
        let unset = SETTINGS.into_iter().filter(|(key, _)| env::var_os(key).is_none());
        let own = [(PROJECT, self.docker.project.as_str()), ("DASHBOARD_PUBLISH", &self.address)];
        let tag = self.replacement.as_ref().map(|_| ("TAG", TAG));
        own.into_iter().chain(tag).chain(unset).collect()
    }

    /// Removes the containers, their networks and what they kept on disk. What was cut off
    /// may still have something started meanwhile: then once more.
    fn remove(&self) -> Result<()> {
        for _ in 0..REMOVALS {
            for container in self.docker.containers()? {
                self.docker.discard(&container.name)?;
            }
            // It names every network that either has.
            let mut down = self.compose_for(Shape::Microservices)?;
            down.args(["down", "--volumes"]).stderr(Stdio::null());
            if down.status()?.success() && self.docker.containers()?.is_empty() {
                return Ok(());
            }
        }
        bail!("docker ps --all shows what is left of {}", self.docker.project)
    }
}

/// The program that runs, also where a build has put another in its place meanwhile.
fn itself() -> Result<Command> {
    let running = Path::new("/proc/self/exe");
    Ok(if running.exists() { Command::new(running) } else { Command::new(env::current_exe()?) })
}

impl Drop for Stack<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.remove() {
            println!("not all is removed: {error:#}");
        }
    }
}
