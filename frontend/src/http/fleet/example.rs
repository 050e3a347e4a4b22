use api::InstanceReport;
use link::{
    Origin,
    protocol::{Instance, TileState},
};
use weather::Timestamp;

use crate::hub::{
    Activity, Cause, FleetEvent, FleetReport, Happening, InstanceEntry, Loss, Party, Role, Why,
    WidgetEntry,
};

/// A fleet of one widget after a loss, as the API's description shows it.
pub(in crate::http) fn example() -> FleetReport {
    let widget = "tide";
    let [old, new] = ["9f2c6a1e0b7d4835", "51d0e88a3cc94f07"].map(|id| Instance {
        id: id.into(),
        version: "1.1.0".into(),
        revision: "4f1c2aa".into(),
        host: "harbour".into(),
    });
    let party = |instance: &Instance| Party {
        instance: instance.clone(),
        colour: 0,
        origin: Origin::Dialled,
    };
    let event = |number, second, instance: &Instance, what| FleetEvent {
        number,
        at: at(second),
        widget: Some(widget.into()),
        instance: Some(party(instance)),
        what,
    };
    let why = Why::Lost;
    let loss = Loss { showed: true, recovery_ms: Some(1_210) };
    FleetReport {
        views: 1,
        viewers: 3,
        view: None,
        widgets: vec![WidgetEntry {
            widget: widget.into(),
            state: TileState::Live,
            instance: Some(new.id.clone()),
        }],
        instances: vec![entry(widget, &new)],
        events: vec![
            event(4, 4, &new, Happening::TookOver { from: party(&old), why }),
            event(3, 4, &new, Happening::Joined),
            event(2, 3, &old, Happening::Lost { cause: Cause::Broken, loss }),
            event(1, 1, &old, Happening::Joined),
        ],
    }
}

fn entry(widget: &str, instance: &Instance) -> InstanceEntry {
    InstanceEntry {
        widget: widget.into(),
        instance: InstanceReport { instance: instance.clone(), started_at: at(4) },
        colour: 0,
        origin: Origin::Dialled,
        peer: "10.0.0.7:41234".into(),
        state: Role::Shows,
        uptime_s: 61,
        linked_s: 61,
        latency_ms: Some(0.4),
        views_shown: 1,
        activity: Activity {
            tiles: 12,
            failed_tiles: 1,
            last_tile_at: Some(at(60)),
            last_state: Some(TileState::Live),
            last_observed_at: Some(at(60)),
            last_took_ms: Some(2),
            last_error: Some("The service did not answer in time.".into()),
        },
    }
}

/// So many seconds into the example.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_798_761_600 + second).unwrap_or(Timestamp::UNIX_EPOCH)
}
