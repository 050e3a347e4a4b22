//! What can be known of a command's arguments before it runs.

use std::collections::BTreeMap;

use super::Step;
use crate::{
    commands::{Kind, Parameter},
    keys,
    locator::{self, FrameLocator, Locator, OptionLocator},
    pattern::Pattern,
    suggest,
    variables::{Variables, has_variables},
};

/// What is wrong with a step's arguments, and what is odd but harmless.
pub(super) fn check(step: &Step, tests: &BTreeMap<&str, usize>) -> (Vec<String>, Vec<String>) {
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    let arguments =
        [("target", step.command.target, &step.target), ("value", step.command.value, &step.value)];
    for (place, parameter, text) in arguments {
        // As it will be where no variable is in it.
        let text = Variables::default().fill(text);
        match parameter {
            Parameter::None if !text.is_empty() => {
                notes.push(format!("takes no {place}; {text:?} is ignored"));
            }
            Parameter::Needs(kind) if text.is_empty() => {
                errors.push(format!("needs a {place} ({}), which is empty", kind.words()));
            }
            Parameter::Needs(kind) | Parameter::Takes(kind) if !text.is_empty() => {
                if let Err(message) = argument(kind, &text, tests) {
                    errors.push(format!("{place}: {message}"));
                }
            }
            _ => {}
        }
    }
    (errors, notes)
}

fn argument(kind: Kind, text: &str, tests: &BTreeMap<&str, usize>) -> Result<(), String> {
    match kind {
        Kind::Locator => locator(text),
        Kind::Attribute => {
            let (element, _) = locator::attribute(text).map_err(|error| error.to_string())?;
            locator(element)
        }
        Kind::Window => locator::window_handle(text).map(drop).map_err(|error| error.to_string()),
        Kind::Keys => keys::replace(text).map(drop).map_err(|error| error.to_string()),
        Kind::Test if !tests.contains_key(text) && !has_variables(text) => {
            let hint = suggest::hint(text, tests.keys().copied());
            let known = tests.keys().copied().collect::<Vec<_>>().join(", ");
            Err(format!("there is no test {text:?}{hint}; known: {known}"))
        }
        Kind::Variable if has_variables(text) => {
            Err(format!("{text:?} is no name of a variable; names stand without ${{}}"))
        }
        // The rest is known only once its variables are.
        _ if has_variables(text) => Ok(()),
        Kind::Frame => FrameLocator::parse(text).map(drop).map_err(|error| error.to_string()),
        Kind::Option => OptionLocator::parse(text).map(drop).map_err(|error| error.to_string()),
        Kind::Pattern => Pattern::parse(text).map(drop).map_err(|error| error.to_string()),
        Kind::Coordinates => coordinates(text).map(drop),
        Kind::Milliseconds | Kind::Count => number(text).map(drop),
        Kind::Size => size(text).map(drop),
        Kind::Json => serde_json::from_str::<serde_json::Value>(text)
            .map(drop)
            .map_err(|error| format!("{text:?} is no JSON: {error}")),
        Kind::Text | Kind::Expression | Kind::Script | Kind::Variable | Kind::Test | Kind::Url => {
            Ok(())
        }
    }
}

/// The kind of a locator can be known although its text is not.
fn locator(text: &str) -> Result<(), String> {
    let is_open = text.split_once('=').is_none_or(|(kind, _)| has_variables(kind));
    if is_open && has_variables(text) {
        return Ok(());
    }
    Locator::parse(text).map(drop).map_err(|error| error.to_string())
}

/// Reads `x,y`; recorders write fractions of pixels.
pub(crate) fn coordinates(text: &str) -> Result<(f64, f64), String> {
    let length = |text: &str| text.trim().parse().ok().filter(|length: &f64| length.is_finite());
    let parts = text.split_once(',').and_then(|(x, y)| Some((length(x)?, length(y)?)));
    parts.ok_or_else(|| format!("{text:?} is no spot; one is X,Y, such as 10,20"))
}

/// Reads a whole number.
pub(crate) fn number(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| format!("{text:?} is no whole number"))
}

/// Reads `WIDTHxHEIGHT`, pixels.
///
/// # Errors
/// When it is none, with words for people.
pub fn size(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once('x').and_then(|(width, height)| {
        Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
    });
    parts.ok_or_else(|| format!("{text:?} is no size; one is WIDTHxHEIGHT, such as 1280x800"))
}
