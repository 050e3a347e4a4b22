//! Everything a widget needs but its own meaning.
//!
//! A widget implements [`Widget`]: what it needs, what it reads from the
//! weather, how it draws. The kit does the rest, in this order for each tile:
//! ask the source for what is needed, [`read`](Widget::read),
//! [`draw`](Widget::draw), send the tile over the link. [`run`] makes a
//! program of a widget; a monolith serves it over an in-memory link with
//! [`Studio`] and [`serve`].

mod http;
mod linked;
mod metrics;
mod package;
mod program;
mod readings;
mod studio;
#[cfg(feature = "testing")]
pub mod testing;
mod widget;

pub use chart;
pub use link::protocol::{Ambient, Notice, Size};
pub use linked::{Ended, serve};
pub use localisation::{Locale, Quantity, Words, locales};
pub use package::{InvalidPackage, Package};
pub use program::run;
pub use studio::Studio;
pub use weather::{
    AirVariable, Alert, AlertFeed, Alerts, Daily, DailyVariable, Date, HourCycle, MarineVariable,
    Needs, Outlook, Place, Series, Severity, SourceKind, TimeZone, Timestamp, Units, Urgency,
    Variable, View, Weather,
};
pub use widget::{AnyWidget, DrawError, Drawing, Gap, RenderError, Rendered, Widget};
