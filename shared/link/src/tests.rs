//! Links over real sockets. Every wait is for an event; [`soon`] only keeps a
//! broken link from hanging the tests.

mod dialling;
mod pumping;
mod refusals;
mod transport;

use std::{future::ready, net::SocketAddr, time::Duration};

use schemars::schema_for;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite::client::IntoClientRequest};
use tokio_util::sync::CancellationToken;
use weather::{ClockReading, Language, Place, SourceKind, Timestamp, Units, View};

use crate::{
    dial::{self, DialSettings, Standing, dial_and_tell, dial_with},
    ends::{BoardEnd, WidgetEnd},
    listen::{Token, listen_at},
    protocol::{Hello, Instance, Manifest, PROTOCOL, Size, Tile, TileState, Welcome},
    websocket,
};

pub(crate) fn view(place: &str) -> View {
    let place = Place {
        id: place.into(),
        name: place.into(),
        latitude: 38.7,
        longitude: -9.1,
        elevation: 12.0,
        timezone: "Europe/Lisbon".into(),
        country: "PT".into(),
    };
    View { place, units: Units::Metric, lang: Language::english(), hours: None }
}

pub(crate) fn hello() -> Hello {
    Hello {
        protocol: PROTOCOL,
        manifest: Manifest {
            id: "tide".into(),
            version: "1.2.3".into(),
            size: Size::Wide,
            order: 7,
            refresh_s: 300,
            reading: schema_for!(Vec<f64>),
        },
        style: "p { color: var(--ink) }".into(),
        instance: Instance {
            id: "0123456789abcdef".into(),
            version: "1.2.3".into(),
            revision: "4711".into(),
            host: "cellar".into(),
        },
        uptime_ms: 1500,
    }
}

pub(crate) fn tile(place: &str) -> Tile {
    Tile {
        subject: view(place).into(),
        title: "Tide".into(),
        state: TileState::Live,
        reason: None,
        source: Some(SourceKind::Simulated),
        observed_at: Timestamp::UNIX_EPOCH,
        valid_until: Timestamp::UNIX_EPOCH,
        html: "<p>2 m</p>".into(),
        text: "2 m".into(),
        line: Some("2 m".into()),
        data: serde_json::json!({ "level_m": 2.0 }),
        ambient: None,
        notice: None,
        took_ms: 3,
        traceparent: None,
    }
}

pub(crate) fn welcome() -> Welcome {
    let clock = ClockReading { now: Timestamp::UNIX_EPOCH, speed: 1.0 };
    Welcome { protocol: PROTOCOL, clock, source: SourceKind::Simulated }
}

/// What `event` yields; a test fails rather than hangs.
async fn soon<T>(event: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(20), event).await.expect("the event never came")
}

/// A board's door: a listener on a free local port.
struct Door {
    address: SocketAddr,
    ends: mpsc::Receiver<BoardEnd>,
    stop: CancellationToken,
    listening: JoinHandle<()>,
}

impl Door {
    async fn open() -> Self {
        Self::open_at("127.0.0.1:0", None, websocket::Pace::default()).await
    }

    async fn open_at(address: &str, token: Option<&str>, pace: websocket::Pace) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, ends) = mpsc::channel(8);
        let stop = CancellationToken::new();
        let token = token.map(Token::new);
        let listening = tokio::spawn(listen_at(pace, listener, token, sender, stop.clone()));
        Self { address, ends, stop, listening }
    }

    /// The end of the next widget that dials.
    async fn next(&mut self) -> BoardEnd {
        soon(self.ends.recv()).await.unwrap()
    }

    fn settings(&self, token: Option<&str>) -> DialSettings {
        let board = format!("ws://{}", self.address).parse().unwrap();
        DialSettings { board, token: token.map(Into::into) }
    }

    /// A bare WebSocket to the door, for peers that do not behave.
    async fn knock(&self) -> WebSocketStream<TcpStream> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!("ws://{}", self.address).into_client_request().unwrap();
        soon(client_async(request, stream)).await.unwrap().0
    }

    async fn shut(self) {
        self.stop.cancel();
        soon(self.listening).await.unwrap();
    }
}

/// A widget's dialler.
struct Dialler {
    links: mpsc::Receiver<WidgetEnd>,
    standing: watch::Receiver<Standing>,
    stop: CancellationToken,
    dialling: JoinHandle<()>,
}

impl Dialler {
    fn to(door: &Door) -> Self {
        Self::with_token(door, None)
    }

    fn with_token(door: &Door, token: Option<&str>) -> Self {
        let (sender, links) = mpsc::channel(8);
        let stop = CancellationToken::new();
        let (stands, standing) = watch::channel(Standing::default());
        let dialling = dial_and_tell(door.settings(token), sender, stands, stop.clone());
        Self { links, standing, stop, dialling: tokio::spawn(dialling) }
    }

    /// Dials whatever addresses `known` holds, looked up every few milliseconds.
    fn to_all(known: watch::Receiver<Vec<SocketAddr>>) -> Self {
        let (sender, links) = mpsc::channel(8);
        let stop = CancellationToken::new();
        let board = "ws://board:3031".parse().unwrap();
        let settings = DialSettings { board, token: None };
        let pace = dial::Pace { lookup: Duration::from_millis(5), ..dial::Pace::default() };
        let resolve = move || ready(Ok(known.borrow().clone()));
        let (stands, standing) = watch::channel(Standing::default());
        let dialling = dial_with(pace, resolve, settings, sender, stands, stop.clone());
        Self { links, standing, stop, dialling: tokio::spawn(dialling) }
    }

    /// The end of the next link.
    async fn next(&mut self) -> WidgetEnd {
        soon(self.links.recv()).await.unwrap()
    }

    /// Why no board takes it, once that is so.
    async fn refusal(&mut self) -> String {
        let refused = self.standing.wait_for(|standing| standing.refusal().is_some());
        soon(refused).await.unwrap().refusal().unwrap().to_owned()
    }

    async fn hang_up(self) {
        self.stop.cancel();
        soon(self.dialling).await.unwrap();
    }
}
