//! Pictures of the board as it is today, in simulated weather at a fixed time.

use std::{fs, path::Path};

use anyhow::Result;

use crate::{browser, running::Running};

/// The folder whose pictures the README shows.
const FOLDER: &str = "docs/images";

/// One picture: its name, what is asked for, the size in CSS pixels.
type Shot = (&'static str, &'static str, (u32, u32));

/// A fine afternoon in Lisbon.
const SPRING: &str = "2026-05-14T15:00:00Z";

/// What the README shows.
const README: [Shot; 2] = [
    ("wall-dark", "theme=dark&units=metric", (1920, 1080)),
    ("phone-light", "theme=light&units=metric", (390, 844)),
];

/// What is worth a look after a change, by the instant it is drawn at.
const MORE: [(&str, &[Shot]); 3] = [
    (
        SPRING,
        &[
            ("wall-light", "theme=light&units=metric", (1920, 1080)),
            ("wall-german", "theme=dark&lang=de&units=metric", (1920, 1080)),
            ("wall-imperial", "theme=light&units=imperial", (1920, 1080)),
            ("wall-4k-dark", "theme=dark&units=metric", (3840, 2160)),
            ("wall-4k-light", "theme=light&units=metric", (3840, 2160)),
            ("laptop-dark", "theme=dark&units=metric", (1280, 800)),
            ("laptop-light", "theme=light&units=metric", (1280, 800)),
            ("tablet-dark", "theme=dark&units=metric", (820, 1180)),
            ("tablet-light", "theme=light&units=metric", (820, 1180)),
            ("phone-dark-german", "theme=dark&lang=de&units=metric", (390, 844)),
        ],
    ),
    ("2026-02-21T12:00:00Z", &[("wall-storm", "place=hamburg&lang=de&units=metric", (1920, 1080))]),
    (
        "2026-12-21T12:00:00Z",
        &[("wall-polar-night", "place=longyearbyen&units=metric", (1920, 1080))],
    ),
];

/// Makes the README's pictures again; with `all`, further ones into `target/screenshots`.
///
/// # Errors
/// When there is no browser, or the dashboard does not start.
pub(crate) fn run(root: &Path, all: bool) -> Result<()> {
    draw(root, SPRING, &root.join(FOLDER), &README)?;
    for (start_at, shots) in MORE.into_iter().filter(|_| all) {
        draw(root, start_at, &root.join("target/screenshots"), shots)?;
    }
    Ok(())
}

fn draw(root: &Path, start_at: &str, folder: &Path, shots: &[Shot]) -> Result<()> {
    let frozen = [
        ("DASHBOARD_SOURCE__KIND", "simulated"),
        ("DASHBOARD_CLOCK__START_AT", start_at),
        ("DASHBOARD_CLOCK__SPEED", "0"),
    ];
    let running = Running::start(root, &frozen)?;
    fs::create_dir_all(folder)?;
    for &(name, query, size) in shots {
        let file = folder.join(format!("{name}.png"));
        browser::picture(&format!("http://{}/?{query}", running.address()), size, &file)?;
        println!("{}", file.display());
    }
    Ok(())
}
