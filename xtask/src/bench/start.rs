//! How soon all is there.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{
    Effort,
    board::Programs,
    page,
    row::Row,
    statistics::{median, milliseconds},
};
use crate::{
    running::{Process, free_address},
    services::MONOLITH,
};

/// Between two tries to reach a board that starts.
const PAUSE: Duration = Duration::from_micros(200);
/// How long a start may take.
const WITHIN: Duration = Duration::from_secs(30);

/// One process until the first complete page, and many until all tiles are live.
///
/// # Errors
/// When one does not start.
pub(super) fn measure(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let times = effort.times(21);
    let starts: Result<Vec<f64>> = (0..times).map(|_| first_page(programs)).collect();
    let page = median(starts?).context("no start")?;
    let times_apart = effort.times(5);
    let starts: Result<Vec<f64>> = (0..times_apart).map(|_| all_apart(programs)).collect();
    let apart = median(starts?).context("no start")?;
    Ok(vec![
        Row::new("monolith, exec to the first complete page with assets", page, "ms")
            .at_most(50.0)
            .smashing("1,671 ms")
            .note(format!("median of {times}")),
        Row::new("17 processes, start to 16 live tiles", apart, "s")
            .at_most(5.0)
            .note(format!("median of {times_apart}")),
    ])
}

/// From exec until the page and all it loads have been read, ms.
fn first_page(programs: &Programs) -> Result<f64> {
    let (address, link) = (free_address()?, free_address()?);
    let settings = [
        ("DASHBOARD_SOURCE__KIND", "simulated"),
        ("DASHBOARD_LISTEN", address.as_str()),
        ("DASHBOARD_LINK__LISTEN", link.as_str()),
    ];
    let began = Instant::now();
    let _process = Process::start(programs.path(MONOLITH)?, &settings)?;
    loop {
        match page::load(&address) {
            Ok(loaded) => {
                let taken = began.elapsed();
                let (live, all) = (loaded.live, programs.widgets.len());
                ensure!(live == all, "the first page has {live} live tiles of {all}");
                return Ok(milliseconds(taken));
            }
            Err(error) => ensure!(began.elapsed() < WITHIN, "no first page: {error:#}"),
        }
        thread::sleep(PAUSE);
    }
}

/// From the first exec until all tiles are live, s.
fn all_apart(programs: &Programs) -> Result<f64> {
    let began = Instant::now();
    let board = programs.apart(&programs.widgets, &[])?;
    board.until_good(programs.widgets.len())?;
    Ok(began.elapsed().as_secs_f64())
}
