//! Widgets leave a monolith and come back, and one is replaced, while viewers look on.

use std::time::{Duration, Instant};

use acceptance::{Browser, Event, Stream, WIDGETS, eventually};
use serde_json::Value;
use tokio::{sync::oneshot, task::JoinHandle};

use super::{
    all_live,
    images::{Images, mutant},
    stack::Stack,
};

/// Ten minutes of weather a second, at which every widget updates each two seconds.
pub(crate) const SPEED: acceptance::Setting = ("DASHBOARD_CLOCK__SPEED", "600");

/// No tile may go without an update for longer, but while the board is exchanged.
const GAP: Duration = Duration::from_secs(2);

/// Watches the tiles in the page: every state and every lack of a picture or of words that
/// is seen, and when the page said that there is no board.
const WITNESS: &str = "
    window.seen = { bad: [], lost: [] };
    window.mark = true;
    const count = () => document.querySelectorAll('main > .tile').length;
    const all = count();
    const look = () => {
        for (const tile of document.querySelectorAll('main > .tile')) {
            const picture = tile.querySelector('.host').shadowRoot?.querySelector('div');
            const isBlank = !picture?.firstChild || !tile.querySelector('.text').textContent;
            if (isBlank) seen.bad.push(`${tile.dataset.widget} is blank`);
            if (tile.dataset.state !== 'live') seen.bad.push(`${tile.dataset.widget} is ${tile.dataset.state}`);
        }
        if (count() !== all) seen.bad.push('a tile is not there');
        if (!document.querySelector('.empty').hidden) seen.bad.push('the board is empty');
        const isLost = document.documentElement.hasAttribute('data-lost');
        if (isLost === (seen.lost.length % 2 === 0)) seen.lost.push(performance.now());
    };
    new MutationObserver(look).observe(document.documentElement,
        { attributes: true, childList: true, subtree: true, characterData: true });
";

/// The colour of the version behind a tile.
const COLOUR: &str =
    "getComputedStyle(document.querySelector('[data-widget=wind] .xray dd')).color";

/// A viewer that records what it is told, and comes back where the stream breaks.
pub(crate) struct Viewer {
    stop: oneshot::Sender<()>,
    seen: JoinHandle<Seen>,
}

/// What a viewer was told.
#[derive(Default)]
pub(crate) struct Seen {
    events: Vec<Event>,
    /// From the end of each stream to the beginning of the next.
    breaks: Vec<(Instant, Instant)>,
}

impl Viewer {
    pub(crate) async fn watch(stack: &Stack) -> Self {
        let url = stack.dashboard.url("/events");
        let mut stream = Stream::open(&url, None).await;
        let (stop, mut stopped) = oneshot::channel();
        let seen = tokio::spawn(async move {
            let mut seen = Seen::default();
            loop {
                let event = tokio::select! {
                    event = stream.next_until_end() => event,
                    _ = &mut stopped => return seen,
                };
                match event {
                    Some(event) => seen.events.push(event),
                    None => {
                        let lost = Instant::now();
                        let again = || async { Stream::try_open(&url).await };
                        stream = eventually("the board is back", again).await;
                        seen.breaks.push((lost, Instant::now()));
                    }
                }
            }
        });
        Self { stop, seen }
    }

    pub(crate) async fn seen(self) -> Seen {
        self.stop.send(()).expect("the viewer is there");
        self.seen.await.expect("the viewer came back")
    }
}

impl Seen {
    pub(crate) fn tiles(&self, widget: &str) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.is_tile_of(widget))
    }

    /// The longest time between two updates of a tile: with a board, and over its exchange.
    fn gaps(&self, widget: &str) -> (Duration, Duration) {
        let times: Vec<Instant> = self.tiles(widget).map(|event| event.at).collect();
        let longest = |over_break: bool| {
            let pairs = times.windows(2).filter(|pair| {
                let is_over = |(lost, _): &(Instant, Instant)| (pair[0]..pair[1]).contains(lost);
                self.breaks.iter().any(is_over) == over_break
            });
            pairs.map(|pair| pair[1] - pair[0]).max().unwrap_or_default()
        };
        (longest(false), longest(true))
    }

    /// Fails where a tile was anything but live.
    pub(crate) fn is_live(&self, what: &str) {
        for event in WIDGETS.into_iter().flat_map(|widget| self.tiles(widget)) {
            assert_eq!(event.data["state"], "live", "{what}: {}", event.data);
        }
    }

    /// Fails where a tile was longer without an update than it may be.
    fn is_without_gap(&self) {
        let gaps = WIDGETS.map(|widget| (widget, self.gaps(widget)));
        let longest =
            |of: fn(&(Duration, Duration)) -> Duration| gaps.iter().map(|(_, both)| of(both)).max();
        let breaks: Vec<Duration> = self.breaks.iter().map(|(lost, back)| *back - *lost).collect();
        println!("longest gap: {:.2?}", longest(|(with, _)| *with));
        println!(
            "over an exchange: {:.2?}; without a stream: {breaks:.2?}",
            longest(|(_, over)| *over)
        );
        for (widget, (gap, _)) in gaps {
            assert!(gap <= GAP, "{widget} was silent for {gap:?}");
        }
    }
}

/// Runs a verb that is to succeed, while the viewers go on.
pub(crate) fn succeed(stack: &Stack, verb: &[&str]) -> String {
    let began = Instant::now();
    let said = tokio::task::block_in_place(|| stack.xtask(verb));
    println!("{verb:?} after {:.1?}:\n{}", began.elapsed(), said.text);
    assert!(said.is_success, "{verb:?}: {}", said.text);
    said.text
}

/// What happened to a widget, the newest first: the codes of the events and their reasons.
async fn story(stack: &Stack, widget: &str) -> Vec<(String, Value)> {
    let fleet = stack.dashboard.get("/api/fleet").await.json();
    let events = fleet["events"].as_array().expect("events").iter();
    let of_it = events.filter(|event| event["widget"] == widget);
    of_it.map(|one| (one["event"].as_str().unwrap().into(), one["why"].clone())).collect()
}

async fn version(stack: &Stack) -> String {
    let tiles = stack.dashboard.tiles("").await;
    tiles["wind"]["instance"]["version"].as_str().expect("a version").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_misses_a_tile_while_a_monolith_is_taken_apart_and_put_together() {
    let images = Images::tagged();
    let stack = Stack::up("monolith", &[SPEED, images.setting()]).await;
    let browser = Browser::open(1280, 800).await;
    if let Some(browser) = &browser {
        browser.visit(&stack.dashboard.url("/?place=lisbon&units=metric&lang=en&theme=dark")).await;
        browser.until(&all_live()).await;
        browser.value(&format!("void eval({})", Value::from(WITNESS))).await;
    }
    let viewer = Viewer::watch(&stack).await;

    succeed(&stack, &["split", "wind"]);
    assert_eq!(story(&stack, "wind").await[0], ("took_over".into(), "dialled".into()));
    succeed(&stack, &["merge", "wind"]);
    let (last, why) = story(&stack, "wind").await.remove(0);
    assert_eq!((last.as_str(), why), ("took_over", "left".into()));

    succeed(&stack, &["split", "--all"]);
    assert_eq!(stack.containers().len(), WIDGETS.len() + 1);
    assert!(stack.containers().contains_key("frontend"));

    let ours = version(&stack).await;
    let colour = colour(browser.as_ref()).await;
    succeed(&stack, &["replace", "wind", "--image", &mutant(&images, "good")]);
    assert_eq!(version(&stack).await, "9.9.9");
    assert!(story(&stack, "wind").await.contains(&("took_over".into(), "newer".into())));
    assert_ne!(self::colour(browser.as_ref()).await, colour, "the colours move");
    succeed(&stack, &["rollback", "wind"]);
    assert_eq!(version(&stack).await, ours);
    assert_eq!(self::colour(browser.as_ref()).await, colour);

    succeed(&stack, &["merge", "--all"]);
    assert_eq!(stack.containers().into_keys().collect::<Vec<_>>(), ["monolith"]);

    let seen = viewer.seen().await;
    assert_eq!(seen.breaks.len(), 2, "one for each exchange: {:?}", seen.breaks);
    seen.is_live("all the time");
    if let Some(browser) = browser {
        browser.until("seen.lost.length === 4").await;
        let lost = browser.value("seen.lost").await;
        let lost: Vec<f64> = lost.as_array().unwrap().iter().filter_map(Value::as_f64).collect();
        println!(
            "the page said so for {:.0} ms, then {:.0} ms",
            lost[1] - lost[0],
            lost[3] - lost[2]
        );
        assert_eq!(browser.value("seen.bad").await, Value::Array(Vec::new()));
        assert_eq!(browser.value("window.mark").await, true, "without a reload");
    }
    seen.is_without_gap();
}

/// The colour of the version behind the tile of `wind`, where there is a browser.
async fn colour(browser: Option<&Browser>) -> Option<Value> {
    let browser = browser?;
    // The page hears of the last takeover a moment after the board knows.
    let showing = "document.querySelector('[data-widget=wind]').dataset.instance";
    let known = browser
        .value(&format!(
            "fetch('api/tiles/wind?place=lisbon&units=metric&lang=en')
        .then((answer) => answer.json()).then((tile) => tile.instance.id)"
        ))
        .await;
    browser.until(&format!("{showing} === {known}")).await;
    Some(browser.value(COLOUR).await)
}
