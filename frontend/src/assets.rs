//! The board's style sheet, script and icon, under names that carry their
//! hash, so that browsers may keep them for ever.

use std::sync::LazyLock;

use bytes::Bytes;
use sha2::{Digest, Sha256};

/// A file for browsers.
pub(crate) struct Asset {
    name: String,
    pub(crate) media_type: &'static str,
    pub(crate) content: Bytes,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let content = [design::TOKENS, include_str!("../assets/board.css")].concat();
    Asset::new("css", "text/css; charset=utf-8", content)
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_str!("../assets/board.js").to_owned();
    Asset::new("js", "text/javascript; charset=utf-8", content)
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_str!("../assets/icon.svg").to_owned();
    Asset::new("svg", "image/svg+xml", content)
});

static BUILD: LazyLock<String> = LazyLock::new(|| hash(&[script_name(), style_name()].concat()));

impl Asset {
    fn new(extension: &str, media_type: &'static str, content: String) -> Self {
        Self {
            name: format!("board.{}.{extension}", hash(&content)),
            media_type,
            content: content.into(),
        }
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

/// The name of this build, as pages know it.
pub(crate) fn build() -> &'static str {
    &BUILD
}

/// The asset with this file name.
pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    [&*STYLE, &*SCRIPT, &*ICON].into_iter().find(|asset| asset.name == name)
}

/// The first 64 bits of the SHA-256, in hexadecimal digits.
fn hash(content: &str) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
