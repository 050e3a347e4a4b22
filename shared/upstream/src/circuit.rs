//! Leaving a service alone that does not answer.

use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use jiff::Timestamp;

use crate::{Limits, UpstreamError};

/// The longest that a service is believed when it asks to be left alone.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// A circuit breaker: a failure opens it for a while, the longer the more
/// failures there were in a row; then one try decides whether it closes.
///
/// Knows nothing of time: it is told.
pub(crate) struct Circuit {
    waits: ExponentialBackoff,
    limits: Limits,
    open: Option<Open>,
}

struct Open {
    until: Instant,
    error: UpstreamError,
}

impl Circuit {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { waits: waits(&limits), limits, open: None }
    }

    /// Why nothing may be asked at `now`, and for how long; none where it may.
    pub(crate) fn obstacle(&self, now: Instant) -> Option<(UpstreamError, Duration)> {
        let open = self.open.as_ref().filter(|open| now < open.until)?;
        Some((open.error.clone(), open.until - now))
    }

    /// An answer came: all is well.
    pub(crate) fn close(&mut self) {
        self.open = None;
        self.waits = waits(&self.limits);
    }

    /// None came. `chance` (0 to 1) spreads those who wait, so that they do not
    /// all come back at once; what the service asks for counts in full.
    pub(crate) fn fail(
        &mut self,
        error: UpstreamError,
        (now, wall): (Instant, Timestamp),
        chance: f64,
    ) {
        let bound = self.waits.next().unwrap_or(self.limits.longest_pause);
        let asked = error.retry_after(wall).unwrap_or_default().min(LONGEST);
        let wait = asked + bound.mul_f64(0.5 + 0.5 * chance);
        self.open = Some(Open { until: now + wait, error });
    }
}

fn waits(limits: &Limits) -> ExponentialBackoff {
    ExponentialBuilder::new()
        .with_min_delay(limits.shortest_pause)
        .with_max_delay(limits.longest_pause)
        .without_max_times()
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: UpstreamError = UpstreamError::Unreachable("no answer in time");

    fn limits() -> Limits {
        Limits {
            shortest_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(10),
            ..Limits::default()
        }
    }

    fn noon() -> Timestamp {
        "2026-01-02T12:00:00Z".parse().unwrap()
    }

    /// How long it stays open after each of a row of failures.
    fn waits(chance: f64) -> Vec<u64> {
        let (mut circuit, now) = (Circuit::new(limits()), Instant::now());
        let mut wait = || {
            circuit.fail(DOWN, (now, noon()), chance);
            circuit.obstacle(now).unwrap().1.as_secs()
        };
        [wait(), wait(), wait(), wait(), wait()].into()
    }

    #[test]
    fn failures_in_a_row_wait_longer_up_to_a_bound() {
        assert_eq!(waits(1.0), [2, 4, 8, 10, 10]);
        assert_eq!(waits(0.0), [1, 2, 4, 5, 5]);
    }

    #[test]
    fn it_opens_with_its_reason_and_lets_a_try_through_in_time() {
        let (mut circuit, now) = (Circuit::new(limits()), Instant::now());
        assert_eq!(circuit.obstacle(now), None);
        circuit.fail(DOWN, (now, noon()), 1.0);
        let later = |seconds| now + Duration::from_secs(seconds);
        assert_eq!(circuit.obstacle(later(1)), Some((DOWN, Duration::from_secs(1))));
        assert_eq!(circuit.obstacle(later(2)), None);
        circuit.close();
        circuit.fail(DOWN, (now, noon()), 1.0);
        assert_eq!(circuit.obstacle(later(2)), None, "the row of failures had ended");
    }

    #[test]
    fn what_the_service_asks_for_counts_in_full() {
        let (mut circuit, now) = (Circuit::new(limits()), Instant::now());
        let retry_after = Some(Duration::from_secs(60));
        let busy = UpstreamError::Busy { reason: "busy".into(), retry_after };
        circuit.fail(busy, (now, noon()), 0.0);
        assert_eq!(circuit.obstacle(now).unwrap().1, Duration::from_secs(61));
    }
}
