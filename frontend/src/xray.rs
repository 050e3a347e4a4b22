//! What stands behind a tile: the instance that made it.

use link::{Origin, Vitals, protocol::Instance};
use localisation::Locale;
use serde::Serialize;
use weather::Timestamp;

use crate::frame::Received;

/// The back of a tile in words, empty while nobody has made it. The page draws
/// it; the stream sends what pages cannot take from the frame or count on.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Xray {
    #[serde(skip)]
    pub(crate) version: String,
    #[serde(skip)]
    pub(crate) revision: String,
    #[serde(skip)]
    pub(crate) host: String,
    /// The number of the version's colour.
    pub(crate) colour: u32,
    /// How the instance is linked.
    pub(crate) link: String,
    /// The round trip of the link.
    pub(crate) latency: String,
    /// Since when the instance runs; none once it is gone.
    pub(crate) up_since: Option<Timestamp>,
    /// When the tile came, by the system clock.
    pub(crate) sent_at: Option<Timestamp>,
    /// How long the instance has been running.
    #[serde(skip)]
    pub(crate) uptime: String,
    /// How long ago the tile came.
    #[serde(skip)]
    pub(crate) age: String,
}

/// What the facts on the back of a tile are called.
pub(crate) struct Labels {
    pub(crate) version: String,
    pub(crate) revision: String,
    pub(crate) host: String,
    pub(crate) link: String,
    pub(crate) latency: String,
    pub(crate) uptime: String,
    pub(crate) age: String,
}

impl Xray {
    pub(crate) fn new(received: &Received, locale: &Locale<'_>) -> Self {
        let Instance { version, revision, host, .. } = &received.instance.instance;
        let is_gone = received.vitals.end().is_some();
        let up_since = (!is_gone).then_some(received.instance.started_at);
        Self {
            version: version.clone(),
            revision: revision.clone(),
            host: host.clone(),
            colour: received.colour,
            link: if is_gone { locale.text("link-gone") } else { link(received.origin, locale) },
            latency: latency(latency_ms(&received.vitals), locale),
            up_since,
            sent_at: Some(received.at),
            uptime: locale.duration(up_since.map(seconds_since)),
            age: locale.duration(seconds_since(received.at)),
        }
    }
}

impl Labels {
    pub(crate) fn new(locale: &Locale<'_>) -> Self {
        Self {
            version: locale.text("label-version"),
            revision: locale.text("label-revision"),
            host: locale.text("label-host"),
            link: locale.text("label-link"),
            latency: locale.text("label-latency"),
            uptime: locale.text("label-uptime"),
            age: locale.text("label-tile-age"),
        }
    }
}

/// How an instance is linked, in words.
pub(crate) fn link(origin: Origin, locale: &Locale<'_>) -> String {
    match origin {
        Origin::BuiltIn => locale.text("link-built-in"),
        Origin::Dialled => locale.text("link-dialled"),
    }
}

/// The last round trip of a link, ms.
pub(crate) fn latency_ms(vitals: &Vitals) -> Option<f64> {
    vitals.latency().map(|latency| latency.as_secs_f64() * 1e3)
}

/// A round trip in words: `0.4 ms`, `12 ms`.
pub(crate) fn latency(ms: Option<f64>, locale: &Locale<'_>) -> String {
    let decimals = if ms.is_some_and(|ms| ms < 9.95) { 1 } else { 0 };
    locale.quantity(ms, decimals, "ms").to_string()
}

/// How long ago an instant of the system clock was, s; not less than 0.
pub(crate) fn seconds_since(instant: Timestamp) -> f64 {
    Timestamp::now().duration_since(instant).as_secs_f64().max(0.0)
}
