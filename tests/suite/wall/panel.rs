//! The settings panel: what it changes, and what it leaves alone.

use acceptance::{Browser, WIDGETS};
use serde_json::json;

use super::{LISBON, SHOWN, browser, dashboard, moved, text_of, usual_order};

/// How the address says a key, null where it does not.
fn asked(key: &str) -> String {
    format!("new URLSearchParams(location.search).get('{key}')")
}

const SHOW: &str = "#settings [type=submit]";

async fn press_x(browser: &Browser) {
    let event = "new KeyboardEvent('keydown', { key: 'x', bubbles: true })";
    browser.value(&format!("void document.body.dispatchEvent({event})")).await;
}

const IS_XRAYED: &str = "document.documentElement.hasAttribute('data-xray')";

#[tokio::test]
async fn a_kiosk_holds_the_screen_awake_until_it_is_left() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    let lock = "
        window.held = 0;
        navigator.wakeLock.request = async () => {
            held += 1;
            return { release: async () => { held -= 1; } };
        };
    ";
    browser.before_every_page(lock).await;
    browser.visit(&dashboard.url(LISBON)).await;
    assert_eq!(browser.value("held").await, 0);
    browser.click("#settings-open").await;
    browser.click("[name=kiosk]").await;
    browser.click(SHOW).await;
    browser.until("document.documentElement.hasAttribute('data-kiosk') && held === 1").await;
    browser.press("Escape").await;
    browser.until("!document.documentElement.hasAttribute('data-kiosk') && held === 0").await;
}

#[tokio::test]
async fn a_key_that_is_off_stays_off_at_every_choice() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click(".keys input").await;
    browser.click("label:has([value=imperial])").await;
    browser.until(&format!("{}.includes('mph')", text_of("wind"))).await;
    assert_eq!(browser.value("document.querySelector('.keys input').checked").await, false);
    press_x(&browser).await;
    assert_eq!(browser.value(IS_XRAYED).await, false);
    browser.click(".keys input").await;
    press_x(&browser).await;
    assert_eq!(browser.value(IS_XRAYED).await, true);
}

#[tokio::test]
async fn the_panel_works_on_in_a_view_whose_address_says_more() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    press_x(&browser).await;
    browser.click("#settings-open").await;
    browser.click("label:has([value=imperial])").await;
    browser.until(&format!("{}.includes('mph')", text_of("wind"))).await;
    browser.click("#settings .add").await;
    assert_eq!(browser.value("document.querySelector('#cycle').value").await, "lisbon 30");
    browser.click("#settings .arrange").await;
    browser.until("document.documentElement.hasAttribute('data-arranging')").await;
}

#[tokio::test]
async fn what_is_being_typed_outlives_a_choice() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click("#cycle").await;
    browser.type_text("tokyo 20").await;
    browser.click("label:has([value=imperial])").await;
    browser.until(&format!("{}.includes('mph')", text_of("wind"))).await;
    assert_eq!(browser.value("document.querySelector('#cycle').value").await, "tokyo 20");
    let chosen = "document.querySelector('[name=units]:checked').value";
    assert_eq!(browser.value(chosen).await, "imperial");
    browser.value("history.back()").await;
    browser.until(&format!("{}.includes('km/h')", text_of("wind"))).await;
    assert_eq!(browser.value(chosen).await, "metric");
}

#[tokio::test]
async fn the_way_back_ends_arranging() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    browser.click("#settings-open").await;
    browser.click("label:has([value=imperial])").await;
    browser.until(&format!("{}.includes('mph')", text_of("wind"))).await;
    browser.click("#settings .arrange").await;
    browser.until("document.querySelector('main .handles') !== null").await;
    browser.value("history.back()").await;
    browser.until(&format!("{}.includes('km/h')", text_of("wind"))).await;
    assert_eq!(browser.value("document.documentElement.matches('[data-arranging]')").await, false);
    browser.click("#settings-open").await;
    browser.click("#settings .arrange").await;
    browser.until("document.querySelector('main .handles') !== null").await;
}

#[tokio::test]
async fn a_language_in_place_is_spoken_everywhere() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(LISBON)).await;
    let words = "['.arranging', '#handles', '#blank'].map((part) => document.querySelector(part).outerHTML)";
    let english = browser.value(words).await;
    browser.click("#settings-open").await;
    browser.click("label:has([name=lang][value=de])").await;
    browser.until("document.title === 'Wetter in Lissabon'").await;
    let german = browser.value(words).await;

    browser.value("void document.querySelector('#settings').hidePopover()").await;
    browser.click(".search input[type=search]").await;
    browser.type_text("valen").await;
    let details = "[...document.querySelectorAll('[role=option] span')].map((span) => span.textContent).join()";
    browser.until(&format!("{details} === 'Venezuela,Spanien'")).await;
    let label = |part: &str| format!("document.querySelector('{part}').getAttribute('aria-label')");
    let same = format!("{} === {}", label("[role=listbox]"), label("[role=combobox]"));
    assert_eq!(browser.value(&same).await, true);

    // As a page that is loaded anew says it.
    browser.value("void location.reload()").await;
    browser.until("performance.getEntriesByType('navigation')[0].type === 'reload'").await;
    assert_eq!(browser.value(words).await, german);
    for part in 0..3 {
        assert_ne!(german[part], english[part]);
    }
}

#[tokio::test]
async fn what_was_arranged_and_flipped_meanwhile_stays() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    let first = usual_order()[0];
    browser.visit(&dashboard.url(&format!("{LISBON}&tiles={first}"))).await;
    browser.click("#settings-open").await;
    browser.click("#settings .arrange").await;
    browser.press("ArrowRight").await;
    browser.click(".arranging .done").await;
    press_x(&browser).await;
    browser.click("#settings-open").await;
    browser.click("[name=dim]").await;
    browser.click(SHOW).await;
    browser.until(&format!("{} === '1'", asked("dim"))).await;
    assert_eq!(browser.value(SHOWN).await, moved(first, 1));
    assert_eq!(browser.value(IS_XRAYED).await, true);
    assert_eq!(browser.value(&asked("xray")).await, "");
    // What is no more wanted is said no more.
    browser.click("#settings-open").await;
    browser.click("[name=dim]").await;
    browser.click(SHOW).await;
    browser.until(&format!("{} === null", asked("dim"))).await;
}

/// Two stops, the second of which shows, and stays.
const SECOND_STOP: &str = "/?lang=en&units=metric&cycle=lisbon+3600;tokyo+imperial+de+3600&stop=2";

#[tokio::test]
async fn a_choice_at_one_stop_of_a_cycle_is_none_for_the_others() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url(SECOND_STOP)).await;
    assert_eq!(browser.value("document.title").await, "Wetter in Tokio");
    browser.click("#settings-open").await;
    browser.click("label:has([name=theme][value=dark])").await;
    browser.until("document.documentElement.dataset.theme === 'dark'").await;
    let said = format!("[{}, {}, {}]", asked("units"), asked("lang"), asked("theme"));
    assert_eq!(browser.value(&said).await, json!(["metric", "en", "dark"]));
    // The form leads to the first stop.
    browser.click(SHOW).await;
    browser.until("document.title === 'Weather in Lisbon'").await;
    assert_eq!(browser.value(&said).await, json!(["metric", "en", "dark"]));
}

#[tokio::test]
async fn the_stops_of_a_cycle_have_names_of_their_own() {
    let Some(browser) = browser(1280, 800).await else { return };
    let dashboard = dashboard(&[]).await;
    let cycle = "/?kiosk&place=47.9,8.1&name=Home&lang=en&cycle=38.72,-9.14+3600;lisbon+3600";
    browser.visit(&dashboard.url(cycle)).await;
    let heading = "document.querySelector('h1').textContent";
    assert_eq!(browser.value(heading).await, "38.72° N, 9.14° W");
    browser.press("Escape").await;
    browser.until("!document.documentElement.hasAttribute('data-kiosk')").await;
    assert_eq!(browser.value(heading).await, "38.72° N, 9.14° W");
}

/// Counts the turns that are due.
const DUE: &str = "
    window.due = 0;
    const later = window.setTimeout;
    window.setTimeout = (act, after, ...rest) =>
        later(() => { act(...rest); if (after === 5000) due += 1; }, after);
";

#[tokio::test]
async fn views_take_no_turns_while_somebody_types_or_arranges() {
    let Some(browser) = browser(1280, 800).await else { return };
    browser.before_every_page(DUE).await;
    let dashboard = dashboard(&[]).await;
    browser.visit(&dashboard.url("/?lang=en&cycle=lisbon+5;tokyo+5")).await;
    browser.click("#settings-open").await;
    browser.click("#cycle").await;
    browser.press("End").await;
    browser.type_text(";oslo").await;
    browser.until("due > 1").await;
    assert_eq!(browser.value("document.title").await, "Weather in Lisbon");
    let typed = browser.value("document.querySelector('#cycle').value").await;
    assert_eq!(typed, "lisbon 5;tokyo 5;oslo");
    browser.click("#settings .arrange").await;
    browser.value("void (window.due = 0)").await;
    browser.until("due > 1").await;
    let grips = browser.value("document.querySelectorAll('main .grip').length").await;
    assert_eq!(grips, WIDGETS.len());
    browser.click(".arranging .done").await;
    browser.until("document.title === 'Weather in Tokyo'").await;
}
