mod consequences;
mod oracle;
mod properties;

use std::time::Duration;

use super::*;

/// One thing that happens to a board.
#[derive(Clone, Debug)]
enum Event {
    Hello { link: LinkId, widget: &'static str, origin: Origin, uptime: Duration },
    Tile { link: LinkId, view: &'static str, quality: Quality },
    Bye { link: LinkId },
    Gone { link: LinkId },
    ForgetView { view: &'static str },
}

impl Event {
    /// The link whose peer or loss it is; none where the board itself acts.
    fn link(&self) -> Option<LinkId> {
        match self {
            Self::Hello { link, .. }
            | Self::Tile { link, .. }
            | Self::Bye { link }
            | Self::Gone { link } => Some(*link),
            Self::ForgetView { .. } => None,
        }
    }

    fn apply(&self, roster: &mut Roster, now: Duration) {
        match self {
            Self::Hello { link, widget, origin, uptime } => {
                roster.hello(*link, widget, *origin, *uptime, now);
            }
            Self::Tile { link, view, quality } => roster.tile(*link, view, *quality),
            Self::Bye { link } => roster.bye(*link),
            Self::Gone { link } => roster.gone(*link),
            Self::ForgetView { view } => roster.forget_view(view),
        }
    }
}

/// What happened, and when.
type History = Vec<(Duration, Event)>;

fn roster_of(history: &[(Duration, Event)]) -> Roster {
    let mut roster = Roster::default();
    for (at, event) in history {
        event.apply(&mut roster, *at);
    }
    roster
}
