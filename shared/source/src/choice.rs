use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use service::SourceSetting;
use weather::SourceKind;

/// How often live weather is looked for while it cannot be had: soon at first, then seldom.
const LOOK_AFTER: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(300));

/// Who chose which kind of weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The settings: it stays.
    Set(SourceKind),
    /// The board.
    Announced(SourceKind),
    /// This process, by asking the live service.
    Found(SourceKind),
}

impl Choice {
    /// The choice after which this process looks for something better.
    pub(crate) const LOOKING: Self = Self::Found(SourceKind::Simulated);

    /// The choice of the settings; none where it is to be found out.
    pub(crate) fn of(setting: SourceSetting) -> Option<Self> {
        match setting {
            SourceSetting::Auto => None,
            SourceSetting::OpenMeteo => Some(Self::Set(SourceKind::OpenMeteo)),
            SourceSetting::Replay => Some(Self::Set(SourceKind::Replay)),
            SourceSetting::Simulated => Some(Self::Set(SourceKind::Simulated)),
        }
    }

    pub(crate) fn kind(self) -> SourceKind {
        match self {
            Self::Set(kind) | Self::Announced(kind) | Self::Found(kind) => kind,
        }
    }

    /// What this choice becomes when a `new` one is made.
    pub(crate) fn then(self, new: Self) -> Self {
        match (self, new) {
            // Whoever is told by a board finds nothing out for itself any more.
            (Self::Set(_), _) | (Self::Announced(_), Self::Found(_)) => self,
            (_, new)
                if self.kind() == SourceKind::OpenMeteo && new.kind() == SourceKind::Simulated =>
            {
                self
            }
            (_, new) => new,
        }
    }
}

/// The waits between looks, for ever, with jitter so that many boards do not look at once.
pub(crate) fn looks() -> impl Iterator<Item = Duration> {
    let (shortest, longest) = LOOK_AFTER;
    ExponentialBuilder::new()
        .with_min_delay(shortest)
        .with_max_delay(longest)
        .without_max_times()
        .build()
        .map(|bound| bound.mul_f64(0.5 + 0.5 * fastrand::f64()))
}

#[cfg(test)]
mod tests {
    use SourceKind::{OpenMeteo, Replay, Simulated};

    use super::*;

    #[test]
    fn simulated_may_become_live_and_live_never_simulated() {
        let (found, announced) = (Choice::Found, Choice::Announced);
        assert_eq!(found(Simulated).then(announced(OpenMeteo)), announced(OpenMeteo));
        assert_eq!(found(OpenMeteo).then(announced(Simulated)), found(OpenMeteo));
        assert_eq!(announced(OpenMeteo).then(announced(Simulated)), announced(OpenMeteo));
        assert_eq!(announced(Simulated).then(announced(Replay)), announced(Replay));
    }

    #[test]
    fn what_was_set_stays() {
        for kind in [OpenMeteo, Replay, Simulated] {
            for other in [OpenMeteo, Replay, Simulated] {
                assert_eq!(Choice::Set(kind).then(Choice::Announced(other)), Choice::Set(kind));
            }
        }
    }

    #[test]
    fn what_was_announced_stands_against_what_is_found() {
        for kind in [OpenMeteo, Replay, Simulated] {
            let announced = Choice::Announced(kind);
            assert_eq!(announced.then(Choice::Found(OpenMeteo)), announced);
        }
    }

    #[test]
    fn who_is_told_looks_no_further() {
        for kind in [Replay, Simulated] {
            assert_eq!(Choice::LOOKING.then(Choice::Announced(kind)), Choice::Announced(kind));
        }
    }

    #[test]
    fn looks_become_seldom() {
        let waits: Vec<Duration> = looks().take(8).collect();
        assert!(waits[0] >= LOOK_AFTER.0 / 2 && waits[0] <= LOOK_AFTER.0);
        assert!(waits[7] >= LOOK_AFTER.1 / 2 && waits[7] <= LOOK_AFTER.1);
    }
}
