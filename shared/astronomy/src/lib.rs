//! Where the sun and the moon stand, and when they rise and set on a local day
//! of a place; the light and the phases of the moon.
//!
//! The sun by NREL's Solar Position Algorithm: Reda and Andreas, Solar Position Algorithm for Solar Radiation
//! Applications, NREL/TP-560-34302 (2008), by the crate `solar-positioning`,
//! with its estimate of ΔT (Espenak and Meeus, fitted anew from 2015).
//!
//! The moon by Meeus, Astronomical Algorithms, 2nd edition (1998), chapters 47
//! to 49.
//!
//! Made for the years 1900 to 2200. The sun answers from −2000 to 6000, with an
//! [`OutOfRange`] error beyond; the moon answers always, and ever less exactly.
//! Pure: no I/O, time is an argument.

mod angle;
mod day;
mod ecliptic;
mod julian;
mod moon;
mod position;

pub use day::{SunDay, SunState, sun_day};
pub use moon::{
    MoonDay, MoonLight, MoonPhase, MoonPosition, last_new_moon, moon_altitude_deg, moon_day,
    moon_light, moon_position, next_moon_phase,
};
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
