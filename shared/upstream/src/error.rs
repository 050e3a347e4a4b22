use std::time::Duration;

use jiff::Timestamp;

/// Why there is no weather, in words a viewer can read.
///
/// The text holds neither addresses nor coordinates nor the API key, so that it
/// can be shown and logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpstreamError {
    /// The settings of this program do not allow to ask at all.
    #[error("the weather service cannot be asked: {0}")]
    Setup(String),
    /// No answer came, or only a part of one.
    #[error("the weather service does not answer: {0}")]
    Unreachable(&'static str),
    /// Too many requests (429).
    #[error("the weather service is busy (429): {reason}")]
    Busy {
        /// What the service says.
        reason: String,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The service has a fault of its own (5xx).
    #[error("the weather service is out of order ({status}): {reason}")]
    Unavailable {
        /// The HTTP status.
        status: u16,
        /// What the service says.
        reason: String,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The service does not accept the request.
    #[error("the weather service refused the request ({status}): {reason}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the service says.
        reason: String,
    },
    /// The service knows nothing about this spot.
    #[error("no data for this place")]
    NotCovered,
    /// This process has asked as often as it may today.
    #[error("the calls allowed for today are used up")]
    BudgetSpent,
    /// The recording holds nothing for this.
    #[error("the recording has no weather of this place")]
    NotRecorded,
    /// The answer is whole, but holds nothing of what was asked for.
    #[error("nothing that was asked for is in the answer of the weather service")]
    Empty,
    /// Something came that is no weather.
    #[error("the answer of the weather service cannot be read: {0}")]
    Malformed(String),
}

impl UpstreamError {
    /// One word for the kind of error, for those who say it in other languages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Setup(_) => "setup",
            Self::Unreachable(_) => "unreachable",
            Self::Busy { .. } => "busy",
            Self::Unavailable { .. } => "unavailable",
            Self::Refused { .. } => "refused",
            Self::NotCovered => "not-covered",
            Self::BudgetSpent => "budget-spent",
            Self::NotRecorded => "not-recorded",
            Self::Empty => "empty",
            Self::Malformed(_) => "malformed",
        }
    }

    /// Whether the fault lies in this one question, so that another may well
    /// be answered and the same one will not.
    #[must_use]
    pub(crate) fn is_of_the_question(&self) -> bool {
        match self {
            Self::NotCovered | Self::Empty => true,
            Self::Refused { status, .. } => matches!(status, 400 | 404 | 414 | 422),
            _ => false,
        }
    }

    /// How long the service asked to be left alone at `now`, where it did: in
    /// a header, or in the words of Open-Meteo's rate limiter.
    #[must_use]
    pub fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        match self {
            Self::Busy { reason, retry_after } => retry_after.or_else(|| in_words(reason, now)),
            Self::Unavailable { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// "Please try again in one minute", "in the next hour", "tomorrow" (UTC).
fn in_words(reason: &str, now: Timestamp) -> Option<Duration> {
    let rest_of = |period: i64| {
        let rest = period - now.as_second().rem_euclid(period);
        Some(Duration::from_secs(rest.unsigned_abs()))
    };
    match reason {
        _ if reason.contains("in one minute") => Some(Duration::from_secs(60)),
        _ if reason.contains("in the next hour") => rest_of(3600),
        _ if reason.contains("tomorrow") => rest_of(24 * 3600),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_rate_limiter_are_heard() {
        let now = "2026-01-02T03:04:05Z".parse().unwrap();
        let wait = |reason: &str| {
            let busy = UpstreamError::Busy { reason: reason.into(), retry_after: None };
            busy.retry_after(now).map(|wait| wait.as_secs())
        };
        let minutely = "Minutely API request limit exceeded. Please try again in one minute.";
        assert_eq!(wait(minutely), Some(60));
        let hourly = "Hourly API request limit exceeded. Please try again in the next hour.";
        assert_eq!(wait(hourly), Some(55 * 60 + 55));
        let daily = "Daily API request limit exceeded. Please try again tomorrow.";
        assert_eq!(wait(daily), Some(20 * 3600 + 55 * 60 + 55));
        assert_eq!(wait("Too many concurrent requests"), None);
    }
}
