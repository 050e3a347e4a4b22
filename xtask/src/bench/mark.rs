//! The mark that a tile carries through the board, and who has read it.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use memchr::memmem::Finder;

/// What a mark begins with; its number follows.
const SIGN: &str = "bench@";
/// Digits of its number.
const DIGITS: usize = 16;
/// All of it.
const SIZE: usize = SIGN.len() + DIGITS;
/// What ends an event.
const END: &[u8] = b"\n\n";

/// A tile's mark: when it was sent, µs since the clock of the marks began.
/// A later one is higher.
pub(super) type Mark = u64;

/// A mark as it stands in a tile.
pub(super) fn words(mark: Mark) -> String {
    format!("{SIGN}{mark:0DIGITS$}")
}

/// Reads marks from a stream of events, however that comes in pieces.
#[derive(Default)]
pub(super) struct Reader {
    /// The mark of the event that has not ended yet.
    pending: Option<Mark>,
    /// The end of what was read: a mark may have begun in it, and none can be whole.
    rest: Vec<u8>,
}

impl Reader {
    /// The marks of the events that end in what comes next, handed to `take`.
    pub(super) fn read(&mut self, finder: &Finders, bytes: &[u8], mut take: impl FnMut(Mark)) {
        let joined = [&self.rest, bytes].concat();
        let mut at = 0;
        loop {
            let unread = &joined[at..];
            let mark = finder.mark.find(unread).filter(|start| start + SIZE <= unread.len());
            let end = finder.end.find(unread);
            match (mark, end) {
                (Some(mark), end) if end.is_none_or(|end| mark < end) => {
                    self.pending = number(&unread[mark + SIGN.len()..mark + SIZE]);
                    at += mark + SIZE;
                }
                (_, Some(end)) => {
                    self.pending.take().into_iter().for_each(&mut take);
                    at += end + END.len();
                }
                (_, None) => break,
            }
        }
        self.rest.clear();
        self.rest.extend_from_slice(&joined[at.max(joined.len().saturating_sub(SIZE - 1))..]);
    }
}

/// What is looked for, prepared once for all readers.
pub(super) struct Finders {
    mark: Finder<'static>,
    end: Finder<'static>,
}

impl Default for Finders {
    fn default() -> Self {
        Self { mark: Finder::new(SIGN), end: Finder::new(END) }
    }
}

fn number(digits: &[u8]) -> Option<Mark> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// One mark on its way to all viewers.
pub(super) struct Race {
    began: Instant,
    round: Mutex<Round>,
    changed: Condvar,
}

#[derive(Default)]
struct Round {
    awaited: Mark,
    /// How long it took to each viewer that has read it.
    taken: Vec<Duration>,
}

impl Race {
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), round: Mutex::default(), changed: Condvar::new() }
    }

    /// A mark for now, higher than those before, for which viewers are awaited.
    pub(super) fn start(&self) -> Mark {
        self.start_after(0)
    }

    /// The same, higher than this one too.
    pub(super) fn start_after(&self, before: Mark) -> Mark {
        let mut round = self.round();
        let mark = self.now().max(round.awaited + 1).max(before + 1);
        *round = Round { awaited: mark, taken: Vec::new() };
        mark
    }

    /// A mark that nobody is awaited for.
    pub(super) fn pass(&self, before: Mark) -> Mark {
        self.now().max(before + 1)
    }

    /// A viewer has read the event with this mark.
    pub(super) fn arrived(&self, mark: Mark) {
        let now = self.now();
        let mut round = self.round();
        if mark == round.awaited {
            round.taken.push(Duration::from_micros(now.saturating_sub(mark)));
            drop(round);
            self.changed.notify_one();
        }
    }

    /// How long the mark took to so many viewers, ms.
    ///
    /// # Errors
    /// When it has not reached all of them in time.
    pub(super) fn finish(&self, viewers: usize, within: Duration) -> Result<Vec<f64>> {
        let is_on = |round: &mut Round| round.taken.len() < viewers;
        let (round, _) = self
            .changed
            .wait_timeout_while(self.round(), within, is_on)
            .unwrap_or_else(PoisonError::into_inner);
        let reached = round.taken.len();
        ensure!(reached >= viewers, "only {reached} of {viewers} viewers got the newest tile");
        Ok(round.taken.iter().copied().map(super::statistics::milliseconds).collect())
    }

    fn now(&self) -> Mark {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn round(&self) -> MutexGuard<'_, Round> {
        self.round.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_however_the_stream_is_cut() {
        let (one, two) = (words(7), words(1_234_567_890_123_456));
        let stream = format!(
            "retry: 1000\n\nevent: heartbeat\ndata: x\n\nevent: tile\ndata: {one} more\n\n\
             event: tile\ndata: {two}\n\n: unfinished {one}"
        );
        for size in 1..=stream.len() {
            let mut reader = Reader::default();
            let mut marks = Vec::new();
            for piece in stream.as_bytes().chunks(size) {
                reader.read(&Finders::default(), piece, |mark| marks.push(mark));
            }
            assert_eq!(marks, [7, 1_234_567_890_123_456], "pieces of {size}");
        }
    }

    #[test]
    fn only_the_mark_of_the_race_counts() {
        let race = Race::new();
        let first = race.start();
        let second = race.start();
        assert!(second > first && race.pass(second) > second);
        race.arrived(first);
        race.arrived(second);
        assert_eq!(race.finish(1, Duration::ZERO).unwrap().len(), 1);
        let error = race.finish(2, Duration::ZERO).unwrap_err().to_string();
        assert_eq!(error, "only 1 of 2 viewers got the newest tile");
    }
}
