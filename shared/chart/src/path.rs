use std::fmt::Write;

use crate::hundredth;

/// SVG path data of the line through `points`, (x, y).
///
/// `None` is a gap: the line breaks there and is never drawn across. So does a
/// point that is not finite. A point between two gaps becomes a dot where the
/// stroke has round caps.
pub fn line(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> String {
    runs(points).iter().map(|run| polyline(run)).collect()
}

/// SVG path data of what lies between the line through `points`, as in
/// [`line()`], and the height `base`; one piece for each stretch without a gap.
pub fn area(points: impl IntoIterator<Item = Option<(f64, f64)>>, base: f64) -> String {
    let piece = |run: &Vec<(f64, f64)>| {
        let (left, _) = run.first()?;
        Some(format!("{}V{}H{left}Z", polyline(run), hundredth(base)))
    };
    runs(points).iter().filter_map(piece).collect()
}

/// The stretches without a gap, none of them empty.
fn runs(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> Vec<Vec<(f64, f64)>> {
    let points: Vec<Option<(f64, f64)>> = points
        .into_iter()
        .map(|point| point.filter(|(x, y)| x.is_finite() && y.is_finite()))
        .collect();
    points
        .split(Option::is_none)
        .filter(|run| !run.is_empty())
        .map(|run| run.iter().flatten().map(|(x, y)| (hundredth(*x), hundredth(*y))).collect())
        .collect()
}

fn polyline(run: &[(f64, f64)]) -> String {
    let mut data = String::new();
    let mut command = 'M';
    for (x, y) in run {
        // Writing to a string cannot fail.
        let _ = write!(data, "{command}{x} {y}");
        command = 'L';
    }
    if run.len() == 1 {
        data.push_str("h0");
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Option<(f64, f64)> = Some((0.0, 10.0));
    const B: Option<(f64, f64)> = Some((5.004, 20.127));
    const C: Option<(f64, f64)> = Some((10.0, 15.0));

    #[test]
    fn a_line_goes_through_rounded_points() {
        assert_eq!(line([A, B, C]), "M0 10L5 20.13L10 15");
        assert_eq!(line([]), "");
    }

    #[test]
    fn a_line_breaks_at_gaps() {
        assert_eq!(line([None, A, B, None, None, B, C]), "M0 10L5 20.13M5 20.13L10 15");
        assert_eq!(line([A, B, Some((7.0, f64::NAN)), C, C]), "M0 10L5 20.13M10 15L10 15");
        assert_eq!(line([None, None]), "");
    }

    #[test]
    fn a_lone_point_is_a_dot() {
        assert_eq!(line([A, None, C]), "M0 10h0M10 15h0");
    }

    #[test]
    fn an_area_is_closed_at_its_base() {
        assert_eq!(area([A, C], 100.0), "M0 10L10 15V100H0Z");
        assert_eq!(area([A, B, None, B, C], 50.0), "M0 10L5 20.13V50H0ZM5 20.13L10 15V50H5Z");
        assert_eq!(area([None], 50.0), "");
    }
}
