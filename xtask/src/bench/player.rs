//! A widget that the bench plays: it dials the board, and sends whole tiles when told.

use std::{
    sync::mpsc as std_mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use link::{
    DialSettings, WidgetEnd,
    protocol::{
        Hello, Instance, Manifest, PROTOCOL, Size, Subject, Tile, TileState, ToBoard, ToWidget,
    },
};
use tokio::{runtime, sync::mpsc};
use tokio_util::sync::CancellationToken;
use weather::{SourceKind, Timestamp};

use super::mark::{self, Mark};

/// The id of the widget; the figures are of its tiles.
pub(super) const ID: &str = "bench-player";
/// About how large the event of a tile is, bytes.
const TILE: usize = 4_000;
/// How long the board may take to ask for the first tile.
const WITHIN: Duration = Duration::from_secs(10);

/// The widget, on a thread of its own; it leaves when dropped.
pub(super) struct Player {
    marks: Option<mpsc::UnboundedSender<Mark>>,
    thread: Option<JoinHandle<Result<()>>>,
}

impl Player {
    /// Joins the board whose link port is at `address`, host and port. Somebody must look
    /// at a view of that board: its tiles are of the first view that it is asked for.
    ///
    /// # Errors
    /// When the board does not take it, or asks for nothing.
    pub(super) fn join(address: &str) -> Result<Self> {
        let board = format!("ws://{address}").parse()?;
        let settings = DialSettings { board, token: None };
        let (marks, told) = mpsc::unbounded_channel();
        let (asked, is_asked) = std_mpsc::channel();
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = thread::spawn(move || runtime.block_on(play(settings, told, asked)));
        is_asked.recv_timeout(WITHIN).context("the board asks the player for nothing")?;
        Ok(Self { marks: Some(marks), thread: Some(thread) })
    }

    /// Sends a tile with this mark after those before.
    ///
    /// # Errors
    /// When the link has ended.
    pub(super) fn send(&self, mark: Mark) -> Result<()> {
        let marks = self.marks.as_ref().context("the player has left")?;
        marks.send(mark).context("the player's link has ended")
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.marks = None;
        if let Some(thread) = self.thread.take() {
            // How it ended is seen in what did not arrive.
            let _ = thread.join();
        }
    }
}

async fn play(
    settings: DialSettings,
    mut marks: mpsc::UnboundedReceiver<Mark>,
    asked: std_mpsc::Sender<()>,
) -> Result<()> {
    let (links, mut ends) = mpsc::channel(1);
    let stop = CancellationToken::new();
    tokio::spawn(link::dial(settings, links, stop.clone()));
    let _ends_with_us = stop.drop_guard();
    let mut end = ends.recv().await.context("no link")?;
    end.to_board.send(hello()?).await?;
    let subject = first_asked(&mut end).await?;
    // Nobody waits any more where it took too long.
    let _ = asked.send(());
    loop {
        tokio::select! {
            mark = marks.recv() => match mark {
                Some(mark) => end.to_board.send(tile(&subject, mark)).await?,
                None => return Ok(()),
            },
            message = end.from_board.recv() => if message.is_none() {
                bail!("the board has ended the link");
            },
        }
    }
}

async fn first_asked(end: &mut WidgetEnd) -> Result<Subject> {
    loop {
        match end.from_board.recv().await {
            Some(ToWidget::Watch(subject)) => return Ok(subject),
            Some(ToWidget::Refuse { reason }) => bail!("the board refuses the player: {reason}"),
            Some(_) => {}
            None => bail!("the board has ended the link"),
        }
    }
}

fn hello() -> Result<ToBoard> {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok(ToBoard::Hello(Box::new(Hello {
        protocol: PROTOCOL,
        manifest: Manifest {
            id: ID.into(),
            version: version.clone(),
            size: Size::Small,
            order: 1,
            refresh_s: 60,
            reading: serde_json::json!({ "type": "object" }).try_into()?,
        },
        style: String::new(),
        instance: Instance {
            id: format!("{:016x}", std::process::id()),
            version,
            revision: "bench".into(),
            host: "bench".into(),
        },
        uptime_ms: 0,
    })))
}

/// A tile whose last words are its mark.
fn tile(subject: &Subject, mark: Mark) -> ToBoard {
    let line = "<p>A line of a picture, as long as the lines of pictures are.</p>";
    let now = Timestamp::now();
    ToBoard::Tile(Box::new(Tile {
        subject: subject.clone(),
        title: "Bench".into(),
        state: TileState::Live,
        reason: None,
        source: Some(SourceKind::Simulated),
        observed_at: now,
        valid_until: Timestamp::MAX,
        html: format!("{}<p>{}</p>", line.repeat(TILE / line.len()), mark::words(mark)),
        text: "A tile of the bench.".into(),
        line: None,
        data: serde_json::json!({}),
        ambient: None,
        notice: None,
        took_ms: 0,
        traceparent: None,
    }))
}
