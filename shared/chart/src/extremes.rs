/// The first of the highest `points`: an instant, or whatever else tells them
/// apart, with a value. Values that are not finite do not count; `None` without
/// any other.
pub fn highest<T>(points: impl IntoIterator<Item = (T, f64)>) -> Option<(T, f64)> {
    let points = points.into_iter().filter(|(_, value)| value.is_finite());
    points.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The first of the lowest `points`, see [`highest`].
pub fn lowest<T>(points: impl IntoIterator<Item = (T, f64)>) -> Option<(T, f64)> {
    let points = points.into_iter().filter(|(_, value)| value.is_finite());
    points.reduce(|best, next| if next.1 < best.1 { next } else { best })
}

/// The lowest and the highest of `values`, moved apart about their middle to
/// `least` at least, so that small changes look small. Values that are not
/// finite do not count; `None` without any other.
pub fn extent(values: impl IntoIterator<Item = f64>, least: f64) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|value| value.is_finite());
    let (low, high) = finite
        .map(|value| (value, value))
        .reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))?;
    let missing = (least - (high - low)).max(0.0);
    Some((low - missing / 2.0, high + missing / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_points_counts() {
        let points = [('a', 4.0), ('b', 9.0), ('c', 4.0), ('d', f64::NAN), ('e', 9.0)];
        assert_eq!(highest(points), Some(('b', 9.0)));
        assert_eq!(lowest(points), Some(('a', 4.0)));
        assert_eq!(highest([('d', f64::NAN)]), None);
        assert_eq!(lowest([('d', f64::NEG_INFINITY)]), None);
    }

    #[test]
    fn an_extent_holds_every_value() {
        assert_eq!(extent([3.0, -2.0, 8.0], 0.0), Some((-2.0, 8.0)));
        assert_eq!(extent([7.0], 0.0), Some((7.0, 7.0)));
        assert_eq!(extent([f64::NAN, 4.0, f64::INFINITY], 0.0), Some((4.0, 4.0)));
        assert_eq!(extent([], 6.0), None);
    }

    #[test]
    fn a_small_extent_is_widened_about_its_middle() {
        assert_eq!(extent([10.0, 12.0], 6.0), Some((8.0, 14.0)));
        assert_eq!(extent([10.0, 17.0], 6.0), Some((10.0, 17.0)));
    }
}
