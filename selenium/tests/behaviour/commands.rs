use acceptance::Driver;

use tempfile::TempDir;

use crate::{Row, assert_code, chrome, firefox::Gecko, project, selenese, site::Site};

/// Runs tests that must pass, in Chromium and in Firefox.
async fn assert_pass(tests: &[(&str, &[Row<'_>])], more: &[&str]) {
    let site = Site::start();
    let project = project(tests);
    let all = format!("{} passed, 0 flaky, 0 failed", tests.len());
    if let Some(driver) = Driver::start() {
        let (output, _folder) = chrome(&site.url, &[&driver], &project, more).await;
        let text = assert_code(&output, 0);
        assert!(text.contains(&all), "{text}");
    }
    if let Some(driver) = Gecko::start() {
        let folder = TempDir::new().unwrap();
        let arguments = [&["--url", &site.url, "--webdriver", &driver.url], more].concat();
        let text = assert_code(&selenese(&folder, &project, &arguments).await, 0);
        assert!(text.contains(&all), "{text}");
    }
}

const FORM: &[Row] = &[
    ["open", "/form", ""],
    ["assertTitle", "A form", ""],
    ["type", "id=text", "Hello"],
    ["sendKeys", "name=text", ", you${KEY_BACKSPACE}"],
    ["assertValue", "css=#text", "Hello, yo"],
    ["verifyNotValue", "css=#text", "Hello"],
    ["assertEditable", "id=text", ""],
    ["assertNotEditable", "id=fixed", ""],
    ["check", "id=box", ""],
    ["assertChecked", "id=box", ""],
    ["assertValue", "id=box", "on"],
    ["uncheck", "id=box", ""],
    ["assertNotChecked", "id=box", ""],
    ["select", "id=one", "label=regexp:^Cherry"],
    ["assertSelectedLabel", "id=one", "Cherry pie"],
    ["select", "id=one", "id=pear"],
    ["assertSelectedValue", "id=one", "b"],
    ["select", "id=one", "index=0"],
    ["verifyNotSelectedValue", "id=one", "b"],
    ["addSelection", "id=many", "Two"],
    ["assertSelectedLabel", "id=many", "glob:T*"],
    ["removeSelection", "id=many", "value=2"],
    ["editContent", "id=words", "new words"],
    ["assertText", "id=words", "new words"],
    ["submit", "id=form", ""],
    ["assertText", "id=sent", "sent"],
];

#[tokio::test]
async fn forms_are_filled_in() {
    assert_pass(&[("form", FORM)], &[]).await;
}

#[tokio::test]
async fn forms_are_filled_in_without_javascript() {
    let plain: &[Row] = &[["open", "/form", ""], ["assertText", "id=plain", "no scripts here"]];
    assert_pass(&[("form", FORM), ("plain", plain)], &["--no-javascript"]).await;
}

#[tokio::test]
async fn the_mouse_clicks_hovers_and_drags() {
    let mouse: &[Row] = &[
        ["setWindowSize", "1000x900", ""],
        ["open", "/form", ""],
        ["clickAt", "id=spot", "10,20"],
        ["assertText", "id=spot", "10,20"],
        ["clickAt", "id=spot", "15.25,4.75"],
        ["assertText", "id=spot", "15,5"],
        ["clickAt", "id=spot", ""],
        ["assertText", "id=spot", "50,20"],
        ["doubleClick", "id=twice", ""],
        ["assertText", "id=twice", "twice"],
        ["mouseOver", "id=hover", ""],
        ["assertText", "id=hover", "over"],
        ["mouseOut", "id=hover", ""],
        ["assertText", "id=hover", "left"],
        ["dragAndDropToObject", "id=spot", "id=drop"],
        ["assertText", "id=drop", "dropped"],
        ["click", "partialLinkText=other page", ""],
        ["assertText", "xpath=//p[@id='here']", "other"],
    ];
    assert_pass(&[("mouse", mouse)], &[]).await;
}

#[tokio::test]
async fn the_mouse_reaches_what_is_out_of_view() {
    let far: &[Row] = &[
        ["setWindowSize", "1000x900", ""],
        ["open", "/form", ""],
        ["mouseOver", "id=far", ""],
        ["assertText", "id=far", "mouseover 50"],
        ["mouseOut", "id=far", ""],
        ["assertText", "id=far", "glob:mouseout *"],
        ["open", "/form", ""],
        ["mouseDownAt", "id=far", "10,20"],
        ["assertText", "id=far", "mousedown 10"],
        ["mouseUpAt", "id=far", "20,20"],
        ["assertText", "id=far", "mouseup 20"],
        ["open", "/form", ""],
        ["doubleClick", "id=far", ""],
        ["assertText", "id=far", "dblclick 50"],
        ["open", "/form", ""],
        ["dragAndDropToObject", "id=far", "id=drop"],
        ["assertText", "id=drop", "dropped"],
    ];
    assert_pass(&[("far", far)], &[]).await;
}

#[tokio::test]
async fn the_mouse_finds_spots_of_what_is_larger_than_the_window() {
    let tall: &[Row] = &[
        ["setWindowSize", "1000x900", ""],
        ["open", "/form", ""],
        ["clickAt", "id=tall", "5,7"],
        ["assertText", "id=tall", "5,7"],
        ["clickAt", "id=tall", "10,1400"],
        ["assertText", "id=tall", "10,1400"],
        ["clickAt", "id=tall", "50,700"],
        ["assertText", "id=tall", "50,700"],
        ["mouseOut", "id=tall", ""],
        ["assertText", "id=tall", "left"],
    ];
    assert_pass(&[("tall", tall)], &[]).await;
}

#[tokio::test]
async fn the_mouse_reaches_what_is_out_of_view_without_javascript() {
    let far: &[Row] =
        &[["open", "/far", ""], ["clickAt", "id=go", "5,5"], ["assertText", "id=here", "other"]];
    assert_pass(&[("far", far)], &["--no-javascript"]).await;
}

#[tokio::test]
async fn dialogs_are_read_and_answered() {
    let dialogs: &[Row] = &[
        ["open", "/form", ""],
        ["chooseCancelOnNextConfirmation", "", ""],
        ["click", "id=ask", ""],
        ["assertConfirmation", "Really?", ""],
        ["assertText", "id=answer", "false"],
        ["click", "id=ask", ""],
        ["webdriverChooseOkOnVisibleConfirmation", "", ""],
        ["assertText", "id=answer", "true"],
        // The IDE writes an answer down before and after.
        ["chooseCancelOnNextConfirmation", "", ""],
        ["click", "id=ask", ""],
        ["assertConfirmation", "Really?", ""],
        ["webdriverChooseCancelOnVisibleConfirmation", "", ""],
        ["assertText", "id=answer", "false"],
        ["click", "id=alert", ""],
        ["assertAlert", "Careful", ""],
        ["assertText", "id=answer", "seen"],
        ["click", "id=alert", ""],
        ["assertAlert", "Careful", ""],
        ["if", "document.title === 'A form'", ""],
        ["assertText", "id=answer", "seen"],
        ["end", "", ""],
        ["answerOnNextPrompt", "Ada", ""],
        ["click", "id=prompt", ""],
        ["assertPrompt", "Name?", ""],
        ["assertText", "id=answer", "Ada"],
    ];
    assert_pass(&[("dialogs", dialogs)], &[]).await;
}

#[tokio::test]
async fn a_dialog_that_comes_late_is_answered() {
    let late: &[Row] = &[
        ["open", "/form", ""],
        ["chooseOkOnNextConfirmation", "", ""],
        ["click", "id=soon", ""],
        ["assertText", "id=answer", "true"],
        ["assertConfirmation", "Sure?", ""],
        ["chooseCancelOnNextConfirmation", "", ""],
        ["click", "id=soon", ""],
        ["while", "document.getElementById('answer').textContent === 'true'", ""],
        ["end", "", ""],
        ["assertText", "id=answer", "false"],
    ];
    let slow: &[Row] = &[["setSpeed", "50", ""], ["run", "late", ""]];
    assert_pass(&[("late", late), ("slow", slow)], &[]).await;
}

#[tokio::test]
async fn a_dialog_that_nobody_answers_is_told() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let asks: &[Row] =
        &[["open", "/form", ""], ["click", "id=ask", ""], ["assertText", "id=answer", "true"]];
    let (output, _folder) = chrome(&site.url, &[&driver], &project(&[("asks", asks)]), &[]).await;
    assert!(assert_code(&output, 1).contains("unexpected alert open"));
}

#[tokio::test]
async fn older_formats_keep_their_meaning() {
    let old: &[Row] = &[
        ["open", "/form", ""],
        ["storeTitle", "", "title"],
        ["assert", "${title}", "A form"],
        ["pause", "", "1"],
        ["waitForVisible", "spot", "100"],
        ["if", "'${title}' !== 'A form'", ""],
        ["open", "/other", ""],
        ["end", "", ""],
        ["click", "//a[@id='new']", ""],
        ["selectWindow", "win_ser_1", ""],
        ["assertTitle", "Other", ""],
        ["close", "", ""],
        ["selectWindow", "win_ser_local", ""],
        ["assertTitle", "A form", ""],
    ];
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let mut project = project(&[("old", old)]);
    project["version"] = "1.0".into();
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &[]).await;
    assert_code(&output, 0);
}

#[tokio::test]
async fn frames_and_windows_are_looked_at() {
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let mut project = project(&[(
        "views",
        &[
            ["open", "/form", ""],
            ["selectFrame", "index=0", ""],
            ["assertText", "id=inside", "inside"],
            ["clickAt", "id=inside", "20,5"],
            ["assertText", "id=inside", "20,5"],
            ["selectFrame", "relative=parent", ""],
            ["assertElementNotPresent", "id=inside", ""],
            ["storeWindowHandle", "root", ""],
            ["click", "id=new", ""],
            ["selectWindow", "handle=${opened}", ""],
            ["assertTitle", "Other", ""],
            ["close", "", ""],
            ["selectWindow", "handle=${root}", ""],
            ["assertTitle", "A form", ""],
        ],
    )]);
    let click = &mut project["tests"][0]["commands"][8];
    click["opensWindow"] = true.into();
    click["windowHandleName"] = "opened".into();
    click["windowTimeout"] = 2000.into();
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &[]).await;
    assert_code(&output, 0);
}

#[tokio::test]
async fn values_are_kept_and_decide_what_runs() {
    let helper: &[Row] = &[["executeScript", "return ${total} + 1", "total"]];
    let flow: &[Row] = &[
        ["open", "/form", ""],
        ["storeText", "id=go", "link"],
        ["assert", "link", "Go to the other page"],
        ["storeAttribute", "id=go@title", "title"],
        ["assert", "title", "Goes there"],
        ["storeAttribute", "id=drop@style", "style"],
        ["assert", "style", "width: 100px; height: 40px; background: rgb(187, 187, 187);"],
        ["storeElementCount", "css=option", "options"],
        ["assert", "options", "5"],
        ["storeXpathCount", "//select", "lists"],
        ["assert", "lists", "2"],
        ["storeJson", "[1, 2, 3]", "numbers"],
        ["executeScript", "return 0", "total"],
        ["forEach", "numbers", "number"],
        ["if", "${number} === 2", ""],
        ["executeScript", "return ${total} + 100", "total"],
        ["elseIf", "${number} === 3", ""],
        ["times", "2", ""],
        ["executeScript", "return ${total} + 1000", "total"],
        ["end", "", ""],
        ["else", "", ""],
        ["run", "helper", ""],
        ["end", "", ""],
        ["end", "", ""],
        ["assert", "total", "2101"],
        ["do", "", ""],
        ["run", "helper", ""],
        ["repeatIf", "${total} < 2105", ""],
        ["while", "${total} < 2107", ""],
        ["store", "helper", "which"],
        ["run", "${which}", ""],
        ["end", "", ""],
        ["assert", "total", "2107"],
        ["executeAsyncScript", "new Promise(done => setTimeout(() => done('later'), 20))", "when"],
        ["assert", "when", "later"],
        ["//assert", "total", "never"],
        ["echo", "total is ${total}", ""],
    ];
    let Some(driver) = Driver::start() else { return };
    let site = Site::start();
    let mut project = project(&[("flow", flow), ("helper", helper)]);
    project["suites"][0]["tests"] = serde_json::json!(["flow"]);
    let (output, _folder) = chrome(&site.url, &[&driver], &project, &[]).await;
    assert!(assert_code(&output, 0).contains("echo: total is 2107"));
}

#[tokio::test]
async fn what_comes_late_is_waited_for() {
    let waits: &[Row] = &[
        ["open", "/form", ""],
        ["waitForElementNotVisible", "id=come", ""],
        ["click", "id=later", ""],
        ["waitForElementVisible", "id=come", "2000"],
        ["waitForText", "id=come", "Here I am"],
        ["waitForElementPresent", "id=come", "100"],
        ["waitForElementNotPresent", "id=nothing", "100"],
        ["waitForElementEditable", "id=text", "100"],
        ["waitForElementNotEditable", "id=fixed", "100"],
    ];
    assert_pass(&[("waits", waits)], &[]).await;
}
