//! The stream that the tabs of a browser share, and pages that share none.

use acceptance::{Browser, Dashboard, RogueWidget, eventually};
use serde_json::json;

use super::{FOUND, LOST, board, browser, draw, page, proxy::Proxy, shows};

/// Has the tab listen while others are looked at, as if in a window of its own.
async fn keep_visible(browser: &Browser) {
    browser.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
}

/// Waits until the board writes a value of `alpha` into its pages.
async fn until_served(dashboard: &Dashboard, value: u32) {
    let text = format!("{value} km");
    eventually(&text, || async {
        dashboard.page(&page("")).await.body.contains(&text).then_some(())
    })
    .await;
}

#[tokio::test]
async fn ten_tabs_are_live_on_one_stream() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    browser.visit(&page(&dashboard.url(""))).await;
    keep_visible(&browser).await;
    let mut tabs = vec![browser.tab().await];
    for _ in 0..9 {
        tabs.push(browser.open_tab().await);
        browser.visit(&page(&dashboard.url(""))).await;
        keep_visible(&browser).await;
    }
    draw(&mut widget, &view, 2).await;
    for tab in &tabs {
        browser.switch_to(tab).await;
        browser.until(&shows(2)).await;
    }
    dashboard.until_metric("board_viewers", |viewers| viewers == 1.0).await;
}

#[tokio::test]
async fn a_tab_that_joins_lets_the_others_miss_nothing() {
    let Some(browser) = browser().await else { return };
    let (mut dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    let proxy = Proxy::start(dashboard.address(3030)).await;
    browser.visit(&page(&proxy.url())).await;
    keep_visible(&browser).await;
    let first = browser.tab().await;
    let second = browser.open_tab().await;
    browser.visit(&page(&proxy.url())).await;
    for (value, is_restarted) in [(2, false), (3, true)] {
        browser.switch_to(&first).await;
        browser.until(&shows(value - 1)).await;
        proxy.refuse_streams();
        browser.until(LOST).await;
        if is_restarted {
            dashboard.board = None;
            dashboard.start_board();
            dashboard.until_ready().await;
            widget = RogueWidget::join(&dashboard, "alpha", "").await;
        }
        draw(&mut widget, &view, value).await;
        until_served(&dashboard, value).await;
        // The second tab knows what the first has yet to hear.
        browser.switch_to(&second).await;
        browser.visit(&page(&proxy.url())).await;
        browser.until(LOST).await;
        assert_eq!(browser.value(&shows(value)).await, true);
        proxy.pass();
        browser.switch_to(&first).await;
        let mut later = RogueWidget::join(&dashboard, "beta", "").await;
        draw(&mut later, &view, value).await;
        let text = "document.querySelector('[data-widget=beta] .text')?.textContent";
        browser.until(&format!("{text} === '{value} km'")).await;
        assert_eq!(browser.value(&shows(value)).await, true, "what came before");
    }
}

#[tokio::test]
async fn a_shared_worker_that_dies_is_missed_and_replaced() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    browser.visit(&page(&dashboard.url(""))).await;
    browser.until(&shows(1)).await;
    let witness = "new MutationObserver(([{ target }]) => { window.missed ||= !target.hidden; })
        .observe(document.querySelector('.lost'), { attributes: true })";
    browser.value(&format!("void {witness}")).await;
    let targets = browser.devtools("Target.getTargets", json!({})).await;
    let targets = targets["targetInfos"].as_array().expect("a list of targets");
    let worker = targets.iter().find(|target| target["type"] == "shared_worker");
    let id = &worker.expect("a shared worker")["targetId"];
    browser.devtools("Target.closeTarget", json!({ "targetId": id })).await;
    draw(&mut widget, &view, 2).await;
    browser.until(&shows(2)).await;
    browser.until(FOUND).await;
    assert_eq!(browser.value("window.missed").await, true, "the viewer was told");
}

#[tokio::test]
async fn a_page_whose_shared_worker_does_not_load_is_live_by_itself() {
    let Some(browser) = browser().await else { return };
    let fails = "window.SharedWorker = class {
        port = new MessageChannel().port1;
        constructor() { setTimeout(() => this.onerror(new Event('error'))); }
    };";
    browser.before_every_page(fails).await;
    let (dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    browser.visit(&page(&dashboard.url(""))).await;
    draw(&mut widget, &view, 2).await;
    browser.until(&shows(2)).await;
}
