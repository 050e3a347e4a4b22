use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{
    cargo::{cargo, executable, target_folder},
    services::{self, Service},
    tree::Tree,
};

use super::release::Release;

/// Compiles services into programs that need nothing of the system they run on:
/// name and path of each.
///
/// # Errors
/// When one does not build, which Cargo has said then.
pub(super) fn programs(
    root: &Path,
    tree: &Tree,
    chosen: &[Service],
    release: &Release,
) -> Result<BTreeMap<String, PathBuf>> {
    let mut programs = BTreeMap::new();
    for together in [services::all(tree)?, vec![services::runner(tree)?]] {
        let wanted: Vec<&Service> = chosen.iter().filter(|one| together.contains(one)).collect();
        if !wanted.is_empty() {
            programs.extend(compile(root, &together, &wanted, release)?);
        }
    }
    Ok(programs)
}

/// Compiles some of the services that are always compiled together: what is built beside
/// a program chooses the features of its dependencies, and so its bytes.
fn compile(
    root: &Path,
    together: &[Service],
    wanted: &[&Service],
    release: &Release,
) -> Result<BTreeMap<String, PathBuf>> {
    let host = host()?;
    let mut build = cargo(root);
    build.args(["build", "--locked", "--profile=dist"]);
    build.args(["--config", "docker/static.toml", "--config", &remapped(&host, root)?]);
    // Named, so that flags touch no build script, and a folder of its own, for other flags
    // are other artefacts.
    build.arg(format!("--target={host}"));
    build.arg("--target-dir").arg(target_folder(root)?.join("static"));
    build.args(together.iter().map(|service| format!("--package={}", service.name)));
    build.args(wanted.iter().map(|service| format!("--bin={}", service.name)));
    build
        .arg("--message-format=json-render-diagnostics")
        // Would be instead of those configured.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
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

/// A setting of Cargo's by which programs do not hold where sources are on this machine:
/// ours, and those of the packages.
///
/// # Errors
/// When there are no packages, or where they are cannot be told.
fn remapped(host: &str, root: &Path) -> Result<String> {
    let mut flags = toml_edit::Array::new();
    flags.push(format!("--remap-path-prefix={}=.", root.display()));
    for registry in registries(root)? {
        flags.push(format!("--remap-path-prefix={}=", registry.display()));
    }
    Ok(format!("target.{host}.rustflags={flags}"))
}

/// The folders in which the packages are that Cargo has downloaded, two above a package's manifest.
fn registries(root: &Path) -> Result<BTreeSet<PathBuf>> {
    let output = cargo(root).args(["metadata", "--locked", "--format-version=1"]).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata: no packages")?;
    let theirs = packages.iter().filter(|package| !package["source"].is_null());
    let manifests = theirs.filter_map(|package| package["manifest_path"].as_str());
    Ok(manifests.filter_map(|path| Path::new(path).ancestors().nth(2)).map(Into::into).collect())
}

/// The platform that the compiler makes programs for when it is not told.
///
/// # Errors
/// When programs for it do not run in a container.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("--version").arg("--verbose").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc --version --verbose names no host")?;
    ensure_runs_in_containers(host)?;
    Ok(host.to_owned())
}

fn ensure_runs_in_containers(host: &str) -> Result<()> {
    ensure!(
        host.contains("-linux-"),
        "programs of {host} run in no container; docker compose --file compose/monolith.yaml build \
         compiles them in one, cargo xtask up monolith --no-build starts them"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_of_this_machine_is_kept() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let setting: toml_edit::DocumentMut = remapped("any", root).unwrap().parse().unwrap();
        let flags = setting["target"]["any"]["rustflags"].as_array().unwrap();
        let flags: Vec<_> = flags.iter().filter_map(toml_edit::Value::as_str).collect();
        assert_eq!(flags[0], format!("--remap-path-prefix={}=.", root.display()));
        assert!(flags[1].contains("/registry/src/") && flags[1].ends_with('='), "{flags:?}");
    }

    #[test]
    fn only_programs_for_linux_are_packed() {
        assert!(ensure_runs_in_containers("aarch64-unknown-linux-gnu").is_ok());
        let error = ensure_runs_in_containers("aarch64-apple-darwin").unwrap_err().to_string();
        assert!(error.contains("aarch64-apple-darwin") && error.contains("--no-build"), "{error}");
    }
}
