//! What brought the ancestor down: viewers that come and go during updates.

use std::time::{Duration, Instant};

use acceptance::{Dashboard, RogueWidget, get_as};
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};

/// A hundred a second, of both.
const EVERY: Duration = Duration::from_millis(10);
const FOR: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn viewers_come_and_go_at_100_a_second_during_100_updates_a_second() {
    let dashboard = Dashboard::board_alone(&[]).await;
    let mut widget = RogueWidget::join(&dashboard, "busy", "").await;
    let mut steady = dashboard.stream("").await;
    let view = widget.receive_type("watch").await["view"].clone();
    let board = dashboard.address(3030);

    let (mut sent, mut came) = (0_u32, 0_u32);
    let mut leaving = JoinSet::new();
    let mut tick = tokio::time::interval(EVERY);
    let began = Instant::now();
    let reader = tokio::spawn(async move {
        let mut updates = Vec::new();
        loop {
            let event = steady.next().await;
            if event.is_tile_of("busy") {
                updates.push(event.at);
            }
            if event.data["text"] == "last" {
                return updates;
            }
        }
    });
    while began.elapsed() < FOR {
        tick.tick().await;
        sent += 1;
        let text = format!("update {sent}");
        widget.send(&RogueWidget::tile(&view, "<p>busy</p>", &text)).await;
        came += 1;
        leaving.spawn(async move {
            let mut viewer = TcpStream::connect(board).await.expect("the board takes viewers");
            viewer.write_all(b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("a request");
            // Some read a little, and all leave without a word.
            let mut first = [0; 64];
            tokio::io::AsyncReadExt::read(&mut viewer, &mut first).await.expect("an answer")
        });
        while leaving.try_join_next().is_some() {}
    }
    while let Some(read) = leaving.join_next().await {
        assert!(read.expect("no viewer fails") > 0);
    }
    widget.send(&RogueWidget::tile(&view, "<p>busy</p>", "last")).await;
    let updates = tokio::time::timeout(acceptance::WITHIN, reader)
        .await
        .expect("the last update arrives")
        .expect("the steady viewer's stream was whole");
    assert!(came > 5_000, "only {came} viewers came");
    let taken = &dashboard.instances("busy").await[0]["tiles"];
    assert_eq!(*taken, sent + 1, "the board lost updates");
    // Two updates in one breath may arrive as the newer one, but never later than this.
    let gap = updates.windows(2).map(|pair| pair[1] - pair[0]).max().expect("updates");
    eprintln!(
        "{came} viewers came and went; {} of {sent} updates seen; longest gap {gap:?}",
        updates.len()
    );
    assert!(gap < Duration::from_secs(1), "the steady viewer heard nothing for {gap:?}");
    assert!(updates.len() > 4_000, "only {} updates of {sent} were seen", updates.len());
    assert_eq!(get_as(&dashboard.url("/"), &[]).await.status, 200);
    dashboard.until_metric("board_viewers", |viewers| viewers == 0.0).await;
}
