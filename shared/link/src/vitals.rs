use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// What can be told of a link while it carries messages: how long its pings
/// take, and how it ended. Clones tell of the same link.
#[derive(Clone, Debug, Default)]
pub struct Vitals(Arc<Told>);

#[derive(Debug, Default)]
struct Told {
    /// Microseconds and one more; 0 before the first answer to a ping.
    round_trip_us: AtomicU64,
    end: OnceLock<LinkEnd>,
}

/// How a link ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// One of its ends closed it.
    Closed,
    /// The peer was not heard of, or took nothing, for too long.
    Silent,
    /// The connection broke.
    Broken,
    /// The peer sent what is not allowed; this is what it was told.
    Refused(String),
}

impl Vitals {
    /// How long the last ping and its answer took; none before the first
    /// answer, and for ever where no ping is needed.
    #[must_use]
    pub fn latency(&self) -> Option<Duration> {
        self.0.round_trip_us.load(Ordering::Relaxed).checked_sub(1).map(Duration::from_micros)
    }

    /// How the link ended; none while it lasts.
    #[must_use]
    pub fn end(&self) -> Option<&LinkEnd> {
        self.0.end.get()
    }

    /// The link has ended; what was said of its end before stands.
    pub fn has_ended(&self, end: LinkEnd) {
        // The first to know knows best.
        let _ = self.0.end.set(end);
    }

    pub(crate) fn has_answered(&self, round_trip: Duration) {
        let us = u64::try_from(round_trip.as_micros()).unwrap_or(u64::MAX);
        self.0.round_trip_us.store(us.saturating_add(1), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_round_trip_and_the_first_end_stand() {
        let vitals = Vitals::default();
        assert_eq!((vitals.latency(), vitals.end()), (None, None));
        for us in [0, 250] {
            vitals.clone().has_answered(Duration::from_micros(us));
            assert_eq!(vitals.latency(), Some(Duration::from_micros(us)));
        }
        vitals.has_ended(LinkEnd::Silent);
        vitals.has_ended(LinkEnd::Closed);
        assert_eq!(vitals.end(), Some(&LinkEnd::Silent));
    }
}
