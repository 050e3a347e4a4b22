//! The hub: the one place where links, views and tiles meet.
//!
//! Every link is a task that tells the hub what its widget said; every viewer
//! reads from the feed of a view. What shows is decided in [`state`] alone.

mod fleet;
mod link_task;
mod palette;
mod state;
mod story;
mod watched;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use link::{
    BoardEnd,
    protocol::{Notice, Subject},
};
use service::{CancellationToken, readings::Reading};
use source::Source;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
    time::{sleep_until, timeout_at},
};
use weather::{Clock, Place, View};

pub(crate) use fleet::{Activity, FleetReport, InstanceEntry, Role, WidgetEntry};
pub(crate) use story::{Cause, FleetEvent, Happening, Loss, Party, Why};
pub(crate) use watched::{Shown, Watched};

use crate::{frame::Frame, metrics::Metrics, sky::Sky};
use state::State;

/// How long requests wait for the first tiles of a new view.
const FIRST_TILES: Duration = Duration::from_secs(2);

/// How often tiles are looked over for age, and views for viewers.
const ROUND: Duration = Duration::from_millis(500);

/// The meeting place of links, views and tiles.
pub(crate) struct Hub {
    state: Mutex<State>,
    pub(crate) clock: Clock,
    source: Source,
    default_view: View,
    pub(crate) metrics: Metrics,
    /// The fleet as of the last round, for those who follow it.
    fleet: watch::Sender<Arc<FleetReport>>,
}

/// The board watches as many views as it may, and each has viewers.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("this board already watches {0} views, as many as board.max_views allows: try again later")]
pub(crate) struct TooManyViews(pub(crate) usize);

/// One look at a view.
pub(crate) struct Snapshot {
    /// The framed tiles in their order.
    pub(crate) frames: Vec<Frame>,
    /// The same as the API gives them.
    pub(crate) reports: Vec<api::TileReport>,
    /// What stands across the board.
    pub(crate) notice: Option<Notice>,
    /// What is painted behind it.
    pub(crate) sky: Sky,
    /// The newest event that is already in this look.
    pub(crate) sequence: u64,
}

impl Snapshot {
    /// Whether any of it is the live service's, which is to be named then.
    pub(crate) fn is_of_service(&self) -> bool {
        self.frames.iter().any(|frame| frame.is_of_service)
    }
}

impl Hub {
    pub(crate) fn new(
        clock: Clock,
        source: Source,
        default_view: View,
        max_views: usize,
        pinned: Vec<View>,
    ) -> Self {
        let metrics = Metrics::new();
        let state = State::new(clock.clone(), default_view.clone(), max_views, pinned);
        Self {
            fleet: watch::Sender::new(Arc::new(state.fleet())),
            state: Mutex::new(state),
            clock,
            source,
            default_view,
            metrics,
        }
    }

    /// Makes first looks wait for so many widgets of this process.
    pub(crate) fn expect_built_in(&self, count: usize) {
        self.state().expect_built_in(count);
    }

    /// Serves every link that comes, and looks tiles over, until `stop`.
    pub(crate) async fn run(
        self: Arc<Self>,
        built_in: Vec<BoardEnd>,
        mut dialled: mpsc::Receiver<BoardEnd>,
        stop: CancellationToken,
    ) {
        let mut links = JoinSet::new();
        for end in built_in {
            links.spawn(link_task::serve(Arc::clone(&self), end));
        }
        let mut round = tokio::time::interval(ROUND);
        let mut changes = self.source.changes();
        loop {
            let due = self.state().next_change();
            tokio::select! {
                Some(end) = dialled.recv() => {
                    links.spawn(link_task::serve(Arc::clone(&self), end));
                }
                Some(_) = links.join_next() => {}
                _ = round.tick() => {
                    self.state().look_over();
                    self.tell_of_fleet();
                }
                () = until(due) => self.state().look_over(),
                source = changes.next() => self.state().announce(source),
                () = stop.cancelled() => return,
            }
        }
    }

    /// The view, watched from now on, with the tiles that arrive within 2 s.
    ///
    /// # Errors
    /// When no further view can be watched.
    pub(crate) async fn open(&self, view: &View) -> Result<Arc<Watched>, TooManyViews> {
        self.open_subject(&view.clone().into()).await
    }

    /// The same for a view or for samples.
    ///
    /// # Errors
    /// When no further view can be watched.
    pub(crate) async fn open_subject(
        &self,
        subject: &Subject,
    ) -> Result<Arc<Watched>, TooManyViews> {
        // Until the source is decided no widget can draw, which takes 2 s at most.
        self.source.kind(&self.default_view.place).await;
        let watched = self.state().watch(subject)?;
        let mut news = watched.feed.subscribe();
        let complete = async {
            while !self.state().is_complete(&watched) {
                if news.changed().await.is_err() {
                    return;
                }
            }
        };
        // A tile that is late comes by the stream.
        let _ = timeout_at((watched.since + FIRST_TILES).into(), complete).await;
        Ok(watched)
    }

    /// One look at a watched view.
    pub(crate) fn snapshot(&self, watched: &Watched) -> Snapshot {
        self.state().snapshot(watched)
    }

    /// What the tiles of these places say, for the metrics.
    pub(crate) fn readings(&self, places: &[Place]) -> Vec<Reading> {
        self.state().readings(places)
    }

    /// Every instance, as `/api/fleet` shows it.
    pub(crate) fn fleet(&self) -> FleetReport {
        self.state().fleet()
    }

    /// The same again each round, made once for all who follow it.
    pub(crate) fn follow_fleet(&self) -> watch::Receiver<Arc<FleetReport>> {
        self.fleet.subscribe()
    }

    fn tell_of_fleet(&self) {
        if self.fleet.receiver_count() > 0 {
            self.fleet.send_replace(Arc::new(self.fleet()));
        }
    }

    /// The name of this run of the board, which event ids carry.
    pub(crate) fn boot(&self) -> String {
        self.state().boot.clone()
    }

    /// Whether every built-in widget has joined.
    pub(crate) fn is_ready(&self) -> bool {
        !self.state().expects_built_in()
    }

    /// Current sizes, for the metrics.
    pub(crate) fn measure(&self) {
        let state = self.state();
        self.metrics.links.set(count(state.links()));
        self.metrics.views.set(count(state.views()));
        self.metrics.viewers.set(count(state.viewers()));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for an instant, for ever where there is none.
async fn until(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due.into()).await,
        None => std::future::pending().await,
    }
}

fn count(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
