use serde_json::json;

/// Media types.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
pub(crate) const GEO_JSON: &str = "application/geo+json";
pub(crate) const PROBLEM: &str = "application/problem+json";
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// An answer before it is sent.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// A further header line, complete with its CR LF, or nothing.
    pub(crate) header: String,
    pub(crate) body: Vec<u8>,
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    Length,
    Chunked,
}

impl Reply {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, header: String::new(), body: body.into() }
    }

    /// Done, and nothing to say.
    pub(crate) fn done() -> Self {
        Self::new(204, TEXT, "")
    }

    /// A problem in the sense of RFC 9457.
    pub(crate) fn problem(status: u16, detail: &str) -> Self {
        let title = phrase(status);
        let body =
            json!({"type": "about:blank", "title": title, "status": status, "detail": detail});
        Self::new(status, PROBLEM, body.to_string())
    }

    pub(crate) fn with_header(self, name: &str, value: &str) -> Self {
        Self { header: format!("{name}: {value}\r\n"), ..self }
    }

    /// Status line and headers with the empty line that ends them.
    pub(crate) fn head(&self, framing: Framing) -> String {
        let framing = match (framing, self.status) {
            // A 204 has no body, and no length of one (RFC 9110, 8.6).
            (_, 204) => String::new(),
            (Framing::Length, _) => format!("Content-Length: {}\r\n", self.body.len()),
            (Framing::Chunked, _) => "Transfer-Encoding: chunked\r\n".to_owned(),
        };
        format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{framing}{}Connection: close\r\n\r\n",
            self.status,
            phrase(self.status),
            self.content_type,
            self.header
        )
    }
}

/// The reason phrase of a status (RFC 9110, 15).
pub(crate) fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Other",
    }
}
