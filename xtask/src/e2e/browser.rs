//! Which browser, and its image.

use std::{env, path::Path};

use anyhow::{Result, ensure};
use clap::ValueEnum;

use super::base;
use crate::{docker::Docker, images};

/// A browser in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Browser {
    /// Firefox ESR with geckodriver
    Firefox,
    /// Chromium with chromedriver
    Chromium,
}

impl Browser {
    /// What its service in compose, its image and its Dockerfile are called.
    pub(super) fn service(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Chromium => "chromium",
        }
    }

    /// What the runner calls it.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Chromium => "chrome",
        }
    }

    /// Makes its image, or fetches the one that the shell names for compose.
    ///
    /// # Errors
    /// When it does not build, which docker has said then, or no registry has it.
    pub(super) fn make(self, root: &Path, docker: &Docker) -> Result<()> {
        let key = format!("{}_IMAGE", self.service().to_uppercase());
        if let Some(image) = env::var(&key).ok().filter(|image| !image.is_empty()) {
            let is_here = docker.image_id(&image)?.is_some() || docker.pull(&image)?;
            ensure!(is_here, "{key}={image}: neither the engine nor its registry has that image");
            return Ok(());
        }
        let base = base::image(root, docker)?;
        let folder = root.join("docker");
        let recipe = folder.join(format!("{}.Dockerfile", self.service()));
        println!("making {} on {base}", images::name(self.service()));
        docker.build(&recipe, &folder, &images::name(self.service()), &[("BASE", &base)])
    }
}
