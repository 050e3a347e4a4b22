//! What 24 hours come to, from their hourly values.

use super::{spot::Spot, sun};

/// The 24 h that begin at a spot.
pub(super) struct Day(pub(super) Spot);

impl Day {
    fn hours(&self) -> impl Iterator<Item = Spot> {
        let start = self.0;
        (0..24).map(move |hour| start.at_hour(start.hours + f64::from(hour)))
    }

    pub(super) fn max(&self, value: impl Fn(&Spot) -> f64) -> f64 {
        self.hours().map(|spot| value(&spot)).fold(f64::NEG_INFINITY, f64::max)
    }

    pub(super) fn min(&self, value: impl Fn(&Spot) -> f64) -> f64 {
        self.hours().map(|spot| value(&spot)).fold(f64::INFINITY, f64::min)
    }

    pub(super) fn sum(&self, value: impl Fn(&Spot) -> f64) -> f64 {
        self.hours().map(|spot| value(&spot)).sum()
    }

    pub(super) fn mean(&self, value: impl Fn(&Spot) -> f64) -> f64 {
        self.sum(value) / 24.0
    }

    /// Unix seconds; 0 where the sun does not rise or set, as the service has it.
    pub(super) fn sunrise_s(&self) -> f64 {
        self.rise_and_set_h().map_or(0.0, |(rise, _)| (rise * 3600.0).round())
    }

    /// Unix seconds; 0 where the sun does not rise or set, as the service has it.
    pub(super) fn sunset_s(&self) -> f64 {
        self.rise_and_set_h().map_or(0.0, |(_, set)| (set * 3600.0).round())
    }

    fn rise_and_set_h(&self) -> Option<(f64, f64)> {
        sun::rise_and_set_h(&self.0.at_hour(self.0.hours + 12.0))
    }
}
