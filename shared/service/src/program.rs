use std::{
    io::{self, Write},
    net::SocketAddr,
    process::ExitCode,
};

use tokio_util::sync::CancellationToken;

use crate::{
    Settings, SettingsError,
    arguments::{self, Action},
    health, logging, stop,
};

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
    let arguments = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => return misused(program, &error),
    };
    let settings = || Settings::load(program, arguments.config.as_deref());
    let code = match arguments.action {
        Action::Help => Ok(print(&arguments::help(program))),
        Action::Version => Ok(print(&arguments::version(program))),
        Action::PrintConfig => settings().map(|settings| print(&settings.to_toml())),
        Action::Healthcheck => settings().map(|settings| healthcheck(program, &settings)),
        Action::Run => settings().map(|settings| serve(program, settings, body)),
    };
    code.unwrap_or_else(|error| fail(program, &error, 2))
}

fn serve<F>(
    program: Program,
    settings: Settings,
    body: impl FnOnce(Settings, CancellationToken) -> F,
) -> ExitCode
where
    F: Future<Output = Result<(), StartError>>,
{
    match start(settings, body) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ StartError::Settings(_)) => fail(program, &error, 2),
        Err(error) => fail(program, &error, 1),
    }
}

fn healthcheck(program: Program, settings: &Settings) -> ExitCode {
    match health::check(settings.listen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(program, &error, 1),
    }
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
    let system = actix_web::rt::System::new();
    let ended = system.block_on(async {
        let stop = CancellationToken::new();
        stop::on_signal(stop.clone())?;
        body(settings, stop).await
    });
    // Dropped, it would wait for a name look-up that hangs; the process ends anyway.
    std::mem::forget(system);
    ended
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

fn misused(program: Program, error: &lexopt::Error) -> ExitCode {
    let usage = arguments::usage(program);
    // As in `fail`.
    let _ = writeln!(io::stderr(), "error: {error}\n\n{usage}\n\nFor more, try '--help'.");
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, thread, time::Duration};

    use tokio::sync::oneshot;

    use super::*;
    use crate::{BoardSettings, ClockSettings, LinkSettings, LogSettings, SourceSettings};

    #[test]
    fn what_hangs_in_another_thread_holds_no_program_up() {
        let settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            link: LinkSettings::default(),
            source: SourceSettings::default(),
            clock: ClockSettings::default(),
            board: BoardSettings::default(),
            log: LogSettings::default(),
        };
        let (hanging, answer) = mpsc::channel::<()>();
        let (ended, end) = mpsc::channel();
        thread::spawn(move || {
            let ending = start(settings, |_, _| async {
                let (begins, begun) = oneshot::channel();
                tokio::task::spawn_blocking(move || (begins.send(()), answer.recv()));
                begun.await.map_err(|error| StartError::Other(error.to_string()))
            });
            ended.send(ending.is_ok())
        });
        assert_eq!(end.recv_timeout(Duration::from_secs(20)), Ok(true));
        drop(hanging);
    }
}
