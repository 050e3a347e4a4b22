//! The variables of a running test, and how `${name}` is replaced.

use std::collections::BTreeMap;

use serde_json::Value;

/// Values by name.
#[derive(Clone, Debug, Default)]
pub struct Variables(BTreeMap<String, Value>);

/// A script whose variables have become arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// The source, with `arguments[0]` in place of the first variable.
    pub source: String,
    /// The values.
    pub arguments: Vec<Value>,
}

impl Variables {
    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    /// The value of a variable.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The value of a variable as text; `undefined` where it was never set.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.get(name).map_or_else(|| "undefined".into(), text)
    }

    /// A text with its variables replaced, trimmed; `\n`, `\r` and `\\` stand for
    /// what they do in JavaScript. What is no variable stays.
    #[must_use]
    pub fn fill(&self, template: &str) -> String {
        pieces(template.trim())
            .map(|piece| match piece {
                Piece::Text(text) => unescaped(text),
                Piece::Variable("nbsp", _) if self.get("nbsp").is_none() => "\u{a0}".into(),
                Piece::Variable(name, whole) => self.get(name).map_or_else(|| whole.into(), text),
            })
            .collect()
    }

    /// A script with its variables as arguments, so that they keep their type; `\\` stands
    /// for one backslash, and every other escape is left to JavaScript.
    #[must_use]
    pub fn script(&self, template: &str) -> Script {
        let mut used: Vec<&str> = Vec::new();
        let source = pieces(template.trim())
            .map(|piece| match piece {
                Piece::Variable(name, _) if self.get(name).is_some() => {
                    let known = used.iter().position(|one| *one == name);
                    let place = known.unwrap_or_else(|| {
                        used.push(name);
                        used.len() - 1
                    });
                    format!("arguments[{place}]")
                }
                Piece::Text(text) => text.replace(r"\\", r"\"),
                Piece::Variable(_, whole) => whole.into(),
            })
            .collect();
        let arguments = used.iter().filter_map(|name| self.get(name).cloned()).collect();
        Script { source, arguments }
    }
}

/// Whether a text has a `${…}` whose value is known only while the test runs.
#[must_use]
pub fn has_variables(text: &str) -> bool {
    pieces(text).any(|piece| matches!(piece, Piece::Variable(..)))
}

/// A value as JavaScript's `String` gives it, but for objects, which are JSON.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let item = |item: &Value| if item.is_null() { String::new() } else { text(item) };
            items.iter().map(item).collect::<Vec<_>>().join(",")
        }
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

/// A part of a template.
enum Piece<'a> {
    Text(&'a str),
    /// The name, and the whole with `${` and `}`.
    Variable(&'a str, &'a str),
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let start = rest.find("${").filter(|start| rest[*start..].contains('}'));
        let (piece, length) = match start {
            None => (Piece::Text(rest), rest.len()),
            Some(0) => {
                let end = rest.find('}').unwrap_or(rest.len() - 1);
                (Piece::Variable(&rest[2..end], &rest[..=end]), end + 1)
            }
            Some(start) => (Piece::Text(&rest[..start]), start),
        };
        rest = &rest[length..];
        Some(piece)
    })
}

fn unescaped(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut unescaped = String::with_capacity(text.len());
    while let Some(char) = chars.next() {
        let escaped = match (char, chars.peek()) {
            ('\\', Some('\\')) => Some('\\'),
            ('\\', Some('n')) => Some('\n'),
            ('\\', Some('r')) => Some('\r'),
            _ => None,
        };
        if escaped.is_some() {
            chars.next();
        }
        unescaped.push(escaped.unwrap_or(char));
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn variables() -> Variables {
        let mut variables = Variables::default();
        variables.set("name", "Ada");
        variables.set("count", 3);
        variables.set("list", json!([1, null, "b"]));
        variables
    }

    #[test]
    fn known_names_are_replaced_and_others_stay() {
        let fill = |text| variables().fill(text);
        assert_eq!(fill("  Hi ${name}, ${count}! "), "Hi Ada, 3!");
        assert_eq!(fill("${name}${name}"), "AdaAda");
        assert_eq!(fill("${list}"), "1,,b");
        assert_eq!(fill("${other} ${KEY_ENTER} ${"), "${other} ${KEY_ENTER} ${");
        assert_eq!(fill("a${nbsp}b"), "a\u{a0}b");
        assert_eq!(fill(r"a\nb\\nc\d"), "a\nb\\nc\\d");
    }

    #[test]
    fn a_script_gets_values_with_their_type() {
        let script = variables().script("return ${count} + ${other}.x + ${count} + ${name}");
        assert_eq!(script.source, "return arguments[0] + ${other}.x + arguments[0] + arguments[1]");
        assert_eq!(script.arguments, [json!(3), json!("Ada")]);
        let script = variables().script(r"return /\\d\s/.test('\n') + '${other}\\'");
        assert_eq!(script.source, r"return /\d\s/.test('\n') + '${other}\'");
    }

    #[test]
    fn numbers_and_truths_are_text_as_in_javascript() {
        for (value, expected) in [
            (json!(1.0), "1"),
            (json!(0.5), "0.5"),
            (json!(true), "true"),
            (json!(null), "null"),
            (json!({"a": 1}), "{\"a\":1}"),
        ] {
            assert_eq!(text(&value), expected);
        }
        assert_eq!(variables().text("never"), "undefined");
    }

    proptest! {
        #[test]
        fn any_text_can_be_filled(text in ".{0,40}|[${}a-c\\\\n]{0,20}") {
            let filled = Variables::default().fill(&text);
            if !text.contains(['\\', '$']) {
                prop_assert_eq!(filled, text.trim());
            }
            if !text.contains(r"\\") {
                prop_assert_eq!(Variables::default().script(&text).source, text.trim());
            }
        }
    }
}
