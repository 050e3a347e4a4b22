//! A seeded stochastic weather generator in the tradition of WGEN
//! (Richardson, Stochastic simulation of daily precipitation, temperature, and
//! solar radiation, Water Resources Research 17 (1981) 182–190).
//!
//! Seed, place and instant decide every value, so that each process computes
//! the same weather in any order of asking. Where WGEN steps an autoregressive
//! model from day to day, this one convolves hashed random numbers with a
//! short window, which remembers as well and needs no past. One slow wave of
//! passing weather systems drives pressure, cloud, rain, wind and air mass
//! together; the sun drives the daily course; a table of monthly normals
//! ([`climate`]) sets the level.
//!
//! All transcendental functions come from `libm`: those of the standard
//! library differ between machines.

mod air;
pub mod climate;
mod code;
mod noise;
mod pollen;
mod reference;
mod sample;
mod sea;
mod series;
mod site;
mod sun;
mod system;
mod waters;

use jiff::Timestamp;
use weather::{Needs, Place, Weather};

pub use sample::Sample;

use crate::{sample::Step, site::Site};

/// Simulated weather: a world of its own for every seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Simulation {
    seed: u64,
}

impl Simulation {
    /// The seed that all processes take unless told otherwise: the year of WGEN.
    pub const DEFAULT_SEED: u64 = 1981;

    /// The world of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// All values at an instant, with the precipitation of the hour that ends there.
    #[must_use]
    pub fn at(&self, place: &Place, time: Timestamp) -> Sample {
        Site::new(self.seed, place).sample(time, Step::Hour)
    }

    /// The weather that `needs` asks for, as a source would answer at `now`.
    ///
    /// The hourly axis has the whole UTC hours, the 15-minute one the whole
    /// quarters, that enclose the window asked for; air and sea share the hourly
    /// one. Current precipitation is that of the last 15 minutes. Inland there
    /// are no marine values, outside Europe no pollen, and nowhere official
    /// warnings: the feed is not covered.
    #[must_use]
    pub fn weather(&self, place: &Place, needs: &Needs, now: Timestamp) -> Weather {
        series::weather(&Site::new(self.seed, place), place, needs, now)
    }
}

impl Default for Simulation {
    /// The world of [`Simulation::DEFAULT_SEED`].
    fn default() -> Self {
        Self::new(Self::DEFAULT_SEED)
    }
}
