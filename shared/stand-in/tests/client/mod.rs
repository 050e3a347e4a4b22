//! A client that sees the bytes: what came, and how the connection ended.
// Each test program uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::io;

use serde_json::Value;
use stand_in::{Service, StandIn};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What a server sent until the connection ended.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    /// As it came, chunks put together.
    pub(crate) body: Vec<u8>,
    /// Whether all that was announced came.
    pub(crate) complete: bool,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let mut answer = Self {
            status: head.split(' ').nth(1)?.parse().ok()?,
            head,
            body: bytes[end..].to_vec(),
            complete: true,
        };
        if let Some(length) = answer.header("Content-Length") {
            answer.complete = length.parse() == Ok(answer.body.len());
        } else if answer.header("Transfer-Encoding") == Some("chunked") {
            (answer.body, answer.complete) = unchunk(&answer.body);
        }
        Some(answer)
    }
}

fn unchunk(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") else {
            return (body, false);
        };
        let length = std::str::from_utf8(&bytes[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return (body, true);
        }
        let Some(chunk) = bytes.get(end + 2..end + 2 + length) else { return (body, false) };
        body.extend_from_slice(chunk);
        bytes = &bytes[end + 4 + length..];
    }
}

/// Sends bytes and reads until the connection ends; the error it ended with, if any.
pub(crate) async fn exchange(services: &StandIn, request: &[u8]) -> (Vec<u8>, io::Result<()>) {
    let mut stream = TcpStream::connect(services.address()).await.unwrap();
    // A server may refuse before it has read all.
    let _ = stream.write_all(request).await;
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await.map(drop);
    (bytes, end)
}

/// One request with a body, and its answer.
pub(crate) async fn request(services: &StandIn, method: &str, path: &str, body: &str) -> Answer {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: tests/1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (bytes, end) = exchange(services, request.as_bytes()).await;
    end.unwrap();
    Answer::read(&bytes).unwrap()
}

pub(crate) async fn get(services: &StandIn, path: &str) -> Answer {
    request(services, "GET", path, "").await
}

/// A question to a service, and the answer as far as it came.
pub(crate) async fn ask(
    services: &StandIn,
    service: Service,
    query: &str,
) -> Result<Answer, io::Error> {
    let path = service.path();
    let request = format!("GET {path}?{query} HTTP/1.1\r\nHost: x\r\nUser-Agent: tests/1\r\n\r\n");
    let (bytes, end) = exchange(services, request.as_bytes()).await;
    match (Answer::read(&bytes), end) {
        (Some(answer), Ok(())) => Ok(answer),
        (Some(answer), Err(_)) => Ok(Answer { complete: false, ..answer }),
        (None, Err(error)) => Err(error),
        (None, Ok(())) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Waits until something is so.
pub(crate) async fn until(so: impl Fn() -> bool) {
    while !so() {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// The JSON of an answer that is as it should be.
pub(crate) async fn json(services: &StandIn, service: Service, query: &str) -> Value {
    let answer = ask(services, service, query).await.unwrap();
    assert_eq!((answer.status, answer.complete), (200, true), "{}", answer.text());
    answer.json()
}

/// The words of a refusal.
pub(crate) async fn refusal(services: &StandIn, service: Service, query: &str) -> String {
    let answer = ask(services, service, query).await.unwrap();
    let body = answer.json();
    assert_eq!((answer.status, &body["error"]), (400, &Value::Bool(true)), "{query}");
    body["reason"].as_str().unwrap().to_owned()
}
