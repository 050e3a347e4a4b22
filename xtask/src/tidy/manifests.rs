//! Each crate says what it is, and takes the one lint table.

use super::Violation;
use crate::{manifest::Manifest, tree::Tree};

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in tree.crates() {
        let path = format!("{folder}/Cargo.toml");
        let text = tree.text(&path).unwrap_or_default();
        let manifest = match Manifest::parse(text) {
            Ok(manifest) => manifest,
            Err(error) => {
                violations.push(Violation::new(path, 1, format!("{error:#}")));
                continue;
            }
        };
        if manifest.package("description").is_none_or(|text| text.trim().is_empty()) {
            let line = tree.line_of(&path, "description");
            violations.push(Violation::new(
                &path,
                line,
                "a crate says in its description what it is",
            ));
        }
        if !manifest.shares_lints() {
            let message = "a crate takes the lints of the workspace: [lints] workspace = true";
            violations.push(Violation::new(&path, 1, message));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    const PATH: &str = "shared/weather/Cargo.toml";

    #[test]
    fn a_crate_without_description_is_found() {
        let empty = "[package]\nname = \"x\"\ndescription = \" \"\n[lints]\nworkspace = true";
        assert_found(
            check,
            &sound().with(PATH, empty),
            &[("shared/weather/Cargo.toml:3", "description")],
        );
        let none = "[package]\nname = \"x\"\n[lints]\nworkspace = true";
        assert_found(
            check,
            &sound().with(PATH, none),
            &[("shared/weather/Cargo.toml:1", "description")],
        );
    }

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let tree = sound().with(PATH, "[package]\ndescription = \"x\"");
        assert_found(check, &tree, &[("shared/weather/Cargo.toml:1", "lints")]);
    }

    #[test]
    fn a_broken_manifest_is_found() {
        let tree = sound().with(PATH, "[package");
        assert_found(check, &tree, &[("shared/weather/Cargo.toml:1", "not TOML")]);
    }
}
