use jiff::Timestamp;

use super::position::{MoonPosition, position};
use crate::{
    angle::{atan2_deg, cos_deg, sin_deg, wrap_deg},
    ecliptic::{self, Sun},
    julian,
};

/// How the sun lights the moon, seen from the centre of the Earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoonLight {
    /// The lit part of the moon's disk (0 to 1).
    pub illuminated_fraction: f64,
    /// Ecliptic longitude of the moon from that of the sun, degrees (0 to 360):
    /// 0 at the new moon, below 180 while it waxes.
    pub elongation_deg: f64,
    /// Position angle of the midpoint of the bright limb, degrees from the north
    /// point of the disk towards the east (0 to 360).
    pub bright_limb_deg: f64,
}

/// How the sun lights the moon at an instant (Meeus, chapter 48).
#[must_use]
pub fn moon_light(time: Timestamp) -> MoonLight {
    light(julian::centuries(julian::to_ephemeris(julian::from_timestamp(time))))
}

/// The light at Julian centuries of TT since J2000.0.
fn light(t: f64) -> MoonLight {
    let (moon, sun) = (position(t), ecliptic::sun(t));
    let obliquity = ecliptic::nutation(t).obliquity;
    MoonLight {
        illuminated_fraction: (1.0 + cos_deg(phase_angle(&moon, &sun))) / 2.0,
        elongation_deg: wrap_deg(moon.longitude_deg - sun.longitude),
        bright_limb_deg: bright_limb(&moon, &sun, obliquity),
    }
}

/// The angle from the sun to the Earth at the moon, degrees (Meeus, 48.2 and 48.3).
fn phase_angle(moon: &MoonPosition, sun: &Sun) -> f64 {
    let cosine = cos_deg(moon.latitude_deg) * cos_deg(moon.longitude_deg - sun.longitude);
    let sine = libm::sqrt((1.0 - cosine * cosine).max(0.0));
    atan2_deg(sun.distance_km * sine, moon.distance_km - sun.distance_km * cosine)
}

/// χ, degrees (Meeus, 48.5).
fn bright_limb(moon: &MoonPosition, sun: &Sun, obliquity: f64) -> f64 {
    let sun = ecliptic::equatorial(sun.longitude, 0.0, obliquity);
    let moon = ecliptic::equatorial(moon.longitude_deg, moon.latitude_deg, obliquity);
    let ahead = sun.right_ascension - moon.right_ascension;
    wrap_deg(atan2_deg(
        cos_deg(sun.declination) * sin_deg(ahead),
        sin_deg(sun.declination) * cos_deg(moon.declination)
            - cos_deg(sun.declination) * sin_deg(moon.declination) * cos_deg(ahead),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_agrees_with_meeus_example_48a() {
        // 1992 April 12, 0h TD.
        let t = julian::centuries(2_448_724.5);
        let angle = phase_angle(&position(t), &ecliptic::sun(t));
        assert!((angle - 69.075_6).abs() < 0.001, "{angle}");
        let light = light(t);
        assert!((light.illuminated_fraction - 0.678_6).abs() < 0.000_05, "{light:?}");
        assert!((light.bright_limb_deg - 285.0).abs() < 0.05, "{light:?}");
    }
}
