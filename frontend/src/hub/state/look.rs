//! What the hub shows of what it knows: events for viewers, looks at a view.

use std::sync::Arc;

use api::TileReport;
use link::protocol::{Manifest, Notice, Subject, TileState};
use localisation::Locale;
use serde::Serialize;
use service::readings::Reading;

use super::State;
use crate::{
    banner::Banner,
    feed::{Event, LAYOUT, NOTICE, SKY, encode},
    frame::{Edition, Frame, Received},
    hub::{Snapshot, Watched, watched::Shown},
    sky::Sky,
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

impl<'a> Place<'a> {
    fn of(edition: &'a Edition) -> Self {
        Self {
            widget: &edition.manifest.id,
            size: edition.manifest.size.code(),
            style: &edition.style.sha256,
            css: &edition.style.css,
        }
    }
}

impl State {
    /// Tells the viewers what a widget's tile is now.
    pub(super) fn publish_tile(&mut self, watched: &Watched, widget: &str, shown: &Shown) {
        let locale = words::locale(watched.view(), self.clock.now());
        let frame = Frame::new(&shown.received, shown.state, reason(shown, &locale), &locale);
        self.publish(watched, widget, "tile", &frame);
    }

    /// Tells the viewers which tiles there are, in which order, in which style.
    pub(super) fn publish_layout(&mut self, watched: &Watched) {
        let editions = self.editions(watched);
        let layout: Vec<Place<'_>> = editions.iter().map(|edition| Place::of(edition)).collect();
        self.publish(watched, LAYOUT, "layout", &layout);
    }

    /// Tells the viewers which tiles nobody has sent yet.
    pub(super) fn publish_waiting(&mut self, watched: &Watched) {
        let locale = words::locale(watched.view(), self.clock.now());
        let is_missing =
            |edition: &Arc<Edition>| !watched.tiles().shown.contains_key(&edition.manifest.id);
        let missing: Vec<_> =
            self.widgets.values().filter(|one| is_missing(one)).cloned().collect();
        for edition in missing {
            let frame = Frame::waiting(&edition, &locale);
            self.publish(watched, &frame.widget, "tile", &frame);
        }
    }

    /// Tells the viewers what stands across the board, or that nothing does.
    pub(super) fn publish_notice(&mut self, watched: &Watched, notice: Option<&Notice>) {
        let locale = words::locale(watched.view(), self.clock.now());
        let banner = notice.map(|notice| Banner::new(notice, &locale));
        self.publish(watched, NOTICE, "notice", &banner);
    }

    /// Tells the viewers what is painted behind the board.
    pub(super) fn publish_sky(&mut self, watched: &Watched, sky: Sky) {
        self.publish(watched, SKY, "sky", &sky);
    }

    pub(super) fn sky(&self, watched: &Watched) -> Sky {
        let cloud_cover_pct = watched.tiles().cloud_cover_pct();
        Sky::over(&watched.view().place, self.clock.now(), cloud_cover_pct)
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
        let locale = words::locale(watched.view(), now);
        let (shown, notice) = {
            let tiles = watched.tiles();
            (tiles.shown.clone(), tiles.notice.clone())
        };
        let mut frames = Vec::new();
        let mut reports = Vec::new();
        for edition in self.editions(watched) {
            let id = &edition.manifest.id;
            let Some(shown) = shown.get(id) else {
                frames.push(Frame::waiting(&edition, &locale));
                reports.push(waiting(&edition.manifest, &locale));
                continue;
            };
            let tile = &shown.received.tile;
            let reason = reason(shown, &locale);
            let instance = shown.received.instance.clone();
            reports.push(TileReport {
                reason: reason.clone(),
                ..TileReport::new(id, tile, shown.state, instance, now)
            });
            frames.push(Frame::new(&shown.received, shown.state, reason, &locale));
        }
        Snapshot { frames, reports, notice, sky: self.sky(watched), sequence: self.sequence }
    }

    /// What the tiles of these places say, as they show.
    pub(in crate::hub) fn readings(&self, places: &[weather::Place]) -> Vec<Reading> {
        let is_wanted = |subject: &Subject| {
            let place = &subject.view.place.id;
            subject.sample.is_none() && places.iter().any(|wanted| wanted.id == *place)
        };
        let watched = self.views.values().filter(|watched| is_wanted(&watched.subject));
        watched.flat_map(|watched| readings(watched)).collect()
    }

    /// The widgets in the order of the board, each as it shows in this view.
    fn editions(&self, watched: &Watched) -> Vec<Arc<Edition>> {
        let shown = &watched.tiles().shown;
        let mut editions: Vec<_> = self
            .widgets
            .iter()
            .map(|(id, newest)| shown.get(id).map_or(newest, |shown| &shown.received.edition))
            .cloned()
            .collect();
        editions.sort_by_key(|edition| edition.manifest.order);
        editions
    }
}

fn readings(watched: &Watched) -> Vec<Reading> {
    let place = &watched.view().place.id;
    let reading = |(widget, shown): (&String, &Shown)| {
        let Received { tile, edition, .. } = &*shown.received;
        Reading::new(widget, place, shown.state, &tile.data, &edition.manifest.reading)
    };
    watched.tiles().shown.iter().map(reading).collect()
}

/// Why the tile is not live: what the widget says, else what the board knows.
fn reason(shown: &Shown, locale: &Locale<'_>) -> Option<String> {
    let tile = &shown.received.tile;
    match (shown.link, shown.state) {
        (None, TileState::Stale) => Some(locale.text("reason-gone")),
        (Some(_), TileState::Stale) if tile.state != TileState::Stale => {
            Some(locale.text("reason-old"))
        }
        _ => tile.reason.clone(),
    }
}

fn waiting(manifest: &Manifest, locale: &Locale<'_>) -> TileReport {
    TileReport {
        widget: manifest.id.clone(),
        title: manifest.id.replace('-', " "),
        state: TileState::Waiting,
        reason: Some(locale.text("reason-waiting")),
        source: None,
        observed_at: None,
        age_s: None,
        instance: None,
        data: serde_json::Value::Null,
    }
}
