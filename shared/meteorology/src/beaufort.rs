use schemars::JsonSchema;
use serde::Serialize;

/// A force of the Beaufort wind scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Beaufort {
    /// Force, 0 (calm) to 12 (hurricane force).
    pub force: u8,
    /// The English term of the WMO, in lower case.
    pub label: &'static str,
}

/// The lowest speed of each force from 1, m/s, and the term of each from 0.
const LOWER_LIMITS_MPS: [f64; 12] =
    [0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7];
const LABELS: [&str; 13] = [
    "calm",
    "light air",
    "light breeze",
    "gentle breeze",
    "moderate breeze",
    "fresh breeze",
    "strong breeze",
    "near gale",
    "gale",
    "strong gale",
    "storm",
    "violent storm",
    "hurricane force",
];

/// The Beaufort force of a ten-minute mean wind speed 10 m above ground, m/s.
/// A speed that is negative or not a number counts as calm.
///
/// Source: WMO Guide to Instruments and Methods of Observation (WMO-No. 8),
/// volume I, chapter 5; Manual on Codes (WMO-No. 306), section E.
#[must_use]
pub fn beaufort(speed_mps: f64) -> Beaufort {
    let force = LOWER_LIMITS_MPS.partition_point(|limit| *limit <= speed_mps);
    Beaufort { force: force as u8, label: LABELS[force] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_force_starts_at_its_limit() {
        assert_eq!(beaufort(0.0), Beaufort { force: 0, label: "calm" });
        for (index, limit) in LOWER_LIMITS_MPS.into_iter().enumerate() {
            assert_eq!(usize::from(beaufort(limit - 0.01).force), index, "below {limit} m/s");
            assert_eq!(usize::from(beaufort(limit).force), index + 1, "at {limit} m/s");
        }
    }

    #[test]
    fn terms_are_those_of_the_wmo() {
        for (speed, force, label) in [
            (1.0, 1, "light air"),
            (7.0, 4, "moderate breeze"),
            (15.0, 7, "near gale"),
            (18.0, 8, "gale"),
            (30.0, 11, "violent storm"),
            (90.0, 12, "hurricane force"),
        ] {
            assert_eq!(beaufort(speed), Beaufort { force, label });
        }
    }

    #[test]
    fn no_speed_is_out_of_reach() {
        assert_eq!(beaufort(f64::INFINITY).force, 12);
        assert_eq!(beaufort(-1.0).force, 0);
        assert_eq!(beaufort(f64::NAN).force, 0);
    }
}
