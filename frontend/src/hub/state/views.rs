//! Views come to be watched and cease to be, and are looked over while they are.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use link::protocol::{Subject, ToWidget};

use super::State;
use crate::hub::{TooManyViews, Watched};

/// How long a view without viewers or requests stays watched.
const IDLE: Duration = Duration::from_secs(120);

/// How long tiles and a notice of a view may be on their way.
const ON_THEIR_WAY: Duration = Duration::from_secs(10);

impl State {
    /// The view, watched from now on.
    pub(in crate::hub) fn watch(
        &mut self,
        subject: &Subject,
    ) -> Result<Arc<Watched>, TooManyViews> {
        let key = subject.key();
        if let Some(watched) = self.views.get(&key) {
            watched.tiles().last_used = Instant::now();
            return Ok(Arc::clone(watched));
        }
        if self.views.len() >= self.max_views {
            let room = self.drop_least_recently_used();
            // The wall on stage is not turned away because the audience looks elsewhere.
            if subject.view.place.id != self.default_view.place.id || subject.sample.is_some() {
                room?;
            }
        }
        let watched = Arc::new(Watched::new(subject.clone(), false));
        self.views.insert(key, Arc::clone(&watched));
        self.tell_all(&ToWidget::Watch(subject.clone()));
        self.publish_layout(&watched);
        Ok(watched)
    }

    fn drop_least_recently_used(&mut self) -> Result<(), TooManyViews> {
        let oldest = self
            .views
            .values()
            .filter(|watched| is_idle(watched))
            .min_by_key(|watched| watched.tiles().last_used)
            .cloned();
        let oldest = oldest.ok_or(TooManyViews(self.max_views))?;
        self.unwatch(&oldest);
        Ok(())
    }

    fn unwatch(&mut self, watched: &Watched) {
        let led = self.leads(watched);
        self.views.remove(&watched.key);
        if led {
            self.look_elsewhere();
        }
        self.roster.forget_view(&watched.key);
        self.tell_all(&ToWidget::Unwatch(watched.subject.clone()));
    }

    /// Shows how the tile of a widget will look, where nothing of it shows yet.
    pub(super) fn publish_look(&mut self, widget: &str) {
        let shows = |watched: &Watched| watched.tiles().shown.contains_key(widget);
        let views: Vec<_> = self.views.values().filter(|view| !shows(view)).cloned().collect();
        for watched in views {
            self.publish_layout(&watched);
        }
    }

    /// Drops views that nobody looks at, and looks at every tile's age.
    pub(in crate::hub) fn look_over(&mut self) {
        let now = Instant::now();
        let views: Vec<_> = self.views.values().cloned().collect();
        for watched in views {
            let unused = now.duration_since(watched.tiles().last_used);
            if watched.feed.subscribers() > 0 {
                watched.tiles().last_used = now;
            } else if unused > IDLE && is_idle(&watched) {
                self.unwatch(&watched);
                continue;
            }
            self.look_over_ages(&watched);
        }
    }

    fn look_over_ages(&mut self, watched: &Arc<Watched>) {
        let latest: Vec<_> = watched
            .tiles()
            .latest
            .iter()
            .map(|(link, received)| (*link, self.state_now(&received.tile)))
            .collect();
        for (link, state) in latest {
            self.roster.tile(link, &watched.key, state.into());
        }
        let widgets: Vec<_> = self.widgets.keys().cloned().collect();
        for widget in widgets {
            self.choose(watched, &widget);
        }
        self.heed(watched);
        self.look_up(watched);
        self.own_up(watched);
    }

    /// Tells viewers of another sky.
    fn look_up(&mut self, watched: &Watched) {
        let sky = self.sky(watched);
        if watched.tiles().sky.replace(sky) != Some(sky) {
            self.publish_sky(watched, sky);
        }
    }

    /// Tells viewers who came back with an older look what there is none of: after a while,
    /// for what is on its way would only vanish and come back.
    fn own_up(&mut self, watched: &Watched) {
        if watched.since.elapsed() < ON_THEIR_WAY {
            return;
        }
        let (is_told, has_notice) = {
            let mut tiles = watched.tiles();
            (std::mem::replace(&mut tiles.is_told, true), tiles.notice.is_some())
        };
        if is_told {
            return;
        }
        self.publish_waiting(watched);
        if !has_notice {
            self.publish_notice(watched, None);
        }
    }
}

/// Nobody looks and nothing keeps it.
fn is_idle(watched: &Watched) -> bool {
    !watched.pinned && watched.feed.subscribers() == 0
}
