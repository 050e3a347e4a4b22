//! Official warnings.

use serde_json::Value;
use weather::Timestamp;

use crate::{
    served::{HOUR_S, after, now, step_before},
    shown::tile,
    tile::Tile,
    written::time,
};

/// So many hours from the running one.
fn in_hours(hours: i64) -> Timestamp {
    after(step_before(now(), HOUR_S), hours * HOUR_S)
}

fn has(tile: &Tile, index: usize, words: [(&str, &str); 5], onset_h: i64, ends_h: i64) {
    for (field, expected) in words {
        tile.is(&format!("/alerts/{index}/{field}"), expected);
    }
    tile.is(&format!("/alerts/{index}/official"), true);
    tile.is_at(&format!("/alerts/{index}/onset"), in_hours(onset_h));
    tile.is_at(&format!("/alerts/{index}/ends"), in_hours(ends_h));
}

#[tokio::test]
async fn alerts() {
    let tile = tile("alerts").await;
    // Three regions of Portugal have a warning; a green one is none.
    assert_eq!(tile.count("/alerts"), 2);
    let issuer = "Stand-in service of PT";
    let here = [
        ("event", "Moderate wind warning"),
        ("severity", "moderate"),
        ("urgency", "immediate"),
        ("headline", "Strong gusts: Lisboa"),
        ("issuer", issuer),
    ];
    let elsewhere = [
        ("event", "Severe rain warning"),
        ("severity", "severe"),
        ("urgency", "expected"),
        ("headline", "Heavy rain: Faro"),
        ("issuer", issuer),
    ];
    has(tile, 0, here, -1, 8);
    has(tile, 1, elsewhere, -2, 10);
    tile.is("/feed", Value::from("ok"));

    let ends = |units| format!("until {}", time(in_hours(8), units));
    tile.says(|units| {
        let names = ["Moderate wind warning", "Severe rain warning", "Faro", issuer];
        names.map(str::to_owned).into_iter().chain([ends(units), "2 in all".to_owned()]).collect()
    });
    tile.shows(|_| "Moderate wind warning");
    tile.shows(ends);
}
