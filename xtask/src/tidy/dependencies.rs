//! Only one crate talks to the weather services, and pure crates do no I/O.

use super::{Violation, dependencies_of};
use crate::tree::Tree;

const TALKS_TO_SERVICES: &str = "shared/upstream";

/// Plays the viewers' part against running programs.
const BLACK_BOX_TESTS: &str = "tests";

const PURE: &[&str] = &[
    "shared/astronomy",
    "shared/chart",
    "shared/hazards",
    "shared/meteorology",
    "shared/simulation",
    "shared/weather",
];
const IMPURE: &[&str] = &["actix-web", "reqwest", "tokio", "tokio-tungstenite"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in tree.crates() {
        let path = format!("{folder}/Cargo.toml");
        for dependency in dependencies_of(tree, folder).into_iter().filter(|one| !one.dev) {
            let package = dependency.package.as_str();
            let mut add = |message: String| {
                let line = tree.line_of(&path, &dependency.key);
                violations.push(Violation::new(&path, line, message));
            };
            if package == "reqwest" && ![TALKS_TO_SERVICES, BLACK_BOX_TESTS].contains(&folder) {
                add(format!("only {TALKS_TO_SERVICES} depends on reqwest, outside of tests"));
            }
            if PURE.contains(&folder) && IMPURE.contains(&package) {
                add(format!("pure code does no I/O, so it does not depend on {package}"));
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn only_upstream_has_an_http_client() {
        let manifest = "[dependencies]\nreqwest.workspace = true\n";
        let tree = sound().with("frontend/Cargo.toml", manifest);
        assert_found(check, &tree, &[("frontend/Cargo.toml:2", "only shared/upstream")]);
        for folder in [TALKS_TO_SERVICES, BLACK_BOX_TESTS] {
            let path = format!("{folder}/Cargo.toml");
            assert_found(check, &sound().with(&path, manifest), &[]);
        }
        let tests = "[dev-dependencies]\nreqwest.workspace = true\n";
        assert_found(check, &sound().with("frontend/Cargo.toml", tests), &[]);
    }

    #[test]
    fn pure_crates_do_no_input_and_output() {
        for folder in PURE {
            let path = format!("{folder}/Cargo.toml");
            let tree = sound().with(&path, "[dependencies]\ntokio.workspace = true\n");
            let place = format!("{path}:2");
            assert_found(check, &tree, &[(&place, "does no I/O")]);
        }
    }
}
