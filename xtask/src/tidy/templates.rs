//! Templates escape what they show, and keep to the page's content policy.

use super::Violation;
use crate::{
    rust_source::{self, Kind},
    tree::{Tree, extension, line_at},
};

const FOLDERS: &[&str] = &["frontend", "monolith", "shared", "widgets"];

/// The one place where HTML goes in as it is: on one line, the board inserts a
/// tile that it has sanitised, with its style sheet.
const INSERTS_TILE: &str = "frontend/templates/tile.html";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in FOLDERS {
        for (path, text) in tree.below(folder, &["html"]).filter(|(path, _)| is_template(path)) {
            violations.extend(unescaped(path, text));
            violations.extend(style_attributes(path, text));
            violations.extend(inline_scripts(path, text));
        }
        for (path, text) in tree.below(folder, &["rs"]) {
            violations.extend(unescaped_in_code(path, text));
        }
    }
    violations
}

fn is_template(path: &str) -> bool {
    path.contains("/templates/") && extension(path) == "html"
}

fn unescaped(path: &str, text: &str) -> Vec<Violation> {
    let lines = safe_filters(text);
    let allowed = lines.first().copied().filter(|_| path == INSERTS_TILE);
    lines
        .into_iter()
        .filter(|line| Some(*line) != allowed)
        .map(|line| {
            let message = format!(
                "|safe is allowed on one line of {INSERTS_TILE}, where the board inserts a tile"
            );
            Violation::new(path, line, message)
        })
        .collect()
}

/// Templates may also stand in code, and escaping may be turned off there.
fn unescaped_in_code(path: &str, text: &str) -> Vec<Violation> {
    let tokens = rust_source::shipped_tokens(text).unwrap_or_default();
    let inline = tokens
        .iter()
        .filter(|token| token.kind == Kind::String && !safe_filters(&token.text).is_empty())
        .map(|token| token.line());
    let unescaped = tokens
        .windows(3)
        .filter(|window| window[0].is("escape") && window[1].is("=") && window[2].text == "none")
        .map(|window| window[0].line());
    let lines: Vec<usize> = inline.chain(unescaped).collect();
    let message = "a template escapes everything; |safe and escape = \"none\" are not allowed";
    lines.into_iter().map(|line| Violation::new(path, line, message)).collect()
}

/// The lines with a `safe` filter, however it is spaced.
fn safe_filters(text: &str) -> Vec<usize> {
    text.match_indices('|')
        .filter(|(start, _)| {
            let filter = text[start + 1..].trim_start();
            filter.strip_prefix("safe").is_some_and(|rest| {
                !rest.starts_with(|char: char| char.is_alphanumeric() || char == '_')
            })
        })
        .map(|(start, _)| line_at(text, start))
        .collect()
}

fn style_attributes(path: &str, text: &str) -> Vec<Violation> {
    text.match_indices("style=")
        .filter(|(start, _)| {
            text[..*start].ends_with(|char: char| char.is_whitespace() || char == '"')
        })
        .map(|(start, _)| {
            let message = "the content policy forbids style=; style by class and SVG attribute";
            Violation::new(path, line_at(text, start), message)
        })
        .collect()
}

fn inline_scripts(path: &str, text: &str) -> Vec<Violation> {
    text.match_indices("<script")
        .filter(|(start, _)| {
            let tag = text[*start..].split('>').next().unwrap_or_default();
            !tag.contains("src=")
        })
        .map(|(start, _)| {
            let message = "the content policy forbids inline scripts; a script has a src";
            Violation::new(path, line_at(text, start), message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    const WIDGET: &str = "widgets/alpha/templates/tile.html";

    #[test]
    fn safe_is_found_outside_the_one_place() {
        for text in ["{{ x|safe }}", "{{ x | safe }}", "{{ x|upper|safe}}"] {
            let tree = sound().with(WIDGET, text);
            assert_found(check, &tree, &[("widgets/alpha/templates/tile.html:1", "|safe")]);
        }
        let once = "<style>{{ css|safe }}</style>{{ html|safe }}";
        assert_found(check, &sound().with(INSERTS_TILE, once), &[]);
        let twice = "{{ html|safe }}\n{{ title|safe }}";
        let tree = sound().with(INSERTS_TILE, twice);
        assert_found(check, &tree, &[("frontend/templates/tile.html:2", "one line")]);
        assert_found(check, &sound().with(WIDGET, "{{ x|safety }} or safe"), &[]);
    }

    #[test]
    fn unescaped_templates_in_code_are_found() {
        for text in [
            "#[template(source = \"{{ x|safe }}\", ext = \"html\")] struct T;",
            "#[template(path = \"x.html\", escape = \"none\")] struct T;",
        ] {
            let tree = sound().with("shared/weather/src/lib.rs", text);
            assert_found(check, &tree, &[("shared/weather/src/lib.rs:1", "escapes everything")]);
        }
        let fine = "fn f() { let escape = \"html\"; a | safe; }";
        assert_found(check, &sound().with("shared/weather/src/lib.rs", fine), &[]);
    }

    #[test]
    fn style_attributes_are_found() {
        let tree = sound().with(WIDGET, "<svg>\n<path style=\"fill:red\"/>");
        assert_found(check, &tree, &[("widgets/alpha/templates/tile.html:2", "style=")]);
        assert_found(check, &sound().with(WIDGET, "<p data-style=\"x\"><style>p{}</style>"), &[]);
    }

    #[test]
    fn inline_scripts_are_found() {
        let path = "shared/weather/templates/page.html";
        let tree = sound().with(path, "<p>\n<script type=\"module\">x()</script>");
        assert_found(check, &tree, &[("shared/weather/templates/page.html:2", "inline scripts")]);
        assert_found(
            check,
            &sound().with(path, "<script type=\"module\" src=\"/a.js\"></script>"),
            &[],
        );
    }
}
