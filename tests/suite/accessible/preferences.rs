//! What a viewer asks of their browser holds on the pages: size, spacing,
//! motion, contrast, colours.

use acceptance::{Browser, RogueWidget};
use serde_json::json;

use super::{
    LANGUAGES, PAGES, THEMES, alone, contrast, faults, query, sixteen, trouble, until_troubled,
};

/// Words outside of pictures that do not fit where they stand.
const CUT: &str = "[...document.querySelectorAll('h1, h2, p:not(.text), footer, span, a')]
    .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1
        && getComputedStyle(element).display !== 'inline')
    .map((element) => `${element.className} ${element.innerText}`)";

/// Everything that moves on its own.
const MOVING: &str =
    "[document, ...[...document.querySelectorAll('.host')].map((host) => host.shadowRoot)]
    .flatMap((root) => root.getAnimations())
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => effect.target.outerHTML.slice(0, 80))";

#[tokio::test]
async fn at_400_percent_nothing_scrolls_sideways() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = trouble().await;
    // What 1280 CSS pixels are at 400 %.
    browser.resize(320, 256).await;
    for language in LANGUAGES {
        let path = format!("/{}", query(language, "dark"));
        browser.visit(&dashboard.url(&path)).await;
        until_troubled(&browser).await;
        assert_eq!(browser.value("document.documentElement.scrollWidth <= 320").await, true);
        assert_eq!(faults(&browser, CUT).await, Vec::<String>::new(), "{path}");
    }
    let dashboard = sixteen().await;
    for page in ["/styleguide", "/fleet"] {
        browser.visit(&dashboard.url(&format!("{page}{}", query("de", "dark")))).await;
        let width = browser.value("document.documentElement.scrollWidth").await;
        assert!(width.as_u64() <= Some(320), "{page}: {width}");
    }
}

#[tokio::test]
async fn wider_spacing_loses_no_words() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = trouble().await;
    // The least that WCAG 2.2, 1.4.12 asks for.
    let space = "(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; \
            word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
        document.adoptedStyleSheets.push(sheet);
    })()";
    // Below its tile a word would be cut off, or cover another.
    let outside = "[...document.querySelectorAll('main > .tile')].flatMap((tile) => {
        const { bottom, right } = tile.getBoundingClientRect();
        return [...tile.querySelectorAll('h2, .state, .reason, footer *')]
            .map((element) => [element, element.getBoundingClientRect()])
            .filter(([, box]) => box.width > 0 && (box.bottom > bottom + 1 || box.right > right + 1))
            .map(([element]) => `${tile.dataset.widget} ${element.className} ${element.innerText}`);
    })";
    for (width, height) in [(1920, 1080), (1280, 800), (390, 844)] {
        browser.resize(width, height).await;
        for language in LANGUAGES {
            browser.visit(&dashboard.url(&format!("/{}", query(language, "dark")))).await;
            until_troubled(&browser).await;
            browser.value(space).await;
            for script in [CUT, outside] {
                let found = faults(&browser, script).await;
                assert_eq!(found, Vec::<String>::new(), "{language} at {width}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_moves_where_motion_is_not_welcome() {
    let Some(browser) = Browser::open(1280, 800).await else { return };
    let dashboard = sixteen().await;
    for page in PAGES {
        let url = dashboard.url(&format!("{page}{}", query("en", "dark")));
        browser.prefer("prefers-reduced-motion", "no-preference").await;
        browser.visit(&url).await;
        if page != "/fleet" {
            assert_ne!(faults(&browser, MOVING).await, Vec::<String>::new(), "{page} moves");
        }
        browser.prefer("prefers-reduced-motion", "reduce").await;
        browser.visit(&url).await;
        assert_eq!(faults(&browser, MOVING).await, Vec::<String>::new(), "{page}");
    }
}

#[tokio::test]
async fn more_contrast_is_given_where_it_is_asked_for() {
    let Some(browser) = contrast::browser().await else { return };
    let (dashboard, mut widget, view) = alone("p { color: var(--ink-soft) }").await;
    widget.send(&RogueWidget::tile(&view, "<p>1</p>", "1")).await;
    // Of the border, and of the softest words.
    let ratios = "(() => {
        const tile = document.querySelector('.tile');
        const title = tile.querySelector('h2');
        return [
            contrast.ratio(getComputedStyle(tile).borderTopColor, tile),
            contrast.ratio(getComputedStyle(title).color, title),
        ];
    })()";
    for theme in THEMES {
        let url = dashboard.url(&format!("/{}", query("en", theme)));
        let mut found: Vec<[f64; 2]> = Vec::new();
        for preference in ["no-preference", "more"] {
            browser.prefer("prefers-contrast", preference).await;
            browser.visit(&url).await;
            found.push(serde_json::from_value(browser.value(ratios).await).expect("two ratios"));
        }
        let [[_, words], [more_line, more_words]] = found[..] else { panic!("two answers") };
        assert!(more_line >= 4.5, "{theme}: {found:?}");
        assert!(more_words >= 7.0 && more_words > words, "{theme}: {found:?}");
    }
}

#[tokio::test]
async fn states_are_told_apart_where_the_viewer_chooses_the_colours() {
    let Some(browser) = contrast::browser().await else { return };
    let dashboard = sixteen().await;
    browser.prefer("forced-colors", "active").await;
    let tile = |state: &str| {
        format!(
            "(() => {{
                const tile = document.querySelector('[data-state={state}]');
                const {{ borderTopStyle, borderTopWidth, borderTopColor }} = getComputedStyle(tile);
                return [
                    borderTopStyle,
                    parseFloat(borderTopWidth) >= 1 && contrast.ratio(borderTopColor, tile) >= 3,
                    tile.querySelector('.state').innerText,
                ];
            }})()"
        )
    };
    for theme in THEMES {
        browser.visit(&dashboard.url(&format!("/styleguide{}", query("en", theme)))).await;
        let active = "matchMedia('(forced-colors: active)').matches";
        assert_eq!(browser.value(active).await, true);
        for (state, style, word) in [
            ("live", "solid", ""),
            ("stale", "dashed", "Stale"),
            ("failed", "dashed", "Failed"),
            ("no_coverage", "dotted", "Not here"),
            ("waiting", "dotted", "Waiting"),
        ] {
            let seen = browser.value(&tile(state)).await;
            assert_eq!(seen, json!([style, true, word]), "{theme}: {state}");
        }
        assert_eq!(faults(&browser, "contrast.faults()").await, Vec::<String>::new(), "{theme}");
    }
}
