//! A widget's own HTTP API: for the person who develops it, for scripts and
//! for whoever watches over it.

use std::{io, sync::Arc};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, ContentType},
    middleware::from_fn,
    web::{self, Data, Query},
};
use api::{Answer, InstanceReport, Operation, TileReport, ViewQuery};
use askama::Template;
use link::{
    Standing,
    protocol::{Manifest, Tile, TileState},
};
use places::Places;
use serde_json::{Value, json};
use service::{
    CancellationToken, Problem, Settings, StartError, health,
    http::{get, limit_body, nothing_here, query_config, run_until_stopped},
    metrics, readings,
};
use tokio::sync::watch;
use weather::{SourceKind, Timestamp, View};

use crate::Studio;

struct Context {
    studio: Arc<Studio>,
    places: Places,
    default_place: String,
    standing: watch::Receiver<Standing>,
}

/// The page with just this tile.
#[derive(Template)]
#[template(path = "preview.html")]
struct Preview<'a> {
    lang: &'a str,
    title: &'a str,
    /// What the place is called in the language of the view.
    place: &'a str,
    state: &'a str,
    /// `simulated` and its like, in words; empty for live weather.
    source: String,
    reason: Option<&'a str>,
    size: &'a str,
    query: &'a str,
    text: &'a str,
    /// Names the service whose weather shows.
    attribution: Option<String>,
}

/// The widget's server, listening already.
pub(crate) fn server(
    studio: Arc<Studio>,
    standing: watch::Receiver<Standing>,
    settings: &Settings,
    stop: CancellationToken,
) -> Result<impl Future<Output = io::Result<()>>, StartError> {
    let listener = service::http::bind("listen", settings.listen)?;
    let context = Data::new(Context {
        studio,
        places: Places::builtin(),
        default_place: settings.board.default.clone(),
        standing,
    });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(context.clone())
            .app_data(query_config())
            .wrap(from_fn(limit_body))
            .service(get("/", preview))
            .service(get("/preview.css", preview_style))
            .service(get("/picture", picture))
            .service(get("/api/tile", tile))
            .service(get("/api/manifest", manifest))
            .service(get("/api/openapi.json", openapi))
            .service(get("/health/live", health::live))
            .service(get("/health/ready", ready))
            .service(get("/metrics", counts))
            .default_service(web::to(nothing_here))
    })
    .workers(1)
    .worker_max_blocking_threads(1)
    .shutdown_timeout(2)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok(run_until_stopped(server, stop))
}

/// The policy of the pages made here: no script, no other host.
const POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'";

/// The policy of the bare picture: its own style, and nothing else.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

impl Context {
    fn view(&self, query: &ViewQuery, request: &HttpRequest) -> Result<View, Problem> {
        let header = request.headers().get(ACCEPT_LANGUAGE);
        let accepted = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
        query
            .view(&self.places, &self.default_place, accepted)
            .map_err(|error| Problem::bad_request(error.to_string()))
    }

    fn report(&self, tile: &Tile) -> TileReport {
        let hello = self.studio.hello();
        let instance = InstanceReport::new(hello.instance, hello.uptime_ms, Timestamp::now());
        let now = self.studio.clock().now();
        TileReport::new(&hello.manifest.id, tile, tile.state, instance, now)
    }
}

async fn preview(
    context: Data<Context>,
    query: Query<ViewQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = context.view(&query, &request)?;
    let tile = context.studio.tile(&view).await;
    let locale = context.studio.locale(&view, tile.observed_at);
    let is_of_service = tile.source.is_some_and(SourceKind::is_of_service);
    let page = Preview {
        lang: view.lang.code(),
        title: &tile.title,
        place: context.places.name_in(&view.place, locale.lang()),
        state: tile.state.code(),
        source: locale.source(tile.source),
        reason: tile.reason.as_deref(),
        size: context.studio.manifest().size.code(),
        query: request.query_string(),
        text: &tile.text,
        attribution: is_of_service.then(|| locale.text("attribution")),
    };
    let page = page.render().map_err(|error| Problem::unavailable(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(page))
}

async fn preview_style() -> HttpResponse {
    let style = [design::TOKENS, include_str!("preview.css")].concat();
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(style)
}

/// The picture alone, in a document of its own that may do nothing.
async fn picture(
    context: Data<Context>,
    query: Query<ViewQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = context.view(&query, &request)?;
    let tile = context.studio.tile(&view).await;
    let document = [
        "<!doctype html><html lang=",
        view.lang.code(),
        "><meta charset=utf-8><style>",
        design::TOKENS,
        "body{margin:1rem;color:var(--ink);background:var(--card);font-family:var(--font)}\
         main{position:relative;height:calc(100vh - 2rem)}",
        context.studio.style(),
        "</style><main>",
        &tile.html,
        "</main>",
    ];
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, PICTURE_POLICY))
        .body(document.concat()))
}

async fn tile(
    context: Data<Context>,
    query: Query<ViewQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let tile = context.studio.tile(&context.view(&query, &request)?).await;
    Ok(HttpResponse::Ok().json(context.report(&tile)))
}

async fn manifest(context: Data<Context>) -> HttpResponse {
    HttpResponse::Ok().json(context.studio.manifest())
}

async fn openapi(context: Data<Context>) -> HttpResponse {
    let manifest = context.studio.manifest();
    let document = api::document(&manifest.id, &manifest.version, &operations(&context));
    HttpResponse::Ok().json(document)
}

/// What the API offers; the tile in the description is a sample of this widget.
fn operations(context: &Context) -> Vec<Operation> {
    let studio = &context.studio;
    let view = ViewQuery::default().view(&context.places, &context.default_place, "").ok();
    let sample = |view| studio.sample(&view, TileState::Live, studio.clock().now());
    let example = view.map(|view| context.report(&sample(view)));
    let tile = Answer::by_schema(200, "The tile", tile_schema(studio.manifest()), &example);
    let manifest = Answer::json(200, "What it is", studio.manifest());
    let mut operations = vec![
        Operation::get("/", "A page with just this tile")
            .of_view()
            .answers(Answer::of("text/html", "The page")),
        Operation::get("/api/tile", "The tile for a view").of_view().answers(tile),
        Operation::get("/api/manifest", "What this widget is").answers(manifest),
    ];
    operations.extend(api::watching("the board does not take this instance"));
    operations
}

/// The schema of this widget's tiles: they carry its reading, or nothing.
fn tile_schema(manifest: &Manifest) -> Value {
    let mut schema = api::schema::<TileReport>().to_value();
    schema["properties"]["data"] =
        json!({ "anyOf": [manifest.reading.as_value(), { "type": "null" }] });
    schema
}

/// A widget without a board is ready: it answers, and it goes on dialling.
/// Only to be refused by every board that answers means that it will never do
/// its work as it is.
async fn ready(context: Data<Context>) -> HttpResponse {
    health::ready(context.standing.borrow().refusal())
}

async fn counts(context: Data<Context>) -> HttpResponse {
    let studio = &context.studio;
    metrics::response(&[&studio.metrics.registry, &readings::registry(studio.readings.all())])
}
