use api::InstanceReport;
use link::{
    Origin,
    protocol::{Tile, TileState},
};
use schemars::JsonSchema;
use serde::Serialize;
use weather::{Timestamp, View};

use super::FleetEvent;

/// Every instance that is linked to this board, and what happened to them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct FleetReport {
    /// How many views are watched.
    pub(crate) views: usize,
    /// How many viewers follow a stream.
    pub(crate) viewers: usize,
    /// The view that `widgets` and `events` tell of: the default one, else one
    /// of the default place, else the one watched longest; null where none is watched.
    pub(crate) view: Option<View>,
    /// Every widget seen in this run of the board, in the order of the board.
    pub(crate) widgets: Vec<WidgetEntry>,
    /// The instances, by widget, the youngest link first.
    pub(crate) instances: Vec<InstanceEntry>,
    /// What happened, the newest first: the last 200 events.
    pub(crate) events: Vec<FleetEvent>,
}

/// What the viewers see of a widget.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct WidgetEntry {
    /// The widget's id.
    pub(crate) widget: String,
    /// The state its tile shows in.
    pub(crate) state: TileState,
    /// The id of the instance whose tile shows; null where none is there.
    pub(crate) instance: Option<String>,
}

/// What an instance is to the viewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Its tile shows in at least one view.
    Shows,
    /// It would, if another one went.
    Standby,
    /// It said `bye`.
    Leaving,
}

/// One instance.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct InstanceEntry {
    /// The widget's id.
    pub(crate) widget: String,
    /// Who it is.
    pub(crate) instance: InstanceReport,
    /// The number of its version's colour on this board.
    #[serde(skip)]
    pub(crate) colour: u32,
    /// How it came here.
    pub(crate) origin: Origin,
    /// Its network address, or `memory`.
    pub(crate) peer: String,
    /// What it is to the viewers.
    pub(crate) state: Role,
    /// How long it has been running, s.
    pub(crate) uptime_s: u64,
    /// How long it has been linked, s.
    pub(crate) linked_s: u64,
    /// How long the last ping and its answer took, ms; null in memory and
    /// before the first answer.
    pub(crate) latency_ms: Option<f64>,
    /// In how many views its tile shows.
    pub(crate) views_shown: usize,
    /// What it has done.
    #[serde(flatten)]
    pub(crate) activity: Activity,
}

/// What an instance has done over its link.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Activity {
    /// Tiles sent; samples of the style guide are none.
    pub(crate) tiles: u64,
    /// Tiles sent in state `failed`.
    pub(crate) failed_tiles: u64,
    /// When the last tile came, by the system clock.
    pub(crate) last_tile_at: Option<Timestamp>,
    /// The state the last tile was sent in.
    pub(crate) last_state: Option<TileState>,
    /// The instant the last tile's values hold for, by the weather clock.
    pub(crate) last_observed_at: Option<Timestamp>,
    /// How long the last tile took to draw, ms.
    pub(crate) last_took_ms: Option<u64>,
    /// The reason of the last failed tile.
    pub(crate) last_error: Option<String>,
}

impl Activity {
    /// Counts a tile that came. A sample has the state it was asked for, which
    /// says nothing of its widget.
    pub(super) fn count(&mut self, tile: &Tile) {
        if tile.subject.sample.is_some() {
            return;
        }
        self.tiles += 1;
        self.last_tile_at = Some(Timestamp::now());
        self.last_state = Some(tile.state);
        self.last_observed_at = Some(tile.observed_at);
        self.last_took_ms = Some(tile.took_ms);
        if tile.state == TileState::Failed {
            self.failed_tiles += 1;
            self.last_error.clone_from(&tile.reason);
        }
    }
}

impl Role {
    /// The role of an instance that shows in so many views.
    pub(super) fn of(leaving: bool, views_shown: usize) -> Self {
        match (leaving, views_shown) {
            (true, _) => Self::Leaving,
            (false, 0) => Self::Standby,
            (false, _) => Self::Shows,
        }
    }
}
