//! What more views and more widgets take.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{
    Effort,
    board::{Board, Programs},
    crowd::Crowd,
    load::AS_BROWSER,
    mark::Race,
    memory::FLOWING,
    row::Row,
    statistics::{median, milliseconds},
    usage::{self, MIB, Memory},
};
use crate::http;

/// So many views are watched.
const VIEWS: [usize; 3] = [1, 10, 30];
/// So many widgets run.
const WIDGETS: [usize; 3] = [1, 4, 16];

/// Memory, processor and time of a page, as views and widgets become more.
///
/// # Errors
/// When one does not start.
pub(super) fn measure(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let board = programs.monolith(&[FLOWING])?;
    board.until_good(programs.widgets.len())?;
    let crowd = Crowd::before(board.address(), Arc::new(Race::new()))?;
    for views in VIEWS {
        for view in crowd.present()..views {
            crowd.grow_to(view + 1, &path(view))?;
        }
        rows.extend(figures(&format!("monolith, views watched: {views}"), &board, effort)?);
        crowd.nobody_lost()?;
    }
    drop((crowd, board));
    for count in WIDGETS {
        let widgets = programs.widgets.get(..count).context("as many widgets")?;
        let board = programs.apart(widgets, &[FLOWING])?;
        board.until_good(count)?;
        let crowd = Crowd::before(board.address(), Arc::new(Race::new()))?;
        crowd.grow_to(1, &path(0))?;
        rows.extend(figures(&format!("processes, widgets: {count}"), &board, effort)?);
    }
    Ok(rows)
}

/// Pages of different places.
fn path(view: usize) -> String {
    let longitude = view * 5;
    if view == 0 { "/?lang=en".into() } else { format!("/?lang=en&place=45,{longitude}") }
}

fn figures(what: &str, board: &Board, effort: Effort) -> Result<Vec<Row>> {
    thread::sleep(Duration::from_secs(2));
    let processes = board.processes();
    let busy = usage::busy_pct(&processes, effort.seconds(9))?;
    let page = page_ms(board, effort)?;
    let memory = Memory::of_all(&processes)?.own / MIB;
    Ok(vec![
        Row::new(format!("{what}: memory"), memory, "MiB"),
        Row::new(format!("{what}: busy, of one processor"), busy, "%").note("clock at 60 times"),
        Row::new(format!("{what}: page"), page, "ms").note("median"),
    ])
}

/// The usual time of one page, each on a connection of its own, ms.
fn page_ms(board: &Board, effort: Effort) -> Result<f64> {
    let once = |_| {
        let began = Instant::now();
        http::get(board.address(), &path(0), &AS_BROWSER)?;
        Ok(milliseconds(began.elapsed()))
    };
    let times: Result<Vec<f64>> = (0..effort.times(40)).map(once).collect();
    median(times?).context("no page")
}
