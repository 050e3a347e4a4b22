//! The board's HTTP side: one module per kind of answer.

mod events;
mod fleet;
mod openapi;
mod page;
mod places;
mod request;
mod styleguide;
mod tiles;

use std::{io, net::TcpListener, sync::Arc};

use ::places::Places;
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::Service,
    http::header::{self, HeaderValue},
    middleware::{Compress, from_fn},
    web::{self, Data},
};
use service::{
    CancellationToken, Problem, StartError, health,
    http::{get, limit_body, nothing_here, query_config, quote, run_until_stopped},
    metrics,
};
use weather::Place;

use crate::{assets, hub::Hub, search::Search};

/// What every answer is made from.
pub(crate) struct Context {
    hub: Arc<Hub>,
    places: Places,
    default_place: String,
    search: Search,
    /// Places that the board offers to everybody.
    listed: Vec<Place>,
    /// Streams end when the board does.
    stop: CancellationToken,
}

/// The server for viewers on `listener`.
pub(crate) fn server(
    listener: TcpListener,
    hub: Arc<Hub>,
    search: Search,
    (default_place, listed): (String, Vec<Place>),
    stop: CancellationToken,
) -> Result<impl Future<Output = io::Result<()>>, StartError> {
    let context = Data::new(Context {
        hub,
        places: Places::builtin(),
        default_place,
        search,
        listed,
        stop: stop.clone(),
    });
    let server = HttpServer::new(move || {
        let counted = context.hub.metrics.requests.clone();
        App::new()
            .app_data(context.clone())
            .app_data(query_config())
            .wrap(from_fn(limit_body))
            .wrap(Compress::default())
            .wrap_fn(move |request, next| {
                counted.inc();
                let answer = next.call(request);
                async move {
                    let mut answer = answer.await?;
                    let headers = answer.headers_mut();
                    headers.insert(
                        header::X_CONTENT_TYPE_OPTIONS,
                        HeaderValue::from_static("nosniff"),
                    );
                    headers
                        .insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
                    Ok(answer)
                }
            })
            .service(get("/", page::page))
            .service(get("/events", events::events))
            .service(get("/fleet", fleet::page))
            .service(get("/fleet/events", fleet::events))
            .service(get("/styleguide", styleguide::page))
            .service(get("/api/fleet", fleet::report))
            .service(get("/places", places::page))
            .service(get("/api/places", places::report))
            .service(get("/api/tiles", tiles::all))
            .service(get("/api/tiles/{widget}", tiles::one))
            .service(get("/api/openapi.json", openapi::document))
            .service(get("/assets/{name}", asset))
            .service(get("/health/live", health::live))
            .service(get("/health/ready", ready))
            .service(get("/metrics", counts))
            .default_service(web::to(nothing_here))
    })
    .shutdown_timeout(2)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok(run_until_stopped(server, stop))
}

async fn asset(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    assets::find(&name)
        .map(|asset| {
            HttpResponse::Ok()
                .content_type(asset.media_type)
                .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
                .body(asset.content.clone())
        })
        .ok_or_else(|| Problem::not_found(format!("there is no asset {:?}", quote(&name))))
}

async fn ready(context: Data<Context>) -> HttpResponse {
    let obstacle = (!context.hub.is_ready()).then_some("built-in widgets are joining");
    health::ready(obstacle)
}

async fn counts(context: Data<Context>) -> HttpResponse {
    context.hub.measure();
    metrics::response(&context.hub.metrics.registry)
}
