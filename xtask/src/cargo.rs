use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Cargo in the workspace, as if called from a shell.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    // `cargo run` leaves variables of this crate behind, on which build scripts would run again.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Builds a program of the workspace and tells where it is.
///
/// # Errors
/// When it does not build, which Cargo has said then.
pub(crate) fn program(root: &Path, name: &str, profile: &str) -> Result<PathBuf> {
    let mut programs = programs(root, &[name], profile)?;
    programs.remove(name).with_context(|| format!("{name} is no program"))
}

/// Builds programs of the workspace and tells where each is, by its name.
///
/// # Errors
/// When one does not build, which Cargo has said then.
pub(crate) fn programs(
    root: &Path,
    names: &[&str],
    profile: &str,
) -> Result<BTreeMap<String, PathBuf>> {
    // With the features of the whole workspace, as all other stages build it.
    let built = cargo(root)
        .args(["build", "--quiet", "--workspace", "--profile", profile])
        .args(names.iter().flat_map(|name| ["--bin", name]))
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(built.status.success(), "{} does not build", names.join(", "));
    Ok(String::from_utf8(built.stdout)?.lines().filter_map(executable).collect())
}

/// Name and path of the program that a message of Cargo's reports.
pub(crate) fn executable(message: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let name = message["target"]["name"].as_str()?.to_owned();
    Some((name, message["executable"].as_str()?.into()))
}

/// Where Cargo puts what it builds.
///
/// # Errors
/// When Cargo does not tell.
pub(crate) fn target_folder(root: &Path) -> Result<PathBuf> {
    let mut metadata = cargo(root);
    metadata.args(["metadata", "--no-deps", "--format-version=1", "--offline"]);
    let output = metadata.output()?.stdout;
    let metadata: Value = serde_json::from_slice(&output)?;
    let folder = metadata["target_directory"].as_str().context("cargo metadata: no folder")?;
    Ok(folder.into())
}

/// Whether a program is found on the path.
pub(crate) fn on_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_built_program_is_read_from_what_cargo_says() {
        let library = r#"{"reason":"compiler-artifact","executable":null}"#;
        let program = r#"{"target":{"name":"x"},"executable":"/target/debug/x"}"#;
        assert_eq!(executable(library), None);
        assert_eq!(executable("not JSON"), None);
        assert_eq!(executable(program), Some(("x".into(), "/target/debug/x".into())));
    }

    #[test]
    fn a_program_is_found_on_the_path() {
        assert!(on_path("sh"));
        assert!(!on_path("no-program-of-this-name"));
    }

    #[test]
    fn cargo_forgets_whose_program_started_it() {
        let command = cargo(Path::new("."));
        let kept =
            |name: &str| !command.get_envs().any(|(key, value)| key == name && value.is_none());
        assert!(!kept("CARGO_PKG_NAME"));
        assert!(kept("PATH"));
    }
}
