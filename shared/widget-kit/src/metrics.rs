use std::time::Duration;

use link::protocol::TileState;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

/// Upper bounds of the buckets for drawing times, s.
const BUCKETS: [f64; 8] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct State {
    state: &'static str,
}

/// What a widget counts.
pub(crate) struct Metrics {
    pub(crate) registry: Registry,
    tiles: Family<State, Counter>,
    took: Histogram,
    pub(crate) links: Gauge,
    pub(crate) watched_views: Gauge,
}

impl Metrics {
    pub(crate) fn new(widget: &'static str, version: &'static str) -> Self {
        let mut registry = Registry::with_labels(
            [("widget".into(), widget.into()), ("version".into(), version.into())].into_iter(),
        );
        let tiles = Family::<State, Counter>::default();
        let took = Histogram::new(BUCKETS);
        let (links, watched_views) = (Gauge::default(), Gauge::default());
        registry.register("tiles_drawn", "Tiles drawn, by state", tiles.clone());
        registry.register(
            "tile_seconds",
            "Time from asking the source to the finished drawing, s",
            took.clone(),
        );
        registry.register("links", "Links to boards that are up", links.clone());
        registry.register("watched_views", "Views being drawn", watched_views.clone());
        Self { registry, tiles, took, links, watched_views }
    }

    pub(crate) fn drawn(&self, state: TileState, took: Duration) {
        self.tiles.get_or_create(&State { state: state.code() }).inc();
        self.took.observe(took.as_secs_f64());
    }
}
