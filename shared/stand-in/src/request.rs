//! Reading an HTTP/1.1 request, whatever a client sends.

use std::{collections::BTreeMap, io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use url::form_urlencoded;

use crate::reply::Reply;

/// The longest head, bytes, and the most header lines.
const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADERS: usize = 64;
/// The longest body, bytes.
const MAX_BODY: usize = 64 * 1024;
/// How long a client may take to send its request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request without its body.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) method: String,
    /// Path and query as they came.
    pub(crate) target: String,
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) user_agent: String,
    content_length: Option<String>,
    /// A body of untold length.
    untold: bool,
    /// The client waits for a word before it sends the body.
    expects: bool,
}

/// A request of which the head was read.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) head: Head,
    /// What came with the head, after it.
    rest: Vec<u8>,
}

/// Why there is no request to answer.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The client went away, or said nothing.
    Gone,
    /// It said something else than HTTP, or too much.
    Refused(Reply),
}

fn refuse(status: u16, detail: &str) -> Unreadable {
    Unreadable::Refused(Reply::problem(status, detail))
}

impl Request {
    /// Reads the head of a request.
    pub(crate) async fn read(stream: &mut TcpStream) -> Result<Self, Unreadable> {
        timeout(PATIENCE, Self::read_head(stream)).await.unwrap_or(Err(Unreadable::Gone))
    }

    async fn read_head(stream: &mut TcpStream) -> Result<Self, Unreadable> {
        let mut bytes = Vec::with_capacity(1024);
        loop {
            match stream.read_buf(&mut bytes).await {
                Ok(0) | Err(_) => return Err(Unreadable::Gone),
                Ok(_) => {}
            }
            let parsed = Head::parse(&bytes)?;
            if parsed.as_ref().map_or(bytes.len(), |(_, length)| *length) > MAX_HEAD {
                return Err(refuse(431, "the head of a request has at most 64 KiB"));
            }
            if let Some((head, length)) = parsed {
                return Ok(Self { head, rest: bytes.split_off(length) });
            }
        }
    }

    /// Reads the body, of at most 64 KiB.
    pub(crate) async fn read_body(self, stream: &mut TcpStream) -> Result<Vec<u8>, Unreadable> {
        let length = self.head.body_length()?;
        let mut body = self.rest;
        let rest = async {
            if self.head.expects && body.len() < length {
                stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
            }
            while body.len() < length {
                if stream.read_buf(&mut body).await? == 0 {
                    return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
                }
            }
            Ok(())
        };
        match timeout(PATIENCE, rest).await {
            Ok(Ok(())) => {}
            _ => return Err(Unreadable::Gone),
        }
        body.truncate(length);
        Ok(body)
    }
}

impl Head {
    /// The head at the start of `bytes` and its length, once it is complete.
    fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, Unreadable> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => Ok(Some((Self::from(&request), length))),
            Ok(httparse::Status::Partial) => Ok(None),
            Err(httparse::Error::TooManyHeaders) => {
                Err(refuse(431, "a request has at most 64 header lines"))
            }
            Err(error) => Err(refuse(400, &format!("this is no HTTP/1.1 request: {error}"))),
        }
    }

    fn body_length(&self) -> Result<usize, Unreadable> {
        if self.untold {
            return Err(refuse(411, "a body must tell its length, at most 64 KiB"));
        }
        let Some(length) = &self.content_length else { return Ok(0) };
        match length.parse::<u64>().map(usize::try_from) {
            Ok(Ok(length)) if length <= MAX_BODY => Ok(length),
            Ok(_) => {
                Err(refuse(413, &format!("a body of {length} bytes: at most 64 KiB are read")))
            }
            Err(_) => Err(refuse(400, "Content-Length must be a number of bytes")),
        }
    }
}

impl From<&httparse::Request<'_, '_>> for Head {
    fn from(request: &httparse::Request<'_, '_>) -> Self {
        let header = |name: &str| {
            let found = request.headers.iter().find(|one| one.name.eq_ignore_ascii_case(name))?;
            Some(String::from_utf8_lossy(found.value).trim().to_owned())
        };
        let target = origin_form(request.path.unwrap_or("/"));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: target.to_owned(),
            path: path.to_owned(),
            query: parameters(query),
            user_agent: header("User-Agent").unwrap_or_default(),
            content_length: header("Content-Length"),
            untold: header("Transfer-Encoding").is_some(),
            expects: header("Expect").is_some(),
        }
    }
}

/// Path and query of a target, which a client that takes us for a proxy sends in full.
fn origin_form(target: &str) -> &str {
    let Some(rest) = target.strip_prefix("http://") else { return target };
    rest.find('/').map_or("/", |start| &rest[start..])
}

fn parameters(query: &str) -> BTreeMap<String, String> {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        parameters
            .entry(key.into_owned())
            .and_modify(|known| {
                known.push(',');
                known.push_str(&value);
            })
            .or_insert_with(|| value.clone().into_owned());
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Head {
        Head::parse(text.as_bytes()).unwrap().unwrap().0
    }

    #[test]
    fn heads_are_read() {
        let head = parse(
            "GET /v1/x?a=1,2&b=%C2%B5+m&a=3&c HTTP/1.1\r\nuser-agent:  me/1 \r\nHost: x\r\n\r\n",
        );
        assert_eq!(
            (&head.method[..], &head.path[..], &head.user_agent[..]),
            ("GET", "/v1/x", "me/1")
        );
        let query: Vec<_> = head.query.iter().map(|(key, value)| (&key[..], &value[..])).collect();
        assert_eq!(query, [("a", "1,2,3"), ("b", "µ m"), ("c", "")]);
        assert_eq!(parse("GET http://a.example/b?c=d HTTP/1.1\r\n\r\n").path, "/b");
        assert!(Head::parse(b"GET / HTTP/1.1\r\nHost").unwrap().is_none());
        assert!(Head::parse(b"\x16\x03\x01\x02\x00\x01").is_err());
    }

    #[test]
    fn bodies_have_a_length() {
        let length =
            |headers: &str| parse(&format!("PUT / HTTP/1.1\r\n{headers}\r\n")).body_length();
        assert_eq!(length("").unwrap(), 0);
        assert_eq!(length("Content-Length: 65536\r\n").unwrap(), 65536);
        for bad in [
            "Content-Length: 65537\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
        ] {
            assert!(matches!(length(bad), Err(Unreadable::Refused(_))), "{bad}");
        }
    }
}
