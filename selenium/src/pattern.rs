//! How a text is compared: `exact:`, `glob:`, `regexp:`, `regexpi:` and `mostly-equals:`.

use fancy_regex::Regex;
use thiserror::Error;

/// What a text must be like. Without a prefix it must be the same.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// The same text.
    Exact(String),
    /// The same text but for kind and amount of white space.
    MostlyEquals(String),
    /// A glob or a regular expression, by its source.
    Matches(String, Box<Regex>),
}

/// A regular expression that is none.
#[derive(Debug, Error)]
#[error("{pattern:?} is no regular expression: {reason}")]
pub struct PatternError {
    pattern: String,
    reason: String,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When what follows `regexp:` or `regexpi:` is no regular expression.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let regex = |source: &str, flags: &str| {
            Regex::new(&format!("{flags}{source}"))
                .map(|regex| Self::Matches(text.into(), Box::new(regex)))
                .map_err(|error| PatternError { pattern: source.into(), reason: error.to_string() })
        };
        match text.split_once(':') {
            Some(("exact", rest)) => Ok(Self::Exact(rest.into())),
            Some(("mostly-equals", rest)) => Ok(Self::MostlyEquals(normalised(rest))),
            Some(("regexp", rest)) => regex(rest, ""),
            Some(("regexpi", rest)) => regex(rest, "(?i)"),
            Some(("glob", rest)) => regex(&glob(rest), ""),
            _ => Ok(Self::Exact(text.into())),
        }
    }

    /// Whether a text is like that. An expression that takes too long matches nothing.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        match self {
            Self::Exact(expected) => text == expected,
            Self::MostlyEquals(expected) => normalised(text) == *expected,
            Self::Matches(_, regex) => regex.is_match(text).unwrap_or(false),
        }
    }

    /// The pattern in quotes, for messages.
    #[must_use]
    pub fn quoted(&self) -> String {
        match self {
            Self::Exact(text) | Self::MostlyEquals(text) | Self::Matches(text, _) => {
                format!("{text:?}")
            }
        }
    }
}

/// `*` is any text, `?` one character.
fn glob(source: &str) -> String {
    let part = |char: char| match char {
        '*' => ".*".into(),
        '?' => ".".into(),
        other => fancy_regex::escape(&other.to_string()).into_owned(),
    };
    format!("(?s)^{}$", source.chars().map(part).collect::<String>())
}

/// White space, no-break spaces among it, as single spaces.
fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_matches(pattern: &str, text: &str, expected: bool) {
        let matches = Pattern::parse(pattern).unwrap().matches(text);
        assert_eq!(matches, expected, "{pattern:?} on {text:?}");
    }

    #[test]
    fn each_kind_compares_in_its_way() {
        assert_matches("Hello", "Hello", true);
        assert_matches("Hello", "Hello!", false);
        assert_matches("exact:glob:*", "glob:*", true);
        assert_matches("glob:He*o?", "Hello\nhello!", true);
        assert_matches("glob:a.c", "abc", false);
        assert_matches("glob:(*", "(x", true);
        assert_matches("regexp:^\\d+ °C$", "14 °C", true);
        assert_matches("regexp:^(?!Error).*", "Error", false);
        assert_matches("regexpi:hello", "Oh HELLO", true);
        assert_matches("mostly-equals:a b", " a\u{a0} b\n", true);
        assert_matches("http://x", "http://x", true);
    }

    #[test]
    fn a_broken_expression_is_an_error_that_shows_it() {
        let error = Pattern::parse("regexp:(").unwrap_err().to_string();
        assert!(error.starts_with("\"(\" is no regular expression: "), "{error}");
    }
}
