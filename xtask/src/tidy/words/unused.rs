//! Every message is asked for.

use std::collections::BTreeSet;

use super::{OF_EVERY_WIDGET, SHARED, Tree, Violation, asked_in_text, is_test_file, messages};
use crate::rust_source::{self, Kind};

/// Finds messages in `folder` that nobody asks for: whose id stands neither in
/// the component's code nor in another message, and is no chain of words that
/// stand in its code or in that of the shared crates, which make ids of codes.
pub(super) fn check(tree: &Tree, folder: &str) -> Vec<Violation> {
    // Every component asks for the shared words.
    let component = if folder == SHARED { "" } else { folder.trim_end_matches("locales") };
    let own = literals(tree, component);
    let mut parts = pieces(&own);
    parts.extend(pieces(&literals(tree, "shared/")));
    let path = format!("{folder}/en.ftl");
    let text = tree.text(&path).unwrap_or_default();
    let is_asked = |id: &str| {
        own.contains(id)
            || text.contains(&format!("{{ {id} }}"))
            || (folder.starts_with("widgets/") && OF_EVERY_WIDGET.contains(&id))
            || is_chain(id, &parts)
    };
    let unused = messages(text).into_iter().filter(|(id, _)| !is_asked(id));
    unused.map(|(id, line)| Violation::new(&path, line, format!("nobody asks for {id}"))).collect()
}

/// The text literals of the code below a folder, and what its templates ask for.
fn literals(tree: &Tree, folder: &str) -> BTreeSet<String> {
    let files = || tree.files().filter(|(path, _)| path.starts_with(folder));
    let in_code = files()
        .filter(|(path, _)| path.ends_with(".rs") && !is_test_file(path))
        .flat_map(|(_, text)| rust_source::shipped_tokens(text).unwrap_or_default())
        .filter(|token| token.kind == Kind::String)
        .map(|token| token.text);
    let in_templates = files()
        .filter(|(path, _)| path.ends_with(".html"))
        .flat_map(|(_, text)| asked_in_text(text))
        .map(|(id, _)| id);
    in_code.chain(in_templates).collect()
}

/// What literals may give to an id: themselves, and what stands around the
/// braces of a format.
fn pieces(literals: &BTreeSet<String>) -> BTreeSet<String> {
    let fixed = literals.iter().flat_map(|literal| {
        let outside = literal.split('{').map(|part| part.rsplit('}').next().unwrap_or_default());
        outside.map(|part| part.trim_matches('-').replace('_', "-"))
    });
    fixed.filter(|piece| !piece.is_empty()).collect()
}

/// Whether an id is a chain of at least two of these pieces and numbers, with
/// hyphens between.
fn is_chain(id: &str, pieces: &BTreeSet<String>) -> bool {
    let is_piece =
        |part: &str| pieces.contains(part) || part.bytes().all(|byte| byte.is_ascii_digit());
    id.match_indices('-').any(|(hyphen, _)| {
        let (first, rest) = (&id[..hyphen], &id[hyphen + 1..]);
        is_piece(first) && (is_piece(rest) || is_chain(rest, pieces))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    const EN: &str = "widgets/alpha/locales/en.ftl";
    const LIB: &str = "widgets/alpha/src/lib.rs";

    fn found(folder: &str, tree: &Tree, expected: &[(&str, &str)]) {
        assert_found(|tree| check(tree, folder), tree, expected);
    }

    #[test]
    fn a_message_nobody_asks_for_is_found() {
        let tree = sound().with(EN, "title = Alpha\n\nspare-words = Spare\n");
        let at = [("widgets/alpha/locales/en.ftl:3", "nobody asks for spare-words")];
        found("widgets/alpha/locales", &tree, &at);
        let only_in_tests = "#[cfg(test)] mod tests { const ID: &str = \"spare-words\"; }";
        found("widgets/alpha/locales", &tree.with(LIB, only_in_tests), &at);
        let tree = sound().with(EN, "title = Alpha\n\nspare-words = Spare\n");
        let elsewhere = "const ID: &str = \"spare-words\";";
        found("widgets/alpha/locales", &tree.with("widgets/beta-ray/src/lib.rs", elsewhere), &at);
    }

    #[test]
    fn an_id_may_be_asked_for_in_parts() {
        for code in [
            "const ID: &str = \"spare-words\";",
            "fn f(code: &str) -> String { format!(\"spare-{code}\") } const CODE: &str = \"words\";",
            "const IDS: [&str; 2] = [\"spare\", \"words\"];",
        ] {
            let tree = sound().with(EN, "title = Alpha\nspare-words = Spare\n").with(LIB, code);
            found("widgets/alpha/locales", &tree, &[]);
        }
        let tree = sound().with(EN, "title = { spare-words }\nspare-words = Spare\n");
        found("widgets/alpha/locales", &tree, &[]);
        let template = "<p>{{ locale.text(\"spare-words\") }}</p>";
        let tree = sound().with(EN, "spare-words = Spare\n");
        let tree = tree.with("widgets/alpha/templates/tile.html", template);
        found("widgets/alpha/locales", &tree, &[]);
    }

    #[test]
    fn any_component_may_ask_for_shared_words() {
        let tree = sound().with("shared/localisation/locales/en.ftl", "month-11 = November\n");
        let at = [("shared/localisation/locales/en.ftl:1", "nobody asks for month-11")];
        found(SHARED, &tree, &at);
        found(SHARED, &tree.with(LIB, "const ID: &str = \"month\";"), &[]);
    }
}
