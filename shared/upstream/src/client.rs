use std::{fmt, sync::Arc, time::Duration};

use url::Url;
use weather::{Needs, Place, SourceKind, Timestamp, Variable, Weather};

use crate::{
    Limits, UpstreamError, answer,
    http::{Http, Reply},
    memory::Memory,
    request::Request,
};

/// Questions whose answers are kept at a time; each takes some ten kilobytes.
const MAX_KEPT: usize = 256;

/// Where and how the service is asked.
#[derive(Clone)]
pub struct Settings {
    /// The full forecast endpoint.
    pub forecast: Url,
    /// The key of a paid plan.
    pub api_key: Option<String>,
    /// Answers younger than this are reused.
    pub refresh: Duration,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("forecast", &self.forecast.as_str())
            .field("api_key", &self.api_key.as_ref().map(|_| "***"))
            .field("refresh", &self.refresh)
            .finish()
    }
}

/// A client of the Open-Meteo forecast; clones share connections and answers.
#[derive(Clone)]
pub struct OpenMeteo(Arc<Shared>);

struct Shared {
    settings: Settings,
    limits: Limits,
    http: Http,
    memory: Memory<Request, Result<Arc<Weather>, UpstreamError>>,
}

impl OpenMeteo {
    /// A client with the usual [`Limits`]. Neither network nor files are touched yet.
    ///
    /// # Errors
    /// When the endpoint is no HTTP address.
    pub fn new(settings: Settings) -> Result<Self, UpstreamError> {
        Self::with_limits(settings, Limits::default())
    }

    /// A client with limits of its own.
    ///
    /// # Errors
    /// When the endpoint is no HTTP address.
    pub fn with_limits(settings: Settings, limits: Limits) -> Result<Self, UpstreamError> {
        if !matches!(settings.forecast.scheme(), "http" | "https") {
            let scheme = settings.forecast.scheme();
            let reason = format!("its address must start with http or https, not {scheme}");
            return Err(UpstreamError::Setup(reason));
        }
        let (http, memory) = (Http::new(limits), Memory::new(MAX_KEPT));
        Ok(Self(Arc::new(Shared { settings, limits, http, memory })))
    }

    /// The weather of `place` as far as `needs` says. `now`, by the weather
    /// clock, labels when it was asked; the values are for the service's own now.
    ///
    /// An answer younger than the refresh time is reused, and equal questions
    /// asked at once share one call. A failure stands for a few seconds, or as
    /// long as the service asked to be left alone (up to the refresh time).
    ///
    /// # Errors
    /// When the service gives no weather for this place.
    pub async fn weather(
        &self,
        place: &Place,
        needs: &Needs,
        now: Timestamp,
    ) -> Result<Arc<Weather>, UpstreamError> {
        if needs.is_nothing() {
            return Ok(Arc::new(Weather::empty(place.clone(), SourceKind::OpenMeteo, now)));
        }
        let shared = &self.0;
        let request = Request::forecast(place, needs);
        let ask = async {
            let reply = shared.ask(&request, shared.limits.total).await?;
            answer::read(&reply, place, needs, now).map(Arc::new)
        };
        let weather =
            shared.memory.recall_or(&request, ask, |outcome| shared.life(outcome)).await?;
        Ok(named(weather, place))
    }

    /// One small request, [`Limits::probe`] at most: does the service answer sensibly?
    ///
    /// # Errors
    /// When it does not.
    pub async fn probe(&self, place: &Place) -> Result<(), UpstreamError> {
        let needs = Needs::nothing().current([Variable::Temperature]);
        let request = Request::forecast(place, &needs);
        let reply = self.0.ask(&request, self.0.limits.probe).await?;
        answer::read(&reply, place, &needs, Timestamp::UNIX_EPOCH).map(drop)
    }
}

impl Shared {
    async fn ask(&self, request: &Request, total: Duration) -> Result<Reply, UpstreamError> {
        let mut url = self.settings.forecast.clone();
        url.query_pairs_mut().extend_pairs(request.parameters());
        if let Some(key) = &self.settings.api_key {
            url.query_pairs_mut().append_pair("apikey", key);
        }
        self.http.get(url, total).await
    }

    fn life(&self, outcome: &Result<Arc<Weather>, UpstreamError>) -> Duration {
        match outcome {
            Ok(_) => self.settings.refresh,
            Err(error) => {
                let asked = error.retry_after().unwrap_or_default().min(self.settings.refresh);
                self.limits.pause_after_error.max(asked)
            }
        }
    }
}

/// One spot may go by several names; the answer bears the name it is asked by.
fn named(weather: Arc<Weather>, place: &Place) -> Arc<Weather> {
    if weather.place == *place {
        return weather;
    }
    Arc::new(Weather { place: place.clone(), ..Weather::clone(&weather) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDPOINT: &str = "https://api.open-meteo.com/v1/forecast";

    fn settings(forecast: &str) -> Settings {
        let forecast = forecast.parse().unwrap();
        Settings { forecast, api_key: Some("secret".into()), refresh: Duration::from_secs(900) }
    }

    #[test]
    fn the_default_endpoint_is_an_address() {
        assert!(OpenMeteo::new(settings(ENDPOINT)).is_ok());
    }

    #[test]
    fn an_endpoint_that_is_not_http_is_refused() {
        let error = OpenMeteo::new(settings("ftp://localhost/forecast")).err().unwrap();
        assert_eq!(
            error.to_string(),
            "the weather service cannot be asked: its address must start with http or https, not ftp"
        );
    }

    #[test]
    fn the_key_is_never_shown() {
        assert!(!format!("{:?}", settings(ENDPOINT)).contains("secret"));
    }
}
