//! Nothing is left for later, and no source grows past what one can read.

use super::Violation;
use crate::{
    rust_source,
    tree::{Tree, extension, line_at},
};

/// Notes to oneself; in two pieces, so that this file is none.
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];
const MACROS: &[&str] = &["dbg", "todo", "unimplemented"];
const TEXT: &[&str] =
    &["rs", "toml", "html", "css", "js", "ftl", "md", "sh", "yml", "yaml", "svg", "run"];

/// Lines in one file of Rust.
const MAX_LINES: usize = 500;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files()
        .filter(|(path, _)| TEXT.contains(&extension(path)) || path.starts_with(".ci/"))
        .flat_map(|(path, text)| match extension(path) {
            "rs" => [notes(path, text), macros(path, text), length(path, text)].concat(),
            _ => notes(path, text),
        })
        .collect()
}

fn notes(path: &str, text: &str) -> Vec<Violation> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    NOTES
        .iter()
        .flat_map(|note| text.match_indices(note))
        .filter(|(start, note)| {
            let (before, after) = (&text[..*start], &text[start + note.len()..]);
            !before.ends_with(is_part) && !after.starts_with(is_part)
        })
        .map(|(start, note)| {
            let message = format!("{note} is not allowed; do it, or open an issue");
            Violation::new(path, line_at(text, start), message)
        })
        .collect()
}

fn macros(path: &str, text: &str) -> Vec<Violation> {
    let tokens = rust_source::tokens(text).unwrap_or_default();
    let mut violations = Vec::new();
    for name in MACROS {
        for (_, token) in rust_source::find(&tokens, &[name, "!"]) {
            let message = format!("{name}! is not allowed");
            violations.push(Violation::new(path, token.line(), message));
        }
    }
    violations
}

fn length(path: &str, text: &str) -> Vec<Violation> {
    let lines = text.lines().count();
    if lines <= MAX_LINES {
        return Vec::new();
    }
    let message = format!("{lines} lines; at most {MAX_LINES}: one file, one responsibility");
    vec![Violation::new(path, MAX_LINES + 1, message)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    const PATH: &str = "shared/weather/src/lib.rs";
    const FIRST: &str = "shared/weather/src/lib.rs:1";

    #[test]
    fn notes_to_oneself_are_found() {
        for note in NOTES {
            let tree = sound().with(PATH, &format!("// {note}: later"));
            assert_found(check, &tree, &[(FIRST, note)]);
            let tree = sound().with("README.md", &format!("{note} write this"));
            assert_found(check, &tree, &[("README.md:1", note)]);
        }
        let fine = format!("// the {}S and the todo list", NOTES[0]);
        assert_found(check, &sound().with(PATH, &fine), &[]);
    }

    #[test]
    fn placeholder_macros_are_found() {
        for name in MACROS {
            let tree = sound().with(PATH, &format!("fn f() {{ {name}!() }}"));
            assert_found(check, &tree, &[(FIRST, name)]);
        }
        assert_found(check, &sound().with(PATH, "fn f() { todo() } // todo!()"), &[]);
    }

    #[test]
    fn a_long_file_is_found() {
        assert_found(check, &sound().with(PATH, &"//\n".repeat(MAX_LINES)), &[]);
        let tree = sound().with(PATH, &"//\n".repeat(MAX_LINES + 1));
        assert_found(check, &tree, &[("shared/weather/src/lib.rs:501", "501 lines")]);
    }
}
