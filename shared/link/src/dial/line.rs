use std::{collections::BTreeSet, io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    net::TcpStream,
    sync::{Notify, mpsc, watch},
    time::{Instant, sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Error,
        client::IntoClientRequest,
        http::{HeaderValue, StatusCode, header::AUTHORIZATION},
    },
};
use tokio_util::sync::CancellationToken;

use super::{
    DialSettings,
    retry::{Said, backoff, jittered},
    standing::Standing,
};
use crate::{
    ends::{WidgetEnd, in_memory},
    frame::Widget,
    protocol::ToWidget,
    vitals::Vitals,
    websocket::{Pace, config, pump},
};

/// How long a TCP connection may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// How long a new connection may take to become a WebSocket.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);

/// A link that lasted so long was a good one: the next try comes soon.
const GOOD_LINK: Duration = Duration::from_secs(5);

/// One address of the board, and what it takes to keep a link to it.
pub(super) struct Line {
    pub(super) address: SocketAddr,
    pub(super) settings: DialSettings,
    pub(super) pace: Pace,
    pub(super) wanted: watch::Receiver<BTreeSet<SocketAddr>>,
    pub(super) links: mpsc::Sender<WidgetEnd>,
    pub(super) stands: watch::Sender<Standing>,
    /// Told of each link that is lost or not made.
    pub(super) trouble: Arc<Notify>,
    pub(super) stop: CancellationToken,
}

impl Line {
    /// Dials and redials until the address is gone, `stop`, or nobody takes
    /// the links.
    pub(super) async fn keep(mut self) {
        self.redial().await;
        self.tell(None);
    }

    async fn redial(&mut self) {
        let mut waits = backoff();
        let mut said = Said::default();
        while self.is_wanted() {
            let attempt = tokio::select! {
                () = self.stop.cancelled() => return,
                attempt = self.connect() => attempt,
            };
            let refusal = match attempt {
                Ok(socket) => {
                    said.clear();
                    let (lasted, refusal) = self.carry(socket).await;
                    if lasted >= GOOD_LINK {
                        waits = backoff();
                    }
                    refusal
                }
                Err(failure @ (Failure::Unauthorised | Failure::Token)) => {
                    said.error(&failure.at(self.address));
                    Some(failure.to_string())
                }
                Err(failure) => {
                    said.warn(&failure.at(self.address));
                    None
                }
            };
            self.tell(refusal.map(Err));
            self.trouble.notify_one();
            let (address, wanted) = (self.address, &mut self.wanted);
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = self.links.closed() => return,
                _ = wanted.wait_for(|known| !known.contains(&address)) => return,
                () = sleep(jittered(&mut waits)) => {}
            }
        }
    }

    fn is_wanted(&self) -> bool {
        self.wanted.borrow().contains(&self.address)
    }

    /// A WebSocket at the address.
    async fn connect(&self) -> Result<WebSocketStream<TcpStream>, Failure> {
        let connecting = TcpStream::connect(self.address);
        let stream = timeout(CONNECT_LIMIT, connecting).await.map_err(|_| Failure::Unreached)??;
        stream.set_nodelay(true)?;

        let mut request = self.settings.board.as_str().into_client_request()?;
        if let Some(token) = &self.settings.token {
            let mut value =
                HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| Failure::Token)?;
            value.set_sensitive(true);
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let handshake = client_async_with_config(request, stream, Some(config()));
        let (socket, _) =
            timeout(HANDSHAKE_LIMIT, handshake).await.map_err(|_| Failure::NoHandshake)??;
        Ok(socket)
    }

    /// Tells what the board answers: that it takes this widget, or why not.
    fn tell(&self, answer: Option<Result<(), String>>) {
        self.stands.send_modify(|standing| standing.set(self.address, answer));
    }

    /// Hands over the end of a new link, pumps until the link ends, and
    /// returns how long it lasted, and why the board refused where it did.
    async fn carry(&self, socket: WebSocketStream<TcpStream>) -> (Duration, Option<String>) {
        let start = Instant::now();
        tracing::info!(board = %self.address, "link connected");
        let (widget, board) = in_memory();
        // The owner ends its links itself, so that its goodbye comes first.
        let never = CancellationToken::new();
        let (incoming, heard) = mpsc::channel(1);
        let outgoing = board.from_widget;
        let vitals = Vitals::default();
        let pumping = pump::<Widget, _>(socket, incoming, outgoing, &never, self.pace, &vitals);
        // Pumped meanwhile, so that the board's pings are answered. An end
        // that nobody takes is dropped, which ends the link.
        let handing_over = async {
            tokio::select! {
                _ = self.links.send(widget) => {}
                () = self.stop.cancelled() => {}
            }
        };
        let passing_on = self.pass_on(heard, board.to_widget);
        let (ended, refusal, ()) = tokio::join!(pumping, passing_on, handing_over);
        tracing::info!(board = %self.address, reason = %ended, "link lost");
        (start.elapsed(), refusal)
    }

    /// Passes on what the board says, and returns why it refused where it did.
    async fn pass_on(
        &self,
        mut heard: mpsc::Receiver<ToWidget>,
        to_widget: mpsc::Sender<ToWidget>,
    ) -> Option<String> {
        let mut refusal = None;
        while let Some(message) = heard.recv().await {
            match &message {
                ToWidget::Welcome(_) => self.tell(Some(Ok(()))),
                ToWidget::Refuse { reason } => refusal = Some(reason.clone()),
                ToWidget::Watch(_) | ToWidget::Unwatch(_) => {}
            }
            // Where nobody listens any more, the link goes on as the pump has it.
            let _ = to_widget.send(message).await;
        }
        refusal
    }
}

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("no connection within {CONNECT_LIMIT:?}")]
    Unreached,
    #[error("no WebSocket within {HANDSHAKE_LIMIT:?}")]
    NoHandshake,
    #[error("link.token holds characters that no HTTP header may")]
    Token,
    #[error("401: link.token is missing or not the board's")]
    Unauthorised,
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    WebSocket(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Http(response) if response.status() == StatusCode::UNAUTHORIZED => {
                Self::Unauthorised
            }
            other => Self::WebSocket(other),
        }
    }
}

impl Failure {
    fn at(&self, address: SocketAddr) -> String {
        format!("no link to {address}: {self}")
    }
}
