//! The widget's side of the network: finding its boards and keeping a link to
//! each of them.

mod line;
mod retry;
mod standing;

use std::{
    collections::{BTreeSet, HashMap},
    convert::Infallible,
    fmt, io,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::lookup_host,
    sync::{Notify, mpsc, watch},
    task::{AbortHandle, JoinSet},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

pub use self::standing::Standing;
use self::{
    line::Line,
    retry::{Said, backoff, jittered},
};
use crate::{ends::WidgetEnd, websocket};

/// How often the board's name is looked up.
const LOOKUP_EVERY: Duration = Duration::from_secs(10);

/// How long a look-up may take: a name server that nobody reaches answers nothing.
const LOOKUP_LIMIT: Duration = Duration::from_secs(2);

/// Where a widget dials, and what it shows there.
#[derive(Clone)]
pub struct DialSettings {
    /// The board's link port, such as `ws://host:3031`; only `ws` is spoken.
    pub board: Url,
    /// The token the board asks for.
    pub token: Option<String>,
}

impl fmt::Debug for DialSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DialSettings")
            .field("board", &self.board.as_str())
            .field("token", &self.token.as_ref().map(|_| "***"))
            .finish()
    }
}

/// The durations of dialling, so that tests may shorten them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) lookup: Duration,
    pub(crate) link: websocket::Pace,
}

impl Default for Pace {
    fn default() -> Self {
        Self { lookup: LOOKUP_EVERY, link: websocket::Pace::default() }
    }
}

/// Keeps one link to every address behind the board's name and yields the end
/// of each new one over `links`, for ever.
///
/// The name is looked up again every 10 s, and whenever a link is lost or not
/// made, for a board may come back at another address; a lost link is dialled
/// again after an exponential back-off of 100 ms to 1 s with full jitter,
/// unless its address has gone from the name. After `stop` nothing is dialled any more;
/// the owners of the live links say goodbye by dropping their ends, for which
/// they have 2 s, and then `dial` returns. It also returns when nobody
/// receives `links` any more.
pub async fn dial(settings: DialSettings, links: mpsc::Sender<WidgetEnd>, stop: CancellationToken) {
    dial_and_tell(settings, links, watch::Sender::default(), stop).await;
}

/// The same, telling how this widget `stands` with the boards.
pub async fn dial_and_tell(
    settings: DialSettings,
    links: mpsc::Sender<WidgetEnd>,
    stands: watch::Sender<Standing>,
    stop: CancellationToken,
) {
    let board = settings.board.clone();
    dial_with(Pace::default(), || addresses(board.clone()), settings, links, stands, stop).await;
}

/// Every address behind the name in `board`.
async fn addresses(board: Url) -> io::Result<Vec<SocketAddr>> {
    let invalid = |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    // Anything else would show the token to whoever answers in its stead.
    if board.scheme() != "ws" {
        return invalid("link.board must begin with ws://");
    }
    let port = board.port_or_known_default().unwrap_or(80);
    match board.host() {
        Some(Host::Domain(name)) => {
            let found = timeout(LOOKUP_LIMIT, lookup_host((name, port))).await;
            Ok(found.map_err(io::Error::from)??.collect())
        }
        Some(Host::Ipv4(address)) => Ok(vec![(address, port).into()]),
        Some(Host::Ipv6(address)) => Ok(vec![(address, port).into()]),
        None => invalid("link.board names no host"),
    }
}

pub(crate) async fn dial_with<Found>(
    pace: Pace,
    resolve: impl Fn() -> Found,
    settings: DialSettings,
    links: mpsc::Sender<WidgetEnd>,
    stands: watch::Sender<Standing>,
    stop: CancellationToken,
) where
    Found: Future<Output = io::Result<Vec<SocketAddr>>>,
{
    let (found, mut wanted) = watch::channel(BTreeSet::new());
    let trouble = Arc::new(Notify::new());
    let mut lookups = pin!(look_up(pace.lookup, resolve, found, &trouble));
    let mut running: HashMap<SocketAddr, AbortHandle> = HashMap::new();
    let mut lines = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            () = links.closed() => break,
            never = &mut lookups => match never {},
            Ok(()) = wanted.changed() => {}
            Some(_) = lines.join_next() => {}
        }
        running.retain(|_, line| !line.is_finished());
        let known = wanted.borrow_and_update().clone();
        for address in known {
            running.entry(address).or_insert_with(|| {
                let line = Line {
                    address,
                    settings: settings.clone(),
                    pace: pace.link,
                    wanted: wanted.clone(),
                    links: links.clone(),
                    stands: stands.clone(),
                    trouble: Arc::clone(&trouble),
                    stop: stop.clone(),
                };
                lines.spawn(line.keep())
            });
        }
    }
    websocket::finish(lines).await;
}

/// Looks the board up again and again, at once where there is `trouble`; a failed
/// look-up changes nothing.
async fn look_up<Found>(
    every: Duration,
    resolve: impl Fn() -> Found,
    found: watch::Sender<BTreeSet<SocketAddr>>,
    trouble: &Notify,
) -> Infallible
where
    Found: Future<Output = io::Result<Vec<SocketAddr>>>,
{
    let mut waits = backoff();
    let mut said = Said::default();
    loop {
        let wait = match resolve().await {
            Ok(addresses) if !addresses.is_empty() => {
                said.clear();
                waits = backoff();
                let addresses = BTreeSet::from_iter(addresses);
                found.send_if_modified(|known| {
                    let changed = *known != addresses;
                    *known = addresses;
                    changed
                });
                every
            }
            Ok(_) => {
                said.warn("no board found: its name has no address");
                jittered(&mut waits).min(every)
            }
            Err(error) => {
                said.warn(&format!("no board found: {error}"));
                jittered(&mut waits).min(every)
            }
        };
        tokio::select! {
            () = sleep(wait) => {}
            () = trouble.notified() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn literal_addresses_need_no_look_up() {
        for (url, expected) in [
            ("ws://127.0.0.1:3031", "127.0.0.1:3031"),
            ("ws://[::1]:3031/link", "[::1]:3031"),
            ("ws://10.0.0.7", "10.0.0.7:80"),
        ] {
            let found = addresses(url.parse().unwrap()).await.unwrap();
            assert_eq!(found, [expected.parse().unwrap()], "{url}");
        }
    }

    #[tokio::test]
    async fn only_plain_websockets_are_dialled() {
        for url in ["wss://127.0.0.1:3031", "http://127.0.0.1:3031"] {
            let error = addresses(url.parse().unwrap()).await.unwrap_err();
            assert_eq!(error.to_string(), "link.board must begin with ws://", "{url}");
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let board = "ws://board:3031".parse().unwrap();
        let printed = format!("{:?}", DialSettings { board, token: Some("secret".into()) });
        assert_eq!(printed, r#"DialSettings { board: "ws://board:3031/", token: Some("***") }"#);
    }
}
