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
        ["live", "no_coverage"].contains(&self.state.as_str())
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
        let text = |key: &str| tile[key].as_str().map(str::to_owned);
        Some(Tile {
            widget: text("widget")?,
            state: text("state")?,
            reason: text("reason"),
            age_s: tile["age_s"].as_i64(),
        })
    };
    tiles.iter().filter_map(tile).collect()
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
}
