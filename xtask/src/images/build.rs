use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use crate::{
    cargo::{cargo, executable, target_folder},
    services::Service,
};

use super::release::Release;

/// Compiles services into programs that need nothing of the system they run on:
/// name and path of each.
///
/// # Errors
/// When one does not build, which Cargo has said then.
pub(super) fn programs(
    root: &Path,
    services: &[Service],
    release: &Release,
) -> Result<BTreeMap<String, PathBuf>> {
    let mut build = cargo(root);
    build.args(["build", "--locked", "--profile=dist", "--bins"]);
    // Named, so that flags touch no build script, and a folder of its own, for other flags
    // are other artefacts.
    build.arg(format!("--target={}", host()?));
    build.arg("--target-dir").arg(target_folder(root)?.join("static"));
    for service in services {
        build.arg(format!("--package={}", service.name));
    }
    build
        .arg("--message-format=json-render-diagnostics")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(root))
        .env("BUILD_REVISION", &release.revision)
        .stdout(Stdio::piped());
    let mut running = build.spawn()?;
    let messages = running.stdout.take().context("it has an output")?;
    let mut programs = BTreeMap::new();
    for line in BufReader::new(messages).lines() {
        if let Some((name, path)) = executable(&line?) {
            programs.insert(name, path);
        }
    }
    ensure!(running.wait()?.success(), "the services do not build");
    Ok(programs)
}

/// Static, and without the path of the sources on this machine, in which spaces may be.
fn flags(root: &Path) -> String {
    let remap = format!("--remap-path-prefix={}=.", root.display());
    ["-Ctarget-feature=+crt-static", &remap].join("\u{1f}")
}

/// The platform that the compiler makes programs for when it is not told.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("--version").arg("--verbose").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc --version --verbose names no host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_spaces_is_one_flag() {
        let flags = flags(Path::new("/my sources"));
        assert_eq!(flags.split('\u{1f}').nth(1), Some("--remap-path-prefix=/my sources=."));
    }

    #[test]
    fn the_compiler_names_its_platform() {
        assert!(host().unwrap().contains("linux"));
    }
}
