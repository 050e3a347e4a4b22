//! axe-core, by which the browser tests find what shuts people out. It is not
//! ours to ship: it comes from the wheel that carries it.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};

/// The version and the SHA-256 of the wheel, in pip's own words.
const PINNED: &str = "tests/axe.txt";
/// Where the script lies inside of the wheel.
const INSIDE: &str = "axe_playwright_python/axe.min.js";

/// Puts the script into `folder`, where the tests look for it; false where it cannot be had.
///
/// # Errors
/// When the wheel is not what it should be.
pub(super) fn obtain(root: &Path, folder: &Path) -> Result<bool> {
    let script = folder.join("axe.min.js");
    if script.is_file() {
        return Ok(true);
    }
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"]);
    pip.args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement"]);
    pip.arg(root.join(PINNED)).arg("--dest").arg(folder);
    if !pip.status().is_ok_and(|status| status.success()) {
        return Ok(false);
    }
    let wheel = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .with_context(|| format!("{}: no wheel", folder.display()))?;
    let unzipped = Command::new("python3")
        .args(["-m", "zipfile", "--extract"])
        .args([&wheel, folder])
        .status()?;
    anyhow::ensure!(unzipped.success(), "{}: not a zip file", wheel.display());
    fs::rename(folder.join(INSIDE), &script)
        .with_context(|| format!("{}: no {INSIDE}", wheel.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_fetched() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("axe.min.js"), "").unwrap();
        assert!(obtain(Path::new("nowhere"), folder.path()).unwrap());
    }

    #[test]
    fn what_nobody_pinned_is_not_had() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!obtain(folder.path(), folder.path()).unwrap());
    }
}
