use std::{fmt, net::SocketAddr, time::Duration};

use subtle::ConstantTimeEq;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, accept_hdr_async_with_config,
    tungstenite::{
        Error,
        handshake::server::{ErrorResponse, Request, Response},
        http::{
            HeaderValue, StatusCode,
            header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE},
        },
    },
};
use tokio_util::sync::CancellationToken;

use crate::{
    ends::{BoardEnd, Origin, in_memory},
    frame::Board,
    websocket::{self, Ended, Pace, config, pump},
};

/// The most connections a board holds at once.
pub const MAX_CONNECTIONS: usize = 256;

/// How long a new connection may take to become a WebSocket.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(5);

/// How long to wait after the system would give no connection, for instance
/// for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What the peer reads when its token is not the board's.
const UNAUTHORISED: &str =
    "The link token is missing or wrong: send it as Authorization: Bearer <token>.\n";

/// The secret that widgets show to a board.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token of this text: visible ASCII, for an HTTP header carries nothing else as it is.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// Whether the value of an `Authorization` header shows this token as a
    /// bearer (RFC 6750). The time taken tells nothing but the token's length.
    #[must_use]
    pub fn is_shown_by(&self, authorization: &[u8]) -> bool {
        const SCHEME: &[u8] = b"Bearer ";
        authorization.split_at_checked(SCHEME.len()).is_some_and(|(scheme, shown)| {
            scheme.eq_ignore_ascii_case(SCHEME) && shown.ct_eq(self.0.as_bytes()).into()
        })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

/// Takes the widgets that dial `listener` and yields an end for each over
/// `ends`, until `stop`; then closes every link, queued messages first, and
/// returns within 2 s.
///
/// With a `token`, a peer that does not show it is answered 401. One peer can
/// neither delay nor disturb another: handshakes run side by side, 5 s each at
/// most, and beyond [`MAX_CONNECTIONS`] a connection is closed at once.
pub async fn listen(
    listener: TcpListener,
    token: Option<Token>,
    ends: mpsc::Sender<BoardEnd>,
    stop: CancellationToken,
) {
    listen_at(Pace::default(), listener, token, ends, stop).await;
}

pub(crate) async fn listen_at(
    pace: Pace,
    listener: TcpListener,
    token: Option<Token>,
    ends: mpsc::Sender<BoardEnd>,
    stop: CancellationToken,
) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((_, peer)) if connections.len() >= MAX_CONNECTIONS => {
                tracing::warn!(%peer, allowed = MAX_CONNECTIONS, "link refused: too many");
            }
            Ok((stream, peer)) => {
                let (token, ends, stop) = (token.clone(), ends.clone(), stop.clone());
                connections.spawn(serve(pace, stream, peer, token, ends, stop));
            }
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = sleep(ACCEPT_PAUSE) => {}
                }
            }
        }
    }
    drop(listener);
    websocket::finish(connections).await;
}

/// One connection from its handshake to its end.
async fn serve(
    pace: Pace,
    stream: TcpStream,
    peer: SocketAddr,
    token: Option<Token>,
    ends: mpsc::Sender<BoardEnd>,
    stop: CancellationToken,
) {
    let handshake = timeout(HANDSHAKE_LIMIT, shake_hands(stream, token));
    let socket = tokio::select! {
        () = stop.cancelled() => return,
        shaken = handshake => match shaken {
            Ok(Ok(socket)) => socket,
            Ok(Err(error)) => return tracing::warn!(%peer, %error, "link refused"),
            Err(_) => return tracing::warn!(%peer, "link refused: no handshake in time"),
        },
    };
    tracing::debug!(%peer, "link open");

    let (widget, board) = in_memory();
    let vitals = board.vitals.clone();
    let board = BoardEnd { origin: Origin::Dialled, peer: peer.to_string(), ..board };
    let pumping =
        pump::<Board, _>(socket, widget.to_board, widget.from_board, &stop, pace, &vitals);
    // Pumped meanwhile, so that the peer's pings are answered. An end that
    // nobody takes is dropped, which ends the link.
    let handing_over = async {
        tokio::select! {
            _ = ends.send(board) => {}
            () = stop.cancelled() => {}
        }
    };
    match tokio::join!(pumping, handing_over).0 {
        Ended::Bad(bad) => tracing::warn!(%peer, reason = %bad, "link refused"),
        ended => tracing::debug!(%peer, reason = %ended, "link ended"),
    }
}

async fn shake_hands(
    stream: TcpStream,
    token: Option<Token>,
) -> Result<WebSocketStream<TcpStream>, Error> {
    stream.set_nodelay(true)?;
    #[expect(clippy::result_large_err, reason = "the signature is tungstenite's")]
    let check = |request: &Request, response: Response| match token {
        Some(token) if !is_authorised(request, &token) => Err(unauthorised()),
        _ => Ok(response),
    };
    accept_hdr_async_with_config(stream, check, Some(config())).await
}

fn is_authorised(request: &Request, token: &Token) -> bool {
    let shown = request.headers().get(AUTHORIZATION);
    shown.is_some_and(|value| token.is_shown_by(value.as_bytes()))
}

fn unauthorised() -> ErrorResponse {
    let mut response = ErrorResponse::new(Some(UNAUTHORISED.into()));
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    let headers = response.headers_mut();
    headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CONTENT_LENGTH, UNAUTHORISED.len().into());
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_shown_as_a_bearer() {
        let token = Token::new("open sesame");
        assert!(token.is_shown_by(b"Bearer open sesame"));
        assert!(token.is_shown_by(b"bearer open sesame"));
        for wrong in ["", "Bearer", "Bearer ", "Bearer open", "open sesame", "Basic open sesame"] {
            assert!(!token.is_shown_by(wrong.as_bytes()), "{wrong}");
        }
        assert!(!token.is_shown_by(b"Bearer open sesame "));
    }

    #[test]
    fn a_token_is_never_printed() {
        assert_eq!(format!("{:?}", Some(Token::new("secret"))), "Some(Token(***))");
    }
}
