//! The geometry of small SVG pictures: where values and instants stand, and
//! the path data through them.
//!
//! Lengths are in the picture's own units, x to the right and y down from its
//! upper left corner. A picture that is stretched to the room there is has 100
//! units each way, so that they are percent, too. What this crate returns as a
//! position is rounded by [`hundredth`].
//!
//! Nothing here does I/O or knows the time, and nothing draws: elements,
//! colours and words are the template's.

mod extremes;
mod path;
mod polar;
mod rounding;
mod scale;
mod span;
mod time_axis;

pub use extremes::{extent, highest, lowest};
pub use path::{area, line};
pub use polar::polar;
pub use rounding::{hundredth, nearest_minute};
pub use scale::Scale;
pub use span::{Span, joined};
pub use time_axis::{Mark, TimeAxis};
