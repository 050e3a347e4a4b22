//! The page in a real browser while the board works: values change in place,
//! and what is not true any more says so.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "alive/proxy.rs"]
mod proxy;
#[path = "alive/tabs.rs"]
mod tabs;

use std::time::Instant;

use acceptance::{Browser, Dashboard, RogueWidget, Topology, WITHIN, eventually, names_service};
use proxy::Proxy;
use serde_json::{Value, json};

/// Counts how far things moved on their own.
const WITNESS: &str = "
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
        .observe({ type: 'layout-shift', buffered: true });
";

async fn browser() -> Option<Browser> {
    let browser = Browser::open(1280, 800).await?;
    browser.before_every_page(WITNESS).await;
    Some(browser)
}

/// A board, the widget `alpha` that the test plays, and the view it draws.
async fn board() -> (Dashboard, RogueWidget, Value) {
    let dashboard = Dashboard::board_alone(&[("board.places", "lisbon")]).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "p { color: var(--ink) }").await;
    let view = widget.receive_type("watch").await["view"].clone();
    (dashboard, widget, view)
}

async fn draw(widget: &mut RogueWidget, view: &Value, value: u32) {
    // As many nodes as a tile of the board has.
    let bar = |x: u32| {
        let height = (value + x) % 100;
        format!("<rect x=\"{x}\" y=\"0\" width=\"1\" height=\"{height}\"></rect>")
    };
    let bars: String = (0..60).map(bar).collect();
    let html = format!("<p><b>{value}</b> km</p><svg viewBox=\"0 0 60 100\">{bars}</svg>");
    widget.send(&RogueWidget::tile(view, &html, &format!("{value} km"))).await;
}

/// The picture of the widget that the test plays.
const PICTURE: &str =
    "document.querySelector('[data-widget=alpha] .host').shadowRoot.querySelector('div')";

fn shows(value: u32) -> String {
    format!("{PICTURE}?.querySelector('b')?.textContent === {}", json!(value.to_string()))
}

#[tokio::test]
async fn the_service_is_named_while_its_weather_shows() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = board().await;
    browser.visit(&page(&dashboard.url(""))).await;
    for (source, is_named) in [("simulated", false), ("open-meteo", true), ("simulated", false)] {
        let mut tile = RogueWidget::tile(&view, "<p>calm</p>", source);
        tile["source"] = json!(source);
        widget.send(&tile).await;
        let text = "document.querySelector('[data-widget=alpha] .text')?.textContent";
        browser.until(&format!("{text} === '{source}'")).await;
        let link = "document.querySelector('footer [href*=\"open-meteo.com\"]').checkVisibility()";
        assert_eq!(browser.value(link).await, is_named, "{source}");
        assert_eq!(names_service(&dashboard.page("/").await.body), is_named, "{source}");
    }
}

const LOST: &str = "!document.querySelector('.lost').hidden";
const FOUND: &str = "document.querySelector('.lost').hidden";

fn page(base: &str) -> String {
    format!("{base}/?place=lisbon&units=metric&lang=en")
}

#[tokio::test]
async fn values_change_in_place_and_nothing_moves() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = board().await;
    // As many digits all the time: a number that grows moves its unit.
    draw(&mut widget, &view, 100).await;
    browser.visit(&page(&dashboard.url(""))).await;
    browser.until(&shows(100)).await;
    let nodes = format!("[{PICTURE}.querySelector('b'), {PICTURE}.querySelector('rect')]");
    browser.value(&format!("void (window.before = {nodes})")).await;
    for value in 101..=200 {
        draw(&mut widget, &view, value).await;
        browser.until(&shows(value)).await;
    }
    let same = format!("{nodes}.every((node, index) => node === before[index])");
    assert_eq!(browser.value(&same).await, true, "the nodes are the same");
    let height = format!("{PICTURE}.querySelector('rect').getAttribute('height')");
    assert_eq!(browser.value(&height).await, "0");
    assert_eq!(browser.value("shift").await, 0, "layout shift over 100 updates");
    assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
}

#[tokio::test]
async fn ten_thousand_updates_leave_the_last_and_nothing_else() {
    // Compiled code grows with use and is no data.
    let arguments = ["--js-flags=--jitless"];
    let Some(browser) = Browser::open_with(1280, 800, &arguments).await else { return };
    let dashboard = Dashboard::spawn(Topology::Monolith, &[("board.places", "lisbon")]).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "").await;
    let view = widget.receive_type("watch").await["view"].clone();
    draw(&mut widget, &view, 0).await;
    browser.visit(&page(&dashboard.url(""))).await;
    browser.until(&shows(0)).await;
    let mut sizes = Vec::new();
    for (from, to) in [(1, 100), (101, 10_000)] {
        for value in from..=to {
            draw(&mut widget, &view, value).await;
        }
        // However quickly they come, the last one stands.
        browser.until(&shows(to)).await;
        sizes.push(browser.sizes().await);
    }
    println!("nodes and heap after 100 and 10,000 updates: {sizes:?}");
    let [(nodes, heap), (later_nodes, later_heap)] = sizes[..] else { panic!("two sizes") };
    assert!((later_nodes - nodes).abs() <= 0.05 * nodes, "{nodes} nodes, then {later_nodes}");
    assert!(later_heap <= 1.05 * heap, "a heap of {heap} bytes, then {later_heap}");
}

#[tokio::test]
async fn a_board_that_dies_is_missed_and_comes_back() {
    let Some(browser) = browser().await else { return };
    let (mut dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    browser.visit(&page(&dashboard.url(""))).await;
    browser.until(&shows(1)).await;
    assert_eq!(browser.value(FOUND).await, true);
    dashboard.board = None;
    browser.until(LOST).await;
    dashboard.start_board();
    dashboard.until_ready().await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "p { color: var(--ink) }").await;
    draw(&mut widget, &view, 2).await;
    browser.until(&shows(2)).await;
    browser.until(FOUND).await;
}

#[tokio::test]
async fn silence_is_noticed_and_a_502_is_outlived() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = board().await;
    draw(&mut widget, &view, 1).await;
    let proxy = Proxy::start(dashboard.address(3030)).await;
    browser.visit(&page(&proxy.url())).await;
    browser.until(&shows(1)).await;
    let began = Instant::now();
    proxy.fall_silent();
    browser.until(LOST).await;
    assert!(began.elapsed() <= WITHIN, "{:?}", began.elapsed());
    proxy.answer_502();
    draw(&mut widget, &view, 2).await;
    proxy.until_asked(3).await;
    assert_eq!(browser.value(LOST).await, true);
    proxy.pass();
    browser.until(&shows(2)).await;
    browser.until(FOUND).await;
}

/// A browser that blocks the data of sites.
const NOTHING_KEPT: &str = "
    const refuse = () => { throw new DOMException('denied', 'SecurityError'); };
    for (const area of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, area, { get: refuse });
    }
    window.SharedWorker = refuse;
";

#[tokio::test]
async fn a_page_of_another_build_reloads_once() {
    for kind in ["", NOTHING_KEPT] {
        let Some(browser) = browser().await else { return };
        browser.before_every_page(kind).await;
        let (dashboard, mut widget, view) = board().await;
        draw(&mut widget, &view, 1).await;
        let proxy = Proxy::start(dashboard.address(3030)).await;
        // As if every page still came from the board before.
        proxy.pretend_builds_are("older");
        browser.visit(&page(&proxy.url())).await;
        browser.until("performance.getEntriesByType('navigation')[0].type === 'reload'").await;
        browser.value("void (window.mark = true)").await;
        draw(&mut widget, &view, 2).await;
        browser.until(&shows(2)).await;
        assert_eq!(browser.value("window.mark").await, true, "no second time");
        assert_eq!(browser.console().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_tile_ages_visibly_and_the_sky_follows() {
    let Some(browser) = browser().await else { return };
    let settings = [
        ("board.places", "lisbon"),
        ("clock.start_at", "2026-07-14T18:00:00Z"),
        ("clock.speed", "600"),
    ];
    let dashboard = Dashboard::board_alone(&settings).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "").await;
    let view = widget.receive_type("watch").await["view"].clone();
    let mut tile = RogueWidget::tile(&view, "<p><b>1</b></p>", "1");
    tile["observed_at"] = json!("2026-07-14T18:00:00Z");
    widget.send(&tile).await;
    browser.visit(&page(&dashboard.url(""))).await;
    let age = "document.querySelector('[data-widget=alpha] .age').textContent";
    browser.until(&format!("/^\\d+ min\\. ago$/.test({age})")).await;
    browser.until(&format!("/^\\d+ hr\\. ago$/.test({age})")).await;
    eventually("night falls", || async {
        let sun = browser.value("document.documentElement.dataset.sun").await;
        (sun == "night").then_some(())
    })
    .await;
}

#[tokio::test]
async fn clock_and_date_stay_what_the_board_writes() {
    let Some(browser) = browser().await else { return };
    for (query, clock) in [
        ("lang=en", r"^\d\d:\d\d$"),
        ("lang=en&hours=12", r"^\d+:\d\d\u202f[ap]m$"),
        ("lang=de&hours=12", r"^\d+:\d\d\u202f[AP]M$"),
        ("lang=ja&hours=12", "^午[前後]\\d+:\\d\\d$"),
    ] {
        // Midnight in Lisbon is five seconds ahead.
        let settings = [("clock.start_at", "2026-07-14T18:00:00Z"), ("clock.speed", "3600")];
        let dashboard = Dashboard::board_alone(&settings).await;
        browser.visit(&dashboard.url(&format!("/?place=lisbon&units=metric&{query}"))).await;
        let written = "fetch(location).then((answer) => answer.text())
            .then((page) => /<p class=\"date\">([^<]*)</.exec(page)[1])";
        let shown = "document.querySelector('.date').textContent";
        browser.value(&format!("void (window.first = {shown})")).await;
        browser.until(&format!("{shown} !== first")).await;
        browser
            .until(&format!("{written}.then((date) => date === {shown} && date !== first)"))
            .await;
        let time = browser.value("document.querySelector('.clock time').textContent").await;
        let matches = format!("new RegExp({}).test({time})", json!(clock));
        assert_eq!(browser.value(&matches).await, true, "{query}: {time}");
        assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
    }
}
