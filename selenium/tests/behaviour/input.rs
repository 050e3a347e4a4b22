use crate::{assert_code, project, selenese};

#[tokio::test]
async fn bad_input_is_told_whole_before_any_browser_is_asked() {
    let folder = tempfile::TempDir::new().unwrap();
    let project =
        project(&[("bad", &[["clik", "id=a", ""], ["click", "ccs=a", ""], ["if", "", ""]])]);
    let text = assert_code(&selenese(&folder, &project, &["--wait", "0"]).await, 2);
    for part in [
        "project.side:",
        "test \"bad\": command 1 (clik): unknown command; did you mean \"click\"?",
        "unknown kind of locator \"ccs\"",
        "command 3 (if): needs a target (expression)",
        "command 3 (if): has no end",
        "known commands: open, ",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn no_browser_has_a_code_of_its_own() {
    let folder = tempfile::TempDir::new().unwrap();
    let project = project(&[("fine", &[["open", "/", ""]])]);
    let arguments = ["--wait", "0", "--webdriver", "http://127.0.0.1:9"];
    let text = assert_code(&selenese(&folder, &project, &arguments).await, 3);
    assert!(text.contains("no browser: 127.0.0.1:9: "), "{text}");
}

#[tokio::test]
async fn what_needs_scripts_is_refused_where_none_run() {
    let folder = tempfile::TempDir::new().unwrap();
    let project = project(&[("scripts", &[["runScript", "1", ""], ["click", "id=a", ""]])]);
    let text = assert_code(&selenese(&folder, &project, &["--no-javascript"]).await, 2);
    assert!(text.contains("command 1 (runScript): runs JavaScript"), "{text}");
}

#[tokio::test]
async fn bad_usage_is_bad_input() {
    let folder = tempfile::TempDir::new().unwrap();
    let project = project(&[("fine", &[["open", "/", ""]])]);
    for arguments in [["--window", "wide"], ["--webdriver", "https://grid:4444"]] {
        assert_code(&selenese(&folder, &project, &arguments).await, 2);
    }
}
