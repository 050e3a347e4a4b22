use std::ops::RangeInclusive;

use jiff::{ToSpan, civil::Date};

/// A normal is made of at least this share of the values that its days should have.
const LEAST_SHARE: f64 = 0.8;

/// The days of some years at the time of year of `day`, ascending: those up to
/// `reach` days before or after it, the turn of the year no matter.
///
/// Its day of the year is the same in every year; that of 29 February is
/// 28 February in a common year, so that every year has as many days. Up to a
/// reach of 182 no day comes twice.
pub fn same_time_of_year(
    day: Date,
    reach: u8,
    years: RangeInclusive<i16>,
) -> impl Iterator<Item = Date> {
    let (reach, around) =
        (i32::from(reach), years.start().saturating_sub(1)..=years.end().saturating_add(1));
    around
        .filter_map(move |year| in_year(day, year))
        .flat_map(move |same| (-reach..=reach).map(move |days| same.checked_add(days.days())))
        .filter_map(Result::ok)
        .filter(move |date| years.contains(&date.year()))
}

fn in_year(day: Date, year: i16) -> Option<Date> {
    let same = |number| Date::new(year, day.month(), number);
    same(day.day()).or_else(|_| same(day.day() - 1)).ok()
}

/// The normal of values that should be `expected` in number: their arithmetic
/// mean, where at least 80 % of them are there; else none.
///
/// Source: WMO Guidelines on the Calculation of Climate Normals (WMO-No. 1203,
/// 2017), which asks for data in at least 80 % of the years. Where a year gives
/// no more values than any other, 80 % of the values come from so many years.
#[must_use]
pub fn normal(values: &[f64], expected: usize) -> Option<f64> {
    let count = values.len() as f64;
    let is_enough = !values.is_empty() && count >= LEAST_SHARE * expected as f64;
    is_enough.then(|| values.iter().sum::<f64>() / count)
}

/// The percentile rank of `value` among `values`, 0 to 100: the mean of the
/// share of them that is below it and the share that is not above it. None
/// where there are no values, or it is not a number.
///
/// Equal values count half on either side, because a reference in tenths of a
/// degree has many: what is usual ranks about 50, and looking from the cold
/// side gives the same picture as from the warm one.
///
/// Source: SciPy, `scipy.stats.percentileofscore` of the kind `mean`,
/// <https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.percentileofscore.html>.
#[must_use]
pub fn percentile_rank(values: &[f64], value: f64) -> Option<f64> {
    let count = |is_counted: fn(f64, f64) -> bool| {
        values.iter().filter(|other| is_counted(**other, value)).count() as f64
    };
    let (below, not_above) =
        (count(|other, value| other < value), count(|other, value| other <= value));
    (!values.is_empty() && !value.is_nan())
        .then(|| (below + not_above) / 2.0 / values.len() as f64 * 100.0)
}

/// How often values lie where: the kernel estimate of their density by a normal
/// curve for each, as wide as suits values that are about normal themselves.
///
/// Source: B. W. Silverman, Density Estimation for Statistics and Data Analysis
/// (1986), section 2.4 and equation 3.28, the width being 1.06 σ n^(-1/5).
#[derive(Clone, Debug, PartialEq)]
pub struct Density<'a> {
    values: &'a [f64],
    width: f64,
}

impl<'a> Density<'a> {
    /// Of these values, with a width of `least_width` at least: values that are
    /// all one would have none.
    #[must_use]
    pub fn new(values: &'a [f64], least_width: f64) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let variance =
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
        let width = 1.06 * variance.sqrt() * libm::pow(count, -0.2);
        Self { values, width: width.max(least_width) }
    }

    /// The width of the curve of each value, in their unit.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.width
    }

    /// The density at a value, the share of all values per unit. Not a number
    /// without any.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let curve = |other: &f64| {
            let off = (value - other) / self.width;
            libm::exp(-off * off / 2.0)
        };
        let sum: f64 = self.values.iter().map(curve).sum();
        sum / (self.values.len() as f64 * self.width * std::f64::consts::TAU.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn around(day: Date) -> Vec<Date> {
        same_time_of_year(day, 7, 1991..=2020).collect()
    }

    #[test]
    fn every_day_of_the_year_has_450_days_around_it_in_thirty_years() {
        let days = std::iter::successors(Some(date(2028, 1, 1)), |day| day.tomorrow().ok());
        for day in days.take_while(|day| day.year() == 2028) {
            let around = around(day);
            assert_eq!(around.len(), 450, "{day}");
            assert!(around.windows(2).all(|pair| pair[0] < pair[1]), "{day}");
        }
    }

    #[test]
    fn the_days_cross_the_turn_of_the_year() {
        let days = around(date(2026, 12, 31));
        assert_eq!((days[0], days[6]), (date(1991, 1, 1), date(1991, 1, 7)));
        assert_eq!((days[7], days[21]), (date(1991, 12, 24), date(1992, 1, 7)));
        assert_eq!(days[449], date(2020, 12, 31));
        let days = around(date(2026, 1, 3));
        assert_eq!((days[0], days[9]), (date(1991, 1, 1), date(1991, 1, 10)));
        assert_eq!((days[10], days[449]), (date(1991, 12, 27), date(2020, 12, 31)));
    }

    #[test]
    fn a_leap_day_is_the_last_of_february_in_other_years() {
        let days = around(date(2028, 2, 29));
        assert_eq!((days[0], days[14]), (date(1991, 2, 21), date(1991, 3, 7)));
        assert_eq!((days[15], days[29]), (date(1992, 2, 22), date(1992, 3, 7)));
        let days = around(date(2026, 3, 1));
        assert_eq!((days[15], days[29]), (date(1992, 2, 23), date(1992, 3, 8)));
    }

    #[test]
    fn the_calendar_ends_without_harm() {
        let last = same_time_of_year(date(2026, 12, 31), 7, 9998..=9999);
        assert_eq!(last.last(), Some(Date::MAX));
        let first = same_time_of_year(date(2026, 1, 1), 7, -9999..=-9998);
        assert_eq!(first.into_iter().next(), Some(Date::MIN));
    }

    #[test]
    fn a_normal_is_a_mean_of_enough_values() {
        assert_eq!(normal(&[10.0, 12.0, 14.0, 20.0], 5), Some(14.0));
        assert_eq!(normal(&[10.0, 12.0, 14.0], 5), None);
        assert_eq!(normal(&[10.0; 24], 30), Some(10.0));
        assert_eq!(normal(&[10.0; 23], 30), None);
        assert_eq!(normal(&[], 0), None);
    }

    #[test]
    fn ranks_are_those_of_scipy() {
        // The examples of its documentation: 40 strict, 80 weak, 60 on the mean.
        assert_eq!(percentile_rank(&[1.0, 2.0, 3.0, 3.0, 4.0], 3.0), Some(60.0));
        assert_eq!(percentile_rank(&[1.0, 2.0, 3.0, 4.0], 3.0), Some(62.5));
        assert_eq!(percentile_rank(&[1.0, 2.0, 3.0, 4.0], 3.5), Some(75.0));
    }

    #[test]
    fn ranks_end_at_the_ends() {
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(percentile_rank(&values, 0.9), Some(0.0));
        assert_eq!(percentile_rank(&values, f64::INFINITY), Some(100.0));
        assert_eq!(percentile_rank(&values, f64::NAN), None);
        assert_eq!(percentile_rank(&[], 1.0), None);
        assert_eq!(percentile_rank(&[7.0; 450], 7.0), Some(50.0));
    }

    #[test]
    fn the_density_of_one_value_is_the_normal_curve() {
        // Standard normal ordinates: 0.398 942 at 0, 0.241 971 at 1, 0.053 991 at 2.
        let density = Density::new(&[10.0], 1.0);
        assert_eq!(density.width(), 1.0);
        for (value, ordinate) in [(10.0, 0.398_942), (11.0, 0.241_971), (8.0, 0.053_991)] {
            assert!((density.at(value) - ordinate).abs() < 1e-6, "{value}");
        }
    }

    #[test]
    fn a_density_is_one_in_all_and_as_wide_as_its_rule() {
        // 0 and 2 by turns: σ = 1.
        let values: Vec<f64> = (0..32).map(|number| f64::from(number % 2 * 2)).collect();
        let density = Density::new(&values, 0.1);
        // 32^(-1/5) is a half.
        assert!((density.width() - 0.53).abs() < 1e-12);
        let sum: f64 = (-500..=700).map(|step| density.at(f64::from(step) / 100.0) / 100.0).sum();
        assert!((sum - 1.0).abs() < 1e-6, "{sum}");
        assert!(density.at(0.0) > density.at(1.0) && density.at(2.0) > density.at(1.0));
        assert!(Density::new(&[], 0.1).at(1.0).is_nan());
    }

    proptest! {
        #[test]
        fn a_rank_mirrors_from_the_cold_side(
            tenths in prop::collection::vec(-50_i32..50, 1..40),
            value in -60_i32..60,
        ) {
            let values: Vec<f64> = tenths.iter().map(|tenth| f64::from(*tenth)).collect();
            let mirrored: Vec<f64> = values.iter().map(|value| -value).collect();
            let rank = percentile_rank(&values, f64::from(value)).unwrap();
            let mirror = percentile_rank(&mirrored, f64::from(-value)).unwrap();
            prop_assert!((0.0..=100.0).contains(&rank));
            prop_assert!((rank + mirror - 100.0).abs() < 1e-9);
        }
    }
}
