use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use link::{
    LinkId,
    protocol::{Notice, Subject, TileState},
};
use std::sync::Arc;
use weather::View;

use crate::{feed::Feed, frame::Received, sky::Sky};

/// A view that tiles are drawn for, or samples.
pub(crate) struct Watched {
    pub(crate) subject: Subject,
    pub(crate) key: String,
    /// What its viewers are told.
    pub(crate) feed: Feed,
    /// When it was first asked for.
    pub(crate) since: Instant,
    /// Kept though nobody looks.
    pub(crate) pinned: bool,
    tiles: Mutex<Tiles>,
}

/// The tiles of a view: the latest of each instance, and what shows.
pub(crate) struct Tiles {
    pub(crate) latest: HashMap<LinkId, Arc<Received>>,
    pub(crate) shown: BTreeMap<String, Shown>,
    /// What stands across the board.
    pub(crate) notice: Option<Notice>,
    /// What is painted behind it, once viewers were told.
    pub(crate) sky: Option<Sky>,
    /// Whether viewers were told what there is none of.
    pub(crate) is_told: bool,
    pub(crate) last_used: Instant,
}

/// What shows for one widget.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The link it came by; none once that is gone.
    pub(crate) link: Option<LinkId>,
    pub(crate) received: Arc<Received>,
    /// The state it shows in, which may be worse than it was sent in.
    pub(crate) state: TileState,
}

impl Shown {
    /// Whether a viewer sees the same in both.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        !self.differs_beyond_picture(other) && Arc::ptr_eq(&self.received, &other.received)
    }

    /// Whether more than the picture is new: the instance, or its state.
    pub(crate) fn differs_beyond_picture(&self, other: &Self) -> bool {
        self.link != other.link || self.state != other.state
    }
}

impl Tiles {
    /// Cloud cover there, %, where a widget told.
    pub(crate) fn cloud_cover_pct(&self) -> Option<f64> {
        let ambient = |shown: &Shown| Some(shown.received.tile.ambient?.cloud_cover_pct);
        self.shown.values().find_map(ambient)
    }
}

impl Watched {
    pub(crate) fn new(subject: Subject, pinned: bool) -> Self {
        Self {
            key: subject.key(),
            subject,
            feed: Feed::new(),
            since: Instant::now(),
            pinned,
            tiles: Mutex::new(Tiles {
                latest: HashMap::new(),
                shown: BTreeMap::new(),
                notice: None,
                sky: None,
                is_told: false,
                last_used: Instant::now(),
            }),
        }
    }

    pub(crate) fn view(&self) -> &View {
        &self.subject.view
    }

    pub(crate) fn tiles(&self) -> MutexGuard<'_, Tiles> {
        self.tiles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
