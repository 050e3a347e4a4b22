//! Pumps over a pipe, on a clock that jumps to the next event: their
//! durations are exact and cost no time.

use proptest::prelude::*;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    time::Instant,
};
use tokio_tungstenite::tungstenite::protocol::Role;

use super::*;
use crate::{
    frame::{Board, Widget},
    in_memory,
    protocol::{ToBoard, ToWidget},
    vitals::{LinkEnd, Vitals},
    websocket::{Ended, Pace, SILENCE, config, pump},
};

/// How much the pipe holds, bytes.
const PIPE: usize = 64 * 1024;

type Pumping = JoinHandle<Ended>;

/// A link over a pipe, and how each of its pumps will have ended.
fn piped() -> (WidgetEnd, BoardEnd, Pumping, Pumping) {
    let (near, far) = duplex(PIPE);
    between(near, far)
}

fn between(near: DuplexStream, far: DuplexStream) -> (WidgetEnd, BoardEnd, Pumping, Pumping) {
    let (widget, inner) = in_memory();
    let widget_pump = tokio::spawn(async move {
        let socket = WebSocketStream::from_raw_socket(near, Role::Client, Some(config())).await;
        let never = CancellationToken::new();
        pump::<Widget, _>(
            socket,
            inner.to_widget,
            inner.from_widget,
            &never,
            Pace::default(),
            &Vitals::default(),
        )
        .await
    });
    let (inner, board) = in_memory();
    let vitals = board.vitals.clone();
    let board_pump = tokio::spawn(async move {
        let socket = WebSocketStream::from_raw_socket(far, Role::Server, Some(config())).await;
        let never = CancellationToken::new();
        let (incoming, outgoing) = (inner.to_board, inner.from_board);
        pump::<Board, _>(socket, incoming, outgoing, &never, Pace::default(), &vitals).await
    });
    (widget, board, widget_pump, board_pump)
}

fn numbered(took_ms: u64, bytes: usize) -> ToBoard {
    ToBoard::Tile(Box::new(Tile { took_ms, html: "x".repeat(bytes), ..tile("lisbon") }))
}

fn number(message: Option<ToBoard>) -> u64 {
    match message {
        Some(ToBoard::Tile(tile)) => tile.took_ms,
        other => panic!("not a tile: {other:?}"),
    }
}

/// Sends until nothing has moved for a second; returns how many were taken.
async fn fill(widget: &WidgetEnd, bytes: usize) -> u64 {
    let mut taken = 0;
    let second = Duration::from_secs(1);
    while timeout(second, widget.to_board.send(numbered(taken, bytes))).await.is_ok() {
        taken += 1;
    }
    taken
}

#[tokio::test(start_paused = true)]
async fn an_idle_link_lives_on_pings() {
    let (widget, mut board, ..) = piped();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    widget.to_board.send(numbered(7, 1)).await.unwrap();
    assert_eq!(number(board.from_widget.recv().await), 7);
}

#[tokio::test(start_paused = true)]
async fn a_ping_tells_the_latency() {
    const THERE_AND_BACK: Duration = Duration::from_millis(80);
    let (near, mut to_widget) = duplex(PIPE);
    let (far, mut to_board) = duplex(PIPE);
    // A network that takes its time, one way.
    tokio::spawn(async move {
        let (mut from_widget, mut widget) = tokio::io::split(&mut to_widget);
        let (mut from_board, mut board) = tokio::io::split(&mut to_board);
        let late = async {
            let mut bytes = [0; 512];
            while let Ok(length @ 1..) = from_board.read(&mut bytes).await {
                tokio::time::sleep(THERE_AND_BACK).await;
                let _ = widget.write_all(&bytes[..length]).await;
            }
        };
        let _ = tokio::join!(late, tokio::io::copy(&mut from_widget, &mut board));
    });
    let (widget, board, ..) = between(near, far);
    assert_eq!(board.vitals.latency(), None);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(board.vitals.latency(), Some(THERE_AND_BACK));
    drop(widget);
    board.to_widget.closed().await;
    assert_eq!(board.vitals.end(), Some(&LinkEnd::Closed));
}

#[tokio::test(start_paused = true)]
async fn a_slow_consumer_holds_its_peer_back_and_loses_nothing() {
    let (widget, mut board, ..) = piped();
    let taken = fill(&widget, 2_000).await;
    // Both queues and the pipe are full, and no more than that.
    assert!((64..64 + 2 * PIPE as u64 / 2_000).contains(&taken), "{taken}");
    for expected in 0..taken {
        assert_eq!(number(board.from_widget.recv().await), expected);
    }
    widget.to_board.send(numbered(taken, 1)).await.unwrap();
    assert_eq!(number(board.from_widget.recv().await), taken);
}

#[tokio::test(start_paused = true)]
async fn a_slow_consumer_is_not_taken_for_a_dead_one() {
    let (mut widget, mut board, ..) = piped();
    // More than the board's queue holds, less than would fill the pipe.
    for took_ms in 0..60 {
        widget.to_board.send(numbered(took_ms, 1)).await.unwrap();
    }
    tokio::time::sleep(20 * SILENCE).await;
    board.to_widget.send(ToWidget::Refuse { reason: "wait".into() }).await.unwrap();
    let said = widget.from_board.recv().await;
    assert_eq!(said, Some(ToWidget::Refuse { reason: "wait".into() }));
    for expected in 0..60 {
        assert_eq!(number(board.from_widget.recv().await), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_never_reads_is_given_up() {
    let (widget, board, widget_pump, _board_pump) = piped();
    let start = Instant::now();
    fill(&widget, 2_000).await;
    let ended = widget_pump.await.unwrap();
    assert_eq!(ended.to_string(), "the peer did not read for 15s");
    assert_eq!(start.elapsed(), Duration::from_secs(15));
    widget.to_board.closed().await;
    drop(board);
}

#[tokio::test(start_paused = true)]
async fn what_a_lost_peer_said_is_still_heard() {
    let (widget, mut board, widget_pump, _board_pump) = piped();
    for took_ms in 0..60 {
        widget.to_board.send(numbered(took_ms, 1)).await.unwrap();
    }
    drop(widget);
    assert!(matches!(widget_pump.await.unwrap(), Ended::Here));
    // The board finds out while it still has to read half of it.
    board.to_widget.send(ToWidget::Watch(view("lisbon").into())).await.unwrap();
    board.to_widget.closed().await;
    for expected in 0..60 {
        assert_eq!(number(board.from_widget.recv().await), expected);
    }
    assert_eq!(board.from_widget.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn silence_is_death_on_both_sides() {
    let (near, _mute) = duplex(PIPE);
    let socket = WebSocketStream::from_raw_socket(near, Role::Server, Some(config())).await;
    let (widget, mut board) = in_memory();
    let start = Instant::now();
    let never = CancellationToken::new();
    let pace = Pace::default();
    let vitals = &board.vitals.clone();
    let (incoming, outgoing) = (widget.to_board, widget.from_board);
    let ended = pump::<Board, _>(socket, incoming, outgoing, &never, pace, vitals).await;
    assert_eq!(ended.to_string(), "silent for 15s");
    assert_eq!((vitals.end(), vitals.latency()), (Some(&LinkEnd::Silent), None));
    assert_eq!(start.elapsed(), SILENCE);
    assert_eq!(board.from_widget.recv().await, None);

    let (near, _mute) = duplex(PIPE);
    let socket = WebSocketStream::from_raw_socket(near, Role::Client, Some(config())).await;
    let (mut widget, board) = in_memory();
    let ended = pump::<Widget, _>(
        socket,
        board.to_widget,
        board.from_widget,
        &never,
        pace,
        &Vitals::default(),
    )
    .await;
    assert_eq!(ended.to_string(), "silent for 15s");
    assert_eq!(widget.from_board.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_pump_told_to_stop_says_what_was_queued() {
    let (near, far) = duplex(PIPE);
    let socket = WebSocketStream::from_raw_socket(far, Role::Server, Some(config())).await;
    let (inner, board) = in_memory();
    board.to_widget.send(ToWidget::Welcome(welcome())).await.unwrap();
    let stop = CancellationToken::new();
    stop.cancel();

    let (mut widget, outer) = in_memory();
    let widget_side = tokio::spawn(async move {
        let socket = WebSocketStream::from_raw_socket(near, Role::Client, Some(config())).await;
        let never = CancellationToken::new();
        pump::<Widget, _>(
            socket,
            outer.to_widget,
            outer.from_widget,
            &never,
            Pace::default(),
            &Vitals::default(),
        )
        .await
    });
    let pace = Pace::default();
    let ended =
        pump::<Board, _>(socket, inner.to_board, inner.from_board, &stop, pace, &Vitals::default())
            .await;
    assert!(matches!(ended, Ended::Here), "{ended}");
    assert_eq!(widget.from_board.recv().await, Some(ToWidget::Welcome(welcome())));
    assert_eq!(widget.from_board.recv().await, None);
    assert!(matches!(widget_side.await.unwrap(), Ended::ByPeer));
}

/// Feeds raw bytes to a board's pump and returns what it took for messages.
async fn heard_in(bytes: &[u8]) -> usize {
    let (mut raw, far) = duplex(PIPE);
    let socket = WebSocketStream::from_raw_socket(far, Role::Server, Some(config())).await;
    let (inner, mut board) = in_memory();
    let never = CancellationToken::new();
    let pumping = tokio::spawn(async move {
        pump::<Board, _>(
            socket,
            inner.to_board,
            inner.from_board,
            &never,
            Pace::default(),
            &Vitals::default(),
        )
        .await
    });
    raw.write_all(bytes).await.unwrap();
    drop(raw);
    let mut heard = 0;
    while board.from_widget.recv().await.is_some() {
        heard += 1;
    }
    pumping.await.expect("the pump panicked");
    heard
}

/// A client's frame of any kind, masked with zeroes, its length true or not.
fn any_frame() -> impl Strategy<Value = Vec<u8>> {
    (any::<u8>(), 0..126_u8, proptest::collection::vec(any::<u8>(), 0..126)).prop_map(
        |(head, length, payload)| [vec![head, 0x80 | length, 0, 0, 0, 0], payload].concat(),
    )
}

proptest! {
    #[test]
    fn no_bytes_break_a_board(
        noise in proptest::collection::vec(any::<u8>(), 0..200),
        frames in proptest::collection::vec(any_frame(), 0..4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        prop_assert_eq!(runtime.block_on(heard_in(&noise)), 0);
        prop_assert_eq!(runtime.block_on(heard_in(&frames.concat())), 0);
    }
}
