use prometheus_client::{
    metrics::{counter::Counter, gauge::Gauge},
    registry::Registry,
};

/// What the board counts.
pub(crate) struct Metrics {
    pub(crate) registry: Registry,
    pub(crate) tiles: Counter,
    pub(crate) refused: Counter,
    pub(crate) requests: Counter,
    pub(crate) links: Gauge,
    pub(crate) views: Gauge,
    pub(crate) viewers: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("board");
        let (tiles, refused, requests) =
            (Counter::default(), Counter::default(), Counter::default());
        let (links, views, viewers) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("tiles_received", "Tiles taken from widgets", tiles.clone());
        registry.register("links_refused", "Links refused after a bad hello", refused.clone());
        registry.register("requests", "HTTP requests answered", requests.clone());
        registry.register("links", "Widget instances linked", links.clone());
        registry.register("views", "Views watched", views.clone());
        registry.register("viewers", "Streams that viewers follow", viewers.clone());
        Self { registry, tiles, refused, requests, links, views, viewers }
    }
}
