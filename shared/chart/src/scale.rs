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
}
