//! Asking no more than this process's share of what the service allows.

use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter, clock::Clock};

/// What the free service allows one address: calls a day, and calls a minute
/// (<https://open-meteo.com/en/terms>).
const FREE_DAY: u32 = 10_000;
const FREE_MINUTE: u32 = 600;

/// The calls of a day, counted as the service counts them.
///
/// A day starts with the process, which asks the service's own no more than
/// twice as much around one midnight.
pub(crate) struct Budget {
    allowed: f64,
    day: Duration,
    began: Instant,
    spent: f64,
}

impl Budget {
    /// `allowed` calls in each `day`, the first of which begins at `now`.
    pub(crate) fn new(allowed: u32, day: Duration, now: Instant) -> Self {
        Self { allowed: allowed.into(), day, began: now, spent: 0.0 }
    }

    /// Takes a call of this weight out of the day; like the service, it lets
    /// the last one go over.
    ///
    /// # Errors
    /// How long until the next day where all is spent.
    pub(crate) fn take(&mut self, weight: f64, now: Instant) -> Result<(), Duration> {
        if now.duration_since(self.began) >= self.day {
            (self.began, self.spent) = (now, 0.0);
        }
        if self.spent >= self.allowed {
            return Err(self.day.saturating_sub(now.duration_since(self.began)));
        }
        self.spent += weight;
        Ok(())
    }

    /// Takes back a call that was taken and did not count.
    pub(crate) fn give_back(&mut self, weight: f64) {
        // The next day may have begun meanwhile.
        self.spent = (self.spent - weight).max(0.0);
    }
}

/// The least that may go out without a wait: what a page asks for.
const BURST: NonZeroU32 = NonZeroU32::new(16).expect("not zero");

/// Spreads calls so that a process takes no larger share of the minute than of
/// the day, beyond what a page needs at once.
pub(crate) struct Pacer(DefaultDirectRateLimiter);

impl Pacer {
    /// The pace for `daily_calls` in each `day`, whose minute is its 1440th part.
    pub(crate) fn new(daily_calls: u32, day: Duration) -> Self {
        let share = u64::from(daily_calls) * u64::from(FREE_MINUTE) / u64::from(FREE_DAY);
        let calls = u32::try_from(share).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(day / 1440 / calls.get())
            .unwrap_or_else(|| Quota::per_minute(calls))
            .allow_burst(calls.max(BURST));
        Self(RateLimiter::direct(quota))
    }

    /// Waits for the next call's turn.
    pub(crate) async fn turn(&self) {
        while let Err(not_yet) = self.0.check() {
            let wait = not_yet.wait_time_from(self.0.clock().now());
            tokio::time::sleep(wait).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    #[test]
    fn a_day_has_its_calls_and_the_next_one_too() {
        let began = Instant::now();
        let mut budget = Budget::new(3, DAY, began);
        let later = |hours: u64| began + Duration::from_secs(hours * 3600);
        assert_eq!(budget.take(1.5, later(0)), Ok(()));
        assert_eq!(budget.take(1.4, later(1)), Ok(()));
        assert_eq!(budget.take(800.0, later(2)), Ok(()), "the last one may go over");
        assert_eq!(budget.take(1.0, later(20)), Err(Duration::from_secs(4 * 3600)));
        assert_eq!(budget.take(1.0, later(24)), Ok(()));
    }

    #[test]
    fn what_was_given_back_can_be_taken_again_and_no_more() {
        let began = Instant::now();
        let mut budget = Budget::new(1, DAY, began);
        budget.give_back(1.0);
        assert_eq!(budget.take(1.0, began), Ok(()));
        assert_eq!(budget.take(1.0, began), Err(DAY));
        budget.give_back(1.0);
        assert_eq!(budget.take(1.0, began), Ok(()));
        assert_eq!(budget.take(1.0, began), Err(DAY));
    }

    #[tokio::test]
    async fn a_burst_is_free_and_then_calls_wait() {
        // 600 a day are 36 a minute; a day of 14.4 s has minutes of 10 ms.
        let pacer = Pacer::new(600, Duration::from_millis(14_400));
        let began = Instant::now();
        for _ in 0..36 {
            pacer.turn().await;
        }
        for _ in 0..72 {
            pacer.turn().await;
        }
        assert!(began.elapsed() >= Duration::from_millis(19), "{:?}", began.elapsed());
    }
}
