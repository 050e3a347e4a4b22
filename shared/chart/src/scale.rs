use crate::hundredth;

/// Maps values to positions in a straight line.
///
/// Values beyond the domain go on beyond the range. Either may run downwards: a
/// picture's y does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Scale {
    /// Puts the ends of `domain`, values, at those of `range`, positions.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// Where a value stands: in the middle of the range where the domain is
    /// one value only.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let ((first, last), (start, end)) = (self.domain, self.range);
        let share = if first == last { 0.5 } else { (value - first) / (last - first) };
        hundredth(start + share * (end - start))
    }
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
    fn values_stand_in_proportion() {
        let scale = Scale::new((-10.0, 30.0), (90.0, 10.0));
        for (value, position) in
            [(-10.0, 90.0), (30.0, 10.0), (10.0, 50.0), (10.333, 49.33), (40.0, -10.0)]
        {
            assert_eq!(scale.at(value), position);
        }
    }

    #[test]
    fn one_value_alone_stands_in_the_middle() {
        assert_eq!(Scale::new((5.0, 5.0), (0.0, 80.0)).at(5.0), 40.0);
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
