//! The verbs as a developer calls them: what they print and how they end.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::{fs, path::Path, process::Command};

/// Runs `cargo xtask` in a folder: exit code and standard output.
fn xtask(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), text)
}

/// A workspace of two packages without a widget, one source in it.
fn workspace(source: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(root.path().join(path), text).unwrap();
    write("Cargo.toml", "[workspace]\n");
    for package in ["frontend", "monolith"] {
        fs::create_dir(root.path().join(package)).unwrap();
        let manifest = "[package]\ndescription = \"A.\"\n[lints]\nworkspace = true\n";
        write(&format!("{package}/Cargo.toml"), manifest);
    }
    write("frontend/lib.rs", source);
    assert_eq!(xtask(root.path(), &["compose"]).0, Some(0));
    root
}

#[test]
fn tidy_ends_well_where_every_rule_holds() {
    let root = workspace("//! Fine.\n");
    let (code, text) = xtask(&root.path().join("frontend"), &["tidy"]);
    assert_eq!((code, text.as_str()), (Some(0), "tidy: every rule holds\n"));
}

#[test]
fn tidy_tells_path_and_line_of_a_violation() {
    let root = workspace("//! Unfinished.\nfn f() {\n    todo!()\n}\n");
    let (code, text) = xtask(root.path(), &["tidy"]);
    assert_eq!(code, Some(1));
    assert_eq!(text, "frontend/lib.rs:3: todo! is not allowed\ntidy: 1 violation\n");
}

#[test]
fn a_failed_stage_fails_the_test_command() {
    let root = workspace("fn f() { todo!() }\n");
    let (code, text) = xtask(root.path(), &["test", "--only", "tidy"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("== tidy =="), "{text}");
    assert!(text.contains("FAILED: see above\ntotal"), "{text}");
}

#[test]
fn without_a_workspace_nothing_is_done() {
    let root = tempfile::tempdir().unwrap();
    let (code, text) = xtask(root.path(), &["tidy"]);
    assert_eq!(code, Some(1));
    assert_eq!(text, "error: no Cargo workspace here or above\n");
}
