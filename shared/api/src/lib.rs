//! What the HTTP APIs of the board and of the widgets have in common: the
//! query that names a view, and a tile as JSON.

mod openapi;
mod query;
mod report;

pub use openapi::{Operation, document, schema};
pub use query::{ViewQuery, ViewQueryError};
pub use report::{InstanceReport, TileReport};
