use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};

/// The project's files: path from the workspace root, with `/`, and text.
#[derive(Clone, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads every text file below `root`, but no build output and no hidden folder of tools.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut tree = Self::default();
        tree.read_folder(root, "")?;
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() && !is_foreign(&path) {
                self.read_folder(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).with_context(|| path.clone())?;
                // What is no text still counts by its name.
                self.files.insert(path, String::from_utf8(bytes).unwrap_or_default());
            }
        }
        Ok(())
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All files: path and text, by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files below a folder whose name ends in one of `extensions`.
    pub(crate) fn below<'a>(
        &'a self,
        folder: &'a str,
        extensions: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| {
            is_below(path, folder) && extensions.contains(&extension(path))
        })
    }

    /// The folder of every crate.
    pub(crate) fn crates(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"))
    }

    /// The id of every widget: the folders below `widgets`.
    pub(crate) fn widgets(&self) -> BTreeSet<&str> {
        self.files
            .keys()
            .filter_map(|path| path.strip_prefix("widgets/")?.split_once('/'))
            .map(|(id, _)| id)
            .collect()
    }

    /// The same tree with more files, or other texts in them.
    pub(crate) fn with_all(mut self, files: &BTreeMap<String, String>) -> Self {
        self.files.extend(files.clone());
        self
    }

    /// The line of the first occurrence of `text` in a file, else the first line.
    pub(crate) fn line_of(&self, path: &str, text: &str) -> usize {
        let all = self.text(path).unwrap_or_default();
        all.find(text).map_or(1, |offset| line_at(all, offset))
    }
}

/// Whether a folder holds what others made: build output, history, editors' files.
fn is_foreign(path: &str) -> bool {
    let top = !path.contains('/');
    let kept = [".cargo", ".ci", ".github"].contains(&path);
    (top && path.starts_with("target")) || (path.starts_with('.') && !kept)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What follows the last dot of a path.
pub(crate) fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The line, from 1, of a byte offset.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[cfg(test)]
impl Tree {
    /// A tree of these files.
    pub(crate) fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        Self { files: files.map(|(path, text)| (path.into(), text.into())).into() }
    }

    /// The same tree with one file more, or another text in it.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    /// The same tree with one file less.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_and_leaves_build_output() {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("Cargo.toml", "[workspace]"),
            ("widgets/alpha/src/lib.rs", "//! Alpha"),
            ("target/debug/x.rs", ""),
            (".git/config", ""),
            (".ci/run", "#!"),
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::write(root.path().join("picture.png"), [0xff, 0xfe]).unwrap();
        let tree = Tree::read(root.path()).unwrap();
        let paths: Vec<&str> = tree.files().map(|(path, _)| path).collect();
        assert_eq!(paths, [".ci/run", "Cargo.toml", "picture.png", "widgets/alpha/src/lib.rs"]);
        assert_eq!(tree.widgets().into_iter().collect::<Vec<_>>(), ["alpha"]);
    }

    #[test]
    fn a_folder_is_no_prefix() {
        let tree =
            Tree::of([("shared/a/x.rs", ""), ("shared-notes/x.rs", ""), ("shared/y.txt", "")]);
        let found: Vec<&str> = tree.below("shared", &["rs"]).map(|(path, _)| path).collect();
        assert_eq!(found, ["shared/a/x.rs"]);
    }

    #[test]
    fn lines_count_from_one() {
        let tree = Tree::of([("a", "one\ntwo\nthree two")]);
        assert_eq!(tree.line_of("a", "one"), 1);
        assert_eq!(tree.line_of("a", "two"), 2);
        assert_eq!(tree.line_of("a", "four"), 1);
    }
}
