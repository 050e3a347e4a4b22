//! Every message exists in every language, with the same variables, and is
//! asked for; code asks only for messages that exist.

mod unused;
mod variables;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::Entry,
    parser::{self, ParserError},
};

use super::{Violation, is_test_file};
use crate::{
    rust_source::{self, Kind},
    tree::{Tree, line_at},
};

/// The words that every component falls back on.
const SHARED: &str = "shared/localisation/locales";

/// What the kit asks of every widget, among its own words.
const KIT: &str = "shared/widget-kit/locales";
const OF_EVERY_WIDGET: &[&str] = &["title"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let shared = messages_of(tree, SHARED);
    let languages = languages(tree);
    folders(tree)
        .into_iter()
        .flat_map(|folder| {
            let own = messages_of(tree, folder);
            [
                unreadable(tree, folder),
                untranslated(tree, folder, &languages),
                unloaded(tree, folder),
                variables::check(tree, folder),
                unused::check(tree, folder),
                unknown(tree, folder, &own, &shared),
                untitled(folder, &own),
            ]
            .concat()
        })
        .collect()
}

/// Every Fluent file: its folder and its language.
fn files(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.files()
        .filter_map(|(path, _)| path.strip_suffix(".ftl")?.rsplit_once('/'))
        .filter(|(folder, _)| folder.ends_with("/locales"))
}

fn folders(tree: &Tree) -> BTreeSet<&str> {
    files(tree).map(|(folder, _)| folder).collect()
}

/// Every language that any component speaks.
fn languages(tree: &Tree) -> BTreeSet<&str> {
    files(tree).map(|(_, language)| language).collect()
}

/// The messages of a text by id, with their line; broken parts are left out.
fn messages(text: &str) -> BTreeMap<String, usize> {
    let resource = match parser::parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let ids = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    });
    ids.map(|id| (id.to_owned(), line_of_message(text, id))).collect()
}

fn line_of_message(text: &str, id: &str) -> usize {
    let defines =
        |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(defines).map_or(1, |index| index + 1)
}

fn messages_of(tree: &Tree, folder: &str) -> BTreeSet<String> {
    tree.below(folder, &["ftl"]).flat_map(|(_, text)| messages(text).into_keys()).collect()
}

fn unreadable(tree: &Tree, folder: &str) -> Vec<Violation> {
    tree.below(folder, &["ftl"])
        .flat_map(|(path, text)| {
            let errors = parser::parse(text).err().map_or_else(Vec::new, |(_, errors)| errors);
            errors.into_iter().map(move |error: ParserError| {
                let line = line_at(text, error.pos.start.min(text.len()));
                Violation::new(path, line, format!("not Fluent: {}", error.kind))
            })
        })
        .collect()
}

/// Finds files that the component's code does not embed, in a component that embeds any.
fn unloaded(tree: &Tree, folder: &str) -> Vec<Violation> {
    let component = folder.trim_end_matches("/locales");
    let code = tree.below(component, &["rs"]).filter(|(path, _)| !is_test_file(path));
    let embedded: BTreeSet<String> = code.flat_map(|(_, text)| embedded(text)).collect();
    if embedded.is_empty() {
        return Vec::new();
    }
    files(tree)
        .filter(|(other, language)| *other == folder && !embedded.contains(*language))
        .map(|(_, language)| {
            let message = format!("{component} embeds {embedded:?} only");
            Violation::new(format!("{folder}/{language}.ftl"), 1, message)
        })
        .collect()
}

/// The languages in `package!(…)` and `locales!(…)`.
fn embedded(text: &str) -> Vec<String> {
    let tokens = rust_source::shipped_tokens(text).unwrap_or_default();
    let calls = ["package", "locales"].map(|name| [name, "!", "("]);
    let calls = calls.iter().flat_map(|call| rust_source::find(&tokens, call));
    calls
        .flat_map(|(index, _)| tokens[index + 3..].iter().take_while(|token| !token.is(")")))
        .filter(|token| token.kind == Kind::String)
        .map(|token| token.text.clone())
        .collect()
}

fn untranslated(tree: &Tree, folder: &str, languages: &BTreeSet<&str>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for code in languages {
        let path = format!("{folder}/{code}.ftl");
        let there = messages(tree.text(&path).unwrap_or_default());
        for (other, text) in tree.below(folder, &["ftl"]).filter(|(other, _)| *other != path) {
            for (id, line) in messages(text).into_iter().filter(|(id, _)| !there.contains_key(id)) {
                let message =
                    format!("{id} is missing in {code}.ftl; every message is in every language");
                violations.push(Violation::new(other, line, message));
            }
        }
    }
    violations
}

/// Finds `.text("id")` and `.text_with("id", …)` where no language has the id.
fn unknown(
    tree: &Tree,
    folder: &str,
    own: &BTreeSet<String>,
    shared: &BTreeSet<String>,
) -> Vec<Violation> {
    let component = folder.trim_end_matches("/locales");
    let is_known = |id: &str| {
        own.contains(id) || shared.contains(id) || (folder == KIT && OF_EVERY_WIDGET.contains(&id))
    };
    let in_code = tree
        .below(component, &["rs"])
        .filter(|(path, _)| !is_test_file(path))
        .flat_map(|(path, text)| asked_in_code(text).into_iter().map(move |asked| (path, asked)));
    let in_templates = tree
        .below(component, &["html", "txt"])
        .flat_map(|(path, text)| asked_in_text(text).into_iter().map(move |asked| (path, asked)));
    in_code
        .chain(in_templates)
        .filter(|(_, (id, _))| !is_known(id))
        .map(|(path, (id, line))| {
            let message = format!("{id} is neither in {folder} nor in {SHARED}");
            Violation::new(path, line, message)
        })
        .collect()
}

fn asked_in_code(text: &str) -> Vec<(String, usize)> {
    let tokens = rust_source::shipped_tokens(text).unwrap_or_default();
    tokens
        .windows(4)
        .filter(|window| {
            window[0].is(".")
                && (window[1].is("text") || window[1].is("text_with"))
                && window[2].is("(")
                && window[3].kind == Kind::String
        })
        .map(|window| (window[3].text.clone(), window[3].line()))
        .collect()
}

fn asked_in_text(text: &str) -> Vec<(String, usize)> {
    [".text(\"", ".text_with(\""]
        .iter()
        .flat_map(|call| text.match_indices(call))
        .filter_map(|(start, call)| {
            let (id, _) = text[start + call.len()..].split_once('"')?;
            Some((id.to_owned(), line_at(text, start)))
        })
        .collect()
}

fn untitled(folder: &str, own: &BTreeSet<String>) -> Vec<Violation> {
    if !folder.starts_with("widgets/") {
        return Vec::new();
    }
    OF_EVERY_WIDGET
        .iter()
        .filter(|id| !own.contains(**id))
        .map(|id| {
            let message = format!("{id} is missing; the kit asks every widget for it");
            Violation::new(format!("{folder}/en.ftl"), 1, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    const EN: &str = "widgets/alpha/locales/en.ftl";
    const DE: &str = "widgets/alpha/locales/de.ftl";

    const LIB: &str = "widgets/alpha/src/lib.rs";

    /// A sound tree whose code asks for this too.
    fn asking_for(id: &str) -> Tree {
        sound().with(LIB, &format!("fn f(l: &L) {{ l.text(\"{id}\"); }}"))
    }

    #[test]
    fn a_missing_translation_is_found_either_way() {
        let more = "title = Alpha\n# A word.\nmore = More\n";
        for (with, lacking) in [("en", ["de", "ja"]), ("de", ["en", "ja"]), ("ja", ["de", "en"])] {
            let path = format!("widgets/alpha/locales/{with}.ftl");
            let tree = asking_for("more").with(&path, more);
            let place = format!("{path}:3");
            let messages = lacking.map(|code| format!("more is missing in {code}.ftl"));
            assert_found(check, &tree, &messages.each_ref().map(|message| (&*place, &**message)));
        }
        let title = "title is missing in de.ftl";
        let places = ["widgets/alpha/locales/en.ftl:1", "widgets/alpha/locales/ja.ftl:1"];
        assert_found(check, &sound().without(DE), &places.map(|place| (place, title)));
    }

    #[test]
    fn a_language_of_one_component_is_one_of_all() {
        let tree = sound().with("widgets/alpha/locales/fr.ftl", "title = Alpha\n");
        let beta = ["de", "en", "ja"].map(|code| format!("widgets/beta-ray/locales/{code}.ftl:1"));
        let expected = beta.each_ref().map(|place| (&**place, "title is missing in fr.ftl"));
        assert_found(check, &tree, &expected);
    }

    #[test]
    fn a_file_that_is_not_embedded_is_found() {
        let code = "const P: Package = package!(\"en\", \"ja\"); const T: &str = \"title\";";
        let found = [("widgets/alpha/locales/de.ftl:1", "embeds {\"en\", \"ja\"} only")];
        assert_found(check, &sound().with(LIB, code), &found);
        let code = "const W: &W = locales!(\"en\", \"de\", \"ja\");";
        assert_found(check, &sound().with(LIB, code), &[]);
    }

    #[test]
    fn a_broken_file_is_found() {
        let tree = sound().with(EN, "title = Alpha\nbroken = {\n");
        let found = check(&tree);
        assert!(found.iter().any(|one| one.to_string().contains("not Fluent")), "{found:?}");
    }

    #[test]
    fn a_message_that_nobody_wrote_is_found() {
        let code = "fn f(l: &L) {\nl.text_with(\"absent\", &[]); }";
        let tree = sound().with("widgets/alpha/src/lib.rs", code);
        assert_found(check, &tree, &[("widgets/alpha/src/lib.rs:2", "absent is neither in")]);
        let template = "<p>{{ locale.text(\"absent\") }}</p>";
        let tree = sound().with("widgets/alpha/templates/tile.html", template);
        assert_found(check, &tree, &[("widgets/alpha/templates/tile.html:1", "absent")]);
    }

    #[test]
    fn shared_words_and_tests_are_fine() {
        let code = "fn f(l: &L) { l.text(\"shared\"); l.text(name); }\n\
            #[cfg(test)] mod tests { fn f(l: &L) { l.text(\"absent\"); } }";
        let tree = sound()
            .with("shared/localisation/locales/en.ftl", "shared = Shared")
            .with("shared/localisation/locales/de.ftl", "shared = Gemeinsam")
            .with("shared/localisation/locales/ja.ftl", "shared = 共通")
            .with("widgets/alpha/src/lib.rs", code);
        assert_found(check, &tree, &[]);
    }

    #[test]
    fn the_kit_may_ask_for_what_every_widget_has() {
        let tree = sound()
            .with("shared/widget-kit/locales/en.ftl", "own = Own")
            .with("shared/widget-kit/locales/de.ftl", "own = Eigen")
            .with("shared/widget-kit/locales/ja.ftl", "own = 独自")
            .with(
                "shared/widget-kit/src/lib.rs",
                "fn f(l: &L) { l.text(\"title\"); l.text(\"own\"); }",
            );
        assert_found(check, &tree, &[]);
        let code = "fn f(l: &L) { l.text(\"own\"); l.text(\"absent\"); }";
        let tree = tree.with("shared/widget-kit/src/lib.rs", code);
        assert_found(check, &tree, &[("shared/widget-kit/src/lib.rs:1", "absent")]);
    }

    #[test]
    fn every_widget_has_a_title() {
        let tree = asking_for("other").with(EN, "other = Other").with(DE, "other = Anderes");
        let tree = tree.with("widgets/alpha/locales/ja.ftl", "other = 別");
        assert_found(check, &tree, &[("widgets/alpha/locales/en.ftl:1", "title is missing")]);
    }
}
