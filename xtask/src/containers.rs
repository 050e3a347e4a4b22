//! The dashboard in containers: started, looked at, stopped, with a word on each step.

pub(crate) mod board;
mod deployment;
mod doctor;
mod exchange;
mod replace;
mod split;
mod status;
mod trial;
mod up;

use std::{
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};

use crate::{compose::Shape, docker::Docker};

pub(crate) use deployment::turn;
pub(crate) use doctor::run as doctor;
pub(crate) use replace::{Options as ReplaceOptions, replace, rollback};
pub(crate) use split::{Which, merge, split};
pub(crate) use status::run as status;
pub(crate) use up::{Options as UpOptions, run as up};

/// Stops and removes all containers and networks, and with `volumes` what was kept on disk.
///
/// # Errors
/// When there is no engine, or something stays.
pub(crate) fn down(root: &Path, volumes: bool) -> Result<()> {
    let docker = Docker::find()?;
    // What a command in the middle of its work starts would be left.
    let turn = turn(&docker.project)?;
    let mut down = docker.compose(&root.join(Shape::Microservices.file()))?;
    down.args(["down", "--remove-orphans"]).stdin(turn.try_clone()?);
    if volumes {
        down.arg("--volumes");
    }
    ensure!(down.status()?.success(), "the containers do not go; the reason is above");
    ensure!(docker.containers()?.is_empty(), "some containers are still there");
    let but = if volumes { "" } else { " but the cache" };
    println!("nothing of {} is left{but}", docker.project);
    Ok(())
}

/// Prints what a service has written last, and with `follow` what it writes from now on.
///
/// # Errors
/// When no container runs that service.
pub(crate) fn logs(service: &str, follow: bool) -> Result<bool> {
    let containers = Docker::find()?.containers()?;
    let Some(container) = containers.iter().rfind(|one| one.service == service) else {
        let known: Vec<&str> = containers.iter().map(|one| one.service.as_str()).collect();
        if known.is_empty() {
            bail!("nothing runs; cargo xtask up starts it");
        }
        bail!("no container runs {service:?}; there are {}", known.join(", "));
    };
    let mut logs = Command::new("docker");
    logs.args(["logs", "--tail", "100"]);
    if follow {
        logs.arg("--follow");
    }
    Ok(logs.arg(&container.name).status()?.success())
}

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Looks again and again, until something is so.
///
/// # Errors
/// When it is not `within` that time of `began`, or a look fails.
fn until(
    began: Instant,
    within: Duration,
    what: &str,
    is_so: impl FnMut() -> Result<bool>,
) -> Result<()> {
    ensure!(
        comes_true(began, within, is_so)?,
        "after {}, it is not so that {what}; cargo xtask status says more",
        seconds(began)
    );
    Ok(())
}

/// Looks again and again, until something is so; false where it is not `within` that time
/// of `began`.
///
/// # Errors
/// When a look fails.
pub(crate) fn comes_true(
    began: Instant,
    within: Duration,
    mut is_so: impl FnMut() -> Result<bool>,
) -> Result<bool> {
    while !is_so()? {
        if began.elapsed() >= within {
            return Ok(false);
        }
        thread::sleep(PAUSE);
    }
    Ok(true)
}

/// How long ago that was.
fn seconds(began: Instant) -> String {
    format!("{:.1} s", began.elapsed().as_secs_f64())
}
