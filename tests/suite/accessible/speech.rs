//! What is read aloud: every number, and without being asked only what matters.

use acceptance::{Browser, Dashboard, RogueWidget, WIDGETS};
use serde_json::{Value, json};

use super::{LANGUAGES, LOST, alone, faults, notice, query, sixteen};

/// Notes what a change in a live region leaves to be read.
const LISTEN: &str = "
    window.spoken = [];
    const regions = '[role=alert], [role=status], [role=log], [role=timer], [aria-live]';
    const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    new MutationObserver((records) => {
        if (!records.some(({ target }) => element(target)?.closest(regions))) return;
        const live = [...document.querySelectorAll(regions)].filter((region) => region.checkVisibility());
        const words = live.map(({ innerText }) => innerText.replace(/\\s+/g, ' ').trim()).join(' ').trim();
        if (words !== '') spoken.push(words);
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
";

const PICTURE: &str =
    "document.querySelector('[data-widget=alpha] .host').shadowRoot.querySelector('div')";

fn tile(view: &Value, value: u32) -> Value {
    let html = format!("<p><b>{value}</b> <span>kilometres</span></p>");
    RogueWidget::tile(view, &html, &format!("{value} km"))
}

async fn until_shows(browser: &Browser, value: u32) {
    browser.until(&format!("{PICTURE}?.querySelector('b')?.textContent === '{value}'")).await;
}

#[tokio::test]
async fn updates_are_silent_and_trouble_is_told_once() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    browser.before_every_page(LISTEN).await;
    // A minute a second, so that the clock on the page goes on.
    let settings = [
        ("clock.start_at", "2026-07-14T12:00:00Z"),
        ("clock.speed", "60"),
        ("board.places", "lisbon"),
    ];
    let mut dashboard = Dashboard::board_alone(&settings).await;
    let mut widget = RogueWidget::join(&dashboard, "alpha", "").await;
    let view = widget.receive_type("watch").await["view"].clone();
    widget.send(&tile(&view, 100)).await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "auto")))).await;
    until_shows(&browser, 100).await;
    browser.value("void (window.spoken = [])").await;
    browser.value("void (window.clock = document.querySelector('.clock').innerText)").await;
    for value in 101..=120 {
        widget.send(&tile(&view, value)).await;
        until_shows(&browser, value).await;
    }
    browser.until("document.querySelector('.clock').innerText !== window.clock").await;
    assert_eq!(browser.value("spoken").await, json!([]), "twenty updates and a minute");

    for value in 121..=125 {
        let mut warning = tile(&view, value);
        warning["notice"] = notice("High waves");
        widget.send(&warning).await;
        until_shows(&browser, value).await;
    }
    browser.until("!document.querySelector('.notice').hidden").await;
    let spoken = browser.value("spoken").await;
    assert_eq!(spoken.as_array().map(Vec::len), Some(1), "{spoken}");
    let words = spoken[0].as_str().expect("words");
    assert!(words.starts_with("Severe warning High waves until"), "{words}");

    dashboard.board = None;
    browser.until(LOST).await;
    let told = "spoken.filter((words) => words.includes('No connection to the board')).length";
    assert_eq!(browser.value(told).await, 1);
    let role = "document.querySelector('.lost').getAttribute('role')";
    assert_eq!(browser.value(role).await, "alert", "read though its words were there before");
}

#[tokio::test]
async fn focus_and_selection_outlive_updates() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let (dashboard, mut widget, view) = alone("").await;
    widget.send(&tile(&view, 100)).await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "auto")))).await;
    until_shows(&browser, 100).await;
    let title = "document.querySelector('[data-widget=alpha] h2')";
    browser.value(&format!("void ({title}.tabIndex = -1, {title}.focus())")).await;
    let unit = format!("{PICTURE}.querySelector('span').firstChild");
    browser.value(&format!("getSelection().setBaseAndExtent({unit}, 0, {unit}, 4)")).await;
    for value in 101..=110 {
        widget.send(&tile(&view, value)).await;
        until_shows(&browser, value).await;
    }
    assert_eq!(browser.value(&format!("document.activeElement === {title}")).await, true);
    let root = "document.querySelector('[data-widget=alpha] .host').shadowRoot";
    let range = format!("getSelection().getComposedRanges({{ shadowRoots: [{root}] }})[0]");
    let same = format!("{range}.startContainer === {unit} && {range}.endOffset === 4");
    assert_eq!(browser.value(&same).await, true, "the selection stands");
}

#[tokio::test]
async fn words_hold_every_number_of_a_picture() {
    let Some(browser) = Browser::open(1920, 1080).await else { return };
    let dashboard = sixteen().await;
    let mut found = Vec::new();
    for language in LANGUAGES {
        for units in ["metric", "imperial", "si"] {
            let path = format!("/?place=lisbon&units={units}&lang={language}");
            browser.visit(&dashboard.url(&path)).await;
            let count = browser.value("document.querySelectorAll('main > .tile').length").await;
            assert_eq!(count, WIDGETS.len());
            found.extend(faults(&browser, include_str!("numbers.js")).await);
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn a_number_without_words_is_found() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let (dashboard, mut widget, view) = alone("").await;
    widget.send(&RogueWidget::tile(&view, "<p>47 km, 12 knots</p>", "47 km")).await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "auto")))).await;
    let found = faults(&browser, include_str!("numbers.js")).await;
    assert_eq!(found, ["alpha: 12 of \"47 km, 12 knots\""]);
}
