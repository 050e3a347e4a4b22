use jiff::Timestamp;
use solar_positioning::{
    Horizon, Location, RefractionCorrection, SolarPosition, SolarPositions, time::JulianDate,
};

use crate::{OutOfRange, julian};

/// Where the sun stands in the sky of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SunPosition {
    /// Apparent height of the sun's centre over the horizon, degrees (−90 to 90).
    pub elevation_deg: f64,
    /// Direction of the sun, degrees clockwise from north (0 to 360).
    pub azimuth_deg: f64,
}

/// Where the sun stands at an instant over a place in degrees north and east,
/// `elevation_m` metres above sea level.
///
/// Topocentric and apparent: above −0.83° the elevation is raised by the
/// refraction of a standard atmosphere (1013.25 hPa, 15 °C), as SPA does; below
/// there is none. The height moves the sun by parallax only.
///
/// # Errors
/// When the place is not on Earth or the year is not from −2000 to 6000.
pub fn sun_position(
    time: Timestamp,
    latitude: f64,
    longitude: f64,
    elevation_m: f64,
) -> Result<SunPosition, OutOfRange> {
    let refraction = Some(RefractionCorrection::standard());
    let sun = position(time, Location { latitude, longitude }, elevation_m, refraction)?;
    Ok(SunPosition { elevation_deg: sun.elevation_angle(), azimuth_deg: sun.azimuth() })
}

/// Whether the sun's upper limb is over the horizon: its true centre stands
/// higher than −50′ (−0.8333°), which allows for refraction and the sun's
/// radius, so that it agrees with the rise and set of [`crate::sun_day`]. False
/// where the sun cannot be computed.
#[must_use]
pub fn is_sun_up(time: Timestamp, latitude: f64, longitude: f64) -> bool {
    position(time, Location { latitude, longitude }, 0.0, None)
        .is_ok_and(|sun| sun.elevation_angle() > Horizon::SunriseSunset.elevation_angle())
}

fn position(
    time: Timestamp,
    location: Location,
    elevation_m: f64,
    refraction: Option<RefractionCorrection>,
) -> Result<SolarPosition, OutOfRange> {
    let julian_date = julian::from_timestamp(time);
    let time =
        JulianDate::new(julian_date, julian::delta_t_s(julian_date)?).map_err(OutOfRange::new)?;
    SolarPositions::new()
        .at_from_julian(time, location, elevation_m, refraction)
        .map_err(OutOfRange::new)
}
