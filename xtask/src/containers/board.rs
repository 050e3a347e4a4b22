//! What a running board says of its tiles.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::http::get_json;

/// One tile of the default view.
pub(crate) struct Tile {
    pub(crate) widget: String,
    /// `live`, `stale`, `no_coverage`, `failed` or `waiting`.
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
    /// Seconds since the weather it shows.
    pub(crate) age_s: Option<i64>,
}

impl Tile {
    /// Whether it shows something that holds now.
    pub(crate) fn is_good(&self) -> bool {
        is_good(&self.state)
    }
}

/// The tiles of the default view of the board at `address`, host and port.
///
/// # Errors
/// When nobody answers there, or no board.
pub(crate) fn tiles(address: &str) -> Result<Vec<Tile>> {
    let answer = get_json(address, "/api/tiles")?;
    Ok(read(answer["tiles"].as_array().context("no list of tiles")?))
}

fn read(tiles: &[Value]) -> Vec<Tile> {
    let tile = |tile: &Value| {
        Some(Tile {
            widget: text(&tile["widget"])?,
            state: text(&tile["state"])?,
            reason: text(&tile["reason"]),
            age_s: tile["age_s"].as_i64(),
        })
    };
    tiles.iter().filter_map(tile).collect()
}

/// Who is linked to a board, and what shows there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fleet {
    /// How many views are watched.
    pub(super) views: u64,
    /// The ids of the widgets that were seen, in the order of the board.
    pub(super) widgets: Vec<String>,
    pub(super) instances: Vec<Instance>,
}

/// A linked instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Instance {
    pub(super) widget: String,
    /// Names this run of the program.
    pub(super) id: String,
    /// In a container, the first twelve digits of that one's id.
    pub(super) host: String,
    pub(super) version: String,
    pub(super) revision: String,
    pub(super) is_built_in: bool,
    /// In how many views its tile shows.
    pub(super) views_shown: u64,
    pub(super) tiles: u64,
    pub(super) failed_tiles: u64,
    /// The state of its last tile; none before the first.
    pub(super) last_state: Option<String>,
    /// Why its last failed tile did.
    pub(super) last_error: Option<String>,
}

impl Instance {
    /// Whether its last tile showed something that holds now.
    pub(super) fn is_good(&self) -> bool {
        self.last_state.as_deref().is_some_and(is_good)
    }
}

/// The fleet of the board at `address`, host and port.
///
/// # Errors
/// When nobody answers there, or no board.
pub(super) fn fleet(address: &str) -> Result<Fleet> {
    read_fleet(&get_json(address, "/api/fleet")?)
}

/// How many pages are open at the board at `address`, host and port.
///
/// # Errors
/// When nobody answers there, or no board.
pub(crate) fn viewers(address: &str) -> Result<u64> {
    get_json(address, "/api/fleet")?["viewers"].as_u64().context("no number of viewers")
}

fn read_fleet(answer: &Value) -> Result<Fleet> {
    let list = |key: &str| answer[key].as_array().with_context(|| format!("no list of {key}"));
    let widgets = list("widgets")?.iter().filter_map(|one| text(&one["widget"])).collect();
    let instances = list("instances")?.iter().filter_map(instance).collect();
    Ok(Fleet { views: answer["views"].as_u64().unwrap_or_default(), widgets, instances })
}

fn instance(entry: &Value) -> Option<Instance> {
    let count = |key: &str| entry[key].as_u64().unwrap_or_default();
    let who = &entry["instance"];
    Some(Instance {
        widget: text(&entry["widget"])?,
        id: text(&who["id"])?,
        host: text(&who["host"])?,
        version: text(&who["version"])?,
        revision: text(&who["revision"])?,
        is_built_in: entry["origin"] == "built_in",
        views_shown: count("views_shown"),
        tiles: count("tiles"),
        failed_tiles: count("failed_tiles"),
        last_state: text(&entry["last_state"]),
        last_error: text(&entry["last_error"]),
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn is_good(state: &str) -> bool {
    ["live", "no_coverage"].contains(&state)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tiles_are_read_from_what_a_board_says() {
        let tiles = read(&[
            json!({"widget": "a", "state": "live", "reason": null, "age_s": 3}),
            json!({"widget": "b", "state": "failed", "reason": "why"}),
        ]);
        assert!(tiles[0].is_good() && tiles[0].age_s == Some(3));
        assert_eq!(tiles[1].reason.as_deref(), Some("why"));
        assert!(!tiles[1].is_good());
    }

    #[test]
    fn a_fleet_is_read_from_what_a_board_says() {
        let fleet = read_fleet(&json!({
            "views": 2,
            "widgets": [{"widget": "a"}],
            "instances": [{
                "widget": "a", "origin": "dialled",
                "instance": {"id": "1", "host": "h", "version": "0.1.0", "revision": "abc"},
                "views_shown": 2, "tiles": 3, "failed_tiles": 1,
                "last_state": "live", "last_error": "why",
            }],
        }))
        .unwrap();
        assert_eq!((fleet.views, fleet.widgets), (2, vec!["a".to_owned()]));
        let instance = &fleet.instances[0];
        assert!(instance.is_good() && !instance.is_built_in);
        assert_eq!((instance.views_shown, instance.failed_tiles), (2, 1));
        assert_eq!(instance.last_error.as_deref(), Some("why"));
        assert!(read_fleet(&json!({})).is_err());
    }
}
