use api::InstanceReport;
use link::{
    Origin,
    protocol::{Tile, TileState},
};
use schemars::JsonSchema;
use serde::Serialize;
use weather::Timestamp;

/// Every instance that is linked to this board.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct FleetReport {
    /// How many views are watched.
    pub(crate) views: usize,
    /// How many viewers follow a stream.
    pub(crate) viewers: usize,
    /// The instances, by widget, the youngest link first.
    pub(crate) instances: Vec<InstanceEntry>,
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

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Shows => "shows",
            Self::Standby => "standby",
            Self::Leaving => "leaving",
        })
    }
}

/// One instance.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct InstanceEntry {
    /// The widget's id.
    pub(crate) widget: String,
    /// Who it is.
    pub(crate) instance: InstanceReport,
    /// How it came here.
    pub(crate) origin: Origin,
    /// Its network address, or `memory`.
    pub(crate) peer: String,
    /// What it is to the viewers.
    pub(crate) state: Role,
    /// How long it has been linked, s.
    pub(crate) linked_s: u64,
    /// In how many views its tile shows.
    pub(crate) views_shown: usize,
    /// What it has done.
    #[serde(flatten)]
    pub(crate) activity: Activity,
}

/// What an instance has done over its link.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Activity {
    /// Tiles sent.
    pub(crate) tiles: u64,
    /// Tiles sent in state `failed`.
    pub(crate) failed_tiles: u64,
    /// When the last tile came, by the system clock.
    pub(crate) last_tile_at: Option<Timestamp>,
    /// How long the last tile took to draw, ms.
    pub(crate) last_took_ms: Option<u64>,
    /// The reason of the last failed tile.
    pub(crate) last_error: Option<String>,
}

impl Activity {
    pub(super) fn count(&mut self, tile: &Tile) {
        self.tiles += 1;
        self.last_tile_at = Some(Timestamp::now());
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
