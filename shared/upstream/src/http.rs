//! One GET at a time, with limits on everything that can grow.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use jiff::Timestamp;
use reqwest::{Client, Response, StatusCode, header::HeaderMap, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use url::Url;

use crate::{Limits, UpstreamError};

const USER_AGENT: &str = concat!("weather-dashboard/", env!("CARGO_PKG_VERSION"));

const NO_NAME: &str = "its name cannot be looked up";
const LATE_CONNECTION: &str = "no connection in time";
const NO_CONNECTION: &str = "it cannot be connected to";

/// What came back, whatever its status.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

/// The HTTP client, built when it is first needed.
pub(crate) struct Http {
    limits: Limits,
    plain: OnceLock<Client>,
    secure: OnceLock<Client>,
}

impl Http {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, plain: OnceLock::new(), secure: OnceLock::new() }
    }

    /// Gets `url` within `total`, with its whole body.
    pub(crate) async fn get(&self, url: Url, total: Duration) -> Result<Reply, UpstreamError> {
        let request = self.client(url.scheme() == "https")?.get(url).timeout(total);
        let response = request.send().await.map_err(unreachable)?;
        let status = response.status();
        let retry_after = retry_after(response.headers(), Timestamp::now());
        let body = self.body(response).await?;
        Ok(Reply { status, retry_after, body })
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, UpstreamError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > self.limits.body_bytes {
                let limit = self.limits.body_bytes;
                return Err(UpstreamError::Malformed(format!("it is over {limit} bytes long")));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// Certificates are read for the first secure request only: plain
    /// endpoints work in an image that has none.
    fn client(&self, secure: bool) -> Result<Client, UpstreamError> {
        let (cell, roots) = if secure {
            (&self.secure, platform_roots as fn() -> _)
        } else {
            (&self.plain, (|| Ok(RootCertStore::empty())) as fn() -> _)
        };
        if let Some(client) = cell.get() {
            return Ok(client.clone());
        }
        let client = build(&self.limits, roots()?)?;
        Ok(cell.get_or_init(|| client).clone())
    }
}

fn build(limits: &Limits, roots: RootCertStore) -> Result<Client, UpstreamError> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| UpstreamError::Setup(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .connect_timeout(limits.connect)
        .user_agent(USER_AGENT)
        // A weather service moves nowhere; a captive portal does, and the query holds the key.
        .redirect(Policy::none())
        .build()
        .map_err(|error| UpstreamError::Setup(error.without_url().to_string()))
}

/// The certificates of the platform, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR`.
fn platform_roots() -> Result<RootCertStore, UpstreamError> {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "some trusted certificates cannot be read");
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let reason = "no trusted certificates were found for https; SSL_CERT_FILE can name a file";
        return Err(UpstreamError::Setup(reason.to_owned()));
    }
    Ok(roots)
}

/// Why no answer came, without the address.
fn unreachable(error: reqwest::Error) -> UpstreamError {
    let reason = if error.is_dns() {
        NO_NAME
    } else if error.is_connect() && error.is_timeout() {
        LATE_CONNECTION
    } else if error.is_connect() {
        NO_CONNECTION
    } else if error.is_timeout() {
        "no answer in time"
    } else {
        "the connection broke off"
    };
    let error = error.without_url();
    tracing::debug!(error = ?error, "weather service unreachable");
    UpstreamError::Unreachable(reason)
}

/// Whether the service may have got the request that ended in this.
pub(crate) fn may_have_arrived(error: &UpstreamError) -> bool {
    match error {
        UpstreamError::Setup(_) => false,
        UpstreamError::Unreachable(reason) => {
            ![NO_NAME, LATE_CONNECTION, NO_CONNECTION].contains(reason)
        }
        _ => true,
    }
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = headers.get(reqwest::header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(date.duration_since(now).try_into().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderValue, RETRY_AFTER};

    use super::*;

    fn after(value: &'static str) -> Option<Duration> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(value))]);
        retry_after(&headers, "2026-01-02T03:04:05Z".parse().unwrap())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(after("120"), Some(Duration::from_secs(120)));
        assert_eq!(after("Fri, 02 Jan 2026 03:05:05 GMT"), Some(Duration::from_secs(60)));
        assert_eq!(after("Fri, 02 Jan 2026 03:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after("soon"), None);
    }

    #[test]
    fn nothing_is_built_before_it_is_needed() {
        let http = Http::new(Limits::default());
        assert!(http.plain.get().is_none());
        http.client(false).unwrap();
        assert!(http.plain.get().is_some());
        assert!(http.secure.get().is_none());
    }
}
