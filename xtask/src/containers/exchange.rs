//! One board in the place of another, at the same address.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use super::{
    board::{self, Tile},
    deployment::{Board, Deployment, quietly},
    seconds,
};
use crate::{compose::Shape, docker::Container};

/// How long all tiles may take to be there again.
const WITHIN: Duration = Duration::from_secs(45);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);
/// Two containers cannot hold one port, so that the one before ends first. Where the new
/// one does not start it comes back.
const EXCHANGE: &str = "docker stop \"$1\"; docker start \"$2\" || docker start \"$1\"";
/// The networks of a board, each with the names that it has there.
const NETWORKS: [(&str, &[&str]); 2] = [("public", &["board"]), ("link", &["board"])];

/// Lets the board of another shape take the place of the one that runs.
///
/// # Errors
/// When it does not start, or a tile is missing for long: the one before is back then.
pub(super) fn run(deployment: &mut Deployment, shape: Shape) -> Result<()> {
    let new = create(deployment, shape)?;
    let old = deployment.board.container.clone();
    let tiles = good(&board::tiles(&deployment.board.address)?);
    println!("{} gives its place to {}", old.service, new.service);
    let began = Instant::now();
    let mut changing = change(deployment, &old, &new)?;
    let whole = until_whole(&deployment.board.address, tiles, &mut changing, began);
    changing.wait()?;
    if let (Ok(()), true) = (&whole, runs(deployment, &new)?) {
        deployment.docker.remove(&old.name)?;
        deployment.board = Board::running(&deployment.docker)?.context("the board has ended")?;
        return Ok(());
    }
    let refused = deployment.docker.container(&new.name, "{{.State.Error}}")?;
    let why = whole.err().map_or(refused, |why| format!("{why:#}"));
    if !runs(deployment, &old)? {
        change(deployment, &new, &old)?.wait()?;
    }
    deployment.docker.remove(&new.name)?;
    bail!("{} is back, for {} is no board: {why}", old.service, new.service)
}

fn runs(deployment: &Deployment, container: &Container) -> Result<bool> {
    Ok(deployment.docker.container(&container.name, "{{.State.Status}}")? == "running")
}

/// The container of the other board, ready to be started.
fn create(deployment: &Deployment, shape: Shape) -> Result<Container> {
    let service = shape.board();
    for left in deployment.containers(service)? {
        deployment.docker.remove(&left.name)?;
    }
    let mut create = deployment.compose(shape)?;
    quietly(create.args(["up", "--no-start", "--no-deps", "--no-build", service]))
        .with_context(|| format!("{service} has no container"))?;
    let container = deployment.containers(service)?.pop();
    let container = container.with_context(|| format!("{service} has no container"))?;
    // Older compose tools leave that for their own start.
    let format = "{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{end}}";
    let joined = deployment.docker.container(&container.name, format)?;
    for (network, names) in NETWORKS {
        let network = format!("{}_{network}", deployment.docker.project);
        if !joined.split_whitespace().any(|one| one == network) {
            deployment.docker.connect(&container.name, &network, names)?;
        }
    }
    Ok(container)
}

/// Ends one board and starts the other, in a process that goes on where this one is
/// ended meanwhile, with the turn in its hands.
fn change(deployment: &Deployment, old: &Container, new: &Container) -> Result<Child> {
    let mut script = Command::new("sh");
    script.args(["-c", EXCHANGE, "exchange", &old.name, &new.name]);
    script.stdin(deployment.turn.try_clone()?).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(script.process_group(0).spawn()?)
}

fn good(tiles: &[Tile]) -> usize {
    tiles.iter().filter(|tile| tile.is_good()).count()
}

/// Waits until a board that is no longer the one before shows so many good tiles.
fn until_whole(address: &str, tiles: usize, changing: &mut Child, began: Instant) -> Result<()> {
    let mut lost = None;
    let mut back = None;
    loop {
        let found = board::tiles(address);
        match &found {
            Err(_) if lost.is_none() => lost = Some(Instant::now()),
            Ok(_) if lost.is_some() && back.is_none() => {
                back = Some(Instant::now());
                println!("a board answers after {}", seconds(began));
            }
            _ => {}
        }
        let is_changed = changing.try_wait()?.is_some();
        let shown = found.as_deref().ok().map(good);
        if let Some(shown) = shown.filter(|shown| is_changed && *shown >= tiles) {
            println!("{}", told(began, lost.zip(back), shown));
            return Ok(());
        }
        ensure!(began.elapsed() < WITHIN, "{}", missing(found));
        thread::sleep(PAUSE);
    }
}

fn told(began: Instant, gap: Option<(Instant, Instant)>, tiles: usize) -> String {
    let gap = gap.map(|(lost, back)| format!("{:.1} s", (back - lost).as_secs_f64()));
    let gap = gap.unwrap_or_else(|| "less than a look".into());
    format!("no board answered for {gap}; all {tiles} tiles show after {}", seconds(began))
}

fn missing(found: Result<Vec<Tile>>) -> String {
    match found {
        Err(error) => format!("it does not answer: {error:#}"),
        Ok(tiles) => {
            let bad = tiles.iter().filter(|tile| !tile.is_good());
            let bad: Vec<&str> = bad.map(|tile| tile.widget.as_str()).collect();
            format!("of {} tiles these do not show: {}", tiles.len(), bad.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let tile = |widget: &str, state: &str| Tile {
            widget: widget.into(),
            state: state.into(),
            reason: None,
            age_s: None,
        };
        let words = missing(Ok(vec![tile("sun", "live"), tile("moon", "failed")]));
        assert_eq!(words, "of 2 tiles these do not show: moon");
    }
}
