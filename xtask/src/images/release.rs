use std::{env, path::Path, process::Command};

use anyhow::{Context, Result};
use jiff::Timestamp;
use toml_edit::DocumentMut;

use crate::tree::Tree;

/// What an image says of the sources it was made from.
pub(super) struct Release {
    pub(super) version: String,
    /// The commit, `-dirty` behind it where files differ; `unknown` without history.
    pub(super) revision: String,
    /// When the commit was made: what an image calls the time of its creation,
    /// so that the same sources make the same image.
    pub(super) created: Timestamp,
    pub(super) source: String,
    pub(super) licences: String,
}

impl Release {
    /// Reads the workspace's manifest and the history.
    ///
    /// # Errors
    /// When the manifest lacks something, or `SOURCE_DATE_EPOCH` is no number.
    pub(super) fn of(root: &Path, tree: &Tree) -> Result<Self> {
        let manifest: DocumentMut = tree.text("Cargo.toml").context("no Cargo.toml")?.parse()?;
        let package = |key: &str| {
            let value = manifest.get("workspace")?.get("package")?.get(key)?.as_str();
            value.map(str::to_owned)
        };
        let said = |key: &str| {
            package(key).with_context(|| format!("Cargo.toml: workspace.package.{key} is missing"))
        };
        Ok(Self {
            version: said("version")?,
            revision: revision(root),
            created: created(root)?,
            source: said("repository")?,
            licences: said("license")?,
        })
    }
}

fn revision(root: &Path) -> String {
    let Some(commit) = git(root, &["rev-parse", "--short=12", "HEAD"]) else {
        return "unknown".into();
    };
    let differs = git(root, &["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
    if differs { format!("{commit}-dirty") } else { commit }
}

/// The time of the commit, or of `SOURCE_DATE_EPOCH` (reproducible-builds.org).
fn created(root: &Path) -> Result<Timestamp> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds,
        Err(_) => git(root, &["log", "-1", "--format=%ct"]).unwrap_or_else(|| "0".into()),
    };
    let number = seconds.parse().with_context(|| format!("SOURCE_DATE_EPOCH is {seconds:?}"))?;
    Ok(Timestamp::from_second(number)?)
}

/// What git answers; nothing where there is no git or no history.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").current_dir(root).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace.package]\nversion = \"1.2.3\"\nlicense = \"MIT\"\n\
        repository = \"https://example.org/x\"\n";

    #[test]
    fn sources_without_history_are_of_an_unknown_revision() {
        let folder = tempfile::tempdir().unwrap();
        let release = Release::of(folder.path(), &Tree::of([("Cargo.toml", MANIFEST)])).unwrap();
        assert_eq!((release.version.as_str(), release.revision.as_str()), ("1.2.3", "unknown"));
        assert_eq!(release.source, "https://example.org/x");
    }

    #[test]
    fn a_manifest_without_a_home_is_told() {
        let tree = Tree::of([("Cargo.toml", "[workspace.package]\nversion = \"1\"\n")]);
        let error = Release::of(Path::new("."), &tree).err().unwrap().to_string();
        assert_eq!(error, "Cargo.toml: workspace.package.repository is missing");
    }

    #[test]
    fn a_change_makes_the_revision_dirty() {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| git(folder.path(), arguments).unwrap();
        run(&["init", "--quiet"]);
        std::fs::write(folder.path().join("file"), "1").unwrap();
        run(&["add", "file"]);
        let author = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        run(&[&author[..], &["commit", "--quiet", "--message=x"]].concat());
        let clean = revision(folder.path());
        assert_eq!(clean.len(), 12);
        std::fs::write(folder.path().join("file"), "2").unwrap();
        assert_eq!(revision(folder.path()), format!("{clean}-dirty"));
    }
}
