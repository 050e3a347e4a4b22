use std::f64::consts::PI;

use jiff::Timestamp;

/// 2000-01-01T12:00:00Z in Unix seconds.
const J2000_UNIX_S: f64 = 946_728_000.0;

/// The sun as the weather feels it, to about 0.01° from 1950 to 2050.
///
/// Source: The Astronomical Almanac's low-precision formulas, as given by
/// Michalsky, The Astronomical Almanac's algorithm for approximate solar
/// position, Solar Energy 40 (1988) 227–235. The full algorithm would cost ten
/// times as much and use the standard library's sine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sun {
    /// Sine of the height of the sun's centre, without refraction (−1 to 1).
    pub(crate) sin_elevation: f64,
    /// Hour angle, radians: 0 at noon, positive in the afternoon.
    pub(crate) hour_angle: f64,
    /// How much more sun noon gets than midnight (0 in the polar night to 1).
    pub(crate) daily_course: f64,
}

impl Sun {
    /// The sun over a place in degrees north and east.
    pub(crate) fn at(time: Timestamp, latitude: f64, longitude: f64) -> Self {
        let days = (time.as_millisecond() as f64 / 1000.0 - J2000_UNIX_S) / 86_400.0;
        let anomaly = (357.528 + 0.985_600_3 * days).to_radians();
        let ecliptic_longitude = (280.460
            + 0.985_647_4 * days
            + 1.915 * libm::sin(anomaly)
            + 0.020 * libm::sin(2.0 * anomaly))
        .to_radians();
        let obliquity = (23.439 - 4e-7 * days).to_radians();
        let sin_longitude = libm::sin(ecliptic_longitude);
        let right_ascension =
            libm::atan2(libm::cos(obliquity) * sin_longitude, libm::cos(ecliptic_longitude));
        let sin_declination = libm::sin(obliquity) * sin_longitude;
        let cos_declination = (1.0 - sin_declination * sin_declination).sqrt();
        // Greenwich sidereal angle: 15° an hour of universal time and a turn more each year.
        let sidereal = (280.460_618 + 360.985_647_37 * days + longitude).to_radians();
        let hour_angle = wrap(sidereal - right_ascension);

        let (sin_latitude, cos_latitude) = libm::sincos(latitude.to_radians());
        let level = sin_latitude * sin_declination;
        let swing = cos_latitude * cos_declination;
        Self {
            sin_elevation: level + swing * libm::cos(hour_angle),
            hour_angle,
            daily_course: (level + swing).max(0.0) - (level - swing).max(0.0),
        }
    }
}

/// Sine of the height of the sun's centre at sunrise and sunset (−50′).
const SIN_RISE: f64 = -0.014_544;
/// Within this of sunrise, about 1°, the short formulas do not decide.
const DOUBT: f64 = 0.02;

/// Whether the sun is up, as the full algorithm has it; it is asked only where
/// it is close, because it takes longer than all the rest of a sample.
pub(crate) fn is_up(sun: &Sun, time: Timestamp, latitude: f64, longitude: f64) -> bool {
    let above = sun.sin_elevation - SIN_RISE;
    if above.abs() > DOUBT {
        return above > 0.0;
    }
    astronomy::is_sun_up(time, latitude, longitude)
}

/// An angle brought to −π to π.
fn wrap(angle: f64) -> f64 {
    (angle + PI).rem_euclid(2.0 * PI) - PI
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_solar_position_algorithm() {
        for (latitude, longitude) in [(38.7, -9.1), (-33.9, 151.2), (78.2, 15.6), (0.0, 180.0)] {
            for hour in 0..2000 {
                let time = Timestamp::from_second(1_735_689_600 + hour * 15_780).unwrap();
                let sun = Sun::at(time, latitude, longitude);
                let exact =
                    astronomy::sun_position(time, latitude, longitude, 0.0).unwrap().elevation_deg;
                let found = libm::asin(sun.sin_elevation).to_degrees();
                // Refraction and parallax move the exact one by at most 0.6°, near the horizon.
                let allowed = if exact > 15.0 { 0.08 } else { 0.7 };
                assert!((found - exact).abs() < allowed, "{time} {latitude}: {found} {exact}");
            }
        }
    }

    #[test]
    fn the_polar_night_has_no_daily_course() {
        let midwinter: Timestamp = "2025-12-21T12:00:00Z".parse().unwrap();
        assert_eq!(Sun::at(midwinter, 78.2, 15.6).daily_course, 0.0);
        assert!(Sun::at(midwinter, 0.0, 0.0).daily_course > 0.9);
    }
}
