//! The dashboard as processes of this machine, for the bench to measure.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use crate::{
    cargo,
    containers::board::{Tile, tiles},
    http,
    running::{Process, Running, Setting, free_address},
    services::{self, BOARD, MONOLITH, Role},
    tree::Tree,
};

/// How long all tiles may take to show.
const WITHIN: Duration = Duration::from_secs(60);

/// The programs, built.
pub(super) struct Programs {
    paths: BTreeMap<String, PathBuf>,
    /// The ids of the widgets.
    pub(super) widgets: Vec<String>,
}

/// A board that runs, with its widgets where they are apart.
pub(super) struct Board {
    running: Running,
    /// Where it takes links.
    pub(super) link: String,
    widgets: Vec<Process>,
}

impl Programs {
    /// Builds the programs of all services with a profile.
    ///
    /// # Errors
    /// When one does not build.
    pub(super) fn build(root: &Path, profile: &str) -> Result<Self> {
        let services = services::all(&Tree::read(root)?)?;
        let widgets = services.iter().filter(|one| one.role == Role::Widget);
        let widgets = widgets.map(|one| one.name.clone()).collect();
        let names: Vec<&str> = services.iter().map(|one| one.name.as_str()).collect();
        Ok(Self { paths: cargo::programs(root, &names, profile)?, widgets })
    }

    /// The path of a program.
    ///
    /// # Errors
    /// When there is none of this name.
    pub(super) fn path(&self, name: &str) -> Result<&Path> {
        self.paths.get(name).map(PathBuf::as_path).with_context(|| format!("no program {name}"))
    }

    /// Starts the monolith on simulated weather.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn monolith(&self, settings: &[Setting<'_>]) -> Result<Board> {
        self.start(MONOLITH, &[], settings)
    }

    /// Starts the board, and each of these widgets in a process of its own.
    ///
    /// # Errors
    /// When one does not start.
    pub(super) fn apart(&self, widgets: &[String], settings: &[Setting<'_>]) -> Result<Board> {
        self.start(BOARD, widgets, settings)
    }

    fn start(&self, board: &str, ids: &[String], settings: &[Setting<'_>]) -> Result<Board> {
        let link = free_address()?;
        let common = [("DASHBOARD_SOURCE__KIND", "simulated"), ("DASHBOARD_LOG__LEVEL", "error")];
        let settings = [&common, settings].concat();
        let listens = [&settings[..], &[("DASHBOARD_LINK__LISTEN", &link)]].concat();
        let running = Running::board(self.path(board)?, &listens)?;
        let url = format!("ws://{link}");
        let mut widgets = Vec::new();
        for id in ids {
            let own = [("DASHBOARD_LISTEN", "127.0.0.1:0"), ("DASHBOARD_LINK__BOARD", &url)];
            widgets.push(Process::start(self.path(id)?, &[&settings[..], &own].concat())?);
        }
        Ok(Board { running, link, widgets })
    }
}

impl Board {
    /// Host and port for viewers.
    pub(super) fn address(&self) -> &str {
        self.running.address()
    }

    /// The process with the board.
    pub(super) fn process(&self) -> u32 {
        self.running.process().id()
    }

    /// Every process.
    pub(super) fn processes(&self) -> Vec<u32> {
        let widgets = self.widgets.iter().map(Process::id);
        [self.process()].into_iter().chain(widgets).collect()
    }

    /// Waits until so many tiles of the default view show what holds.
    ///
    /// # Errors
    /// When they do not in time.
    pub(super) fn until_good(&self, count: usize) -> Result<()> {
        until_good(self.address(), count)
    }

    /// A number that the board tells in its metrics.
    ///
    /// # Errors
    /// When it tells none of this name.
    pub(super) fn metric(&self, name: &str) -> Result<f64> {
        let text = http::get(self.address(), "/metrics", &[])?.text()?;
        metric(&text, name).with_context(|| format!("no metric {name}"))
    }
}

/// Waits until so many tiles of a board's default view show what holds.
///
/// # Errors
/// When they do not in time.
pub(super) fn until_good(address: &str, count: usize) -> Result<()> {
    let deadline = Instant::now() + WITHIN;
    loop {
        let good = |tiles: Vec<Tile>| tiles.iter().filter(|tile| tile.is_good()).count();
        let good = tiles(address).map(good).unwrap_or_default();
        if good >= count {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "only {good} of {count} tiles show");
        thread::sleep(Duration::from_millis(5));
    }
}

fn metric(text: &str, name: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_found_by_its_whole_name() {
        let text = "# HELP board_views x\nboard_views_more 9\nboard_views 3\n# EOF\n";
        assert_eq!(metric(text, "board_views"), Some(3.0));
        assert_eq!(metric(text, "board"), None);
    }
}
