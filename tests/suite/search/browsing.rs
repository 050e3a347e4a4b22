//! The search in a browser.

use acceptance::{Browser, FIT_A_WALL};

use super::*;

const FIELD: &str = "document.querySelector('.search input[type=search]')";
const OPTIONS: &str = "[...document.querySelectorAll('[role=option]')].map((option) => option.querySelector('b').textContent)";

async fn board(width: u32, height: u32) -> Option<(Browser, Dashboard)> {
    let browser = Browser::open(width, height).await?;
    let dashboard = Dashboard::board_alone(&[]).await;
    Some((browser, dashboard))
}

async fn go(browser: &Browser, dashboard: &Dashboard, path: &str) {
    browser.visit(&dashboard.url(path)).await;
}

async fn until_at(browser: &Browser, search: &str) {
    browser
        .until(&format!("location.search === '{search}' && document.readyState === 'complete'"))
        .await;
}

async fn until_offered(browser: &Browser, names: &[&str]) {
    let names = serde_json::to_string(names).unwrap();
    let is_open = format!("{FIELD}.getAttribute('aria-expanded') === 'true'");
    browser.until(&format!("{is_open} && JSON.stringify({OPTIONS}) === '{names}'")).await;
}

fn active() -> String {
    format!(
        "document.getElementById({FIELD}.getAttribute('aria-activedescendant'))?.querySelector('b').textContent ?? null"
    )
}

#[tokio::test]
async fn a_place_is_found_and_gone_to_by_keyboard_alone() {
    let Some((browser, dashboard)) = board(1280, 800).await else { return };
    go(&browser, &dashboard, "/?units=si&lang=de&theme=dark").await;
    // The field is the first thing that takes the focus.
    browser.press("Tab").await;
    assert_eq!(browser.value(&format!("document.activeElement === {FIELD}")).await, true);
    browser.type_text("valen").await;
    until_offered(&browser, &["Valencia", "Valencia"]).await;
    assert_eq!(browser.value(&format!("{FIELD}.getAttribute('aria-expanded')")).await, "true");
    assert_eq!(browser.value("document.querySelector('.said').textContent").await, "2 Orte");
    assert_eq!(browser.value(&active()).await, Value::Null);
    for key in ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"] {
        browser.press(key).await;
    }
    assert_eq!(browser.value(&active()).await, "Valencia");
    let details = "[...document.querySelectorAll('[role=option] span')].map((span) => span.textContent).join()";
    assert_eq!(browser.value(details).await, "Venezuela,Spanien");
    browser.press("Escape").await;
    assert_eq!(browser.value(&format!("{FIELD}.getAttribute('aria-expanded')")).await, "false");
    browser.type_text("c").await;
    until_offered(&browser, &["Valencia", "Valencia"]).await;
    browser.press("ArrowUp").await;
    browser.press("Enter").await;
    until_at(&browser, "?units=si&lang=de&theme=dark&place=valencia").await;
    assert_eq!(browser.value("document.querySelector('h1').textContent").await, "Valencia");
    assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
}

#[tokio::test]
async fn a_touch_chooses_and_kept_places_survive() {
    let Some((browser, dashboard)) = board(390, 844).await else { return };
    go(&browser, &dashboard, "/?place=lisbon&lang=en").await;
    browser.tap(".favourite").await;
    browser
        .until("document.querySelector('.favourite').getAttribute('aria-pressed') === 'true'")
        .await;
    browser.tap(".search input[type=search]").await;
    browser.type_text("tokyo").await;
    until_offered(&browser, &["Tokyo"]).await;
    browser.tap("[role=option]").await;
    until_at(&browser, "?place=tokyo&lang=en").await;
    go(&browser, &dashboard, "/?place=39.8,-89.6&name=Springfield&lang=en").await;
    go(&browser, &dashboard, "/?place=oslo&lang=en").await;
    browser.value("location.reload()").await;
    browser
        .until("document.querySelector('.search input')?.getAttribute('role') === 'combobox'")
        .await;
    browser.tap(".search input[type=search]").await;
    until_offered(&browser, &["Lisbon", "Springfield", "Tokyo"]).await;
    let labels = "[...document.querySelectorAll('.search [role=group]')].map((group) => group.getAttribute('aria-label')).join()";
    assert_eq!(browser.value(labels).await, "Favourites,Recent");
    // The last ones only, and none twice.
    for place in ["rome", "paris", "quito", "cairo", "delhi", "rome"] {
        go(&browser, &dashboard, &format!("/?place={place}&lang=en")).await;
    }
    browser.tap(".search input[type=search]").await;
    until_offered(&browser, &["Lisbon", "Delhi", "Cairo", "Quito", "Paris"]).await;
    // What the browser kept may be anything.
    browser.value("(localStorage.setItem('recent', '{'), localStorage.setItem('favourites', '[1, null, {}]'))").await;
    go(&browser, &dashboard, "/?lang=en").await;
    browser.tap(".search input[type=search]").await;
    assert_eq!(browser.value("document.querySelectorAll('[role=option]').length").await, 0);
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn nothing_found_and_no_board_are_said() {
    let Some((browser, mut dashboard)) = board(1280, 800).await else { return };
    go(&browser, &dashboard, "/?lang=en").await;
    browser.press("Tab").await;
    browser.type_text("zzzzzz").await;
    let said = |words: &str| format!("document.querySelector('.said').textContent === '{words}'");
    browser.until(&said("No such place is known.")).await;
    dashboard.board = None;
    browser.type_text("z").await;
    browser.until(&said("The board does not answer. Try again soon.")).await;
}

#[tokio::test]
async fn where_the_browser_is_is_asked_on_demand_and_shown() {
    let Some((browser, dashboard)) = board(1280, 800).await else { return };
    go(&browser, &dashboard, "/?units=si&lang=en").await;
    browser.locate(&dashboard.url(""), Some((52.520_008, 13.404_954))).await;
    browser.tap(".here").await;
    until_at(&browser, "?units=si&lang=en&place=52.52%2C13.405").await;
    assert_eq!(
        browser.value("document.querySelector('h1').textContent").await,
        "52.52° N, 13.40° E"
    );

    go(&browser, &dashboard, "/?lang=en").await;
    browser.locate(&dashboard.url(""), None).await;
    browser.tap(".here").await;
    browser
        .until(
            "document.querySelector('.said').textContent.startsWith('Your browser may not tell')",
        )
        .await;
}

#[tokio::test]
async fn an_address_that_is_shared_opens_the_same_view() {
    let Some((browser, dashboard)) = board(1280, 800).await else { return };
    let query = "?place=39.8017%2C-89.6437&name=Springfield&units=imperial&lang=de";
    go(&browser, &dashboard, &format!("/{query}")).await;
    let shown = "document.querySelector('h1').textContent + document.body.dataset.zone + document.documentElement.lang";
    let here = browser.value(shown).await;
    assert_eq!(here, "SpringfieldAmerica/Chicagode");
    let Some(other) = Browser::open(390, 844).await else { return };
    let address = browser.value("location.href").await;
    other.visit(address.as_str().unwrap()).await;
    assert_eq!(other.value(shown).await, here);
}

#[tokio::test]
async fn without_javascript_the_form_leads_to_the_place() {
    let Some((browser, dashboard)) = board(1280, 800).await else { return };
    browser.without_javascript().await;
    go(&browser, &dashboard, "/?units=si&lang=en").await;
    assert_eq!(browser.value(&format!("{FIELD}.getAttribute('role')")).await, Value::Null);
    browser.press("Tab").await;
    browser.type_text("Wien").await;
    browser.press("Enter").await;
    until_at(&browser, "?place=vienna&units=si&lang=en").await;
    assert_eq!(browser.value("document.querySelector('h1').textContent").await, "Vienna");
}

#[tokio::test]
async fn the_first_page_stays_small_and_the_wall_whole() {
    let Some(browser) = Browser::open(1920, 1080).await else { return };
    let dashboard = Dashboard::spawn(Topology::Monolith, &[]).await;
    go(&browser, &dashboard, "/?lang=en").await;
    let entries = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]";
    let requests = browser.value(&format!("{entries}.map(({{ name }}) => name)")).await;
    assert!(requests.as_array().unwrap().len() <= 6, "{requests}");
    let bytes = browser
        .value(&format!("{entries}.reduce((sum, entry) => sum + entry.transferSize, 0)"))
        .await;
    assert!(bytes.as_f64().unwrap() <= 60_000.0, "{bytes} bytes");
    let scrolls = "document.documentElement.scrollHeight > innerHeight";
    assert!(!FIT_A_WALL || browser.value(scrolls).await == false, "the tiles fit");
    // Nothing moves when the list opens.
    let tops = "[...document.querySelectorAll('.tile')].map((tile) => tile.getBoundingClientRect().top).join()";
    let before = browser.value(tops).await;
    browser.press("Tab").await;
    browser.type_text("san").await;
    browser.until(&format!("{OPTIONS}.length === 10")).await;
    assert_eq!(browser.value(tops).await, before);
}
