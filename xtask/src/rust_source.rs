use std::collections::BTreeSet;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// One token of Rust, without the nesting of brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The token as written; the decoded text of a string literal.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// The lines it stands on.
    first_line: usize,
    last_line: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a keyword, a sign or a bracket.
    Code,
    /// A string literal of any kind.
    String,
}

impl Token {
    fn code(text: &impl ToString, line: usize) -> Self {
        Self { text: text.to_string(), kind: Kind::Code, first_line: line, last_line: line }
    }

    /// The line it starts on, from 1.
    pub(crate) fn line(&self) -> usize {
        self.first_line
    }

    /// Whether it is this name or sign.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind == Kind::Code && self.text == text
    }
}

/// The tokens of a file, without comments and documentation.
///
/// # Errors
/// When the text is not Rust.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>> {
    flat(text, false)
}

/// The tokens of a file, without comments, documentation and `#[cfg(test)]` items.
///
/// # Errors
/// When the text is not Rust.
pub(crate) fn shipped_tokens(text: &str) -> Result<Vec<Token>> {
    flat(text, true)
}

/// How many lines carry one of `tokens`.
pub(crate) fn lines(tokens: &[Token]) -> usize {
    let lines: BTreeSet<usize> =
        tokens.iter().flat_map(|token| token.first_line..=token.last_line).collect();
    lines.len()
}

/// Where `tokens` go on with these names and signs.
pub(crate) fn find<'a>(
    tokens: &'a [Token],
    sequence: &'a [&str],
) -> impl Iterator<Item = (usize, &'a Token)> {
    tokens.windows(sequence.len()).enumerate().filter_map(move |(index, window)| {
        let matches = window.iter().zip(sequence).all(|(token, text)| token.is(text));
        matches.then(|| (index, &window[0]))
    })
}

fn flat(text: &str, shipped_only: bool) -> Result<Vec<Token>> {
    let stream: TokenStream = text.parse().map_err(|error| anyhow!("not Rust: {error}"))?;
    let mut tokens = Vec::new();
    flatten(stream, shipped_only, &mut tokens);
    Ok(tokens)
}

fn flatten(stream: TokenStream, shipped_only: bool, tokens: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut rest = trees.as_slice();
    while let [tree, after @ ..] = rest {
        rest = match rest {
            [sign, TokenTree::Group(group), after @ ..] if is_sign(sign, '#') => {
                if is_documentation(group) {
                    after
                } else if shipped_only && is_test_only(group) {
                    let end = after.iter().position(ends_item).map_or(after.len(), |end| end + 1);
                    &after[end..]
                } else {
                    push(tree, shipped_only, tokens);
                    &rest[1..]
                }
            }
            [sign, bang, TokenTree::Group(group), after @ ..]
                if is_sign(sign, '#') && is_sign(bang, '!') && is_documentation(group) =>
            {
                after
            }
            _ => {
                push(tree, shipped_only, tokens);
                after
            }
        };
    }
}

fn push(tree: &TokenTree, shipped_only: bool, tokens: &mut Vec<Token>) {
    let span = tree.span();
    let (first_line, last_line) = (span.start().line, span.end().line);
    match tree {
        TokenTree::Group(group) => {
            let (open, close) = brackets(group.delimiter());
            tokens.push(Token::code(&open, first_line));
            flatten(group.stream(), shipped_only, tokens);
            tokens.push(Token::code(&close, last_line));
        }
        TokenTree::Literal(literal) => {
            let source = literal.to_string();
            tokens.push(match string_content(&source) {
                Some(text) => Token { text, kind: Kind::String, first_line, last_line },
                None => Token { text: source, kind: Kind::Code, first_line, last_line },
            });
        }
        other => tokens.push(Token::code(other, first_line)),
    }
}

fn is_sign(tree: &TokenTree, sign: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// The text between the quotes of a string literal, escapes of quotes undone.
fn string_content(literal: &str) -> Option<String> {
    let quoted = literal.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    let content = quoted.strip_prefix('"')?.strip_suffix('"')?;
    Some(content.replace("\\\"", "\""))
}

/// `#[doc = …]`, which is what a documentation comment becomes.
fn is_documentation(attribute: &Group) -> bool {
    attribute.stream().to_string().starts_with("doc =")
}

fn is_test_only(attribute: &Group) -> bool {
    attribute.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// An item ends with its block or with a semicolon.
fn ends_item(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r##"
//! A crate named "comment".
use std::fs; // not "this"

/// Says "documentation".
#[must_use]
fn name() -> &'static str {
    r#"raw "quoted" text"#
}

#[cfg(test)]
mod tests {
    const HIDDEN: &str = "test";
}

const LAST: (char, &str) = ('"', "a \"word\"
on two lines");
"##;

    fn strings(tokens: &[Token]) -> Vec<(&str, usize)> {
        let strings = tokens.iter().filter(|token| token.kind == Kind::String);
        strings.map(|token| (token.text.as_str(), token.line())).collect()
    }

    #[test]
    fn comments_and_documentation_are_no_tokens() {
        let found = tokens(SOURCE).unwrap();
        let raw = ("raw \"quoted\" text", 8);
        let last = ("a \"word\"\non two lines", 16);
        assert_eq!(strings(&found), [raw, ("test", 13), last]);
        assert_eq!(strings(&shipped_tokens(SOURCE).unwrap()), [raw, last]);
    }

    #[test]
    fn lines_leave_out_comments_blanks_and_tests() {
        assert_eq!(lines(&tokens(SOURCE).unwrap()), 11);
        assert_eq!(lines(&shipped_tokens(SOURCE).unwrap()), 7);
    }

    #[test]
    fn sequences_are_found_in_order() {
        let found = tokens("use std::fs; fn f() { std::net::lookup(); }").unwrap();
        assert_eq!(find(&found, &["std", ":", ":", "net"]).count(), 1);
        assert_eq!(find(&found, &["std", ":", ":", "env"]).count(), 0);
    }

    #[test]
    fn what_is_not_rust_is_refused() {
        assert!(tokens("fn f( {").is_err());
    }
}
