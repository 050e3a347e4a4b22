use crate::coded::coded;

coded! {
    /// The tendency of the air pressure over three hours, from the fastest fall
    /// to the fastest rise.
    Trend, "trend" {
        /// Falling by more than 6.0 hPa.
        FallingVeryRapidly = "falling_very_rapidly",
        /// Falling by 3.6 to 6.0 hPa.
        FallingQuickly = "falling_quickly",
        /// Falling by 1.6 to 3.5 hPa.
        Falling = "falling",
        /// Falling by 0.1 to 1.5 hPa.
        FallingSlowly = "falling_slowly",
        /// Changing by less than 0.1 hPa.
        Steady = "steady",
        /// Rising by 0.1 to 1.5 hPa.
        RisingSlowly = "rising_slowly",
        /// Rising by 1.6 to 3.5 hPa.
        Rising = "rising",
        /// Rising by 3.6 to 6.0 hPa.
        RisingQuickly = "rising_quickly",
        /// Rising by more than 6.0 hPa.
        RisingVeryRapidly = "rising_very_rapidly",
    }
}

/// The words for a change of pressure over three hours, hPa, positive when it
/// rises. It is rounded to tenths first, as stations report it; not a number
/// counts as steady.
///
/// Source: Met Office, marine forecasts glossary, pressure tendency in station
/// reports, <https://www.metoffice.gov.uk/weather/guides/coast-and-sea/glossary>.
#[must_use]
pub fn trend(change_3h_hpa: f64) -> Trend {
    let tenths = (change_3h_hpa * 10.0).round();
    let (slowly, plain, quickly, very_rapidly) = if tenths < 0.0 {
        (Trend::FallingSlowly, Trend::Falling, Trend::FallingQuickly, Trend::FallingVeryRapidly)
    } else {
        (Trend::RisingSlowly, Trend::Rising, Trend::RisingQuickly, Trend::RisingVeryRapidly)
    };
    let size = tenths.abs();
    if size > 60.0 {
        very_rapidly
    } else if size > 35.0 {
        quickly
    } else if size > 15.0 {
        plain
    } else if size > 0.0 {
        slowly
    } else {
        Trend::Steady
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_change_at_the_published_limits() {
        for (change, rise, fall) in [
            (0.1, Trend::RisingSlowly, Trend::FallingSlowly),
            (1.5, Trend::RisingSlowly, Trend::FallingSlowly),
            (1.6, Trend::Rising, Trend::Falling),
            (3.5, Trend::Rising, Trend::Falling),
            (3.6, Trend::RisingQuickly, Trend::FallingQuickly),
            (6.0, Trend::RisingQuickly, Trend::FallingQuickly),
            (6.1, Trend::RisingVeryRapidly, Trend::FallingVeryRapidly),
            (40.0, Trend::RisingVeryRapidly, Trend::FallingVeryRapidly),
        ] {
            assert_eq!(trend(change), rise, "{change} hPa");
            assert_eq!(trend(-change), fall, "-{change} hPa");
        }
        for still in [0.0, -0.0, 0.04, -0.04, f64::NAN] {
            assert_eq!(trend(still), Trend::Steady, "{still} hPa");
        }
    }

    proptest! {
        #[test]
        fn a_greater_change_is_never_a_lesser_word(a in -20.0..20.0_f64, more in 0.0..20.0_f64) {
            prop_assert!(trend(a) <= trend(a + more));
        }

        #[test]
        fn nothing_panics(change in any::<f64>()) {
            let _ = trend(change);
        }
    }
}
