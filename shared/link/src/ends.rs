use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::{
    protocol::{ToBoard, ToWidget},
    vitals::Vitals,
};

/// How many messages wait in one direction before the sender has to.
const QUEUE: usize = 32;

/// How an instance came to its board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It runs in the board's own process.
    BuiltIn,
    /// It dialled the board over the network.
    Dialled,
}

/// The widget's end of a link.
///
/// It closes by being dropped; what was sent before still arrives. The link
/// has ended when `from_board` yields `None`. Keep receiving while sending:
/// both directions are bounded and wait for a slow reader.
#[derive(Debug)]
pub struct WidgetEnd {
    /// Messages to the board.
    pub to_board: mpsc::Sender<ToBoard>,
    /// Messages of the board.
    pub from_board: mpsc::Receiver<ToWidget>,
}

/// The board's end of a link.
///
/// It closes by being dropped; what was sent before still arrives. The link
/// has ended when `from_widget` yields `None`. Keep receiving while sending:
/// both directions are bounded and wait for a slow reader.
#[derive(Debug)]
pub struct BoardEnd {
    /// Messages to the widget.
    pub to_widget: mpsc::Sender<ToWidget>,
    /// Messages of the widget.
    pub from_widget: mpsc::Receiver<ToBoard>,
    /// How the instance came here.
    pub origin: Origin,
    /// The network address of the widget, or `memory`.
    pub peer: String,
    /// How the link is, and how it ended.
    pub vitals: Vitals,
}

/// A link within one process.
#[must_use]
pub fn in_memory() -> (WidgetEnd, BoardEnd) {
    let (to_board, from_widget) = mpsc::channel(QUEUE);
    let (to_widget, from_board) = mpsc::channel(QUEUE);
    let board = BoardEnd {
        to_widget,
        from_widget,
        origin: Origin::BuiltIn,
        peer: "memory".into(),
        vitals: Vitals::default(),
    };
    (WidgetEnd { to_board, from_board }, board)
}
