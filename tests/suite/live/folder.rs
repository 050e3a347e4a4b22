//! What may become of `source.cache_dir` while the dashboard runs.

use std::{fs, path::Path, process::Command};

use acceptance::{Dashboard, Topology};
use stand_in::{Service, StandIn};
use tempfile::TempDir;

use super::spawn;

/// A small file system of its own; unmounted when dropped.
struct Mount(TempDir);

impl Mount {
    /// None, and a line that says so, where this user may not mount.
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        if !mount(folder.path(), &["-t", "tmpfs", "-o", "size=64k", "none"]) {
            acceptance::leave_out("only root may mount the file system that is to be full");
            return None;
        }
        Some(Self(folder))
    }

    fn path(&self) -> String {
        self.0.path().display().to_string()
    }

    fn fill(&self) {
        // It ends where the room does.
        let _ = fs::write(self.0.path().join("filler"), vec![0; 1024 * 1024]);
    }

    fn make_read_only(&self) {
        assert!(mount(self.0.path(), &["-o", "remount,ro", "none"]));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

fn mount(folder: &Path, arguments: &[&str]) -> bool {
    let mount = Command::new("mount").args(arguments).arg(folder).output();
    mount.is_ok_and(|output| output.status.success())
}

/// Live, asked for again and again, though nothing can be kept, and warned of
/// with the path.
async fn goes_on(stand_in: &StandIn, dashboard: &Dashboard, folder: &str, trouble: &str) {
    let board = dashboard.board.as_ref().unwrap();
    acceptance::eventually("a warning with the path", || async {
        let said = board.output();
        let warns =
            |line: &str| line.contains("WARN") && line.contains(folder) && line.contains(trouble);
        said.lines().any(warns).then_some(())
    })
    .await;
    stand_in.forget_calls();
    // What was known before is too old when the same is asked for the fourth time.
    let is_asked_again = || {
        let mut calls = stand_in.calls();
        calls.retain(|call| call.service == Service::Forecast);
        let first = calls.first()?;
        (calls.iter().filter(|call| call.query == first.query).count() >= 4).then_some(())
    };
    acceptance::eventually("it is asked again and again", || async { is_asked_again() }).await;
    let wind = dashboard.tiles("").await.remove("wind").unwrap();
    assert_eq!(wind["state"], "live", "{wind}");
    let warnings = board.output().lines().filter(|line| line.contains(trouble)).count();
    let files = fs::read_dir(folder).unwrap().count();
    assert!(warnings <= files.max(2), "each trouble is said once, not {warnings} times");
}

#[tokio::test]
async fn a_full_disk_is_warned_of_and_weather_goes_on() {
    let Some(disk) = Mount::new() else { return };
    disk.fill();
    let (stand_in, dashboard) =
        spawn(Topology::Monolith, &[("source.cache_dir", &disk.path())]).await;
    goes_on(&stand_in, &dashboard, &disk.path(), "cannot be written").await;
}

#[tokio::test]
async fn a_folder_that_may_only_be_read_is_warned_of_and_weather_goes_on() {
    let Some(disk) = Mount::new() else { return };
    disk.make_read_only();
    let (stand_in, dashboard) =
        spawn(Topology::Monolith, &[("source.cache_dir", &disk.path())]).await;
    goes_on(&stand_in, &dashboard, &disk.path(), "cannot be written").await;
}

#[tokio::test]
async fn a_corrupt_file_is_warned_of_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let settings = [("source.cache_dir", path.as_str())];
    let (stand_in, dashboard) = spawn(Topology::Monolith, &settings).await;
    drop(dashboard);
    let answers = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|end| end == "answer"))
    };
    assert!(answers().count() >= 3, "one for each widget that asks");
    for file in answers() {
        fs::write(file, "scratched").unwrap();
    }
    let dashboard = super::spawn_on(&stand_in, Topology::Monolith, &settings).await;
    goes_on(&stand_in, &dashboard, &path, "is no whole answer").await;
    acceptance::eventually("they are replaced", || async {
        answers().all(|file| fs::read(file).unwrap() != b"scratched").then_some(())
    })
    .await;
}
