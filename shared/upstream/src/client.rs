use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use quick_cache::sync::Cache;
use tokio::time::{sleep, timeout};
use weather::{Needs, Place, Variable, Weather};

use crate::{
    Answer, Endpoints, Found, Limits, UpstreamError, answer,
    caller::{Caller, Failure},
    parts::Part,
    request::Request,
    slot::{Known, Slot},
    store::{Key, Store, Stored},
};

/// Questions whose answers are kept in memory; each takes some ten kilobytes.
const MAX_KEPT: usize = 1024;

/// How lately the services must have answered for their answers to be believed
/// while they do not.
const LATELY: Duration = Duration::from_secs(24 * 3600);

/// Where and how the services are asked.
#[derive(Clone)]
pub struct Settings {
    /// The endpoints.
    pub endpoints: Endpoints,
    /// The key of a paid Open-Meteo plan; with it, the hosts for customers are asked.
    pub api_key: Option<String>,
    /// The rhythm of the fastest model: its answers are used so long.
    pub refresh: Duration,
    /// Calls to Open-Meteo that this process may make a day.
    pub daily_calls: u32,
    /// Where last good answers are kept, for a restart and for other processes.
    pub cache_dir: Option<PathBuf>,
    /// How long a first question waits, so that many processes that start
    /// together do not ask together.
    pub spread: Duration,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("endpoints", &self.endpoints)
            .field("api_key", &self.api_key.as_ref().map(|_| "***"))
            .field("refresh", &self.refresh)
            .field("daily_calls", &self.daily_calls)
            .field("cache_dir", &self.cache_dir)
            .field("spread", &self.spread)
            .finish()
    }
}

/// A client of all the services; clones share connections and answers.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    refresh: Duration,
    spread: Duration,
    patience: Duration,
    caller: Caller,
    store: Option<Arc<Store>>,
    weather: Cache<Request, Arc<Slot<Weather>>>,
    places: Cache<Request, Arc<Slot<Vec<Found>>>>,
}

/// What makes an answer of a body, at an instant.
type Read<T> = Arc<dyn Fn(&[u8]) -> Result<T, UpstreamError> + Send + Sync>;

impl Client {
    /// A client with the usual [`Limits`]. No network is touched yet.
    ///
    /// # Errors
    /// When an endpoint is no HTTP address.
    pub fn new(settings: Settings) -> Result<Self, UpstreamError> {
        Self::with_limits(settings, Limits::default())
    }

    /// A client with limits of its own.
    ///
    /// # Errors
    /// When an endpoint is no HTTP address.
    pub fn with_limits(settings: Settings, limits: Limits) -> Result<Self, UpstreamError> {
        settings.endpoints.check()?;
        let limits = limits.at_pace(settings.refresh);
        let store = settings.cache_dir.map(|folder| Arc::new(Store::open(&folder)));
        Ok(Self(Arc::new(Shared {
            refresh: settings.refresh,
            spread: settings.spread,
            patience: limits.patience,
            caller: Caller::new(
                settings.endpoints,
                settings.api_key,
                settings.daily_calls,
                limits,
                store.clone(),
            ),
            store,
            weather: Cache::new(MAX_KEPT),
            places: Cache::new(MAX_KEPT),
        })))
    }

    /// The weather of `place` as far as `needs` says, shown at `now` of the
    /// weather clock; the values are for the services' own now.
    ///
    /// Each service is asked for its part. An answer younger than its life is
    /// reused, and equal questions asked at once share one call. Where no new
    /// answer comes the last good one stands in, and the reason is told.
    pub async fn weather(&self, place: &Place, needs: &Needs, now: Timestamp) -> Answer {
        let ask = async |part: Part| {
            let known = self.0.ask(&self.0.weather, part.request(place, needs), {
                let (part, place, needs) = (part.clone(), place.clone(), needs.clone());
                Arc::new(move |body: &[u8]| part.read(body, &place, &needs))
            });
            (part.clone(), known.await)
        };
        let parts = Part::of(place, needs);
        let known = futures_util::future::join_all(parts.into_iter().map(ask)).await;
        Answer::of(known, place, needs, now)
    }

    /// Places by name, best first, with names in a language by its ISO 639 code.
    ///
    /// # Errors
    /// When the search does not answer.
    pub async fn places(
        &self,
        name: &str,
        language: &str,
    ) -> Result<Arc<Vec<Found>>, UpstreamError> {
        let request = Request::places(name, language);
        let known = self.0.ask(&self.0.places, request, Arc::new(answer::places)).await;
        match (known.value, known.problem) {
            (Some((places, _)), _) => Ok(places),
            (None, problem) => Err(problem.unwrap_or(UpstreamError::NotCovered)),
        }
    }

    /// One small request, [`Limits::probe`] at most: does the forecast answer sensibly?
    ///
    /// # Errors
    /// When it does not.
    pub async fn probe(&self, place: &Place) -> Result<(), UpstreamError> {
        let needs = Needs::nothing().current([Variable::Temperature]);
        let request = Request::forecast(place, &needs);
        let read = |body: &[u8]| Part::Forecast.read(body, place, &needs);
        let asked = self.0.caller.probe(&request, read).await;
        asked.map(drop).map_err(|failure| failure.error)
    }

    /// The body that answers one question, asked now.
    pub(crate) async fn fetch<T>(
        &self,
        request: &Request,
        read: impl Fn(&[u8]) -> Result<T, UpstreamError>,
    ) -> Result<Vec<u8>, UpstreamError> {
        let asked = async {
            let _turn = self.0.caller.turn(request.service).await?;
            self.0.caller.call(request, read).await
        };
        asked.await.map(|(_, body)| body).map_err(|failure: Failure| failure.error)
    }

    /// Whether the services answered within the last day, as far as files tell.
    #[must_use]
    pub fn answered_lately(&self) -> bool {
        self.0.store.as_ref().is_some_and(|store| store.has_younger_than(LATELY))
    }
}

impl Shared {
    /// What is known of a question, after asking where that can bring something new.
    async fn ask<T: Send + Sync + 'static>(
        self: &Arc<Self>,
        slots: &Cache<Request, Arc<Slot<T>>>,
        request: Request,
        read: Read<T>,
    ) -> Known<T> {
        let life = request.service.life(self.refresh);
        let slot = slots.get_or_insert_with(&request, || Ok::<_, ()>(Arc::new(Slot::new(life))));
        let slot = slot.unwrap_or_else(|()| Arc::new(Slot::new(life)));
        if !slot.has_value() {
            self.look_on_disk(&slot, &request, &read).await;
        }
        if slot.is_settled() {
            return slot.known();
        }
        let has_value = slot.has_value();
        // A task of its own: whoever asks may go away, and the answer is kept all the same.
        let refresh = tokio::spawn({
            let (shared, slot) = (Arc::clone(self), Arc::clone(&slot));
            async move { shared.refresh(&slot, &request, &read).await }
        });
        if !has_value {
            // That the task failed is in the slot.
            let _ = refresh.await;
        } else if timeout(self.patience, refresh).await.is_err() {
            let known = slot.known();
            let late = UpstreamError::Unreachable("no answer yet");
            let again_in = known.again_in.max(self.patience);
            return Known { problem: known.problem.or(Some(late)), again_in, ..known };
        }
        slot.known()
    }

    /// Asks anew, unless somebody else has just done so.
    async fn refresh<T: Send + 'static>(
        self: &Arc<Self>,
        slot: &Arc<Slot<T>>,
        request: &Request,
        read: &Read<T>,
    ) {
        let _asking = slot.asking.lock().await;
        if slot.is_settled() {
            return;
        }
        if let Err(Failure { error, again_in }) = self.ask_anew(slot, request, read).await {
            let life = request.service.life_without(&error, self.refresh);
            slot.fail(error, again_in.unwrap_or(life));
        }
    }

    async fn ask_anew<T: Send + 'static>(
        self: &Arc<Self>,
        slot: &Arc<Slot<T>>,
        request: &Request,
        read: &Read<T>,
    ) -> Result<(), Failure> {
        self.look_on_disk(slot, request, read).await;
        if slot.is_settled() {
            return Ok(());
        }
        if let Some(obstacle) = self.caller.obstacle(request.service) {
            return Err(obstacle);
        }
        if !slot.has_value() {
            sleep(self.spread).await;
        }
        let _turn = self.caller.turn(request.service).await?;
        // The one before may have asked the same.
        self.look_on_disk(slot, request, read).await;
        if slot.is_settled() {
            return Ok(());
        }
        let (value, body) = self.caller.call(request, &**read).await?;
        slot.keep(value, Duration::ZERO);
        self.save(request, body).await;
        Ok(())
    }

    /// Takes an answer from disk that is younger than what is known.
    async fn look_on_disk<T>(&self, slot: &Slot<T>, request: &Request, read: &Read<T>) {
        let Some(store) = self.store.clone() else {
            return;
        };
        let key = self.key(request);
        let stored = tokio::task::spawn_blocking(move || store.load(&key)).await.ok().flatten();
        let Some(stored) = stored else {
            return;
        };
        let age = age(stored.fetched_at);
        if slot.age().is_none_or(|known| age < known)
            && let Ok(value) = read(&stored.body)
        {
            slot.keep(value, age);
        }
    }

    async fn save(&self, request: &Request, body: Vec<u8>) {
        let Some(store) = self.store.clone() else {
            return;
        };
        let key = self.key(request);
        let stored = Stored { fetched_at: Timestamp::now(), body };
        // A panic there is not ours to report.
        let _ = tokio::task::spawn_blocking(move || store.save(&key, &stored)).await;
    }

    fn key(&self, request: &Request) -> Key {
        let asked = self.caller.url(request).to_string();
        Key { asked, service: request.service.code() }
    }
}

/// How long ago that was by the system clock. What lies in the future was
/// written by a clock that was wrong, and may be of any age.
fn age(then: Timestamp) -> Duration {
    let age = Timestamp::now().duration_since(then);
    if age < SignedDuration::from_mins(-1) {
        return LATELY;
    }
    age.try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_a_wrong_clock_is_not_young() {
        let now = Timestamp::now();
        assert!(age(now) < Duration::from_secs(60));
        assert_eq!(age(now + SignedDuration::from_secs(10)), Duration::ZERO);
        assert_eq!(age(now + SignedDuration::from_hours(5)), LATELY);
        let hour = age(now - SignedDuration::from_hours(1)).as_secs();
        assert!((3600..3660).contains(&hour));
    }
}
