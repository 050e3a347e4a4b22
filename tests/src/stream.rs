use std::time::{Duration, Instant};

use reqwest::Response;
use serde_json::Value;
use tokio::time::timeout_at;

use crate::{WITHIN, http::client};

/// A viewer's stream of server-sent events.
pub struct Stream {
    response: Response,
    unread: Vec<u8>,
}

/// One event of the stream.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id, empty where it has none.
    pub id: String,
    /// What kind it is.
    pub name: String,
    /// What it says.
    pub data: Value,
    /// When it arrived.
    pub at: Instant,
}

impl Event {
    /// Whether this is a tile of `widget`.
    #[must_use]
    pub fn is_tile_of(&self, widget: &str) -> bool {
        self.name == "tile" && self.data["widget"] == widget
    }
}

impl Stream {
    /// Opens a stream, going on after `last_event_id` where there is one.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn open(url: &str, last_event_id: Option<&str>) -> Self {
        let mut request = client().get(url);
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let response = request.send().await.expect("a stream");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, unread: Vec::new() }
    }

    /// Opens a stream where there is a board.
    pub async fn try_open(url: &str) -> Option<Self> {
        let response = client().get(url).send().await.ok()?;
        (response.status() == 200).then(|| Self { response, unread: Vec::new() })
    }

    /// The next event; none once the stream has ended.
    pub async fn next_until_end(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            self.unread.extend(self.response.chunk().await.ok().flatten()?);
        }
    }

    /// The next event.
    ///
    /// # Panics
    /// When none comes in time, or the stream ends.
    pub async fn next(&mut self) -> Event {
        self.next_before(Instant::now() + WITHIN).await.expect("an event in time")
    }

    /// The next event that `wanted` takes.
    pub async fn next_where(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
        let deadline = Instant::now() + WITHIN;
        loop {
            let event = self.next_before(deadline).await.expect("the event in time");
            if wanted(&event) {
                return event;
            }
        }
    }

    /// Every event until the deadline.
    pub async fn record(&mut self, duration: Duration) -> Vec<Event> {
        let deadline = Instant::now() + duration;
        let mut events = Vec::new();
        while let Some(event) = self.next_before(deadline).await {
            events.push(event);
        }
        events
    }

    /// The next event if it comes before the deadline.
    async fn next_before(&mut self, deadline: Instant) -> Option<Event> {
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            let chunk = timeout_at(deadline.into(), self.response.chunk()).await.ok()?;
            self.unread.extend(chunk.expect("no error").expect("no end of the stream"));
        }
    }

    /// The first whole event that is unread; what has no name is passed over.
    fn take(&mut self) -> Option<Event> {
        loop {
            let end = self.unread.windows(2).position(|pair| pair == b"\n\n")?;
            let block: Vec<u8> = self.unread.drain(..end + 2).collect();
            let block = String::from_utf8(block).expect("UTF-8");
            let field = |name: &str| {
                let values: Vec<&str> = block
                    .lines()
                    .filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                    .collect();
                values.join("\n")
            };
            if !field("event").is_empty() {
                return Some(Event {
                    id: field("id"),
                    name: field("event"),
                    data: serde_json::from_str(&field("data")).expect("JSON"),
                    at: Instant::now(),
                });
            }
        }
    }
}
