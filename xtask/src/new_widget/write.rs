use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::id::Id;
use crate::cargo::cargo;

/// Files to write: path in the workspace and text.
pub(super) type Changes = BTreeMap<String, String>;

/// Writes all changes and updates the lock file, or leaves the tree as it was.
///
/// # Errors
/// When a file cannot be written or Cargo refuses the result.
pub(super) fn write(root: &Path, id: &Id, changes: &Changes) -> Result<()> {
    let folder = root.join("widgets").join(id.to_string());
    if folder.exists() {
        bail!("{} exists already", folder.display());
    }
    let mut undo = Undo { folder, originals: Vec::new(), done: false };
    undo.keep(&root.join("Cargo.lock"));
    for (path, text) in changes {
        let path = root.join(path);
        undo.keep(&path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    run(root, &["update", "--workspace", "--offline", "--quiet"])?;
    run(root, &["fmt", "--package", &id.to_string(), "--package", "monolith"])?;
    undo.done = true;
    Ok(())
}

fn run(root: &Path, arguments: &[&str]) -> Result<()> {
    let output = cargo(root).args(arguments).output().context("cargo")?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("cargo {} failed: {}", arguments.join(" "), complaint.trim());
    }
    Ok(())
}

/// Puts everything back when dropped before all is done.
struct Undo {
    folder: PathBuf,
    originals: Vec<(PathBuf, Vec<u8>)>,
    done: bool,
}

impl Undo {
    fn keep(&mut self, path: &Path) {
        if let Ok(original) = fs::read(path) {
            self.originals.push((path.to_path_buf(), original));
        }
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        // Nothing better can be done when this fails too.
        let _ = fs::remove_dir_all(&self.folder);
        for (path, original) in &self.originals {
            let _ = fs::write(path, original);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn soil() -> Id {
        Id::parse("soil", &BTreeSet::new()).unwrap()
    }

    #[test]
    fn a_failure_leaves_the_tree_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("monolith.txt");
        fs::write(&path, "before").unwrap();
        let changes = Changes::from([
            ("monolith.txt".into(), "after".into()),
            // A widget of no workspace: Cargo refuses it.
            ("widgets/soil/Cargo.toml".into(), "[package]".into()),
        ]);
        let error = write(root.path(), &soil(), &changes).unwrap_err().to_string();
        assert!(error.contains("cargo update"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert!(!root.path().join("widgets/soil").exists());
    }

    #[test]
    fn a_folder_that_is_there_stays() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("widgets/soil");
        fs::create_dir_all(&folder).unwrap();
        assert!(write(root.path(), &soil(), &Changes::new()).is_err());
        assert!(folder.exists());
    }
}
