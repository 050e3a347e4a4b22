//! What the hub shows of what it knows: events for viewers, looks at a view,
//! the fleet.

use api::TileReport;
use link::protocol::{Manifest, TileState};
use serde::Serialize;

use super::{Known, State};
use crate::{
    feed::{Event, encode},
    frame::Frame,
    hub::{
        Snapshot, Watched,
        fleet::{FleetReport, InstanceEntry},
        watched::Shown,
    },
    words,
};

/// One tile's place on the page, as the `layout` event tells it.
#[derive(Serialize)]
struct Place<'a> {
    widget: &'a str,
    size: &'static str,
    style: &'a str,
    css: &'a str,
}

impl State {
    pub(super) fn publish_tile(&mut self, watched: &Watched, widget: &str, shown: &Shown) {
        let Some(frame) = self.frame(watched, widget, shown) else {
            return;
        };
        self.publish(watched, widget, "tile", &frame);
    }

    /// Tells the viewers which tiles there are, in which order, in which style.
    pub(super) fn publish_layout(&mut self, watched: &Watched) {
        let known = self.known();
        let layout: Vec<Place<'_>> = known
            .iter()
            .map(|known| Place {
                widget: &known.manifest.id,
                size: known.manifest.size.code(),
                style: &known.style.sha256,
                css: &known.style.css,
            })
            .collect();
        // Serialised before `self` is borrowed again; a layout is always JSON.
        let layout = serde_json::to_value(layout).unwrap_or_default();
        self.publish(watched, "", "layout", &layout);
    }

    fn publish(&mut self, watched: &Watched, slot: &str, name: &str, data: &impl Serialize) {
        let Ok(data) = serde_json::to_string(data) else {
            return;
        };
        self.sequence += 1;
        let id = format!("{}-{}", self.boot, self.sequence);
        let bytes = encode(name, Some(&id), &data);
        watched.feed.publish(slot, Event { sequence: self.sequence, bytes });
    }

    /// One look at a view.
    pub(in crate::hub) fn snapshot(&self, watched: &Watched) -> Snapshot {
        let now = self.clock.now();
        let locale = words::locale(&watched.view, now);
        let shown = watched.tiles().shown.clone();
        let mut frames = Vec::new();
        let mut reports = Vec::new();
        let mut cloud_cover_pct = None;
        for known in self.known() {
            let id = &known.manifest.id;
            let Some(shown) = shown.get(id) else {
                frames.push(Frame::waiting(&known.manifest, &known.style, &locale));
                reports.push(waiting(&known.manifest));
                continue;
            };
            let tile = &shown.received.tile;
            cloud_cover_pct =
                tile.ambient.map(|ambient| ambient.cloud_cover_pct).or(cloud_cover_pct);
            let reason = self.reason(watched, shown);
            let instance = shown.received.instance.clone();
            reports.push(TileReport {
                reason: reason.clone(),
                ..TileReport::new(id, tile, shown.state, instance, now)
            });
            frames.push(Frame::new(&known.manifest, &shown.received, shown.state, reason, &locale));
        }
        Snapshot { frames, reports, cloud_cover_pct, sequence: self.sequence }
    }

    fn frame(&self, watched: &Watched, widget: &str, shown: &Shown) -> Option<Frame> {
        let manifest = &self.widgets.get(widget)?.manifest;
        let locale = words::locale(&watched.view, self.clock.now());
        let reason = self.reason(watched, shown);
        Some(Frame::new(manifest, &shown.received, shown.state, reason, &locale))
    }

    /// Why the tile is not live: what the widget says, else what the board knows.
    fn reason(&self, watched: &Watched, shown: &Shown) -> Option<String> {
        let tile = &shown.received.tile;
        let locale = words::locale(&watched.view, self.clock.now());
        match (shown.link, shown.state) {
            (None, TileState::Stale) => Some(locale.text("reason-gone")),
            (Some(_), TileState::Stale) if tile.state != TileState::Stale => {
                Some(locale.text("reason-old"))
            }
            _ => tile.reason.clone(),
        }
    }

    /// The known widgets in the order of the board.
    fn known(&self) -> Vec<&Known> {
        let mut known: Vec<_> = self.widgets.values().collect();
        known.sort_by_key(|known| known.manifest.order);
        known
    }

    /// Every instance.
    pub(in crate::hub) fn fleet(&self) -> FleetReport {
        let mut instances: Vec<_> = self
            .members
            .iter()
            .map(|(link, member)| {
                let views_shown = self
                    .views
                    .values()
                    .filter(|watched| {
                        let tiles = watched.tiles();
                        tiles
                            .shown
                            .get(&member.widget)
                            .is_some_and(|shown| shown.link == Some(*link))
                    })
                    .count();
                InstanceEntry::new(
                    &member.widget,
                    &member.instance,
                    member.origin,
                    &member.peer,
                    member.since.elapsed(),
                    member.leaving,
                    views_shown,
                    &member.activity,
                )
            })
            .collect();
        instances.sort_by(|a, b| (&a.widget, a.linked_s).cmp(&(&b.widget, b.linked_s)));
        FleetReport { views: self.views.len(), viewers: self.viewers(), instances }
    }
}

fn waiting(manifest: &Manifest) -> TileReport {
    TileReport {
        widget: manifest.id.clone(),
        title: manifest.id.replace('-', " "),
        state: TileState::Waiting,
        reason: None,
        source: None,
        observed_at: None,
        age_s: None,
        instance: None,
        data: serde_json::Value::Null,
    }
}
