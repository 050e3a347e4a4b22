//! Finding boards, losing them, and finding them again.

use std::{
    future::ready,
    io,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::*;
use crate::protocol::{ToBoard, ToWidget};

/// The view a board asks for right away tells which board it is.
async fn greet(door: &mut Door, name: &str) -> BoardEnd {
    let end = door.next().await;
    end.to_widget.send(ToWidget::Watch(view(name).into())).await.unwrap();
    end
}

/// The name of the board at the other end.
async fn greeting(widget: &mut WidgetEnd) -> String {
    match soon(widget.from_board.recv()).await {
        Some(ToWidget::Watch(subject)) => subject.view.place.id,
        other => panic!("no greeting: {other:?}"),
    }
}

#[tokio::test]
async fn a_board_that_comes_back_is_dialled_again() {
    let mut door = Door::open().await;
    let address = door.address.to_string();
    let mut dialler = Dialler::to(&door);
    let (mut widget, _board) = (dialler.next().await, door.next().await);
    door.shut().await;
    assert_eq!(soon(widget.from_board.recv()).await, None);

    let mut door = Door::open_at(&address, None, websocket::Pace::default()).await;
    let (widget, mut board) = (dialler.next().await, door.next().await);
    widget.to_board.send(ToBoard::Bye { reason: "again".into() }).await.unwrap();
    let said = soon(board.from_widget.recv()).await;
    assert_eq!(said, Some(ToBoard::Bye { reason: "again".into() }));
}

#[tokio::test]
async fn a_board_that_starts_late_is_found() {
    let door = Door::open().await;
    let address = door.address;
    door.shut().await;
    let mut dialler = Dialler::to_all(watch::channel(vec![address]).1);
    let mut door = Door::open_at(&address.to_string(), None, websocket::Pace::default()).await;
    let (_widget, _board) = (dialler.next().await, door.next().await);
}

#[tokio::test]
async fn a_refused_link_is_dialled_again() {
    let mut door = Door::open().await;
    let mut dialler = Dialler::to(&door);
    for _ in 0..3 {
        drop((dialler.next().await, door.next().await));
    }
}

#[tokio::test]
async fn every_address_of_a_name_is_dialled() {
    let mut first = Door::open().await;
    let mut second = Door::open_at("127.0.0.2:0", None, websocket::Pace::default()).await;
    let (name, known) = watch::channel(vec![first.address]);
    let mut dialler = Dialler::to_all(known);
    let mut to_first = dialler.next().await;
    let mut first_end = greet(&mut first, "first").await;
    assert_eq!(greeting(&mut to_first).await, "first");

    name.send(vec![second.address, first.address]).unwrap();
    let mut to_second = dialler.next().await;
    let _second_end = greet(&mut second, "second").await;
    assert_eq!(greeting(&mut to_second).await, "second");

    // The first leaves the name; its link lives on until it is lost.
    name.send(vec![second.address]).unwrap();
    to_first.to_board.send(ToBoard::Bye { reason: "still here".into() }).await.unwrap();
    drop(to_first);
    assert!(soon(first_end.from_widget.recv()).await.is_some());
    assert_eq!(soon(first_end.from_widget.recv()).await, None);

    // A lost link to the second comes back, one to the first does not.
    drop(to_second);
    let (_to_second, _second_end) = (dialler.next().await, second.next().await);
    assert!(first.ends.try_recv().is_err());

    // Back in the name, it is dialled again.
    name.send(vec![second.address, first.address]).unwrap();
    let (_to_first, _first_end) = (dialler.next().await, first.next().await);
}

#[tokio::test]
async fn a_board_that_comes_back_elsewhere_is_looked_up_at_once() {
    let mut first = Door::open().await;
    let mut second = Door::open_at("127.0.0.3:0", None, websocket::Pace::default()).await;
    let (name, known) = watch::channel(vec![first.address]);
    let (sender, mut links) = mpsc::channel(8);
    let resolve = move || ready(Ok(known.borrow().clone()));
    let settings = first.settings(None);
    // Longer than this test may take.
    let pace = dial::Pace { lookup: Duration::from_secs(3600), ..dial::Pace::default() };
    let (stands, never) = (watch::Sender::default(), CancellationToken::new());
    tokio::spawn(dial_with(pace, resolve, settings, sender, stands, never));
    let (_widget, _board) = (soon(links.recv()).await.unwrap(), first.next().await);

    name.send(vec![second.address]).unwrap();
    first.shut().await;
    let (_widget, _board) = (soon(links.recv()).await.unwrap(), second.next().await);
}

#[tokio::test]
async fn a_failed_look_up_is_tried_again() {
    let mut door = Door::open().await;
    let (sender, mut links) = mpsc::channel(8);
    let lookups = AtomicUsize::new(0);
    let (address, settings) = (door.address, door.settings(None));
    let resolve = move || {
        ready(match lookups.fetch_add(1, Ordering::Relaxed) {
            0 => Err(io::Error::other("no such name")),
            1 => Ok(vec![]),
            _ => Ok(vec![address]),
        })
    };
    let (stands, never) = (watch::Sender::default(), CancellationToken::new());
    let pace = dial::Pace::default();
    tokio::spawn(dial_with(pace, resolve, settings, sender, stands, never));
    let (_widget, _board) = (soon(links.recv()).await.unwrap(), door.next().await);
}

#[tokio::test]
async fn the_dialler_stops_after_the_last_goodbye() {
    let mut door = Door::open().await;
    let mut dialler = Dialler::to(&door);
    let (widget, mut board) = (dialler.next().await, door.next().await);
    dialler.stop.cancel();
    widget.to_board.send(ToBoard::Bye { reason: "stopping".into() }).await.unwrap();
    drop(widget);
    let said = soon(board.from_widget.recv()).await;
    assert_eq!(said, Some(ToBoard::Bye { reason: "stopping".into() }));
    assert_eq!(soon(board.from_widget.recv()).await, None);
    dialler.hang_up().await;
}

#[tokio::test]
async fn a_dialler_that_reaches_nobody_stops_too() {
    let door = Door::open().await;
    let dialler = Dialler::to(&door);
    door.shut().await;
    dialler.hang_up().await;
}

#[tokio::test]
async fn a_link_that_nobody_ends_is_cut_off() {
    let mut door = Door::open().await;
    let mut dialler = Dialler::to(&door);
    let (mut widget, _board) = (dialler.next().await, door.next().await);
    dialler.hang_up().await;
    assert_eq!(soon(widget.from_board.recv()).await, None);
}

#[tokio::test]
async fn a_dialler_without_an_owner_stops() {
    let door = Door::open().await;
    let Dialler { links, dialling, .. } = Dialler::to(&door);
    drop(links);
    soon(dialling).await.unwrap();
}

#[tokio::test]
async fn a_listener_that_stops_ends_every_link() {
    let mut door = Door::open().await;
    let mut dialler = Dialler::to(&door);
    let (mut widget, mut board) = (dialler.next().await, door.next().await);
    board.to_widget.send(ToWidget::Welcome(welcome())).await.unwrap();
    door.stop.cancel();
    assert_eq!(soon(widget.from_board.recv()).await, Some(ToWidget::Welcome(welcome())));
    assert_eq!(soon(widget.from_board.recv()).await, None);
    assert_eq!(soon(board.from_widget.recv()).await, None);
    drop(widget);
    door.shut().await;
}
