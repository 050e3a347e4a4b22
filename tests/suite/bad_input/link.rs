//! Widgets that do not behave, and those beside them that must not notice.

use acceptance::{Dashboard, RogueWidget, Stream, eventually, try_get};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::FLAT;

/// The longest frame that a board takes, bytes.
const MAX_FRAME: usize = 256 * 1024;

/// A well-behaved widget and somebody who watches it.
struct Bystander {
    widget: RogueWidget,
    view: Value,
    stream: Stream,
    updates: u32,
}

impl Bystander {
    async fn join(dashboard: &Dashboard) -> Self {
        let mut widget = RogueWidget::join(dashboard, "bystander", "").await;
        let stream = dashboard.stream("").await;
        let view = widget.receive_type("watch").await["view"].clone();
        Self { widget, view, stream, updates: 0 }
    }

    /// Its next update reaches its viewer.
    async fn assert_undisturbed(&mut self) {
        self.updates += 1;
        let words = format!("update {}", self.updates);
        self.widget.send(&RogueWidget::tile(&self.view, "<p>fine</p>", &words)).await;
        let tile = self.stream.next_where(|event| event.is_tile_of("bystander")).await;
        assert_eq!((&tile.data["text"], &tile.data["state"]), (&json!(words), &json!("live")));
    }
}

/// What a board says to a widget whose first words these are.
async fn refusal(dashboard: &Dashboard, first: Message) -> String {
    let mut widget = RogueWidget::connect(dashboard, None).await.expect("a link");
    // The board may have had enough before all is sent.
    let _ = widget.send_frame(first).await;
    let refusal = widget.receive_type("refuse").await;
    assert_eq!(widget.receive().await, None, "a refused link ends");
    refusal["reason"].as_str().expect("a reason").to_owned()
}

fn hello(change: impl FnOnce(&mut Value)) -> Message {
    let mut hello = RogueWidget::hello("rogue", "");
    change(&mut hello);
    Message::text(hello.to_string())
}

#[tokio::test]
async fn a_bad_first_frame_is_refused_with_a_reason() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut bystander = Bystander::join(&dashboard).await;
    let tile = RogueWidget::tile(&bystander.view, "<p>x</p>", "x");
    let long = MAX_FRAME + 1;
    let cases: Vec<(Message, &str)> = vec![
        (Message::text("x".repeat(long)), "more than 262144 bytes"),
        (Message::text("x".repeat(50 * long)), "more than 262144 bytes"),
        (Message::binary(vec![7; 9]), "not text"),
        (Message::text("so?"), "not a message: expected value"),
        (Message::text("{\"a\":".repeat(40_000)), "recursion limit"),
        (Message::text("[\"bye\"]"), "not a message"),
        (Message::text("{\"type\":\"dance\"}"), "allowed are hello, tile, bye"),
        (Message::text(tile.to_string()), "the first message is tile: it must be hello"),
        (hello(|hello| hello["protocol"] = json!(99)), "protocol 99 is not spoken here"),
        (hello(|hello| hello["manifest"]["id"] = json!("../etc")), "widget id \"../etc\""),
        (hello(|hello| hello["instance"]["id"] = json!("1")), "instance id \"1\""),
        (hello(|hello| hello["manifest"]["size"] = json!("vast")), "vast"),
        (hello(|hello| hello["uptime_ms"] = json!(-1)), "invalid value"),
        (hello(|hello| hello["style"] = json!("</style>")), "\"<\" is not allowed"),
        (hello(|hello| hello["style"] = json!("x".repeat(65_537))), "at most 65536"),
    ];
    let bad = cases.len();
    let memory = || dashboard.board.as_ref().expect("a board").memory();
    let before = memory();
    for (first, words) in cases {
        let reason = refusal(&dashboard, first).await;
        assert!(reason.contains(words), "{reason:?} lacks {words:?}");
        assert!(reason.len() < 1_000 && !reason.contains('\n'), "{reason}");
        bystander.assert_undisturbed().await;
        let grown = memory().saturating_sub(before);
        assert!(grown < FLAT, "the board grew by {grown} bytes until {reason:?}");
    }
    assert_eq!(dashboard.tiles("").await.len(), 1, "none of them has a tile");
    let log = dashboard.board.as_ref().expect("a board").output();
    assert!(log.matches("refused").count() >= bad, "not every refusal is logged: {log}");
}

#[tokio::test]
async fn a_bad_frame_later_ends_that_link_alone() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut bystander = Bystander::join(&dashboard).await;
    for frame in [
        Message::binary(vec![7; 9]),
        Message::text("so?"),
        Message::text("x".repeat(MAX_FRAME + 1)),
    ] {
        let mut widget = RogueWidget::join(&dashboard, "rogue", "").await;
        let _ = widget.send_frame(frame).await;
        widget.receive_type("refuse").await;
        dashboard.until_instances("rogue", 0).await;
        bystander.assert_undisturbed().await;
    }
}

#[tokio::test]
async fn a_second_hello_changes_nothing() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut bystander = Bystander::join(&dashboard).await;
    bystander.widget.send(&RogueWidget::hello("another", "")).await;
    bystander.assert_undisturbed().await;
    let tiles = dashboard.tiles("").await;
    assert_eq!(tiles.keys().collect::<Vec<_>>(), ["bystander"]);
    let log = dashboard.board.as_ref().expect("a board").output();
    assert!(log.contains("a second hello is ignored"), "{log}");
}

#[tokio::test]
async fn the_65th_widget_is_refused() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut bystander = Bystander::join(&dashboard).await;
    let mut others = Vec::new();
    for number in 1..64 {
        others.push(RogueWidget::join(&dashboard, &format!("widget-{number}"), "").await);
    }
    let reason = refusal(&dashboard, hello(|_| {})).await;
    assert!(reason.contains("64 widgets already"), "{reason}");
    bystander.assert_undisturbed().await;
    // A second instance of one of them is no 65th widget.
    RogueWidget::join(&dashboard, "widget-7", "").await;
}

#[tokio::test]
async fn who_says_nothing_is_sent_away() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut silent = RogueWidget::connect(&dashboard, None).await.expect("a link");
    let mut bystander = Bystander::join(&dashboard).await;
    bystander.assert_undisturbed().await;
    let refusal = silent.receive_type("refuse").await;
    assert_eq!(refusal["reason"], "no hello within 5 s");
    bystander.assert_undisturbed().await;
}

#[tokio::test]
async fn a_wrong_token_is_answered_401_and_no_token_is_logged() {
    let settings = [("link.token", "open-sesame"), ("log.level", "trace")];
    let mut dashboard = Dashboard::board_alone(&settings).await;
    for shown in [None, Some(""), Some("open-barley"), Some("open-sesam"), Some("open-sesame-")] {
        let refused = RogueWidget::connect(&dashboard, shown).await.err();
        let Some(Error::Http(answer)) = refused else { panic!("{shown:?}: {refused:?}") };
        assert_eq!(answer.status(), 401, "{shown:?}");
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        let words = String::from_utf8_lossy(answer.body().as_deref().unwrap_or_default());
        assert!(words.contains("Authorization: Bearer"), "{words}");
    }
    assert!(RogueWidget::connect(&dashboard, Some("open-sesame")).await.is_ok());

    dashboard.start_widget("thief", "wind", &[("link.token", "open-barley")]);
    dashboard.start_widget("friend", "wind", &[]);
    dashboard.until_instances("wind", 1).await;
    dashboard.until_tile("wind", "live", |tile| tile["state"] == "live").await;
    // The first that was started.
    let thiefs = format!("http://{}/health/ready", dashboard.address(8080));
    let health = eventually("the thief is not ready", || async {
        try_get(&thiefs).await.filter(|answer| answer.status == 503)
    })
    .await;
    assert!(health.json()["reason"].as_str().is_some_and(|it| it.contains("401")), "{health:?}");
    let thief = dashboard.take("thief");
    eventually("the thief says why it is not let in", || async {
        thief.output().contains("401").then_some(())
    })
    .await;
    let friend = dashboard.take("friend");
    for process in [&thief, &friend, dashboard.board.as_ref().expect("a board")] {
        let log = process.output();
        assert!(!log.contains("open-sesame") && !log.contains("open-barley"), "{log}");
    }
}
