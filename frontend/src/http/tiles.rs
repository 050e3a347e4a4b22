//! The tiles of a view as JSON.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path, Query},
};
use api::{TileReport, ViewQuery};
use link::protocol::Notice;
use schemars::JsonSchema;
use serde::Serialize;
use service::{Problem, http::quote};
use weather::View;

use super::{Context, request};

/// The answer to `GET /api/tiles`.
#[derive(Serialize, JsonSchema)]
pub(super) struct TilesReport {
    /// The view the tiles are drawn for.
    pub(super) view: View,
    /// The worst of what the tiles warn of, where it deserves a banner.
    pub(super) notice: Option<Notice>,
    /// The tiles in their order.
    pub(super) tiles: Vec<TileReport>,
}

/// `GET /api/tiles`
pub(super) async fn all(
    context: Data<Context>,
    query: Query<ViewQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let watched = context.hub.open(&view).await?;
    let snapshot = context.hub.snapshot(&watched);
    let report = TilesReport { view, notice: snapshot.notice, tiles: snapshot.reports };
    Ok(HttpResponse::Ok().json(report))
}

/// `GET /api/tiles/{widget}`
pub(super) async fn one(
    context: Data<Context>,
    query: Query<ViewQuery>,
    widget: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let watched = context.hub.open(&view).await?;
    let mut tiles = context.hub.snapshot(&watched).reports;
    match tiles.iter().position(|tile| tile.widget == *widget) {
        Some(position) => Ok(HttpResponse::Ok().json(tiles.swap_remove(position))),
        None => {
            let known: Vec<_> = tiles.into_iter().map(|tile| tile.widget).collect();
            Err(unknown(&widget, &known))
        }
    }
}

/// The answer where a board has no such widget.
pub(super) fn unknown(widget: &str, known: &[String]) -> Problem {
    let (widget, known) = (quote(widget), known.join(", "));
    Problem::not_found(format!("there is no widget {widget:?} on this board: it has {known}"))
}
