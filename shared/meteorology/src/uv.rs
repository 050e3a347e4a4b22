use crate::coded::coded;

coded! {
    /// How strong the ultraviolet light of the sun is.
    UvCategory, "uv" {
        /// Index 0 to 2.
        Low = "low",
        /// Index 3 to 5.
        Moderate = "moderate",
        /// Index 6 and 7.
        High = "high",
        /// Index 8 to 10.
        VeryHigh = "very_high",
        /// Index 11 and above.
        Extreme = "extreme",
    }
}

/// The lowest index that is reported as 3, from which protection is advised.
const PROTECTION_INDEX: f64 = 2.5;

/// The category of a UV index (0 and above), which is rounded to a whole number
/// first, as it is reported. One that is negative or not a number counts as low.
///
/// Source: WHO, WMO, UNEP and ICNIRP, Global Solar UV Index: A Practical Guide
/// (2002), table 1.
#[must_use]
pub fn uv_category(uv_index: f64) -> UvCategory {
    const LOWER_LIMITS: [f64; 4] = [3.0, 6.0, 8.0, 11.0];
    let reported = uv_index.round();
    UvCategory::ALL[LOWER_LIMITS.partition_point(|limit| *limit <= reported)]
}

/// The first and the last instant at which protection from the sun is advised,
/// of a series of instants (seconds, ascending) with their UV index; `None`
/// where it never is.
///
/// Protection is advised from category moderate on, an index that rounds to 3.
/// Between two instants the index counts as a straight line. The window spans
/// dips in between, so the series should be of one day. An index that is not a
/// number is left out.
///
/// Source: WHO, WMO, UNEP and ICNIRP, Global Solar UV Index: A Practical Guide
/// (2002), recommended sun protection scheme.
#[must_use]
pub fn protection_window(series: impl IntoIterator<Item = (i64, f64)>) -> Option<(i64, i64)> {
    let mut window = None;
    let mut previous: Option<(i64, f64)> = None;
    for (at, index) in series.into_iter().filter(|(_, index)| !index.is_nan()) {
        if index >= PROTECTION_INDEX {
            let begin = previous.map_or(at, |before| crossing(before, (at, index)));
            window = Some((window.map_or(begin, |(first, _)| first), at));
        } else if let (Some((first, _)), Some(before)) = (window, previous)
            && before.1 >= PROTECTION_INDEX
        {
            window = Some((first, crossing(before, (at, index))));
        }
        previous = Some((at, index));
    }
    window
}

/// When the line between two points meets the protection index, to the second;
/// the first point where both are above it.
fn crossing((t0, i0): (i64, f64), (t1, i1): (i64, f64)) -> i64 {
    if i0 >= PROTECTION_INDEX && i1 >= PROTECTION_INDEX {
        return t0;
    }
    let share = ((PROTECTION_INDEX - i0) / (i1 - i0)).clamp(0.0, 1.0);
    let seconds = (t1.saturating_sub(t0) as f64 * share).round();
    t0.saturating_add(seconds as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn categories_follow_the_rounded_index() {
        use UvCategory::*;
        for (index, expected) in [
            (0.0, Low),
            (2.49, Low),
            (2.5, Moderate),
            (5.4, Moderate),
            (5.5, High),
            (7.4, High),
            (7.5, VeryHigh),
            (10.4, VeryHigh),
            (10.5, Extreme),
            (25.0, Extreme),
            (-1.0, Low),
            (f64::NAN, Low),
        ] {
            assert_eq!(uv_category(index), expected, "index {index}");
        }
    }

    /// A series by the hour from 0, in seconds.
    fn hourly(indices: &[f64]) -> impl Iterator<Item = (i64, f64)> {
        (0_i64..).step_by(3600).zip(indices.iter().copied())
    }

    #[test]
    fn the_window_is_interpolated() {
        // Half way between 1 and 2 h, and a quarter of the way from 3 to 4 h.
        let series = hourly(&[0.0, 1.0, 4.0, 3.0, 1.0, 0.0]);
        assert_eq!(protection_window(series), Some((5400, 11_700)));
    }

    #[test]
    fn the_window_stays_within_the_series() {
        assert_eq!(protection_window(hourly(&[5.0, 6.0, 7.0])), Some((0, 7200)));
        assert_eq!(protection_window(hourly(&[2.5])), Some((0, 0)));
        assert_eq!(protection_window(hourly(&[0.0, 2.4, 0.0])), None);
        assert_eq!(protection_window([]), None);
    }

    #[test]
    fn the_window_spans_dips_and_gaps() {
        let dip = hourly(&[2.0, 3.0, 1.0, 4.0, 1.0]);
        assert_eq!(protection_window(dip), Some((1800, 12_600)));
        let gap = hourly(&[2.0, f64::NAN, 3.0, f64::NAN]);
        assert_eq!(protection_window(gap), Some((3600, 7200)));
    }

    proptest! {
        #[test]
        fn the_window_holds_every_instant_above(
            indices in prop::collection::vec(0.0..12.0_f64, 0..30),
        ) {
            let window = protection_window(hourly(&indices));
            let above = hourly(&indices).filter(|(_, index)| *index >= PROTECTION_INDEX);
            match window {
                None => prop_assert_eq!(above.count(), 0),
                Some((first, last)) => {
                    prop_assert!(first <= last);
                    for (at, _) in above {
                        prop_assert!((first..=last).contains(&at));
                    }
                }
            }
        }

        #[test]
        fn nothing_panics(series in prop::collection::vec(any::<(i64, f64)>(), 0..5)) {
            for (_, index) in &series {
                let _ = uv_category(*index);
            }
            let _ = protection_window(series);
        }
    }
}
