//! What `selenese` does to pages, as somebody sees it who runs the program.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "what only tests use fails as loudly as they do"
)]

#[path = "behaviour/busy.rs"]
mod busy;
#[path = "behaviour/commands.rs"]
mod commands;
#[path = "behaviour/firefox.rs"]
mod firefox;
#[path = "behaviour/input.rs"]
mod input;
#[path = "behaviour/interrupted.rs"]
mod interrupted;
#[path = "behaviour/outcomes.rs"]
mod outcomes;
#[path = "behaviour/site.rs"]
mod site;

use std::process::Output;

use acceptance::Driver;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

/// A row: command, target, value.
type Row<'a> = [&'a str; 3];

/// A project in the IDE's shape with one suite of these tests.
fn project(tests: &[(&str, &[Row])]) -> Value {
    let rows = |rows: &[Row]| -> Vec<Value> {
        rows.iter()
            .map(|[command, target, value]| {
                json!({ "id": "c", "comment": "", "command": command, "target": target, "targets": [], "value": value })
            })
            .collect()
    };
    let ids: Vec<&str> = tests.iter().map(|(name, _)| *name).collect();
    let tests: Vec<Value> = tests
        .iter()
        .map(|(name, commands)| json!({ "id": name, "name": name, "commands": rows(commands) }))
        .collect();
    json!({
        "id": "p", "version": "2.0", "name": "Project", "url": "", "tests": tests,
        "suites": [{ "id": "s", "name": "suite", "persistSession": false, "parallel": false, "timeout": 60, "tests": ids }],
        "urls": [], "plugins": []
    })
}

/// The program on a project in a folder.
fn command(folder: &TempDir, project: &Value, arguments: &[&str]) -> Command {
    let file = folder.path().join("project.side");
    std::fs::write(&file, serde_json::to_string_pretty(project).unwrap()).unwrap();
    let mut selenese = Command::new(env!("CARGO_BIN_EXE_selenese"));
    selenese.args(arguments).arg("project.side").current_dir(folder.path()).kill_on_drop(true);
    selenese
}

/// Runs the program on a project in a folder.
async fn selenese(folder: &TempDir, project: &Value, arguments: &[&str]) -> Output {
    command(folder, project, arguments).output().await.expect("selenese runs")
}

/// Runs a project with Chromium on a site.
async fn chrome(
    site: &str,
    drivers: &[&Driver],
    project: &Value,
    more: &[&str],
) -> (Output, TempDir) {
    let folder = TempDir::new().unwrap();
    let drivers: Vec<String> = drivers.iter().map(|driver| driver.url()).collect();
    let mut arguments = vec!["--browser", "chrome", "--url", site, "--timeout", "2000"];
    for driver in &drivers {
        arguments.extend(["--webdriver", driver.as_str()]);
    }
    arguments.extend(more);
    let output = selenese(&folder, project, &arguments).await;
    (output, folder)
}

#[track_caller]
fn assert_code(output: &Output, code: i32) -> String {
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}
