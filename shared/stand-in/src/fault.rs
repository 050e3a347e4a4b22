use serde::{Deserialize, Serialize};

/// What goes wrong with every answer of a service.
///
/// As JSON an object with the fault's name as `kind`, for example
/// `{"kind":"latency","ms":800}` or `{"kind":"status","status":429}`. Faults of
/// the values leave an answer that is no JSON, and an error, as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// The right answer, late.
    Latency {
        /// How late, ms.
        ms: u64,
    },
    /// An error status with the service's error body.
    Status {
        /// The HTTP status.
        status: u16,
        /// The reason in the body; the service's own words where none is given.
        #[serde(default)]
        reason: Option<String>,
        /// The header `Retry-After`, s.
        #[serde(default)]
        retry_after_s: Option<u64>,
    },
    /// The connection is reset before a byte of the answer.
    Reset,
    /// The connection is reset in the middle of the body.
    ResetMidway,
    /// The body trickles.
    SlowDrip {
        /// How fast, bytes per second; 0 stops after the head.
        bytes_per_s: u64,
    },
    /// The right length announced, half of the body, then an orderly end.
    Truncated,
    /// A complete answer whose JSON stops halfway.
    TruncatedJson,
    /// A complete answer whose JSON has a syntax error near its start.
    MalformedJson,
    /// What the service says of a place it does not cover: 200 and bare `nan`, which is not JSON.
    BareNan,
    /// A bare `nan` for every third value.
    NanValues,
    /// In each block the first variable has texts for numbers, the second an object for its array.
    WrongTypes,
    /// Every third value is null.
    Nulls,
    /// Every value is null.
    AllNull,
    /// `daily` lacks its last day, `hourly` its last 24 h, `minutely_15` its
    /// last 96 quarters; the last daily values that remain are null.
    MissingLastDay,
    /// An array of two answers: ours, and one of a place a degree further with
    /// every value 10 more.
    SeveralLocations,
    /// The first variable of every block has the unit `undefined` and null values.
    UndefinedUnit,
    /// Every value is −0.
    NegativeZero,
    /// The start of the right answer, then spaces; chunked, of untold length.
    HugeBody {
        /// How long in all, bytes.
        bytes: u64,
    },
    /// 200 and half of the JSON, then the service's words for an error while streaming; chunked.
    BrokenStream,
    /// 200 and the sign-in page of a hotel.
    CaptivePortal,
    /// 302 to another address of this server, where the right answer is.
    Redirect,
    /// 200 and an error body.
    #[serde(rename = "error_200")]
    Error200,
    /// The request is read, and never answered.
    BlackHole,
}

impl Fault {
    /// One example of each fault with its name, and several of `Status`; without [`Fault::None`].
    #[must_use]
    pub fn examples() -> Vec<(&'static str, Self)> {
        vec![
            ("latency", Self::Latency { ms: 300 }),
            ("status_400", Self::status(400)),
            ("status_429", Self::Status { status: 429, reason: None, retry_after_s: Some(60) }),
            ("status_500", Self::status(500)),
            ("status_503", Self::status(503)),
            ("reset", Self::Reset),
            ("reset_midway", Self::ResetMidway),
            ("slow_drip", Self::SlowDrip { bytes_per_s: 20 }),
            ("truncated", Self::Truncated),
            ("truncated_json", Self::TruncatedJson),
            ("malformed_json", Self::MalformedJson),
            ("bare_nan", Self::BareNan),
            ("nan_values", Self::NanValues),
            ("wrong_types", Self::WrongTypes),
            ("nulls", Self::Nulls),
            ("all_null", Self::AllNull),
            ("missing_last_day", Self::MissingLastDay),
            ("several_locations", Self::SeveralLocations),
            ("undefined_unit", Self::UndefinedUnit),
            ("negative_zero", Self::NegativeZero),
            ("huge_body", Self::HugeBody { bytes: 64 * 1024 * 1024 }),
            ("broken_stream", Self::BrokenStream),
            ("captive_portal", Self::CaptivePortal),
            ("redirect", Self::Redirect),
            ("error_200", Self::Error200),
            ("black_hole", Self::BlackHole),
        ]
    }

    /// An error status in the service's own words, without `Retry-After`.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Status { status, reason: None, retry_after_s: None }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_example_survives_json() {
        for (name, fault) in Fault::examples() {
            let json = serde_json::to_string(&fault).unwrap();
            assert_eq!(serde_json::from_str::<Fault>(&json).unwrap(), fault, "{json}");
            let kind = serde_json::from_str::<serde_json::Value>(&json).unwrap()["kind"].clone();
            let kind = kind.as_str().unwrap().to_owned();
            assert!(name.starts_with(&kind), "{name}: {kind}");
        }
        let names: BTreeSet<&str> = Fault::examples().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), Fault::examples().len());
    }

    #[test]
    fn what_is_no_fault_is_told_what_is() {
        let refused = |json| serde_json::from_str::<Fault>(json).unwrap_err().to_string();
        assert!(refused(r#"{"kind":"typo"}"#).contains("black_hole"));
        assert!(refused(r#"{"kind":"latency"}"#).contains("ms"));
        assert!(refused(r#"{"kind":"latency","ms":1,"x":2}"#).contains("unknown field"));
    }
}
