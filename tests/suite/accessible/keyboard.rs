//! Who has a keyboard sees where they are; who has a finger hits what they aim at.

use acceptance::{Browser, RogueWidget};
use serde_json::json;

use super::{PAGES, SIZES, THEMES, alone, contrast, faults, query};

/// Everything that can be operated and is smaller than 24 px (WCAG 2.2, 2.5.8).
const SMALL: &str = "[...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter((target) => target.checkVisibility())
    .map((target) => [target.innerText, target.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([text, { width, height }]) => `${text}: ${width} × ${height}`)";

/// Whether the focused element is marked by a line of 2 px or more that stands out.
const MARKED: &str = "(() => {
    const isMarked = (element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
            && contrast.ratio(outlineColor, element.parentElement) >= 3;
    };
    // A field may be marked by the frame that it shares with its buttons.
    const { activeElement: element } = document;
    return isMarked(element) || (element.matches('form input') && isMarked(element.form));
})()";

async fn press_tab(browser: &Browser) {
    for kind in ["keyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
        browser.devtools("Input.dispatchKeyEvent", key).await;
    }
}

#[tokio::test]
async fn focus_is_seen_and_targets_are_large_enough() {
    let Some(browser) = contrast::browser().await else { return };
    let (dashboard, mut widget, view) = alone("").await;
    // Live weather names its source, by a link.
    let mut tile = RogueWidget::tile(&view, "<p>1</p>", "1");
    tile["source"] = json!("open-meteo");
    widget.send(&tile).await;
    for theme in THEMES {
        for page in PAGES {
            for (width, height) in SIZES {
                browser.resize(width, height).await;
                browser.visit(&dashboard.url(&format!("{page}{}", query("en", theme)))).await;
                assert_eq!(
                    faults(&browser, SMALL).await,
                    Vec::<String>::new(),
                    "{page} at {width}"
                );
                let links = browser.value("document.querySelectorAll('a[href]').length").await;
                let links = links.as_u64().expect("a count");
                assert!(links > 0, "{page} has a link");
                for _ in 0..links {
                    press_tab(&browser).await;
                    let focused = browser.value("document.activeElement.outerHTML").await;
                    let is_body = browser.value("document.activeElement === document.body").await;
                    assert_eq!(is_body, false, "{page}: a link is reached by keyboard");
                    assert_eq!(browser.value(MARKED).await, true, "{page}, {theme}: {focused}");
                }
            }
        }
    }
}
