//! Every text of the page can be read as it was written: none is cut, none
//! lies on another, none leaves its box or the page, and a wall need not be
//! scrolled. Over a year of simulated weather, at ten places, in every
//! language and unit, on every screen.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "legible/reader.rs"]
mod reader;
#[path = "legible/views.rs"]
mod views;

use acceptance::{Dashboard, RogueWidget, Topology};
use serde_json::{Value, json};

use crate::{
    reader::Reader,
    views::{LANGUAGES, PLACES, SCREENS, Screen, UNITS, instants, page, sample},
};

/// Where this variable is set, every view is read on every screen.
const WHOLE: &str = "LEGIBLE_WHOLE";

async fn frozen_at(instant: &str) -> Dashboard {
    let settings = [("clock.start_at", instant), ("clock.speed", "0")];
    Dashboard::spawn(Topology::Monolith, &settings).await
}

#[tokio::test]
async fn a_year_of_weather_can_be_read_everywhere() {
    let Some(mut reader) = Reader::open().await else { return };
    let is_whole = std::env::var_os(WHOLE).is_some();
    for (number, instant) in instants().iter().enumerate() {
        let dashboard = frozen_at(instant).await;
        for (place, language, units, screens) in sample(number, is_whole) {
            let path = page("/", place, language, units);
            reader.read(&dashboard.url(&path), &screens, instant).await;
        }
        println!("{instant}: {reader}");
    }
    reader.finish();
}

#[tokio::test]
async fn every_state_can_be_read_in_the_style_guide() {
    let Some(mut reader) = Reader::open().await else { return };
    let stormy = "2026-05-04T06:00:00Z";
    let dashboard = frozen_at(stormy).await;
    for language in LANGUAGES {
        for units in UNITS {
            let path = page("/styleguide", PLACES[0], language, units);
            // A list of samples is longer than a screen.
            let screens = SCREENS.map(|screen| Screen { is_wall: false, ..screen });
            reader.read(&dashboard.url(&path), &screens, stormy).await;
        }
    }
    println!("{reader}");
    reader.finish();
}

#[tokio::test]
async fn a_wall_with_a_warning_and_a_long_name_fits_its_screen() {
    let Some(mut reader) = Reader::open().await else { return };
    let calm = "2026-07-14T12:00:00Z";
    let dashboard = frozen_at(calm).await;
    // It takes the place of a tile that is there.
    let mut widget = RogueWidget::join(&dashboard, "wind", "").await;
    let path = page("/", PLACES[PLACES.len() - 1], LANGUAGES[0], UNITS[0]);
    let view = loop {
        dashboard.page(&path).await;
        let view = widget.receive_type("watch").await["view"].clone();
        if view["place"]["name"].as_str().is_some_and(|name| name.len() > 50) {
            break view;
        }
    };
    let mut tile = RogueWidget::tile(&view, "<p>gale</p>", "gale");
    let headline = "Hurricane-force winds and heavy snow: do not travel";
    tile["notice"] = json!({
        "severity": "extreme", "headline": headline, "until": "2026-07-15T18:00:00Z",
    });
    widget.send(&tile).await;
    dashboard.until_settled("wind").await;
    let url = dashboard.url(&path);
    reader.read(&url, &SCREENS, calm).await;
    assert_eq!(reader.value("document.querySelector('.notice bdi').textContent").await, headline);
    reader.finish();
}

/// A sheet for tiles with a fault each.
const SHEET: &str = "
    p { margin: 0; color: var(--ink); font-size: 1rem }
    .late { padding-top: 90rem }
    .wide { white-space: nowrap }
    .box { width: 5rem; height: 1.4rem; overflow: hidden }
    .end { overflow: hidden; width: 5rem; text-overflow: ellipsis; white-space: nowrap }
    .two { display: -webkit-box; overflow: hidden; width: 5rem; -webkit-box-orient: vertical;
           -webkit-line-clamp: 2 }
    .over { margin-top: -1.2rem }
    .small { font-size: 0.6rem }
    .unseen { visibility: hidden; margin-top: -1.2rem }
    svg { display: block; width: 10rem; height: 4rem }
";

const LONG: &str =
    "So long a text that it does not fit in the room that there is for it, not at all";

/// The faults that a tile has, told in short.
async fn faults_of(reader: &mut Reader, dashboard: &Dashboard, html: &str) -> Vec<String> {
    let mut widget = RogueWidget::join(dashboard, "alpha", SHEET).await;
    let view = widget.receive_type("watch").await["view"].clone();
    widget.send(&RogueWidget::tile(&view, html, "text")).await;
    dashboard.until_tile("alpha", "shown", |tile| tile["state"] == "live").await;
    let path = page("/", PLACES[0], LANGUAGES[0], UNITS[0]);
    reader.read(&dashboard.url(&path), &SCREENS[..1], "now").await;
    reader.take_faults()
}

#[tokio::test]
async fn a_planted_fault_is_found_and_a_good_tile_is_not_blamed() {
    let Some(mut reader) = Reader::open().await else { return };
    let svg = |texts: &str| format!("<svg>{texts}</svg>");
    let planted = [
        ("<p class=\"late\">gone</p>".to_owned(), "leaves div.picture at the bottom"),
        (format!("<p class=\"wide\">{LONG}</p>"), "leaves div.picture at the right"),
        (format!("<p class=\"box\">{LONG}</p>"), "leaves p.box at the bottom"),
        (format!("<p class=\"end\">{LONG}</p>"), "its end is cut"),
        (format!("<p class=\"two\">{LONG}</p>"), "its lines are cut"),
        ("<p>one</p><p class=\"over\">two</p>".to_owned(), "lies on “"),
        ("<p class=\"small\">tiny</p>".to_owned(), "it is small: 0.60 rem"),
        (svg("<text x=\"9\" y=\"20\">one</text><text x=\"12\" y=\"24\">two</text>"), "lies on “"),
        (svg("<text x=\"9\" y=\"4\">one</text>"), "leaves svg at the top"),
    ];
    for (html, what) in &planted {
        let dashboard = Dashboard::board_alone(&[("board.places", "lisbon")]).await;
        let faults = faults_of(&mut reader, &dashboard, html).await;
        let is_found = faults.iter().any(|fault| fault.contains(what) && fault.contains("alpha"));
        assert!(is_found, "{what} is not in {faults:?}");
    }
    let dashboard = Dashboard::board_alone(&[("board.places", "lisbon")]).await;
    let tight = svg("<text x=\"9\" y=\"20\">one</text><text x=\"9\" y=\"33\">two</text>");
    let good = format!("<p>one</p><p>{LONG}</p><p>two</p><p class=\"unseen\">three</p>{tight}");
    let faults = faults_of(&mut reader, &dashboard, &good).await;
    assert_eq!(faults, Vec::<String>::new());
    for (property, what) in [("minWidth", "px wide"), ("minHeight", "px high")] {
        reader.value(&format!("void (document.body.style.{property} = '3000px')")).await;
        reader.look(Screen { is_wall: true, ..SCREENS[0] }, "planted").await;
        let faults = reader.take_faults();
        assert!(faults.iter().any(|fault| fault.contains(what)), "{what} is not in {faults:?}");
    }
}

#[test]
fn the_sample_covers_what_it_says() {
    let pages: Vec<_> = (0..instants().len())
        .flat_map(|instant| sample(instant, false).into_iter().map(move |page| (instant, page)))
        .collect();
    let count = |key: fn(&(usize, views::Page)) -> Value| {
        pages
            .iter()
            .map(|page| key(page).to_string())
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    let (places, instants) = (PLACES.len(), instants().len());
    let wordings = LANGUAGES.len() * UNITS.len();
    assert_eq!(count(|(instant, page)| json!([instant, page.0])), instants * places);
    assert_eq!(count(|(_, page)| json!([page.0, page.1, page.2])), places * wordings);
    assert_eq!(count(|(_, page)| json!([page.0, page.3[0].width])), places * SCREENS.len());
    assert_eq!(
        count(|(_, page)| json!([page.1, page.2, page.3[0].width])),
        wordings * SCREENS.len()
    );
}
