//! Peers that do not behave, and the others that must not notice.

use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::{Error, Message, http::StatusCode};

use super::*;
use crate::{
    hello::receive_hello,
    protocol::{MAX_FRAME, ToBoard, ToWidget},
};

type Client = WebSocketStream<TcpStream>;

/// The messages of the board up to its close.
async fn said_by_board(client: &mut Client) -> Vec<ToWidget> {
    let mut said = Vec::new();
    loop {
        match soon(client.next()).await {
            Some(Ok(Message::Text(text))) => said.push(serde_json::from_str(&text).unwrap()),
            Some(Ok(Message::Close(_))) => return said,
            Some(Ok(_)) => {}
            other => panic!("no orderly close: {other:?}"),
        }
    }
}

fn refuse(reason: &str) -> Vec<ToWidget> {
    vec![ToWidget::Refuse { reason: reason.into() }]
}

#[tokio::test]
async fn a_bad_frame_is_refused_and_nobody_else_disturbed() {
    let patient = websocket::Pace { close: Duration::from_secs(20), ..Default::default() };
    let mut door = Door::open_at("127.0.0.1:0", None, patient).await;
    let mut dialler = Dialler::to(&door);
    let (mut widget, mut board) = (dialler.next().await, door.next().await);

    let bad = [
        (Message::text("x".repeat(MAX_FRAME + 1)), "frame of more than 262144 bytes"),
        (Message::text("x".repeat(20 * MAX_FRAME)), "frame of more than 262144 bytes"),
        (Message::binary(vec![7; 9]), "frame is not text: allowed is one JSON message in UTF-8"),
        (
            Message::text(r#"{"typ"#),
            "frame is not a message: EOF while parsing a string at line 1 column 5; allowed are \
             hello, tile, bye",
        ),
        (
            Message::text(r#"{"type":"dance"}"#),
            "frame is not a message: unknown variant `dance`, expected one of `hello`, `tile`, \
             `bye` at line 1 column 15; allowed are hello, tile, bye",
        ),
        (
            Message::text(r#"{"type":"bye"}"#),
            "frame is not a message: missing field `reason`; allowed are hello, tile, bye",
        ),
    ];
    for (frame, reason) in bad {
        let mut client = door.knock().await;
        let mut end = door.next().await;
        // The rest of a refused frame is read: a reset could destroy the refusal.
        soon(client.send(frame)).await.unwrap();
        assert_eq!(said_by_board(&mut client).await, refuse(reason));
        assert_eq!(soon(end.from_widget.recv()).await, None);
    }

    widget.to_board.send(ToBoard::Tile(Box::new(tile("lisbon")))).await.unwrap();
    let said = soon(board.from_widget.recv()).await;
    assert_eq!(said, Some(ToBoard::Tile(Box::new(tile("lisbon")))));
    board.to_widget.send(ToWidget::Watch(view("lisbon").into())).await.unwrap();
    let said = soon(widget.from_board.recv()).await;
    assert_eq!(said, Some(ToWidget::Watch(view("lisbon").into())));
}

#[tokio::test]
async fn a_bad_hello_is_refused_over_the_wire() {
    let mut door = Door::open().await;
    let mut bad_id = hello();
    bad_id.manifest.id = "../etc".into();
    let mut bad_protocol = hello();
    bad_protocol.protocol = 0;
    for (hello, start) in [(bad_id, "widget id \"../etc\""), (bad_protocol, "protocol 0")] {
        let mut client = door.knock().await;
        let mut end = door.next().await;
        let text = serde_json::to_string(&ToBoard::Hello(Box::new(hello))).unwrap();
        client.send(Message::text(text)).await.unwrap();
        let refusal = soon(receive_hello(&mut end)).await.unwrap_err().to_string();
        assert!(refusal.starts_with(start), "{refusal}");
        let message = ToWidget::Refuse { reason: refusal.clone() };
        end.to_widget.send(message).await.unwrap();
        drop(end);
        assert_eq!(said_by_board(&mut client).await, refuse(&refusal));
    }
}

#[tokio::test]
async fn messages_of_a_newer_board_are_passed_over() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let known = vec![listener.local_addr().unwrap()];
    let mut dialler = Dialler::to_all(watch::channel(known).1);
    let (stream, _) = soon(listener.accept()).await.unwrap();
    let mut board = soon(tokio_tungstenite::accept_async(stream)).await.unwrap();
    let mut widget = dialler.next().await;

    board.send(Message::text(r#"{"type":"sing","song":"fado"}"#)).await.unwrap();
    board.send(Message::text(r#"{"type":"refuse","reason":"x","new":1}"#)).await.unwrap();
    let said = soon(widget.from_board.recv()).await;
    assert_eq!(said, Some(ToWidget::Refuse { reason: "x".into() }));
}

#[tokio::test]
async fn a_wrong_token_is_answered_401() {
    let mut door = Door::open_at("127.0.0.1:0", Some("sesame"), websocket::Pace::default()).await;
    let url = format!("ws://{}", door.address);
    for shown in [None, Some("Bearer wrong"), Some("Basic sesame")] {
        let mut request = url.as_str().into_client_request().unwrap();
        if let Some(shown) = shown {
            request.headers_mut().insert("authorization", shown.parse().unwrap());
        }
        let stream = TcpStream::connect(door.address).await.unwrap();
        match soon(client_async(request, stream)).await {
            Err(Error::Http(response)) => {
                assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
                assert_eq!(response.headers()["www-authenticate"], "Bearer");
            }
            other => panic!("{shown:?} let in: {other:?}"),
        }
    }
    let mut wrong = Dialler::with_token(&door, Some("wrong"));
    let mut right = Dialler::with_token(&door, Some("sesame"));
    let (_widget, _board) = (right.next().await, door.next().await);
    assert_eq!(wrong.refusal().await, "401: link.token is missing or not the board's");
    assert!(wrong.links.try_recv().is_err());
    assert!(door.ends.try_recv().is_err());
}

#[tokio::test]
async fn a_refusal_is_told_while_no_board_takes_the_widget() {
    let mut open = Door::open().await;
    let mut full = Door::open_at("127.0.0.4:0", None, websocket::Pace::default()).await;
    let known = watch::channel(vec![open.address, full.address]).1;
    let mut dialler = Dialler::to_all(known);
    let refused = ToWidget::Refuse { reason: "full".into() };
    full.next().await.to_widget.send(refused.clone()).await.unwrap();
    assert_eq!(dialler.refusal().await, "full");

    let taken = open.next().await;
    taken.to_widget.send(ToWidget::Welcome(welcome())).await.unwrap();
    soon(dialler.standing.wait_for(|standing| standing.refusal().is_none())).await.unwrap();
    for _ in 0..2 {
        full.next().await.to_widget.send(refused.clone()).await.unwrap();
    }
    // Whoever dials again has told of the refusal before.
    full.next().await;
    assert_eq!(dialler.standing.borrow().refusal(), None);

    drop(taken);
    full.next().await.to_widget.send(refused).await.unwrap();
    assert_eq!(dialler.refusal().await, "full");
}

#[tokio::test]
async fn a_board_without_a_token_takes_any() {
    let mut door = Door::open().await;
    let mut dialler = Dialler::with_token(&door, Some("whatever"));
    let (_widget, _board) = (dialler.next().await, door.next().await);
}

#[tokio::test]
async fn a_silent_peer_loses_its_link() {
    let pace = websocket::Pace { silence: Duration::from_millis(50), ..websocket::Pace::default() };
    let mut door = Door::open_at("127.0.0.1:0", None, pace).await;
    let _mute = door.knock().await;
    let mut end = door.next().await;
    assert_eq!(soon(end.from_widget.recv()).await, None);
    soon(end.to_widget.closed()).await;
}

#[tokio::test]
async fn no_more_connections_than_allowed() {
    let mut door = Door::open().await;
    let mut held = Vec::new();
    for _ in 0..crate::MAX_CONNECTIONS {
        held.push((door.knock().await, door.next().await));
    }
    let stream = TcpStream::connect(door.address).await.unwrap();
    let request = format!("ws://{}", door.address);
    assert!(soon(client_async(request, stream)).await.is_err());

    // One that leaves makes room.
    drop(held.pop());
    loop {
        let stream = TcpStream::connect(door.address).await.unwrap();
        let request = format!("ws://{}", door.address);
        if soon(client_async(request, stream)).await.is_ok() {
            break;
        }
    }
}
