//! The numbers on the tiles are those that the services sent: they answer with
//! known functions of time, and every tile is compared with these.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "true_numbers/air.rs"]
mod air;
#[path = "true_numbers/forecast.rs"]
mod forecast;
#[path = "true_numbers/health.rs"]
mod health;
#[path = "true_numbers/normals.rs"]
mod normals;
#[path = "true_numbers/sea.rs"]
mod sea;
#[path = "true_numbers/served.rs"]
mod served;
#[path = "true_numbers/shown.rs"]
mod shown;
#[path = "true_numbers/sky.rs"]
mod sky;
#[path = "true_numbers/tile.rs"]
mod tile;
#[path = "true_numbers/warnings.rs"]
mod warnings;
#[path = "true_numbers/written.rs"]
mod written;

use acceptance::WIDGETS;

#[tokio::test]
async fn every_widget_shows_what_came_from_the_services() {
    let all = shown::all().await;
    let mut shown: Vec<&str> = all.tiles.keys().map(String::as_str).collect();
    let mut wanted = WIDGETS.to_vec();
    shown.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(shown, wanted);
    for (widget, tile) in &all.tiles {
        assert_eq!((&*tile.state, &*tile.source), ("live", "open-meteo"), "{widget}");
    }
    assert_eq!(all.most_calls_at_once, 1);
}

#[tokio::test]
async fn a_page_and_a_terminal_tell_the_same() {
    for (widget, tile) in &shown::all().await.tiles {
        for view in &tile.views {
            // Lines are broken after hyphens, too.
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&view.terminal), letters(&view.page), "{widget}");
        }
    }
}
