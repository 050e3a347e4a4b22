//! What older formats mean, in the words of the newest.

use std::collections::BTreeSet;

use super::{Command, Positions, Project};
use crate::commands::{self, Kind, Parameter};

/// The variable for the window of the start, and what old projects called that window.
const ROOT: &str = "root";
const ROOT_WINDOW: &str = "win_ser_local";

/// How long a window of an old project may take to open, ms.
const WINDOW_TIMEOUT: u64 = 2_000;

/// Has the commands of older formats mean what they mean in 3.0, as the IDE does when it
/// opens them (side-migrate). Only what runs changes: the version stays, and so does what
/// every format is understood in. Without a version nothing changes.
pub fn upgrade(project: &mut Project, positions: &mut Positions) {
    let version = project.version.as_deref().and_then(|version| version.parse().ok());
    let version: f64 = version.unwrap_or(f64::INFINITY);
    for (index, test) in project.tests.iter_mut().enumerate() {
        if version < 3.0 {
            test.commands.iter_mut().for_each(title);
        }
        if version < 1.1 {
            test.commands.iter_mut().for_each(oldest);
        }
        if version < 2.0 && windows(&mut test.commands) {
            // The IDE stores it behind the first command, which opens the page.
            let store = Command {
                command: "storeWindowHandle".into(),
                target: ROOT.into(),
                ..Command::default()
            };
            test.commands.insert(1, store);
            positions.insert(index, 1);
        }
    }
}

/// Before 3.0 the variable for a title was the value.
fn title(command: &mut Command) {
    if command.command == "storeTitle" && !command.value.is_empty() {
        command.target = std::mem::take(&mut command.value);
    }
}

/// What was otherwise before 1.1.
fn oldest(command: &mut Command) {
    match command.command.as_str() {
        "pause" if command.target.is_empty() => {
            command.target = std::mem::take(&mut command.value);
        }
        "waitForVisible" => command.command = "waitForElementVisible".into(),
        "waitForEditable" => command.command = "waitForElementEditable".into(),
        _ => {}
    }
    let Some(known) = commands::find(&command.command) else { return };
    argument(known.target, &mut command.target);
    argument(known.value, &mut command.value);
    for alternative in command.targets.iter_mut().flatten() {
        if let Some(Some(text)) = alternative.first_mut() {
            *text = explicit(text);
        }
    }
}

/// Brings an argument to the form of 1.1.
fn argument(parameter: Parameter, text: &mut String) {
    let (Parameter::Needs(kind) | Parameter::Takes(kind)) = parameter else { return };
    *text = match kind {
        Kind::Locator => explicit(text),
        Kind::Variable => bare(text),
        Kind::Script | Kind::Expression => unquoted(text),
        _ => return,
    };
}

/// A locator without a kind was an id, or an XPath.
fn explicit(locator: &str) -> String {
    let has_kind = locator.split_once('=').is_some_and(|(kind, rest)| {
        !kind.is_empty() && !rest.is_empty() && kind.chars().all(|char| char.is_ascii_alphabetic())
    });
    match locator {
        _ if has_kind || locator.is_empty() => locator.into(),
        _ if locator.contains("//") => format!("xpath={locator}"),
        _ => format!("id={locator}"),
    }
}

/// The name of a variable could stand in `${}`.
fn bare(name: &str) -> String {
    let inner = name.trim().strip_prefix("${").and_then(|name| name.strip_suffix('}'));
    inner.unwrap_or(name).into()
}

/// Variables were put into scripts as text, so that they stood in quotes.
fn unquoted(script: &str) -> String {
    ["'", "`", "\""].iter().fold(script.into(), |script, quote| without(quote, &script))
}

fn without(quote: &str, script: &str) -> String {
    let (begin, end) = (format!("{quote}${{"), format!("}}{quote}"));
    let is_word = |name: &str| name.chars().all(|char| char.is_alphanumeric() || char == '_');
    let mut parts = script.split(&begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |script, part| {
        match part.split_once(&end).filter(|(name, _)| is_word(name)) {
            Some((name, rest)) => format!("{script}${{{name}}}{rest}"),
            None => format!("{script}{begin}{part}"),
        }
    })
}

/// Windows were numbered as they opened, `win_ser_1`; now a variable holds their handle.
/// Returns whether the window of the start is one of them.
fn windows(commands: &mut [Command]) -> bool {
    let (mut opened, mut has_root) = (BTreeSet::new(), false);
    for index in 0..commands.len() {
        let Command { command, target, .. } = &mut commands[index];
        if command != "selectWindow" || !target.starts_with("win_ser_") {
            continue;
        }
        let window = std::mem::take(target);
        has_root |= window == ROOT_WINDOW;
        let variable = if window == ROOT_WINDOW { ROOT } else { &window };
        *target = format!("handle=${{{variable}}}");
        if window == ROOT_WINDOW || !opened.insert(window.clone()) {
            continue;
        }
        // The command before the first look at a window is the one that opened it.
        if let Some(opener) = index.checked_sub(1).and_then(|index| commands.get_mut(index)) {
            opener.opens_window = Some(true);
            opener.window_handle_name = Some(window);
            opener.window_timeout = Some(WINDOW_TIMEOUT);
        }
    }
    has_root
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::project::read;

    /// The commands of a project of a version, upgraded: each as `command|target|value`.
    fn upgraded(version: &str, rows: &[[&str; 3]]) -> (Project, Vec<String>, Positions) {
        let row = |[command, target, value]: &[&str; 3]| json!({ "command": command, "target": target, "value": value });
        let commands: Vec<_> = rows.iter().map(row).collect();
        let tests = json!([{ "id": "t", "name": "t", "commands": commands }]);
        let text = json!({ "name": "p", "version": version, "tests": tests });
        let text = serde_json::to_string_pretty(&text).unwrap();
        let (mut project, mut positions) = read("p.side", &text).unwrap();
        upgrade(&mut project, &mut positions);
        let told = |one: &Command| format!("{}|{}|{}", one.command, one.target, one.value);
        let told = project.tests[0].commands.iter().map(told).collect();
        (project, told, positions)
    }

    #[track_caller]
    fn assert_becomes(version: &str, row: [&str; 3], expected: &str) {
        assert_eq!(upgraded(version, &[row]).1, [expected]);
    }

    #[test]
    fn the_variable_for_a_title_moves() {
        for version in ["1.0", "1.1", "2.0"] {
            assert_becomes(version, ["storeTitle", "a text", "title"], "storeTitle|title|");
            assert_becomes(version, ["storeTitle", "title", ""], "storeTitle|title|");
        }
        assert_becomes("3.0", ["storeTitle", "title", "more"], "storeTitle|title|more");
    }

    #[test]
    fn what_changed_with_1_1_is_brought_there() {
        for (row, expected) in [
            (["pause", "", "100"], "pause|100|"),
            (["pause", "100", ""], "pause|100|"),
            (["waitForVisible", "id=a", "9"], "waitForElementVisible|id=a|9"),
            (["waitForEditable", "a", "9"], "waitForElementEditable|id=a|9"),
            (["click", "name", ""], "click|id=name|"),
            (["click", "", ""], "click||"),
            (["click", "//a[@b='c']", ""], "click|xpath=//a[@b='c']|"),
            (["click", "link=More", ""], "click|link=More|"),
            (["dragAndDropToObject", "a", "b"], "dragAndDropToObject|id=a|id=b"),
            (
                ["executeScript", "return '${a}' + \"${b}\"", "${x}"],
                "executeScript|return ${a} + ${b}|x",
            ),
            (["if", "`${a}` === '${b c}'", ""], "if|${a} === '${b c}'|"),
            (["storeText", "a", "${x}"], "storeText|id=a|x"),
            (["storeTitle", "", "${x}"], "storeTitle|x|"),
            (["echo", "'${a}'", ""], "echo|'${a}'|"),
            (["unknown", "a", "b"], "unknown|a|b"),
        ] {
            assert_becomes("1.0", row, expected);
            if !row[0].starts_with("storeTitle") {
                assert_becomes("1.1", row, &row.join("|"));
            }
        }
    }

    #[test]
    fn windows_get_variables() {
        let rows = [
            ["open", "/", ""],
            ["click", "id=a", ""],
            ["selectWindow", "win_ser_1", ""],
            ["selectWindow", "win_ser_local", ""],
            ["selectWindow", "win_ser_1", ""],
        ];
        let (project, told, positions) = upgraded("1.1", &rows);
        let window = "selectWindow|handle=${win_ser_1}|";
        let expected = [
            "open|/|",
            "storeWindowHandle|root|",
            "click|id=a|",
            window,
            "selectWindow|handle=${root}|",
            window,
        ];
        assert_eq!(told, expected);
        let commands = &project.tests[0].commands;
        let opens: Vec<bool> = commands
            .iter()
            .map(|one| one.window_handle_name.as_deref() == Some("win_ser_1"))
            .collect();
        assert_eq!(opens, [false, false, true, false, false, false]);
        assert_eq!(positions.line(0, 1), positions.line(0, 0));
        assert!(positions.line(0, 2) > positions.line(0, 1));
        assert_becomes("2.0", rows[2], "selectWindow|win_ser_1|");
    }

    #[test]
    fn a_project_without_a_version_stays() {
        let text = r#"{"name": "p", "tests": [{"id": "t", "name": "t", "commands":
            [{"command": "storeTitle", "target": "a", "value": "b"}]}]}"#;
        let (mut project, mut positions) = read("p.side", text).unwrap();
        let before = project.clone();
        upgrade(&mut project, &mut positions);
        assert_eq!(project, before);
    }
}
