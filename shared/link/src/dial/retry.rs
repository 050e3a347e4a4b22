use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// The shortest and the longest wait before another try.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(1));

/// The last trouble logged, so that one that lasts is logged once.
#[derive(Default)]
pub(super) struct Said(Option<String>);

impl Said {
    pub(super) fn warn(&mut self, trouble: &str) {
        if self.is_new(trouble) {
            tracing::warn!("{trouble}");
        }
    }

    pub(super) fn error(&mut self, trouble: &str) {
        if self.is_new(trouble) {
            tracing::error!("{trouble}");
        }
    }

    fn is_new(&mut self, trouble: &str) -> bool {
        let new = self.0.as_deref() != Some(trouble);
        if new {
            self.0 = Some(trouble.into());
        }
        new
    }

    pub(super) fn clear(&mut self) {
        self.0 = None;
    }
}

/// The upper bounds of the waits between tries.
pub(super) fn backoff() -> ExponentialBackoff {
    let (shortest, longest) = BACKOFF;
    ExponentialBuilder::new()
        .with_min_delay(2 * shortest)
        .with_max_delay(longest)
        .without_max_times()
        .build()
}

/// The next wait: anywhere from the shortest to the current bound, so that
/// many widgets do not come back all at once.
pub(super) fn jittered(backoff: &mut ExponentialBackoff) -> Duration {
    let (shortest, longest) = BACKOFF;
    let bound = backoff.next().unwrap_or(longest);
    shortest + bound.saturating_sub(shortest).mul_f64(fastrand::f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_within_their_bounds() {
        let mut bounds = backoff();
        let seconds: Vec<f32> = bounds.by_ref().take(5).map(|bound| bound.as_secs_f32()).collect();
        assert_eq!(seconds, [0.2, 0.4, 0.8, 1.0, 1.0]);
        for mut waits in std::iter::repeat_with(backoff).take(50) {
            for bound in backoff().take(20) {
                let wait = jittered(&mut waits);
                assert!(wait >= BACKOFF.0 && wait <= bound, "{wait:?} of {bound:?}");
            }
        }
    }

    #[test]
    fn a_lasting_trouble_is_said_once() {
        let mut said = Said::default();
        assert!(said.is_new("down"));
        assert!(!said.is_new("down"));
        assert!(said.is_new("401"));
        said.clear();
        assert!(said.is_new("401"));
    }
}
