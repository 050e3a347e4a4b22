//! Well-known places of the world, on every continent and in every ocean, and
//! the reading of a place from what a request or a configuration says.

mod cities;
mod parse;
mod places;

pub use parse::PlaceError;
pub use places::Places;
