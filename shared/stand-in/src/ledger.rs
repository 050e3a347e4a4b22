use std::{
    collections::{BTreeMap, VecDeque},
    time::{Duration, Instant},
};

use serde::Serialize;

use crate::Service;

/// So many calls are remembered one by one; older ones only count.
const REMEMBERED: usize = 100_000;

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Call {
    /// When its head was read.
    pub at: Instant,
    /// Which service it asked.
    pub service: Service,
    /// Its path.
    pub path: String,
    /// Its query parameters, decoded; values of a repeated key joined by commas.
    pub query: BTreeMap<String, String>,
    /// Its `User-Agent`; empty where it had none.
    pub user_agent: String,
    /// How many requests the free service counts it as:
    /// max(1, variables / 10) × max(1, days / 14) × locations, with the
    /// variables of all blocks and the days of the longest; 1 where it is
    /// refused, and for other services.
    pub weight: f64,
}

/// What came in so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tally {
    /// Calls in all.
    pub calls: usize,
    /// Calls in all as the free service counts them.
    pub weight: f64,
    /// The length of the window of `most_within`, s.
    pub window_s: f64,
    /// The most calls that began in any window of that length.
    pub most_within: usize,
    /// The most requests that were being served at the same time.
    pub most_at_once: usize,
    /// Calls of each service that was called.
    pub by_service: BTreeMap<Service, usize>,
}

/// Counts calls.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    calls: VecDeque<Call>,
    by_service: BTreeMap<Service, usize>,
    weight: f64,
    at_once: usize,
    most_at_once: usize,
}

impl Ledger {
    pub(crate) fn begin(&mut self, call: Call) {
        *self.by_service.entry(call.service).or_default() += 1;
        self.weight += call.weight;
        self.at_once += 1;
        self.most_at_once = self.most_at_once.max(self.at_once);
        if self.calls.len() == REMEMBERED {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
    }

    pub(crate) fn end(&mut self) {
        self.at_once -= 1;
    }

    pub(crate) fn forget(&mut self) {
        let at_once = self.at_once;
        *self = Self { at_once, most_at_once: at_once, ..Self::default() };
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.iter().cloned().collect()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.most_at_once
    }

    /// The most calls that began within `window` of one another.
    pub(crate) fn most_within(&self, window: Duration) -> usize {
        let mut first = 0;
        let mut most = 0;
        for (last, call) in self.calls.iter().enumerate() {
            while call.at.duration_since(self.calls[first].at) > window {
                first += 1;
            }
            most = most.max(last - first + 1);
        }
        most
    }

    pub(crate) fn tally(&self, window: Duration) -> Tally {
        Tally {
            calls: self.by_service.values().sum(),
            weight: self.weight,
            window_s: window.as_secs_f64(),
            most_within: self.most_within(window),
            most_at_once: self.most_at_once,
            by_service: self.by_service.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(at: Instant) -> Call {
        Call {
            at,
            service: Service::Marine,
            path: "/v1/marine".into(),
            query: BTreeMap::new(),
            user_agent: String::new(),
            weight: 1.5,
        }
    }

    #[test]
    fn windows_lie_where_most_calls_are() {
        let start = Instant::now();
        let mut ledger = Ledger::default();
        for second in [0, 10, 11, 12, 13, 30, 31, 60] {
            ledger.begin(call(start + Duration::from_secs(second)));
        }
        for (window_s, most) in [(0, 1), (1, 2), (2, 3), (3, 4), (20, 5), (21, 6), (1000, 8)] {
            assert_eq!(ledger.most_within(Duration::from_secs(window_s)), most, "{window_s} s");
        }
    }

    #[test]
    fn requests_under_way_outlive_the_others() {
        let mut ledger = Ledger::default();
        for _ in 0..3 {
            ledger.begin(call(Instant::now()));
        }
        ledger.end();
        ledger.begin(call(Instant::now()));
        let tally = ledger.tally(Duration::from_secs(60));
        assert_eq!((tally.calls, tally.most_at_once, tally.weight), (4, 3, 6.0));
        ledger.forget();
        ledger.end();
        assert_eq!((ledger.calls().len(), ledger.most_at_once()), (0, 3));
        ledger.begin(call(Instant::now()));
        assert_eq!((ledger.calls().len(), ledger.most_at_once()), (1, 3));
    }
}
