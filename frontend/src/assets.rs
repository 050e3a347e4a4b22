//! The board's style sheet, script and icon, under names that carry their
//! hash, so that browsers may keep them for ever.

use std::sync::LazyLock;

use bytes::Bytes;
use serde_json::json;
use sha2::{Digest, Sha256};

/// A file for browsers.
pub(crate) struct Asset {
    name: String,
    pub(crate) media_type: &'static str,
    pub(crate) content: Bytes,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let content =
        [design::TOKENS, include_str!("../assets/board.css"), include_str!("../assets/search.css")]
            .concat();
    Asset::new("css", "text/css; charset=utf-8", content)
});

static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("js", "text/javascript; charset=utf-8", script()));

/// The modules of the script, each after those that it needs.
const MODULES: [&str; 18] = [
    include_str!("../assets/script/markup.js"),
    include_str!("../assets/script/clock.js"),
    include_str!("../assets/script/xray.js"),
    include_str!("../assets/script/arrangement.js"),
    include_str!("../assets/script/tiles.js"),
    include_str!("../assets/script/views.js"),
    include_str!("../assets/script/settings.js"),
    include_str!("../assets/script/arrange.js"),
    include_str!("../assets/script/wall.js"),
    include_str!("../assets/script/stream.js"),
    include_str!("../assets/script/worker.js"),
    include_str!("../assets/script/favourites.js"),
    include_str!("../assets/script/locate.js"),
    include_str!("../assets/script/combobox.js"),
    include_str!("../assets/script/search.js"),
    include_str!("../assets/script/page.js"),
    include_str!("../assets/script/fleet.js"),
    include_str!("../assets/script/main.js"),
];

/// The modules as one script: what they tell each other they can see there.
fn script() -> String {
    let lines = MODULES.iter().flat_map(|module| module.lines());
    let lines = lines.filter(|line| !line.starts_with("import "));
    let mut script = String::from("(() => {\n\"use strict\";\n");
    for line in lines {
        script.extend([line.strip_prefix("export ").unwrap_or(line), "\n"]);
    }
    script.push_str("})();\n");
    script
}

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let content = include_str!("../assets/icon.svg").to_owned();
    Asset::new("svg", "image/svg+xml", content)
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
    Asset::new("webmanifest", "application/manifest+json", manifest.to_string())
});

/// The icon as a picture of 180 × 180 pixels.
pub(crate) const TOUCH_ICON: &[u8] = include_bytes!("../assets/touch-icon.png");

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
fn hash(content: &str) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_every_module_and_no_trace_of_them() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/script"));
        assert_eq!(files.unwrap().count(), MODULES.len());
        let script = script();
        for word in ["import ", "export "] {
            assert!(script.lines().all(|line| !line.starts_with(word)), "{word}");
        }
        assert!(script.contains("function start()") && script.contains("class Stream"));
    }
}
