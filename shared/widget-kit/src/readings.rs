use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use service::readings::Reading;

/// The newest reading of each view that a board watches.
#[derive(Default)]
pub(crate) struct Readings(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    next: u64,
    by_watch: BTreeMap<u64, Reading>,
}

/// One watch; its reading is gone when it ends.
pub(crate) struct Watch<'a> {
    readings: &'a Readings,
    number: u64,
}

impl Readings {
    /// A watch that has no reading yet.
    pub(crate) fn watch(&self) -> Watch<'_> {
        let mut kept = self.kept();
        kept.next += 1;
        Watch { readings: self, number: kept.next }
    }

    /// All of them, in the order in which their views came to be watched.
    pub(crate) fn all(&self) -> Vec<Reading> {
        self.kept().by_watch.values().cloned().collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch<'_> {
    /// Takes the place of the reading before.
    pub(crate) fn keep(&self, reading: Reading) {
        self.readings.kept().by_watch.insert(self.number, reading);
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.readings.kept().by_watch.remove(&self.number);
    }
}
