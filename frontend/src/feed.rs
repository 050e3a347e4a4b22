//! What the viewers of one view are told: a handful of slots, each holding
//! its newest event. A viewer asks for what is newer than what it has seen,
//! so a slow one skips to the newest and nothing ever queues up.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::watch;

/// The slot of the layout; no widget's id has a colon.
pub(crate) const LAYOUT: &str = ":layout";
/// The slot of the banner.
pub(crate) const NOTICE: &str = ":notice";
/// The slot of the sky.
pub(crate) const SKY: &str = ":sky";

/// The events of one view.
#[derive(Debug)]
pub(crate) struct Feed {
    slots: Mutex<HashMap<String, Event>>,
    newest: watch::Sender<u64>,
}

/// An event in its place in the order of all events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// Higher is newer; unique over all feeds of a board.
    pub(crate) sequence: u64,
    /// The event as the stream sends it.
    pub(crate) bytes: Bytes,
}

impl Feed {
    pub(crate) fn new() -> Self {
        Self { slots: Mutex::default(), newest: watch::Sender::new(0) }
    }

    /// Puts an event into its slot, in place of the one before.
    pub(crate) fn publish(&self, slot: &str, event: Event) {
        let sequence = event.sequence;
        self.slots().insert(slot.into(), event);
        self.newest.send_replace(sequence);
    }

    /// The oldest event newer than `sequence`.
    pub(crate) fn after(&self, sequence: u64) -> Option<Event> {
        let slots = self.slots();
        let newer = slots.values().filter(|event| event.sequence > sequence);
        newer.min_by_key(|event| event.sequence).cloned()
    }

    /// The newest event's place; 0 before the first.
    pub(crate) fn newest(&self) -> u64 {
        *self.newest.borrow()
    }

    /// A way to wait for the next event.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.newest.subscribe()
    }

    /// How many wait for events.
    pub(crate) fn subscribers(&self) -> usize {
        self.newest.receiver_count()
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<String, Event>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An event in the format of server-sent events; `id` lets a viewer resume.
pub(crate) fn encode(name: &str, id: Option<&str>, data: &str) -> Bytes {
    let mut text = String::with_capacity(data.len() + 64);
    if let Some(id) = id {
        text.extend(["id: ", id, "\n"]);
    }
    text.extend(["event: ", name, "\n"]);
    for line in data.lines() {
        text.extend(["data: ", line, "\n"]);
    }
    text.push('\n');
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(sequence: u64) -> Event {
        Event { sequence, bytes: Bytes::from(sequence.to_string()) }
    }

    #[test]
    fn only_the_newest_of_each_slot_is_kept() {
        let feed = Feed::new();
        for (slot, sequence) in [("a", 1), ("b", 2), ("a", 3)] {
            feed.publish(slot, event(sequence));
        }
        assert_eq!(feed.after(0), Some(event(2)));
        assert_eq!(feed.after(2), Some(event(3)));
        assert_eq!(feed.after(3), None);
        assert_eq!(feed.newest(), 3);
    }

    #[tokio::test]
    async fn a_waiting_viewer_is_woken() {
        let feed = Feed::new();
        let mut newest = feed.subscribe();
        feed.publish("a", event(1));
        newest.changed().await.unwrap();
        assert_eq!(feed.after(0), Some(event(1)));
    }

    #[test]
    fn events_are_encoded_as_the_standard_says() {
        assert_eq!(
            encode("tile", Some("b-7"), "one\ntwo"),
            "id: b-7\nevent: tile\ndata: one\ndata: two\n\n"
        );
    }
}
