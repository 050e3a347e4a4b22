//! Writes the list of the widgets: the folders of `widgets/`, in the order of their tiles.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
};

fn main() -> io::Result<()> {
    // A further widget is a line there.
    rerun_if_changed(Path::new("../monolith/Cargo.toml"))?;
    let mut widgets = Vec::new();
    for folder in fs::read_dir("../widgets")? {
        let folder = folder?;
        let source = folder.path().join("src/lib.rs");
        if !source.is_file() {
            continue;
        }
        rerun_if_changed(&source)?;
        let order = order(&fs::read_to_string(&source)?)
            .ok_or_else(|| io::Error::other(format!("{}: no ORDER", source.display())))?;
        widgets.push((order, folder.file_name().to_string_lossy().into_owned()));
    }
    widgets.sort();
    let ids: Vec<String> = widgets.into_iter().map(|(_, id)| id).collect();
    let list = format!(
        "/// The widgets that every shape starts with.\npub const WIDGETS: [&str; {}] = {ids:?};\n",
        ids.len()
    );
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("widgets.rs"), list)
}

/// Where the tile of a widget stands, by its source.
fn order(source: &str) -> Option<u32> {
    let (_, value) = source.split_once("const ORDER: u32 = ")?;
    value.split(';').next()?.parse().ok()
}

fn rerun_if_changed(path: &Path) -> io::Result<()> {
    // Cargo reads this from standard output.
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", path.display())
}
