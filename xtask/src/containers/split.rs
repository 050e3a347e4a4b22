//! Widgets leave the monolith for containers of their own, and come back.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::{
    board::Instance,
    deployment::{Deployment, quietly},
    exchange, seconds,
    trial::{self, Trial},
    until,
};
use crate::{
    compose::Shape,
    docker::Container,
    services::{self, Role},
    tree::Tree,
};

/// How long a built-in widget may take to be ready, and a container to be healthy.
const WITHIN: Duration = Duration::from_secs(40);

/// One widget, or all.
#[derive(Args)]
pub(crate) struct Which {
    /// The id of a widget
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    widget: Option<String>,
    /// Every widget, one after the other, and the board
    #[arg(long)]
    all: bool,
}

/// Moves widgets out of the monolith; after all of them the board too, so that none is left.
/// Whatever has been moved already stays so: what was interrupted is finished.
///
/// # Errors
/// When no board runs, or a widget does not show from its container: it is removed, and the
/// built-in one shows.
pub(crate) fn split(root: &Path, which: &Which) -> Result<()> {
    let began = Instant::now();
    let mut deployment = Deployment::find(root)?;
    move_out(&deployment, &widgets(root, &deployment, which)?)?;
    if which.all {
        if deployment.board.shape == Shape::Monolith {
            until_healthy(&deployment)?;
            exchange::run(&mut deployment, Shape::Microservices)?;
        }
        forget(&deployment, Shape::Monolith)?;
        println!("split in {}: http://{}/", seconds(began), deployment.board.address);
    }
    Ok(())
}

/// Moves widgets back into the monolith, which comes back first where all are asked for.
/// Whatever has been moved already stays so.
///
/// # Errors
/// When no board runs, or the monolith has no such widget that shows.
pub(crate) fn merge(root: &Path, which: &Which) -> Result<()> {
    let began = Instant::now();
    let mut deployment = Deployment::find(root)?;
    if deployment.board.shape == Shape::Microservices {
        ensure!(
            which.all,
            "there is no monolith to come back to; cargo xtask merge --all brings it back first"
        );
        exchange::run(&mut deployment, Shape::Monolith)?;
    }
    for widget in widgets(root, &deployment, which)? {
        move_in(&deployment, &widget)?;
    }
    if which.all {
        forget(&deployment, Shape::Microservices)?;
        println!("merged in {}: http://{}/", seconds(began), deployment.board.address);
    }
    Ok(())
}

/// The widgets that are asked for: all in the order of the board.
fn widgets(root: &Path, deployment: &Deployment, which: &Which) -> Result<Vec<String>> {
    let known = known_widgets(root)?;
    if let Some(widget) = &which.widget {
        ensure_known(widget, &known)?;
        return Ok(vec![widget.clone()]);
    }
    let order = deployment.fleet()?.widgets;
    let place = |widget: &String| order.iter().position(|one| one == widget).unwrap_or(usize::MAX);
    let mut widgets = known;
    widgets.sort_by_key(place);
    Ok(widgets)
}

fn known_widgets(root: &Path) -> Result<Vec<String>> {
    let services = services::all(&Tree::read(root)?)?;
    Ok(services.into_iter().filter(|one| one.role == Role::Widget).map(|one| one.name).collect())
}

/// Refuses what is no widget, with the names of those that are.
///
/// # Errors
/// When it is none.
pub(super) fn ensure_widget(root: &Path, widget: &str) -> Result<()> {
    ensure_known(widget, &known_widgets(root)?)
}

fn ensure_known(widget: &str, known: &[String]) -> Result<()> {
    let is_known = known.iter().any(|one| one == widget);
    ensure!(is_known, "no widget is named {widget:?}; there are {}", known.join(", "));
    Ok(())
}

/// A widget whose container was started, or ran already.
struct MovingOut {
    container: Container,
    began: Instant,
    was_out: bool,
}

/// Moves widgets out, one after the other: while one settles, the next one starts.
fn move_out(deployment: &Deployment, widgets: &[String]) -> Result<()> {
    let mut before = None;
    for widget in widgets {
        let moving = start(deployment, widget)?;
        if let Some(before) = before.replace(moving) {
            until_it_shows(deployment, &before)?;
        }
    }
    before.map_or(Ok(()), |last| until_it_shows(deployment, &last))
}

/// Starts a widget's container where none runs.
fn start(deployment: &Deployment, widget: &str) -> Result<MovingOut> {
    let began = Instant::now();
    let was_out = deployment.containers(widget)?.iter().any(Container::is_running);
    if !was_out {
        println!("{widget} moves out");
        let mut up = deployment.compose(Shape::Microservices)?;
        up.args(["up", "--detach", "--no-deps", "--no-recreate", "--no-build", widget]);
        quietly(&mut up).with_context(|| format!("{widget} has no container"))?;
    }
    let container = deployment.containers(widget)?.pop().context("its container is gone")?;
    Ok(MovingOut { container, began, was_out })
}

/// Waits until the tile of a widget's container shows in every view; where it does not,
/// the container is removed and the built-in one goes on to show.
fn until_it_shows(deployment: &Deployment, moving: &MovingOut) -> Result<()> {
    let MovingOut { container, began, was_out } = moving;
    let widget = &container.service;
    if let Err(why) = trial::pass(deployment, container, Trial::default()) {
        if deployment.board.shape == Shape::Monolith {
            deployment.docker.remove(&container.name)?;
        }
        bail!("{widget} stays where it was: {why:#}");
    }
    match was_out {
        true => println!("{widget} is out"),
        false => println!("{widget} shows from its container after {}", seconds(*began)),
    }
    Ok(())
}

/// Stops a widget's containers, once the built-in one can take their place.
fn move_in(deployment: &Deployment, widget: &str) -> Result<()> {
    let began = Instant::now();
    let containers = deployment.containers(widget)?;
    if containers.is_empty() {
        println!("{widget} is in");
        return Ok(());
    }
    println!("{widget} moves in");
    until(Instant::now(), WITHIN, &format!("the monolith's own {widget} is ready"), || {
        Ok(built_in(deployment, widget)?.is_some_and(|(one, _)| one.is_good()))
    })?;
    for container in containers {
        deployment.docker.remove(&container.name)?;
    }
    until(Instant::now(), WITHIN, &format!("the monolith's own {widget} shows"), || {
        let shown = built_in(deployment, widget)?;
        Ok(shown.is_some_and(|(one, views)| one.is_good() && one.views_shown == views))
    })?;
    println!("{widget} shows from the monolith after {}", seconds(began));
    Ok(())
}

/// The monolith's own instance of a widget, and how many views there are.
fn built_in(deployment: &Deployment, widget: &str) -> Result<Option<(Instance, u64)>> {
    let fleet = deployment.fleet()?;
    let mut instances = fleet.instances.into_iter();
    let found = instances.find(|one| one.is_built_in && one.widget == widget);
    Ok(found.map(|instance| (instance, fleet.views)))
}

/// Removes what is left of a board that gave its place away.
fn forget(deployment: &Deployment, shape: Shape) -> Result<()> {
    for container in deployment.containers(shape.board())? {
        deployment.docker.remove(&container.name)?;
    }
    Ok(())
}

/// Nothing is left to fall back on after the exchange, so that all are to be well before.
fn until_healthy(deployment: &Deployment) -> Result<()> {
    until(Instant::now(), WITHIN, "every container is healthy", || {
        Ok(deployment.docker.containers()?.iter().all(|one| {
            // What was made for an exchange that was interrupted does not run.
            one.service == Shape::Microservices.board() || one.is_healthy()
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_widget_is_refused_with_those_that_are() {
        let known = ["sun", "wind"].map(str::to_owned);
        assert!(ensure_known("wind", &known).is_ok());
        let error = ensure_known("tide", &known).unwrap_err().to_string();
        assert_eq!(error, "no widget is named \"tide\"; there are sun, wind");
    }
}
