//! The sun on the ecliptic, and the way from the ecliptic to the sky. Times are
//! Julian centuries of TT since J2000.0 unless another is named.

use crate::{
    angle::{asin_deg, atan2_deg, cos_deg, polynomial, sin_deg, wrap_deg},
    julian,
};

/// The astronomical unit, km.
const AU_KM: f64 = 149_597_870.7;

/// The tilt of the Earth's axis and its small swings, degrees.
pub(crate) struct Nutation {
    pub(crate) in_longitude: f64,
    /// True obliquity of the ecliptic.
    pub(crate) obliquity: f64,
}

/// Nutation to 0.5″ and true obliquity (Meeus, chapter 22, the short series).
pub(crate) fn nutation(t: f64) -> Nutation {
    let node = 125.044_52 - 1_934.136_261 * t;
    let twice_sun = 2.0 * (280.466_5 + 36_000.769_8 * t);
    let twice_moon = 2.0 * (218.316_5 + 481_267.881_3 * t);
    let in_longitude_s =
        -17.20 * sin_deg(node) - 1.32 * sin_deg(twice_sun) - 0.23 * sin_deg(twice_moon)
            + 0.21 * sin_deg(2.0 * node);
    let in_obliquity_s =
        9.20 * cos_deg(node) + 0.57 * cos_deg(twice_sun) + 0.10 * cos_deg(twice_moon)
            - 0.09 * cos_deg(2.0 * node);
    let mean_obliquity_s = polynomial(t, &[84_381.448, -46.815, -0.000_59, 0.001_813]);
    Nutation {
        in_longitude: in_longitude_s / 3600.0,
        obliquity: (mean_obliquity_s + in_obliquity_s) / 3600.0,
    }
}

/// The sun seen from the centre of the Earth.
pub(crate) struct Sun {
    /// Apparent ecliptic longitude, true equinox of date, degrees (0 to 360).
    pub(crate) longitude: f64,
    pub(crate) distance_km: f64,
}

/// The sun to 0.01° (Meeus, chapter 25, low accuracy).
pub(crate) fn sun(t: f64) -> Sun {
    let mean_longitude = polynomial(t, &[280.466_46, 36_000.769_83, 0.000_303_2]);
    let anomaly = polynomial(t, &[357.529_11, 35_999.050_29, -0.000_153_7]);
    let eccentricity = polynomial(t, &[0.016_708_634, -0.000_042_037, -0.000_000_126_7]);
    let center = polynomial(t, &[1.914_602, -0.004_817, -0.000_014]) * sin_deg(anomaly)
        + (0.019_993 - 0.000_101 * t) * sin_deg(2.0 * anomaly)
        + 0.000_289 * sin_deg(3.0 * anomaly);
    let radius_au = 1.000_001_018 * (1.0 - eccentricity * eccentricity)
        / (1.0 + eccentricity * cos_deg(anomaly + center));
    let aberration = -0.005_69;
    Sun {
        longitude: wrap_deg(mean_longitude + center + aberration + nutation(t).in_longitude),
        distance_km: radius_au * AU_KM,
    }
}

/// A direction on the celestial sphere, degrees.
pub(crate) struct Equatorial {
    pub(crate) right_ascension: f64,
    pub(crate) declination: f64,
}

/// From the ecliptic to the equator, all in degrees (Meeus, 13.3 and 13.4).
pub(crate) fn equatorial(longitude: f64, latitude: f64, obliquity: f64) -> Equatorial {
    let (sin_obliquity, cos_obliquity) = (sin_deg(obliquity), cos_deg(obliquity));
    let (sin_latitude, cos_latitude) = (sin_deg(latitude), cos_deg(latitude));
    // Both multiplied by cos β, so that nothing is divided by.
    let y = sin_deg(longitude) * cos_latitude * cos_obliquity - sin_latitude * sin_obliquity;
    let x = cos_deg(longitude) * cos_latitude;
    let z = sin_latitude * cos_obliquity + cos_latitude * sin_obliquity * sin_deg(longitude);
    Equatorial { right_ascension: atan2_deg(y, x), declination: asin_deg(z) }
}

/// Apparent sidereal time at Greenwich, degrees, of a Julian date in UT1
/// (Meeus, 12.4 and page 88).
pub(crate) fn sidereal_time(julian_date: f64, nutation: &Nutation) -> f64 {
    let t = julian::centuries(julian_date);
    let mean = 280.460_618_37
        + 360.985_647_366_29 * (t * 36_525.0)
        + t * t * (0.000_387_933 - t / 38_710_000.0);
    wrap_deg(mean + nutation.in_longitude * cos_deg(nutation.obliquity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
    }

    #[test]
    fn nutation_agrees_with_meeus_example_22a() {
        let nutation = nutation(julian::centuries(2_446_895.5));
        assert_near(nutation.in_longitude * 3600.0, -3.788, 0.5);
        assert_near(nutation.obliquity, 23.443_569, 0.1 / 3600.0);
    }

    #[test]
    fn the_sun_agrees_with_meeus_example_25a() {
        let sun = sun(julian::centuries(2_448_908.5));
        // The book takes only the node's term of the nutation here: up to 1.5″ less.
        assert_near(sun.longitude, 199.908_95, 0.000_5);
        assert_near(sun.distance_km / AU_KM, 0.997_66, 0.000_005);
    }

    #[test]
    fn sidereal_time_agrees_with_meeus_example_12a() {
        // 1987 April 10, 0h UT: 13h 10m 46.1351s apparent.
        let time = sidereal_time(2_446_895.5, &nutation(julian::centuries(2_446_895.5)));
        assert_near(time * 240.0, 13.0 * 3600.0 + 646.135_1, 0.05);
    }

    #[test]
    fn pollux_agrees_with_meeus_example_13a() {
        let pollux = equatorial(113.215_630, 6.684_170, 23.439_291_1);
        assert_near(pollux.right_ascension, 116.328_942, 1e-5);
        assert_near(pollux.declination, 28.026_183, 1e-5);
    }
}
