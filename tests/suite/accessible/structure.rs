//! What the pages are made of, as assistive tools and browsers without scripts
//! see it.

use acceptance::{Browser, WIDGETS};
use serde_json::json;

use super::{LANGUAGES, PAGES, query, sixteen};

/// The roles of the page, as the browser tells assistive tools.
async fn roles(browser: &Browser) -> Vec<String> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("nodes");
    let seen = nodes.iter().filter(|node| node["ignored"] == false);
    seen.filter_map(|node| node["role"]["value"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn landmarks_headings_and_language_are_there() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = sixteen().await;
    for language in LANGUAGES {
        for page in PAGES {
            browser.visit(&dashboard.url(&format!("{page}{}", query(language, "auto")))).await;
            let roles = roles(&browser).await;
            let count = |role: &str| roles.iter().filter(|found| *found == role).count();
            assert_eq!(count("main"), 1, "{page}: {roles:?}");
            assert_eq!(count("banner"), 1, "{page}: {roles:?}");
            assert_eq!(count("contentinfo"), usize::from(page == "/"), "{page}: {roles:?}");
            let headings = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
                .map(({ localName }) => Number(localName[1]))";
            let levels: Vec<i64> =
                serde_json::from_value(browser.value(headings).await).expect("levels");
            assert_eq!(levels.first(), Some(&1), "{page}: {levels:?}");
            assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{page}: {levels:?}");
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{page}: {levels:?}");
            let titled = "document.title !== '' && document.querySelector('h1').innerText !== ''";
            assert_eq!(browser.value(titled).await, true, "{page}");
        }
        for page in ["/", "/styleguide"] {
            browser.visit(&dashboard.url(&format!("{page}{}", query(language, "auto")))).await;
            assert_eq!(browser.value("document.documentElement.lang").await, language, "{page}");
            let titles = "new Set([...document.querySelectorAll('.tile h2')]
                .map(({ innerText }) => innerText)).size";
            let titles = browser.value(titles).await.as_u64();
            assert!(titles >= Some(WIDGETS.len() as u64), "{page}: titles");
        }
    }
}

#[tokio::test]
async fn all_can_be_read_without_scripts() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = sixteen().await;
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    // A tile whose picture and whose words both say something.
    let speaking = "[...document.querySelectorAll('.tile')].filter((tile) => {
        const picture = tile.querySelector('.host').shadowRoot?.querySelector('div');
        return picture?.checkVisibility() && picture.innerText.trim() !== ''
            && tile.querySelector('.text').textContent.trim() !== '';
    }).length";
    browser.visit(&dashboard.url(&format!("/{}", query("en", "auto")))).await;
    assert_eq!(browser.value("document.querySelector('.clock').innerText").await, "13:00");
    assert_eq!(browser.value(speaking).await, WIDGETS.len());
    browser.visit(&dashboard.url(&format!("/styleguide{}", query("en", "auto")))).await;
    // Live and stale ones have a picture.
    assert!(browser.value(speaking).await.as_u64() >= Some(2 * WIDGETS.len() as u64));
    let tiles = "document.querySelectorAll('.tile').length";
    assert_eq!(browser.value(tiles).await, 5 * WIDGETS.len());
    browser.visit(&dashboard.url("/fleet")).await;
    let text = browser.value("document.querySelector('main').innerText").await;
    let text = text.as_str().expect("text").to_lowercase().replace(' ', "-");
    for widget in WIDGETS {
        assert!(text.contains(widget), "{widget} is not in {text}");
    }
}
