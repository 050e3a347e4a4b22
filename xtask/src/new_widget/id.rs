use std::{collections::BTreeSet, fmt};

use anyhow::{Result, bail};

use super::files;
use crate::rust_source;

const MAX_LENGTH: usize = 40;

/// Words that cannot be the name of a crate, and crates that Rust brings.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// The id of a widget, which is also the name of its package and its program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Id(String);

impl Id {
    /// Takes an id that no package in `taken` has.
    ///
    /// # Errors
    /// When the id will not do, with the reason.
    pub(super) fn parse(text: &str, taken: &BTreeSet<&str>) -> Result<Self> {
        if !is_well_formed(text) {
            bail!(
                "{text:?} is no id: lower-case letters and digits, in words with single hyphens \
                 between them, a letter first, such as leaf-wetness"
            );
        }
        if text.len() > MAX_LENGTH {
            bail!("{text:?} is too long: {} characters, at most {MAX_LENGTH}", text.len());
        }
        if RESERVED.contains(&text) {
            bail!("{text:?} is a word of the Rust language; choose another id");
        }
        if taken.contains(text) {
            bail!("{text:?} is taken: a package of this name is in the workspace or below it");
        }
        let id = Self(text.into());
        if in_widget_source(&id.type_name()) {
            bail!(
                "{text:?} would name the widget's type {}, which its source needs for something else",
                id.type_name()
            );
        }
        Ok(id)
    }

    /// The name of the crate in Rust.
    pub(super) fn module(&self) -> String {
        self.0.replace('-', "_")
    }

    /// The name of the widget's type.
    pub(super) fn type_name(&self) -> String {
        self.0.split('-').map(capitalised).collect()
    }

    /// What the tile is called until somebody finds a better name, in Japanese with that said.
    pub(super) fn title(&self) -> String {
        capitalised(&self.0.replace('-', " "))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `[a-z][a-z0-9]*(-[a-z0-9]+)*`
fn is_well_formed(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.split('-').all(is_word)
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// Whether the source that every new widget starts from uses a name.
fn in_widget_source(name: &str) -> bool {
    let tokens = rust_source::tokens(files::LIB).unwrap_or_default();
    tokens.iter().any(|token| token.is(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Id::parse(text, &BTreeSet::from(["serde", "alpha"])).unwrap_err().to_string()
    }

    #[test]
    fn good_ids_are_taken() {
        for (text, module, type_name, title) in [
            ("soil", "soil", "Soil", "Soil"),
            ("leaf-wetness", "leaf_wetness", "LeafWetness", "Leaf wetness"),
            ("pm-10", "pm_10", "Pm10", "Pm 10"),
        ] {
            let id = Id::parse(text, &BTreeSet::new()).unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(id.module(), module);
            assert_eq!(id.type_name(), type_name);
            assert_eq!(id.title(), title);
        }
        assert!(Id::parse(&"a".repeat(40), &BTreeSet::new()).is_ok());
    }

    #[test]
    fn misshapen_ids_are_refused() {
        for text in
            ["", "Soil", "1st", "-soil", "soil-", "so--il", "so_il", "söil", "so il", "../x", "a/b"]
        {
            assert!(refusal(text).contains("is no id"), "{text}");
        }
        assert!(refusal(&"a".repeat(41)).contains("41 characters, at most 40"));
    }

    #[test]
    fn taken_and_reserved_ids_are_refused() {
        assert!(refusal("alpha").contains("is taken"));
        assert!(refusal("serde").contains("is taken"));
        for word in ["type", "test", "gen", "proc-macro"] {
            assert!(refusal(word).contains("Rust language"), "{word}");
        }
        for word in ["widget", "reading", "tile"] {
            assert!(refusal(word).contains("its source needs"), "{word}");
        }
    }
}
