use std::sync::LazyLock;

use localisation::{Locale, Words, locales};
use weather::{Timestamp, View};

/// The board's own words. The test below keeps them parseable, so that the
/// fallback to no words is never seen.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::new(locales!("en", "de", "ja")).unwrap_or_default());

/// The board's words for a view.
pub(crate) fn locale(view: &View, now: Timestamp) -> Locale<'_> {
    Locale::new(&WORDS, view, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_parse_and_none_is_missing() {
        let words = Words::new(locales!("en", "de", "ja")).unwrap();
        assert_eq!(words.missing(), []);
    }
}
