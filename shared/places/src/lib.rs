//! Well-known places of the world, and the reading of a place from what a
//! request or a configuration says.
//!
//! [`Places`] holds the built-in cities, on every continent and in every
//! ocean, and the extra ones of a configuration, which come first.

mod cities;
mod parse;
mod places;

pub use parse::PlaceError;
pub use places::{InvalidPlace, Places, validate};
