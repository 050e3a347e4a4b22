use schemars::JsonSchema;
use serde::Serialize;

/// A degree of the Douglas sea scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Douglas {
    /// Degree, 0 (calm, glassy) to 9 (phenomenal).
    pub degree: u8,
    /// The English term of the WMO, in lower case.
    pub label: &'static str,
}

/// The greatest height of each degree below 9, m, and the term of each.
const UPPER_LIMITS_M: [f64; 9] = [0.0, 0.1, 0.5, 1.25, 2.5, 4.0, 6.0, 9.0, 14.0];
const LABELS: [&str; 10] = [
    "calm (glassy)",
    "calm (rippled)",
    "smooth",
    "slight",
    "moderate",
    "rough",
    "very rough",
    "high",
    "very high",
    "phenomenal",
];

/// The degree of the sea by the significant height of its waves, m. A height on
/// a limit belongs to the lower degree: 4 m is degree 5. One that is negative
/// or not a number counts as calm.
///
/// Source: Manual on Codes (WMO-No. 306), code table 3700, state of the sea.
#[must_use]
pub fn douglas(significant_wave_height_m: f64) -> Douglas {
    let degree = UPPER_LIMITS_M.partition_point(|limit| *limit < significant_wave_height_m);
    Douglas { degree: degree as u8, label: LABELS[degree] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_degree_ends_with_its_limit() {
        for (degree, limit) in UPPER_LIMITS_M.into_iter().enumerate() {
            assert_eq!(usize::from(douglas(limit).degree), degree, "at {limit} m");
            assert_eq!(usize::from(douglas(limit + 0.01).degree), degree + 1, "above {limit} m");
        }
    }

    #[test]
    fn terms_are_those_of_the_wmo() {
        for (height, degree, label) in [
            (0.0, 0, "calm (glassy)"),
            (0.05, 1, "calm (rippled)"),
            (0.3, 2, "smooth"),
            (1.0, 3, "slight"),
            (2.0, 4, "moderate"),
            (4.0, 5, "rough"),
            (5.0, 6, "very rough"),
            (8.0, 7, "high"),
            (12.0, 8, "very high"),
            (20.0, 9, "phenomenal"),
        ] {
            assert_eq!(douglas(height), Douglas { degree, label });
        }
    }

    #[test]
    fn no_height_is_out_of_reach() {
        assert_eq!(douglas(f64::INFINITY).degree, 9);
        assert_eq!(douglas(-1.0).degree, 0);
        assert_eq!(douglas(f64::NAN).degree, 0);
    }

    proptest! {
        #[test]
        fn higher_waves_are_never_a_lower_degree(a in -1.0..20.0_f64, more in 0.0..20.0_f64) {
            prop_assert!(douglas(a) <= douglas(a + more));
        }
    }
}
