//! `selenese`: runs Selenium IDE projects from the command line.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use jiff::Timestamp;
use selenese::{
    browsers::{Browsers, Kind, NoBrowser, Settings},
    commands,
    compile::{self, Program},
    project,
    report::{self, Summary},
    schedule::{self, TestReport},
};
use serde_json::{Map, Value};
use tokio::signal::unix::{SignalKind, signal};
use url::Url;

/// Run Selenium IDE projects. Exit codes: 0 all passed, 1 tests failed, 2 bad input,
/// 3 no browser
#[derive(Parser)]
#[command(name = "selenese", version)]
struct Arguments {
    /// The projects (.side)
    #[arg(required_unless_present = "commands", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where relative addresses start, in place of what the projects say
    #[arg(long, value_name = "BASE")]
    url: Option<Url>,
    /// A driver; a name stands for all its addresses, and there may be several
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:4444")]
    webdriver: Vec<Url>,
    /// How many tests run at the same time; by default one per driver
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    parallel: Option<u16>,
    /// Which browser to ask for
    #[arg(long, value_enum, default_value_t = Browser::Firefox)]
    browser: Browser,
    /// How long an element may take to come, or a check to hold, ms
    #[arg(long, value_name = "MS", default_value_t = 5_000)]
    timeout: u64,
    /// How often a test that failed is tried again; passing then is flaky
    #[arg(long, value_name = "N", default_value_t = 0)]
    retry: usize,
    /// How long to wait at the start until a driver answers, s
    #[arg(long, value_name = "S", default_value_t = 10)]
    wait: u64,
    /// Have the browser run no scripts
    #[arg(long)]
    no_javascript: bool,
    /// Show the browser's windows
    #[arg(long)]
    headed: bool,
    /// The size of the window
    #[arg(long, value_name = "WxH", value_parser = size)]
    window: Option<(u32, u32)>,
    /// Further capabilities, laid over ours
    #[arg(long, value_name = "JSON", value_parser = capabilities)]
    capabilities: Option<Map<String, Value>>,
    /// Write JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write one page of HTML with pictures of failures
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print the table of commands and end
    #[arg(long)]
    commands: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Browser {
    Firefox,
    Chrome,
}

const FAILED: u8 = 1;
const BAD_INPUT: u8 = 2;
const NO_BROWSER: u8 = 3;
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.commands {
        say(&commands::markdown());
        return ExitCode::SUCCESS;
    }
    let programs = match programs(&arguments) {
        Ok(programs) => programs,
        Err(error) => {
            complain(&format!("{error:#}"));
            return ExitCode::from(BAD_INPUT);
        }
    };
    match run(&arguments, &programs) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&format!("selenese: {error:#}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Reads and checks everything before any browser starts.
fn programs(arguments: &Arguments) -> Result<Vec<Program>> {
    if let Some(url) = arguments.webdriver.iter().find(|url| url.scheme() != "http") {
        bail!("--webdriver {url}: only http is spoken");
    }
    let options = compile::Options { no_javascript: arguments.no_javascript };
    let (mut programs, mut errors) = (Vec::new(), Vec::new());
    for path in &arguments.files {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).with_context(|| file.clone())?;
        let (mut project, mut positions) = match project::read(&file, &text) {
            Ok(read) => read,
            Err(error) => {
                errors.push(error.to_string());
                continue;
            }
        };
        project::upgrade(&mut project, &mut positions);
        match compile::compile(&file, &project, &positions, options) {
            Ok(program) => programs.push(program),
            Err(error) => errors.push(error.to_string()),
        }
    }
    if !errors.is_empty() {
        bail!("{}", errors.join("\n"));
    }
    for note in programs.iter().flat_map(|program| &program.notes) {
        complain(&format!("note: {note}"));
    }
    Ok(programs)
}

fn run(arguments: &Arguments, programs: &[Program]) -> Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let reports = match runtime.block_on(reports(arguments, programs)) {
        Ok(Some(reports)) => reports,
        Ok(None) => return Ok(INTERRUPTED),
        Err(error) if error.is::<NoBrowser>() => {
            complain(&format!("selenese: {error}"));
            return Ok(NO_BROWSER);
        }
        Err(error) => return Err(error),
    };
    write(arguments, &reports)?;
    let summary = Summary::of(&reports);
    say(&format!("{summary}\n"));
    Ok(code(&summary))
}

/// Runs every test; none where somebody ended it before.
async fn reports(arguments: &Arguments, programs: &[Program]) -> Result<Option<Vec<TestReport>>> {
    let parallel = arguments.parallel.map(usize::from);
    let wait = Duration::from_secs(arguments.wait);
    let (browsers, parallel) =
        Browsers::find(&arguments.webdriver, parallel, settings(arguments), wait).await?;
    let options = schedule::Options {
        url: arguments.url.clone(),
        parallel,
        timeout: Duration::from_millis(arguments.timeout),
        retries: arguments.retry,
    };
    let done = |report: &TestReport| say(&(report::lines(report).join("\n") + "\n"));
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let reports = tokio::select! {
        reports = schedule::run(programs, &browsers, &options, &done) => Some(reports),
        _ = terminate.recv() => None,
        _ = interrupt.recv() => None,
    };
    // A driver that keeps a session may take no other.
    browsers.close_all().await;
    for reason in browsers.given_up().await {
        say(&format!("given up {reason}\n"));
    }
    Ok(reports)
}

fn settings(arguments: &Arguments) -> Settings {
    Settings {
        kind: match arguments.browser {
            Browser::Firefox => Kind::Firefox,
            Browser::Chrome => Kind::Chrome,
        },
        no_javascript: arguments.no_javascript,
        headed: arguments.headed,
        window: arguments.window,
        capabilities: arguments.capabilities.clone().unwrap_or_default(),
    }
}

fn code(summary: &Summary) -> u8 {
    match summary {
        Summary { no_browser: 1.., .. } => NO_BROWSER,
        Summary { failed: 1.., .. } => FAILED,
        _ => 0,
    }
}

fn write(arguments: &Arguments, reports: &[TestReport]) -> Result<()> {
    if let Some(path) = &arguments.junit {
        fs::write(path, report::junit(reports)?).with_context(|| path.display().to_string())?;
    }
    if let Some(path) = &arguments.report {
        let html = report::html(reports, Timestamp::now())?;
        fs::write(path, html).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn size(text: &str) -> Result<(u32, u32), String> {
    compile::size(text)
}

fn capabilities(text: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(text).map_err(|error| format!("no JSON object: {error}"))
}

/// The exit code still tells where nobody reads.
fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
