//! Sending an answer, with what goes wrong on the way.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep_until, timeout},
};

use crate::{
    Fault, Service,
    connection::MOVED,
    reply::{Framing, HTML, Reply},
    spoil, words,
};

/// How long and how much we listen to a client that got its answer.
const FAREWELL: Duration = Duration::from_secs(1);
const FAREWELL_BYTES: u64 = 1024 * 1024;
/// Between two pieces of a trickling body, unless a byte takes longer.
const DRIP: Duration = Duration::from_millis(50);
/// One piece of an endless body, bytes.
const PIECE: usize = 16 * 1024;

/// Sends the reply of `service` to a request for `target` (path and query, as
/// it came) with `fault`. Ends when it is sent or the client is gone; the
/// caller closes the connection.
///
/// # Errors
/// When the client went away, which is its right.
pub(crate) async fn deliver(
    stream: &mut TcpStream,
    service: Service,
    target: &str,
    fault: &Fault,
    reply: Reply,
) -> io::Result<()> {
    let reply = changed(service, target, fault, reply);
    match fault {
        Fault::Latency { ms } => {
            // Whoever goes meanwhile is no longer being served.
            match timeout(Duration::from_millis(*ms), swallow(stream)).await {
                Ok(gone) => gone,
                Err(_) => send(stream, &reply).await,
            }
        }
        Fault::Reset => stream.set_zero_linger(),
        Fault::ResetMidway => {
            send_part(stream, &reply, Framing::Length, half(&reply.body)).await?;
            stream.set_zero_linger()
        }
        Fault::SlowDrip { bytes_per_s } => drip(stream, &reply, *bytes_per_s).await,
        Fault::Truncated => send_part(stream, &reply, Framing::Length, half(&reply.body)).await,
        Fault::BrokenStream => {
            send_part(stream, &reply, Framing::Chunked, &[]).await?;
            send_chunk(stream, &reply.body).await?;
            stream.write_all(b"0\r\n\r\n").await
        }
        Fault::HugeBody { bytes } => send_endless(stream, &reply, *bytes).await,
        Fault::BlackHole => swallow(stream).await,
        _ => send(stream, &reply).await,
    }
}

/// What the fault makes of the answer itself.
fn changed(service: Service, target: &str, fault: &Fault, reply: Reply) -> Reply {
    match fault {
        Fault::Status { status, reason, retry_after_s } => {
            let reason = reason.as_deref().unwrap_or_else(|| words::reason(*status));
            let error = words::error(service, *status, reason);
            match retry_after_s {
                Some(seconds) => error.with_header("Retry-After", &seconds.to_string()),
                None => error,
            }
        }
        Fault::Error200 => Reply { status: 200, ..words::error(service, 500, words::reason(500)) },
        Fault::CaptivePortal => Reply::new(200, HTML, words::CAPTIVE_PORTAL),
        Fault::Redirect => {
            let elsewhere = format!("{MOVED}{target}");
            Reply::new(302, HTML, "").with_header("Location", &elsewhere)
        }
        _ if reply.status == 200 => Reply { body: spoil::spoil(reply.body, fault), ..reply },
        _ => reply,
    }
}

/// Sends a whole answer.
pub(crate) async fn send(stream: &mut TcpStream, reply: &Reply) -> io::Result<()> {
    send_part(stream, reply, Framing::Length, &reply.body).await
}

async fn send_part(
    stream: &mut TcpStream,
    reply: &Reply,
    framing: Framing,
    part: &[u8],
) -> io::Result<()> {
    stream.write_all(reply.head(framing).as_bytes()).await?;
    stream.write_all(part).await
}

async fn send_chunk(stream: &mut TcpStream, chunk: &[u8]) -> io::Result<()> {
    if chunk.is_empty() {
        return Ok(());
    }
    stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).await?;
    stream.write_all(chunk).await?;
    stream.write_all(b"\r\n").await
}

async fn drip(stream: &mut TcpStream, reply: &Reply, bytes_per_s: u64) -> io::Result<()> {
    send_part(stream, reply, Framing::Length, &[]).await?;
    if bytes_per_s == 0 {
        return swallow(stream).await;
    }
    let a_byte = Duration::from_secs(1).div_f64(bytes_per_s as f64);
    let pause = DRIP.max(a_byte);
    let piece = (pause.as_secs_f64() * bytes_per_s as f64).round().max(1.0) as usize;
    let mut next = Instant::now();
    for piece in reply.body.chunks(piece) {
        next += pause;
        sleep_until(next).await;
        stream.write_all(piece).await?;
    }
    Ok(())
}

/// The body without its end, then spaces up to so many bytes.
async fn send_endless(stream: &mut TcpStream, reply: &Reply, bytes: u64) -> io::Result<()> {
    let start =
        reply.body.len().saturating_sub(1).min(usize::try_from(bytes).unwrap_or(usize::MAX));
    send_part(stream, reply, Framing::Chunked, &[]).await?;
    send_chunk(stream, &reply.body[..start]).await?;
    let spaces = [b' '; PIECE];
    let mut left = bytes - start as u64;
    while left > 0 {
        let piece = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
        send_chunk(stream, &spaces[..piece]).await?;
        left -= piece as u64;
    }
    stream.write_all(b"0\r\n\r\n").await
}

/// Reads what comes until the client goes.
async fn swallow(stream: &mut TcpStream) -> io::Result<()> {
    tokio::io::copy(stream, &mut tokio::io::sink()).await.map(drop)
}

/// Closes a connection so that the client can read all it was sent: closing
/// with unread bytes would reset it.
pub(crate) async fn part(mut stream: TcpStream) {
    if stream.shutdown().await.is_ok() {
        let mut rest = stream.take(FAREWELL_BYTES);
        // A client that lingers is left.
        let _ = timeout(FAREWELL, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await;
    }
}

fn half(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() / 2]
}
