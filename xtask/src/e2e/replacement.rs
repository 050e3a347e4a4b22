//! A new version of a widget that ships while suites run.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

use super::Layout;
use crate::{cargo::target_folder, docker::Docker, images};

/// The tag that a replacement may move from image to image; others stay what they are.
pub(super) const TAG: &str = "e2e";
/// What the images of a replaced widget are tagged with.
const TAGS: [&str; 5] = ["e2e", "e2e-new", "e2e-next", "e2e-proven", "e2e-previous"];

/// A new version of a widget, which ships while the suites run. The names of images that
/// this takes go when dropped.
pub(super) struct Replacement<'a> {
    docker: Docker,
    pub(super) widget: &'a str,
    services: Vec<String>,
}

impl<'a> Replacement<'a> {
    /// Gives the images of these services one more tag, and makes a new one of the widget:
    /// the same program in an image that says something else of itself.
    ///
    /// # Errors
    /// When the widget has no container of its own, or an image is missing.
    pub(super) fn prepare(
        root: &Path,
        docker: Docker,
        layout: Layout,
        widget: &'a str,
        services: Vec<String>,
    ) -> Result<Self> {
        ensure!(
            services.iter().any(|service| service == widget)
                && (layout == Layout::Microservices || layout.apart().contains(&widget)),
            "{widget:?} has no container of its own there; of mixed {} have",
            Layout::Mixed.apart().join(", ")
        );
        let replacement = Self { docker, widget, services };
        for service in &replacement.services {
            let own = format!("{}:{TAG}", images::name(service));
            replacement.docker.tag(&images::tagged(service)?, &own)?;
        }
        replacement.forget()?;
        let folder = target_folder(root)?.join("e2e").join("new");
        fs::create_dir_all(&folder)?;
        let recipe = folder.join("Dockerfile");
        let text = format!("FROM {}:{TAG}\nLABEL e2e=new\n", images::name(widget));
        fs::write(&recipe, text).with_context(|| recipe.display().to_string())?;
        replacement.docker.build(&recipe, &folder, &replacement.image(), &[])?;
        Ok(replacement)
    }

    /// Takes the names away that one has left which was killed in the middle of a step.
    fn forget(&self) -> Result<()> {
        for what in ["next", "proven", "previous"] {
            self.docker.untag(&format!("{}:{TAG}-{what}", images::name(self.widget)))?;
        }
        Ok(())
    }

    /// The name of the new image.
    pub(super) fn image(&self) -> String {
        format!("{}:{TAG}-new", images::name(self.widget))
    }
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        for service in &self.services {
            for tag in TAGS {
                if let Err(error) = self.docker.untag(&format!("{}:{tag}", images::name(service))) {
                    println!("an image keeps a name: {error:#}");
                }
            }
        }
    }
}
