//! Work for views that nobody watches.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{
    Effort,
    board::{Board, Programs},
    row::Row,
};
/// A clock by which every tile would change within seconds.
const FAST: (&str, &str) = ("DASHBOARD_CLOCK__SPEED", "600");
/// How long nothing must happen.
const WATCH: Duration = Duration::from_secs(5);
/// A view is kept for two minutes after its last viewer.
const UNTIL_LEFT: Duration = Duration::from_secs(180);

/// Tiles drawn before anybody looks, and after everybody has left.
///
/// # Errors
/// When the board does not start, or keeps the view for ever.
pub(super) fn measure(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let board = programs.monolith(&[FAST])?;
    let before = drawn(&board)?;
    let row = |what: &str, tiles| Row::new(what, tiles, "tiles").at_most(0.0);
    let mut rows = vec![row("drawn in 5 s before anybody looks", before)];
    let left = "drawn in 5 s after everybody has left";
    if effort.quick {
        rows.push(Row::missing(left, "not in a quick run"));
        return Ok(rows);
    }
    board.until_good(programs.widgets.len())?;
    let watched = drawn(&board)?;
    ensure!(watched > 0.0, "nothing is drawn for a view that is watched");
    until_left(&board)?;
    rows.push(row(left, drawn(&board)?).note(format!("{watched} while it was watched")));
    Ok(rows)
}

/// How many tiles the board takes within a while in which nobody asks for any.
fn drawn(board: &Board) -> Result<f64> {
    let tiles = || board.metric("board_tiles_received_total");
    let before = tiles()?;
    thread::sleep(WATCH);
    Ok(tiles()? - before)
}

fn until_left(board: &Board) -> Result<()> {
    let began = Instant::now();
    while board.metric("board_views")? > 0.0 {
        ensure!(began.elapsed() < UNTIL_LEFT, "the view is still watched");
        thread::sleep(Duration::from_secs(1));
    }
    Ok(())
}
