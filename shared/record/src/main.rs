//! Records what the weather services say of a place now: `cargo xtask record`.
#![expect(clippy::print_stdout, reason = "a developer command talks to its terminal")]

use std::{net::Ipv4Addr, path::PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use places::Places;
use service::{DAILY_CALLS, Program, Settings};
use source::Source;
use weather::Place;

/// Record what the weather services say of a place now.
#[derive(Parser)]
#[command(name = "cargo xtask record")]
struct Arguments {
    /// An id such as lisbon, latitude,longitude, or a name to search for
    place: String,
    /// The folder of the recording; a place that is there already is replaced
    dir: PathBuf,
    /// Read this file instead of dashboard.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let program = Program {
        name: "record",
        version: env!("CARGO_PKG_VERSION"),
        about: "",
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        daily_calls: DAILY_CALLS,
    };
    let settings = Settings::load(program, arguments.config.as_deref())?;
    let source = Source::new(&settings.source)?;
    let place = find(&source, &arguments.place).await?;
    let folder = source.record(&place, &arguments.dir).await?;
    println!("recorded {} ({}) in {}", place.name, place.id, folder.display());
    println!("play it with: cargo xtask play {}", arguments.dir.display());
    Ok(())
}

/// A built-in place or a spot; else the best match of the search.
async fn find(source: &Source, text: &str) -> Result<Place> {
    let unknown = match Places::builtin().parse(text, None) {
        Ok(place) => return Ok(place),
        Err(error) => error,
    };
    let found =
        source.places(text, "en").await.with_context(|| format!("{unknown}; and the search"))?;
    match found.first() {
        Some(found) => Ok(found.place.clone()),
        None => bail!("{unknown}; and the search finds none"),
    }
}
