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
                sleep(Duration::from_millis(fastrand::u64(LOOK_EVERY_MS))).await;
            }
            ours @ Turn::Ours { .. } => return Some(ours),
        }
    }
    None
}
