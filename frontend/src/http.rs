//! The board's HTTP side: one module per kind of answer.

mod clients;
mod encoding;
mod events;
mod fleet;
mod format;
mod openapi;
mod page;
mod pages;
mod places;
mod policy;
mod presentation;
mod request;
mod settings;
mod styleguide;
mod tiles;

use std::{io, net::TcpListener, num::NonZero, sync::Arc, thread};

use ::places::Places;
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    dev::Service,
    http::header::{self, ContentEncoding, ContentType, HeaderValue},
    middleware::{Compress, from_fn},
    web::{self, Data, Redirect},
};
use futures_util::future;
use service::{
    CancellationToken, Problem, StartError, health,
    http::{follow, get, limit_body, nothing_here, query_config, quote, run_until_stopped},
    metrics, readings,
};
use weather::Place;

pub(crate) use clients::{Clients, TrustedProxies};
pub(crate) use pages::Pages;
pub(crate) use policy::FrameAncestors;

use crate::{arrangement::Arrangement, assets, base_path::BasePath, hub::Hub, search::Search};

/// The most threads that answer: a container may have few, whatever the machine has.
const MAX_WORKERS: usize = 8;

/// What every answer is made from.
pub(crate) struct Context {
    pub(crate) hub: Arc<Hub>,
    pub(crate) places: Places,
    pub(crate) default_place: String,
    pub(crate) search: Search,
    pub(crate) clients: Clients,
    /// Places that the board offers to everybody.
    pub(crate) listed: Vec<Place>,
    /// How tiles stand where a viewer has no other wish.
    pub(crate) arrangement: Arrangement,
    pub(crate) frame_ancestors: FrameAncestors,
    /// Pages that are finished already.
    pub(crate) pages: Pages,
    /// Streams end when the board does.
    pub(crate) stop: CancellationToken,
}

/// The server for viewers on `listener`, who reach it at the root or at `base`.
pub(crate) fn server(
    listener: TcpListener,
    base: BasePath,
    context: Context,
) -> Result<impl Future<Output = io::Result<()>>, StartError> {
    let stop = context.stop.clone();
    let context = Data::new(context);
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
            .configure(|config| routes(config, &base))
            .default_service(web::to(nothing_here))
    })
    .workers(workers(thread::available_parallelism().map_or(1, NonZero::get)))
    // What is written in two goes must not wait for word of the first.
    .tcp_nodelay(true)
    .h1_write_buffer_size(events::ENOUGH)
    .shutdown_timeout(2)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok(run_until_stopped(server, stop))
}

/// How many threads answer where so many processors are to be had.
fn workers(processors: usize) -> usize {
    processors.min(MAX_WORKERS)
}

/// Everything at the root, where those who watch over it ask, and at the base path.
fn routes(config: &mut web::ServiceConfig, base: &BasePath) {
    if !base.as_str().is_empty() {
        let folder = format!("{}/", base.as_str());
        let slash = move |request: HttpRequest| future::ready(redirect(&folder, &request));
        config
            .service(get(base.as_str(), slash))
            .service(web::scope(base.as_str()).configure(resources));
    }
    resources(config);
}

/// The way to another address with the same query.
fn redirect(to: &str, request: &HttpRequest) -> Redirect {
    let query = request.query_string();
    let mark = if query.is_empty() { "" } else { "?" };
    Redirect::to(format!("{to}{mark}{query}"))
}

fn resources(config: &mut web::ServiceConfig) {
    config
        .service(get("/", page::page))
        .service(follow("/events", events::events, events::head))
        .service(get("/fleet", fleet::page))
        .service(follow("/fleet/events", fleet::events, events::head))
        .service(get("/places", places::page))
        .service(get("/api/places", places::report))
        .service(get("/styleguide", styleguide::page))
        .service(get("/api/fleet", fleet::report))
        .service(get("/api/tiles", tiles::all))
        .service(get("/api/tiles/{widget}", tiles::one))
        .service(get("/api/openapi.json", openapi::document))
        .service(get("/assets/{name}", asset))
        .service(get("/apple-touch-icon.png", touch_icon))
        .service(get("/health/live", health::live))
        .service(get("/health/ready", ready))
        .service(get("/metrics", counts));
}

async fn asset(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asset = assets::find(&name)
        .ok_or_else(|| Problem::not_found(format!("there is no asset {:?}", quote(&name))))?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(asset.media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    let encoding = encoding::negotiated(&request, &asset.content.encodings());
    if encoding != ContentEncoding::Identity {
        answer.insert_header(encoding);
    }
    Ok(answer.body(asset.content.encoded(encoding)))
}

/// Where phones look for the icon of a page that is put on their screen.
async fn touch_icon() -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::png()).body(assets::TOUCH_ICON)
}

/// What is in the way of being ready.
const JOINING: &str = "built-in widgets are joining";

async fn ready(context: Data<Context>) -> HttpResponse {
    let obstacle = (!context.hub.is_ready()).then_some(JOINING);
    health::ready(obstacle)
}

async fn counts(context: Data<Context>) -> HttpResponse {
    let hub = &context.hub;
    hub.measure();
    let weather = readings::registry(hub.readings(&context.listed));
    metrics::response(&[&hub.metrics.registry, &weather])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_of_many_processors_has_no_worker_for_each() {
        assert_eq!([1, 2, 8, 9, 256].map(workers), [1, 2, 8, 8, 8]);
    }
}
