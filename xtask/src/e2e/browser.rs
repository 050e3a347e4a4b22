//! Which browser, and its image.

use std::{env, path::Path};

use anyhow::Result;
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

    /// Makes its image, unless the shell names another one for compose.
    ///
    /// # Errors
    /// When it does not build, which docker has said then.
    pub(super) fn make(self, root: &Path, docker: &Docker) -> Result<()> {
        let other = format!("{}_IMAGE", self.service().to_uppercase());
        if env::var_os(other).is_some_and(|image| !image.is_empty()) {
            return Ok(());
        }
        let base = base::image(root, docker)?;
        let folder = root.join("docker");
        let recipe = folder.join(format!("{}.Dockerfile", self.service()));
        println!("making {} on {base}", images::name(self.service()));
        docker.build(&recipe, &folder, &images::name(self.service()), &[("BASE", &base)])
    }
}
