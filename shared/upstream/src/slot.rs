//! What is known of the answer to one question.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use crate::UpstreamError;

/// The last good answer to one question, and what came in the way of a newer one.
pub(crate) struct Slot<T> {
    /// How long an answer is used before it is asked again.
    life: Duration,
    state: Mutex<State<T>>,
    /// Held by the one who asks, so that the others wait for the same answer.
    pub(crate) asking: tokio::sync::Mutex<()>,
}

struct State<T> {
    kept: Option<Kept<T>>,
    problem: Option<Problem>,
}

struct Kept<T> {
    value: Arc<T>,
    /// How old it was when it came here: an answer from a file is older than its reader.
    age: Duration,
    since: Instant,
    /// The same by the system clock, for the other one stands still while the machine is suspended.
    since_by_system: SystemTime,
}

struct Problem {
    error: UpstreamError,
    until: Instant,
}

/// What can be said about a question now.
pub(crate) struct Known<T> {
    /// The last good answer and its age.
    pub(crate) value: Option<(Arc<T>, Duration)>,
    /// What is in the way of a new one that is due.
    pub(crate) problem: Option<UpstreamError>,
    /// Whether the answer is so old that viewers must know.
    pub(crate) is_old: bool,
    /// When asking again may bring something new, be it that the answer is old.
    pub(crate) again_in: Duration,
}

impl<T> Kept<T> {
    fn age(&self) -> Duration {
        // The system clock may have been set back.
        let by_system = self.since_by_system.elapsed().unwrap_or_default();
        self.age + self.since.elapsed().max(by_system)
    }
}

impl<T> Slot<T> {
    pub(crate) fn new(life: Duration) -> Self {
        let state = Mutex::new(State { kept: None, problem: None });
        Self { life, state, asking: tokio::sync::Mutex::default() }
    }

    /// Takes an answer that came so long ago; an older one than is known is not taken.
    pub(crate) fn keep(&self, value: T, age: Duration) {
        let mut state = self.state();
        if state.kept.as_ref().is_none_or(|kept| age <= kept.age()) {
            state.kept = Some(Kept {
                value: Arc::new(value),
                age,
                since: Instant::now(),
                since_by_system: SystemTime::now(),
            });
            state.problem = None;
        }
    }

    /// Notes why no answer came, and for how long that will stay so.
    pub(crate) fn fail(&self, error: UpstreamError, again_in: Duration) {
        let until = Instant::now() + again_in;
        self.state().problem = Some(Problem { error, until });
    }

    /// Whether anything is known, however old.
    pub(crate) fn has_value(&self) -> bool {
        self.state().kept.is_some()
    }

    /// The age of the answer, where there is one.
    pub(crate) fn age(&self) -> Option<Duration> {
        self.state().kept.as_ref().map(Kept::age)
    }

    /// Whether asking would bring nothing new: the answer is young, or the
    /// reason why there is none still holds.
    pub(crate) fn is_settled(&self) -> bool {
        let state = self.state();
        let is_young = state.kept.as_ref().is_some_and(|kept| kept.age() < self.life);
        is_young || state.problem.as_ref().is_some_and(|problem| Instant::now() < problem.until)
    }

    /// All that can be said now. One missed answer is no news: viewers are told
    /// from the second on.
    pub(crate) fn known(&self) -> Known<T> {
        let state = self.state();
        let value = state.kept.as_ref().map(|kept| (Arc::clone(&kept.value), kept.age()));
        let age = value.as_ref().map(|(_, age)| *age);
        let is_due = age.is_none_or(|age| age >= self.life);
        let problem = state.problem.as_ref().filter(|_| is_due);
        let old_in = age.map(|age| (self.life * 2).saturating_sub(age));
        let again_in = match (problem, age) {
            (Some(problem), _) => {
                let retry_in = problem.until.saturating_duration_since(Instant::now());
                retry_in.min(old_in.filter(|old_in| !old_in.is_zero()).unwrap_or(retry_in))
            }
            (None, Some(age)) => self.life.saturating_sub(age),
            (None, None) => Duration::ZERO,
        };
        Known {
            value,
            problem: problem.map(|problem| problem.error.clone()),
            is_old: old_in.is_some_and(|old_in| old_in.is_zero()),
            again_in,
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFE: Duration = Duration::from_secs(900);
    const DOWN: UpstreamError = UpstreamError::Unreachable("no answer in time");

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(minutes * 60)
    }

    #[test]
    fn a_young_answer_is_settled_and_a_due_one_is_not() {
        let slot = Slot::new(LIFE);
        assert!(!slot.is_settled() && !slot.has_value());
        slot.keep("old", minutes(16));
        assert!(!slot.is_settled() && slot.has_value());
        slot.keep("new", minutes(14));
        assert!(slot.is_settled());
        slot.keep("late", minutes(20));
        let known = slot.known();
        assert_eq!(*known.value.unwrap().0, "new");
        assert!(known.again_in <= minutes(1) && known.again_in > Duration::from_secs(50));
    }

    #[test]
    fn an_answer_ages_while_the_machine_is_suspended() {
        let slot = Slot::new(LIFE);
        slot.keep("before", minutes(1));
        let move_system_clock = |came_at: SystemTime| {
            slot.state().kept.as_mut().unwrap().since_by_system = came_at;
        };
        move_system_clock(SystemTime::now() - minutes(8 * 60));
        assert!(!slot.is_settled());
        let known = slot.known();
        assert!(known.is_old && known.value.unwrap().1 >= minutes(8 * 60 + 1));
        move_system_clock(SystemTime::now() + minutes(60));
        assert!(slot.is_settled(), "a clock that was set back makes nothing younger or older");
        assert!((minutes(1)..minutes(2)).contains(&slot.age().unwrap()));
    }

    #[test]
    fn a_failure_is_told_of_a_due_answer_and_makes_an_old_one_stale() {
        let slot = Slot::new(LIFE);
        slot.keep("young", minutes(1));
        slot.fail(DOWN, minutes(1));
        assert_eq!(slot.known().problem, None);
        for (age, is_old) in [(16, false), (29, false), (31, true)] {
            let slot = Slot::new(LIFE);
            slot.keep("due", minutes(age));
            slot.fail(DOWN, minutes(1));
            let known = slot.known();
            assert_eq!((known.problem, known.is_old), (Some(DOWN), is_old), "{age} min");
            assert!(known.again_in <= minutes(1));
            assert!(slot.is_settled(), "until the minute is over");
        }
    }

    #[test]
    fn that_an_answer_turns_old_is_news_even_while_nothing_can_be_asked() {
        let slot = Slot::new(LIFE);
        slot.keep("due", minutes(29));
        slot.fail(DOWN, minutes(24 * 60));
        assert!(slot.known().again_in <= minutes(1));
        let slot = Slot::new(LIFE);
        slot.keep("old", minutes(31));
        slot.fail(DOWN, minutes(24 * 60));
        assert!(slot.known().again_in > minutes(23 * 60));
    }

    #[test]
    fn without_any_answer_the_failure_is_all_there_is() {
        let slot = Slot::<()>::new(LIFE);
        slot.fail(DOWN, Duration::ZERO);
        let known = slot.known();
        assert!(known.value.is_none() && !known.is_old);
        assert_eq!(known.problem, Some(DOWN));
        assert!(!slot.is_settled());
    }
}
