//! The Chromium of this machine.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use crate::cargo::on_path;

/// The names under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The program to call; none where there is no such browser.
pub(crate) fn name() -> Option<&'static str> {
    NAMES.into_iter().find(|name| on_path(name))
}

/// Writes what a page looks like, so many CSS pixels wide and high, as a PNG.
///
/// # Errors
/// When there is no browser or it draws nothing.
pub(crate) fn picture(url: &str, (width, height): (u32, u32), file: &Path) -> Result<()> {
    let browser = name().context("no Chromium here (Debian: apt-get install chromium)")?;
    let drawn = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
        .args(["--disable-background-networking", "--no-first-run", "--no-proxy-server"])
        .args([
            format!("--window-size={width},{height}"),
            format!("--screenshot={}", file.display()),
        ])
        .arg(url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(drawn.success() && file.is_file(), "{browser} drew no picture of {url}");
    Ok(())
}
