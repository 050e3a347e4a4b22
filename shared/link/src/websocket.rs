//! The pump between one WebSocket and one end of a link.
//!
//! Reading and writing go on side by side in one task:
//! - **A slow consumer** fills its bounded channel; the reader then waits and
//!   takes nothing more from the socket, TCP tells the peer to wait, and the
//!   peer's own channel fills. Nothing is dropped, nothing grows.
//! - **Life does not hang on reading.** Each end pings from its writer, which
//!   goes on while the reader waits, so a peer never takes a slow consumer for
//!   a dead one. Nor does an end take its own slowness for the peer's death:
//!   silence is counted only while the reader is ready to read.
//! - **A peer that never reads** is found by the time limit of a write.
//! - **A ping carries when it was sent**, and the pong brings it back: that is
//!   the latency. The first goes out at once.
//! - **Last words arrive.** The end of a link is announced by a close frame
//!   after all queued messages, then by the end of the TCP stream; what the
//!   peer still sends is read and thrown away for a moment, because closing a
//!   socket with unread bytes would reset it and destroy the last words.

use std::{fmt, pin::pin, time::Duration};

use futures_util::{
    SinkExt, StreamExt,
    future::{Either, select},
    stream::{SplitSink, SplitStream},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    sync::mpsc,
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Bytes, Error, Message, protocol::WebSocketConfig},
};
use tokio_util::sync::CancellationToken;

use crate::{
    frame::{BadFrame, Heard, Side, frame, hear},
    protocol::MAX_FRAME,
    vitals::{LinkEnd, Vitals},
};

/// How often each end pings the other.
pub const PING_EVERY: Duration = Duration::from_secs(5);

/// How long a peer may be silent before its link is dead.
pub const SILENCE: Duration = Duration::from_secs(15);

/// How long one write may take.
const WRITE_LIMIT: Duration = Duration::from_secs(15);

/// How long a closing link waits for its last words to arrive.
const CLOSE_LIMIT: Duration = Duration::from_secs(1);

/// How long all the links of a process that stops may take to end.
const STOP_LIMIT: Duration = Duration::from_secs(2);

/// The buffer of a connection, bytes: tiles are a few of these, links are many.
const BUFFER: usize = 4 * 1024;

/// The durations of a pump, so that tests may shorten them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) ping: Duration,
    pub(crate) silence: Duration,
    pub(crate) write: Duration,
    pub(crate) close: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { ping: PING_EVERY, silence: SILENCE, write: WRITE_LIMIT, close: CLOSE_LIMIT }
    }
}

/// How a link ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// Its owner dropped the end, or was told to stop.
    Here,
    /// The peer closed it.
    ByPeer,
    Silent(Duration),
    /// The peer did not read for so long.
    Stuck(Duration),
    Bad(BadFrame),
    Broken(Error),
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here => f.write_str("closed here"),
            Self::ByPeer => f.write_str("closed by the peer"),
            Self::Silent(limit) => write!(f, "silent for {limit:?}"),
            Self::Stuck(limit) => write!(f, "the peer did not read for {limit:?}"),
            Self::Bad(bad) => bad.fmt(f),
            Self::Broken(error) => error.fmt(f),
        }
    }
}

impl From<&Ended> for LinkEnd {
    fn from(ended: &Ended) -> Self {
        match ended {
            Ended::Here | Ended::ByPeer => Self::Closed,
            Ended::Silent(_) | Ended::Stuck(_) => Self::Silent,
            Ended::Bad(bad) => Self::Refused(bad.to_string()),
            Ended::Broken(_) => Self::Broken,
        }
    }
}

/// The limits both ends set on a WebSocket.
pub(crate) fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .max_message_size(Some(MAX_FRAME))
        .max_frame_size(Some(MAX_FRAME))
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        // Bounds the pongs owed to a peer that pings and never reads.
        .max_write_buffer_size(2 * MAX_FRAME)
}

/// Carries messages between `socket` and the channels of an end until the
/// link ends: by its owner, who drops the channels, by `stop`, or by the peer.
/// How it is and how it ended is told in `vitals`, the end before `incoming` closes.
pub(crate) async fn pump<P: Side, S>(
    socket: WebSocketStream<S>,
    incoming: mpsc::Sender<P::Hears>,
    outgoing: mpsc::Receiver<P::Says>,
    stop: &CancellationToken,
    pace: Pace,
    vitals: &Vitals,
) -> Ended
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut sink, mut stream) = socket.split();
    let epoch = Instant::now();
    let ended = {
        // Its owner hears of the end when the last sender is gone.
        let _open = incoming.clone();
        let reading = pin!(read::<P, S>(&mut stream, incoming, pace, epoch, vitals));
        let writing = pin!(write::<P, S>(&mut sink, outgoing, stop, pace, epoch));
        let ended = match select(reading, writing).await {
            // What the peer said before it went is still to be read.
            Either::Right((broken @ Ended::Broken(_), reading)) => {
                timeout(pace.silence, reading).await.unwrap_or(broken)
            }
            Either::Left((ended, _)) | Either::Right((ended, _)) => ended,
        };
        vitals.has_ended(LinkEnd::from(&ended));
        ended
    };
    if let Ok(socket) = sink.reunite(stream) {
        // A peer too slow for its farewell goes without one.
        let _ = timeout(pace.close, close::<P, S>(socket, &ended)).await;
    }
    ended
}

async fn read<P: Side, S>(
    stream: &mut SplitStream<WebSocketStream<S>>,
    incoming: mpsc::Sender<P::Hears>,
    pace: Pace,
    epoch: Instant,
    vitals: &Vitals,
) -> Ended
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let Ok(received) = timeout(pace.silence, stream.next()).await else {
            return Ended::Silent(pace.silence);
        };
        match hear::<P>(received) {
            // Nobody listens any more once the owner let go of its receiver;
            // what it sent may still be on its way, so the link goes on.
            Heard::Message(message) => drop(incoming.send(message).await),
            Heard::Pulse => {}
            Heard::Pong(payload) => {
                if let Some(round_trip) = round_trip(&payload, epoch.elapsed()) {
                    vitals.has_answered(round_trip);
                }
            }
            Heard::Bad(bad @ BadFrame::NotMessage { .. }) if P::refusal(&bad).is_none() => {
                tracing::debug!(%bad, "passed over");
            }
            Heard::Bad(bad) => return Ended::Bad(bad),
            Heard::Closed => return Ended::ByPeer,
            Heard::Broken(error) => return Ended::Broken(error),
        }
    }
}

async fn write<P: Side, S>(
    sink: &mut SplitSink<WebSocketStream<S>, Message>,
    mut outgoing: mpsc::Receiver<P::Says>,
    stop: &CancellationToken,
    pace: Pace,
    epoch: Instant,
) -> Ended
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut ping = interval(pace.ping);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stopping = false;
    loop {
        let next = tokio::select! {
            said = outgoing.recv() => match said {
                Some(message) => frame(&message),
                None => return Ended::Here,
            },
            _ = ping.tick() => Some(Message::Ping(stamp(epoch.elapsed()))),
            () = stop.cancelled(), if !stopping => {
                stopping = true;
                outgoing.close();
                None
            }
        };
        let Some(next) = next else { continue };
        match timeout(pace.write, sink.send(next)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Ended::Broken(error),
            Err(_) => return Ended::Stuck(pace.write),
        }
    }
}

/// What a ping carries that is sent so long after its link began.
fn stamp(sent: Duration) -> Bytes {
    let us = u64::try_from(sent.as_micros()).unwrap_or(u64::MAX);
    Bytes::copy_from_slice(&us.to_be_bytes())
}

/// How long ago the ping was sent that a pong answers; none for one that answers none of ours.
fn round_trip(payload: &[u8], now: Duration) -> Option<Duration> {
    let sent = u64::from_be_bytes(payload.try_into().ok()?);
    now.checked_sub(Duration::from_micros(sent))
}

/// Says the last words and sees that they arrive.
async fn close<P: Side, S>(mut socket: WebSocketStream<S>, ended: &Ended)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    match ended {
        Ended::Silent(_) | Ended::Stuck(_) | Ended::Broken(_) => return,
        Ended::Bad(bad) => {
            if let Some(last) = P::refusal(bad).as_ref().and_then(frame) {
                // Errors are let be from here on: the link has ended anyway.
                let _ = socket.send(last).await;
            }
        }
        Ended::Here | Ended::ByPeer => {}
    }
    let _ = socket.close(None).await;
    let raw = socket.get_mut();
    let _ = raw.shutdown().await;
    let mut rest = [0; BUFFER];
    while raw.read(&mut rest).await.is_ok_and(|bytes| bytes > 0) {}
}

/// Waits for links that are ending; cuts off those that take too long.
pub(crate) async fn finish(mut links: JoinSet<()>) {
    let all_ended = async { while links.join_next().await.is_some() {} };
    if timeout(STOP_LIMIT, all_ended).await.is_err() {
        tracing::warn!("links cut off: they did not end within {STOP_LIMIT:?}");
    }
}
