//! What the hub knows, and the rules by which it changes: all in memory, no
//! waiting, no I/O.

mod fleet;
mod look;
mod views;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::{Duration, Instant},
};

use api::InstanceReport;
use link::{
    LinkEnd, LinkId, Origin, Roster, Vitals,
    protocol::{Hello, MAX_WIDGETS, PROTOCOL, Tile, TileState, ToWidget, Welcome},
};
use tokio::sync::mpsc::UnboundedSender;
use weather::{Clock, SourceKind, Timestamp, View};

use crate::{
    banner,
    frame::{Edition, Received},
    hub::{
        Watched,
        fleet::Activity,
        palette::Palette,
        story::{Cause, Story},
        watched::Shown,
    },
    style::Style,
};

/// Everything the hub knows.
pub(super) struct State {
    /// The name of this run of the board.
    pub(super) boot: String,
    clock: Clock,
    started: Instant,
    max_views: usize,
    expected_built_in: usize,
    next_link: LinkId,
    sequence: u64,
    roster: Roster,
    members: HashMap<LinkId, Member>,
    /// Every widget seen in this run, by id, as its newest instance brings it.
    widgets: BTreeMap<String, Arc<Edition>>,
    views: HashMap<String, Arc<Watched>>,
    /// What a viewer without any preference looks at.
    default_view: View,
    story: Story,
    palette: Palette,
}

/// A linked instance.
struct Member {
    widget: String,
    instance: InstanceReport,
    /// The number of its version's colour.
    colour: u32,
    origin: Origin,
    peer: String,
    vitals: Vitals,
    since: Instant,
    leaving: bool,
    edition: Arc<Edition>,
    /// The version of the protocol that both ends speak.
    protocol: u32,
    to_widget: UnboundedSender<ToWidget>,
    activity: Activity,
}

/// A hello, ready to be taken in.
pub(super) struct Joining {
    pub(super) hello: Hello,
    pub(super) style: Style,
    pub(super) origin: Origin,
    pub(super) peer: String,
    pub(super) vitals: Vitals,
    pub(super) to_widget: UnboundedSender<ToWidget>,
}

/// There are as many widgets as a board takes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("this board has {MAX_WIDGETS} widgets already, as many as are allowed")]
pub(super) struct TooManyWidgets;

impl State {
    pub(super) fn new(
        clock: Clock,
        default_view: View,
        max_views: usize,
        pinned: Vec<View>,
    ) -> Self {
        let views = pinned
            .into_iter()
            .map(|view| (view.key(), Arc::new(Watched::new(view.into(), true))))
            .collect();
        Self {
            boot: format!("{:08x}", fastrand::u32(..)),
            clock,
            started: Instant::now(),
            max_views,
            expected_built_in: 0,
            next_link: 0,
            sequence: 0,
            roster: Roster::default(),
            members: HashMap::new(),
            widgets: BTreeMap::new(),
            views,
            default_view,
            story: Story::default(),
            palette: Palette::default(),
        }
    }

    pub(super) fn expect_built_in(&mut self, count: usize) {
        self.expected_built_in = count;
    }

    pub(super) fn built_in_arrived(&mut self) {
        self.expected_built_in = self.expected_built_in.saturating_sub(1);
    }

    pub(super) fn expects_built_in(&self) -> bool {
        self.expected_built_in > 0
    }

    pub(super) fn links(&self) -> usize {
        self.members.len()
    }

    pub(super) fn views(&self) -> usize {
        self.views.len()
    }

    pub(super) fn viewers(&self) -> usize {
        self.views.values().map(|watched| watched.feed.subscribers()).sum()
    }

    /// Takes an instance in and tells it what is watched.
    pub(super) fn join(&mut self, joining: Joining) -> Result<LinkId, TooManyWidgets> {
        let Joining { hello, style, origin, peer, vitals, to_widget } = joining;
        let widget = hello.manifest.id.clone();
        if !self.widgets.contains_key(&widget) && self.widgets.len() >= MAX_WIDGETS {
            return Err(TooManyWidgets);
        }
        let link = self.next_link;
        self.next_link += 1;
        let uptime = Duration::from_millis(hello.uptime_ms);
        self.roster.hello(link, &widget, origin, uptime, self.started.elapsed());
        for watched in self.views.values() {
            // A link that is gone already is noticed by its own task.
            let _ = to_widget.send(ToWidget::Watch(watched.subject.clone()));
        }
        let linked = self.members.values().map(|member| &member.instance.instance);
        let colour = self.palette.colour(&hello.instance, &linked.collect::<Vec<_>>());
        let edition = Arc::new(Edition { manifest: hello.manifest, style: Arc::new(style) });
        let member = Member {
            widget: widget.clone(),
            instance: InstanceReport::new(hello.instance, hello.uptime_ms, Timestamp::now()),
            colour,
            origin,
            peer,
            vitals,
            since: Instant::now(),
            leaving: false,
            edition: Arc::clone(&edition),
            protocol: hello.protocol.min(PROTOCOL),
            to_widget,
            activity: Activity::default(),
        };
        self.story.joined(&member.who(link), self.moment());
        self.members.insert(link, member);
        let before = self.widgets.insert(widget.clone(), Arc::clone(&edition));
        if before.as_ref() != Some(&edition) {
            self.publish_look(&widget);
        }
        Ok(link)
    }

    /// Takes a tile, its HTML cleaned.
    pub(super) fn tile(&mut self, link: LinkId, tile: Tile) {
        let Some(member) = self.members.get_mut(&link) else {
            return;
        };
        member.activity.count(&tile);
        let Some(watched) = self.views.get(&tile.subject.key()).cloned() else {
            return;
        };
        let widget = member.widget.clone();
        let received = Received {
            at: Timestamp::now(),
            instance: member.instance.clone(),
            colour: member.colour,
            origin: member.origin,
            vitals: member.vitals.clone(),
            edition: Arc::clone(&member.edition),
            tile,
        };
        let state = self.state_now(&received.tile);
        watched.tiles().latest.insert(link, Arc::new(received));
        self.roster.tile(link, &watched.key, state.into());
        self.choose(&watched, &widget);
    }

    /// The instance leaves on purpose.
    pub(super) fn bye(&mut self, link: LinkId, reason: &str) {
        self.roster.bye(link);
        let now = self.moment();
        if let Some(member) = self.members.get_mut(&link).filter(|member| !member.leaving) {
            member.leaving = true;
            let who = member.who(link);
            self.story.left(&who, reason, now);
            self.choose_everywhere(&who.widget);
        }
    }

    /// The link is gone.
    pub(super) fn gone(&mut self, link: LinkId) {
        self.roster.gone(link);
        for watched in self.views.values() {
            watched.tiles().latest.remove(&link);
        }
        if let Some(member) = self.members.remove(&link) {
            // In memory nobody else tells.
            member.vitals.has_ended(LinkEnd::Closed);
            let cause = Cause::from(member.vitals.end());
            self.story.ended(&member.who(link), cause, self.moment());
            self.choose_everywhere(&member.widget);
        }
    }

    /// A peer is not taken.
    pub(super) fn refused(&mut self, peer: &str, reason: &str) {
        self.story.refused(peer, reason, self.moment());
    }

    fn tell_all(&self, message: &ToWidget) {
        for member in self.members.values() {
            // A link that is gone already is noticed by its own task.
            let _ = member.to_widget.send(message.clone());
        }
    }

    /// Tells every instance that weather comes from elsewhere from now on.
    pub(super) fn announce(&self, source: SourceKind) {
        let clock = self.clock.reading();
        for member in self.members.values() {
            let welcome = Welcome { protocol: member.protocol, clock, source };
            // A link that is gone already is noticed by its own task.
            let _ = member.to_widget.send(ToWidget::Welcome(welcome));
        }
    }

    /// When passing time alone may next change what shows.
    pub(super) fn next_change(&self) -> Option<Instant> {
        let due = self.roster.next_change(self.started.elapsed())?;
        Some(self.started + due)
    }

    fn choose_everywhere(&mut self, widget: &str) {
        let views: Vec<_> = self.views.values().cloned().collect();
        for watched in views {
            self.choose(&watched, widget);
        }
    }

    /// Lets the instance show whose turn it is, and tells the viewers if that changes anything.
    fn choose(&mut self, watched: &Watched, widget: &str) {
        let link = self.roster.shown(widget, &watched.key, self.started.elapsed());
        let mut tiles = watched.tiles();
        let before = tiles.shown.get(widget).cloned();
        let chosen = link.and_then(|link| Some((link, tiles.latest.get(&link)?)));
        let after = match (chosen, &before) {
            (Some((link, received)), _) => Shown {
                link: Some(link),
                state: self.state_now(&received.tile),
                received: Arc::clone(received),
            },
            // With none left the last good tile stays, marked stale.
            (None, Some(before)) => Shown {
                link: None,
                state: orphaned(before.state),
                received: Arc::clone(&before.received),
            },
            (None, None) => return,
        };
        if before.as_ref().is_some_and(|before| before.is_same(&after)) {
            return;
        }
        let is_news = before.as_ref().is_none_or(|before| before.differs_beyond_picture(&after));
        tiles.shown.insert(widget.into(), after.clone());
        drop(tiles);
        let edition = before.map(|before| Arc::clone(&before.received.edition));
        let edition = edition.or_else(|| self.widgets.get(widget).cloned());
        if edition.as_ref() != Some(&after.received.edition) {
            self.publish_layout(watched);
        }
        self.publish_tile(watched, widget, &after);
        if is_news {
            self.tell_of(watched, widget, &after);
        }
        self.heed(watched);
    }

    /// Lets the worst notice of the tiles that show stand across the board.
    fn heed(&mut self, watched: &Watched) {
        let mut tiles = watched.tiles();
        let worst = banner::worst(tiles.shown.values(), self.clock.now()).cloned();
        if worst == tiles.notice {
            return;
        }
        tiles.notice.clone_from(&worst);
        drop(tiles);
        self.publish_notice(watched, worst.as_ref());
    }

    /// Whether nothing more is to be awaited for a first look.
    pub(super) fn is_complete(&self, watched: &Watched) -> bool {
        let shown = &watched.tiles().shown;
        !self.expects_built_in()
            && self
                .members
                .values()
                .filter(|member| !member.leaving)
                .all(|member| shown.contains_key(&member.widget))
    }

    /// The state a tile has by now.
    fn state_now(&self, tile: &Tile) -> TileState {
        match tile.state {
            TileState::Live | TileState::NoCoverage if self.clock.now() > tile.valid_until => {
                TileState::Stale
            }
            state => state,
        }
    }
}

/// What a tile's state becomes when its instance is gone.
fn orphaned(state: TileState) -> TileState {
    match state {
        TileState::Failed | TileState::Waiting => state,
        TileState::Live | TileState::NoCoverage | TileState::Stale => TileState::Stale,
    }
}
