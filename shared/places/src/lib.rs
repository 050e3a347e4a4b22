//! Well-known places of the world, on every continent and in every ocean, the
//! search among them, and the reading of a place from what a request or a
//! configuration says.

mod cities;
mod fold;
mod parse;
mod places;

pub use fold::fold;
pub use parse::PlaceError;
pub use places::Places;
