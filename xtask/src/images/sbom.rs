use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{
    cargo::{cargo, on_path},
    services::{Role, Service},
};

/// Writes what each service is made of, in CycloneDX, beside its image.
///
/// # Errors
/// When the tool is missing or fails.
pub(super) fn write(root: &Path, services: &[Service], folder: &Path) -> Result<()> {
    ensure!(
        on_path("cargo-cyclonedx"),
        "a bill of materials needs cargo-cyclonedx: cargo install cargo-cyclonedx --locked"
    );
    for service in services {
        let bill = one(root, service, folder)?;
        println!("{}", bill.display());
    }
    Ok(())
}

fn one(root: &Path, service: &Service, folder: &Path) -> Result<PathBuf> {
    let package = match service.role {
        Role::Board => root.join(&service.name),
        Role::Widget => root.join("widgets").join(&service.name),
    };
    // The tool writes beside the manifests of all packages it walks over.
    let name = format!("{}.sbom", service.name);
    let status = cargo(root)
        .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"])
        .args(["--no-build-deps", "--override-filename", &name, "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .status()?;
    ensure!(status.success(), "cargo cyclonedx fails for {}", service.name);
    let written = package.join(format!("{name}.json"));
    let bill = folder.join(format!("{}.cdx.json", service.name));
    fs::copy(&written, &bill).with_context(|| written.display().to_string())?;
    remove(root, &format!("{name}.json"))?;
    Ok(bill)
}

/// Removes a file of this name from every folder of a package.
fn remove(folder: &Path, name: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type()?.is_dir() && !hidden && entry.file_name() != "target" {
            remove(&entry.path(), name)?;
        } else if entry.file_name().to_string_lossy() == name {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
