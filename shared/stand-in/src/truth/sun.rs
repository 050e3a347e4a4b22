//! The sun by the low-precision formulas of the Astronomical Almanac (page C5):
//! good to 0.01° and, for rise and set, to a minute outside the polar regions.

use super::spot::Spot;

/// The height of the sun's centre when its upper limb touches the horizon, degrees.
pub(super) const HORIZON_DEG: f64 = -0.833;
/// Unix hours of the epoch J2000.0.
const J2000_H: f64 = 262_980.0;
/// The sun moves on by this, degrees per hour.
const DEGREES_PER_HOUR: f64 = 15.0;
/// Rounds of approximation; each gains two digits.
const ROUNDS: usize = 3;

/// Where the sun stands: declination and hour angle (−180 to 180), degrees.
struct Sun {
    declination: f64,
    hour_angle: f64,
}

impl Sun {
    fn over(spot: &Spot) -> Self {
        let days = (spot.hours - J2000_H) / 24.0;
        let anomaly = (357.528 + 0.985_600_3 * days).to_radians();
        let longitude = 280.460
            + 0.985_647_4 * days
            + 1.915 * libm::sin(anomaly)
            + 0.020 * libm::sin(2.0 * anomaly);
        let (longitude, obliquity) = (longitude.to_radians(), 23.439_f64.to_radians());
        let (sin, cos) = (libm::sin(longitude), libm::cos(longitude));
        let ascension = libm::atan2(libm::cos(obliquity) * sin, cos).to_degrees();
        let sidereal = 280.460_618_37 + 360.985_647_366_29 * days;
        Self {
            declination: libm::asin(libm::sin(obliquity) * sin).to_degrees(),
            hour_angle: wrap(sidereal + spot.longitude - ascension),
        }
    }
}

fn wrap(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// The height of the sun's centre, degrees.
pub(super) fn elevation_deg(spot: &Spot) -> f64 {
    let sun = Sun::over(spot);
    let (latitude, declination) = (spot.latitude.to_radians(), sun.declination.to_radians());
    let sine = libm::sin(latitude) * libm::sin(declination)
        + libm::cos(latitude) * libm::cos(declination) * libm::cos(sun.hour_angle.to_radians());
    libm::asin(sine.clamp(-1.0, 1.0)).to_degrees()
}

/// Sunrise and sunset around the noon that is nearest to `spot`, Unix hours;
/// `None` where the sun does not cross the horizon.
pub(super) fn rise_and_set_h(spot: &Spot) -> Option<(f64, f64)> {
    let mut noon = *spot;
    for _ in 0..ROUNDS {
        noon = noon.at_hour(noon.hours - Sun::over(&noon).hour_angle / DEGREES_PER_HOUR);
    }
    let mut events = [noon.hours; 2];
    for (event, side) in events.iter_mut().zip([-1.0, 1.0]) {
        for _ in 0..ROUNDS {
            let half_day = half_day_deg(&noon.at_hour(*event))?;
            *event = noon.hours + side * half_day / DEGREES_PER_HOUR;
        }
    }
    let [rise, set] = events;
    Some((rise, set))
}

/// The hour angle at which the sun crosses the horizon, degrees.
fn half_day_deg(spot: &Spot) -> Option<f64> {
    let (latitude, declination) =
        (spot.latitude.to_radians(), Sun::over(spot).declination.to_radians());
    let cosine = (libm::sin(HORIZON_DEG.to_radians())
        - libm::sin(latitude) * libm::sin(declination))
        / (libm::cos(latitude) * libm::cos(declination));
    (-1.0..=1.0).contains(&cosine).then(|| libm::acos(cosine).to_degrees())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn spot(time: &str, latitude: f64, longitude: f64) -> Spot {
        Spot::new(time.parse::<Timestamp>().unwrap(), latitude, longitude)
    }

    #[test]
    fn the_sun_of_the_equinox_stands_over_the_equator() {
        // Equinox 2026-03-20 14:46 UTC; the equation of time is −7.4 min.
        let noon = spot("2026-03-20T12:07:24Z", 0.0, 0.0);
        assert!(elevation_deg(&noon) > 89.8);
        assert!((elevation_deg(&spot("2026-03-20T12:07:24Z", 52.0, 0.0)) - 38.0).abs() < 0.1);
    }

    #[test]
    fn days_rise_and_set_and_polar_ones_do_not() {
        // Royal Observatory, London, 2026-06-21: 03:43 and 20:21 UTC.
        let (rise, set) = rise_and_set_h(&spot("2026-06-21T12:00:00Z", 51.5, 0.0)).unwrap();
        let minutes = |hours: f64| hours.rem_euclid(24.0) * 60.0;
        assert!((minutes(rise) - 223.0).abs() < 2.0, "{}", minutes(rise));
        assert!((minutes(set) - 1221.0).abs() < 2.0, "{}", minutes(set));
        for time in ["2026-06-21T12:00:00Z", "2026-12-21T12:00:00Z"] {
            assert_eq!(rise_and_set_h(&spot(time, 78.2, 15.6)), None);
        }
    }
}
