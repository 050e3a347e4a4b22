//! The board behind a real reverse proxy, under a path of its own.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "behind_proxy/nginx.rs"]
mod nginx;

use std::net::SocketAddr;

use acceptance::{Browser, Dashboard, RogueWidget, Topology, WIDGETS, get_as};
use futures_util::future::join_all;
use nginx::Nginx;

/// Where the proxy listens, beside the board.
fn address(dashboard: &Dashboard) -> SocketAddr {
    dashboard.address(8090)
}

/// A page whose links, assets and stream lead back through the proxy.
async fn assert_works(dashboard: &Dashboard, nginx: &Nginx, browser: &Browser) {
    browser.visit(&nginx.url("/weather/?lang=en&units=metric&theme=dark")).await;
    let tiles = browser.value("document.querySelectorAll('main > .tile').length").await;
    assert_eq!(tiles, WIDGETS.len());
    let styled = "getComputedStyle(document.querySelector('.tile')).display === 'flex'";
    assert_eq!(browser.value(styled).await, true);
    // The stream passes, unbuffered: a widget that joins shows at once.
    let mut widget = RogueWidget::join(dashboard, "alpha", "").await;
    let view = widget.receive_type("watch").await["view"].clone();
    widget.send(&RogueWidget::tile(&view, "<p>calm</p>", "calm")).await;
    let text = "document.querySelector('[data-widget=alpha] .text')?.textContent === 'calm'";
    browser.until(text).await;
    // What is chosen in place, too.
    browser.click("#settings-open").await;
    browser.click("label:has([name=lang][value=de])").await;
    browser.until("document.documentElement.lang === 'de'").await;
    let path = "location.pathname === '/weather/'";
    assert_eq!(browser.value(path).await, true);
    // Every link of every page leads somewhere.
    for page in ["", "fleet", "styleguide"] {
        browser.visit(&nginx.url(&format!("/weather/{page}"))).await;
        let broken = "(async () => {
            const own = [...document.querySelectorAll('a[href], link[href], script[src]')]
                .map((element) => element.href || element.src)
                .filter((address) => new URL(address).origin === location.origin);
            const answers = await Promise.all(own.map((address) => fetch(address)));
            return [own.length > 1, answers.filter((answer) => !answer.ok).map(({ url }) => url)];
        })()";
        let found = browser.value(broken).await;
        assert_eq!(found, serde_json::json!([true, []]), "on {page:?}");
    }
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_proxy_may_take_its_path_away() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = Dashboard::spawn(Topology::Monolith, &[]).await;
    let board = dashboard.address(3030);
    let Some(nginx) = Nginx::start(address(&dashboard), board, "/").await else { return };
    assert_works(&dashboard, &nginx, &browser).await;
}

#[tokio::test]
async fn a_proxy_may_pass_its_path_on() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = Dashboard::spawn(Topology::Monolith, &[("board.base_path", "/weather/")]).await;
    let board = dashboard.address(3030);
    let Some(nginx) = Nginx::start(address(&dashboard), board, "/weather/").await else { return };
    assert_works(&dashboard, &nginx, &browser).await;
    let bare = dashboard.get("/weather").await;
    assert_eq!(bare.status, 200, "it leads to the page: {bare:?}");
    let tokyo = dashboard.get("/weather?place=tokyo").await;
    assert!(tokyo.body.contains("Tokyo"), "to the same view: {tokyo:?}");
    // Who watches over it asks at the root.
    assert_eq!(dashboard.get("/health/ready").await.status, 200);
}

/// The statuses of many searches at once on behalf of a client.
async fn search_for(dashboard: &Dashboard, client: &str) -> Vec<u16> {
    let url = dashboard.url("/api/places?q=lisbon");
    let search = async || get_as(&url, &[("x-forwarded-for", client)]).await.status.as_u16();
    join_all((0..80).map(|_| search())).await
}

#[tokio::test]
async fn who_searches_too_often_is_told_so_and_nobody_else() {
    let trusting = Dashboard::board_alone(&[("board.trusted_proxies", "127.0.0.0/8")]).await;
    let greedy = search_for(&trusting, "198.51.100.7").await;
    assert!(greedy.contains(&200) && greedy.contains(&429), "{greedy:?}");
    let url = trusting.url("/api/places?q=lisbon");
    let other = get_as(&url, &[("x-forwarded-for", "198.51.100.8")]).await;
    assert_eq!(other.status, 200);
    // What the client itself claims stands before what the proxy says of it.
    let lines = [("x-forwarded-for", "192.0.2.99"), ("x-forwarded-for", "198.51.100.7")];
    let same = join_all((0..80).map(|_| get_as(&url, &lines))).await;
    assert!(same.iter().any(|answer| answer.status == 429));
    // A client that is no proxy gains nothing by a header.
    let wary = Dashboard::board_alone(&[]).await;
    search_for(&wary, "198.51.100.7").await;
    let forged = search_for(&wary, "198.51.100.8").await;
    assert!(forged.iter().filter(|status| **status == 429).count() > 40, "{forged:?}");
}
