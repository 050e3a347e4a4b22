//! The monolith holds every widget, one line each.

use super::{Violation, dependencies_of};
use crate::{rust_source, tree::Tree};

const MANIFEST: &str = "monolith/Cargo.toml";
const MAIN: &str = "monolith/src/main.rs";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let dependencies = dependencies_of(tree, "monolith");
    let tokens = rust_source::shipped_tokens(tree.text(MAIN).unwrap_or_default());
    let tokens = tokens.unwrap_or_default();
    let mut violations = Vec::new();
    for id in tree.widgets() {
        if !dependencies.iter().any(|dependency| dependency.package == id) {
            let message = format!("{id} is no dependency; the monolith holds every widget");
            violations.push(Violation::new(MANIFEST, 1, message));
        }
        let name = id.replace('-', "_");
        let lines: Vec<usize> =
            tokens.iter().filter(|token| token.is(&name)).map(|token| token.line()).collect();
        if lines.len() != 1 {
            let line = lines.get(1).copied().unwrap_or(1);
            let message = format!(
                "{name} is named {} times; the monolith names every widget once",
                lines.len()
            );
            violations.push(Violation::new(MAIN, line, message));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn a_widget_that_is_no_dependency_is_found() {
        let manifest = "[dependencies]\nbeta-ray = { path = \"../widgets/beta-ray\" }\n";
        assert_found(
            check,
            &sound().with(MANIFEST, manifest),
            &[("monolith/Cargo.toml:1", "alpha is no dependency")],
        );
    }

    #[test]
    fn a_widget_named_never_or_twice_is_found() {
        let never = "use alpha::Alpha; // beta_ray";
        assert_found(
            check,
            &sound().with(MAIN, never),
            &[("monolith/src/main.rs:1", "beta_ray is named 0 times")],
        );
        let twice = "use alpha::Alpha;\nuse beta_ray::BetaRay;\nuse alpha::Other;";
        assert_found(
            check,
            &sound().with(MAIN, twice),
            &[("monolith/src/main.rs:3", "alpha is named 2 times")],
        );
    }
}
