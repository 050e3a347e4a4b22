use localisation::{Words, WordsError};

/// What a widget's crate brings apart from code, made by [`package!`](crate::package).
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// The widget's id: the name of its package.
    pub id: &'static str,
    /// The version of its package.
    pub version: &'static str,
    /// Its style sheet, CSS for its own shadow root.
    pub style: &'static str,
    /// Its words: language and Fluent text.
    pub words: &'static [(&'static str, &'static str)],
}

/// A package that the kit cannot use.
#[derive(Debug, thiserror::Error)]
#[error("the words of {id}: {source}")]
pub struct InvalidPackage {
    /// The widget's id.
    pub id: &'static str,
    /// What is wrong with its words.
    pub source: WordsError,
}

impl Package {
    /// The words, parsed.
    ///
    /// # Errors
    /// When a Fluent file does not parse or English is missing.
    pub fn words(&self) -> Result<Words, InvalidPackage> {
        Words::new(self.words).map_err(|source| InvalidPackage { id: self.id, source })
    }
}

/// The [`Package`] of the calling crate: its id and version, `style.css` and
/// `locales/*.ftl` in the languages named.
#[macro_export]
macro_rules! package {
    ($($language:literal),+ $(,)?) => {
        $crate::Package {
            id: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            style: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style.css")),
            words: $crate::locales!($($language),+),
        }
    };
}
