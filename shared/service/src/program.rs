use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tokio_util::sync::CancellationToken;

use crate::{REVISION, Settings, SettingsError, health, logging, stop};

/// What a program is, for its `--help` and its defaults.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its name, that of its package.
    pub name: &'static str,
    /// Its version, that of its package.
    pub version: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Where it listens unless told otherwise.
    pub listen: SocketAddr,
    /// Calls to Open-Meteo that it may make a day unless told otherwise.
    pub daily_calls: u32,
}

/// Why a program did not start or could not go on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A port cannot be opened.
    #[error("{key}: cannot listen on {address}: {source}")]
    Bind {
        /// The configuration key that asks for the port.
        key: &'static str,
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Something the program needs failed.
    #[error("{0}")]
    Other(String),
    /// The system failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

#[derive(Parser)]
struct Arguments {
    /// Read this file instead of dashboard.toml
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Print the configuration in effect (secrets masked) and exit
    #[arg(long)]
    print_config: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Ask this program's own /health/ready; exit 0 if it is ready, else 1
    Healthcheck,
}

/// What every `--help` ends with.
const AFTER_HELP: &str = "\
Configuration: built-in defaults, then dashboard.toml (or --config), then the
environment: DASHBOARD_SOURCE__KIND=simulated sets source.kind.
--print-config shows every key with its value.";

/// Runs a program: command line, settings, logging, then `body` until it ends.
///
/// `body` gets the settings and a token that is cancelled on SIGTERM or
/// SIGINT; it is expected to end within 5 s of that. Exit codes: 0 for a
/// graceful end, 1 for a failure (also of `healthcheck`), 2 for bad usage or
/// bad settings.
pub fn run<F>(program: Program, body: impl FnOnce(Settings, CancellationToken) -> F) -> ExitCode
where
    F: Future<Output = Result<(), StartError>>,
{
    let arguments = match parse(program) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let settings = match Settings::load(program, arguments.config.as_deref()) {
        Ok(settings) => settings,
        Err(error) => return fail(program, &error, 2),
    };
    if arguments.print_config {
        return print(&settings.to_toml());
    }
    if let Some(Command::Healthcheck) = arguments.command {
        return match health::check(settings.listen) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(program, &error, 1),
        };
    }
    match start(settings, body) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ StartError::Settings(_)) => fail(program, &error, 2),
        Err(error) => fail(program, &error, 1),
    }
}

fn parse(program: Program) -> Result<Arguments, ExitCode> {
    let version = format!("{} ({REVISION})", program.version);
    let parsed = Arguments::command()
        .name(program.name)
        .about(program.about)
        .version(version)
        .after_help(AFTER_HELP)
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| {
        let code = ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        // Where the terminal is gone there is nobody to tell.
        let _ = error.print();
        code
    })
}

fn start<F>(
    settings: Settings,
    body: impl FnOnce(Settings, CancellationToken) -> F,
) -> Result<(), StartError>
where
    F: Future<Output = Result<(), StartError>>,
{
    logging::start(&settings.log, settings.log.levels()?);
    // Every viewer is a descriptor; without the right to raise the limit we go on with it.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    actix_web::rt::System::new().block_on(async {
        let stop = CancellationToken::new();
        stop::on_signal(stop.clone())?;
        body(settings, stop).await
    })
}

fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn fail(program: Program, error: &dyn std::error::Error, code: u8) -> ExitCode {
    // Standard error closed: the exit code still tells.
    let _ = writeln!(io::stderr(), "{}: {error}", program.name);
    ExitCode::from(code)
}
