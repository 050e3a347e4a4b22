//! Small requests to boards, and where their answers end.

use std::{
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use serde_json::Value;

/// How long an answer may take.
const WITHIN: Duration = Duration::from_secs(10);
/// The most headers of an answer.
const MAX_HEADERS: usize = 32;

/// An answer with status 200, as it went over the wire.
pub(crate) struct Answer {
    bytes: Vec<u8>,
    head: Head,
}

/// What the head of an answer says of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) status: u16,
    /// How long the head itself is, bytes.
    pub(crate) size: usize,
    pub(crate) body: Body,
    is_gzip: bool,
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// So many bytes.
    Sized(usize),
    /// A last chunk of no length.
    Chunked,
    /// By the end of the connection.
    UntilEnd,
}

/// Asks the board at `address`, host and port, for one answer and no more.
///
/// # Errors
/// When nobody answers there in time, or not with 200.
pub(crate) fn get(address: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
    let socket = address.to_socket_addrs()?.next().context("no address")?;
    let mut stream = TcpStream::connect_timeout(&socket, WITHIN)?;
    stream.set_read_timeout(Some(WITHIN))?;
    stream.write_all(request(address, path, headers, "close").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).with_context(|| format!("reading {path}"))?;
    let head = Head::read(&bytes)?.context("no answer")?;
    ensure!(head.status == 200, "{path}: status {}", head.status);
    Ok(Answer { bytes, head })
}

/// The same for what is JSON.
///
/// # Errors
/// As [`get`], and when it is no JSON.
pub(crate) fn get_json(address: &str, path: &str) -> Result<Value> {
    Ok(serde_json::from_slice(&get(address, path, &[])?.body()?)?)
}

/// A request as it goes over the wire; `connection` is `close` or `keep-alive`.
pub(crate) fn request(
    address: &str,
    path: &str,
    headers: &[(&str, &str)],
    connection: &str,
) -> String {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Connection: {connection}\r\n\r\n")
}

impl Answer {
    /// All of it, head included, bytes.
    pub(crate) fn transferred(&self) -> usize {
        self.bytes.len()
    }

    /// The body as its sender meant it, unpacked where it is packed by gzip.
    ///
    /// # Errors
    /// When it breaks off.
    pub(crate) fn body(&self) -> Result<Vec<u8>> {
        let body = &self.bytes[self.head.size..];
        let body = match self.head.body {
            Body::UntilEnd => body.to_vec(),
            Body::Sized(length) => body.get(..length).context("the body breaks off")?.to_vec(),
            Body::Chunked => unchunked(body)?,
        };
        if !self.head.is_gzip {
            return Ok(body);
        }
        let mut unpacked = Vec::new();
        GzDecoder::new(&body[..]).read_to_end(&mut unpacked)?;
        Ok(unpacked)
    }

    /// The body as text.
    ///
    /// # Errors
    /// When it breaks off or is no text.
    pub(crate) fn text(&self) -> Result<String> {
        Ok(String::from_utf8(self.body()?)?)
    }
}

impl Head {
    /// Reads the head of an answer; none where more of it is to come.
    ///
    /// # Errors
    /// When it is no answer.
    pub(crate) fn read(bytes: &[u8]) -> Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut answer = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(size) = answer.parse(bytes)? else {
            return Ok(None);
        };
        let value = |name: &str| {
            let header = answer.headers.iter().find(|one| one.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(header.value).ok()
        };
        let body = match (value("transfer-encoding"), value("content-length")) {
            (Some("chunked"), _) => Body::Chunked,
            (_, Some(length)) => Body::Sized(length.parse()?),
            _ => Body::UntilEnd,
        };
        let is_gzip = value("content-encoding") == Some("gzip");
        Ok(Some(Self { status: answer.code.context("no status")?, size, body, is_gzip }))
    }

    /// Where the whole answer ends in what was read; none while more is to come.
    ///
    /// # Errors
    /// When a chunk is none.
    pub(crate) fn end(&self, bytes: &[u8]) -> Result<Option<usize>> {
        let end = match self.body {
            Body::Sized(length) => Some(self.size + length),
            Body::Chunked => chunks_end(bytes, self.size)?,
            Body::UntilEnd => None,
        };
        Ok(end.filter(|end| *end <= bytes.len()))
    }
}

/// A chunk's data from `at` on; none while its size is to come.
fn chunk(bytes: &[u8], at: usize) -> Result<Option<(usize, usize)>> {
    let rest = bytes.get(at..).unwrap_or_default();
    match httparse::parse_chunk_size(rest) {
        Ok(httparse::Status::Complete((skip, size))) => {
            Ok(Some((at + skip, usize::try_from(size)?)))
        }
        Ok(httparse::Status::Partial) => Ok(None),
        Err(_) => bail!("a chunk without a size"),
    }
}

fn chunks_end(bytes: &[u8], mut at: usize) -> Result<Option<usize>> {
    while let Some((start, size)) = chunk(bytes, at)? {
        // Each ends with a line end, the last one too.
        at = start + size + 2;
        if size == 0 {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn unchunked(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    let mut at = 0;
    while let Some((start, size)) = chunk(bytes, at)? {
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(bytes.get(start..start + size).context("a chunk breaks off")?);
        at = start + size + 2;
    }
    bail!("the body breaks off")
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    /// The address of a server that answers one request with this.
    fn answering(answer: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 1024]);
            stream.write_all(answer.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn a_body_is_read_however_its_end_is_told() {
        for answer in [
            "HTTP/1.0 200 OK\r\n\r\n[1,2]",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[1,2]",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n",
        ] {
            assert_eq!(get_json(&answering(answer), "/x").unwrap(), serde_json::json!([1, 2]));
        }
    }

    #[test]
    fn what_is_no_good_answer_is_told() {
        for (answer, expected) in [
            ("HTTP/1.0 404 Not Found\r\n\r\n", "/x: status 404"),
            ("", "no answer"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1", "the body breaks off"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n[1", "a chunk breaks off"),
        ] {
            let error = get_json(&answering(answer), "/x").unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn an_answer_ends_where_it_says() {
        let sized = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcNEXT";
        let head = Head::read(sized).unwrap().unwrap();
        assert_eq!(head.end(sized).unwrap(), Some(sized.len() - 4));
        assert_eq!(head.end(&sized[..head.size + 2]).unwrap(), None);
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
        let head = Head::read(chunked).unwrap().unwrap();
        assert_eq!(head.end(chunked).unwrap(), Some(chunked.len()));
        for end in head.size..chunked.len() {
            assert_eq!(head.end(&chunked[..end]).unwrap(), None, "{end}");
        }
        assert_eq!(Head::read(b"HTTP/1.1 200 O").unwrap(), None);
    }
}
