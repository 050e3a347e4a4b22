//! The page of the fleet in a real browser.

use acceptance::{Browser, Dashboard};
use serde_json::{Value, json};

use super::{KEPT, player};

/// Counts how far things moved on their own.
pub(crate) const WITNESS: &str = "
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
        .observe({ type: 'layout-shift', buffered: true });
";

/// The sentences of the timeline, the newest first.
const LINES: &str = "[...document.querySelectorAll('#story span')].map((line) => line.textContent)";

/// The versions of a widget's instances, the one that shows marked.
const VERSIONS: &str = "[...document.querySelectorAll('[data-key=alpha] .instance')]
    .map((one) => one.querySelector('.version').textContent + ('shows' in one.dataset ? '*' : ''))";

async fn until(browser: &Browser, expression: &str, wanted: &Value) {
    let wanted = wanted.to_string();
    browser.until(&format!("JSON.stringify({expression}) === {}", json!(wanted))).await;
}

#[tokio::test]
async fn a_takeover_and_a_kill_are_told_as_they_happen() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    browser.before_every_page(WITNESS).await;
    let dashboard = Dashboard::board_alone(KEPT).await;
    let old = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    dashboard.until_settled("alpha").await;
    browser.visit(&dashboard.url("/fleet?units=metric&lang=en")).await;
    until(&browser, VERSIONS, &json!(["1.0.0*"])).await;
    let heading = "document.querySelector('[data-key=alpha] h2').textContent";
    assert_eq!(browser.value(heading).await, "Rogue alpha", "the tile's title, and the service");
    browser.value("void (window.mark = document.querySelector('[data-key=alpha] h2'))").await;

    let new = player(&dashboard, "alpha", 2, "1.1.0").await;
    until(&browser, VERSIONS, &json!(["1.1.0*", "1.0.0"])).await;
    until(&browser, &format!("{LINES}[0]"), &json!("alpha 1.1.0 took over from 1.0.0")).await;
    let colours = "new Set([...document.querySelectorAll('.instance')]
        .map((one) => getComputedStyle(one.querySelector('.version')).color)).size";
    assert_eq!(browser.value(colours).await, 2, "each version has its colour");

    drop((new, old));
    let lost = "alpha 1.0.0 was lost; not live since";
    browser.until(&format!("{LINES}.includes({})", json!(lost))).await;
    until(&browser, VERSIONS, &json!([])).await;
    let _again = player(&dashboard, "alpha", 3, "1.0.0").await;
    browser.until(&format!("/live again after \\d/.test({LINES}.join())")).await;
    until(&browser, VERSIONS, &json!(["1.0.0*"])).await;
    let same = "mark === document.querySelector('[data-key=alpha] h2')";
    assert_eq!(browser.value(same).await, true, "no reload, and the same nodes");
    assert_eq!(browser.value("performance.getEntriesByType('navigation').length").await, 1);
    assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
}

#[tokio::test]
async fn a_fleet_out_of_reach_says_so_and_comes_back() {
    let Some(browser) = Browser::open(390, 844).await else { return };
    let mut dashboard = Dashboard::board_alone(KEPT).await;
    let _alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    browser.visit(&dashboard.url("/fleet?lang=de&theme=light")).await;
    browser.until("document.querySelector('#counts').textContent.includes('1 Instanz')").await;
    let overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(browser.value(overflow).await, false, "nothing to scroll sideways");
    dashboard.board = None;
    browser.until("!document.querySelector('.lost').hidden").await;
    dashboard.start_board();
    dashboard.until_ready().await;
    let _beta = player(&dashboard, "beta", 2, "1.0.0").await;
    browser.until("document.querySelector('.lost').hidden").await;
    until(&browser, &format!("{LINES}[0]"), &json!("beta 1.0.0 kam dazu")).await;
}

#[tokio::test]
async fn the_page_is_whole_without_a_script() {
    let dashboard = Dashboard::board_alone(KEPT).await;
    let _alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    let page = dashboard.page("/fleet?lang=de&theme=dark").await;
    for part in ["lang=\"de\"", "data-theme=\"dark\"", "alpha 1.0.0 kam dazu", "zeigt", "1.0.0"] {
        assert!(page.body.contains(part), "{part} is not in {}", page.body);
    }
    assert!(!page.body.contains("http-equiv"), "nothing reloads it");
    assert_eq!(dashboard.page("/fleet?theme=pink").await.status, 400);
}
