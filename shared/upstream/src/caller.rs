//! Calling a service politely: in turn, at a pace, within a budget, and not at
//! all while it does not answer.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use url::Url;

use crate::{
    Endpoints, Limits, UpstreamError, answer,
    budget::{Budget, Pacer},
    circuit::Circuit,
    http::{self, Http, Reply},
    request::Request,
    service::Service,
    store::Store,
    turns::{OurTurn, Turns},
};

/// Why there is no answer, and when asking again may bring one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) error: UpstreamError,
    /// None where the fault is the question's.
    pub(crate) again_in: Option<Duration>,
}

pub(crate) struct Caller {
    endpoints: Endpoints,
    api_key: Option<String>,
    limits: Limits,
    http: Http,
    turns: Turns,
    pacer: Pacer,
    budget: Mutex<Budget>,
    references: Mutex<Budget>,
    searches: Mutex<Budget>,
    circuits: Mutex<BTreeMap<Service, Circuit>>,
}

impl Caller {
    pub(crate) fn new(
        endpoints: Endpoints,
        api_key: Option<String>,
        daily_calls: u32,
        limits: Limits,
        store: Option<Arc<Store>>,
    ) -> Self {
        let now = Instant::now();
        Self {
            endpoints: if api_key.is_some() { endpoints.for_customers() } else { endpoints },
            api_key,
            limits,
            http: Http::new(limits),
            turns: Turns::new(store),
            pacer: Pacer::new(daily_calls, limits.day),
            budget: Mutex::new(Budget::new(daily_calls, limits.day, now)),
            references: Mutex::new(Budget::new(limits.references_a_day, limits.day, now)),
            searches: Mutex::new(Budget::new(limits.searches_a_day, limits.day, now)),
            circuits: Mutex::default(),
        }
    }

    /// The address of a question, without the key.
    pub(crate) fn url(&self, request: &Request) -> Url {
        request.url(&self.endpoints)
    }

    /// Why the service of this question is left alone now; none where it is not.
    pub(crate) fn obstacle(&self, service: Service) -> Option<Failure> {
        let circuits = lock(&self.circuits);
        let (error, again_in) = circuits.get(&service)?.obstacle(Instant::now())?;
        Some(Failure { error, again_in: Some(again_in) })
    }

    /// Waits until it is this process's turn to call.
    pub(crate) async fn turn(&self, service: Service) -> Result<OurTurn<'_>, Failure> {
        if service.is_open_meteo() {
            // Before the turn, so that nobody waits for one who waits.
            self.pacer.turn().await;
        }
        self.turns.wait(service.queue()).await.map_err(|error| {
            tracing::warn!(service = service.code(), %error, "no turn to call");
            Failure { error, again_in: Some(self.limits.shortest_pause) }
        })
    }

    /// Calls, where nothing is in the way, within the usual time. `read` says
    /// whether what came is an answer.
    ///
    /// # Errors
    /// When something is in the way, nothing came, or what came is no answer.
    pub(crate) async fn call<T>(
        &self,
        request: &Request,
        read: impl Fn(&[u8]) -> Result<T, UpstreamError>,
    ) -> Result<(T, Vec<u8>), Failure> {
        self.ask(request, self.limits.total, read).await
    }

    /// The same without a turn, within the time for a probe.
    pub(crate) async fn probe<T>(
        &self,
        request: &Request,
        read: impl Fn(&[u8]) -> Result<T, UpstreamError>,
    ) -> Result<(T, Vec<u8>), Failure> {
        self.ask(request, self.limits.probe, read).await
    }

    async fn ask<T>(
        &self,
        request: &Request,
        total: Duration,
        read: impl Fn(&[u8]) -> Result<T, UpstreamError>,
    ) -> Result<(T, Vec<u8>), Failure> {
        // Somebody may have failed while this waited for its turn.
        if let Some(obstacle) = self.obstacle(request.service) {
            return Err(obstacle);
        }
        self.spend(request)?;
        let began = Instant::now();
        let mut url = self.url(request);
        if let Some(key) = &self.api_key
            && request.service.is_open_meteo()
        {
            url.query_pairs_mut().append_pair("apikey", key);
        }
        let reply = self.http.get(url, total).await;
        if !may_count(&reply) {
            self.give_back(request);
        }
        let outcome = reply.and_then(|reply| {
            answer::accept(&reply)?;
            Ok((read(&reply.body)?, reply.body))
        });
        let service = request.service.code();
        tracing::debug!(service, took = ?began.elapsed(), good = outcome.is_ok(), "called");
        outcome.map_err(|error| self.failed(request.service, error)).inspect(|_| {
            self.circuit(&mut lock(&self.circuits), request.service).close();
        })
    }

    /// What a question is taken out of, and how much of it; none where nobody counts.
    fn account(&self, request: &Request) -> Option<(&Mutex<Budget>, f64)> {
        match request.service {
            Service::Nws | Service::MeteoAlarm => None,
            Service::Archive => Some((&self.references, 1.0)),
            Service::Geocoding => Some((&self.searches, 1.0)),
            _ => Some((&self.budget, request.weight())),
        }
    }

    /// Takes the call out of what this process may ask.
    fn spend(&self, request: &Request) -> Result<(), Failure> {
        let Some((budget, weight)) = self.account(request) else {
            return Ok(());
        };
        let taken = lock(budget).take(weight, Instant::now());
        if let Err(again_in) = &taken {
            let service = request.service.code();
            tracing::warn!(service, ?again_in, "the calls of the day are spent");
        }
        taken.map_err(|again_in| Failure {
            error: UpstreamError::BudgetSpent,
            again_in: Some(again_in),
        })
    }

    fn give_back(&self, request: &Request) {
        if let Some((budget, weight)) = self.account(request) {
            lock(budget).give_back(weight);
        }
    }

    fn failed(&self, service: Service, error: UpstreamError) -> Failure {
        tracing::warn!(service = service.code(), %error, "no answer");
        if error.is_of_the_question() {
            self.circuit(&mut lock(&self.circuits), service).close();
            // Values that are missing may be there soon; other faults of a question last.
            let again_in = (error == UpstreamError::Empty).then_some(self.limits.longest_pause);
            return Failure { error, again_in };
        }
        let mut circuits = lock(&self.circuits);
        let circuit = self.circuit(&mut circuits, service);
        let now = Instant::now();
        circuit.fail(error.clone(), (now, Timestamp::now()), fastrand::f64());
        let again_in = circuit.obstacle(now).map(|(_, wait)| wait);
        Failure { error, again_in }
    }

    fn circuit<'a>(
        &self,
        circuits: &'a mut BTreeMap<Service, Circuit>,
        service: Service,
    ) -> &'a mut Circuit {
        circuits.entry(service).or_insert_with(|| Circuit::new(self.limits))
    }
}

/// Whether the service may have counted a call: Open-Meteo counts when it has
/// the data, so what it refuses is free, and what breaks off on its way is not.
fn may_count(reply: &Result<Reply, UpstreamError>) -> bool {
    match reply {
        Ok(reply) => reply.status.is_success(),
        Err(error) => http::may_have_arrived(error),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
