//! The link: the one connection between a widget instance and a board. It is
//! the instance's registration, its lease and its stream.
//!
//! [`protocol`] holds the words both ends speak. A link has two ends, a
//! [`WidgetEnd`] and a [`BoardEnd`], which behave the same whether the two
//! share a process ([`in_memory`]) or a WebSocket ([`dial`] and [`listen`]).
//! [`Roster`] decides which of several instances shows.

pub mod protocol;

mod choice;
mod dial;
mod ends;
mod frame;
mod hello;
mod listen;
mod vitals;
mod websocket;

#[cfg(test)]
mod tests;

pub use choice::{Advantage, LinkId, Quality, Roster, SETTLING};
pub use dial::{DialSettings, Standing, dial, dial_and_tell};
pub use ends::{BoardEnd, Origin, WidgetEnd, in_memory};
pub use hello::{HELLO_WITHIN, MAX_STYLE, Refusal, is_widget_id, receive_hello};
pub use listen::{MAX_CONNECTIONS, Token, listen};
pub use vitals::{LinkEnd, Vitals};
pub use websocket::{PING_EVERY, SILENCE};
