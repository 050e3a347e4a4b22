//! Words stand out from what they stand on, under every sky.

use acceptance::{Browser, RogueWidget};

use super::{LOST, PAGES, THEMES, alone, faults, query, sixteen, trouble, until_troubled};

/// Every sky that the board paints: the sun, and the clouds.
const SKIES: [(&str, &str); 7] = [
    ("day", "clear"),
    ("day", "cloudy"),
    ("day", "overcast"),
    ("twilight", "clear"),
    ("twilight", "overcast"),
    ("night", "clear"),
    ("night", "overcast"),
];

/// A browser in which every page can tell contrasts.
pub(crate) async fn browser() -> Option<Browser> {
    let browser = Browser::open(1280, 800).await?;
    browser.before_every_page(include_str!("contrast.js")).await;
    Some(browser)
}

/// What stands out too little on the page under any sky, in either theme.
async fn everywhere(browser: &Browser, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    for theme in THEMES {
        for (sun, sky) in SKIES {
            let paint = format!("{{ theme: '{theme}', sun: '{sun}', sky: '{sky}' }}");
            let root = "document.documentElement.dataset";
            let script = format!("(Object.assign({root}, {paint}), contrast.faults())");
            let faults = faults(browser, &script).await;
            found
                .extend(faults.iter().map(|fault| format!("{what}, {theme} {sun} {sky}: {fault}")));
        }
    }
    found
}

#[tokio::test]
async fn words_stand_out_on_every_page() {
    let Some(browser) = browser().await else { return };
    let dashboard = sixteen().await;
    let mut found = Vec::new();
    for page in PAGES {
        browser.visit(&dashboard.url(&format!("{page}{}", query("en", "dark")))).await;
        found.extend(everywhere(&browser, page).await);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn words_stand_out_on_a_board_in_trouble() {
    let Some(browser) = browser().await else { return };
    let mut dashboard = trouble().await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "dark")))).await;
    until_troubled(&browser).await;
    let mut found = everywhere(&browser, "trouble").await;
    dashboard.board = None;
    browser.until(LOST).await;
    found.extend(everywhere(&browser, "lost").await);
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn faint_words_are_found() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = alone("p { color: var(--line) }").await;
    let words: String = (0..10).map(|number| format!("<p>faint {number}</p>")).collect();
    widget.send(&RogueWidget::tile(&view, &words, "faint")).await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "light")))).await;
    let found = faults(&browser, "contrast.faults()").await;
    assert!(found.iter().any(|fault| fault.starts_with("alpha live: \"faint 1\" 1.")), "{found:?}");
}
