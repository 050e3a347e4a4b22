use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, SystemTime},
};

use link::{
    WidgetEnd,
    protocol::{Subject, ToBoard, ToWidget, Welcome},
};
use service::CancellationToken;
use tokio::{sync::mpsc::Sender, task::AbortHandle, task::JoinSet};

use crate::Studio;

/// How soon after a suspend a drawing is made that is due.
const STEP: Duration = Duration::from_secs(10);

/// Why a link to a board ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// This side was asked to stop and said `bye`.
    Stopped,
    /// The board refused this instance, for a reason it gave.
    Refused(String),
    /// The board or the connection is gone.
    Lost,
}

/// Serves one board over one link: says hello, then draws every watched view
/// again and again, until the link ends or `stop` is cancelled.
pub async fn serve(studio: Arc<Studio>, mut end: WidgetEnd, stop: CancellationToken) -> Ended {
    if end.to_board.send(ToBoard::Hello(Box::new(studio.hello()))).await.is_err() {
        return Ended::Lost;
    }
    studio.metrics.links.inc();
    let ended = tokio::select! {
        ended = follow(&studio, &mut end) => ended,
        () = stop.cancelled() => {
            let bye = ToBoard::Bye { reason: "the program was asked to stop".into() };
            // A board that is gone needs no farewell.
            let _ = end.to_board.send(bye).await;
            Ended::Stopped
        }
    };
    studio.metrics.links.dec();
    ended
}

/// Does what the board says until it says no more.
async fn follow(studio: &Arc<Studio>, end: &mut WidgetEnd) -> Ended {
    let mut watches = Watches::new(studio, &end.to_board);
    while let Some(message) = end.from_board.recv().await {
        match message {
            ToWidget::Welcome(welcome) => take(studio, welcome),
            ToWidget::Watch(subject) => watches.start(subject),
            ToWidget::Unwatch(subject) => watches.stop(&subject.key()),
            ToWidget::Refuse { reason } => {
                tracing::error!(widget = studio.manifest().id, reason, "the board refuses");
                return Ended::Refused(reason);
            }
        }
    }
    Ended::Lost
}

/// The board's clock wins; its source counts where none was chosen.
fn take(studio: &Studio, welcome: Welcome) {
    studio.source().announce(welcome.source);
    if let Err(error) = studio.clock().set(welcome.clock) {
        tracing::warn!(%error, "the board's clock is not taken");
    }
}

/// What a board looks at, a task each. Dropping it ends them all.
struct Watches<'a> {
    studio: &'a Arc<Studio>,
    to_board: &'a Sender<ToBoard>,
    tasks: JoinSet<()>,
    by_key: HashMap<String, AbortHandle>,
}

impl<'a> Watches<'a> {
    fn new(studio: &'a Arc<Studio>, to_board: &'a Sender<ToBoard>) -> Self {
        Self { studio, to_board, tasks: JoinSet::new(), by_key: HashMap::new() }
    }

    /// Starts drawing, or draws at once what is watched already.
    fn start(&mut self, subject: Subject) {
        let key = subject.key();
        self.stop(&key);
        let task = watch(Arc::clone(self.studio), subject, self.to_board.clone());
        self.by_key.insert(key, self.tasks.spawn(task));
        self.studio.metrics.watched_views.inc();
    }

    fn stop(&mut self, key: &str) {
        if let Some(task) = self.by_key.remove(key) {
            task.abort();
            self.studio.metrics.watched_views.dec();
        }
        while self.tasks.try_join_next().is_some() {}
    }
}

impl Drop for Watches<'_> {
    fn drop(&mut self) {
        let watched = i64::try_from(self.by_key.len()).unwrap_or_default();
        self.studio.metrics.watched_views.dec_by(watched);
    }
}

/// Draws one tile until nobody takes it: by the widget's refresh, when
/// the source may have something newer, and when another source comes into use.
async fn watch(studio: Arc<Studio>, subject: Subject, to_board: Sender<ToBoard>) {
    let mut changes = studio.source().changes();
    let told = studio.readings.watch();
    loop {
        let (tile, pause) = studio.draw(&subject).await;
        if subject.sample.is_none() {
            told.keep(studio.reading(&tile));
        }
        if to_board.send(ToBoard::Tile(Box::new(tile))).await.is_err() {
            return;
        }
        tokio::select! {
            () = pass(pause, SystemTime::now) => {}
            _ = changes.next() => {}
        }
    }
}

/// Waits until a pause has passed by either clock: timers stand still while the
/// machine is suspended, and `system_now` may be set back.
async fn pass(mut pause: Duration, system_now: impl Fn() -> SystemTime) {
    while !pause.is_zero() {
        let (step, began) = (pause.min(STEP), system_now());
        tokio::time::sleep(step).await;
        let by_system = system_now().duration_since(began).unwrap_or_default();
        pause = pause.saturating_sub(step.max(by_system));
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    /// How long a pause of 15 min takes by the timers, s, where at 25 s the
    /// system clock is put from `before` to `after`, s.
    async fn takes(before: u64, after: u64) -> u64 {
        let began = Instant::now();
        let system_now = || {
            let moved = if began.elapsed() > Duration::from_secs(25) { after } else { before };
            SystemTime::UNIX_EPOCH + began.elapsed() + Duration::from_secs(moved)
        };
        pass(Duration::from_secs(900), system_now).await;
        began.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_is_over_soon_after_a_suspend() {
        assert_eq!(takes(0, 8 * 3600).await, 30);
        assert_eq!(takes(0, 300).await, 600);
        assert_eq!(takes(3600, 0).await, 900, "a clock that was set back makes no pause longer");
    }
}
