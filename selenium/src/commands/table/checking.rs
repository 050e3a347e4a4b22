use super::{LOCATOR, PATTERN, Row, VARIABLE, WAIT};
use crate::commands::{
    Action, Command, Condition, Kind,
    Parameter::{self, Needs, None, Takes},
    Subject,
};

/// What an assert and a verify have in common.
pub(super) struct Check {
    /// The name without `assert` or `verify`.
    name: &'static str,
    subject: Subject,
    holds: bool,
    target: Parameter,
    value: Parameter,
    doc: &'static str,
}

impl Check {
    pub(super) fn command(&self, stops: bool) -> Command {
        let (word, how) =
            if stops { ("assert", "stops unless") } else { ("verify", "notes unless") };
        Command {
            name: format!("{word}{}", self.name),
            action: Action::Check { subject: self.subject, holds: self.holds, stops },
            target: self.target,
            value: self.value,
            doc: format!("{how} {}", self.doc),
        }
    }
}

const fn check(
    name: &'static str,
    subject: Subject,
    holds: bool,
    target: Parameter,
    value: Parameter,
    doc: &'static str,
) -> Check {
    Check { name, subject, holds, target, value, doc }
}

pub(super) const CHECKS: &[Check] = &[
    check("", Subject::Variable, true, VARIABLE, Takes(Kind::Text), "a variable has this value"),
    check("Text", Subject::Text, true, LOCATOR, PATTERN, "an element has this text"),
    check("NotText", Subject::Text, false, LOCATOR, PATTERN, "an element has another text"),
    check("Title", Subject::Title, true, PATTERN, None, "the page has this title"),
    check(
        "Value",
        Subject::Value,
        true,
        LOCATOR,
        PATTERN,
        "a field has this value; a box `on` or `off`",
    ),
    check("NotValue", Subject::Value, false, LOCATOR, PATTERN, "a field has another value"),
    check("Checked", Subject::Checked, true, LOCATOR, None, "a box is checked"),
    check("NotChecked", Subject::Checked, false, LOCATOR, None, "a box is not checked"),
    check(
        "ElementPresent",
        Subject::ElementPresent,
        true,
        LOCATOR,
        None,
        "there is such an element",
    ),
    check(
        "ElementNotPresent",
        Subject::ElementPresent,
        false,
        LOCATOR,
        None,
        "there is no such element",
    ),
    check(
        "Editable",
        Subject::Editable,
        true,
        LOCATOR,
        None,
        "a field is neither disabled nor read-only",
    ),
    check(
        "NotEditable",
        Subject::Editable,
        false,
        LOCATOR,
        None,
        "a field is disabled or read-only",
    ),
    check(
        "SelectedLabel",
        Subject::SelectedLabel,
        true,
        LOCATOR,
        PATTERN,
        "the option chosen has this label",
    ),
    check(
        "NotSelectedLabel",
        Subject::SelectedLabel,
        false,
        LOCATOR,
        PATTERN,
        "the option chosen has another label",
    ),
    check(
        "SelectedValue",
        Subject::SelectedValue,
        true,
        LOCATOR,
        PATTERN,
        "the option chosen has this value",
    ),
    check(
        "NotSelectedValue",
        Subject::SelectedValue,
        false,
        LOCATOR,
        PATTERN,
        "the option chosen has another value",
    ),
    check(
        "Alert",
        Subject::Alert,
        true,
        PATTERN,
        None,
        "an alert says this; the command after it closes it",
    ),
    check(
        "Confirmation",
        Subject::Confirmation,
        true,
        PATTERN,
        None,
        "a question says this, or the one just answered did",
    ),
    check(
        "Prompt",
        Subject::Prompt,
        true,
        PATTERN,
        None,
        "a prompt says this, or the one just answered did",
    ),
];

const fn wait(condition: Condition, holds: bool) -> Action {
    Action::Wait { condition, holds }
}

pub(super) const WAITS: &[Row] = &[
    (
        "waitForElementPresent",
        wait(Condition::Present, true),
        LOCATOR,
        WAIT,
        "waits until there is such an element",
    ),
    (
        "waitForElementNotPresent",
        wait(Condition::Present, false),
        LOCATOR,
        WAIT,
        "waits until there is none",
    ),
    (
        "waitForElementVisible",
        wait(Condition::Visible, true),
        LOCATOR,
        WAIT,
        "waits until an element shows",
    ),
    (
        "waitForElementNotVisible",
        wait(Condition::Visible, false),
        LOCATOR,
        WAIT,
        "waits until it does not show, or is gone",
    ),
    (
        "waitForElementEditable",
        wait(Condition::Editable, true),
        LOCATOR,
        WAIT,
        "waits until a field is neither disabled nor read-only",
    ),
    (
        "waitForElementNotEditable",
        wait(Condition::Editable, false),
        LOCATOR,
        WAIT,
        "waits until it is disabled or read-only",
    ),
    (
        "waitForText",
        wait(Condition::Text, true),
        LOCATOR,
        PATTERN,
        "waits until an element has this text",
    ),
    ("pause", Action::Pause, Needs(Kind::Milliseconds), None, "waits for a time"),
    (
        "setSpeed",
        Action::SetSpeed,
        Needs(Kind::Milliseconds),
        None,
        "waits that long after each command to come",
    ),
];
