use jiff::Timestamp;
use solar_positioning::delta_t;

use crate::OutOfRange;

/// The Julian date of 1970-01-01T00:00:00Z.
const UNIX_EPOCH_JD: f64 = 2_440_587.5;
const J2000_JD: f64 = 2_451_545.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// The Julian date of an instant, taking UTC for UT1 (less than 0.9 s apart).
pub(crate) fn from_timestamp(time: Timestamp) -> f64 {
    UNIX_EPOCH_JD + time.as_millisecond() as f64 / (1000.0 * SECONDS_PER_DAY)
}

/// The instant of a Julian date, to the nearest second.
pub(crate) fn to_timestamp(julian_date: f64) -> Result<Timestamp, OutOfRange> {
    let seconds = ((julian_date - UNIX_EPOCH_JD) * SECONDS_PER_DAY).round();
    Timestamp::from_second(seconds as i64).map_err(OutOfRange::new)
}

/// ΔT = TT − UT1, s. Before −500 and after 3000 the estimate of that year stands.
pub(crate) fn delta_t_s(julian_date: f64) -> Result<f64, OutOfRange> {
    let year = 2000.0 + (julian_date - J2000_JD) / 365.25;
    delta_t::estimate(year.clamp(-500.0, 3000.0)).map_err(OutOfRange::new)
}

/// The Julian date of a whole second of Unix time.
pub(crate) fn from_unix_s(second: i64) -> f64 {
    UNIX_EPOCH_JD + second as f64 / SECONDS_PER_DAY
}

/// The Julian ephemeris day (TT) of a Julian date (UT1).
pub(crate) fn to_ephemeris(julian_date: f64) -> f64 {
    // Only a date that is not a number has no estimate, and stays one.
    julian_date + delta_t_s(julian_date).unwrap_or_default() / SECONDS_PER_DAY
}

/// The Julian date (UT1) of a Julian ephemeris day (TT).
pub(crate) fn from_ephemeris(ephemeris_day: f64) -> f64 {
    // ΔT changes by less than 10 ms within itself.
    ephemeris_day - delta_t_s(ephemeris_day).unwrap_or_default() / SECONDS_PER_DAY
}

/// Julian centuries since J2000.0.
pub(crate) fn centuries(julian_date: f64) -> f64 {
    (julian_date - J2000_JD) / 36_525.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j2000_is_noon_of_the_first_of_january_2000() {
        let noon: Timestamp = "2000-01-01T12:00:00Z".parse().unwrap();
        assert_eq!(from_timestamp(noon), J2000_JD);
        assert_eq!(to_timestamp(J2000_JD), Ok(noon));
    }

    #[test]
    fn delta_t_is_near_the_observed_values() {
        // IERS: 63.83 s at 2000.0, 69.36 s at 2020.0.
        assert!((delta_t_s(J2000_JD).unwrap() - 63.83).abs() < 0.2);
        assert!((delta_t_s(J2000_JD + 20.0 * 365.25).unwrap() - 69.36).abs() < 0.5);
    }
}
