//! What changes in a view, as server-sent events.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError, body,
    http::{
        StatusCode,
        header::{self, ContentEncoding, HeaderName},
    },
    web::{Data, Query},
};
use api::ViewQuery;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use serde::Deserialize;
use serde_json::json;
use service::{CancellationToken, Problem};
use tokio::{
    sync::watch::Receiver,
    time::{Interval, interval_at},
};
use weather::Clock;

use super::{Context, request};
use crate::{assets, feed::encode, hub::Watched};

/// How often a viewer hears that the board is there.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The most that is sent to a viewer at once, bytes: what the server keeps room for.
/// With more its buffer would grow, and stay as large, for each viewer.
const PIECE: usize = 6 * 1024;

/// What is sent before more is asked for, bytes; with a piece it fits into that room.
pub(super) const ENOUGH: usize = 2 * 1024 - 64;

/// What a stream may say beside its view.
#[derive(Deserialize)]
pub(super) struct StreamQuery {
    /// The last event that the page already has, as `Last-Event-ID` says it later.
    since: Option<String>,
    /// The build that the page came from.
    build: Option<String>,
}

/// What a stream tells of.
pub(super) trait Subject {
    /// Waits until there may be something newer; none when there never will be.
    fn changed(&mut self) -> impl Future<Output = Option<()>>;

    /// Something newer than what it gave before, the oldest first; none where nothing is.
    fn newer(&mut self) -> Option<Bytes>;
}

/// `GET /events`
pub(super) async fn events(
    context: Data<Context>,
    query: Query<ViewQuery>,
    stream_query: Query<StreamQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = request::view(&context, &query, &request)?;
    let watched = context.hub.open(&view).await?;
    let last = match request::text(&request, HeaderName::from_static("last-event-id")) {
        "" => stream_query.since.as_deref().unwrap_or_default(),
        last => last,
    };
    let tiles = Tiles {
        sequence: resume(last, &context.hub.boot()),
        news: watched.feed.subscribe(),
        watched,
    };
    Ok(answer(&context, &stream_query, tiles))
}

/// A stream that tells of `subject` until the board ends.
pub(super) fn answer<S: Subject + 'static>(
    context: &Context,
    query: &StreamQuery,
    subject: S,
) -> HttpResponse {
    if context.stop.is_cancelled() {
        // It would end at once, and whoever came back to it would be lost again.
        let ending = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "this board is ending");
        return ending.error_response();
    }
    let outdated = query.build.as_deref().is_some_and(|build| build != assets::build());
    let viewer = Viewer {
        subject,
        clock: context.hub.clock.clone(),
        heartbeat: interval_at(tokio::time::Instant::now() + HEARTBEAT, HEARTBEAT),
        stop: context.stop.clone(),
        unsent: greeting(outdated, &context.hub.clock),
    };
    stream_answer().streaming(events_of(viewer))
}

/// `HEAD` of a stream: no view is watched for it.
pub(super) async fn head() -> HttpResponse {
    stream_answer().body(body::None::new())
}

fn stream_answer() -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        // A compressor would hold events back.
        .insert_header(ContentEncoding::Identity);
    answer
}

/// The sequence to go on from: 0, which means everything, for an id of another run.
fn resume(last: &str, boot: &str) -> u64 {
    last.split_once('-')
        .filter(|(run, _)| *run == boot)
        .and_then(|(_, sequence)| sequence.parse().ok())
        .unwrap_or(0)
}

/// How soon to come back after a break, what time it is, and whether the page is of
/// another build.
fn greeting(outdated: bool, clock: &Clock) -> Bytes {
    let mut greeting = BytesMut::from("retry: 1000\n\n");
    // A page may be up to a second old when it arrives.
    greeting.extend_from_slice(&heartbeat(clock));
    if outdated {
        greeting.extend_from_slice(&encode("reload", None, &json!(assets::build()).to_string()));
    }
    greeting.freeze()
}

fn heartbeat(clock: &Clock) -> Bytes {
    encode("heartbeat", None, &json!(clock.reading()).to_string())
}

/// One viewer's stream.
struct Viewer<S> {
    subject: S,
    clock: Clock,
    heartbeat: Interval,
    stop: CancellationToken,
    /// What is left of the event that is being sent.
    unsent: Bytes,
}

fn events_of<S: Subject>(viewer: Viewer<S>) -> impl Stream<Item = Result<Bytes, actix_web::Error>> {
    stream::unfold(viewer, |mut viewer| async move {
        let bytes = viewer.next().await?;
        Some((Ok(bytes), viewer))
    })
}

impl<S: Subject> Viewer<S> {
    /// The next piece of the stream; none when the board ends.
    ///
    /// It is asked for only when the one before is on its way, so a viewer
    /// that does not read gets the newest of each part later, and nothing
    /// queues up here.
    async fn next(&mut self) -> Option<Bytes> {
        if self.unsent.is_empty() {
            self.unsent = self.event().await?;
        }
        let length = self.unsent.len().min(PIECE);
        Some(self.unsent.split_to(length))
    }

    async fn event(&mut self) -> Option<Bytes> {
        loop {
            if let Some(event) = self.subject.newer() {
                return Some(event);
            }
            tokio::select! {
                () = self.stop.cancelled() => return None,
                changed = self.subject.changed() => changed?,
                _ = self.heartbeat.tick() => return Some(heartbeat(&self.clock)),
            }
        }
    }
}

/// The tiles of a view.
struct Tiles {
    watched: Arc<Watched>,
    news: Receiver<u64>,
    /// The newest event the viewer has.
    sequence: u64,
}

impl Subject for Tiles {
    async fn changed(&mut self) -> Option<()> {
        self.news.changed().await.ok()
    }

    fn newer(&mut self) -> Option<Bytes> {
        self.news.mark_unchanged();
        let event = self.watched.feed.after(self.sequence)?;
        self.sequence = event.sequence;
        Some(event.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_this_run_resume() {
        assert_eq!(resume("ab12-7", "ab12"), 7);
        for unknown in ["", "7", "cd34-7", "ab12-", "ab12-x", "-", "ab12--1"] {
            assert_eq!(resume(unknown, "ab12"), 0, "{unknown}");
        }
    }
}
