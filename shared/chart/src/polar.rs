use crate::hundredth;

/// The point at a compass bearing (degrees clockwise from north) and a
/// distance from the picture's origin: north is up, east is right.
#[must_use]
pub fn polar(bearing_deg: f64, distance: f64) -> (f64, f64) {
    let (sin, cos) = libm::sincos(bearing_deg.to_radians());
    (hundredth(distance * sin), hundredth(-distance * cos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearings_go_clockwise_from_the_top() {
        for (bearing_deg, point) in [
            (0.0, (0.0, -10.0)),
            (90.0, (10.0, 0.0)),
            (180.0, (0.0, 10.0)),
            (270.0, (-10.0, 0.0)),
            (405.0, (7.07, -7.07)),
        ] {
            assert_eq!(polar(bearing_deg, 10.0), point);
        }
    }
}
