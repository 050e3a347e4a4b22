//! A widget crate has one shape and holds only its own meaning.

use super::{Violation, dependencies_of, is_test_file};
use crate::{
    rust_source::{self, Token},
    tree::Tree,
};

const FILES: &[&str] = &[
    "Cargo.toml",
    "README.md",
    "src/lib.rs",
    "src/main.rs",
    "templates/tile.html",
    "style.css",
    "locales/en.ftl",
    "locales/de.ftl",
    "locales/ja.ftl",
];

/// Lines of Rust in a widget, without tests, comments and blank lines: the aim and the end.
const AIM: usize = 200;
const MAX: usize = 250;

/// Lines of code in `main.rs`.
const MAIN_MAX: usize = 12;

/// What the widget kit owns.
const KIT_ONLY: &[&str] = &["actix-web", "config", "reqwest", "tokio", "tokio-tungstenite"];
const STD_KIT_ONLY: &[&str] = &["env", "fs", "net"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.widgets()
        .into_iter()
        .flat_map(|id| {
            let folder = format!("widgets/{id}");
            [files(tree, &folder), size(tree, &folder), reach(tree, &folder)].concat()
        })
        .collect()
}

fn files(tree: &Tree, folder: &str) -> Vec<Violation> {
    FILES
        .iter()
        .map(|file| format!("{folder}/{file}"))
        .filter(|path| tree.text(path).is_none())
        .map(|path| {
            Violation::new(path, 1, format!("is missing; a widget has {}", FILES.join(", ")))
        })
        .collect()
}

fn size(tree: &Tree, folder: &str) -> Vec<Violation> {
    let mut violations = Vec::new();
    let count = |path: &str, text: &str| match is_test_file(path) {
        true => 0,
        false => rust_source::lines(&tokens(text)),
    };
    let total: usize = tree.below(folder, &["rs"]).map(|(path, text)| count(path, text)).sum();
    if total > MAX {
        let message = format!(
            "{total} lines of Rust without tests and comments; \
             at most {MAX} are allowed, {AIM} are the aim: formulas belong in a shared crate"
        );
        violations.push(Violation::new(format!("{folder}/src/lib.rs"), 1, message));
    }
    let main = format!("{folder}/src/main.rs");
    let main_lines = count(&main, tree.text(&main).unwrap_or_default());
    if main_lines > MAIN_MAX {
        let message =
            format!("{main_lines} lines of code; at most {MAIN_MAX}: it only starts the widget");
        violations.push(Violation::new(main, 1, message));
    }
    violations
}

/// Finds what reaches out of the process.
fn reach(tree: &Tree, folder: &str) -> Vec<Violation> {
    let manifest = format!("{folder}/Cargo.toml");
    let mut violations = Vec::new();
    for dependency in dependencies_of(tree, folder) {
        if KIT_ONLY.contains(&dependency.package.as_str()) {
            let line = tree.line_of(&manifest, &dependency.key);
            let message =
                format!("a widget does not depend on {}; the widget kit does", dependency.package);
            violations.push(Violation::new(&manifest, line, message));
        }
    }
    for (path, text) in tree.below(folder, &["rs"]).filter(|(path, _)| !is_test_file(path)) {
        for (line, module) in std_modules(&tokens(text)) {
            let message = format!(
                "a widget does not use std::{module}; sockets, files and configuration are the kit's"
            );
            violations.push(Violation::new(path, line, message));
        }
    }
    violations
}

/// Where `std::fs` and its like are named, alone or in `use std::{…}`.
fn std_modules(tokens: &[Token]) -> Vec<(usize, &str)> {
    rust_source::find(tokens, &["std", ":", ":"])
        .flat_map(|(index, _)| {
            let after = &tokens[index + 3..];
            let named = match after.first() {
                Some(token) if token.is("{") => &after[..closing(after)],
                _ => &after[..after.len().min(1)],
            };
            named
                .iter()
                .filter(|token| STD_KIT_ONLY.iter().any(|module| token.is(module)))
                .map(|token| (token.line(), token.text.as_str()))
        })
        .collect()
}

/// The index of the bracket that closes the first one.
fn closing(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    tokens
        .iter()
        .position(|token| {
            depth += usize::from(token.is("{"));
            depth -= usize::from(token.is("}"));
            depth == 0
        })
        .unwrap_or(tokens.len())
}

fn tokens(text: &str) -> Vec<Token> {
    // What is not Rust the compiler tells better.
    rust_source::shipped_tokens(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn every_file_of_the_shape_must_be_there() {
        for file in FILES {
            let path = format!("widgets/alpha/{file}");
            let place = format!("{path}:1");
            assert_found(check, &sound().without(&path), &[(&place, "is missing")]);
        }
    }

    #[test]
    fn the_size_counts_code_alone() {
        let comments = "// a comment\n\n".repeat(300);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn f() {}\n".repeat(300));
        let code = "fn f() {}\n".repeat(MAX);
        let path = "widgets/alpha/src/lib.rs";
        let tree =
            sound().without("widgets/alpha/src/main.rs").with(path, &(comments + &code + &tests));
        assert_eq!(size(&tree, "widgets/alpha"), []);
        let tree = tree.with("widgets/alpha/src/more.rs", "fn f() {}");
        assert_found(
            |tree| size(tree, "widgets/alpha"),
            &tree,
            &[("widgets/alpha/src/lib.rs:1", "251 lines of Rust")],
        );
    }

    #[test]
    fn main_only_starts_the_widget() {
        let path = "widgets/alpha/src/main.rs";
        assert_found(check, &sound().with(path, &"fn f() {}\n".repeat(12)), &[]);
        let tree = sound().with(path, &"fn f() {}\n".repeat(13));
        assert_found(check, &tree, &[("widgets/alpha/src/main.rs:1", "13 lines of code")]);
    }

    #[test]
    fn what_the_kit_owns_is_no_dependency() {
        for package in KIT_ONLY {
            let manifest = format!("[dependencies]\n{package}.workspace = true\n");
            let tree = sound().with("widgets/alpha/Cargo.toml", &manifest);
            assert_found(check, &tree, &[("widgets/alpha/Cargo.toml:2", package)]);
        }
    }

    #[test]
    fn a_widget_does_not_reach_out() {
        for (source, module) in [
            ("\nfn f() { std::env::var(\"X\"); }", "std::env"),
            ("\nuse std::net::TcpStream;", "std::net"),
            ("use std::{\nfs, fmt};", "std::fs"),
            ("use std::{fmt::{self},\nfs::File};", "std::fs"),
        ] {
            let tree = sound().with("widgets/alpha/src/lib.rs", source);
            assert_found(check, &tree, &[("widgets/alpha/src/lib.rs:2", module)]);
        }
        let fine = "use std::{fmt, iter}; fn net(fs: u8) { env!(\"X\"); }\n\
            #[cfg(test)] mod tests { use std::fs; }";
        assert_found(check, &sound().with("widgets/alpha/src/lib.rs", fine), &[]);
    }
}
