//! Bad input: every kind has its clear answer, and costs nobody else anything.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail loudly")]

#[path = "bad_input/http.rs"]
mod http;
#[path = "bad_input/link.rs"]
mod link;
#[path = "bad_input/settings.rs"]
mod settings;

use std::net::SocketAddr;

use acceptance::WITHIN;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How much memory bad input may cost, bytes.
const FLAT: u64 = 8 << 20;

/// What is answered to these bytes until the connection is closed.
async fn answer_to(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let mut answer = Vec::new();
    // Who refuses to read on may reset the connection: what came before counts.
    let _ = stream.write_all(request).await;
    let _ = timeout(WITHIN, stream.read_to_end(&mut answer)).await.expect("an end in time");
    String::from_utf8_lossy(&answer).into_owned()
}
