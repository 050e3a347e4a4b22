//! Where weather comes from. One [`Source`] serves a whole process, so that
//! equal questions of several widgets become one.

mod choice;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use service::{ClockSettings, SettingsError, SourceSettings};
use simulation::Simulation;
use tokio::sync::{Mutex, watch};
pub use upstream::{Answer, Found, UpstreamError};
use upstream::{Client, Endpoints, Recording, RecordingError};
use weather::{Clock, Needs, Place, SourceKind, Timestamp, Weather};

use choice::{Choice, looks};

/// The sources of a process and the choice between them.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    /// None while `auto` is undecided.
    choice: watch::Sender<Option<Choice>>,
    /// Whether it is a board elsewhere that finds out what `auto` is.
    follows: bool,
    deciding: Mutex<()>,
    live: Client,
    simulation: Simulation,
    recording: Option<Recording>,
}

/// A source that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The live client cannot be built.
    #[error(transparent)]
    Live(#[from] UpstreamError),
    /// The recording cannot be played.
    #[error("source.replay_dir: {0}")]
    Replay(#[from] RecordingError),
}

impl Source {
    /// The sources these settings describe, for a process that finds out by
    /// itself what `auto` is. Asks nobody yet.
    ///
    /// # Errors
    /// When the live client cannot be built or the recording cannot be read.
    pub fn new(settings: &SourceSettings) -> Result<Self, SourceError> {
        Self::build(settings, Duration::ZERO, false)
    }

    /// The same for one of many processes that start together and follow a
    /// board: its first questions wait for `spread`, so that not all of them
    /// ask at once.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn following(settings: &SourceSettings, spread: Duration) -> Result<Self, SourceError> {
        Self::build(settings, spread, true)
    }

    fn build(
        settings: &SourceSettings,
        spread: Duration,
        follows: bool,
    ) -> Result<Self, SourceError> {
        let choice = Choice::of(settings.kind);
        let live = Client::new(live_settings(settings, spread))?;
        let recording = settings.replay_dir.as_deref().map(Recording::open).transpose()?;
        Ok(Self(Arc::new(Inner {
            choice: watch::Sender::new(choice),
            follows,
            deciding: Mutex::default(),
            live,
            simulation: Simulation::default(),
            recording,
        })))
    }

    /// The clock these settings describe; a replay starts when it was recorded,
    /// unless it is told to start at another time.
    ///
    /// # Errors
    /// When the speed is out of range.
    pub fn clock(&self, settings: &ClockSettings) -> Result<Clock, SettingsError> {
        let replays = self.decided() == Some(SourceKind::Replay);
        let recorded_at = self.0.recording.as_ref().filter(|_| replays).map(Recording::recorded_at);
        ClockSettings { start_at: settings.start_at.or(recorded_at), ..*settings }.clock()
    }

    /// Takes the choice that a board announces, where none was set and this source
    /// follows: a board in the same process announces what was found here. Simulated
    /// weather may become live; live weather never becomes simulated.
    pub fn announce(&self, kind: SourceKind) {
        if self.0.follows {
            self.choose(Choice::Announced(kind));
        }
    }

    /// Tells when another kind comes into use.
    #[must_use]
    pub fn changes(&self) -> Changes {
        let choice = self.0.choice.subscribe();
        let seen = choice.borrow().map(Choice::kind);
        Changes { choice, seen }
    }

    /// The kind in use. Undecided `auto` asks the live service once, 2 s at
    /// most, about `place`; where it does not answer, weather is simulated,
    /// unless files tell that it was live within the last day.
    pub async fn kind(&self, place: &Place) -> SourceKind {
        if let Some(kind) = self.decided() {
            return kind;
        }
        let _deciding = self.0.deciding.lock().await;
        if let Some(kind) = self.decided() {
            return kind;
        }
        let kind = match self.0.live.probe(place).await {
            Ok(()) => SourceKind::OpenMeteo,
            Err(error) if self.0.live.answered_lately() => {
                tracing::warn!(%error, "no live weather now; what is known of it is used");
                SourceKind::OpenMeteo
            }
            Err(error) => {
                tracing::info!(%error, "no live weather; using simulated weather");
                SourceKind::Simulated
            }
        };
        self.choose(Choice::Found(kind));
        self.decided().unwrap_or(kind)
    }

    /// Asks now and then whether live weather can be had for `place`, as long
    /// as weather is simulated only because it could not. Never returns.
    pub async fn keep_looking(&self, place: &Place) {
        let mut choice = self.0.choice.subscribe();
        loop {
            let looks_on = choice.wait_for(|choice| *choice == Some(Choice::LOOKING)).await.is_ok();
            if !looks_on {
                return;
            }
            for wait in looks() {
                tokio::time::sleep(wait).await;
                if *choice.borrow() != Some(Choice::LOOKING) {
                    break;
                }
                // A board may have announced something meanwhile.
                if self.0.live.probe(place).await.is_ok()
                    && self.choose(Choice::Found(SourceKind::OpenMeteo))
                {
                    tracing::info!("live weather can be had; simulated weather ends");
                    break;
                }
            }
        }
    }

    /// The weather of `place` that covers `needs` around `now`, or why there
    /// is none.
    pub async fn weather(&self, place: &Place, needs: &Needs, now: Timestamp) -> Answer {
        match (self.kind(place).await, &self.0.recording) {
            (kind, _) if needs.is_nothing() => {
                Answer::lasting(Weather::empty(place.clone(), kind, now))
            }
            (SourceKind::Simulated, _) => {
                Answer::lasting(self.0.simulation.weather(place, needs, now))
            }
            (SourceKind::OpenMeteo, _) => self.0.live.weather(place, needs, now).await,
            (SourceKind::Replay, Some(recording)) => recording.weather(place, needs, now),
            (SourceKind::Replay, None) => {
                Answer::nothing(UpstreamError::NotRecorded, Duration::MAX)
            }
        }
    }

    /// Weather of `place` made up for a sample, whatever kind is in use.
    #[must_use]
    pub fn sample(&self, place: &Place, needs: &Needs, now: Timestamp) -> Weather {
        self.0.simulation.weather(place, needs, now)
    }

    /// Places by name, best first, as the search of the live service knows them,
    /// in a language by its ISO 639 code.
    ///
    /// # Errors
    /// When the search does not answer.
    pub async fn places(
        &self,
        name: &str,
        language: &str,
    ) -> Result<Arc<Vec<Found>>, UpstreamError> {
        self.0.live.places(name, language).await
    }

    /// Records all that the live services say of a place in a folder of its
    /// own inside `folder`, which it returns.
    ///
    /// # Errors
    /// When a service does not answer, or a file cannot be written.
    pub async fn record(&self, place: &Place, folder: &Path) -> Result<PathBuf, RecordingError> {
        self.0.live.record(place, folder).await
    }

    fn decided(&self) -> Option<SourceKind> {
        self.0.choice.borrow().map(Choice::kind)
    }

    /// Whether that changes the choice.
    fn choose(&self, new: Choice) -> bool {
        self.0.choice.send_if_modified(|choice| {
            let chosen = choice.map_or(new, |before| before.then(new));
            choice.replace(chosen) != Some(chosen)
        })
    }
}

/// Tells when another kind of weather comes into use.
pub struct Changes {
    choice: watch::Receiver<Option<Choice>>,
    seen: Option<SourceKind>,
}

impl Changes {
    /// Waits until another kind is in use than was when this was last asked.
    /// That a first one is chosen is no change.
    pub async fn next(&mut self) -> SourceKind {
        loop {
            let now = self.choice.borrow_and_update().map(Choice::kind);
            let before = std::mem::replace(&mut self.seen, now);
            if let (Some(before), Some(now)) = (before, now)
                && before != now
            {
                return now;
            }
            if self.choice.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

/// What the live client is told.
fn live_settings(settings: &SourceSettings, spread: Duration) -> upstream::Settings {
    let urls = &settings.urls;
    upstream::Settings {
        endpoints: Endpoints {
            forecast: urls.forecast.clone(),
            air_quality: urls.air_quality.clone(),
            marine: urls.marine.clone(),
            archive: urls.archive.clone(),
            geocoding: urls.geocoding.clone(),
            nws_alerts: urls.nws_alerts.clone(),
            meteoalarm: urls.meteoalarm.clone(),
        },
        api_key: settings.api_key.as_ref().map(|key| key.reveal().to_owned()),
        refresh: settings.refresh(),
        daily_calls: settings.daily_calls,
        cache_dir: settings.cache_dir.clone(),
        spread,
    }
}

#[cfg(test)]
mod tests {
    use SourceKind::{OpenMeteo, Simulated};
    use service::SourceUrls;

    use super::*;

    fn lisbon() -> Place {
        places::Places::builtin().by_id("lisbon").unwrap()
    }

    /// `auto`, and a service that nobody reaches.
    fn auto() -> SourceSettings {
        let forecast = "http://127.0.0.1:1/".parse().unwrap();
        let urls = SourceUrls { forecast, ..SourceUrls::default() };
        SourceSettings { urls, ..SourceSettings::default() }
    }

    #[tokio::test]
    async fn who_follows_a_board_does_not_become_live_by_itself() {
        let source = Source::following(&auto(), Duration::ZERO).unwrap();
        assert_eq!(source.kind(&lisbon()).await, Simulated);
        source.announce(Simulated);
        assert_ne!(*source.0.choice.borrow(), Some(Choice::LOOKING), "it looks on");
        // By a look that was on its way.
        assert!(!source.choose(Choice::Found(OpenMeteo)));
        assert_eq!(source.kind(&lisbon()).await, Simulated);
        source.announce(OpenMeteo);
        assert_eq!(source.kind(&lisbon()).await, OpenMeteo);
    }

    #[tokio::test]
    async fn a_board_that_announces_what_it_found_looks_on() {
        let source = Source::new(&auto()).unwrap();
        assert_eq!(source.kind(&lisbon()).await, Simulated);
        source.announce(Simulated);
        assert_eq!(*source.0.choice.borrow(), Some(Choice::LOOKING));
        assert!(source.choose(Choice::Found(OpenMeteo)));
        source.announce(Simulated);
        assert_eq!(source.kind(&lisbon()).await, OpenMeteo);
    }
}
