//! The first page, as a browser with an empty cache loads it.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::{load::AS_BROWSER, row::Row, statistics::figure};
use crate::http::get;

/// A viewer whose language is English.
pub(super) const PAGE: &str = "/?lang=en";

/// A page with all it loads.
pub(super) struct Loaded {
    /// Bytes as they go over the wire, heads included.
    pub(super) bytes: usize,
    /// Requests, that of the event stream included.
    pub(super) requests: usize,
    /// How many tiles are live in it.
    pub(super) live: usize,
}

/// Bytes and requests of the first page.
///
/// # Errors
/// When the board does not answer.
pub(super) fn measure(address: &str) -> Result<Vec<Row>> {
    let loaded = load(address)?;
    Ok(vec![
        Row::new("first page, transferred", figure(loaded.bytes) / 1000.0, "kB")
            .at_most(60.0)
            .smashing("1,028 kB"),
        Row::new("first page, requests", figure(loaded.requests), "").at_most(6.0).smashing("12"),
    ])
}

/// Loads the page, then all that it names, as browsers do.
///
/// # Errors
/// When the board does not answer, or the page loads nothing.
pub(super) fn load(address: &str) -> Result<Loaded> {
    let page = get(address, PAGE, &AS_BROWSER)?;
    let html = page.text()?;
    let assets = assets(&html);
    ensure!(!assets.is_empty(), "the page loads nothing: {html}");
    let mut bytes = page.transferred();
    for asset in &assets {
        bytes += get(address, &format!("/{asset}"), &AS_BROWSER)?.transferred();
    }
    let live = html.matches(" data-state=\"live\"").count();
    Ok(Loaded { bytes, requests: 1 + assets.len() + 1, live })
}

/// What a page loads from the board: the targets of `href` and `src` under `assets/`.
fn assets(page: &str) -> BTreeSet<&str> {
    let attributes = page.split(['"', '\'']).filter(|value| value.starts_with("assets/"));
    attributes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_read_from_it() {
        let page = r#"<link href="assets/a.css"><script src="assets/b.js"></script>
            <a href="fleet">Fleet</a><img src="assets/a.css">"#;
        assert_eq!(assets(page).into_iter().collect::<Vec<_>>(), ["assets/a.css", "assets/b.js"]);
    }
}
