use std::sync::LazyLock;

use reqwest::{
    Client, Response, StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
}

impl Answer {
    /// Its body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {:?}", self.body))
    }

    /// A header's value, empty where it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Clients for a test's process, which follow where an answer leads, or not.
struct Clients {
    following: Client,
    staying: Client,
}

static CLIENTS: LazyLock<Clients> = LazyLock::new(|| {
    // Nothing here is encrypted, but the client wants to know how it would be.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // An idle connection may be closed by the server in the moment it is used again.
    let fresh = || Client::builder().pool_max_idle_per_host(0).no_proxy().no_gzip();
    Clients {
        following: fresh().build().expect("a client"),
        staying: fresh().redirect(Policy::none()).build().expect("a client"),
    }
});

/// One client for a test's process.
pub(crate) fn client() -> &'static Client {
    &CLIENTS.following
}

/// What `url` answers; none where nobody does.
pub async fn try_get(url: &str) -> Option<Answer> {
    let response = client().get(url).send().await.ok()?;
    let (status, headers) = (response.status(), response.headers().clone());
    Some(Answer { status, headers, body: response.text().await.ok()? })
}

/// Asks for `url` as a script does.
pub async fn get(url: &str) -> Answer {
    get_as(url, &[]).await
}

/// Asks for `url` with request headers.
///
/// # Panics
/// When there is no answer.
pub async fn get_as(url: &str, headers: &[(&str, &str)]) -> Answer {
    ask(client(), url, headers).await
}

/// The same without following where the answer leads.
///
/// # Panics
/// When there is no answer.
pub async fn get_alone(url: &str, headers: &[(&str, &str)]) -> Answer {
    ask(&CLIENTS.staying, url, headers).await
}

/// The body alone, as it is sent.
///
/// # Panics
/// When there is no answer.
pub async fn get_bytes(url: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    send(client(), url, headers).await.bytes().await.expect("a body").into()
}

async fn ask(client: &Client, url: &str, headers: &[(&str, &str)]) -> Answer {
    let answer = send(client, url, headers).await;
    Answer {
        status: answer.status(),
        headers: answer.headers().clone(),
        body: answer.text().await.expect("a body"),
    }
}

async fn send(client: &Client, url: &str, headers: &[(&str, &str)]) -> Response {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| {
            (
                name.parse::<HeaderName>().expect("a name"),
                value.parse::<HeaderValue>().expect("a value"),
            )
        })
        .collect();
    client.get(url).headers(headers).send().await.expect("an answer")
}

/// Whether a page names the service that its weather comes from, for all to see.
#[must_use]
pub fn names_service(page: &str) -> bool {
    let link = page.split("<a class=\"attribution\"").nth(1).expect("the link");
    let (tag, words) = link.split_once('>').expect("the end of its tag");
    words.starts_with("Weather data by Open-Meteo.com") && !tag.contains("hidden")
}
