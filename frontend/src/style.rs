use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// A widget's style sheet as it stands in the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// The sheet, CSS.
    pub(crate) css: String,
    /// Its SHA-256 in base64, as the content policy and the pages name it.
    pub(crate) sha256: String,
}

/// A style sheet that could end its own element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("style: \"<\" is not allowed in a style sheet")]
pub(crate) struct UnsafeStyle;

impl Style {
    /// Takes a sheet that cannot break out of its `style` element.
    pub(crate) fn new(css: &str) -> Result<Self, UnsafeStyle> {
        if css.contains('<') {
            return Err(UnsafeStyle);
        }
        // Parsers turn carriage returns into line feeds before they hash.
        let css = css.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
        let sha256 = BASE64_STANDARD.encode(Sha256::digest(&css));
        Ok(Self { css, sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_known_by_its_sha_256() {
        let style = Style::new("a{}").unwrap();
        assert_eq!(style.sha256, "X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=");
    }

    #[test]
    fn a_sheet_cannot_end_its_element() {
        assert_eq!(Style::new("a{}</style><script>"), Err(UnsafeStyle));
    }
}
