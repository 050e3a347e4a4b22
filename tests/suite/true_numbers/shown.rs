//! What the dashboard shows: asked once, since its clock stands still.

use std::collections::BTreeMap;

use acceptance::{Dashboard, Topology, endpoints, eventually, get_as, live};
use serde_json::Value;
use stand_in::{Service, StandIn};
use tokio::sync::OnceCell;
use weather::{Place, Units};

use crate::{
    served::{LATITUDE, LONGITUDE, NOW, now, query},
    tile::{Drawn, Tile},
};

/// All that is shown.
pub(crate) struct Shown {
    pub(crate) place: Place,
    /// By widget.
    pub(crate) tiles: BTreeMap<String, Tile>,
    pub(crate) most_calls_at_once: usize,
}

/// The tile of a widget.
pub(crate) async fn tile(widget: &str) -> &'static Tile {
    let tile = all().await.tiles.get(widget);
    tile.unwrap_or_else(|| panic!("{widget} shows no tile"))
}

pub(crate) async fn all() -> &'static Shown {
    static SHOWN: OnceCell<Option<Shown>> = OnceCell::const_new();
    // What fails for one test is not tried again by all the others.
    let shown = SHOWN.get_or_init(|| async { tokio::spawn(ask()).await.ok() }).await;
    shown.as_ref().expect("a dashboard that shows its tiles")
}

async fn ask() -> Shown {
    // The reference has a queue of its own, and the feeds of warnings are other people's.
    let (stand_in, apart) = (frozen_stand_in().await, frozen_stand_in().await);
    let endpoints = endpoints(&stand_in);
    let [archive, meteoalarm] = [Service::Archive, Service::MeteoAlarm].map(|one| apart.url(one));
    let settings = [
        ("source.kind", "open-meteo"),
        ("source.urls.archive", &archive),
        ("source.urls.meteoalarm", &meteoalarm),
        ("clock.start_at", NOW),
        ("clock.speed", "0"),
    ];
    let dashboard = Dashboard::spawn(Topology::Monolith, &live(&endpoints, &settings)).await;
    let place = dashboard.get("/api/tiles?place=lisbon").await.json()["view"]["place"].take();
    let place: Place = serde_json::from_value(place).expect("a place");
    assert_eq!((place.latitude, place.longitude), (LATITUDE, LONGITUDE));
    let mut tiles = BTreeMap::new();
    for units in Units::ALL {
        for (widget, json, drawn) in ask_in(&dashboard, units).await {
            let tile = tiles.entry(widget).or_insert_with(|| Tile::new(&json));
            assert_eq!(tile.data, json["data"], "data has one unit system");
            tile.views.push(drawn);
        }
    }
    Shown { place, tiles, most_calls_at_once: stand_in.most_at_once() }
}

async fn frozen_stand_in() -> StandIn {
    let stand_in = StandIn::start().await.expect("a stand-in");
    stand_in.freeze(Some(now()));
    stand_in
}

/// The tiles in a unit system, by widget: as JSON and as drawn.
async fn ask_in(dashboard: &Dashboard, units: Units) -> Vec<(String, Value, Drawn)> {
    let query = query(units);
    let tiles = eventually("every tile", || async {
        let tiles = dashboard.tiles(&query).await;
        tiles.values().all(|tile| tile["state"] != "waiting").then_some(tiles)
    })
    .await;
    let url = dashboard.url(&format!("/{query}"));
    let page = get_as(&url, &[("accept", "text/html")]).await.body;
    let terminal = get_as(&url, &[("accept", "text/plain")]).await.body;
    let drawn = |(widget, json): (String, Value)| {
        let title = json["title"].as_str().expect("a title");
        let (page, picture) = on_page(&page, &widget);
        let terminal = on_terminal(&terminal, title);
        (widget, json, Drawn { units, terminal, page, picture })
    };
    tiles.into_iter().map(drawn).collect()
}

/// A widget's text and picture in the page.
fn on_page(page: &str, widget: &str) -> (String, String) {
    let part = |from: &str, begin: &str, end: &str| {
        let (_, rest) = from.split_once(begin).unwrap_or_else(|| panic!("{widget}: no {begin}"));
        rest.split_once(end).unwrap_or_else(|| panic!("{widget}: no {end}")).0.to_owned()
    };
    let article = part(page, &format!("data-widget=\"{widget}\""), "</article>");
    let words = part(&article, "<p class=\"text\">", "</p>");
    let picture = part(&article, "</style>", "</template>");
    (read(&words), read(&picture))
}

/// What a reader sees of some HTML.
fn read(html: &str) -> String {
    let text = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let text = plain(&text.collect::<Vec<_>>().join(" "));
    let signs = [("&#38;", "&"), ("&#39;", "'"), ("&#34;", "\""), ("&amp;", "&")];
    signs.into_iter().fold(text, |text, (code, sign)| text.replace(code, sign))
}

/// The paragraph under a title.
fn on_terminal(text: &str, title: &str) -> String {
    let lines = text.lines().skip_while(|line| *line != title).skip(1);
    let lines: Vec<&str> = lines.take_while(|line| line.starts_with("  ")).collect();
    plain(&lines.join(" "))
}

/// One plain space wherever there is space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
