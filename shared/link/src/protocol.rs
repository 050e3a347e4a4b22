//! The messages of the link, version [`PROTOCOL`]: JSON objects with a `type`.
//! Unknown fields are ignored, so that either end may be newer.

use std::ops::RangeInclusive;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
pub use weather::Severity;
use weather::{ClockReading, SourceKind, Timestamp, View};

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u32 = 1;

/// The versions a board understands: this one and, from version 2 on, the one before.
pub const SUPPORTED: RangeInclusive<u32> = 1..=PROTOCOL;

/// The longest frame allowed, bytes.
pub const MAX_FRAME: usize = 256 * 1024;

/// The most widgets a board takes.
pub const MAX_WIDGETS: usize = 64;

/// What a widget says to a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToBoard {
    /// The first message: who is there.
    Hello(Box<Hello>),
    /// A tile for a watched view.
    Tile(Box<Tile>),
    /// The instance leaves on purpose.
    Bye {
        /// Why, in words.
        reason: String,
    },
}

/// What a board says to a widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToWidget {
    /// The answer to a good hello.
    Welcome(Welcome),
    /// Somebody looks at this: send its tile now and as it changes.
    Watch(Subject),
    /// Nobody looks at this any more.
    Unwatch(Subject),
    /// The instance is not taken, or a frame was not; the link ends.
    Refuse {
        /// Why, in words.
        reason: String,
    },
}

/// What a tile is asked for, and says that it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// The view looked at.
    pub view: View,
    /// The state of which a sample is wanted, of weather made up for it; none
    /// for the tile as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<TileState>,
}

impl Subject {
    /// One word for it; subjects with the same key have the same tile.
    #[must_use]
    pub fn key(&self) -> String {
        let view = self.view.key();
        match self.sample {
            Some(state) => format!("{view}/{}", state.code()),
            None => view,
        }
    }
}

impl From<View> for Subject {
    fn from(view: View) -> Self {
        Self { view, sample: None }
    }
}

/// Who dials: the manifest of the widget and the identity of the instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// The protocol version spoken, see [`PROTOCOL`].
    pub protocol: u32,
    /// What the widget is.
    pub manifest: Manifest,
    /// The widget's style sheet, CSS.
    pub style: String,
    /// Which copy of it this is.
    pub instance: Instance,
    /// How long the instance has been running, ms.
    pub uptime_ms: u64,
}

/// What a widget is, apart from any place or instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// The widget's id: lower-case words joined by hyphens, 40 characters at most.
    pub id: String,
    /// The version of the widget's package.
    pub version: String,
    /// How much room its tile takes.
    pub size: Size,
    /// Where its tile stands: lower comes first.
    pub order: u32,
    /// How often a reading is made anew, seconds of the weather clock.
    pub refresh_s: u32,
    /// JSON Schema of the reading that its tiles carry as `data`.
    pub reading: Schema,
}

/// The room a tile takes on the board's grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// One column, one row.
    #[default]
    Small,
    /// Two columns, one row.
    Wide,
    /// One column, two rows.
    Tall,
    /// Two columns, two rows.
    Large,
}

impl Size {
    /// The code used in JSON and attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Wide => "wide",
            Self::Tall => "tall",
            Self::Large => "large",
        }
    }
}

/// One running copy of a widget, as it tells itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Instance {
    /// Unique for each start of the program: 16 hexadecimal digits.
    pub id: String,
    /// The version of the widget's package.
    pub version: String,
    /// The source revision it was built from.
    pub revision: String,
    /// The host it runs on.
    pub host: String,
}

/// The state of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TileState {
    /// True and fresh.
    Live,
    /// Nothing to show here, and that is the truth.
    NoCoverage,
    /// True once: too old now, or its instance is gone.
    Stale,
    /// The upstream or the widget failed; the reason says how.
    Failed,
    /// Never seen yet.
    Waiting,
}

impl TileState {
    /// The code used in JSON and attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::NoCoverage => "no_coverage",
            Self::Stale => "stale",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
        }
    }
}

/// What a widget shows for one view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// What this is drawn for.
    #[serde(flatten)]
    pub subject: Subject,
    /// The tile's title in the view's language.
    pub title: String,
    /// How much to trust it.
    pub state: TileState,
    /// Why the state is not `live`, in the view's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who made the weather; none where the tile has no reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceKind>,
    /// The instant its values hold for, by the weather clock.
    pub observed_at: Timestamp,
    /// Until when, by the weather clock, it may be shown as live.
    pub valid_until: Timestamp,
    /// The picture: an HTML fragment for the widget's shadow root.
    pub html: String,
    /// The same in words and numbers, plain text.
    pub text: String,
    /// The gist in a few words, plain text, for a board in one line; none where
    /// so few would say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The same as data: the widget's reading, or null.
    #[serde(default)]
    pub data: Value,
    /// Facts the board itself uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambient: Option<Ambient>,
    /// A request for a board-wide banner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// How long it took from asking the source to the finished drawing, ms.
    pub took_ms: u64,
    /// W3C Trace Context of this drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
}

/// Facts that the board itself uses, for instance to paint its sky.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ambient {
    /// Total cloud cover, % (0 to 100).
    pub cloud_cover_pct: f64,
}

/// A request for a board-wide banner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// One line in the view's language, plain text.
    pub headline: String,
    /// When it ends, by the weather clock.
    pub until: Timestamp,
}

/// What a board tells an instance that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// The protocol version the board will speak.
    pub protocol: u32,
    /// The board's weather clock, which wins.
    #[serde(flatten)]
    pub clock: ClockReading,
    /// Where weather comes from for every widget that has no source of its own.
    pub source: SourceKind,
}
