use jiff::SignedDuration;
use link::protocol::{Instance, Tile, TileState};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use weather::{SourceKind, Timestamp};

/// A tile as JSON.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TileReport {
    /// The widget's id.
    pub widget: String,
    /// The tile's title in the view's language.
    pub title: String,
    /// How much to trust it.
    pub state: TileState,
    /// Why the state is not `live`, in the view's language.
    pub reason: Option<String>,
    /// Who made the weather.
    pub source: Option<SourceKind>,
    /// The instant the values hold for, by the weather clock.
    pub observed_at: Option<Timestamp>,
    /// How long ago that was, by the weather clock, s.
    pub age_s: Option<i64>,
    /// The instance that made the tile.
    pub instance: Option<InstanceReport>,
    /// The reading: SI-based units, null where a value is unknown.
    pub data: Value,
}

/// One running copy of a widget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InstanceReport {
    /// Who it is.
    #[serde(flatten)]
    pub instance: Instance,
    /// When it started, by the system clock.
    pub started_at: Timestamp,
}

impl TileReport {
    /// The tile in the state it is shown in, which may be worse than it was sent in.
    #[must_use]
    pub fn new(
        widget: &str,
        tile: &Tile,
        state: TileState,
        instance: InstanceReport,
        now: Timestamp,
    ) -> Self {
        Self {
            widget: widget.into(),
            title: tile.title.clone(),
            state,
            reason: tile.reason.clone(),
            source: tile.source,
            observed_at: Some(tile.observed_at),
            age_s: Some(now.duration_since(tile.observed_at).as_secs().max(0)),
            instance: Some(instance),
            data: tile.data.clone(),
        }
    }
}

impl TileReport {
    /// A tile as descriptions of an API show it.
    #[must_use]
    pub fn example() -> Self {
        let started_at = Timestamp::constant(1_798_761_600, 0);
        Self {
            widget: "tide".into(),
            title: "Tide".into(),
            state: TileState::Live,
            reason: None,
            source: Some(SourceKind::OpenMeteo),
            observed_at: Some(Timestamp::constant(1_798_765_200, 0)),
            age_s: Some(240),
            instance: Some(InstanceReport {
                instance: Instance {
                    id: "51d0e88a3cc94f07".into(),
                    version: "1.1.0".into(),
                    revision: "4f1c2aa".into(),
                    host: "harbour".into(),
                },
                started_at,
            }),
            data: json!({ "height_m": 1.25, "next_high": started_at }),
        }
    }
}

impl InstanceReport {
    /// An instance that had been running for `uptime_ms` at `now` of the system clock.
    #[must_use]
    pub fn new(instance: Instance, uptime_ms: u64, now: Timestamp) -> Self {
        let uptime = SignedDuration::from_millis(i64::try_from(uptime_ms).unwrap_or(i64::MAX));
        let started_at = now.checked_sub(uptime).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { instance, started_at: round(started_at) }
    }
}

/// Whole seconds are what a start time can mean.
fn round(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}
