//! What browsers are installed on: an image of Debian.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use crate::{
    cargo::{on_path, target_folder},
    docker::Docker,
    images::{REPOSITORY, roots},
};

/// What browsers are installed on.
const DEBIAN: &str = "debian:bookworm-slim";
const SUITE: &str = "bookworm";
/// Where its packages come from, with those that mend its faults.
const SOURCES: &str = "\
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
";

/// An image of Debian: of the registry, or made here where none is reached.
///
/// # Errors
/// When there is neither a registry nor what makes one.
pub(super) fn image(root: &Path, docker: &Docker) -> Result<String> {
    let made = format!("{REPOSITORY}/debian");
    for image in [DEBIAN, &made] {
        if docker.image_id(image)?.is_some() {
            return Ok(image.to_owned());
        }
    }
    println!("fetching {DEBIAN}");
    if docker.pull(DEBIAN)? {
        return Ok(DEBIAN.into());
    }
    println!("no registry has it: making {made}");
    let folder = target_folder(root)?.join("debian");
    let is_made = make(&folder, docker, &made);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    is_made.map(|()| made)
}

fn make(folder: &Path, docker: &Docker, name: &str) -> Result<()> {
    ensure!(
        on_path("debootstrap"),
        "no registry and no debootstrap here (Debian: apt-get install debootstrap)"
    );
    let mut debootstrap = Command::new("debootstrap");
    debootstrap.args(["--variant=minbase", "--include=ca-certificates", SUITE]).arg(folder);
    let status = debootstrap.stdout(Stdio::null()).status()?;
    ensure!(status.success(), "debootstrap fails (it wants to be root)");
    fs::write(folder.join("etc/apt/sources.list"), SOURCES)?;
    trust(folder)?;
    docker.import(folder, name)
}

/// Has a Debian trust whom this machine trusts: whoever stands between it and the web does
/// so for its containers too.
fn trust(folder: &Path) -> Result<()> {
    let bundle = roots::bundle()?;
    fs::write(folder.join("etc/ssl/certs/ca-certificates.crt"), &bundle)?;
    // What is here outlives an update of the package; each file may hold one.
    let local = folder.join("usr/local/share/ca-certificates");
    for (number, certificate) in certificates(&String::from_utf8(bundle)?).enumerate() {
        fs::write(local.join(format!("{number:03}.crt")), certificate)?;
    }
    Ok(())
}

/// Each certificate of a bundle in PEM, without what is written between them.
fn certificates(bundle: &str) -> impl Iterator<Item = &str> {
    const END: &str = "-----END CERTIFICATE-----\n";
    bundle.split_inclusive(END).filter_map(|part| {
        let certificate = &part[part.find("-----BEGIN CERTIFICATE-----")?..];
        certificate.ends_with(END).then_some(certificate)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_told_apart() {
        let one = |text: &str| {
            format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
        };
        let bundle = format!("# who\n{}\n{}rest\n", one("a"), one("b"));
        let found: Vec<&str> = certificates(&bundle).collect();
        assert_eq!(found, [one("a"), one("b")]);
    }
}
