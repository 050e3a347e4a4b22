//! What changes in a view, as server-sent events.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, ContentEncoding, HeaderName},
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

    /// All that is newer than what it gave before; none where nothing is.
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
    let outdated = query.build.as_deref().is_some_and(|build| build != assets::build());
    let viewer = Viewer {
        subject,
        clock: context.hub.clock.clone(),
        heartbeat: interval_at(tokio::time::Instant::now() + HEARTBEAT, HEARTBEAT),
        stop: context.stop.clone(),
        greeting: Some(greeting(outdated)),
    };
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        // A compressor would hold events back.
        .insert_header(ContentEncoding::Identity)
        .streaming(events_of(viewer))
}

/// The sequence to go on from: 0, which means everything, for an id of another run.
fn resume(last: &str, boot: &str) -> u64 {
    last.split_once('-')
        .filter(|(run, _)| *run == boot)
        .and_then(|(_, sequence)| sequence.parse().ok())
        .unwrap_or(0)
}

/// How soon to come back after a break, and whether the page is of another build.
fn greeting(outdated: bool) -> Bytes {
    let mut greeting = BytesMut::from("retry: 1000\n\n");
    if outdated {
        greeting.extend_from_slice(&encode("reload", None, &json!(assets::build()).to_string()));
    }
    greeting.freeze()
}

/// One viewer's stream.
struct Viewer<S> {
    subject: S,
    clock: Clock,
    heartbeat: Interval,
    stop: CancellationToken,
    greeting: Option<Bytes>,
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
        if let Some(greeting) = self.greeting.take() {
            return Some(greeting);
        }
        loop {
            if let Some(bytes) = self.subject.newer() {
                return Some(bytes);
            }
            tokio::select! {
                () = self.stop.cancelled() => return None,
                changed = self.subject.changed() => changed?,
                _ = self.heartbeat.tick() => {
                    let now = json!(self.clock.reading()).to_string();
                    return Some(encode("heartbeat", None, &now));
                }
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
        let events = self.watched.feed.since(self.sequence);
        self.sequence = events.last()?.sequence;
        if let [only] = &events[..] {
            return Some(only.bytes.clone());
        }
        let mut bytes = BytesMut::new();
        for event in &events {
            bytes.extend_from_slice(&event.bytes);
        }
        Some(bytes.freeze())
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
