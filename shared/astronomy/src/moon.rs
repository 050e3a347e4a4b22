//! The moon: where it stands, how it is lit, its phases, and its day.

mod day;
mod light;
mod phase;
mod position;
mod terms;

pub use day::{MoonDay, moon_altitude_deg, moon_day};
pub use light::{MoonLight, moon_light};
pub use phase::{MoonPhase, last_new_moon, next_moon_phase};
pub use position::{MoonPosition, moon_position};
