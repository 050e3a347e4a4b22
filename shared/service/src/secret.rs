use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// A value that is never printed: logs and `--print-config` show `***`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps `value` from being printed.
    #[must_use]
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// What keeps it from going out with a request as it is, without the value.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match self.0.as_bytes() {
            [] => Some("is empty: visible ASCII is allowed, or to leave it unset"),
            bytes if bytes.iter().all(u8::is_ascii_graphic) => None,
            _ => Some("holds what is not allowed: visible ASCII is, without blanks"),
        }
    }

    /// The value itself, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("***")
    }
}
