//! One connection: one request, one answer.

use std::{sync::Arc, time::Instant};

use tokio::{
    net::TcpStream,
    task::{spawn_blocking, yield_now},
};

use crate::{
    Call, Fault, Service,
    answer::{self, Question},
    control,
    deliver::{self, deliver, send},
    reply::{Reply, TEXT},
    request::{Head, Request, Unreadable},
    state::State,
};

/// Where redirected requests go: below this, every service is without fault.
pub(crate) const MOVED: &str = "/moved";

/// Serves a connection to its end, which may come at any time.
pub(crate) async fn serve(mut stream: TcpStream, state: Arc<State>) {
    let request = match Request::read(&mut stream).await {
        Ok(request) => request,
        Err(Unreadable::Gone) => return,
        Err(Unreadable::Refused(reply)) => return finish(stream, &reply).await,
    };
    let path = request.head.path.clone();
    if control::is_control(&path) {
        return command(stream, request, &state).await;
    }
    let moved = path.strip_prefix(MOVED).and_then(Service::at);
    let reply = match Service::at(&path).or(moved) {
        Some(service) => return ask(stream, request.head, service, moved.is_some(), &state).await,
        None if path == "/" => Reply::new(200, TEXT, control::guide()),
        None => Reply::problem(404, "there is nothing here: GET / lists what there is"),
    };
    finish(stream, &reply).await;
}

async fn command(mut stream: TcpStream, request: Request, state: &State) {
    let head = request.head.clone();
    let reply = match request.read_body(&mut stream).await {
        Ok(body) => control::answer(&head, &body, state),
        Err(Unreadable::Refused(reply)) => reply,
        Err(Unreadable::Gone) => return,
    };
    finish(stream, &reply).await;
}

async fn finish(mut stream: TcpStream, reply: &Reply) {
    if send(&mut stream, reply).await.is_ok() {
        deliver::part(stream).await;
    }
}

/// Answers a question to a service, and counts it.
async fn ask(mut stream: TcpStream, head: Head, service: Service, moved: bool, state: &State) {
    let path = if moved { &head.path[MOVED.len()..] } else { &head.path[..] };
    let question = Question {
        service,
        path: path.to_owned(),
        query: head.query.clone(),
        user_agent: head.user_agent.clone(),
        now: state.now(),
    };
    // Whoever left before this request came is no longer being served.
    yield_now().await;
    let serving = state.begin(Call {
        at: Instant::now(),
        service,
        path: head.path,
        query: head.query,
        user_agent: head.user_agent,
        weight: answer::weight(&question),
    });
    let fault = if moved { Arc::default() } else { state.fault(service) };
    let reply = match (&head.method[..], state.canned(service)) {
        ("GET", Some(canned)) => canned,
        ("GET", None) => compute(question).await,
        _ => Reply::problem(405, "the services only answer GET").with_header("Allow", "GET"),
    };
    let sent = deliver(&mut stream, service, &head.target, &fault, reply).await;
    drop(serving);
    let resets = matches!(*fault, Fault::Reset | Fault::ResetMidway);
    if sent.is_ok() && !resets {
        deliver::part(stream).await;
    }
}

/// Long series take a while, in which others are to be served.
async fn compute(question: Question) -> Reply {
    let computed = spawn_blocking(move || answer::compute(&question)).await;
    computed.unwrap_or_else(|_| Reply::problem(500, "the answer could not be computed"))
}
