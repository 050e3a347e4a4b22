//! The story of the fleet: who came, took over, went and came back, and how
//! long each loss was felt. Told by the hub as it happens; pure, bounded.

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use link::{Advantage, LinkEnd, LinkId, Origin, protocol::Instance};
use schemars::JsonSchema;
use serde::Serialize;
use weather::Timestamp;

/// How many events are remembered.
const EVENTS: usize = 200;

/// How many of them may be refusals, which anybody who reaches the link's port can cause.
const REFUSALS: usize = 40;

/// The longest words of a peer that are kept, characters.
const MAX_WORDS: usize = 200;

/// Something that happened in the fleet.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub(crate) struct FleetEvent {
    /// Counts the events of this run of the board, from 1.
    pub(crate) number: u64,
    /// When it happened, by the system clock.
    pub(crate) at: Timestamp,
    /// The widget's id; null where a peer was refused before it said one.
    pub(crate) widget: Option<String>,
    /// Who it happened to; null where a peer was refused.
    pub(crate) instance: Option<Party>,
    /// What happened.
    #[serde(flatten)]
    pub(crate) what: Happening,
}

/// An instance that had a part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Party {
    /// Who it is.
    #[serde(flatten)]
    pub(crate) instance: Instance,
    /// The number of its version's colour on this board.
    #[serde(skip)]
    pub(crate) colour: u32,
    /// How it came here.
    pub(crate) origin: Origin,
}

/// What can happen to an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Happening {
    /// It is linked for the first time.
    Joined,
    /// It is linked again after its link was lost.
    CameBack,
    /// It shows where another one did.
    TookOver {
        /// The one that showed before.
        from: Party,
        /// What decided.
        why: Why,
    },
    /// It said `bye`.
    Left {
        /// Why, in its own words.
        reason: String,
        /// What the viewers saw of it.
        #[serde(flatten)]
        loss: Loss,
    },
    /// Its link ended without a `bye`.
    Lost {
        /// How the board knew.
        cause: Cause,
        /// What the viewers saw of it.
        #[serde(flatten)]
        loss: Loss,
    },
    /// A peer was not taken.
    Refused {
        /// Its network address.
        peer: String,
        /// What it was told.
        reason: String,
        /// How often it happened for that reason; the event tells of the last time.
        times: u32,
    },
}

/// What going away meant to the viewers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Loss {
    /// Whether its tile was the one that showed.
    pub(crate) showed: bool,
    /// How long it took until a live tile of any instance showed, ms; null
    /// where its tile did not show, or as long as none does.
    pub(crate) recovery_ms: Option<u64>,
}

/// Why one instance shows in another one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// It was started later.
    Newer,
    /// It dialled the board, the other one is built in.
    Dialled,
    /// The other one's link is younger than 5 s.
    Settled,
    /// The other one's tile had failed or was stale.
    Failed,
    /// The other one left.
    Left,
    /// The other one was lost.
    Lost,
}

/// How the board knew that an instance was gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cause {
    /// The link was closed without a `bye`.
    Closed,
    /// Nothing was heard of it for 15 s.
    Silence,
    /// The connection broke.
    Broken,
    /// It sent what is not allowed.
    Refused,
}

/// An instance, as the hub names it to the story.
#[derive(Clone, Debug)]
pub(super) struct Who {
    pub(super) link: LinkId,
    pub(super) widget: String,
    pub(super) party: Party,
}

/// Now, by both clocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// By the system clock, for people.
    pub(super) at: Timestamp,
    /// Since the board's start, by the monotonic clock, for durations.
    pub(super) uptime: Duration,
}

/// What has happened.
#[derive(Debug, Default)]
pub(super) struct Story {
    entries: VecDeque<Entry>,
    told: u64,
    /// Who shows of each widget, and who showed last where nobody does.
    showing: BTreeMap<String, Showing>,
}

#[derive(Debug)]
struct Entry {
    event: FleetEvent,
    link: Option<LinkId>,
    /// Since when a tile is missed.
    missed_since: Option<Duration>,
}

#[derive(Debug)]
struct Showing {
    who: Who,
    gone: Option<Why>,
}

impl Story {
    /// Everything that is remembered, the newest first.
    pub(super) fn events(&self) -> Vec<FleetEvent> {
        self.entries.iter().rev().map(|entry| entry.event.clone()).collect()
    }

    /// An instance is linked.
    pub(super) fn joined(&mut self, who: &Who, now: Moment) {
        let what = match self.entries.iter().any(|entry| entry.tells_of_end(who)) {
            true => Happening::CameBack,
            false => Happening::Joined,
        };
        self.tell(Some(who), what, now);
    }

    /// An instance said `bye`; its tile may show until its link ends.
    pub(super) fn left(&mut self, who: &Who, reason: &str, now: Moment) {
        let loss = self.loss(who, Why::Left);
        self.tell(Some(who), Happening::Left { reason: brief(reason), loss }, now);
    }

    /// An instance's link ended.
    pub(super) fn ended(&mut self, who: &Who, cause: Cause, now: Moment) {
        let farewell = self.entries.iter_mut().find(|entry| entry.is_farewell(who));
        if let Some(entry) = farewell {
            // Until now its own tile was there.
            entry.missed_since = entry.missed_since.map(|_| now.uptime);
            return;
        }
        let loss = self.loss(who, Why::Lost);
        self.tell(Some(who), Happening::Lost { cause, loss }, now);
    }

    /// A peer was not taken.
    pub(super) fn refused(&mut self, peer: &str, reason: &str, now: Moment) {
        let reason = brief(reason);
        let same = self.entries.iter().position(|entry| {
            matches!(&entry.event.what, Happening::Refused { reason: before, .. } if *before == reason)
        });
        let before = same.and_then(|index| self.entries.remove(index));
        let times = match before.map(|entry| entry.event.what) {
            Some(Happening::Refused { times, .. }) => times.saturating_add(1),
            _ => 1,
        };
        let refusals = || self.entries.iter().filter(|entry| entry.is_refusal());
        if refusals().count() >= REFUSALS
            && let Some(oldest) = self.entries.iter().position(Entry::is_refusal)
        {
            self.entries.remove(oldest);
        }
        self.tell(None, Happening::Refused { peer: peer.into(), reason, times }, now);
    }

    /// An instance's tile shows, in the view that the story is told of. Where
    /// another one's did, `advantage` is what it has before that one; none
    /// where that one is gone or has not spoken in this view.
    pub(super) fn shows(
        &mut self,
        who: &Who,
        is_live: bool,
        advantage: Option<Advantage>,
        now: Moment,
    ) {
        match self.showing.get(&who.widget) {
            Some(before) if before.who.link == who.link => {}
            Some(before) => {
                // Who has not spoken is not overtaken, only waited for.
                let Some(why) = before.gone.or_else(|| advantage.map(Why::from)) else { return };
                let from = before.who.party.clone();
                if from.instance.id != who.party.instance.id {
                    self.tell(Some(who), Happening::TookOver { from, why }, now);
                }
                self.show(who);
            }
            None => self.show(who),
        }
        if is_live {
            self.recover(who, now);
        }
    }

    /// Which link shows of a widget, or showed last.
    pub(super) fn showing(&self, widget: &str) -> Option<LinkId> {
        self.showing.get(widget).map(|showing| showing.who.link)
    }

    /// Another view is told of from now on, in which these show; nobody misses
    /// a tile that nobody looks at.
    pub(super) fn look_elsewhere(&mut self, shown: Vec<Who>) {
        self.showing.clear();
        for who in shown {
            self.show(&who);
        }
        for entry in &mut self.entries {
            entry.missed_since = None;
        }
    }

    fn show(&mut self, who: &Who) {
        let showing = Showing { who: who.clone(), gone: None };
        self.showing.insert(who.widget.clone(), showing);
    }

    /// What it means that an instance goes.
    fn loss(&mut self, who: &Who, why: Why) -> Loss {
        let showing = self.showing.get_mut(&who.widget);
        let showing = showing.filter(|showing| showing.who.link == who.link);
        let showed = showing.is_some();
        if let Some(showing) = showing {
            showing.gone = Some(why);
        }
        Loss { showed, recovery_ms: None }
    }

    /// A live tile shows: whoever missed one of this widget misses it no more.
    fn recover(&mut self, who: &Who, now: Moment) {
        for entry in &mut self.entries {
            let is_other = entry.link != Some(who.link);
            if entry.event.widget.as_ref() == Some(&who.widget)
                && is_other
                && let Some(since) = entry.missed_since.take()
                && let Some(loss) = entry.event.what.loss_mut()
            {
                let took = now.uptime.saturating_sub(since).as_millis();
                loss.recovery_ms = Some(u64::try_from(took).unwrap_or(u64::MAX));
            }
        }
    }

    fn tell(&mut self, who: Option<&Who>, mut what: Happening, now: Moment) {
        self.told += 1;
        let missed_since = what.loss_mut().is_some_and(|loss| loss.showed).then_some(now.uptime);
        let event = FleetEvent {
            number: self.told,
            at: now.at,
            widget: who.map(|who| who.widget.clone()),
            instance: who.map(|who| who.party.clone()),
            what,
        };
        if self.entries.len() >= EVENTS {
            self.entries.pop_front();
        }
        self.entries.push_back(Entry { event, link: who.map(|who| who.link), missed_since });
    }
}

impl Entry {
    /// Whether this is the end of an earlier link of the same instance.
    fn tells_of_end(&self, who: &Who) -> bool {
        let is_same = self.event.instance.as_ref().is_some_and(|party| {
            party.instance.id == who.party.instance.id
                && self.event.widget.as_ref() == Some(&who.widget)
        });
        is_same && matches!(self.event.what, Happening::Left { .. } | Happening::Lost { .. })
    }

    fn is_farewell(&self, who: &Who) -> bool {
        self.link == Some(who.link) && matches!(self.event.what, Happening::Left { .. })
    }

    fn is_refusal(&self) -> bool {
        matches!(self.event.what, Happening::Refused { .. })
    }
}

impl Happening {
    /// The code used in JSON and attributes.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::CameBack => "came_back",
            Self::TookOver { .. } => "took_over",
            Self::Left { .. } => "left",
            Self::Lost { .. } => "lost",
            Self::Refused { .. } => "refused",
        }
    }

    fn loss_mut(&mut self) -> Option<&mut Loss> {
        match self {
            Self::Left { loss, .. } | Self::Lost { loss, .. } => Some(loss),
            _ => None,
        }
    }
}

impl From<Advantage> for Why {
    fn from(advantage: Advantage) -> Self {
        match advantage {
            Advantage::Stays => Self::Left,
            Advantage::Better => Self::Failed,
            Advantage::Settled => Self::Settled,
            Advantage::Dialled => Self::Dialled,
            Advantage::Newer => Self::Newer,
        }
    }
}

impl From<Option<&LinkEnd>> for Cause {
    fn from(end: Option<&LinkEnd>) -> Self {
        match end {
            Some(LinkEnd::Silent) => Self::Silence,
            Some(LinkEnd::Broken) => Self::Broken,
            Some(LinkEnd::Refused(_)) => Self::Refused,
            Some(LinkEnd::Closed) | None => Self::Closed,
        }
    }
}

/// A peer's words, cut to what is kept.
fn brief(words: &str) -> String {
    words.chars().filter(|character| !character.is_control()).take(MAX_WORDS).collect()
}

#[cfg(test)]
mod tests;
