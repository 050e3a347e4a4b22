use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

use super::position::position;
use crate::{
    angle::{asin_deg, atan2_deg, cos_deg, sin_deg},
    ecliptic, julian,
};

const EARTH_RADIUS_KM: f64 = 6378.14;
/// Refraction at the horizon, degrees: 34′.
const HORIZON_REFRACTION_DEG: f64 = 0.5667;
/// The radius of the moon in radii of the Earth.
const MOON_RADIUS: f64 = 0.2725;
/// How far apart the moon is looked for, s.
const STEP_S: i64 = 600;

/// The moon on one local day of a place, midnight to midnight (23 to 25 h where
/// clocks change); instants cut to the second.
///
/// The moon is some 50 minutes later from day to day, so that each month has a
/// day without a rise and one without a set. Where a day has two of a kind, as in
/// high latitudes, this is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoonDay {
    /// The moon's upper limb appears.
    pub rise: Option<Timestamp>,
    /// The moon's upper limb disappears.
    pub set: Option<Timestamp>,
    /// Whether it is up (or else down) from midnight to midnight; `None` where it
    /// rises or sets, or where it cannot be computed.
    pub is_up_all_day: Option<bool>,
}

/// The moon on a local day at a place in degrees north and east, at sea level.
///
/// It rises and sets when its centre stands at h₀ = 0.7275 π − 34′ seen from the
/// centre of the Earth (Meeus, chapter 15), π the parallax: an upper limb on the
/// horizon, under mean refraction. Looked for every ten minutes, so that one
/// which only shows itself or only hides for less may be overlooked.
///
/// A date which the zone skipped gives the day that followed. Nothing rises or
/// sets where the place is not a number or the day is one of the last in time.
#[must_use]
pub fn moon_day(date: Date, zone: &TimeZone, latitude: f64, longitude: f64) -> MoonDay {
    let bounds = bounds(date, zone).map(|(start, end)| (start.as_second(), end.as_second()));
    let Ok((start, end)) = bounds else {
        return MoonDay { rise: None, set: None, is_up_all_day: None };
    };
    let height = |second| height_over_horizon(julian::from_unix_s(second), latitude, longitude);
    let rise = first_rise(start, end, height);
    let set = first_rise(start, end, |second| -height(second));
    let height_at_start = height(start);
    let crosses = rise.is_some() || set.is_some() || height_at_start.is_nan();
    MoonDay { rise, set, is_up_all_day: (!crosses).then_some(height_at_start > 0.0) }
}

/// The height of the moon's centre at a place in degrees north and east, degrees
/// (−90 to 90): topocentric and true, without refraction.
#[must_use]
pub fn moon_altitude_deg(time: Timestamp, latitude: f64, longitude: f64) -> f64 {
    moon_over(julian::from_timestamp(time), latitude, longitude).altitude_deg
}

/// The moon over a place, degrees.
struct MoonOver {
    altitude_deg: f64,
    /// Equatorial horizontal parallax π.
    parallax_deg: f64,
}

/// The moon over a place on a sphere at a Julian date (UT1); Meeus, 13.6 for the
/// altitude and chapter 40 for the parallax.
fn moon_over(julian_date: f64, latitude: f64, longitude: f64) -> MoonOver {
    let t = julian::centuries(julian::to_ephemeris(julian_date));
    let (moon, nutation) = (position(t), ecliptic::nutation(t));
    let sky = ecliptic::equatorial(moon.longitude_deg, moon.latitude_deg, nutation.obliquity);
    let hour_angle =
        ecliptic::sidereal_time(julian_date, &nutation) + longitude - sky.right_ascension;
    let sine = sin_deg(latitude) * sin_deg(sky.declination)
        + cos_deg(latitude) * cos_deg(sky.declination) * cos_deg(hour_angle);
    let cosine = libm::sqrt((1.0 - sine * sine).max(0.0));
    let sin_parallax = EARTH_RADIUS_KM / moon.distance_km;
    MoonOver {
        altitude_deg: atan2_deg(sine - sin_parallax, cosine),
        parallax_deg: asin_deg(sin_parallax),
    }
}

/// How far the moon's upper limb is over the horizon as it is seen, degrees: 0
/// when it rises and sets.
///
/// The height h₀ of the centre without its parallax: −34′ less the radius of
/// 0.2725 π.
fn height_over_horizon(julian_date: f64, latitude: f64, longitude: f64) -> f64 {
    let moon = moon_over(julian_date, latitude, longitude);
    moon.altitude_deg + HORIZON_REFRACTION_DEG + MOON_RADIUS * moon.parallax_deg
}

/// The first instant of a local day and that of the next.
fn bounds(date: Date, zone: &TimeZone) -> Result<(Timestamp, Timestamp), jiff::Error> {
    let start: Zoned = date.to_zoned(zone.clone())?.start_of_day()?;
    Ok((start.timestamp(), start.tomorrow()?.start_of_day()?.timestamp()))
}

/// The last second before a height turns positive in a span of Unix time.
fn first_rise(start: i64, end: i64, height: impl Fn(i64) -> f64) -> Option<Timestamp> {
    let mut last = (start, height(start));
    let steps = (start + STEP_S..end).step_by(STEP_S as usize).chain([end]);
    for second in steps {
        let next = (second, height(second));
        if last.1 <= 0.0 && next.1 > 0.0 {
            return Timestamp::from_second(bisect(last.0, next.0, &height)).ok();
        }
        last = next;
    }
    None
}

/// The last second before the height turns positive between two seconds.
fn bisect(mut below: i64, mut above: i64, height: impl Fn(i64) -> f64) -> i64 {
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        if height(middle) > 0.0 {
            above = middle;
        } else {
            below = middle;
        }
    }
    below
}
