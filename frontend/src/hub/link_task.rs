use std::sync::Arc;

use link::{
    BoardEnd, LinkEnd, LinkId, Origin, Refusal, Vitals,
    protocol::{PROTOCOL, ToBoard, ToWidget, Welcome},
    receive_hello,
};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use super::{Hub, state::Joining};
use crate::{banner, sanitise, style::Style, text::one_line};

/// The longest title shown, characters.
const MAX_TITLE: usize = 80;

/// The longest gist of a tile shown, characters.
const MAX_LINE: usize = 80;

/// Serves one link from its hello to its end.
pub(super) async fn serve(hub: Arc<Hub>, mut end: BoardEnd) {
    let built_in = end.origin == Origin::BuiltIn;
    let joined = join(&hub, &mut end).await;
    if built_in {
        hub.state().built_in_arrived();
    }
    match joined {
        Ok((link, commands)) => {
            follow(&hub, link, &mut end, commands).await;
            hub.state().gone(link);
            tracing::info!(peer = end.peer, link, "a widget's link ended");
        }
        Err(reason) => {
            tracing::warn!(peer = end.peer, reason, "a widget is refused");
            hub.metrics.refused.inc();
            hub.state().refused(&end.peer, &reason);
            // A peer that is gone needs no answer.
            let _ = end.to_widget.send(ToWidget::Refuse { reason }).await;
        }
    }
}

/// Takes the hello, answers with a welcome and lets the instance in.
async fn join(
    hub: &Hub,
    end: &mut BoardEnd,
) -> Result<(LinkId, UnboundedReceiver<ToWidget>), String> {
    let hello = receive_hello(end).await.map_err(|refusal| complaint(&end.vitals, &refusal))?;
    let style = Style::new(&hello.style).map_err(|error| error.to_string())?;
    let (widget, version) = (hello.manifest.id.clone(), hello.instance.version.clone());
    let protocol = hello.protocol.min(PROTOCOL);
    // Unbounded, but short: views change seldom, and a peer that takes nothing dies in 15 s.
    let (to_widget, commands) = mpsc::unbounded_channel();
    let joining = Joining {
        hello,
        style,
        origin: end.origin,
        peer: end.peer.clone(),
        vitals: end.vitals.clone(),
        to_widget,
    };
    let link = hub.state().join(joining).map_err(|error| error.to_string())?;
    // Read after it has joined: a change from now on is among its commands.
    let source = hub.source.kind(&hub.default_view.place).await;
    let welcome = Welcome { protocol, source, clock: hub.clock.reading() };
    // Where the peer is gone, the loop that follows ends at once.
    let _ = end.to_widget.send(ToWidget::Welcome(welcome)).await;
    tracing::info!(widget, version, peer = end.peer, link, "a widget joined");
    Ok((link, commands))
}

/// What a peer without a good hello was told.
fn complaint(vitals: &Vitals, refusal: &Refusal) -> String {
    match vitals.end() {
        Some(LinkEnd::Refused(reason)) => reason.clone(),
        _ => refusal.to_string(),
    }
}

/// Passes messages on in both directions until one end is gone.
async fn follow(
    hub: &Hub,
    link: LinkId,
    end: &mut BoardEnd,
    mut commands: UnboundedReceiver<ToWidget>,
) {
    loop {
        tokio::select! {
            message = end.from_widget.recv() => match message {
                Some(message) => take(hub, link, message),
                None => return,
            },
            Some(command) = commands.recv() => {
                if end.to_widget.send(command).await.is_err() {
                    return;
                }
            }
        }
    }
}

fn take(hub: &Hub, link: LinkId, message: ToBoard) {
    match message {
        ToBoard::Tile(mut tile) => {
            // Cleaned here, in the link's own task, before the hub is held.
            tile.html = sanitise::clean(&tile.html);
            tile.title = one_line(&tile.title, MAX_TITLE);
            tile.line =
                tile.line.map(|line| one_line(&line, MAX_LINE)).filter(|line| !line.is_empty());
            tile.notice = tile.notice.as_ref().map(banner::clean);
            hub.metrics.tiles.inc();
            hub.state().tile(link, *tile);
        }
        ToBoard::Bye { reason } => {
            tracing::info!(link, reason, "a widget says bye");
            hub.state().bye(link, &reason);
        }
        ToBoard::Hello(_) => tracing::warn!(link, "a second hello is ignored"),
    }
}
