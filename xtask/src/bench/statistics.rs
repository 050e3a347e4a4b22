//! What many measurements say together.

use std::time::Duration;

/// The value that this share of all, 0 to 1, does not exceed (nearest rank);
/// none where there are none.
pub(super) fn quantile(mut values: Vec<f64>, share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
    let count = values.len() as f64;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to the count")]
    let rank = (share.clamp(0.0, 1.0) * count).ceil().max(1.0) as usize;
    values.get(rank - 1).copied()
}

/// The value in the middle; none where there are none.
pub(super) fn median(values: Vec<f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// A duration in milliseconds.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// A count or a size as a figure.
#[allow(clippy::cast_precision_loss, reason = "figures are rounded anyway")]
pub(super) fn figure(count: impl TryInto<u64>) -> f64 {
    count.try_into().unwrap_or(u64::MAX) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_the_nearest_rank() {
        let values = || (1..=100).rev().map(f64::from).collect::<Vec<_>>();
        for (share, expected) in [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.0, 1.0)] {
            assert_eq!(quantile(values(), share), Some(expected), "{share}");
        }
        assert_eq!(quantile(vec![3.0, 1.0], 0.99), Some(3.0));
        assert_eq!(median(vec![9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(vec![]), None);
    }
}
