//! Developer commands: `cargo xtask VERB`.
#![expect(clippy::print_stdout, reason = "a developer command talks to its terminal")]

mod arguments;
mod bench;
mod browser;
mod cargo;
mod checks;
mod compose;
mod containers;
mod docker;
mod e2e;
mod http;
mod images;
mod manifest;
mod new_widget;
mod play;
mod running;
mod rust_source;
mod screenshots;
mod services;
mod tidy;
mod tree;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// Developer commands of the weather dashboard.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Check the rules of the design that the compiler cannot
    Tidy,
    /// Run everything a change must pass, and print the time of each stage
    Test(checks::Options),
    /// Measure what the design sets a budget for
    Bench(bench::Options),
    /// Make the README's pictures of the board again
    Screenshots {
        /// Also draw further sizes, themes and weather into target/screenshots
        #[arg(long)]
        all: bool,
    },
    /// Make an image of every service, and hand them to the engine
    Images(images::Options),
    /// Write the compose files anew
    Compose,
    /// Start the dashboard in containers
    Up(containers::UpOptions),
    /// Stop it and remove its containers and networks
    Down {
        /// Also remove what was kept on disk
        #[arg(long)]
        volumes: bool,
    },
    /// Move a widget from the running monolith into a container of its own, or all and the board
    Split(containers::Which),
    /// Move a widget back into the monolith, or all and the board
    Merge(containers::Which),
    /// Put a new version of a widget in the place of the one that runs, if it is good
    Replace(containers::ReplaceOptions),
    /// Return to the version of a widget before the last replacement
    Rollback {
        /// The id of the widget
        widget: String,
    },
    /// Print what runs, how it is and what its tiles show
    Status,
    /// Print what a service has written last
    Logs {
        /// A service, such as `frontend` or the id of a widget
        service: String,
        /// Go on with what it writes from now on
        #[arg(long, short)]
        follow: bool,
    },
    /// Say what this machine lacks for the demo
    Doctor,
    /// Run the suites of the board in browsers in containers
    E2e(e2e::Options),
    /// Make a complete, passing further widget
    NewWidget {
        /// Id of the widget: lower-case words with single hyphens, such as `leaf-wetness`
        id: String,
    },
    /// Record what the weather services say of a place now
    Record {
        /// An id such as lisbon, latitude,longitude, or a name to search for
        place: String,
        /// The folder of the recording
        dir: PathBuf,
    },
    /// Run the dashboard on a recording
    Play {
        /// The folder of the recording
        dir: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().verb) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a verb; false when it found fault.
fn run(verb: &Verb) -> Result<bool> {
    let root = workspace_root(&env::current_dir()?)?;
    match verb {
        Verb::Tidy => tidy::run(&root),
        Verb::Test(options) => checks::run(&root, options),
        Verb::Bench(options) => bench::run(&root, options),
        Verb::Screenshots { all } => screenshots::run(&root, *all).map(|()| true),
        Verb::Images(options) => images::run(&root, options).map(|()| true),
        Verb::Compose => compose::run(&root).map(|()| true),
        Verb::Up(options) => containers::up(&root, options).map(|()| true),
        Verb::Down { volumes } => containers::down(&root, *volumes).map(|()| true),
        Verb::Split(which) => containers::split(&root, which).map(|()| true),
        Verb::Merge(which) => containers::merge(&root, which).map(|()| true),
        Verb::Replace(options) => containers::replace(&root, options).map(|()| true),
        Verb::Rollback { widget } => containers::rollback(&root, widget).map(|()| true),
        Verb::Status => containers::status(),
        Verb::Logs { service, follow } => containers::logs(service, *follow),
        Verb::Doctor => containers::doctor(&root),
        Verb::E2e(options) => e2e::run(&root, options),
        Verb::NewWidget { id } => new_widget::run(&root, id).map(|()| true),
        Verb::Record { place, dir } => play::record(&root, place, dir),
        Verb::Play { dir } => play::play(&root, dir),
    }
}

/// The nearest folder upwards of `start` that holds a workspace.
fn workspace_root(start: &Path) -> Result<PathBuf> {
    start
        .ancestors()
        .find(|folder| {
            fs::read_to_string(folder.join("Cargo.toml"))
                .is_ok_and(|manifest| manifest.contains("[workspace]"))
        })
        .map(Path::to_path_buf)
        .context("no Cargo workspace here or above")
}
