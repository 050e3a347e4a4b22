//! The command line, alike for every program.

use std::{ffi::OsString, path::PathBuf};

use lexopt::Arg::{Long, Short, Value};

use crate::{Program, REVISION};

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The file read instead of `dashboard.toml`.
    pub(crate) config: Option<PathBuf>,
    pub(crate) action: Action,
}

/// What a program is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Action {
    #[default]
    Run,
    PrintConfig,
    Healthcheck,
    Help,
    Version,
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// When one is unknown or lacks its value; names it.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString, IntoIter: 'static>,
) -> Result<Arguments, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut read = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Arguments { action: Action::Help, ..read }),
            Short('V') | Long("version") => {
                return Ok(Arguments { action: Action::Version, ..read });
            }
            Long("config") => read.config = Some(parser.value()?.into()),
            Long("print-config") => read.action = Action::PrintConfig,
            Value(command) if command == "healthcheck" => read.action = Action::Healthcheck,
            other => return Err(other.unexpected()),
        }
    }
    Ok(read)
}

/// What `--help` says.
pub(crate) fn help(program: Program) -> String {
    format!(
        "\
{about}

{usage}

Commands:
  healthcheck      Ask this program's own /health/ready; exit 0 if it is ready, else 1

Options:
      --config <FILE>  Read this file instead of dashboard.toml
      --print-config   Print the configuration in effect (secrets masked) and exit
  -h, --help           Print help
  -V, --version        Print version

Configuration: built-in defaults, then dashboard.toml (or --config), then the
environment: DASHBOARD_SOURCE__KIND=simulated sets source.kind.
--print-config shows every key with its value.
",
        about = program.about,
        usage = usage(program),
    )
}

/// How the program is called.
pub(crate) fn usage(program: Program) -> String {
    format!("Usage: {} [OPTIONS] [COMMAND]", program.name)
}

/// What `--version` says.
pub(crate) fn version(program: Program) -> String {
    format!("{} {} ({REVISION})\n", program.name, program.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        parse(arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn the_file_goes_with_every_action() {
        let file = |action| Ok(Arguments { config: Some("a.toml".into()), action });
        assert_eq!(read(&[]), Ok(Arguments::default()));
        assert_eq!(read(&["--config", "a.toml"]), file(Action::Run));
        assert_eq!(read(&["--config=a.toml", "--print-config"]), file(Action::PrintConfig));
        assert_eq!(read(&["healthcheck", "--config", "a.toml"]), file(Action::Healthcheck));
        assert_eq!(read(&["--config", "a.toml", "healthcheck"]), file(Action::Healthcheck));
    }

    #[test]
    fn help_and_version_win() {
        for (argument, action) in [
            ("-h", Action::Help),
            ("--help", Action::Help),
            ("-V", Action::Version),
            ("--version", Action::Version),
        ] {
            assert_eq!(read(&["--print-config", argument, "--colour"]).unwrap().action, action);
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (arguments, word) in [
            (&["--colour"][..], "--colour"),
            (&["-x"], "-x"),
            (&["healthchek"], "healthchek"),
            (&["--config"], "--config"),
            (&["--print-config=yes"], "--print-config"),
        ] {
            let error = read(arguments).unwrap_err();
            assert!(error.contains(word), "{error:?} lacks {word}");
        }
    }
}
