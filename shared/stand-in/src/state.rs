use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use crate::{
    Call, Fault, Service, Tally,
    ledger::Ledger,
    reply::{JSON, Reply},
};

/// What can be set and what was seen, shared by the server and its owner.
#[derive(Debug)]
pub(crate) struct State {
    started: Instant,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    faults: BTreeMap<Service, Arc<Fault>>,
    canned: BTreeMap<Service, Reply>,
    now: Option<Timestamp>,
    ledger: Ledger,
}

/// A call under way; it ends when this is dropped.
pub(crate) struct Serving<'a>(&'a State);

impl State {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), inner: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the server started.
    pub(crate) fn started(&self) -> Instant {
        self.started
    }

    pub(crate) fn set_fault(&self, services: impl IntoIterator<Item = Service>, fault: Fault) {
        let fault = Arc::new(fault);
        let faults = services.into_iter().map(|service| (service, Arc::clone(&fault)));
        self.lock().faults.extend(faults);
    }

    pub(crate) fn clear_faults(&self) {
        self.lock().faults.clear();
    }

    pub(crate) fn fault(&self, service: Service) -> Arc<Fault> {
        self.lock().faults.get(&service).cloned().unwrap_or_default()
    }

    pub(crate) fn freeze(&self, now: Option<Timestamp>) {
        self.lock().now = now;
    }

    /// What the services take for now.
    pub(crate) fn now(&self) -> Timestamp {
        self.lock().now.unwrap_or_else(Timestamp::now)
    }

    /// A canned answer for a service, or none: then its answers are computed.
    pub(crate) fn can(&self, service: Service, canned: Option<(u16, Vec<u8>)>) {
        let mut inner = self.lock();
        match canned {
            Some((status, body)) => {
                inner.canned.insert(service, Reply::new(status, JSON, body));
            }
            None => {
                inner.canned.remove(&service);
            }
        }
    }

    pub(crate) fn canned(&self, service: Service) -> Option<Reply> {
        self.lock().canned.get(&service).cloned()
    }

    pub(crate) fn begin(&self, call: Call) -> Serving<'_> {
        self.lock().ledger.begin(call);
        Serving(self)
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.lock().ledger.calls()
    }

    pub(crate) fn forget_calls(&self) {
        self.lock().ledger.forget();
    }

    pub(crate) fn tally(&self, window: Duration) -> Tally {
        self.lock().ledger.tally(window)
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.lock().ledger.most_at_once()
    }

    pub(crate) fn most_within(&self, window: Duration) -> usize {
        self.lock().ledger.most_within(window)
    }
}

impl Drop for Serving<'_> {
    fn drop(&mut self) {
        self.0.lock().ledger.end();
    }
}
