//! The X-ray of the board in a real browser.

use acceptance::{Browser, Dashboard};
use serde_json::json;

use super::{KEPT, page::WITNESS, player};

/// What stands on the back of the tile, top to bottom.
const FACTS: &str = "[...document.querySelectorAll('[data-widget=alpha] .xray dd')]
    .map((fact) => fact.textContent)";

/// Whether the back of the tile can be seen, and its front.
const FACE: &str =
    "getComputedStyle(document.querySelector('[data-widget=alpha] .xray')).visibility";
const PICTURE: &str =
    "getComputedStyle(document.querySelector('[data-widget=alpha] .picture')).visibility";
const COLOUR: &str =
    "getComputedStyle(document.querySelector('[data-widget=alpha] .xray dd')).color";

/// Whether the button that flips the tiles is visible.
const BUTTON: &str = "getComputedStyle(document.querySelector('.flip')).visibility";

async fn press(browser: &Browser, key: &str) {
    let event = format!("new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }})");
    browser.value(&format!("void document.body.dispatchEvent({event})")).await;
}

#[tokio::test]
async fn x_shows_who_is_behind_a_tile_through_a_takeover() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    browser.before_every_page(WITNESS).await;
    let dashboard = Dashboard::board_alone(KEPT).await;
    let _old = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    dashboard.until_settled("alpha").await;
    browser.visit(&dashboard.url("/?place=lisbon&units=metric&lang=en")).await;
    browser.until(&format!("{BUTTON} === 'visible'")).await;
    assert_eq!(browser.value(FACE).await, "hidden");
    press(&browser, "x").await;
    browser.until(&format!("{FACE} === 'visible' && {PICTURE} === 'hidden'")).await;
    assert_eq!(browser.value("document.querySelector('.flip').ariaPressed").await, "true");
    let said = browser.value("document.querySelector('body > .said').textContent").await;
    assert!(said.as_str().unwrap().starts_with("X-ray"), "{said}");
    let facts = browser.value(FACTS).await;
    let known = json!(["1.0.0", "rogue", "test", "dialled"]);
    assert_eq!(facts.as_array().unwrap()[..4], known.as_array().unwrap()[..]);
    assert!(facts[4].as_str().unwrap().ends_with("ms"), "{facts}");
    let colour = browser.value(COLOUR).await;

    let _new = player(&dashboard, "alpha", 2, "1.1.0").await;
    browser.until(&format!("{FACTS}[0] === '1.1.0'")).await;
    assert_ne!(browser.value(COLOUR).await, colour, "another version, another colour");
    // Time goes on where nothing else does.
    browser.until(&format!("/^[2-9] sec$/.test({FACTS}[6])")).await;
    assert_eq!(browser.value(FACE).await, "visible", "an update does not flip it back");

    press(&browser, "Escape").await;
    browser.until(&format!("{FACE} === 'hidden' && {PICTURE} === 'visible'")).await;
    browser.value("void document.querySelector('.flip').click()").await;
    browser.until(&format!("{FACE} === 'visible' && location.search.includes('xray')")).await;
    assert_eq!(browser.value("shift").await, 0, "layout shift");
    assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
}

#[tokio::test]
async fn the_key_can_be_turned_off_and_stays_so() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = Dashboard::board_alone(KEPT).await;
    let _alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    browser.visit(&dashboard.url("/?place=lisbon&units=metric&lang=en")).await;
    browser.click("#settings-open").await;
    browser.click(".keys input").await;
    browser.visit(&dashboard.url("/?place=lisbon&units=metric&lang=en")).await;
    press(&browser, "x").await;
    assert_eq!(browser.value(FACE).await, "hidden");
    browser.click("#settings-open").await;
    browser.click(".keys input").await;
    press(&browser, "x").await;
    browser.until(&format!("{FACE} === 'visible'")).await;
}

#[tokio::test]
async fn the_address_opens_the_xray_without_a_script() {
    let arguments = ["--blink-settings=scriptEnabled=false"];
    let Some(browser) = Browser::open_with(390, 844, &arguments).await else { return };
    let dashboard = Dashboard::board_alone(KEPT).await;
    let _alpha = player(&dashboard, "alpha", 1, "1.0.0").await;
    dashboard.until_tile("alpha", "live", |tile| tile["state"] == "live").await;
    browser.visit(&dashboard.url("/?place=lisbon&units=metric&lang=en&xray")).await;
    assert_eq!(browser.value(FACE).await, "visible");
    assert_eq!(browser.value(PICTURE).await, "hidden");
    assert_eq!(browser.value(&format!("{FACTS}[0]")).await, "1.0.0");
    assert_eq!(browser.value(BUTTON).await, "hidden");
}
