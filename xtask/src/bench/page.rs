//! The first page, as a browser with an empty cache loads it.

use std::{
    collections::BTreeSet,
    io::{Read, Write as _},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::Figure;

/// What browsers say they can unpack.
const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// A viewer whose language is English.
const PAGE: &str = "/?lang=en";

/// Bytes and requests of the page with all it loads; its event stream counts as a request.
///
/// # Errors
/// When the board does not answer.
pub(super) fn measure(address: &str) -> Result<Vec<Figure>> {
    let plain = get(address, PAGE, "identity")?;
    let plain = String::from_utf8_lossy(&plain);
    let assets = assets(&plain);
    ensure!(!assets.is_empty(), "the page loads nothing: {plain}");
    let mut bytes = get(address, PAGE, ENCODINGS)?.len();
    for asset in &assets {
        bytes += get(address, &format!("/{asset}"), ENCODINGS)?.len();
    }
    let requests = 1 + assets.len() + 1;
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
    let (kilobytes, requests) = (bytes as f64 / 1000.0, requests as f64);
    Ok(vec![
        Figure { what: "first page, transferred", value: kilobytes, unit: "kB", at_most: 60.0 },
        Figure { what: "first page, requests", value: requests, unit: "", at_most: 6.0 },
    ])
}

/// A whole answer as it goes over the wire, headers and all.
fn get(address: &str, path: &str, encodings: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html,*/*\r\n\
         Accept-Encoding: {encodings}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).with_context(|| format!("reading {path}"))?;
    ensure!(answer.starts_with(b"HTTP/1.1 200 "), "{path} is not answered with 200");
    Ok(answer)
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
