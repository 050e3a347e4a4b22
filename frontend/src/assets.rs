//! The board's style sheet, script and icon, under names that carry their
//! hash, so that browsers may keep them for ever. The build packs them.

use std::sync::LazyLock;

use actix_web::http::header::ContentEncoding;
use bytes::Bytes;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A file for browsers.
pub(crate) struct Asset {
    name: String,
    pub(crate) media_type: &'static str,
    pub(crate) content: Content,
}

/// A file in each form that it is kept in.
pub(crate) struct Content {
    plain: Bytes,
    /// By the name of each encoding.
    packed: Vec<(ContentEncoding, Bytes)>,
}

impl Content {
    /// The encodings that it is kept in beside none.
    pub(crate) fn encodings(&self) -> Vec<ContentEncoding> {
        self.packed.iter().map(|(encoding, _)| *encoding).collect()
    }

    /// It in one of them; plain in any other.
    pub(crate) fn encoded(&self, encoding: ContentEncoding) -> Bytes {
        let packed = self.packed.iter().find(|(kept, _)| *kept == encoding);
        packed.map_or(&self.plain, |(_, bytes)| bytes).clone()
    }
}

/// A file of the build's.
macro_rules! built {
    ($name:literal) => {
        Bytes::from_static(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}

/// A file as the build has packed it.
macro_rules! packed {
    ($plain:literal, $brotli:literal, $gzip:literal) => {
        Content {
            plain: built!($plain),
            packed: vec![
                (ContentEncoding::Brotli, built!($brotli)),
                (ContentEncoding::Gzip, built!($gzip)),
            ],
        }
    };
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "css",
        "text/css; charset=utf-8",
        packed!("board.css", "board.css.br", "board.css.gz"),
    )
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "js",
        "text/javascript; charset=utf-8",
        packed!("board.js", "board.js.br", "board.js.gz"),
    )
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("svg", "image/svg+xml", packed!("icon.svg", "icon.svg.br", "icon.svg.gz"))
});
/// What an installed board is called, and how it starts.
static MANIFEST: LazyLock<Asset> = LazyLock::new(|| {
    let icon = |purpose| json!({ "src": icon_name(), "sizes": "any", "type": "image/svg+xml", "purpose": purpose });
    let manifest = json!({
        "name": "Weather Dashboard",
        "short_name": "Weather",
        "start_url": "../",
        "scope": "../",
        "display": "standalone",
        "background_color": "#17304d",
        "theme_color": "#17304d",
        "icons": [icon("any"), icon("maskable")],
    });
    let content = Content { plain: manifest.to_string().into(), packed: Vec::new() };
    Asset::new("webmanifest", "application/manifest+json", content)
});

/// The icon as a picture of 180 × 180 pixels.
pub(crate) const TOUCH_ICON: &[u8] = include_bytes!("../assets/touch-icon.png");

static BUILD: LazyLock<String> =
    LazyLock::new(|| hash([script_name(), style_name()].concat().as_bytes()));

impl Asset {
    fn new(extension: &str, media_type: &'static str, content: Content) -> Self {
        let name = format!("board.{}.{extension}", hash(&content.plain));
        Self { name, media_type, content }
    }
}

/// The file name of the style sheet.
pub(crate) fn style_name() -> &'static str {
    &STYLE.name
}

/// The file name of the script.
pub(crate) fn script_name() -> &'static str {
    &SCRIPT.name
}

/// The file name of the icon.
pub(crate) fn icon_name() -> &'static str {
    &ICON.name
}

/// The file name of the web application manifest.
pub(crate) fn manifest_name() -> &'static str {
    &MANIFEST.name
}

/// The name of this build, as pages know it.
pub(crate) fn build() -> &'static str {
    &BUILD
}

/// The asset with this file name.
pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    [&*STYLE, &*SCRIPT, &*ICON, &*MANIFEST].into_iter().find(|asset| asset.name == name)
}

/// The first 64 bits of the SHA-256, in hexadecimal digits.
fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_every_module_and_no_trace_of_them() {
        let script = str::from_utf8(&SCRIPT.content.plain).unwrap();
        for word in ["import ", "export "] {
            assert!(script.lines().all(|line| !line.starts_with(word)), "{word}");
        }
        assert!(script.contains("function start()") && script.contains("class Stream"));
    }
}
