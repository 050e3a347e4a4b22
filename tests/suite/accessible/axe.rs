//! axe-core finds no violation on any page, whatever the board shows.

use acceptance::{Browser, axe};

use super::{
    LANGUAGES, LOST, PAGES, SIZES, THEMES, alone, query, sixteen, trouble, until_troubled,
};

/// The least number of rules that have something to look at on a page.
const RULES: u64 = 15;

/// A browser in which every page has axe-core.
async fn browser() -> Option<Browser> {
    let script = axe()?;
    let browser = Browser::open(1280, 800).await?;
    browser.before_every_page(&script).await;
    Some(browser)
}

/// What is wrong with the page, in the words of axe-core.
async fn violations(browser: &Browser, what: &str) -> Vec<String> {
    let report = browser.value(include_str!("axe.js")).await;
    println!("{what}: {} rules passed, undecided: {}", report["passed"], report["undecided"]);
    assert!(report["passed"].as_u64() >= Some(RULES), "{what}: {report}");
    let all = report["violations"].as_array().expect("a list");
    all.iter().filter_map(|text| Some(format!("{what}: {}", text.as_str()?))).collect()
}

/// The same of a page in all its sizes.
async fn at_every_size(browser: &Browser, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (width, height) in SIZES {
        browser.resize(width, height).await;
        found.extend(violations(browser, &format!("{what} at {width}")).await);
    }
    found
}

#[tokio::test]
async fn no_page_violates_a_rule() {
    let Some(browser) = browser().await else { return };
    let dashboard = sixteen().await;
    let mut found = Vec::new();
    for language in LANGUAGES {
        for theme in THEMES {
            for page in PAGES {
                let path = format!("{page}{}", query(language, theme));
                browser.visit(&dashboard.url(&path)).await;
                found.extend(at_every_size(&browser, &path).await);
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(browser.console().await, Vec::<String>::new(), "the policy stopped nothing");
}

#[tokio::test]
async fn nothing_that_opens_violates_a_rule() {
    let Some(browser) = browser().await else { return };
    let dashboard = sixteen().await;
    let mut found = Vec::new();
    for theme in THEMES {
        let path = format!("/{}", query("en", theme));
        for (what, steps) in [
            ("the search", &["input[name=q]"][..]),
            ("the settings", &["#settings-open"]),
            ("arranging", &["#settings-open", "#settings .arrange"]),
            ("the X-ray", &[".flip"]),
        ] {
            browser.visit(&dashboard.url(&path)).await;
            for step in steps {
                browser.click(step).await;
            }
            if what == "the settings" {
                // axe-core takes what the panel covers for what lies on it.
                browser
                    .value(
                        "document.querySelectorAll('.tile').forEach((tile) => tile.hidden = true)",
                    )
                    .await;
            }
            if what == "the search" {
                browser.type_text("par").await;
                browser.until("document.querySelector('[role=option]') !== null").await;
            }
            found.extend(at_every_size(&browser, &format!("{what}, {theme}")).await);
        }
        browser.visit(&dashboard.url(&format!("/places{}&q=par", query("en", theme)))).await;
        found.extend(at_every_size(&browser, &format!("/places, {theme}")).await);
    }
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn no_board_in_trouble_violates_a_rule() {
    let Some(browser) = browser().await else { return };
    let mut dashboard = trouble().await;
    let mut found = Vec::new();
    for language in LANGUAGES {
        for theme in THEMES {
            let path = format!("/{}", query(language, theme));
            browser.visit(&dashboard.url(&path)).await;
            until_troubled(&browser).await;
            found.extend(at_every_size(&browser, &path).await);
        }
    }
    dashboard.board = None;
    browser.until(LOST).await;
    found.extend(at_every_size(&browser, "a lost board").await);
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_planted_is_found() {
    let Some(browser) = browser().await else { return };
    let (dashboard, mut widget, view) = alone("p { color: var(--line) }").await;
    widget.send(&acceptance::RogueWidget::tile(&view, "<p>faint</p>", "faint")).await;
    browser.visit(&dashboard.url(&format!("/{}", query("en", "light")))).await;
    browser.value("document.querySelector('main').append(document.createElement('img'))").await;
    let found = violations(&browser, "planted").await;
    let has = |rule: &str, place: &str| {
        found.iter().any(|text| text.contains(rule) && text.contains(place))
    };
    assert!(has("image-alt", "img"), "{found:?}");
    // In a widget's shadow root.
    assert!(has("color-contrast", "[[\".host\""), "{found:?}");
}
