use jiff::{Timestamp, Unit};

/// Rounded to a hundredth of a unit, which is finer than a pixel and short in
/// the page. Zero has no sign.
#[must_use]
pub fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// The full minute nearest to an instant, as almanacs print the time of an
/// event; half a minute counts up. A clock, in contrast, shows the minute that
/// has begun.
#[must_use]
pub fn nearest_minute(instant: Timestamp) -> Timestamp {
    // A minute divides the day, so this cannot fail.
    instant.round(Unit::Minute).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundredth_is_short() {
        for (value, text) in
            [(12.345_6, "12.35"), (1.0 / 3.0, "0.33"), (100.0, "100"), (-7.125, "-7.13")]
        {
            assert_eq!(hundredth(value).to_string(), text);
        }
        assert_eq!(hundredth(-0.001).to_string(), "0");
    }

    #[test]
    fn the_nearest_minute_may_be_the_next() {
        for (instant, minute) in [
            ("2025-12-28T07:53:29.999Z", "2025-12-28T07:53:00Z"),
            ("2025-12-28T07:53:30Z", "2025-12-28T07:54:00Z"),
            ("2025-12-31T23:59:51Z", "2026-01-01T00:00:00Z"),
            ("1925-12-28T07:53:51Z", "1925-12-28T07:54:00Z"),
        ] {
            let [instant, minute]: [Timestamp; 2] =
                [instant, minute].map(|text| text.parse().unwrap());
            assert_eq!(nearest_minute(instant), minute);
        }
    }
}
