use std::time::Duration;

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
            Self::Malformed(_) => "malformed",
        }
    }

    /// How long the service asked to be left alone, where it did.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after, .. } | Self::Unavailable { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
