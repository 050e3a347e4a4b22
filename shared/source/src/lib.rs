//! Where weather comes from. One [`Source`] serves a whole process, so that
//! equal questions of several widgets become one.

use std::sync::Arc;

use service::{SourceSetting, SourceSettings};
use simulation::Simulation;
use tokio::sync::OnceCell;
use upstream::OpenMeteo;
pub use upstream::UpstreamError;
use weather::{Needs, Place, SourceKind, Timestamp, Weather};

/// The sources of a process and the choice between them.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    /// Set, announced or found out; empty while `auto` is undecided.
    kind: OnceCell<SourceKind>,
    live: OpenMeteo,
    simulation: Simulation,
}

impl Source {
    /// The sources these settings describe. Asks nobody yet.
    ///
    /// # Errors
    /// When the live client cannot be built.
    pub fn new(settings: &SourceSettings) -> Result<Self, UpstreamError> {
        let kind = match settings.kind {
            SourceSetting::Auto => None,
            SourceSetting::OpenMeteo => Some(SourceKind::OpenMeteo),
            SourceSetting::Simulated => Some(SourceKind::Simulated),
        };
        let live = OpenMeteo::new(upstream::Settings {
            forecast: settings.urls.forecast.clone(),
            api_key: settings.api_key.as_ref().map(|key| key.reveal().to_owned()),
            refresh: settings.refresh(),
        })?;
        Ok(Self(Arc::new(Inner {
            kind: OnceCell::new_with(kind),
            live,
            simulation: Simulation::default(),
        })))
    }

    /// Takes the choice that a board announces, where none was set or made before.
    pub fn announce(&self, kind: SourceKind) {
        // An earlier choice stands: live never becomes simulated.
        let _ = self.0.kind.set(kind);
    }

    /// The kind in use. Undecided `auto` asks the live service once, 2 s at
    /// most, about `place`.
    pub async fn kind(&self, place: &Place) -> SourceKind {
        *self
            .0
            .kind
            .get_or_init(|| async {
                match self.0.live.probe(place).await {
                    Ok(()) => SourceKind::OpenMeteo,
                    Err(error) => {
                        tracing::info!(%error, "no live weather; using simulated weather");
                        SourceKind::Simulated
                    }
                }
            })
            .await
    }

    /// The weather of `place` that covers `needs` around `now`.
    ///
    /// # Errors
    /// When the live service does not give a usable answer.
    pub async fn weather(
        &self,
        place: &Place,
        needs: &Needs,
        now: Timestamp,
    ) -> Result<Arc<Weather>, UpstreamError> {
        match self.kind(place).await {
            kind if needs.is_nothing() => Ok(Arc::new(Weather::empty(place.clone(), kind, now))),
            SourceKind::Simulated => Ok(Arc::new(self.0.simulation.weather(place, needs, now))),
            SourceKind::OpenMeteo | SourceKind::Replay => {
                self.0.live.weather(place, needs, now).await
            }
        }
    }
}
