//! Turns words, numbers, units, dates and times into what the reader of a
//! view expects.
//!
//! A component brings its [`Words`] as Fluent files; for every drawing it makes
//! a [`Locale`] from them and the view, and asks that for everything a person
//! will read. A new language is one file in `locales/` and its code in the one
//! line below that lists them.

mod argument;
mod calendar;
mod locale;
mod negotiation;
mod numbers;
mod quantity;
mod words;

pub use argument::Argument;
pub use calendar::Patterns;
pub use locale::Locale;
pub use negotiation::{negotiate_language, negotiate_units};
pub use quantity::Quantity;
pub use words::{Words, WordsError};

/// Embeds the calling crate's `locales/<code>.ftl` for each code given, in the
/// form [`Words::new`] takes: `locales!("en", "de")`.
#[macro_export]
macro_rules! locales {
    ($($code:literal),+ $(,)?) => {{
        const SOURCES: &[(&str, &str)] = &[$((
            $code,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/", $code, ".ftl")),
        )),+];
        SOURCES
    }};
}

/// The shared words: code and Fluent text of every language, English first.
const SHARED: &[(&str, &str)] = locales!("en", "de", "ja");

/// Languages the shared words exist in, in order of preference.
pub const LANGUAGES: &[&str] = &codes::<{ SHARED.len() }>(SHARED);

const fn codes<const N: usize>(sources: &[(&'static str, &str)]) -> [&'static str; N] {
    let mut codes = [""; N];
    let mut index = 0;
    while index < N {
        codes[index] = sources[index].0;
        index += 1;
    }
    codes
}

/// The language every component speaks, and the last resort.
const ENGLISH: &str = "en";

/// Stands where a value is missing.
const GAP: &str = "–";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_are_complete() {
        let shared = Words::new(SHARED).unwrap();
        assert_eq!(shared.missing(), []);
        assert_eq!(shared.languages().collect::<Vec<_>>(), LANGUAGES);
        assert_eq!(LANGUAGES.first(), Some(&ENGLISH));
    }
}
