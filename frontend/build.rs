//! Makes the board's style sheet and script of their parts, and packs both as
//! tightly as can be: here that costs no viewer any time, and the program no encoder.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use brotli::{BrotliCompress, enc::BrotliEncoderParams};
use flate2::{Compression, write::GzEncoder};

/// The parts of the style sheet after the design tokens.
const SHEETS: [&str; 2] = ["board.css", "search.css"];

/// The modules of the script, each after those that it needs.
const MODULES: [&str; 19] = [
    "markup.js",
    "store.js",
    "clock.js",
    "xray.js",
    "arrangement.js",
    "tiles.js",
    "views.js",
    "settings.js",
    "arrange.js",
    "stream.js",
    "worker.js",
    "favourites.js",
    "locate.js",
    "combobox.js",
    "search.js",
    "wall.js",
    "page.js",
    "fleet.js",
    "main.js",
];

fn main() -> io::Result<()> {
    let assets = Path::new("assets");
    rerun_if_changed(assets)?;
    let mut sheet = design::TOKENS.to_owned();
    for part in SHEETS {
        sheet += &fs::read_to_string(assets.join(part))?;
    }
    pack("board.css", sheet.as_bytes())?;
    pack("board.js", script(&assets.join("script"))?.as_bytes())?;
    pack("icon.svg", &fs::read(assets.join("icon.svg"))?)
}

fn rerun_if_changed(folder: &Path) -> io::Result<()> {
    // Cargo reads this from standard output.
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", folder.display())
}

/// The modules as one script: what they tell each other they can see there.
fn script(folder: &Path) -> io::Result<String> {
    let files = fs::read_dir(folder)?.count();
    if files != MODULES.len() {
        let found = format!("{files} modules in {}, {} named", folder.display(), MODULES.len());
        return Err(io::Error::other(found));
    }
    let mut script = String::from("(() => {\n\"use strict\";\n");
    let mut functions = BTreeSet::new();
    for module in MODULES {
        let text = fs::read_to_string(folder.join(module))?;
        for line in text.lines().filter(|line| !line.starts_with("import ")) {
            let line = line.strip_prefix("export ").unwrap_or(line);
            // In one scope the later of two would silently stand for both.
            if let Some(name) = function(line).filter(|name| !functions.insert(name.to_string())) {
                return Err(io::Error::other(format!("{module}: another module has a {name}()")));
            }
            script.extend([line, "\n"]);
        }
    }
    script.push_str("})();\n");
    Ok(script)
}

/// The function that a line begins to define for the whole module.
fn function(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    line.strip_prefix("function ")?.split('(').next()
}

/// Writes a file plain, by brotli and by gzip, for `src/assets.rs` to include.
fn pack(name: &str, content: &[u8]) -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut brotli = Vec::new();
    BrotliCompress(&mut &content[..], &mut brotli, &BrotliEncoderParams::default())?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    fs::write(folder.join(name), content)?;
    fs::write(folder.join(format!("{name}.br")), brotli)?;
    fs::write(folder.join(format!("{name}.gz")), gzip.finish()?)
}
