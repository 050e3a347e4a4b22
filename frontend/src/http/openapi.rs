//! What the API offers, for programs that read such things.

use actix_web::HttpResponse;
use api::{Operation, TileReport, schema};
use serde_json::{Value, json};
use service::Problem;

use super::{fleet, places::PlacesReport, tiles::TilesReport};
use crate::hub::FleetReport;

const JSON: &str = "application/json";

/// `GET /api/openapi.json`
pub(super) async fn document() -> HttpResponse {
    HttpResponse::Ok().json(api::document(
        "Weather Dashboard",
        env!("CARGO_PKG_VERSION"),
        &operations(),
        &schema::<Problem>(),
    ))
}

const SEARCHED: &[(&str, &str)] = &[
    ("q", "A part of a place's name in any language, or latitude,longitude"),
    ("lang", "An ISO 639 code"),
];

fn places_example() -> Value {
    json!({
        "query": "springf",
        "places": [{
            "id": "39.8017,-89.6437",
            "name": "Springfield",
            "admin": "Illinois",
            "country": "US",
            "latitude": 39.8017,
            "longitude": -89.6437,
            "elevation_m": 180.0,
            "timezone": "America/Chicago",
            "address": "39.8017,-89.6437"
        }]
    })
}

fn operations() -> Vec<Operation> {
    let of_view = |path, summary, media_type, schema| Operation {
        path,
        summary,
        takes_view: true,
        query: &[],
        media_type,
        schema,
        example: None,
    };
    let of_board = |path, summary, media_type, schema| Operation {
        takes_view: false,
        ..of_view(path, summary, media_type, schema)
    };
    let searched = |operation| Operation { query: SEARCHED, ..operation };
    let search = "Places by name: the built-in ones, then what the live service finds";
    let places = of_board("/api/places", search, JSON, Some(schema::<PlacesReport>()));
    vec![
        of_view("/", "The board as a page, or as text for terminals", "text/html", None),
        of_view("/events", "What changes, as server-sent events", "text/event-stream", None),
        of_view("/api/tiles", "The tiles of a view", JSON, Some(schema::<TilesReport>())),
        of_view("/api/tiles/{widget}", "One tile of a view", JSON, Some(schema::<TileReport>())),
        Operation { example: Some(places_example()), ..searched(places) },
        searched(of_board("/places", "The search for places, as a page", "text/html", None)),
        Operation {
            example: serde_json::to_value(fleet::example()).ok(),
            ..of_board(
                "/api/fleet",
                "Every linked instance, and what happened",
                JSON,
                Some(schema::<FleetReport>()),
            )
        },
        of_view("/fleet", "The same as a page", "text/html", None),
        of_view("/fleet/events", "The same page's changes", "text/event-stream", None),
        of_view("/styleguide", "Every tile in every state", "text/html", None),
        of_board("/health/live", "Whether the process answers", JSON, None),
        of_board("/health/ready", "Whether the board does its work", JSON, None),
        of_board("/metrics", "Metrics", "application/openmetrics-text", None),
    ]
}
