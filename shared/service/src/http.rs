//! The small HTTP pieces that the board and the widgets share.

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use actix_web::{
    Error, FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, ResponseError,
    body::MessageBody,
    dev::{Server, ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{ALLOW, CONTENT_LENGTH, HeaderMap, HeaderValue, TRANSFER_ENCODING},
    },
    middleware::Next,
    web::{self, QueryConfig},
};
use tokio_util::sync::CancellationToken;

use crate::{Problem, StartError};

/// The largest request body let in, bytes. Nothing here reads any.
pub const MAX_BODY: u64 = 16 * 1024;

/// How much of a request's own words its answer repeats, characters.
const MAX_QUOTE: usize = 64;

/// Opens a port for the configuration key `key`.
///
/// # Errors
/// When the address is in use or not ours; names the key and the address.
pub fn bind(key: &'static str, address: SocketAddr) -> Result<TcpListener, StartError> {
    let open = || {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    open().map_err(|source| StartError::Bind { key, address, source })
}

/// How a query that cannot be read is answered: as a problem that says why.
#[must_use]
pub fn query_config() -> QueryConfig {
    QueryConfig::default().error_handler(|error, _| Problem::bad_request(error.to_string()).into())
}

/// Runs a server until `stop` is cancelled: then answers that are on their way
/// have the server's shutdown time-out. One that ends before cancels `stop`:
/// without it the program is of no use.
///
/// # Errors
/// When the server fails.
pub async fn run_until_stopped(server: Server, stop: CancellationToken) -> io::Result<()> {
    let handle = server.handle();
    let serving = async {
        let served = server.await;
        stop.cancel();
        served
    };
    let stopping = async {
        stop.cancelled().await;
        handle.stop(true).await;
    };
    tokio::join!(serving, stopping).0
}

/// A resource that can be read, and nothing else: other methods are told so.
pub fn get<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    readable(path, handler.clone(), handler)
}

/// A stream that never ends, answered by `head` where only its head is asked for: nothing
/// would be written, and so nobody would notice that whoever asked has gone.
pub fn follow<F, Args, H>(path: &str, handler: F, head: H) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
    H: Handler<()>,
    H::Output: Responder + 'static,
{
    readable(path, handler, head)
}

fn readable<F, Args, H, HeadArgs>(path: &str, get: F, head: H) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
    H: Handler<HeadArgs>,
    HeadArgs: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    web::resource(path)
        .route(web::get().to(get))
        .route(web::head().to(head))
        .default_service(web::to(only_get))
}

async fn only_get(request: HttpRequest) -> HttpResponse {
    let (method, path) = (quote(request.method().as_str()), quote(request.path()));
    let detail = format!("{method} is not allowed at {path}: GET is");
    let mut answer = Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail).error_response();
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

/// The answer at every path that has no resource.
///
/// # Errors
/// Always: 404, with the way to what there is.
pub async fn nothing_here(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let path = quote(request.path());
    Err(Problem::not_found(format!("there is nothing at {path}: see /api/openapi.json")))
}

/// The start of a request's own words, short enough to be repeated to it.
#[must_use]
pub fn quote(words: &str) -> String {
    words.chars().take(MAX_QUOTE).collect()
}

/// Middleware that refuses a request with a body of more than [`MAX_BODY`], or
/// of untold length, before a byte of it is read.
///
/// # Errors
/// Those of the service that it stands before.
pub async fn limit_body(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    match check_body(request.headers()) {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(problem) => Ok(request.error_response(problem)),
    }
}

fn check_body(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.contains_key(TRANSFER_ENCODING) {
        let detail = "a body must tell its length, and nothing here needs one";
        return Err(Problem::new(StatusCode::LENGTH_REQUIRED, detail));
    }
    let length: Option<u64> =
        headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    match length {
        Some(length) if length > MAX_BODY => Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("a body of {length} bytes is not read: at most {MAX_BODY} are"),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use actix_web::{App, HttpServer};
    use tokio::time::timeout;

    use super::*;

    #[actix_web::test]
    async fn a_server_that_ends_by_itself_stops_the_program() {
        let listener = bind("listen", ([127, 0, 0, 1], 0).into()).unwrap();
        let server = HttpServer::new(App::new).workers(1).listen(listener).unwrap().run();
        let (handle, stop) = (server.handle(), CancellationToken::new());
        let running = timeout(Duration::from_secs(20), run_until_stopped(server, stop.clone()));
        let (ended, ()) = tokio::join!(running, handle.stop(false));
        assert!(ended.unwrap().is_ok());
        assert!(stop.is_cancelled());
    }
}
