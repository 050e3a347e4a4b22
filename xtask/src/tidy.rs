//! The rules of the design that the compiler cannot check.

mod compose;
mod dependencies;
mod manifests;
mod monolith;
mod names;
mod recordings;
mod shape;
mod templates;
mod unfinished;
mod words;

use std::{fmt, path::Path};

use anyhow::Result;

use crate::{
    manifest::{Dependency, Manifest},
    tree::Tree,
};

/// A place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    path: String,
    line: usize,
    message: String,
}

impl Violation {
    fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// A rule: the places of a tree that break it.
type Rule = fn(&Tree) -> Vec<Violation>;

const RULES: &[Rule] = &[
    names::check,
    shape::check,
    templates::check,
    words::check,
    dependencies::check,
    manifests::check,
    monolith::check,
    unfinished::check,
    recordings::check,
    compose::check,
];

/// Checks all rules and prints what breaks one; true when nothing does.
///
/// # Errors
/// When the tree cannot be read.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let violations = violations(&Tree::read(root)?);
    for violation in &violations {
        println!("{violation}");
    }
    match violations.len() {
        0 => println!("tidy: every rule holds"),
        1 => println!("tidy: 1 violation"),
        count => println!("tidy: {count} violations"),
    }
    Ok(violations.is_empty())
}

/// Every place that breaks a rule.
pub(crate) fn violations(tree: &Tree) -> Vec<Violation> {
    let mut violations: Vec<Violation> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    violations.sort();
    violations.dedup();
    violations
}

/// The dependencies of the crate in `folder`; none where its manifest does not parse,
/// which Cargo says better.
fn dependencies_of(tree: &Tree, folder: &str) -> Vec<Dependency> {
    let text = tree.text(&format!("{folder}/Cargo.toml")).unwrap_or_default();
    let manifest = Manifest::parse(text);
    manifest.map_or_else(|_| Vec::new(), |manifest| manifest.dependencies().into_iter().collect())
}

/// Whether a file holds tests alone.
fn is_test_file(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A project in which every rule holds.
    pub(crate) fn sound() -> Tree {
        const MANIFEST: &str = "[package]\nname = \"x\"\ndescription = \"A crate.\"\n\n\
            [dependencies]\nweather.workspace = true\n\n[lints]\nworkspace = true\n";
        let tree = Tree::of([
            ("Cargo.toml", "[workspace]\n[workspace.dependencies]\nreqwest = \"0.13\"\n"),
            ("frontend/Cargo.toml", MANIFEST),
            ("frontend/src/lib.rs", "//! The board.\n"),
            ("frontend/templates/tile.html", "<div>{{ tile.html|safe }}</div>\n"),
            (
                "monolith/Cargo.toml",
                "[package]\ndescription = \"All.\"\n[dependencies]\n\
                alpha = { path = \"../widgets/alpha\" }\nbeta-ray = { path = \"../widgets/beta-ray\" }\n\
                [lints]\nworkspace = true\n",
            ),
            ("monolith/src/main.rs", "//! All.\nuse alpha::Alpha;\nuse beta_ray::BetaRay;\n"),
            ("selenium/Cargo.toml", MANIFEST),
            ("shared/weather/Cargo.toml", MANIFEST),
            ("shared/weather/src/lib.rs", "//! Weather.\n"),
            ("widgets/alpha/Cargo.toml", MANIFEST),
            ("widgets/alpha/README.md", "# alpha\n"),
            ("widgets/alpha/src/lib.rs", "//! Alpha.\nfn f(l: &L) { l.text(\"title\"); }\n"),
            ("widgets/alpha/src/main.rs", "//! Alpha.\nfn main() {}\n"),
            ("widgets/alpha/templates/tile.html", "<p>{{ value }}</p>\n"),
            ("widgets/alpha/style.css", "p { color: red }\n"),
            ("widgets/alpha/locales/en.ftl", "title = Alpha\n"),
            ("widgets/alpha/locales/de.ftl", "title = Alpha\n"),
            ("widgets/alpha/locales/ja.ftl", "title = アルファ\n"),
            ("widgets/beta-ray/Cargo.toml", MANIFEST),
            ("widgets/beta-ray/README.md", "# beta-ray\n"),
            ("widgets/beta-ray/src/lib.rs", "//! Beta ray.\n"),
            ("widgets/beta-ray/src/main.rs", "//! Beta ray.\nfn main() {}\n"),
            ("widgets/beta-ray/templates/tile.html", "<p>{{ value }}</p>\n"),
            ("widgets/beta-ray/style.css", ""),
            ("widgets/beta-ray/locales/en.ftl", "title = Beta ray\n"),
            ("widgets/beta-ray/locales/de.ftl", "title = Betastrahl\n"),
            ("widgets/beta-ray/locales/ja.ftl", "title = ベータ線\n"),
        ]);
        let compose = crate::compose::files(&tree).unwrap();
        tree.with_all(&compose)
    }

    /// Asserts that a rule finds just these places: `path:line` and a part of the message.
    #[track_caller]
    pub(crate) fn assert_found(
        rule: impl Fn(&Tree) -> Vec<Violation>,
        tree: &Tree,
        expected: &[(&str, &str)],
    ) {
        let found: Vec<String> = rule(tree).iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), expected.len(), "found {found:#?}");
        for (line, (place, part)) in found.iter().zip(expected) {
            assert!(line.starts_with(&format!("{place}: ")), "{line} is not at {place}");
            assert!(line.contains(part), "{line} does not say {part}");
        }
    }

    #[test]
    fn a_sound_tree_breaks_no_rule() {
        assert_eq!(violations(&sound()), []);
    }

    #[test]
    fn all_violations_are_told_at_once() {
        let tree = sound()
            .without("widgets/alpha/README.md")
            .with("frontend/src/lib.rs", "const NAME: &str = \"alpha\";\n");
        let told: Vec<String> = violations(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2);
        assert!(told[0].starts_with("frontend/src/lib.rs:1: "));
        assert!(told[1].starts_with("widgets/alpha/README.md:1: "));
    }
}
