//! A new version of one widget in the place of the one that runs, and the way back.
//!
//! Names of images tell what is under way, so that a command that was cut off at any
//! point is finished or undone by the next: `next` is on trial, `proven` has passed and
//! is about to become what compose starts, `previous` is what `rollback` returns to.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::{
    deployment::{Deployment, quietly},
    seconds,
    split::ensure_widget,
    trial::{self, Trial},
};
use crate::{
    compose::Shape,
    docker::{Container, Docker},
    images,
};

/// What an image says it is.
const TITLE: &str = "{{index .Config.Labels \"org.opencontainers.image.title\"}}";

/// Which version of which widget.
#[derive(Args)]
pub(crate) struct Options {
    /// The id of a widget that runs in a container
    widget: String,
    /// Make it from another checkout of the sources than this one
    #[arg(long, value_name = "DIR", conflicts_with = "image")]
    from: Option<PathBuf>,
    /// Take an image that the engine has
    #[arg(long, value_name = "REF")]
    image: Option<String>,
}

/// Replaces a widget: the new version starts beside the old one, which goes once the new
/// one has shown for a while without a fault.
///
/// # Errors
/// When there is no such version, or it is at fault: then it is removed and the old one stays.
pub(crate) fn replace(root: &Path, options: &Options) -> Result<()> {
    let widget = &options.widget;
    let (deployment, tags) = begin(root, widget)?;
    let docker = &deployment.docker;
    match &options.image {
        Some(image) => {
            let id = docker.image_id(image)?;
            let id = id.with_context(|| format!("the engine has no image {image}"))?;
            let title = docker.image(image, TITLE)?.unwrap_or_default();
            ensure!(title == *widget, "{image} is an image of {title:?}, not of {widget}");
            docker.tag(&id, &tags.next)?;
        }
        None => {
            let sources = options.from.as_deref().unwrap_or(root);
            let sources = sources.canonicalize().with_context(|| sources.display().to_string())?;
            images::make_one(&sources, docker, widget, Tags::tag(&tags.next))?;
        }
    }
    swap(&deployment, widget, &tags, Trial::NEW_VERSION)
}

/// Returns to the version before, which is known to be good and so has no trial but to show.
///
/// # Errors
/// When there is none, or it does not show: then the present one stays.
pub(crate) fn rollback(root: &Path, widget: &str) -> Result<()> {
    let (deployment, tags) = begin(root, widget)?;
    let docker = &deployment.docker;
    let previous = docker.image_id(&tags.previous)?;
    let previous = previous.with_context(|| format!("there is no version of {widget} before"))?;
    docker.tag(&previous, &tags.next)?;
    swap(&deployment, widget, &tags, Trial::default())
}

/// What runs, with nothing of an interrupted command left.
fn begin<'a>(root: &'a Path, widget: &str) -> Result<(Deployment<'a>, Tags)> {
    ensure_widget(root, widget)?;
    let deployment = Deployment::find(root)?;
    let tags = Tags::of(widget)?;
    finish(&deployment, widget, &tags)?;
    let runs = deployment.containers(widget)?.iter().any(Container::is_running);
    ensure!(runs, "{widget} has no container; cargo xtask split {widget} gives it one");
    Ok((deployment, tags))
}

/// The names of a widget's images.
struct Tags {
    /// What compose starts.
    current: String,
    next: String,
    proven: String,
    previous: String,
}

impl Tags {
    fn of(widget: &str) -> Result<Self> {
        Ok(Self::beside(widget, &images::tag()?))
    }

    /// Those beside another tag than the usual one have it in their names.
    fn beside(widget: &str, tag: &str) -> Self {
        let prefix = if tag == images::NEWEST { String::new() } else { format!("{tag}-") };
        let name = |tag: &str| format!("{}:{tag}", images::name(widget));
        let beside = |what: &str| name(&format!("{prefix}{what}"));
        Self {
            current: name(tag),
            next: beside("next"),
            proven: beside("proven"),
            previous: beside("previous"),
        }
    }

    /// The tag in a name.
    fn tag(name: &str) -> &str {
        name.rsplit_once(':').map_or(name, |(_, tag)| tag)
    }
}

/// Puts the version `next` in the place of the one that runs.
fn swap(deployment: &Deployment, widget: &str, tags: &Tags, trial: Trial) -> Result<()> {
    let began = Instant::now();
    let docker = &deployment.docker;
    let before = deployment.containers(widget)?;
    let id = docker.image_id(&tags.next)?.context("the new image is gone")?;
    if before.iter().any(|one| image_of(docker, one).is_ok_and(|image| image == id)) {
        docker.untag(&tags.next)?;
        println!("{widget} runs that version already");
        return Ok(());
    }
    println!("a new {widget} starts beside the old one");
    let passed = start_beside(deployment, widget, tags, &before).and_then(|new| {
        println!("it starts after {}; on trial", seconds(began));
        trial::pass(deployment, &new, trial)
    });
    if let Err(why) = passed {
        drop_next(deployment, widget, tags)?;
        bail!("the old {widget} stays, the new one is removed: {why:#}");
    }
    println!("the new {widget} is good after {}; the old one goes", seconds(began));
    docker.tag(&tags.next, &tags.proven)?;
    settle(deployment, widget, tags)?;
    println!("{widget} is replaced after {}", seconds(began));
    Ok(())
}

/// One more container of a widget, of the version `next`.
fn start_beside(
    deployment: &Deployment,
    widget: &str,
    tags: &Tags,
    before: &[Container],
) -> Result<Container> {
    let mut up = deployment.compose(Shape::Microservices)?;
    let scale = format!("{widget}={}", before.len() + 1);
    up.args(["up", "--detach", "--no-deps", "--no-recreate", "--no-build", "--scale", &scale]);
    quietly(up.arg(widget).env("TAG", Tags::tag(&tags.next)))?;
    let mut now = deployment.containers(widget)?.into_iter();
    now.find(|one| !before.iter().any(|old| old.id == one.id)).context("it has no container")
}

/// Finishes what an interrupted command has begun: a version that passed stays, one that was
/// on trial goes.
fn finish(deployment: &Deployment, widget: &str, tags: &Tags) -> Result<()> {
    let docker = &deployment.docker;
    if let Some(proven) = docker.image_id(&tags.proven)? {
        if runs(deployment, widget, &proven)? {
            println!("finishing the replacement of {widget} that was interrupted");
            return settle(deployment, widget, tags);
        }
        // Somebody has started another version since.
        docker.untag(&tags.proven)?;
    }
    if docker.image_id(&tags.next)?.is_some() {
        println!("undoing the replacement of {widget} that was interrupted");
        drop_next(deployment, widget, tags)
    } else {
        Ok(())
    }
}

/// Makes the version `proven` the current one, and that before the previous one; each step
/// may be the last that is done, for the next command goes on.
fn settle(deployment: &Deployment, widget: &str, tags: &Tags) -> Result<()> {
    let docker = &deployment.docker;
    let proven = docker.image_id(&tags.proven)?.context("the new image is gone")?;
    docker.tag(&proven, &tags.current)?;
    for container in deployment.containers(widget)? {
        let image = image_of(docker, &container)?;
        if image != proven {
            docker.tag(&image, &tags.previous)?;
            docker.remove(&container.name)?;
        }
    }
    docker.untag(&tags.next)?;
    docker.untag(&tags.proven)
}

/// Whether a container of the widget runs this image.
fn runs(deployment: &Deployment, widget: &str, image: &str) -> Result<bool> {
    let containers = deployment.containers(widget)?;
    let runs = |one: &Container| image_of(&deployment.docker, one).is_ok_and(|id| id == image);
    Ok(containers.iter().any(|one| one.is_running() && runs(one)))
}

/// Removes the version `next` and its containers, but never the only ones.
fn drop_next(deployment: &Deployment, widget: &str, tags: &Tags) -> Result<()> {
    let docker = &deployment.docker;
    let next = docker.image_id(&tags.next)?;
    let (mut new, mut old) = (Vec::new(), 0);
    for container in deployment.containers(widget)? {
        match Some(image_of(docker, &container)?) == next {
            true => new.push(container),
            false => old += 1,
        }
    }
    for container in new.iter().filter(|_| old > 0) {
        docker.remove(&container.name)?;
    }
    docker.untag(&tags.next)
}

/// The id of the image that a container runs.
fn image_of(docker: &Docker, container: &Container) -> Result<String> {
    docker.container(&container.id, "{{.Image}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashboards_with_tags_of_their_own_do_not_meet() {
        let usual = Tags::beside("wind", "latest");
        assert_eq!(usual.current, "weather-dashboard/wind:latest");
        assert_eq!(usual.previous, "weather-dashboard/wind:previous");
        let other = Tags::beside("wind", "v2");
        assert_eq!(other.current, "weather-dashboard/wind:v2");
        assert_eq!(other.next, "weather-dashboard/wind:v2-next");
        assert_eq!(Tags::tag(&other.next), "v2-next");
    }
}
