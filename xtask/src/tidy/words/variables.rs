//! A translation names the variables that the English message names.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Comment, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use super::{Tree, Violation, line_of_message};

/// The variables of a message.
#[derive(Default)]
struct Variables<'a> {
    named: BTreeSet<&'a str>,
    /// What the comment above the message or its group tells of, as `$name`: a
    /// translation may name it or not.
    explained: BTreeSet<&'a str>,
}

/// Finds translations in `folder` with other variables than the English message.
pub(super) fn check(tree: &Tree, folder: &str) -> Vec<Violation> {
    let english_path = format!("{folder}/en.ftl");
    let english = variables(tree.text(&english_path).unwrap_or_default());
    let mut violations = Vec::new();
    for (path, text) in tree.below(folder, &["ftl"]).filter(|(path, _)| *path != english_path) {
        for (id, translated) in variables(text) {
            let Some(english) = english.get(id) else { continue };
            let mut tell = |message| {
                violations.push(Violation::new(path, line_of_message(text, id), message));
            };
            for name in translated.named.difference(&english.named) {
                if !english.explained.contains(name) {
                    tell(format!(
                        "{id} names ${name}, which the English neither names nor explains"
                    ));
                }
            }
            for name in english.named.difference(&translated.named) {
                if !english.explained.contains(name) {
                    tell(format!("{id} does not name ${name}, which the English does"));
                }
            }
        }
    }
    violations
}

/// The variables of every message in a text; broken parts are left out.
fn variables(text: &str) -> BTreeMap<&str, Variables<'_>> {
    let resource = match parser::parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut of_group = BTreeSet::new();
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::GroupComment(comment) => of_group = explained(comment),
            Entry::Message(message) => {
                let mut found = Variables { explained: of_group.clone(), ..Variables::default() };
                found.explained.extend(message.comment.iter().flat_map(explained));
                if let Some(pattern) = &message.value {
                    collect(pattern, &mut found.named);
                }
                all.insert(message.id.name, found);
            }
            _ => {}
        }
    }
    all
}

fn explained<'a>(comment: &Comment<&'a str>) -> BTreeSet<&'a str> {
    let names = comment.content.iter().flat_map(|line| line.split('$').skip(1));
    let ends = |char: char| !(char.is_ascii_alphanumeric() || char == '-' || char == '_');
    names.filter_map(|rest| rest.split(ends).next()).collect()
}

fn collect<'a>(pattern: &Pattern<&'a str>, found: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_from(expression, found);
        }
    }
}

fn collect_from<'a>(expression: &Expression<&'a str>, found: &mut BTreeSet<&'a str>) {
    let (inline, variants) = match expression {
        Expression::Inline(inline) => (inline, &[][..]),
        Expression::Select { selector, variants } => (selector, &variants[..]),
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name);
        }
        InlineExpression::Placeable { expression } => collect_from(expression, found),
        _ => {}
    }
    variants.iter().for_each(|variant| collect(&variant.value, found));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    fn found(english: &str, german: &str, expected: &[(&str, &str)]) {
        let tree = sound()
            .with("widgets/alpha/locales/en.ftl", english)
            .with("widgets/alpha/locales/de.ftl", german);
        assert_found(|tree| check(tree, "widgets/alpha/locales"), &tree, expected);
    }

    #[test]
    fn a_variable_is_in_every_language_or_in_none() {
        found("a = { $x }", "a = { $x } { \"$y\" }", &[]);
        found("a = A", "\na = { $x }", &[("widgets/alpha/locales/de.ftl:2", "a names $x")]);
        let lacks = [("widgets/alpha/locales/de.ftl:1", "a does not name $x")];
        found("a = { $x }", "a = A", &lacks);
        let chosen = "a = { $x ->\n    [one] { $y }\n   *[other] { { $z } }\n}";
        found(chosen, "a = { $x }{ $y }{ $z }", &[]);
        found(chosen, "a = { $y }{ $z }", &lacks);
    }

    #[test]
    fn what_a_comment_explains_may_be_left_out_or_taken() {
        found("# $y: more.\na = { $x }", "a = { $x } { $y }", &[]);
        found("# $x: less.\na = { $x }", "a = A", &[]);
        found("## Group of $y, $z\n\nb = B\n\na = { $x }", "a = { $x } { $z }", &[]);
        let ended = "## Group of $y\n\n## Another\n\na = A";
        found(ended, "a = { $y }", &[("widgets/alpha/locales/de.ftl:1", "a names $y")]);
    }
}
