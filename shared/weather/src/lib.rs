//! The words everything else speaks: a [`Place`], a [`View`] of it, the
//! [`Weather`] there, what a widget [`Needs`] of it, and the [`Clock`] that
//! says which instant is shown.
//!
//! Nothing in this crate does I/O. All quantities are in SI-based units that
//! [`Variable`] and [`DailyVariable`] state one by one.

mod clock;
mod needs;
mod place;
mod series;
mod source;
mod variable;
mod view;

pub use clock::{Clock, ClockReading, InvalidSpeed, MAX_SPEED};
pub use jiff::{Timestamp, civil::Date, tz::TimeZone};
pub use needs::Needs;
pub use place::{InvalidCoordinates, Place};
pub use series::{Current, Daily, Series, Weather};
pub use source::SourceKind;
pub use variable::{DailyVariable, Variable};
pub use view::{Language, ParseViewError, Units, View};
