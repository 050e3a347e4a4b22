//! The words everything else speaks: a [`Place`], a [`View`] of it, the
//! [`Weather`] there, what a widget [`Needs`] of it, and the [`Clock`] that
//! says which instant is shown.
//!
//! Nothing in this crate does I/O. All quantities are in SI-based units that
//! [`Variable`] and [`DailyVariable`] state one by one.

mod air_quality;
mod alert;
mod clock;
mod marine;
mod needs;
mod place;
mod series;
mod source;
mod variable;
mod view;

pub use air_quality::AirVariable;
pub use alert::{Alert, AlertFeed, Alerts, Severity, Urgency};
pub use clock::{Clock, ClockReading, InvalidSpeed, MAX_SPEED};
pub use jiff::{Timestamp, civil::Date, tz::TimeZone};
pub use marine::MarineVariable;
pub use needs::Needs;
pub use place::{InvalidCoordinates, Place, distance_km};
pub use series::{Current, Daily, Outlook, Series, Weather};
pub use source::SourceKind;
pub use variable::{Between, DailyVariable, Interpolate, Variable};
pub use view::{HourCycle, Language, ParseViewError, Units, View};
