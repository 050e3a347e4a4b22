use std::fs;

use acceptance::Driver;

use crate::{assert_code, chrome, project, site::Site};

#[tokio::test]
async fn verify_collects_assert_stops_and_the_reports_tell() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let project = project(&[
        (
            "bad",
            &[
                ["open", "/form", ""],
                ["verifyTitle", "Wrong", ""],
                ["verifyText", "id=answer", "<b>"],
                ["assertElementPresent", "id=nowhere", ""],
                ["echo", "never said", ""],
            ],
        ),
        ("good", &[["open", "/form", ""]]),
    ]);
    let more = ["--junit", "junit.xml", "--report", "report.html"];
    let (output, folder) = chrome(&site.url, &[&driver], &project, &more).await;
    let text = assert_code(&output, 1);
    assert!(text.contains("the title is \"A form\"; expected \"Wrong\""), "{text}");
    assert!(text.contains("no element is found by id=nowhere"), "{text}");
    assert!(text.contains("1 passed, 0 flaky, 1 failed") && !text.contains("never said"), "{text}");
    let junit = fs::read_to_string(folder.path().join("junit.xml")).unwrap();
    assert!(junit.contains("tests=\"2\"") && junit.contains("failures=\"1\""), "{junit}");
    let html = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert_eq!(html.matches("data:image/png;base64,").count(), 3);
    assert!(html.contains("Page source") && !html.contains("<script"), "a page without scripts");
}

#[tokio::test]
async fn a_test_that_a_variable_names_may_be_none_or_itself() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let project = project(&[
        ("none", &[["store", "nobody", "which"], ["run", "${which}", ""]]),
        ("itself", &[["store", "itself", "which"], ["run", "${which}", ""]]),
    ]);
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &[]).await;
    let text = assert_code(&output, 1);
    assert!(text.contains("there is no test \"nobody\""), "{text}");
    assert!(text.contains("32 tests run inside of each other"), "{text}");
}

#[tokio::test]
async fn a_test_that_takes_too_long_blames_the_command_at_hand() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let mut project = project(&[(
        "slow",
        &[["open", "/form", ""], ["pause", "60000", ""], ["echo", "never said", ""]],
    )]);
    project["suites"][0]["timeout"] = 3.into();
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &[]).await;
    let text = assert_code(&output, 1);
    let blamed = "command 2 (pause), try 1: the test took longer than 3 s";
    assert!(text.contains(blamed), "{text}");
}

#[tokio::test]
async fn a_pass_after_a_retry_is_flaky() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let project = project(&[(
        "second time lucky",
        &[["open", "/visits", ""], ["assertText", "id=visits", "2"]],
    )]);
    let more = ["--retry", "1", "--junit", "junit.xml"];
    let (output, folder) = chrome(&site.url, &[&driver], &project, &more).await;
    let text = assert_code(&output, 0);
    assert!(text.contains("0 passed, 1 flaky, 0 failed"), "{text}");
    let junit = fs::read_to_string(folder.path().join("junit.xml")).unwrap();
    assert!(junit.contains("<flakyFailure"), "{junit}");
}

#[tokio::test]
async fn another_locator_helps_where_the_first_fails() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let mut project = project(&[(
        "moved",
        &[["open", "/form", ""], ["click", "id=gone", ""], ["assertTitle", "Other", ""]],
    )]);
    project["tests"][0]["commands"][1]["targets"] =
        serde_json::json!([["id=gone", "id"], ["linkText=Go to the other page", "linkText"]]);
    let (output, folder) = chrome(&site.url, &[&driver], &project, &["--report", "r.html"]).await;
    assert_code(&output, 0);
    let html = fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(html.contains("found by linkText=Go to the other page"));
}

#[tokio::test]
async fn a_browser_that_dies_is_replaced() {
    let (Some(one), Some(other)) = (Driver::start(), Driver::start()) else { return };
    // Sessions go to the driver whose address sorts first, as text.
    let (victim, heir) = if one.url() < other.url() { (one, other) } else { (other, one) };
    let urls = [victim.url(), heir.url()];
    let site = Site::with_victim(Some(victim));
    let project =
        project(&[("survives", &[["open", "/deadly", ""], ["assertText", "id=alive", "alive"]])]);
    let folder = tempfile::TempDir::new().unwrap();
    let arguments = [
        "--browser",
        "chrome",
        "--url",
        &site.url,
        "--parallel",
        "1",
        "--webdriver",
        &urls[0],
        "--webdriver",
        &urls[1],
    ];
    let output = crate::selenese(&folder, &project, &arguments).await;
    let text = assert_code(&output, 0);
    assert!(text.contains("replaced 127.0.0.1:") && text.contains("1 passed"), "{text}");
    drop(heir);
}

#[tokio::test]
async fn tests_of_a_parallel_suite_run_at_the_same_time() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let wait: &[crate::Row] = &[["open", "/together", ""], ["assertText", "id=met", "true"]];
    let mut project = project(&[("one", wait), ("two", wait)]);
    let more = ["--parallel", "2"];
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &more).await;
    assert_code(&output, 1);
    project["suites"][0]["parallel"] = true.into();
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &more).await;
    assert_code(&output, 0);
}
