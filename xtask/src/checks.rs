//! Everything a change must pass, in stages: the quick ones first.

mod deny;
mod wheel;

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{
    arguments::name,
    browser,
    cargo::{cargo, on_path, target_folder},
    docker::Docker,
    e2e, images, tidy,
};

/// How to run the stages.
#[derive(Args)]
pub(crate) struct Options {
    /// Run this stage alone
    #[arg(long, value_name = "STAGE")]
    only: Option<Stage>,
    /// Go on after a stage that failed
    #[arg(long)]
    keep_going: bool,
    /// Leave out the stages that need a container engine, which take forty minutes
    #[arg(long)]
    no_containers: bool,
}

/// One stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The sources are formatted
    Format,
    /// Clippy has nothing to say
    Clippy,
    /// The rules of the design hold
    Tidy,
    /// Licences, sources and advisories of dependencies are fine
    Deny,
    /// The documentation builds without warnings
    Docs,
    /// Every program builds, so that black-box tests find them
    Build,
    /// Every test passes
    Tests,
    /// Every service has its image
    Images,
    /// The images pass in containers what the programs pass
    Containers,
    /// The suites of the board pass in browsers in containers
    E2e,
}

/// The tests of single services, in every shape, that images are put through as programs are.
const IN_CONTAINERS: [&str; 10] = [
    "tiles",
    "stream",
    "mixed",
    "resilience",
    "fleet",
    "notices",
    "places",
    "bad_input",
    "hostile",
    "programs",
];

/// What others recorded or published, beside the project and no part of it.
const RECORDINGS: &str = "../shared/fixtures";

/// How a stage ended.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    /// Passed as far as it ran; the rest could not run here.
    PassedWithout(String),
    Skipped(String),
    Failed(String),
}

impl Outcome {
    fn of(success: bool) -> Self {
        if success { Self::Passed } else { Self::Failed("see above".into()) }
    }

    fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_))
    }

    fn words(&self) -> String {
        match self {
            Self::Passed => "passed".into(),
            Self::PassedWithout(what) => format!("passed, but SKIPPED {what}"),
            Self::Skipped(why) => format!("SKIPPED: {why}"),
            Self::Failed(why) => format!("FAILED: {why}"),
        }
    }
}

/// A stage that ran.
struct Row {
    stage: Stage,
    outcome: Outcome,
    took: Duration,
}

/// Runs the stages and prints a table of them; true when none failed.
///
/// # Errors
/// When Cargo cannot be started.
pub(crate) fn run(root: &Path, options: &Options) -> Result<bool> {
    let mut rows: Vec<Row> = Vec::new();
    for stage in chosen(options.only) {
        println!("\n== {} ==", name(&stage));
        let began = Instant::now();
        let outcome = run_stage(root, stage, options)?;
        let row = Row { stage, outcome, took: began.elapsed() };
        println!("{}", line(&row));
        rows.push(row);
        if stops(&rows, options.keep_going) {
            break;
        }
    }
    println!("\n{}", table(&rows));
    Ok(!rows.iter().any(|row| row.outcome.is_failure()))
}

fn chosen(only: Option<Stage>) -> Vec<Stage> {
    only.map_or_else(|| Stage::value_variants().to_vec(), |stage| vec![stage])
}

fn stops(rows: &[Row], keep_going: bool) -> bool {
    !keep_going && rows.last().is_some_and(|row| row.outcome.is_failure())
}

fn run_stage(root: &Path, stage: Stage, options: &Options) -> Result<Outcome> {
    let run = |arguments: &[&str]| -> Result<Outcome> {
        Ok(Outcome::of(cargo(root).args(arguments).status()?.success()))
    };
    match stage {
        Stage::Format => run(&["fmt", "--all", "--check"]),
        Stage::Clippy => {
            run(&["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])
        }
        Stage::Tidy => Ok(Outcome::of(tidy::run(root)?)),
        Stage::Deny => deny::run(root),
        Stage::Docs => {
            let mut docs = cargo(root);
            docs.args(["doc", "--workspace", "--no-deps", "--locked"]);
            Ok(Outcome::of(docs.env("RUSTDOCFLAGS", "--deny warnings").status()?.success()))
        }
        Stage::Build => run(&["build", "--workspace", "--bins", "--locked"]),
        Stage::Tests => {
            let without = without(root)?;
            let outcome = run(&["test", "--workspace", "--locked", "--no-fail-fast"])?;
            Ok(match outcome {
                Outcome::Passed if !without.is_empty() => {
                    Outcome::PassedWithout(without.join("; "))
                }
                outcome => outcome,
            })
        }
        // Their size is a budget, which the bench measures.
        Stage::Images => with_engine(options, |docker| {
            images::make_some(root, docker, &[]).map(|()| Outcome::Passed)
        }),
        Stage::Containers => with_engine(options, |_| in_containers(root)),
        Stage::E2e => with_engine(options, |_| in_browsers(root)),
    }
}

/// Runs a stage where there is an engine; elsewhere it is skipped, or fails where
/// `REQUIRE_DOCKER` is set.
fn with_engine(
    options: &Options,
    stage: impl FnOnce(&Docker) -> Result<Outcome>,
) -> Result<Outcome> {
    if options.no_containers {
        return Ok(Outcome::Skipped("--no-containers".into()));
    }
    let engine = Docker::find().and_then(|docker| {
        docker.compose_version()?;
        Ok(docker)
    });
    match engine {
        Ok(docker) => stage(&docker),
        Err(error) => Ok(without_engine(is_set("REQUIRE_DOCKER"), format!("{error:#}"))),
    }
}

fn without_engine(is_required: bool, why: String) -> Outcome {
    if is_required { Outcome::Failed(why) } else { Outcome::Skipped(why) }
}

/// The images as the compose files run them, then each as a program of the other tests.
fn in_containers(root: &Path) -> Result<Outcome> {
    let mut tests = cargo(root);
    tests.args(["test", "--workspace", "--locked", "--no-fail-fast", "--test", "containers"]);
    for test in IN_CONTAINERS {
        tests.args(["--test", test]);
    }
    // Seventeen containers start at once; more groups of them than this would time each other out.
    tests.args(["--", "--test-threads=1"]).env("TEST_IMAGES", images::REPOSITORY);
    Ok(Outcome::of(tests.status()?.success()))
}

/// The suites on seventeen containers, then what happens to them when something goes wrong.
fn in_browsers(root: &Path) -> Result<Outcome> {
    if !e2e::run(root, &e2e::Options::default())? {
        return Ok(Outcome::of(false));
    }
    let mut tests = cargo(root);
    tests.args(["test", "--workspace", "--locked", "--test", "browsers"]);
    Ok(Outcome::of(tests.status()?.success()))
}

/// Which tests have not what they need, after all that can be fetched was.
fn without(root: &Path) -> Result<Vec<&'static str>> {
    let target = target_folder(root)?;
    let wanted = [
        (has_browser(), "browser tests: no chromium and chromedriver here"),
        (
            wheel::AXE.obtain(root, &target)?,
            "tests with axe-core: python3 -m pip cannot fetch it here",
        ),
        (
            wheel::COMPOSE_SPEC.obtain(root, &target)?,
            "the schema of compose: python3 -m pip cannot fetch it here",
        ),
        (on_path("nginx"), "tests behind a proxy: no nginx here"),
        (on_path("geckodriver"), "the runner's tests in Firefox: no geckodriver here"),
        (may_mount(), "tests on a full disk: only root may mount one"),
        (root.join(RECORDINGS).is_dir(), "comparisons with recordings: no ../shared/fixtures here"),
    ];
    Ok(wanted.into_iter().filter(|(is_here, _)| !is_here).map(|(_, what)| what).collect())
}

fn may_mount() -> bool {
    let mut own = Command::new("unshare");
    own.args(["--mount", "true"]).stderr(Stdio::null());
    own.status().is_ok_and(|status| status.success())
}

fn has_browser() -> bool {
    on_path("chromedriver") && browser::name().is_some()
}

/// Whether a build server runs this, where nothing may be skipped for want of a tool.
fn is_ci() -> bool {
    is_set("CI")
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn line(row: &Row) -> String {
    let seconds = row.took.as_secs_f64();
    format!("{:<10} {seconds:>8.1} s  {}", name(&row.stage), row.outcome.words())
}

fn table(rows: &[Row]) -> String {
    let total: Duration = rows.iter().map(|row| row.took).sum();
    let mut lines = vec![format!("{:<10} {:>10}  result", "stage", "time")];
    lines.extend(rows.iter().map(line));
    lines.push(format!("{:<10} {:>8.1} s", "total", total.as_secs_f64()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stage: Stage, outcome: Outcome) -> Row {
        Row { stage, outcome, took: Duration::from_millis(1250) }
    }

    #[test]
    fn all_stages_run_unless_one_is_chosen() {
        assert_eq!(chosen(None).len(), 10);
        assert_eq!(chosen(None).first(), Some(&Stage::Format));
        assert_eq!(chosen(Some(Stage::Docs)), [Stage::Docs]);
    }

    #[test]
    fn a_failure_stops_unless_told_to_go_on() {
        let failed = [row(Stage::Tidy, Outcome::of(false))];
        assert!(stops(&failed, false));
        assert!(!stops(&failed, true));
        assert!(!stops(&[row(Stage::Tidy, Outcome::of(true))], false));
        assert!(!stops(&[row(Stage::Deny, Outcome::Skipped("why".into()))], false));
    }

    #[test]
    fn an_engine_may_be_missing_unless_it_is_required() {
        let why = || "no docker here".to_owned();
        assert_eq!(without_engine(false, why()), Outcome::Skipped(why()));
        assert_eq!(without_engine(true, why()), Outcome::Failed(why()));
    }

    #[test]
    fn the_table_tells_time_and_what_was_skipped() {
        let rows = [
            row(Stage::Tidy, Outcome::Passed),
            row(Stage::Deny, Outcome::Skipped("no tool".into())),
            row(Stage::Tests, Outcome::PassedWithout("some".into())),
        ];
        let expected = "stage            time  result\n\
            tidy            1.2 s  passed\n\
            deny            1.2 s  SKIPPED: no tool\n\
            tests           1.2 s  passed, but SKIPPED some\n\
            total           3.8 s";
        assert_eq!(table(&rows), expected);
    }
}
