use std::f64::consts::TAU;

use jiff::Timestamp;

const HOUR_S: f64 = 3600.0;
/// The mean Gregorian year, h.
const YEAR_H: f64 = 8765.82;
/// Unix hours of a day in high summer in the north, 2000-07-22.
const WARMEST_H: f64 = 267_840.0;

/// The time between two values of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Hour,
    QuarterHour,
}

/// A place at an instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Unix time, h.
    pub(crate) hours: f64,
    /// Degrees north.
    pub(crate) latitude: f64,
    /// Degrees east.
    pub(crate) longitude: f64,
}

impl Spot {
    pub(crate) fn new(time: Timestamp, latitude: f64, longitude: f64) -> Self {
        Self::at_second(time.as_second(), latitude, longitude)
    }

    /// The place at a Unix second.
    pub(crate) fn at_second(second: i64, latitude: f64, longitude: f64) -> Self {
        Self { hours: second as f64 / HOUR_S, latitude, longitude }
    }

    /// The same place at another hour.
    pub(super) fn at_hour(self, hours: f64) -> Self {
        Self { hours, ..self }
    }

    /// A wave (−1 to 1) of so many hours, out of step with neighbouring places.
    pub(super) fn wave(&self, period_h: f64, offset: f64) -> f64 {
        let place = self.latitude * 0.017 + self.longitude * 0.011;
        libm::sin(TAU * (self.hours / period_h + place + offset))
    }

    /// The course of the year: 1 in high summer, −1 in deep winter.
    pub(super) fn season(&self) -> f64 {
        let north = libm::cos(TAU * (self.hours - WARMEST_H) / YEAR_H);
        if self.latitude < 0.0 { -north } else { north }
    }

    /// The day of the year, 0 to 365, not rounded.
    pub(super) fn day_of_year(&self) -> f64 {
        // 1 January 2000 was 262,968 h after the epoch.
        (self.hours - 262_968.0).rem_euclid(YEAR_H) / 24.0
    }

    /// The course of the day: 1 in the early afternoon, −1 before dawn.
    pub(super) fn warmth_of_day(&self) -> f64 {
        let solar_hour = self.hours + self.longitude / 15.0;
        libm::cos(TAU * (solar_hour - 14.5) / 24.0)
    }

    /// The height of the ground, m: rolling hills everywhere.
    pub(crate) fn elevation_m(&self) -> f64 {
        let hills = libm::sin(self.latitude * 1.3) * libm::cos(self.longitude * 0.9);
        120.0 * (1.0 + hills)
    }
}
