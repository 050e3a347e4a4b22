//! The board on a wall and in a hand: settings in place, kiosk, views in turn,
//! tiles arranged, and all of it in the address.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "wall/panel.rs"]
mod panel;

use acceptance::{Browser, Dashboard, Topology, WIDGETS};
use serde_json::{Value, json};

const LISBON: &str = "/?place=lisbon&units=metric&lang=en";

async fn dashboard(settings: &[(&str, &str)]) -> Dashboard {
    let all = [&[("board.places", "lisbon;tokyo"), ("clock.speed", "0")], settings].concat();
    Dashboard::spawn(Topology::Monolith, &all).await
}

/// Notes what the page's policy stops and what is loaded anew.
const WITNESS: &str = "
    window.stopped = 0;
    addEventListener('securitypolicyviolation', () => stopped += 1);
";

async fn browser(width: u32, height: u32) -> Option<Browser> {
    let browser = Browser::open(width, height).await?;
    browser.before_every_page(WITNESS).await;
    Some(browser)
}

fn text_of(widget: &str) -> String {
    format!("document.querySelector('[data-widget={widget}] .text').textContent")
}

/// The ids of the tiles that show, in their order.
const SHOWN: &str = "[...document.querySelectorAll('main > .tile')]
    .filter((tile) => tile.checkVisibility()).map((tile) => tile.dataset.widget)";

fn usual_order() -> Vec<&'static str> {
    WIDGETS.to_vec()
}

/// The usual order with one widget moved to a place.
fn moved(widget: &str, to: usize) -> Value {
    let mut order = usual_order();
    let from = order.iter().position(|id| *id == widget).unwrap();
    let id = order.remove(from);
    order.insert(to, id);
    json!(order)
}

#[tokio::test]
async fn units_language_and_theme_change_in_place() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    let picture =
        "document.querySelector('[data-widget=wind] .host').shadowRoot.querySelector('svg')";
    browser.value(&format!("void (window.before = {picture})")).await;
    let wind = text_of("wind");
    browser.until(&format!("{wind}.includes('km/h')")).await;

    browser.click("#settings-open").await;
    browser.click("label:has([value=imperial])").await;
    browser.until(&format!("{wind}.includes('mph')")).await;
    browser.click("label:has([name=lang][value=de])").await;
    browser.until("document.title === 'Wetter in Lissabon'").await;
    browser.click("label:has([name=theme][value=dark])").await;
    browser.until("getComputedStyle(document.documentElement).colorScheme === 'dark'").await;

    assert_eq!(browser.value("document.documentElement.lang").await, "de");
    assert_eq!(browser.value(&format!("{wind}.includes('mph')")).await, true);
    assert_eq!(browser.value(&format!("before === {picture}")).await, true, "the page is the same");
    let open = "document.querySelector('#settings').matches(':popover-open')";
    assert_eq!(browser.value(open).await, true, "the panel is still open");

    // The address says it all.
    let shown = browser.value(&wind).await;
    let address = browser.value("location.href").await;
    browser.visit(address.as_str().unwrap()).await;
    assert_eq!(browser.value(&wind).await, shown);
    browser.value("void history.back()").await;
    browser.until("document.documentElement.lang === 'de'").await;
    assert_eq!(browser.value("stopped").await, 0);
    assert_eq!(browser.console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_way_back_leads_to_the_view_before() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click("label:has([value=si])").await;
    browser.until(&format!("{}.includes('m/s')", text_of("wind"))).await;
    browser.value("void history.back()").await;
    browser.until(&format!("{}.includes('km/h')", text_of("wind"))).await;
    let checked = "document.querySelector('[name=units]:checked').value";
    assert_eq!(browser.value(checked).await, "metric");
}

#[tokio::test]
async fn a_view_in_place_is_as_fresh_as_any() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard =
        Dashboard::spawn(Topology::Monolith, &[("board.places", "lisbon"), ("clock.speed", "60")])
            .await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click("label:has([name=lang][value=de])").await;
    browser.until("document.title === 'Wetter in Lissabon'").await;
    let sun = text_of("sun");
    let before = browser.value(&sun).await;
    browser.until(&format!("{sun} !== {before}")).await;
    assert_eq!(browser.value(&format!("{sun}.includes('Sonne')")).await, true);
}

#[tokio::test]
async fn a_kiosk_shows_its_views_in_turn_and_nothing_to_press() {
    let Some(browser) = browser(1920, 1080).await else { return };
    let dashboard = dashboard(&[]).await;
    let lock = "navigator.wakeLock.request = async (kind) => { window.lock = kind; };";
    browser.before_every_page(lock).await;
    let cycle = "/?lang=en&units=metric&kiosk&theme=dark&cycle=lisbon+5;tokyo+imperial+de+5";
    browser.visit(&dashboard.url(cycle)).await;
    assert_eq!(browser.value("document.querySelector('h1').textContent").await, "Lisbon");
    assert_eq!(browser.value("lock").await, "screen");
    let visible = "[...document.querySelectorAll('button, a, input')]
        .filter((control) => control.checkVisibility() && !control.closest('footer')).length";
    assert_eq!(browser.value(visible).await, 0);
    assert_eq!(
        browser.value("getComputedStyle(document.querySelector('h2')).cursor").await,
        "none"
    );

    browser.value("void (window.mark = 1)").await;
    browser.until("document.title === 'Wetter in Tokio'").await;
    assert_eq!(browser.value(&format!("{}.includes('mph')", text_of("wind"))).await, true);
    assert_eq!(browser.value("mark").await, 1, "nothing was loaded anew");
    // It goes on where it was.
    let address = browser.value("location.href").await;
    browser.visit(address.as_str().unwrap()).await;
    assert_eq!(browser.value("document.title").await, "Wetter in Tokio");
    browser.until("document.title === 'Weather in Lisbon'").await;

    browser.press("Escape").await;
    browser.until("!document.documentElement.hasAttribute('data-kiosk')").await;
    assert_eq!(
        browser.value("document.querySelector('#settings-open').checkVisibility()").await,
        true
    );
    assert_eq!(browser.value("stopped").await, 0);
}

#[tokio::test]
async fn a_kiosk_outlives_its_board() {
    let Some(browser) = browser(1280, 800).await else { return };
    let mut dashboard = dashboard(&[]).await;
    let cycle = "/?lang=en&kiosk&cycle=lisbon+5;tokyo+5";
    browser.visit(&dashboard.url(cycle)).await;
    dashboard.board = None;
    browser.until("!document.querySelector('.lost').hidden").await;
    // The next view is asked for in vain.
    browser.until("document.querySelector('body > .said').textContent !== ''").await;
    assert_eq!(browser.value("document.querySelector('h1').textContent").await, "Lisbon");
    dashboard.start_board();
    dashboard.until_all_show().await;
    browser.until("document.querySelector('h1').textContent === 'Tokyo'").await;
    browser.until("document.querySelector('.lost').hidden").await;
}

#[tokio::test]
async fn the_night_dims_the_wall_where_asked() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[("clock.start_at", "2026-05-14T23:00:00Z")]).await;
    let veil = "getComputedStyle(document.body, '::after').content";
    browser.visit(&dashboard.url("/?place=lisbon&dim")).await;
    assert_ne!(browser.value(veil).await, "none");
    browser.visit(&dashboard.url("/?place=tokyo&dim")).await;
    assert_eq!(browser.value(veil).await, "none", "the sun is up in Tokyo");
    browser.visit(&dashboard.url("/?place=lisbon")).await;
    assert_eq!(browser.value(veil).await, "none");
}

#[tokio::test]
async fn tiles_are_arranged_by_keyboard_and_stay_so() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    assert_eq!(browser.value(SHOWN).await, json!(usual_order()));
    browser.click("#settings-open").await;
    browser.click("#settings .arrange").await;
    // The focus is on the first tile's grip.
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft"] {
        browser.press(key).await;
    }
    let first = usual_order()[0];
    assert_eq!(browser.value(SHOWN).await, moved(first, 1));
    let said = browser.value("document.querySelector('body > .said').textContent").await;
    assert_eq!(said, format!("Now: 2 of {}", WIDGETS.len()));
    assert_eq!(browser.value("document.activeElement.matches('.grip')").await, true);
    browser.click("[data-widget=moon] .away").await;
    browser.press("Escape").await;
    let wanted: Vec<_> =
        moved(first, 1).as_array().unwrap().iter().filter(|id| **id != "moon").cloned().collect();
    assert_eq!(browser.value(SHOWN).await, json!(wanted));

    // In the address, for whoever is given it …
    let address = browser.value("location.search").await;
    let shown = served(&dashboard, address.as_str().unwrap()).await;
    assert_eq!(json!(shown), json!(wanted));
    // … and in this browser, wherever it goes.
    browser.visit(&dashboard.url("/?place=tokyo&lang=en")).await;
    assert_eq!(browser.value(SHOWN).await, json!(wanted));
    browser.click("#settings-open").await;
    browser.click("#settings .arrange").await;
    browser.click(".arranging .reset").await;
    browser.until("document.querySelector('[data-widget=moon]').checkVisibility()").await;
    assert_eq!(browser.value(SHOWN).await, json!(usual_order()));
    assert_eq!(browser.value("stopped").await, 0);
}

#[tokio::test]
async fn tiles_are_arranged_by_drag() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click("#settings .arrange").await;
    let [first, ..] = usual_order()[..] else { return };
    let third = usual_order()[2];
    browser.drag(&format!("[data-widget={third}] h2"), &format!("[data-widget={first}] h2")).await;
    browser.click(".arranging .done").await;
    assert_eq!(browser.value(SHOWN).await, moved(third, 0));
    let kept = browser.value("localStorage.getItem('tiles')").await;
    assert!(kept.as_str().unwrap().starts_with(third), "{kept}");
}

/// The ids of a page's tiles that are not hidden, as they come from the board.
async fn served(dashboard: &Dashboard, query: &str) -> Vec<String> {
    let page = dashboard.page(&format!("/{query}")).await.body;
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let articles = main.split("<article ").skip(1);
    let shown = articles.filter(|article| !article.split('>').next().unwrap().ends_with(" hidden"));
    shown.map(|article| article.split('"').nth(3).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_arrangement_is_an_address_or_everybodys() {
    let dashboard = dashboard(&[("board.tiles", "sun;-moon;wind")]).await;
    let everybodys = served(&dashboard, "").await;
    assert_eq!(everybodys[..2], ["sun", "wind"]);
    assert_eq!(everybodys.len(), WIDGETS.len() - 1);
    let own = served(&dashboard, "?tiles=moon,-wind").await;
    assert_eq!(own[0], "moon");
    assert!(!own.contains(&"wind".into()), "{own:?}");
    let text = dashboard.get("/").await.body;
    assert!(text.find("Sun") < text.find("Wind"), "{text}");
}

#[tokio::test]
async fn a_board_is_embedded_where_that_is_allowed() {
    let policy = async |settings: &[(&str, &str)]| {
        let dashboard = Dashboard::board_alone(settings).await;
        dashboard.page("/").await.header("content-security-policy").to_owned()
    };
    assert!(policy(&[]).await.contains("frame-ancestors 'none';"));
    let origins = [("board.frame_ancestors", "self;https://intranet.example")];
    let allowed = policy(&origins).await;
    assert!(allowed.contains("frame-ancestors 'self' https://intranet.example;"), "{allowed}");
}

#[tokio::test]
async fn a_board_can_be_installed() {
    let Some(browser) = browser(390, 844).await else { return };
    let dashboard = Dashboard::board_alone(&[]).await;
    browser.visit(&dashboard.url("/")).await;
    let answer = browser.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(answer["errors"], json!([]), "{answer}");
    let manifest: Value = serde_json::from_str(answer["data"].as_str().unwrap()).unwrap();
    assert_eq!(manifest["display"], "standalone");
    let errors = browser.devtools("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(errors["installabilityErrors"], json!([]), "{errors}");
    let icon = dashboard.get("/apple-touch-icon.png").await;
    assert_eq!(icon.header("content-type"), "image/png");
}
