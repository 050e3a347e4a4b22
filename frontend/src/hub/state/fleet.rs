//! What the hub tells of the instances themselves, and their story.

use std::sync::Arc;

use link::{LinkId, protocol::TileState};
use weather::Timestamp;

use super::{Member, State};
use crate::{
    hub::{
        Party, Watched,
        fleet::{FleetReport, InstanceEntry, Role, WidgetEntry},
        story::{Moment, Who},
        watched::Shown,
    },
    xray,
};

impl Member {
    /// The same as the story names it.
    pub(super) fn who(&self, link: LinkId) -> Who {
        let party = Party {
            instance: self.instance.instance.clone(),
            colour: self.colour,
            origin: self.origin,
        };
        Who { link, widget: self.widget.clone(), party }
    }
}

impl State {
    /// Every instance, what shows of each widget, and what happened.
    pub(in crate::hub) fn fleet(&self) -> FleetReport {
        let mut instances: Vec<_> =
            self.members.iter().map(|(link, member)| self.instance_entry(*link, member)).collect();
        instances.sort_by(|a, b| (&a.widget, a.linked_s).cmp(&(&b.widget, b.linked_s)));
        let lead = self.lead();
        FleetReport {
            views: self.views.len(),
            viewers: self.viewers(),
            view: lead.map(|watched| watched.view().clone()),
            widgets: self.widget_entries(lead),
            instances,
            events: self.story.events(),
        }
    }

    fn instance_entry(&self, link: LinkId, member: &Member) -> InstanceEntry {
        let views_shown = self.views_shown(link, &member.widget);
        let uptime = Timestamp::now().duration_since(member.instance.started_at);
        InstanceEntry {
            widget: member.widget.clone(),
            instance: member.instance.clone(),
            colour: member.colour,
            origin: member.origin,
            peer: member.peer.clone(),
            state: Role::of(member.leaving, views_shown),
            uptime_s: u64::try_from(uptime.as_secs()).unwrap_or_default(),
            linked_s: member.since.elapsed().as_secs(),
            latency_ms: xray::latency_ms(&member.vitals),
            views_shown,
            activity: member.activity.clone(),
        }
    }

    /// What shows of each widget, in the order of the board.
    fn widget_entries(&self, lead: Option<&Arc<Watched>>) -> Vec<WidgetEntry> {
        let shown = lead.map(|watched| watched.tiles().shown.clone()).unwrap_or_default();
        let mut editions: Vec<_> = self.widgets.values().collect();
        editions.sort_by_key(|edition| edition.manifest.order);
        let entry = |id: &String| WidgetEntry {
            widget: id.clone(),
            state: shown.get(id).map_or(TileState::Waiting, |shown| shown.state),
            instance: shown
                .get(id)
                .filter(|shown| shown.link.is_some())
                .map(|shown| shown.received.instance.instance.id.clone()),
        };
        editions.into_iter().map(|edition| entry(&edition.manifest.id)).collect()
    }

    /// In how many views the tile of this link shows.
    fn views_shown(&self, link: LinkId, widget: &str) -> usize {
        let shows = |watched: &&Arc<Watched>| {
            watched.tiles().shown.get(widget).is_some_and(|shown| shown.link == Some(link))
        };
        self.views.values().filter(shows).count()
    }

    /// The view that the story is told of: what most look at first.
    fn lead(&self) -> Option<&Arc<Watched>> {
        let told_of = self.views.values().filter(|watched| watched.subject.sample.is_none());
        told_of.min_by_key(|watched| {
            let is_default = *watched.view() == self.default_view;
            let is_there = watched.view().place.id == self.default_view.place.id;
            (!is_default, !is_there, watched.since)
        })
    }

    /// Tells the story of a tile that shows now; what only changed its picture is none.
    pub(super) fn tell_of(&mut self, watched: &Watched, widget: &str, shown: &Shown) {
        let Some(link) = shown.link.filter(|_| self.leads(watched)) else { return };
        let Some(who) = self.members.get(&link).map(|member| member.who(link)) else { return };
        let now = self.moment();
        let before = self.story.showing(widget);
        let advantage =
            before.and_then(|before| self.roster.advantage(link, before, &watched.key, now.uptime));
        let is_live = matches!(shown.state, TileState::Live | TileState::NoCoverage);
        self.story.shows(&who, is_live, advantage, now);
    }

    /// Whether the story is told of this view.
    pub(super) fn leads(&self, watched: &Watched) -> bool {
        self.lead().is_some_and(|lead| lead.key == watched.key)
    }

    /// The view that the story was told of is gone: tells it of the next one.
    pub(super) fn look_elsewhere(&mut self) {
        let shown = self.lead().map(|lead| lead.tiles().shown.clone()).unwrap_or_default();
        let links = shown.values().filter_map(|shown| shown.link);
        let who = |link| self.members.get(&link).map(|member| member.who(link));
        let showing: Vec<Who> = links.filter_map(who).collect();
        self.story.look_elsewhere(showing);
    }

    /// Now, by both clocks.
    pub(super) fn moment(&self) -> Moment {
        Moment { at: Timestamp::now(), uptime: self.started.elapsed() }
    }
}
