//! How elements, options, frames and windows are named.

use thiserror::Error;

use crate::{
    pattern::{Pattern, PatternError},
    suggest,
};

/// The kinds of locators of elements.
pub const KINDS: &[&str] = &["id", "name", "css", "xpath", "linkText", "link", "partialLinkText"];

/// The kinds of locators of options.
const OPTION_KINDS: &[&str] = &["label", "value", "id", "index"];

/// Where an element is, in the words of WebDriver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// The strategy: `css selector`, `xpath`, `link text` or `partial link text`.
    pub using: &'static str,
    /// The selector, expression or text.
    pub value: String,
}

/// Which option of a list.
#[derive(Clone, Debug)]
pub enum OptionLocator {
    /// By what people read.
    Label(Pattern),
    /// By its `value`.
    Value(Pattern),
    /// By its id.
    Id(String),
    /// By its place, from 0.
    Index(usize),
}

/// Which frame of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameLocator {
    /// `relative=top`: the page itself.
    Top,
    /// `relative=parent`, or `index=..`.
    Parent,
    /// `index=0`: the first frame.
    Index(u16),
    /// Any locator of an element.
    Element(Locator),
}

/// A text that is no locator.
#[derive(Debug, Error)]
pub enum LocatorError {
    /// The kind is not known.
    #[error("unknown kind of locator \"{found}\" in {text:?}{hint}; known: {known}")]
    Kind {
        /// The kind found.
        found: String,
        /// The whole locator.
        text: String,
        /// What may have been meant.
        hint: String,
        /// What there is.
        known: String,
    },
    /// There is no kind.
    #[error("{text:?} is no locator; one is KIND=TEXT, KIND one of {known}, or starts with //")]
    NoKind {
        /// The whole locator.
        text: String,
        /// What there is.
        known: String,
    },
    /// Nothing follows the kind.
    #[error("{0:?} says a kind of locator and nothing more")]
    Empty(String),
    /// A place in a list or page that is no number.
    #[error("index={0} is no place; the first is index=0")]
    Index(String),
    /// A relative frame that is not known.
    #[error("relative={0} is no frame; known: relative=top, relative=parent")]
    Relative(String),
    /// A window that is not named by its handle.
    #[error("{0:?} is no window; one is handle=${{VARIABLE}}")]
    Window(String),
    /// An attribute without an element or a name.
    #[error("{0:?} is no attribute; one is LOCATOR@NAME")]
    Attribute(String),
    /// A pattern that is none.
    #[error(transparent)]
    Pattern(#[from] PatternError),
}

impl Locator {
    /// Reads a locator.
    ///
    /// # Errors
    /// When its kind is not known, or it is empty.
    pub fn parse(text: &str) -> Result<Self, LocatorError> {
        if text.starts_with("//") || text.starts_with("(//") {
            return Ok(Self { using: "xpath", value: text.into() });
        }
        let (kind, value) = split(text, KINDS)?;
        let css = |attribute: &str| format!("[{attribute}={}]", css_string(value));
        let (using, value) = match kind {
            "id" | "name" => ("css selector", css(kind)),
            "css" => ("css selector", value.into()),
            "xpath" => ("xpath", value.into()),
            "partialLinkText" => ("partial link text", value.into()),
            _ => ("link text", value.into()),
        };
        Ok(Self { using, value })
    }
}

impl OptionLocator {
    /// Reads the locator of an option; without a kind it is a label.
    ///
    /// # Errors
    /// When an index is no number, or a pattern is none.
    pub fn parse(text: &str) -> Result<Self, LocatorError> {
        let (kind, rest) = text
            .split_once('=')
            .filter(|(kind, _)| OPTION_KINDS.contains(kind))
            .unwrap_or(("label", text));
        Ok(match kind {
            "value" => Self::Value(Pattern::parse(rest)?),
            "id" => Self::Id(rest.into()),
            "index" => Self::Index(index(rest)?),
            _ => Self::Label(Pattern::parse(rest)?),
        })
    }
}

impl FrameLocator {
    /// Reads the way to a frame: nested frames are parted by `\`, as in `index=0\1`.
    ///
    /// # Errors
    /// When it is no frame and no locator.
    pub fn parse(text: &str) -> Result<Vec<Self>, LocatorError> {
        match text.split_once('=') {
            Some(("relative", "top")) => Ok(vec![Self::Top]),
            Some(("relative", "parent")) => Ok(vec![Self::Parent]),
            Some(("relative", other)) => Err(LocatorError::Relative(other.into())),
            Some(("index", path)) => path.split('\\').map(Self::step).collect(),
            _ => Ok(vec![Self::Element(Locator::parse(text)?)]),
        }
    }

    fn step(text: &str) -> Result<Self, LocatorError> {
        match text {
            ".." => Ok(Self::Parent),
            _ => text.parse().map(Self::Index).map_err(|_| LocatorError::Index(text.into())),
        }
    }
}

/// The handle in the locator of a window.
///
/// # Errors
/// When it is none.
pub fn window_handle(text: &str) -> Result<&str, LocatorError> {
    let handle = text.strip_prefix("handle=").filter(|handle| !handle.is_empty());
    handle.ok_or_else(|| LocatorError::Window(text.into()))
}

/// The element and the name in the locator of an attribute.
///
/// # Errors
/// When one of them is missing.
pub fn attribute(text: &str) -> Result<(&str, &str), LocatorError> {
    let parts =
        text.rsplit_once('@').filter(|(element, name)| !element.is_empty() && !name.is_empty());
    parts.ok_or_else(|| LocatorError::Attribute(text.into()))
}

fn index(text: &str) -> Result<usize, LocatorError> {
    text.parse().map_err(|_| LocatorError::Index(text.into()))
}

fn split<'a>(
    text: &'a str,
    known: &[&'static str],
) -> Result<(&'static str, &'a str), LocatorError> {
    let list = || known.join(", ");
    let Some((kind, value)) = text.split_once('=') else {
        return Err(LocatorError::NoKind { text: text.into(), known: list() });
    };
    let Some(kind) = known.iter().find(|name| **name == kind) else {
        let hint = suggest::hint(kind, known.iter().copied());
        return Err(LocatorError::Kind {
            found: kind.into(),
            text: text.into(),
            hint,
            known: list(),
        });
    };
    if value.is_empty() {
        return Err(LocatorError::Empty(text.into()));
    }
    Ok((kind, value))
}

/// A string of CSS (CSS Syntax 3, 4.3.5).
fn css_string(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|char| match char {
            '"' | '\\' => format!("\\{char}"),
            '\n' | '\r' | '\u{c}' => format!("\\{:x} ", u32::from(char)),
            other => other.into(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_locates(text: &str, using: &str, value: &str) {
        let locator = Locator::parse(text).unwrap();
        assert_eq!((locator.using, locator.value.as_str()), (using, value));
    }

    #[test]
    fn every_kind_becomes_a_strategy_of_webdriver() {
        assert_locates("id=a", "css selector", "[id=\"a\"]");
        assert_locates("name=a\"]b\\", "css selector", "[name=\"a\\\"]b\\\\\"]");
        assert_locates("css=a[href='x=y']", "css selector", "a[href='x=y']");
        assert_locates("xpath=//a[@b=\"c\"]", "xpath", "//a[@b=\"c\"]");
        assert_locates("//a", "xpath", "//a");
        assert_locates("(//a)[2]", "xpath", "(//a)[2]");
        assert_locates("linkText=More", "link text", "More");
        assert_locates("link=More", "link text", "More");
        assert_locates("partialLinkText=Mo", "partial link text", "Mo");
    }

    #[test]
    fn what_is_no_locator_says_why() {
        let error = |text| Locator::parse(text).unwrap_err().to_string();
        assert!(
            error("ccs=#a").contains("\"ccs\" in \"ccs=#a\"; did you mean \"css\"?; known: id, ")
        );
        assert!(error("#a").starts_with("\"#a\" is no locator; one is KIND=TEXT"));
        assert_eq!(error("css="), "\"css=\" says a kind of locator and nothing more");
    }

    #[test]
    fn options_frames_windows_and_attributes_have_locators_of_their_own() {
        assert!(
            matches!(OptionLocator::parse("a=b"), Ok(OptionLocator::Label(Pattern::Exact(text))) if text == "a=b")
        );
        assert!(matches!(OptionLocator::parse("index=2"), Ok(OptionLocator::Index(2))));
        assert!(OptionLocator::parse("index=two").is_err());
        assert_eq!(FrameLocator::parse("relative=top").unwrap(), [FrameLocator::Top]);
        assert_eq!(
            FrameLocator::parse("index=..\\1").unwrap(),
            [FrameLocator::Parent, FrameLocator::Index(1)]
        );
        assert!(FrameLocator::parse("relative=child").is_err());
        assert_eq!(window_handle("handle=abc").unwrap(), "abc");
        assert!(window_handle("title=abc").is_err());
        assert_eq!(attribute("css=a[href='x@y']@title").unwrap(), ("css=a[href='x@y']", "title"));
        assert!(attribute("id=a").is_err());
    }
}
