//! Both transports behave the same.

use super::*;
use crate::{
    hello::receive_hello,
    in_memory,
    protocol::{ToBoard, ToWidget},
};

/// A link and what keeps it up.
struct Link {
    widget: WidgetEnd,
    board: BoardEnd,
    _up: Option<(Door, Dialler)>,
}

async fn over(transport: &str) -> Link {
    if transport == "memory" {
        let (widget, board) = in_memory();
        return Link { widget, board, _up: None };
    }
    let mut door = Door::open().await;
    let mut dialler = Dialler::to(&door);
    let (widget, board) = (dialler.next().await, door.next().await);
    Link { widget, board, _up: Some((door, dialler)) }
}

const TRANSPORTS: [&str; 2] = ["memory", "websocket"];

#[tokio::test]
async fn a_link_lives_from_hello_to_bye() {
    for transport in TRANSPORTS {
        let Link { mut widget, mut board, _up } = over(transport).await;
        widget.to_board.send(ToBoard::Hello(Box::new(hello()))).await.unwrap();
        assert_eq!(soon(receive_hello(&mut board)).await, Ok(hello()), "{transport}");

        board.to_widget.send(ToWidget::Welcome(welcome())).await.unwrap();
        board.to_widget.send(ToWidget::Watch(view("lisbon").into())).await.unwrap();
        let said = soon(widget.from_board.recv()).await;
        assert_eq!(said, Some(ToWidget::Welcome(welcome())), "{transport}");
        let said = soon(widget.from_board.recv()).await;
        assert_eq!(said, Some(ToWidget::Watch(view("lisbon").into())), "{transport}");

        widget.to_board.send(ToBoard::Tile(Box::new(tile("lisbon")))).await.unwrap();
        widget.to_board.send(ToBoard::Bye { reason: "enough".into() }).await.unwrap();
        drop(widget);
        let said = soon(board.from_widget.recv()).await;
        assert_eq!(said, Some(ToBoard::Tile(Box::new(tile("lisbon")))), "{transport}");
        let said = soon(board.from_widget.recv()).await;
        assert_eq!(said, Some(ToBoard::Bye { reason: "enough".into() }), "{transport}");
        assert_eq!(soon(board.from_widget.recv()).await, None, "{transport}");
        soon(board.to_widget.closed()).await;
    }
}

#[tokio::test]
async fn a_refusal_right_before_the_end_arrives() {
    for transport in TRANSPORTS {
        let Link { mut widget, board, _up } = over(transport).await;
        // What the widget is saying meanwhile must not destroy the refusal.
        for _ in 0..8 {
            let _ = widget.to_board.send(ToBoard::Tile(Box::new(tile("lisbon")))).await;
        }
        board.to_widget.send(ToWidget::Refuse { reason: "full".into() }).await.unwrap();
        drop(board);
        let said = soon(widget.from_board.recv()).await;
        assert_eq!(said, Some(ToWidget::Refuse { reason: "full".into() }), "{transport}");
        assert_eq!(soon(widget.from_board.recv()).await, None, "{transport}");
    }
}

#[tokio::test]
async fn many_large_messages_arrive_whole_and_in_order() {
    const TILES: u64 = 300;
    for transport in TRANSPORTS {
        let Link { widget, mut board, _up } = over(transport).await;
        let large = Tile { html: "x".repeat(100_000), ..tile("lisbon") };
        let sending = tokio::spawn(async move {
            for took_ms in 0..TILES {
                let message = ToBoard::Tile(Box::new(Tile { took_ms, ..large.clone() }));
                widget.to_board.send(message).await.unwrap();
            }
        });
        for expected in 0..TILES {
            match soon(board.from_widget.recv()).await {
                Some(ToBoard::Tile(tile)) => assert_eq!(tile.took_ms, expected, "{transport}"),
                other => panic!("{transport}: {other:?} for tile {expected}"),
            }
        }
        soon(sending).await.unwrap();
        assert_eq!(soon(board.from_widget.recv()).await, None, "{transport}");
    }
}

#[tokio::test]
async fn a_board_that_lets_go_of_its_receiver_may_still_speak() {
    for transport in TRANSPORTS {
        let Link { mut widget, board, _up } = over(transport).await;
        let BoardEnd { to_widget, from_widget, .. } = board;
        drop(from_widget);
        let _ = widget.to_board.send(ToBoard::Bye { reason: "unheard".into() }).await;
        to_widget.send(ToWidget::Refuse { reason: "late".into() }).await.unwrap();
        let said = soon(widget.from_board.recv()).await;
        assert_eq!(said, Some(ToWidget::Refuse { reason: "late".into() }), "{transport}");
    }
}

#[tokio::test]
async fn an_end_says_where_its_peer_is() {
    let memory = over("memory").await.board;
    assert_eq!((memory.origin, memory.peer.as_str()), (crate::Origin::BuiltIn, "memory"));
    let dialled = over("websocket").await.board;
    assert_eq!(dialled.origin, crate::Origin::Dialled);
    assert!(dialled.peer.starts_with("127.0.0.1:"), "{}", dialled.peer);
}
