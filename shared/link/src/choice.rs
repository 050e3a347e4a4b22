use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use crate::{ends::Origin, protocol::TileState};

/// How long a link must last before its instance counts as settled.
pub const SETTLING: Duration = Duration::from_secs(5);

/// A board this young has just been restarted: its links are new because it
/// is, so it believes what their instances say of their age.
const YOUNG_BOARD: Duration = Duration::from_secs(10);

/// Names one link to a board; later links have higher numbers.
pub type LinkId = u64;

/// How good a tile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// True and fresh, or the truth that there is nothing to show here.
    Good,
    /// True once.
    Stale,
    /// No values at all.
    Failed,
}

impl From<TileState> for Quality {
    fn from(state: TileState) -> Self {
        match state {
            TileState::Live | TileState::NoCoverage => Self::Good,
            TileState::Stale => Self::Stale,
            TileState::Failed | TileState::Waiting => Self::Failed,
        }
    }
}

/// What decided between two instances: the first point of the rule of
/// [`Roster`] in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advantage {
    /// It stays, the other is leaving.
    Stays,
    /// Its latest tile is better.
    Better,
    /// It is settled, the other is not.
    Settled,
    /// It dialled, the other is built in.
    Dialled,
    /// It was started later.
    Newer,
}

/// How an instance stands by the points of the rule: the highest shows.
type Rank = (bool, Reverse<Quality>, bool, bool, i128, LinkId);

/// The instances linked to a board, and the rule which of them shows.
///
/// For each widget and view, among the instances with a tile for that view:
/// 1. one that stays before one that is leaving;
/// 2. the better latest tile: good, then stale, then failed;
/// 3. a settled instance before a young one, so that one that keeps crashing
///    never shows while a good one is settled;
/// 4. a dialled one before a built-in one, so that a service takes over from
///    the monolith;
/// 5. the most recently started, so that an update shows, and so does a
///    rollback; of equals the latest link.
///
/// An instance is settled once its link has lasted [`SETTLING`]; or at once
/// where the board itself is younger than 10 s and the instance was already up
/// for [`SETTLING`], which is an instance that redialled a restarted board.
///
/// All times are since the start of the board, on its monotonic clock.
/// Messages of links that are not known are ignored.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    links: BTreeMap<LinkId, Linked>,
}

#[derive(Clone, Debug)]
struct Linked {
    widget: String,
    origin: Origin,
    /// Nanoseconds from the start of the board to that of the instance.
    started: i128,
    settled_at: Duration,
    leaving: bool,
    tiles: HashMap<String, Quality>,
}

impl Roster {
    /// An instance of `widget`, running for `uptime`, said hello. A second
    /// hello on one link begins it anew.
    pub fn hello(
        &mut self,
        link: LinkId,
        widget: &str,
        origin: Origin,
        uptime: Duration,
        now: Duration,
    ) {
        let redialled = now < YOUNG_BOARD && uptime >= SETTLING;
        let linked = Linked {
            widget: widget.into(),
            origin,
            started: nanoseconds(now) - nanoseconds(uptime),
            settled_at: if redialled { now } else { now.saturating_add(SETTLING) },
            leaving: false,
            tiles: HashMap::new(),
        };
        self.links.insert(link, linked);
    }

    /// The latest tile of an instance for a view came in.
    pub fn tile(&mut self, link: LinkId, view: &str, quality: Quality) {
        if let Some(linked) = self.links.get_mut(&link) {
            linked.tiles.insert(view.into(), quality);
        }
    }

    /// An instance said that it leaves.
    pub fn bye(&mut self, link: LinkId) {
        if let Some(linked) = self.links.get_mut(&link) {
            linked.leaving = true;
        }
    }

    /// A link ended.
    pub fn gone(&mut self, link: LinkId) {
        self.links.remove(&link);
    }

    /// A view is no longer watched: its tiles are forgotten.
    pub fn forget_view(&mut self, view: &str) {
        for linked in self.links.values_mut() {
            linked.tiles.remove(view);
        }
    }

    /// The link whose tile shows for a view, if any has one.
    #[must_use]
    pub fn shown(&self, widget: &str, view: &str, now: Duration) -> Option<LinkId> {
        self.links
            .iter()
            .filter(|(_, linked)| linked.widget == widget)
            .filter_map(|(link, _)| Some((*link, self.rank(*link, view, now)?)))
            .max_by_key(|(_, rank)| *rank)
            .map(|(link, _)| link)
    }

    /// What puts one link before another in a view; none where either is gone
    /// or has no tile there.
    #[must_use]
    pub fn advantage(
        &self,
        link: LinkId,
        other: LinkId,
        view: &str,
        now: Duration,
    ) -> Option<Advantage> {
        let (mine, others) = (self.rank(link, view, now)?, self.rank(other, view, now)?);
        Some(if mine.0 != others.0 {
            Advantage::Stays
        } else if mine.1 != others.1 {
            Advantage::Better
        } else if mine.2 != others.2 {
            Advantage::Settled
        } else if mine.3 != others.3 {
            Advantage::Dialled
        } else {
            Advantage::Newer
        })
    }

    fn rank(&self, link: LinkId, view: &str, now: Duration) -> Option<Rank> {
        let linked = self.links.get(&link)?;
        let quality = *linked.tiles.get(view)?;
        Some((
            !linked.leaving,
            Reverse(quality),
            linked.settled_at <= now,
            linked.origin == Origin::Dialled,
            linked.started,
            link,
        ))
    }

    /// The next instant after `now` at which passing time alone may change
    /// a choice.
    #[must_use]
    pub fn next_change(&self, now: Duration) -> Option<Duration> {
        self.links.values().map(|linked| linked.settled_at).filter(|at| *at > now).min()
    }
}

/// A signed span, since an instance may be older than the board.
fn nanoseconds(span: Duration) -> i128 {
    // A `Duration` is less than 2^94 ns.
    span.as_nanos().cast_signed()
}

#[cfg(test)]
mod tests;
