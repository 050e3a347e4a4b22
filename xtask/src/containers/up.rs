use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::{board, seconds, turn, until};
use crate::{compose::Shape, docker::Docker, images};

/// How long all may take to be there.
const WITHIN: Duration = Duration::from_secs(120);

/// How to start.
#[derive(Args)]
pub(crate) struct Options {
    /// In one container, or in one for each service
    shape: Shape,
    /// Start the images that are here, without making them anew
    #[arg(long)]
    no_build: bool,
}

/// Starts the dashboard and waits until every tile shows and every container is healthy.
///
/// # Errors
/// When there is no engine, an image is missing or does not build, or it takes too long.
pub(crate) fn run(root: &Path, options: &Options) -> Result<()> {
    let docker = Docker::find()?;
    let mut up = docker.compose(&root.join(options.shape.file()))?;
    if !options.no_build {
        images::make_some(root, &docker, &[])?;
    }
    let turn = turn(&docker.project)?;
    let began = Instant::now();
    up.args(["up", "--detach", "--no-build", "--remove-orphans"]);
    // Where this command is killed the tool goes on, with the turn in its hands.
    up.stdin(turn.try_clone()?);
    ensure!(up.status()?.success(), "the containers do not start; the reason is above");
    let address = published(&docker, options.shape)?;
    until_tiles_show(&address, began)?;
    println!("the board: http://{address}/");
    until_healthy(&docker, began)
}

/// Where the board is found from outside.
fn published(docker: &Docker, shape: Shape) -> Result<String> {
    let containers = docker.containers()?;
    let board = containers.iter().find(|one| one.service == shape.board());
    let board = board.context("the board has no container")?;
    docker.published(&board.name, 3030)?.context("the board is not published")
}

fn until_tiles_show(address: &str, began: Instant) -> Result<()> {
    let mut told = 0;
    until(began, WITHIN, "every tile shows", || {
        let Ok(tiles) = board::tiles(address) else { return Ok(false) };
        let good = tiles.iter().filter(|tile| tile.is_good()).count();
        if good != told {
            told = good;
            println!("{good} of {} tiles after {}", tiles.len(), seconds(began));
        }
        Ok(!tiles.is_empty() && good == tiles.len())
    })
}

fn until_healthy(docker: &Docker, began: Instant) -> Result<()> {
    println!("waiting for the first health checks");
    until(began, WITHIN, "every container is healthy", || {
        let containers = docker.containers()?;
        if let Some(ended) = containers.iter().find(|one| one.state == "exited") {
            bail!("{} has ended; cargo xtask logs {} says why", ended.name, ended.service);
        }
        let healthy = containers.iter().filter(|one| one.is_healthy()).count();
        let all = healthy == containers.len();
        if all {
            println!("{healthy} healthy containers after {}", seconds(began));
        }
        Ok(all)
    })
}
