//! What the HTTP APIs of the board and of the widgets have in common: the
//! query that names a view, a tile as JSON, and how they are described.

mod openapi;
mod query;
mod report;

pub use openapi::{Answer, Operation, Parameter, document, schema, watching};
pub use query::{ViewQuery, ViewQueryError};
pub use report::{InstanceReport, TileReport};
