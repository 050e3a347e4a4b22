//! A changed tile on its way to all viewers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{
    Effort,
    board::{Board, Programs},
    crowd::Crowd,
    mark::Race,
    page::PAGE,
    player::Player,
    row::Row,
    statistics::{figure, milliseconds, quantile},
    usage::{self, Memory},
};
use crate::running::Setting;

/// How long one tile may take to all viewers.
const WITHIN: Duration = Duration::from_secs(20);
/// What arrivals have left to do is done by then.
const SETTLE: Duration = Duration::from_secs(2);
/// Between two changes whose time is taken.
const PAUSE: Duration = Duration::from_millis(250);
/// So many viewers, the budget for the slowest hundredth in ms, and what the ancestor showed.
const CROWDS: [(usize, f64, &str); 3] = [
    (1_000, 25.0, "27 ms, 100 bytes"),
    (10_000, 150.0, "~290 ms, 100 bytes"),
    (15_000, 225.0, "439 ms, 100 bytes"),
];

/// A monolith with all its tiles, a widget that the bench plays beside them, and viewers.
pub(super) struct Stage {
    // Dropped first: viewers and the player leave before the board ends.
    pub(super) crowd: Crowd,
    player: Player,
    race: Arc<Race>,
    board: Board,
}

impl Stage {
    /// All are there but the viewers, of whom there is one.
    ///
    /// # Errors
    /// When the board does not start, or does not take the player.
    pub(super) fn set(programs: &Programs, settings: &[Setting<'_>]) -> Result<Self> {
        let board = programs.monolith(settings)?;
        let widgets = programs.widgets.len();
        board.until_good(widgets)?;
        let race = Arc::new(Race::new());
        let crowd = Crowd::before(board.address(), Arc::clone(&race))?;
        crowd.grow_to(1, PAGE)?;
        let player = Player::join(&board.link)?;
        let stage = Self { crowd, player, race, board };
        stage.change()?;
        // From now on the page has its tile too.
        stage.board.until_good(widgets + 1)?;
        Ok(stage)
    }

    /// Host and port for viewers.
    pub(super) fn address(&self) -> &str {
        self.board.address()
    }

    /// Changes the tile, and tells how long that took to each viewer, ms.
    ///
    /// # Errors
    /// When it does not reach all.
    pub(super) fn change(&self) -> Result<Vec<f64>> {
        let viewers = self.crowd.present();
        self.player.send(self.race.start())?;
        let taken = self.race.finish(viewers, WITHIN)?;
        self.crowd.nobody_lost()?;
        Ok(taken)
    }

    /// Changes the tile again and again until told to end.
    ///
    /// # Errors
    /// When a change does not reach all viewers.
    pub(super) fn change_until(&self, end: &AtomicBool, every: Duration) -> Result<()> {
        while !end.load(Ordering::Relaxed) {
            self.change()?;
            thread::sleep(every);
        }
        Ok(())
    }
}

/// How soon a changed tile is with all viewers, and what memory each takes.
///
/// # Errors
/// When not all viewers get in, or a change does not reach one.
pub(super) fn changes(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let stage = Stage::set(programs, &[])?;
    let memory = || Ok::<f64, anyhow::Error>(Memory::of(stage.board.process())?.own);
    let alone = memory()?;
    // Viewers of a quiet board come first: what they take shows before anything changes.
    let (quiet, _, _) = CROWDS[0];
    stage.crowd.grow_to(quiet, PAGE)?;
    thread::sleep(SETTLE);
    let idle = (memory()? - alone) / figure(quiet) / 1024.0;
    let mut rows = Vec::new();
    for (viewers, budget, smashing) in CROWDS {
        stage.crowd.grow_to(viewers, PAGE)?;
        thread::sleep(SETTLE);
        let row = change_row(&stage, viewers, effort.times(20))?;
        rows.push(row.at_most(budget).smashing(smashing));
    }
    let busy = (memory()? - alone) / figure(stage.crowd.present()) / 1024.0;
    rows.push(
        Row::new("memory per idle viewer", idle, "KiB")
            .at_most(12.0)
            .smashing("~12 KiB")
            .note(format!("{busy:.1} KiB once tiles have changed")),
    );
    Ok(rows)
}

fn change_row(stage: &Stage, viewers: usize, times: usize) -> Result<Row> {
    let spent = || usage::processor_time(stage.board.process());
    let before = spent()?;
    let mut taken = Vec::new();
    for _ in 0..times {
        taken.extend(stage.change()?);
        thread::sleep(PAUSE);
    }
    let each = milliseconds(spent()?.saturating_sub(before)) / figure(times);
    let middle = quantile(taken.clone(), 0.5).context("no viewer")?;
    let slowest = quantile(taken, 0.99).context("no viewer")?;
    let note = format!("p50 {middle:.1} ms of {times} changes, board busy {each:.0} ms for each");
    Ok(Row::new(format!("tile change to {viewers} viewers, p99"), slowest, "ms").note(note))
}

/// How many updates a second the board takes with 1,000 viewers on.
///
/// # Errors
/// When the board does not take them all, or a viewer does not end on the newest.
pub(super) fn updates(programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    let viewers = 1_000;
    let count = if effort.quick { 3_000 } else { 20_000 };
    let stage = Stage::set(programs, &[])?;
    stage.crowd.grow_to(viewers, PAGE)?;
    let before = stage.board.metric(TAKEN)?;
    let began = Instant::now();
    let mut mark = 0;
    for _ in 1..count {
        mark = stage.race.pass(mark);
        stage.player.send(mark)?;
    }
    stage.player.send(stage.race.start_after(mark))?;
    let taken = until_taken(&stage.board, before + figure(count), began)?;
    let reached = stage.race.finish(viewers, WITHIN)?.len();
    stage.crowd.nobody_lost()?;
    Ok(vec![
        Row::new("updates taken from widgets, 1,000 viewers", figure(count) / taken, "/s")
            .at_least(2_000.0)
            .smashing("252 /s")
            .note(format!("{count} tiles; {reached} of {viewers} viewers ended on the newest")),
    ])
}

/// What the board counts.
const TAKEN: &str = "board_tiles_received_total";

/// Waits until the board has taken so many tiles, and tells how long it took, s.
fn until_taken(board: &Board, all: f64, began: Instant) -> Result<f64> {
    let deadline = began + Duration::from_secs(120);
    loop {
        let taken = board.metric(TAKEN)?;
        if taken >= all {
            return Ok(began.elapsed().as_secs_f64());
        }
        ensure!(Instant::now() < deadline, "the board has taken {taken} of {all} tiles");
        thread::sleep(Duration::from_millis(10));
    }
}
