//! Pictures of the board as it is today, in simulated weather at a fixed time.

use std::{fs, path::Path};

use anyhow::Result;

use crate::{browser, running::Running};

/// The folder whose pictures the README shows.
const FOLDER: &str = "docs/images";

/// One picture: its name, what is asked for, the size in CSS pixels.
type Shot = (&'static str, &'static str, (u32, u32));

/// What the README shows.
const README: [Shot; 2] =
    [("wall-dark", "theme=dark", (1920, 1080)), ("phone-light", "theme=light", (390, 844))];

/// What is worth a look after a change.
const MORE: [Shot; 12] = [
    ("wall-light", "theme=light", (1920, 1080)),
    ("wall-german", "theme=dark&lang=de", (1920, 1080)),
    ("wall-imperial", "theme=light&units=imperial", (1920, 1080)),
    ("wall-storm", "place=wellington&theme=dark", (1920, 1080)),
    ("wall-polar-night", "place=-78,20&name=Halley&theme=dark", (1920, 1080)),
    ("wall-4k-dark", "theme=dark", (3840, 2160)),
    ("wall-4k-light", "theme=light", (3840, 2160)),
    ("laptop-dark", "theme=dark", (1280, 800)),
    ("laptop-light", "theme=light", (1280, 800)),
    ("tablet-dark", "theme=dark", (820, 1180)),
    ("tablet-light", "theme=light", (820, 1180)),
    ("phone-dark-german", "theme=dark&lang=de", (390, 844)),
];

/// Makes the README's pictures again; with `all`, further ones into `target/screenshots`.
///
/// # Errors
/// When there is no browser, or the dashboard does not start.
pub(crate) fn run(root: &Path, all: bool) -> Result<()> {
    let running = Running::start(
        root,
        &[
            ("DASHBOARD_SOURCE__KIND", "simulated"),
            ("DASHBOARD_CLOCK__START_AT", "2026-05-14T15:00:00Z"),
            ("DASHBOARD_CLOCK__SPEED", "0"),
        ],
    )?;
    draw(&running, &root.join(FOLDER), &README)?;
    if all {
        draw(&running, &root.join("target/screenshots"), &MORE)?;
    }
    Ok(())
}

fn draw(running: &Running, folder: &Path, shots: &[Shot]) -> Result<()> {
    fs::create_dir_all(folder)?;
    for &(name, query, size) in shots {
        let file = folder.join(format!("{name}.png"));
        browser::picture(&format!("http://{}/?{query}", running.address()), size, &file)?;
        println!("{}", file.display());
    }
    Ok(())
}
