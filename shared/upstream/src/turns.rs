//! One call at a time in each queue: in this process, and among those that
//! share a folder.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, sleep},
};

use crate::{
    UpstreamError,
    service::Queue,
    store::{Store, Turn},
};

/// How long the others are waited for.
const LIMIT: Duration = Duration::from_secs(20);

/// The longest that a turn takes, with what is read and written: who has it
/// longer stands still, as a paused container does, and keeps its lock.
const LONGEST_TURN: Duration = Duration::from_secs(15);

/// How often it is looked whether they are done, ms.
const LOOK_EVERY_MS: std::ops::Range<u64> = 10..40;

pub(crate) struct Turns {
    weather: Semaphore,
    reference: Semaphore,
    search: Semaphore,
    nws: Semaphore,
    meteoalarm: Semaphore,
    store: Option<Arc<Store>>,
}

/// The right to call, as long as it lives.
pub(crate) struct OurTurn<'a> {
    _in_this_process: SemaphorePermit<'a>,
    _among_processes: Option<Turn>,
}

impl Turns {
    pub(crate) fn new(store: Option<Arc<Store>>) -> Self {
        let one = || Semaphore::new(1);
        Self {
            weather: one(),
            reference: one(),
            search: one(),
            nws: one(),
            meteoalarm: one(),
            store,
        }
    }

    /// Waits until it is our turn.
    ///
    /// # Errors
    /// When others keep asking for too long.
    pub(crate) async fn wait(&self, queue: Queue) -> Result<OurTurn<'_>, UpstreamError> {
        const BUSY: UpstreamError = UpstreamError::Unreachable("other programs are asking it");
        let semaphore = match queue {
            Queue::Weather => &self.weather,
            Queue::Reference => &self.reference,
            Queue::Search => &self.search,
            Queue::Nws => &self.nws,
            Queue::MeteoAlarm => &self.meteoalarm,
        };
        // It is never closed.
        let permit = semaphore.acquire().await.map_err(|_| BUSY)?;
        let turn = match self.store.as_ref().zip(queue.lock()) {
            Some((store, lock)) => Some(turn_of(store, lock).await.ok_or(BUSY)?),
            None => None,
        };
        Ok(OurTurn { _in_this_process: permit, _among_processes: turn })
    }
}

async fn turn_of(store: &Store, lock: &str) -> Option<Turn> {
    let began = Instant::now();
    while began.elapsed() < LIMIT {
        match store.try_turn(lock) {
            Turn::Theirs => {
                // Before, one who has just taken the turn may not have said so yet.
                if began.elapsed() > LONGEST_TURN {
                    store.end_turn(lock, LONGEST_TURN);
                }
                sleep(Duration::from_millis(fastrand::u64(LOOK_EVERY_MS))).await;
            }
            ours @ Turn::Ours { .. } => return Some(ours),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::{fs::File, path::Path, time::SystemTime};

    use super::*;

    fn turns(folder: &Path) -> Turns {
        Turns::new(Some(Arc::new(Store::open(folder))))
    }

    /// The lock as it is some time after it was touched.
    fn make_older(folder: &Path) {
        let lock = folder.join(Queue::Weather.lock().unwrap());
        let file = File::options().create(true).append(true).open(lock).unwrap();
        file.set_modified(SystemTime::now() - 2 * LONGEST_TURN).unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_stands_still_in_its_turn_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let [frozen, other, third] = [(); 3].map(|()| turns(folder.path()));
        let _frozen = frozen.wait(Queue::Weather).await.unwrap();
        make_older(folder.path());
        let began = Instant::now();
        let turn = other.wait(Queue::Weather).await.unwrap();
        assert!(began.elapsed() >= LONGEST_TURN);
        assert!(third.wait(Queue::Weather).await.is_err(), "the others go one at a time");
        drop(turn);
        assert!(third.wait(Queue::Weather).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_just_taken_its_turn_keeps_it() {
        let folder = tempfile::tempdir().unwrap();
        make_older(folder.path());
        let [one, other] = [(); 2].map(|()| turns(folder.path()));
        let turn = one.wait(Queue::Weather).await.unwrap();
        assert!(other.wait(Queue::Weather).await.is_err());
        drop(turn);
        assert!(other.wait(Queue::Weather).await.is_ok());
    }
}
