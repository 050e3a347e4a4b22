//! Recordings: made by a program of the workspace that may talk to the weather
//! services, played by the dashboard.

use std::{env, fs, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cargo::cargo;

/// The setting that names the place to show.
const DEFAULT_PLACE: &str = "DASHBOARD_BOARD__DEFAULT";

/// Records a place; false when that failed, which has been said then.
///
/// # Errors
/// When Cargo cannot be started.
pub(crate) fn record(root: &Path, place: &str, dir: &Path) -> Result<bool> {
    let mut record = cargo(root);
    record.args(["run", "--quiet", "--package", "record", "--", place]);
    record.arg(env::current_dir()?.join(dir));
    Ok(record.status()?.success())
}

/// Runs the whole dashboard on a recording, its clock set to the time of it.
///
/// # Errors
/// When the folder holds no recording or Cargo cannot be started.
pub(crate) fn play(root: &Path, dir: &Path) -> Result<bool> {
    let dir = env::current_dir()?.join(dir);
    let place = first_place(&dir)?;
    let mut monolith = cargo(root);
    monolith
        .args(["run", "--quiet", "--package", "monolith"])
        .env("DASHBOARD_SOURCE__KIND", "replay")
        .env("DASHBOARD_SOURCE__REPLAY_DIR", &dir);
    if env::var_os(DEFAULT_PLACE).is_none() {
        monolith.env(DEFAULT_PLACE, place);
    }
    Ok(monolith.status()?.success())
}

/// The id of the first place in a recording, in the order of their ids.
fn first_place(dir: &Path) -> Result<String> {
    let entries = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
    let mut ids = Vec::new();
    for entry in entries {
        let label = entry?.path().join("place.json");
        if let Ok(text) = fs::read(&label) {
            let label_of = || label.display().to_string();
            let value: Value = serde_json::from_slice(&text).with_context(label_of)?;
            let id = value["place"]["id"].as_str().with_context(label_of)?;
            ids.push(id.to_owned());
        }
    }
    ids.sort();
    match ids.into_iter().next() {
        Some(id) => Ok(id),
        None => bail!(
            "{}: no recorded place is in this folder; cargo xtask record PLACE DIR makes one",
            dir.display()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_shown() {
        let dir = tempfile::tempdir().unwrap();
        for id in ["tokyo", "lisbon"] {
            let folder = dir.path().join(id);
            fs::create_dir(&folder).unwrap();
            let label = format!(r#"{{"place":{{"id":"{id}"}}}}"#);
            fs::write(folder.join("place.json"), label).unwrap();
        }
        fs::write(dir.path().join("notes.txt"), "mine").unwrap();
        assert_eq!(first_place(dir.path()).unwrap(), "lisbon");
    }

    #[test]
    fn a_folder_without_a_recording_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let name = dir.path().display().to_string();
        for folder in [dir.path().to_owned(), dir.path().join("missing")] {
            assert!(first_place(&folder).unwrap_err().to_string().contains(&name));
        }
    }
}
