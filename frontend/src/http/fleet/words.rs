//! The fleet and its story in words.

use link::{Origin, protocol::TileState};
use localisation::{Argument, Locale};
use weather::Timestamp;

use crate::{
    frame::state_label,
    hub::{
        Activity, Cause, FleetEvent, FleetReport, Happening, InstanceEntry, Loss, Party, Role,
        Watched, Why, WidgetEntry,
    },
    xray,
};

/// How many events a page tells: more than fit a screen, less than are known.
const LINES: usize = 60;

/// A loss that was made good within so many milliseconds was not seen.
const UNSEEN_MS: u64 = 50;

/// A widget with its instances.
pub(super) struct Row {
    pub(super) widget: String,
    /// The title of its tile, empty where none has been seen.
    pub(super) title: String,
    pub(super) state: TileState,
    /// The state in words; empty while live.
    pub(super) state_label: String,
    /// What stands where no instance does.
    pub(super) nobody: String,
    pub(super) instances: Vec<Card>,
}

/// An instance.
pub(super) struct Card {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) colour: u32,
    pub(super) shows: bool,
    pub(super) role: String,
    /// What is known of it, each fact by its name.
    pub(super) facts: Vec<(String, String)>,
    /// Why its last tile failed; empty where none did.
    pub(super) error: String,
}

/// An event.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) at: Timestamp,
    /// The local time of that instant, to the second.
    pub(super) time: String,
    /// The code of the event.
    pub(super) event: &'static str,
    /// The colour of the version it is about.
    pub(super) colour: Option<u32>,
    pub(super) text: String,
}

/// How many there are of what counts.
pub(super) fn count_words(fleet: &FleetReport, locale: &Locale<'_>) -> Vec<String> {
    let count = |count: usize| [("count", Argument::from(count))];
    vec![
        locale.text_with("fleet-instances", &count(fleet.instances.len())),
        locale.text_with("fleet-views", &count(fleet.views)),
        locale.text_with("fleet-viewers", &count(fleet.viewers)),
    ]
}

/// Every widget with its instances: the one that shows before the others.
/// Titles are those of the tiles of `looked_at`, which are in the page's language.
pub(super) fn rows(
    fleet: &FleetReport,
    looked_at: Option<&Watched>,
    locale: &Locale<'_>,
) -> Vec<Row> {
    let shown = looked_at.map(|watched| watched.tiles().shown.clone()).unwrap_or_default();
    let title = |widget: &WidgetEntry| {
        shown.get(&widget.widget).map(|shown| shown.received.tile.title.clone()).unwrap_or_default()
    };
    fleet.widgets.iter().map(|widget| row(widget, title(widget), fleet, locale)).collect()
}

fn row(widget: &WidgetEntry, title: String, fleet: &FleetReport, locale: &Locale<'_>) -> Row {
    let instances = fleet.instances.iter().filter(|entry| entry.widget == widget.widget);
    let mut instances: Vec<Card> =
        instances.map(|entry| card(entry, widget.instance.as_deref(), locale)).collect();
    instances.sort_by_key(|card| !card.shows);
    Row {
        widget: widget.widget.clone(),
        title,
        state: widget.state,
        state_label: state_label(widget.state, locale),
        nobody: locale.text("fleet-nobody"),
        instances,
    }
}

fn card(entry: &InstanceEntry, shown: Option<&str>, locale: &Locale<'_>) -> Card {
    let instance = &entry.instance.instance;
    let activity = &entry.activity;
    let shows = shown == Some(&instance.id);
    let role = match entry.state {
        Role::Leaving => locale.text("role-leaving"),
        _ if shows => locale.text("role-shows"),
        _ => locale.text("role-standby"),
    };
    let facts = vec![
        (locale.text("label-revision"), instance.revision.clone()),
        (locale.text("label-host"), instance.host.clone()),
        (locale.text("label-link"), xray::link(entry.origin, locale)),
        (locale.text("label-uptime"), locale.duration(entry.uptime_s as f64)),
        (
            locale.text("label-tile-age"),
            locale.duration(activity.last_tile_at.map(xray::seconds_since)),
        ),
        (locale.text("label-latency"), xray::latency(entry.latency_ms, locale)),
        (locale.text("label-tiles"), locale.number(activity.tiles as f64, 0)),
        (locale.text("label-failed"), locale.number(activity.failed_tiles as f64, 0)),
    ];
    Card {
        id: instance.id.clone(),
        version: instance.version.clone(),
        colour: entry.colour,
        shows,
        role,
        facts,
        error: last_error(activity, locale),
    }
}

/// The last failure in words; empty where there was none.
fn last_error(activity: &Activity, locale: &Locale<'_>) -> String {
    let error = activity.last_error.as_deref();
    error.map(|error| format!("{}: {error}", locale.text("label-error"))).unwrap_or_default()
}

/// What happened, the newest first.
pub(super) fn lines(fleet: &FleetReport, locale: &Locale<'_>) -> Vec<Line> {
    fleet.events.iter().take(LINES).map(|event| line(event, locale)).collect()
}

fn line(event: &FleetEvent, locale: &Locale<'_>) -> Line {
    let zone = locale.view().place.time_zone();
    Line {
        number: event.number,
        at: event.at,
        time: event.at.to_zoned(zone).strftime("%H:%M:%S").to_string(),
        event: event.what.code(),
        colour: event.instance.as_ref().map(|party| party.colour),
        text: text(event, locale),
    }
}

fn text(event: &FleetEvent, locale: &Locale<'_>) -> String {
    let who = [("who", Argument::from(name(event)))];
    match &event.what {
        Happening::Joined => locale.text_with("event-joined", &who),
        Happening::CameBack => locale.text_with("event-came-back", &who),
        Happening::TookOver { from, why } => {
            let other = Argument::from(other(event, from, locale));
            let [who] = who;
            let over = locale.text_with("event-took-over", &[who, ("other", other)]);
            let why = match why {
                Why::Newer => locale.text("why-newer"),
                Why::Dialled => locale.text("why-dialled"),
                Why::Settled => locale.text("why-settled"),
                Why::Failed => locale.text("why-failed"),
                Why::Left => locale.text("why-left"),
                Why::Lost => locale.text("why-lost"),
            };
            format!("{over}{why}")
        }
        Happening::Left { loss, .. } => {
            let left = locale.text_with("event-left", &who);
            format!("{left}{}", recovery(*loss, locale))
        }
        Happening::Lost { cause, loss } => {
            let lost = match cause {
                Cause::Silence => locale.text_with("event-fell-silent", &who),
                Cause::Refused => locale.text_with("event-cut-off", &who),
                Cause::Closed | Cause::Broken => locale.text_with("event-lost", &who),
            };
            format!("{lost}{}", recovery(*loss, locale))
        }
        Happening::Refused { peer, reason, times } => {
            let peer = Argument::from(peer.as_str());
            let reason = Argument::from(locale.foreign(reason));
            let times = Argument::from(*times);
            let arguments = [("peer", peer), ("reason", reason), ("times", times)];
            locale.text_with("event-refused", &arguments)
        }
    }
}

/// The widget and the version of whoever an event is about.
fn name(event: &FleetEvent) -> String {
    let widget = event.widget.as_deref().unwrap_or_default();
    let version = event.instance.as_ref().map(|party| party.instance.version.as_str());
    [widget, version.unwrap_or_default()].join(" ")
}

/// The one that showed before, told apart by the least that does.
fn other(event: &FleetEvent, from: &Party, locale: &Locale<'_>) -> String {
    let version = &from.instance.version;
    let now = event.instance.as_ref();
    if now.is_some_and(|now| now.instance.version != *version) {
        return version.clone();
    }
    match from.origin {
        Origin::BuiltIn => locale.text("other-built-in"),
        Origin::Dialled => locale.text("other-dialled"),
    }
}

/// How long a loss was felt, as the end of a sentence.
fn recovery(loss: Loss, locale: &Locale<'_>) -> String {
    let (true, recovery_ms) = (loss.showed, loss.recovery_ms) else {
        return locale.text("recovery-none");
    };
    let Some(ms) = recovery_ms else { return locale.text("recovery-open") };
    if ms < UNSEEN_MS {
        return locale.text("recovery-at-once");
    }
    let seconds = ms as f64 / 1e3;
    let time = if seconds < 9.95 {
        locale.quantity(seconds, 1, "s").to_string()
    } else {
        locale.duration(seconds)
    };
    locale.text_with("recovery", &[("time", time.into())])
}
