//! What the dashboard takes of memory with all tiles live and a hundred viewers.

use std::{sync::Arc, thread, time::Duration};

use anyhow::Result;

use super::{
    board::{Board, Programs},
    crowd::Crowd,
    mark::Race,
    page::PAGE,
    row::Row,
    usage::{MIB, Memory},
};
use crate::running::Setting;

/// How many look.
pub(super) const VIEWERS: usize = 100;
/// A clock that lets tiles change while they look.
pub(super) const FLOWING: Setting<'static> = ("DASHBOARD_CLOCK__SPEED", "60");
/// How long they look before memory is read.
pub(super) const LOOK: Duration = Duration::from_secs(10);

/// Memory of one process, and of seventeen.
///
/// # Errors
/// When one does not start.
pub(super) fn measure(programs: &Programs) -> Result<Vec<Row>> {
    let one = watched(&programs.monolith(&[FLOWING])?, programs.widgets.len())?;
    let many = watched(&programs.apart(&programs.widgets, &[FLOWING])?, programs.widgets.len())?;
    let row = |what: &str, memory: Memory| {
        Row::new(what, memory.own / MIB, "MiB")
            .note(format!("{:.1} MiB with pages of programs", memory.whole / MIB))
    };
    Ok(vec![
        row("monolith process, 100 viewers", one).at_most(24.0).smashing("56.5 MiB"),
        row("17 processes together, 100 viewers", many)
            .at_most(56.0)
            .smashing("56.5 MiB, one process"),
    ])
}

/// Memory of all processes after viewers have looked for a while.
fn watched(board: &Board, tiles: usize) -> Result<Memory> {
    board.until_good(tiles)?;
    let crowd = Crowd::before(board.address(), Arc::new(Race::new()))?;
    crowd.grow_to(VIEWERS, PAGE)?;
    thread::sleep(LOOK);
    crowd.nobody_lost()?;
    Memory::of_all(&board.processes())
}
