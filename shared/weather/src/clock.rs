use std::{sync::Arc, time::Instant};

use arc_swap::ArcSwap;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The fastest rate of the weather clock: an hour a second.
pub const MAX_SPEED: f64 = 3600.0;

/// A clock speed that is not allowed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("a clock speed of {0} is not allowed: from 0 (frozen) to {MAX_SPEED}")]
pub struct InvalidSpeed(pub f64);

/// What the weather clock showed at one moment, and how fast it runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClockReading {
    /// The instant shown.
    pub now: Timestamp,
    /// Weather seconds per real second (0 to [`MAX_SPEED`]).
    pub speed: f64,
}

/// The weather clock: it decides what is shown, and nothing else.
///
/// Leases and back-off use the monotonic clock. Clones share one
/// clock: setting one sets them all.
#[derive(Clone, Debug)]
pub struct Clock(Arc<ArcSwap<Anchor>>);

/// The clock showed `reading` at the instant `at`.
#[derive(Debug)]
struct Anchor {
    at: Instant,
    reading: ClockReading,
    /// Follows the system clock, so that its corrections are followed too.
    system: bool,
}

impl Clock {
    /// The system clock at its own rate.
    #[must_use]
    pub fn system() -> Self {
        Self::anchored(ClockReading { now: Timestamp::now(), speed: 1.0 }, true)
    }

    /// A clock that starts at `start_at` (the system time where `None`) and
    /// runs at `speed` times the real rate.
    ///
    /// # Errors
    /// When `speed` is not a number from 0 to [`MAX_SPEED`].
    pub fn starting(start_at: Option<Timestamp>, speed: f64) -> Result<Self, InvalidSpeed> {
        if !(0.0..=MAX_SPEED).contains(&speed) {
            return Err(InvalidSpeed(speed));
        }
        let system = start_at.is_none() && speed == 1.0;
        let now = start_at.unwrap_or_else(Timestamp::now);
        Ok(Self::anchored(ClockReading { now, speed }, system))
    }

    fn anchored(reading: ClockReading, system: bool) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(Anchor { at: Instant::now(), reading, system })))
    }

    /// The instant shown now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.reading().now
    }

    /// Weather seconds per real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.0.load().reading.speed
    }

    /// The instant shown now and the rate.
    #[must_use]
    pub fn reading(&self) -> ClockReading {
        let anchor = self.0.load();
        if anchor.system {
            return ClockReading { now: Timestamp::now(), speed: 1.0 };
        }
        let elapsed = anchor.at.elapsed().as_secs_f64() * anchor.reading.speed;
        let now = SignedDuration::try_from_secs_f64(elapsed)
            .ok()
            .and_then(|elapsed| anchor.reading.now.checked_add(elapsed).ok())
            .unwrap_or(anchor.reading.now);
        ClockReading { now, speed: anchor.reading.speed }
    }

    /// Sets this clock and all its clones, for instance to the board's. A
    /// reading within a second of the system time at speed 1 is the system clock.
    ///
    /// # Errors
    /// When the speed is not a number from 0 to [`MAX_SPEED`].
    pub fn set(&self, reading: ClockReading) -> Result<(), InvalidSpeed> {
        if !(0.0..=MAX_SPEED).contains(&reading.speed) {
            return Err(InvalidSpeed(reading.speed));
        }
        let off = reading.now.duration_since(Timestamp::now()).abs();
        let system = reading.speed == 1.0 && off < SignedDuration::from_secs(1);
        self.0.store(Arc::new(Anchor { at: Instant::now(), reading, system }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn noon() -> Timestamp {
        "2025-12-28T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_frozen_clock_stands_still() {
        let clock = Clock::starting(Some(noon()), 0.0).unwrap();
        assert_eq!(clock.now(), noon());
        assert_eq!(clock.now(), noon());
    }

    #[test]
    fn speeds_outside_the_range_are_refused() {
        for speed in [-1.0, 3600.1, f64::NAN, f64::INFINITY] {
            assert!(Clock::starting(None, speed).is_err(), "{speed}");
        }
        assert_eq!(
            InvalidSpeed(9999.0).to_string(),
            "a clock speed of 9999 is not allowed: from 0 (frozen) to 3600"
        );
    }

    #[test]
    fn clones_follow_when_one_is_set() {
        let clock = Clock::system();
        let copy = clock.clone();
        clock.set(ClockReading { now: noon(), speed: 0.0 }).unwrap();
        assert_eq!(copy.now(), noon());
    }

    #[test]
    fn time_passes_at_its_speed() {
        let began = Instant::now();
        let clock = Clock::starting(Some(noon()), 3600.0).unwrap();
        while clock.now() == noon() {
            std::thread::yield_now();
        }
        let shown = clock.now().duration_since(noon());
        let bound = Duration::from_secs_f64(began.elapsed().as_secs_f64() * 3600.0);
        assert!(shown <= SignedDuration::try_from(bound).unwrap());
    }
}
