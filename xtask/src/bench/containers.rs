//! The figures of containers, measured through the port that they publish.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use super::{
    Effort,
    board::{Programs, until_good},
    crowd::Crowd,
    mark::Race,
    memory::{FLOWING, LOOK, VIEWERS},
    page::PAGE,
    row::Row,
    statistics::{figure, median},
    usage::MIB,
};
use crate::{
    compose::Shape,
    docker::Docker,
    images,
    running::free_address,
    services::{BOARD, MONOLITH},
};

/// Sizes of the images, memory with a hundred viewers, and the start of all containers.
///
/// # Errors
/// When the containers do not start, or do not go.
pub(super) fn measure(root: &Path, programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let what = "containers and images";
    let docker = match Docker::find() {
        Ok(docker) => docker,
        Err(error) => return Ok(vec![Row::missing(what, format!("not measured: {error:#}"))]),
    };
    let Some(sizes) = sizes(&docker, programs)? else {
        return Ok(vec![Row::missing(what, "not measured: cargo xtask images first")]);
    };
    let mut rows = vec![largest(&sizes)?];
    if !docker.containers()?.is_empty() {
        let why = "not measured: the dashboard's containers are there already, and stay";
        rows.push(Row::missing("containers", why));
        return Ok(rows);
    }
    let start = |shape| Up::start(root, &docker, shape, programs);
    let monolith = start(Shape::Monolith)?.watched()?;
    let together = start(Shape::Microservices)?.watched()?;
    // Not the one before, whose images may have come from the disk.
    let times = effort.times(3);
    let starts: Result<Vec<f64>> =
        (0..times).map(|_| Ok(start(Shape::Microservices)?.started_s)).collect();
    let started = median(starts?).context("no start")?;
    rows.extend([
        Row::new("monolith container, 100 viewers", monolith, "MiB")
            .at_most(24.0)
            .smashing("56.5 MiB"),
        Row::new("17 containers together, 100 viewers", together, "MiB")
            .at_most(56.0)
            .smashing("56.5 MiB, one process"),
        Row::new("17 containers, start to 16 live tiles", started, "s")
            .at_most(5.0)
            .note(format!("median of {times}")),
    ]);
    Ok(rows)
}

/// The size of each image that is shipped, bytes; none where one is missing.
fn sizes(docker: &Docker, programs: &Programs) -> Result<Option<BTreeMap<String, u64>>> {
    let boards = [BOARD, MONOLITH].map(String::from);
    let mut sizes = BTreeMap::new();
    for service in boards.iter().chain(&programs.widgets) {
        let Some(size) = docker.image(&images::tagged(service)?, "{{.Size}}")? else {
            return Ok(None);
        };
        sizes.insert(service.clone(), size.parse()?);
    }
    Ok(Some(sizes))
}

/// The largest of the seventeen.
fn largest(sizes: &BTreeMap<String, u64>) -> Result<Row> {
    let apart = sizes.iter().filter(|(service, _)| *service != MONOLITH);
    let (service, size) = apart.max_by_key(|(_, size)| **size).context("no image")?;
    let monolith = sizes.get(MONOLITH).map_or(0.0, |size| figure(*size) / 1e6);
    Ok(Row::new("image, the largest of 17", figure(*size) / 1e6, "MB")
        .at_most(6.0)
        .smashing("hundreds of MB")
        .note(format!("{service}; the monolith's: {monolith:.1} MB")))
}

/// Containers that the bench has started; they go when dropped.
struct Up<'a> {
    docker: &'a Docker,
    file: PathBuf,
    address: String,
    /// From the first to the last tile, s.
    started_s: f64,
}

impl<'a> Up<'a> {
    fn start(root: &Path, docker: &'a Docker, shape: Shape, programs: &Programs) -> Result<Self> {
        let address = free_address()?;
        let mut up = Self { docker, file: root.join(shape.file()), address, started_s: 0.0 };
        let began = Instant::now();
        let started = up.compose(&["up", "--detach", "--no-build"])?.status()?;
        ensure!(started.success(), "the containers do not start");
        until_good(&up.address, programs.widgets.len())?;
        up.started_s = began.elapsed().as_secs_f64();
        Ok(up)
    }

    fn compose(&self, arguments: &[&str]) -> Result<Command> {
        let mut compose = self.docker.compose(&self.file)?;
        compose
            .args(arguments)
            .env("DASHBOARD_PUBLISH", &self.address)
            .env("DASHBOARD_SOURCE__KIND", "simulated")
            .env(FLOWING.0, FLOWING.1)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(compose)
    }

    /// Memory of all containers after viewers have looked for a while, MiB.
    fn watched(&self) -> Result<f64> {
        let crowd = Crowd::before(&self.address, Arc::new(Race::new()))?;
        crowd.grow_to(VIEWERS, PAGE)?;
        thread::sleep(LOOK);
        crowd.nobody_lost()?;
        let names: Vec<String> =
            self.docker.containers()?.into_iter().map(|container| container.name).collect();
        let sizes: Option<Vec<f64>> = self.docker.memory(&names)?.lines().map(mebibytes).collect();
        Ok(sizes.context("the engine tells no memory")?.iter().sum())
    }
}

impl Drop for Up<'_> {
    fn drop(&mut self) {
        // What stays is told by the next run, which refuses to measure then.
        let _ = self.compose(&["down"]).map(|mut down| down.status());
    }
}

/// A line of the engine's such as `1.5MiB / 64MiB`, MiB.
fn mebibytes(line: &str) -> Option<f64> {
    let used = line.split('/').next()?.trim();
    let digits = used.find(|char: char| char.is_ascii_alphabetic())?;
    let (number, unit) = used.split_at(digits);
    let bytes = match unit {
        "B" => 1.0,
        "KiB" => 1024.0,
        "MiB" => MIB,
        "GiB" => 1024.0 * MIB,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * bytes / MIB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_as_the_engine_writes_it() {
        for (line, expected) in [
            ("1.5MiB / 64MiB", Some(1.5)),
            ("512KiB / 64MiB", Some(0.5)),
            ("2GiB / 23GiB", Some(2048.0)),
            ("0B / 0B", Some(0.0)),
            ("-- / --", None),
            ("", None),
        ] {
            assert_eq!(mebibytes(line), expected, "{line}");
        }
    }

    #[test]
    fn the_largest_of_the_seventeen_counts() {
        let sizes = [("alpha", 5_100_000), ("frontend", 5_900_000), ("monolith", 9_000_000)];
        let row = largest(&sizes.map(|(name, size)| (name.to_owned(), size)).into()).unwrap();
        assert_eq!((row.value, row.is_kept()), (Some(5.9), true));
        assert_eq!(row.note.as_deref(), Some("frontend; the monolith's: 9.0 MB"));
    }
}
