//! Comparing a tile with what it must say.

use serde_json::Value;
use weather::{Timestamp, Units};

/// One widget's tile.
pub(crate) struct Tile {
    pub(crate) state: String,
    pub(crate) source: String,
    pub(crate) data: Value,
    /// In each unit system.
    pub(crate) views: Vec<Drawn>,
}

/// A tile in one unit system, its spaces made plain.
pub(crate) struct Drawn {
    pub(crate) units: Units,
    /// The text form, as a terminal shows it and as the page has it.
    pub(crate) terminal: String,
    pub(crate) page: String,
    /// What a viewer reads in the picture.
    pub(crate) picture: String,
}

impl Tile {
    pub(crate) fn new(json: &Value) -> Self {
        let text = |field: &str| json[field].as_str().unwrap_or_default().to_owned();
        Self {
            state: text("state"),
            source: text("source"),
            data: json["data"].clone(),
            views: Vec::new(),
        }
    }

    /// What stands at a JSON pointer of the data.
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        let found = self.data.pointer(pointer);
        found.unwrap_or_else(|| panic!("{pointer} is not in {}", self.data))
    }

    /// Checks a number.
    pub(crate) fn has(&self, pointer: &str, expected: f64) {
        let found = self.at(pointer);
        let near = found.as_f64().is_some_and(|found| (found - expected).abs() < 1e-6);
        assert!(near, "{pointer} is {found} instead of {expected}");
    }

    /// Checks a word, a truth or nothing.
    pub(crate) fn is(&self, pointer: &str, expected: impl Into<Value>) {
        assert_eq!(*self.at(pointer), expected.into(), "{pointer}");
    }

    /// Checks an instant, to the second.
    pub(crate) fn is_at(&self, pointer: &str, expected: Timestamp) {
        let found: Option<Timestamp> = self.at(pointer).as_str().and_then(|text| text.parse().ok());
        let near = found.is_some_and(|found| found.as_second() == expected.as_second());
        assert!(near, "{pointer} is {found:?} instead of {expected}");
    }

    /// The length of a list in the data.
    pub(crate) fn count(&self, pointer: &str) -> usize {
        self.at(pointer).as_array().map_or(0, Vec::len)
    }

    /// Checks that the text says all of this, in each unit system.
    pub(crate) fn says<T: AsRef<str>>(&self, expected: impl Fn(Units) -> Vec<T>) {
        for view in &self.views {
            for words in expected(view.units) {
                let words = words.as_ref();
                assert!(holds(&view.terminal, words), "{words:?} is not in {:?}", view.terminal);
            }
        }
    }

    /// Checks that the picture shows what is largest in it, in each unit system.
    pub(crate) fn shows<T: AsRef<str>>(&self, expected: impl Fn(Units) -> T) {
        for view in &self.views {
            let words = expected(view.units);
            let words = words.as_ref();
            assert!(holds(&view.picture, words), "{words:?} is not in {:?}", view.picture);
        }
    }
}

/// Whether words stand in a text, and not as a part of a longer number or word.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, _)| {
        let (before, behind) = (&text[..start], &text[start + words.len()..]);
        let goes_on = |rest: &str| rest.starts_with(|char: char| char.is_ascii_digit());
        let is_begun = before.ends_with(|char: char| {
            char.is_alphanumeric() || matches!(char, '.' | ',' | ':' | '+' | '\u{2212}')
        });
        let is_longer = behind.starts_with(char::is_alphanumeric)
            || behind.strip_prefix(['.', ',', ':']).is_some_and(goes_on);
        !is_begun && !is_longer
    })
}
