//! Selenium IDE projects: what a `.side` file holds, in the IDE's own shape.

mod position;
mod upgrade;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

pub use position::Positions;
pub use upgrade::upgrade;

/// A project as Selenium IDE saves it. Fields that are not known here are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Names the project for ever.
    #[serde(default)]
    pub id: String,
    /// The version of the file's shape, `1.0` to `3.0` so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What people call it.
    pub name: String,
    /// Where relative addresses start.
    #[serde(default)]
    pub url: String,
    /// The tests, in the IDE's order.
    pub tests: Vec<Test>,
    /// The suites, in the IDE's order.
    #[serde(default)]
    pub suites: Vec<Suite>,
    /// Addresses used before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urls: Option<Vec<String>>,
    /// What the IDE calls plugins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plugins: Option<Vec<Value>>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A list of commands with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// What suites call it.
    pub id: String,
    /// What people and `run` call it.
    pub name: String,
    /// What it does.
    pub commands: Vec<Command>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A further locator and its strategy; recorders leave the strategy out, or null.
pub type Alternative = Vec<Option<String>>;

/// One row of a test.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Command {
    /// Names the command; not always unique.
    #[serde(default)]
    pub id: String,
    /// What somebody noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Its name; empty for a row of comment, after `//` when disabled.
    pub command: String,
    /// The first argument.
    #[serde(default)]
    pub target: String,
    /// Further locators of the same element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<Alternative>>,
    /// The same by the name that later versions give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_fallback: Option<Vec<Alternative>>,
    /// The second argument.
    #[serde(default)]
    pub value: String,
    /// Whether it is disabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<bool>,
    /// Whether it opens a window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_window: Option<bool>,
    /// The variable for the handle of that window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_handle_name: Option<String>,
    /// How long that window may take to open, ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_timeout: Option<u64>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Tests that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suite {
    /// Names the suite for ever.
    #[serde(default)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether its tests share one browser session, cookies and variables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persist_session: Option<bool>,
    /// Whether its tests may run at the same time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parallel: Option<bool>,
    /// How long one of its tests may take, s.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// The ids of its tests, in order.
    #[serde(default)]
    pub tests: Vec<String>,
    /// Everything else.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A text that is no project.
#[derive(Debug, Error)]
#[error("{file}:{line}:{column}: {message} (at {path})")]
pub struct ReadError {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// Where in the project: `tests[0].commands[3].command`.
    pub path: String,
    /// What was found and what is expected.
    pub message: String,
}

/// Reads the text of a `.side` file; `file` is its name, for errors.
///
/// # Errors
/// When the text is no JSON, or no project.
pub fn read(file: &str, text: &str) -> Result<(Project, Positions), ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut json = serde_json::Deserializer::from_str(text);
    let project: Project = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| read_error(file, error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| read_error(file, ".".into(), &error))?;
    let positions = Positions::of(text).map_err(|error| read_error(file, ".".into(), &error))?;
    Ok((project, positions))
}

fn read_error(file: &str, path: String, error: &serde_json::Error) -> ReadError {
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    ReadError {
        file: file.into(),
        line: error.line(),
        column: error.column(),
        path,
        message: message.strip_suffix(&position).unwrap_or(&message).into(),
    }
}

/// The text of a project as the IDE saves it.
///
/// # Errors
/// None that is known: every project can be written.
pub fn write(project: &Project) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(project)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{
  "id": "p", "version": "2.0", "name": "Small", "url": "http://localhost", "snapshot": {"x": 1},
  "tests": [{"id": "t", "name": "one", "commands": [
    {"id": "c", "comment": "", "command": "open", "target": "/", "targets": [], "value": ""},

    {"command": "echo", "target": "hi"}
  ]}],
  "suites": [{"id": "s", "name": "all", "persistSession": true, "tests": ["t"]}]
}"#;

    #[test]
    fn reads_what_the_ide_writes_and_keeps_the_rest() {
        let (project, positions) = read("small.side", SMALL).unwrap();
        assert_eq!(project.tests[0].commands[1].target, "hi");
        assert_eq!(project.suites[0].persist_session, Some(true));
        assert_eq!(project.other["snapshot"]["x"], 1);
        assert_eq!((positions.line(0, 0), positions.line(0, 1)), (4, 6));
        let written: Value = serde_json::from_str(&write(&project).unwrap()).unwrap();
        assert_eq!(written["snapshot"], serde_json::json!({ "x": 1 }));
    }

    #[test]
    fn an_error_names_the_place_and_what_is_there() {
        let text = SMALL.replace(r#""command": "echo""#, r#""command": 7"#);
        let error = read("small.side", &text).unwrap_err();
        assert_eq!((error.line, error.path.as_str()), (6, "tests[0].commands[1].command"));
        assert!(error.message.contains("integer `7`, expected a string"), "{error}");
        let error = read("small.side", "<html>").unwrap_err();
        assert!(error.to_string().starts_with("small.side:1:1: expected value"), "{error}");
        assert!(read("small.side", &format!("{SMALL} more")).is_err());
    }

    #[test]
    fn a_further_locator_may_have_no_strategy() {
        let targets = r#""targets": [["index=0"], ["id=a", null], [], ["id=b", "id"]]"#;
        let text = SMALL.replace(r#""targets": []"#, targets);
        let (project, _) = read("small.side", &text).unwrap();
        let written = write(&project).unwrap();
        let (again, _) = read("small.side", &written).unwrap();
        assert_eq!(again, project);
        let written: Value = serde_json::from_str(&written).unwrap();
        let targets: Value = serde_json::from_str(&format!("{{{targets}}}")).unwrap();
        assert_eq!(written["tests"][0]["commands"][0]["targets"], targets["targets"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert!(read("small.side", &format!("\u{feff}{SMALL}")).is_ok());
    }
}
