//! The sun by NREL's Solar Position Algorithm: where it stands and when it
//! rises and sets on a local day of a place.
//!
//! Source: Reda and Andreas, Solar Position Algorithm for Solar Radiation
//! Applications, NREL/TP-560-34302 (2008), by the crate `solar-positioning`,
//! with its estimate of ΔT (Espenak and Meeus, fitted anew from 2015).
//!
//! Made for the years 1900 to 2200; answers from −2000 to 6000, with an
//! [`OutOfRange`] error beyond. Pure: no I/O, time is an argument.

mod day;
mod julian;
mod position;

pub use day::{SunDay, SunState, sun_day};
pub use position::{SunPosition, is_sun_up, sun_position};

/// Coordinates that are not on Earth, an elevation that is not a number, or a
/// time outside the years −2000 to 6000.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sun cannot be computed: {0}")]
pub struct OutOfRange(String);

impl OutOfRange {
    pub(crate) fn new(reason: impl std::fmt::Display) -> Self {
        Self(reason.to_string())
    }
}
