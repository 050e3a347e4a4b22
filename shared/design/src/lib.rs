//! The design tokens: CSS custom properties that the board sets on the page
//! and that every tile inherits through its shadow root. A widget's style
//! sheet uses these names for colours, type and space, and nothing else of
//! the board's.

/// The tokens as a style sheet.
pub const TOKENS: &str = include_str!("tokens.css");
