use std::{process::ExitCode, sync::Arc, time::Duration};

use link::{DialSettings, Standing, WidgetEnd};
use service::{CancellationToken, DAILY_CALLS, Program, Settings, SettingsError, StartError};
use source::Source;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

use crate::{AnyWidget, Studio, http, serve};

/// Where a widget's HTTP API listens unless told otherwise.
const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 8080);

/// How much later a widget asks for each step in its order.
const SPREAD_STEP: Duration = Duration::from_millis(25);
/// The latest that one asks.
const LONGEST_SPREAD: Duration = Duration::from_secs(5);

/// The program of a widget: its HTTP API, and its links to the boards behind
/// `link.board`. See [`service::run`] for arguments and exit codes.
pub fn run(widget: impl AnyWidget + 'static) -> ExitCode {
    let package = widget.package();
    let program = Program {
        name: package.id,
        version: package.version,
        about: "A widget of the weather dashboard: it draws one tile and sends it to the board",
        listen: LISTEN.into(),
        daily_calls: DAILY_CALLS,
    };
    service::run(program, |settings, stop| start(Box::new(widget), settings, stop))
}

async fn start(
    widget: Box<dyn AnyWidget>,
    settings: Settings,
    stop: CancellationToken,
) -> Result<(), StartError> {
    let place = places::Places::builtin()
        .parse(&settings.board.default, None)
        .map_err(|error| SettingsError::key("board.default", error))?;
    let source = Source::following(&settings.source, spread(widget.manifest().order))
        .map_err(|error| StartError::Other(error.to_string()))?;
    let clock = source.clock(&settings.clock)?;
    let studio =
        Studio::new(widget, source, clock).map_err(|error| StartError::Other(error.to_string()))?;
    let studio = Arc::new(studio);
    let token = settings.link.token()?.map(|token| token.reveal().to_owned());
    let dial = DialSettings { board: settings.link.board.clone(), token };

    let (stands, standing) = watch::channel(Standing::default());
    let server = http::server(Arc::clone(&studio), standing, &settings, stop.clone())?;
    let (links, ends) = mpsc::channel(1);
    tracing::info!(
        widget = studio.manifest().id,
        listen = %settings.listen,
        board = %settings.link.board,
        "started"
    );
    let source = studio.source().clone();
    let working = async {
        tokio::join!(
            link::dial_and_tell(dial, links, stands, stop.clone()),
            follow(studio, ends, stop),
            server
        )
    };
    tokio::select! {
        ((), (), served) = working => Ok(served?),
        () = source.keep_looking(&place) => Ok(()),
    }
}

/// How long the first questions of a widget wait, by its place on the board:
/// many widgets that start together ask one after the other.
fn spread(order: u32) -> Duration {
    (SPREAD_STEP * order).min(LONGEST_SPREAD)
}

/// Serves every link the dialler makes, each in a task of its own.
async fn follow(studio: Arc<Studio>, mut ends: mpsc::Receiver<WidgetEnd>, stop: CancellationToken) {
    let mut links = JoinSet::new();
    loop {
        tokio::select! {
            end = ends.recv() => match end {
                Some(end) => {
                    links.spawn(serve(Arc::clone(&studio), end, stop.clone()));
                }
                None => break,
            },
            Some(_) = links.join_next() => {}
        }
    }
    while links.join_next().await.is_some() {}
}
