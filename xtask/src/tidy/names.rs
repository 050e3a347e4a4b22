//! `frontend` and everything in `shared` name no widget.
//!
//! A hyphenated id is a name wherever it stands. A one-word id may be an
//! ordinary word (wind), so only the forms count in which it can only be meant
//! as an id: a quoted text of just that word, or the value of `data-widget`. A
//! path such as `wind::Wind` needs a dependency, and dependencies on widgets
//! are found by name in the manifests.

use super::{Violation, dependencies_of};
use crate::{
    rust_source::{self, Kind},
    tree::{Tree, extension, line_at},
};

const FOLDERS: &[&str] = &["frontend", "shared"];
const EXTENSIONS: &[&str] = &["rs", "toml", "html", "css", "js", "ftl"];

/// Speaks the words of the weather services, some of which are ids of widgets (visibility).
const UPSTREAM: &str = "shared/upstream/";

/// Marks the address of a weather service, such as `…open-meteo.com/v1/air-quality`.
const UPSTREAM_PATH: &str = "/v1/";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in FOLDERS {
        for (path, text) in tree.below(folder, EXTENSIONS) {
            for id in tree.widgets() {
                let lines = if id.contains('-') {
                    anywhere(text, id)
                } else if path.starts_with(UPSTREAM) {
                    Vec::new()
                } else {
                    as_id(path, text, id)
                };
                violations.extend(lines.into_iter().map(|line| violation(path, line, id)));
            }
        }
    }
    violations.extend(dependencies(tree));
    violations
}

fn violation(path: &str, line: usize, id: &str) -> Violation {
    let message = format!(
        "names the widget {id}; the board and shared crates know widgets by their manifest only"
    );
    Violation::new(path, line, message)
}

/// The lines where a hyphenated id stands as a whole word.
fn anywhere(text: &str, id: &str) -> Vec<usize> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
    text.match_indices(id)
        .filter(|(start, _)| {
            let (before, after) = (&text[..*start], &text[start + id.len()..]);
            !before.ends_with(is_part)
                && !after.starts_with(is_part)
                && !before.ends_with(UPSTREAM_PATH)
        })
        .map(|(start, _)| line_at(text, start))
        .collect()
}

/// The lines where a one-word id can only be meant as an id.
fn as_id(path: &str, text: &str, id: &str) -> Vec<usize> {
    if extension(path) == "rs" {
        let attribute = format!("data-widget=\"{id}\"");
        let tokens = rust_source::tokens(text).unwrap_or_default();
        return tokens
            .iter()
            .filter(|token| token.kind == Kind::String)
            .filter(|token| token.text == id || token.text.contains(&attribute))
            .map(|token| token.line())
            .collect();
    }
    let forms = [format!("\"{id}\""), format!("'{id}'"), format!("data-widget={id}]")];
    let found = forms.iter().flat_map(|form| text.match_indices(form.as_str()));
    found.map(|(start, _)| line_at(text, start)).collect()
}

fn dependencies(tree: &Tree) -> Vec<Violation> {
    let widgets = tree.widgets();
    let ours = |folder: &&str| FOLDERS.iter().any(|top| folder.split('/').next() == Some(*top));
    tree.crates()
        .filter(ours)
        .flat_map(|folder| {
            let path = format!("{folder}/Cargo.toml");
            dependencies_of(tree, folder)
                .into_iter()
                // Hyphenated names were found in the text.
                .filter(|one| !one.package.contains('-'))
                .filter(|one| widgets.contains(one.package.as_str()))
                .map(|one| violation(&path, tree.line_of(&path, &one.key), &one.package))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn a_hyphenated_id_is_found_anywhere() {
        for (path, text) in [
            ("frontend/src/lib.rs", "// like beta-ray"),
            ("frontend/Cargo.toml", "[dependencies]\nbeta-ray = \"1\""),
            ("frontend/templates/page.html", "<i class=beta-ray>"),
            ("frontend/assets/board.css", ".beta-ray{}"),
            ("frontend/assets/script/tiles.js", "x('beta-ray')"),
            ("shared/weather/locales/en.ftl", "beta-ray = Beta"),
        ] {
            let line = text.lines().count();
            let place = format!("{path}:{line}");
            assert_found(
                check,
                &sound().with(path, text),
                &[(&place, "names the widget beta-ray")],
            );
        }
    }

    #[test]
    fn a_part_of_another_word_is_no_hyphenated_id() {
        let text =
            "const A: &str = \"https://beta-ray-api.example.org/v1/beta-ray?x\"; fn beta_ray() {}";
        assert_found(check, &sound().with("shared/weather/src/lib.rs", text), &[]);
    }

    #[test]
    fn a_one_word_id_is_found_where_it_is_an_id() {
        for (path, text) in [
            ("frontend/src/lib.rs", "const ID: &str = \"alpha\";"),
            ("frontend/src/lib.rs", "#[cfg(test)] mod tests { const ID: &str = \"alpha\"; }"),
            ("shared/weather/tests/it.rs", "fn f() { g(r#\"<p data-widget=\"alpha\">\"#) }"),
            ("frontend/templates/page.html", "<article data-widget=\"alpha\">"),
            ("frontend/assets/board.css", "[data-widget=alpha] {}"),
            ("frontend/assets/script/tiles.js", "tiles['alpha']"),
            ("frontend/Cargo.toml", "dependencies.a = { package = \"alpha\", path = \"x\" }"),
        ] {
            let found = check(&sound().with(path, text));
            assert!(!found.is_empty(), "{path}: {text}");
            assert!(found.iter().all(|one| one.to_string().starts_with(&format!("{path}:1: "))));
        }
        let dependency = "[dependencies]\nalpha = { path = \"../widgets/alpha\" }\n";
        let tree = sound().with("shared/weather/Cargo.toml", dependency);
        assert_found(check, &tree, &[("shared/weather/Cargo.toml:2", "alpha")]);
    }

    #[test]
    fn an_ordinary_word_is_no_id() {
        for (path, text) in [
            (
                "frontend/src/lib.rs",
                "// the \"alpha\" of it\nfn alpha() { alpha::f(\"alpha_speed\") }",
            ),
            ("shared/weather/src/lib.rs", "/// Says \"alpha\".\nstruct Alpha;"),
            ("frontend/assets/board.css", ":root { --alpha: 1; } .alpha { --x: var(--alpha) }"),
            ("shared/weather/locales/en.ftl", "alpha = Alpha"),
            ("shared/upstream/src/names.rs", "const NAME: &str = \"alpha\";"),
        ] {
            assert_found(check, &sound().with(path, text), &[]);
        }
    }

    #[test]
    fn elsewhere_widgets_may_be_named() {
        let tree = sound()
            .with("monolith/src/lib.rs", "const ID: &str = \"alpha\"; // beta-ray")
            .with("widgets/alpha/src/x.rs", "const ID: &str = \"alpha\";");
        assert_found(check, &tree, &[]);
    }
}
