use std::{fs, io, path::Path};

use anyhow::{Context, Result, ensure};

use crate::{
    cargo::{cargo, on_path},
    services::Service,
    tree::Tree,
};

/// The bill of a package, in its folder; the tool writes one for every package there is.
const WRITTEN: &str = "image.sbom";

/// Writes what each service is made of, in CycloneDX, beside its image.
///
/// # Errors
/// When the tool is missing or fails.
pub(super) fn write(root: &Path, tree: &Tree, services: &[Service], folder: &Path) -> Result<()> {
    ensure!(
        on_path("cargo-cyclonedx"),
        "a bill of materials needs cargo-cyclonedx: cargo install cargo-cyclonedx --locked"
    );
    let made = make(root).and_then(|()| copy(root, services, folder));
    for package in tree.crates() {
        let written = root.join(package).join(format!("{WRITTEN}.json"));
        match fs::remove_file(&written) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| written.display().to_string());
            }
            _ => {}
        }
    }
    made
}

fn make(root: &Path) -> Result<()> {
    let mut tool = cargo(root);
    tool.args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"]);
    tool.args(["--no-build-deps", "--override-filename", WRITTEN]);
    ensure!(tool.status()?.success(), "cargo cyclonedx fails; the reason is above");
    Ok(())
}

fn copy(root: &Path, services: &[Service], folder: &Path) -> Result<()> {
    for service in services {
        let written = root.join(&service.folder).join(format!("{WRITTEN}.json"));
        let bill = folder.join(format!("{}.cdx.json", service.name));
        fs::copy(&written, &bill).with_context(|| written.display().to_string())?;
        println!("{}", bill.display());
    }
    Ok(())
}
