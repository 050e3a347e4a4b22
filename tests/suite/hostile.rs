//! Hostile widgets in a real browser: nothing of theirs runs, nothing is
//! fetched from elsewhere, and no neighbour is covered.

#![expect(clippy::expect_used, reason = "tests fail loudly")]

#[path = "hostile/site.rs"]
mod site;
#[path = "hostile/traps.rs"]
mod traps;

use acceptance::{Browser, Dashboard, RogueWidget, Topology, eventually};
use serde_json::{Value, json};
use site::Site;
use traps::{Harm, Trap};

/// A whole board on a usual screen.
const SCREEN: (u32, u32) = (1280, 800);

/// A neighbour sits after every so many hostile widgets.
const NEIGHBOUR_EVERY: usize = 7;

/// In every page, before anything else: who ran, and what the policy stopped.
const WITNESS: &str = "
    window.witness = { ran: [], stopped: [] };
    Object.defineProperty(window, 'ran', { set: (number) => witness.ran.push(number) });
    addEventListener('securitypolicyviolation', ({ blockedURI }) =>
        witness.stopped.push(blockedURI));
    window.everything = (root = document) => [...root.querySelectorAll('*')].flatMap((element) =>
        [element, ...(element.shadowRoot ? everything(element.shadowRoot) : [])]);
    window.isReached = (element) => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const [x, y, in_] = [(left + right) / 2, (top + bottom) / 2, 12];
        const points = [[x, y], [left + in_, top + in_], [right - in_, top + in_],
            [left + in_, bottom - in_], [right - in_, bottom - in_]];
        return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
    };
";

/// Points at and clicks on everything that widgets made.
const POKE: &str = "everything(document.querySelector('main')).forEach((element) => ['mouseover', 'click'].forEach((type) =>
    element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))))";

/// Resolves when the page has loaded and drawn something after everything before.
const LATER: &str = "fetch('health/live').then(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))";

/// What could act, whether or not it has; a style sheet stands directly in its shadow root.
const ACTORS: &str = "everything(document.querySelector('main')).filter((element) =>
    element.matches('script, link, meta, base, iframe, object, embed, img, image, use, a, form, \
        input, video, template, animate, set, foreignObject, feImage, * style')
    || [...element.attributes].some(({ name, value }) =>
        /^on|^style$|href|^src/.test(name) || /url\\((?!#)|javascript:/i.test(value)))
    .map((element) => element.outerHTML)";

/// Neighbours, and the board's own header, that cannot be reached everywhere.
const COVERED: &str = "[...document.querySelectorAll('.top, [data-widget^=neighbour]')]
    .filter((element) => !isReached(element)).map((element) => element.outerHTML)";

/// Takes the walls of every picture's box down.
const UNBOX: &str = "document.querySelectorAll('.picture').forEach(({ style }) =>
    Object.assign(style, { contain: 'none', overflow: 'visible' }))";

/// What came from elsewhere; what the policy stopped has an entry too.
const LOADED: &str = "performance.getEntriesByType('resource')
    .map(({ name }) => name.split('#')[0])
    .filter((name) => !name.startsWith(`${location.origin}/`) && !witness.stopped.includes(name))";

async fn browser() -> Option<Browser> {
    let browser = Browser::open(SCREEN.0, SCREEN.1).await?;
    browser.before_every_page(WITNESS).await;
    Some(browser)
}

/// The page has a tile of `widget` with these words.
fn shows(widget: &str, words: &str) -> String {
    let text = format!("document.querySelector('[data-widget={widget}] > .text')");
    format!("{text}?.textContent === {}", json!(words))
}

/// A board without widgets, with the view that [`page`] shows kept ready.
async fn board() -> Dashboard {
    Dashboard::board_alone(&[("board.places", "lisbon")]).await
}

fn page(dashboard: &Dashboard) -> String {
    dashboard.url("/?place=lisbon&units=metric&lang=en")
}

/// A widget that a test plays, with the view it is to draw.
struct Player {
    widget: RogueWidget,
    view: Value,
}

impl Player {
    /// Joins as the widget with this place in the order.
    async fn join(dashboard: &Dashboard, id: &str, order: usize, style: &str) -> Self {
        let mut hello = RogueWidget::hello(id, style);
        hello["manifest"]["order"] = json!(order);
        let mut widget = RogueWidget::connect(dashboard, None).await.expect("a link");
        widget.send(&hello).await;
        let view = widget.receive_type("watch").await["view"].clone();
        Self { widget, view }
    }

    async fn draw(&mut self, html: &str, words: &str) {
        self.widget.send(&RogueWidget::tile(&self.view, html, words)).await;
    }
}

/// Every trap on one board, with neighbours between them.
struct Ambush {
    traps: Vec<(Player, Trap)>,
    neighbours: Vec<Player>,
}

impl Ambush {
    async fn lay(dashboard: &Dashboard, elsewhere: &Site) -> Self {
        let mut ambush = Self { traps: Vec::new(), neighbours: Vec::new() };
        for (number, trap) in traps::all(&elsewhere.url()).into_iter().enumerate() {
            let order = 2 * number;
            let id = format!("trap-{number}");
            ambush.traps.push((Player::join(dashboard, &id, order, &trap.style).await, trap));
            if number % NEIGHBOUR_EVERY == 0 {
                let id = format!("neighbour-{number}");
                ambush.neighbours.push(Player::join(dashboard, &id, order + 1, "").await);
            }
        }
        ambush
    }

    /// Every tile, with words that are hostile too.
    async fn spring(&mut self, words: &str) {
        for (player, trap) in &mut self.traps {
            player.draw(&trap.html, words).await;
        }
        for player in &mut self.neighbours {
            player.draw("<p>a good neighbour</p>", words).await;
        }
    }

    /// Waits until the page shows every tile, does what a viewer may do, and
    /// looks whether any harm came of it.
    async fn assert_harmless(&self, browser: &Browser, words: &str, elsewhere: &Site) {
        let all = self.traps.len() + self.neighbours.len();
        let shown = "[...document.querySelectorAll('main > article > .text')]
            .filter(({ textContent }) => textContent === WORDS).length === ALL";
        let shown = shown.replace("WORDS", &json!(words).to_string());
        browser.until(&shown.replace("ALL", &all.to_string())).await;
        browser.value(POKE).await;
        browser.value(LATER).await;
        assert_eq!(browser.value("witness.ran").await, json!([]), "a script ran");
        assert!(!browser.has_dialog().await);
        assert_eq!(browser.value(ACTORS).await, json!([]), "something is left that may act");
        assert_eq!(elsewhere.asked(), Vec::<String>::new(), "another host was asked");
        assert_eq!(elsewhere.connections(), 0, "another host was called");
        assert_eq!(browser.value(LOADED).await, json!([]), "something came from elsewhere");
        assert_eq!(browser.value(COVERED).await, json!([]), "a neighbour is covered");
    }
}

/// Words that must stay words.
const WORDS: &str = "<img src=x onerror='top.ran=999'></p><script>top.ran=999</script>";

#[tokio::test]
async fn hostile_widgets_do_no_harm_in_the_first_page() {
    let Some(browser) = browser().await else {
        return;
    };
    let elsewhere = Site::serving(|_| String::new()).await;
    let dashboard = board().await;
    let mut ambush = Ambush::lay(&dashboard, &elsewhere).await;
    ambush.spring(WORDS).await;
    eventually("the board has every tile", || async {
        let tiles = dashboard.tiles("").await;
        tiles.values().all(|tile| tile["state"] == "live").then_some(())
    })
    .await;
    browser.visit(&page(&dashboard)).await;
    ambush.assert_harmless(&browser, WORDS, &elsewhere).await;

    // The same once more by the stream, over what stands already.
    let more = &format!("more {WORDS}");
    ambush.spring(more).await;
    ambush.assert_harmless(&browser, more, &elsewhere).await;

    // It is the box around each picture that keeps the neighbours free.
    browser.value(UNBOX).await;
    assert_ne!(browser.value(COVERED).await, json!([]), "nothing covers though nothing is boxed");
}

#[tokio::test]
async fn hostile_widgets_do_no_harm_in_an_open_page() {
    let Some(browser) = browser().await else {
        return;
    };
    let elsewhere = Site::serving(|_| String::new()).await;
    let dashboard = board().await;
    browser.visit(&page(&dashboard)).await;
    let mut ambush = Ambush::lay(&dashboard, &elsewhere).await;
    ambush.spring(WORDS).await;
    ambush.assert_harmless(&browser, WORDS, &elsewhere).await;

    browser.visit(&dashboard.url("/fleet")).await;
    assert_eq!(browser.value("witness.ran").await, json!([]));
}

#[tokio::test]
async fn no_sheet_paints_over_a_neighbour() {
    let Some(browser) = browser().await else {
        return;
    };
    let dashboard = board().await;
    let mut neighbour = Player::join(&dashboard, "neighbour", 1, "").await;
    neighbour.draw("<p>a good neighbour</p>", "good").await;
    let mut trap = Player::join(&dashboard, "trap", 0, "").await;
    trap.draw("<p>x</p>", "clean").await;
    browser.visit(&page(&dashboard)).await;
    browser.until(&shows("trap", "clean")).await;
    let clean = browser.picture("[data-widget=neighbour] .picture").await;
    for (number, Trap { html, style, .. }) in traps::all("").iter().enumerate() {
        if style.is_empty() {
            continue;
        }
        drop(trap);
        dashboard.until_instances("trap", 0).await;
        trap = Player::join(&dashboard, "trap", 0, style).await;
        trap.draw(html, &format!("trap {number}")).await;
        browser.until(&shows("trap", &format!("trap {number}"))).await;
        let picture = browser.picture("[data-widget=neighbour] .picture").await;
        assert!(picture == clean, "{style} paints over a neighbour");
        assert_eq!(browser.value(COVERED).await, json!([]), "{style} covers a neighbour");
    }
}

/// The proof that the tests above can fail: without the board's walls every
/// trap does what it is said to do, and is seen doing it.
#[tokio::test]
async fn on_an_unprotected_page_the_traps_are_seen_to_work() {
    let Some(browser) = browser().await else {
        return;
    };
    let elsewhere = Site::serving(|_| String::new()).await;
    let traps = traps::all(&elsewhere.url());
    let unprotected = Site::serving(move |path| {
        let number: Option<usize> = path.trim_matches('/').parse().ok();
        let trap = number.and_then(|number| traps.get(number));
        trap.map_or_else(
            || unprotected("<p>x</p>", ""),
            |trap| unprotected(&trap.html, &trap.style),
        )
    })
    .await;
    browser.visit(&unprotected.url()).await;
    let clean = browser.picture("aside").await;
    assert_eq!(browser.value("isReached(document.querySelector('aside'))").await, true);
    for (number, trap) in traps::all(&elsewhere.url()).iter().enumerate() {
        browser.visit(&format!("{}/{number}", unprotected.url())).await;
        let html = &trap.html;
        match trap.harm {
            Harm::Runs => {
                browser.value(POKE).await;
                browser.value(LATER).await;
                let ran = browser.value(&format!("witness.ran.includes({number})")).await;
                assert_eq!(ran, true, "{html} does not run");
            }
            Harm::Fetches => {
                let path = format!("/{number}");
                eventually(&format!("{html} fetches"), || async {
                    elsewhere.asked().contains(&path).then_some(())
                })
                .await;
            }
            Harm::Covers => {
                let reached = browser.value("isReached(document.querySelector('aside'))").await;
                assert_eq!(reached, false, "{html} with {} covers nothing", trap.style);
            }
            Harm::Paints => {
                let picture = browser.picture("aside").await;
                assert!(picture != clean, "{} paints nothing", trap.style);
            }
            Harm::None => {}
        }
    }
}

#[tokio::test]
async fn a_page_keeps_up_within_its_own_policy() {
    let Some(browser) = browser().await else {
        return;
    };
    let dashboard = Dashboard::spawn(Topology::Monolith, &[("board.places", "lisbon")]).await;
    browser.visit(&page(&dashboard)).await;
    browser.value("window.mark = document.querySelector('main article')").await;

    let blue = ".x { color: rgb(1, 2, 3) }";
    let mut late = Player::join(&dashboard, "late", 9_999, blue).await;
    for words in ["first", "second"] {
        late.draw(&format!("<p class='x'>{words}</p>"), words).await;
        browser.until(&shows("late", words)).await;
    }
    let picture =
        "document.querySelector('[data-widget=late] .host').shadowRoot.querySelector('.x')";
    assert_eq!(browser.value(&format!("{picture}.textContent")).await, "second");
    let colour = browser.value(&format!("getComputedStyle({picture}).color")).await;
    assert_eq!(colour, "rgb(1, 2, 3)", "the sheet of a widget that joined late is adopted");
    assert_eq!(browser.value("mark.isConnected").await, true, "the page was loaded anew");
    assert_eq!(browser.value("witness.stopped").await, json!([]));
    assert_eq!(browser.console().await, Vec::<String>::new());
}

/// The page of a picture as a careless board would make it.
fn unprotected(html: &str, style: &str) -> String {
    format!(
        "<!doctype html><title>Unprotected</title><style>\
         aside,.host{{display:block;height:90px}} .host{{position:relative}}</style>\
         <main><aside>a neighbour</aside><article><div><div class='host'>\
         <template shadowrootmode='open'><style>{style}</style><div>{html}</div></template>\
         </div></div></article></main>"
    )
}
