//! Finished pages, kept packed while they are true, for all who ask for the same.

use std::{
    io::{self, Write},
    sync::Arc,
};

use actix_web::{HttpResponse, http::header::ContentEncoding};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use quick_cache::{Weighter, sync::Cache};
use service::Problem;
use weather::{Clock, Timestamp, View};

use super::{page::fresh, policy::page_under, request};
use crate::hub::Watched;

/// About how many pages are looked at in turn.
const USUAL: usize = 64;
/// How much memory they may take, bytes.
const ROOM: u64 = 2 * 1024 * 1024;

/// The pages of one board; those used least go when there is no room.
pub(crate) struct Pages(Cache<Key, Arc<Page>, Weight>);

/// Everything that a page is made of beside what is true at the time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The address's query as it was asked: presentation, links, what is carried on.
    query: String,
    /// The view as a query, the name that its viewer gave to the place included.
    view: String,
    encoding: ContentEncoding,
}

/// What is true at the time: a page holds as long as all of it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The newest event of the view.
    news: u64,
    /// The second of the weather clock, which the page shows.
    weather_s: i64,
    /// The second of the system clock, from which the instances' ages count.
    system_s: i64,
}

/// A finished page.
pub(super) struct Page {
    moment: Moment,
    policy: String,
    encoding: ContentEncoding,
    body: Bytes,
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self(Cache::with_weighter(USUAL, ROOM, Weight))
    }

    /// The page of this key where it still holds, else the one that `make` writes:
    /// its content policy and its HTML.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn get(
        &self,
        key: Key,
        moment: Moment,
        make: impl FnOnce() -> Result<(String, String), Problem>,
    ) -> Result<Arc<Page>, Problem> {
        if let Some(page) = self.0.get(&key).filter(|page| page.moment == moment) {
            return Ok(page);
        }
        let (policy, html) = make()?;
        let body =
            packed(html, key.encoding).map_err(|error| Problem::unavailable(error.to_string()))?;
        let page = Arc::new(Page { moment, policy, encoding: key.encoding, body });
        self.0.insert(key, Arc::clone(&page));
        Ok(page)
    }
}

impl Key {
    /// The encoding is one that pages are packed in, or none.
    pub(super) fn new(query: &str, view: &View, encoding: ContentEncoding) -> Self {
        Self { query: query.to_owned(), view: request::query_of(view), encoding }
    }
}

impl Moment {
    /// Now; whatever is read of the view afterwards is as new or newer.
    pub(super) fn of(watched: &Watched, clock: &Clock) -> Self {
        Self {
            news: watched.feed.newest(),
            weather_s: clock.now().as_second(),
            system_s: Timestamp::now().as_second(),
        }
    }
}

impl Page {
    /// The answer that it is.
    pub(super) fn answer(&self) -> HttpResponse {
        let mut answer = page_under(&self.policy);
        if self.encoding != ContentEncoding::Identity {
            answer.insert_header(self.encoding);
        }
        fresh(answer).body(self.body.clone())
    }
}

/// The encodings of [`packed`] beside none.
pub(super) const PACKED: [ContentEncoding; 1] = [ContentEncoding::Gzip];

fn packed(html: String, encoding: ContentEncoding) -> io::Result<Bytes> {
    if encoding != ContentEncoding::Gzip {
        return Ok(html.into());
    }
    let mut gzip = GzEncoder::new(Vec::with_capacity(html.len() / 4), Compression::default());
    gzip.write_all(html.as_bytes())?;
    Ok(gzip.finish()?.into())
}

/// A page weighs what it takes of memory.
#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Page>> for Weight {
    fn weight(&self, key: &Key, page: &Arc<Page>) -> u64 {
        let bytes = key.query.len() + key.view.len() + page.policy.len() + page.body.len();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use places::Places;

    use super::*;
    use crate::board::default_view;

    const NOON: Moment = Moment { news: 1, weather_s: 43_200, system_s: 0 };

    fn view(name: &str) -> View {
        default_view(Places::builtin().parse("38.72,-9.14", Some(name)).unwrap())
    }

    #[test]
    fn a_page_is_made_once_as_long_as_it_is_true() {
        let (pages, made) = (Pages::new(), Cell::new(0));
        let get = |name: &str, query: &str, encoding, moment| {
            let make = || {
                made.set(made.get() + 1);
                Ok(("default-src 'self'".to_owned(), format!("{name} at {moment:?}")))
            };
            pages.get(Key::new(query, &view(name), encoding), moment, make).unwrap();
            made.get()
        };
        let plain = ContentEncoding::Identity;
        assert_eq!(get("Ana", "a=1", plain, NOON), 1);
        assert_eq!(get("Ana", "a=1", plain, NOON), 1);
        for moment in [
            Moment { news: 2, ..NOON },
            Moment { weather_s: NOON.weather_s + 1, ..NOON },
            Moment { system_s: 1, ..NOON },
        ] {
            let before = made.get();
            assert_eq!(get("Ana", "a=1", plain, moment), before + 1, "{moment:?}");
        }
        let before = made.get();
        get("Bert", "a=1", plain, NOON);
        get("Ana", "a=2", plain, NOON);
        get("Ana", "a=1", ContentEncoding::Gzip, NOON);
        assert_eq!(made.get(), before + 3);
    }

    #[test]
    fn pages_never_take_more_than_their_room() {
        let pages = Pages::new();
        let html = "x".repeat(100_000);
        for number in 0..200 {
            let key = Key::new(&format!("n={number}"), &view("x"), ContentEncoding::Identity);
            pages.get(key, NOON, || Ok((String::new(), html.clone()))).unwrap();
        }
        assert!(pages.0.weight() > 0 && pages.0.weight() <= ROOM, "{}", pages.0.weight());
    }
}
