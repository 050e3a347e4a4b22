//! The rule as it reads, over the raw history: slow, without any state.

use super::*;

/// The link that shows, by sieving the candidates rule by rule.
pub(super) fn shown(
    history: &[(Duration, Event)],
    widget: &str,
    view: &str,
    now: Duration,
) -> Option<LinkId> {
    let mut candidates: Vec<LinkId> =
        history.iter().filter_map(|(_, event)| event.link()).collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|link| is_of(history, *link, widget));
    candidates.retain(|link| latest_tile(history, *link, view).is_some());

    let quality_is = |wanted| move |link| latest_tile(history, link, view) == Some(wanted);
    prefer(&mut candidates, |link| !is_leaving(history, link));
    prefer(&mut candidates, |link| !quality_is(Quality::Failed)(link));
    prefer(&mut candidates, quality_is(Quality::Good));
    prefer(&mut candidates, |link| is_settled(history, link, now));
    prefer(&mut candidates, |link| is_dialled(history, link));
    let newest = candidates.iter().filter_map(|link| started_ms(history, *link)).max();
    prefer(&mut candidates, |link| started_ms(history, link) == newest);
    candidates.last().copied()
}

/// Keeps those that fulfil `wish` where there are any.
fn prefer(candidates: &mut Vec<LinkId>, wish: impl Fn(LinkId) -> bool) {
    if candidates.iter().any(|link| wish(*link)) {
        candidates.retain(|link| wish(*link));
    }
}

/// What happened since the last hello of a link; empty where it is not up.
fn life(history: &[(Duration, Event)], link: LinkId) -> &[(Duration, Event)] {
    let last = |wanted: fn(&Event) -> bool| {
        history.iter().rposition(|(_, event)| event.link() == Some(link) && wanted(event))
    };
    let hello = last(|event| matches!(event, Event::Hello { .. }));
    let gone = last(|event| matches!(event, Event::Gone { .. }));
    match (hello, gone) {
        (Some(hello), Some(gone)) if gone > hello => &[],
        (Some(hello), _) => &history[hello..],
        (None, _) => &[],
    }
}

/// When and how it said hello.
fn hello(
    history: &[(Duration, Event)],
    link: LinkId,
) -> Option<(Duration, &'static str, Origin, Duration)> {
    match life(history, link).first()? {
        (at, Event::Hello { widget, origin, uptime, .. }) => Some((*at, widget, *origin, *uptime)),
        _ => None,
    }
}

fn is_of(history: &[(Duration, Event)], link: LinkId, widget: &str) -> bool {
    hello(history, link).is_some_and(|(_, own, ..)| own == widget)
}

fn is_dialled(history: &[(Duration, Event)], link: LinkId) -> bool {
    hello(history, link).is_some_and(|(_, _, origin, _)| origin == Origin::Dialled)
}

fn is_settled(history: &[(Duration, Event)], link: LinkId, now: Duration) -> bool {
    let five = Duration::from_secs(5);
    hello(history, link).is_some_and(|(at, _, _, uptime)| {
        now - at >= five || (at < Duration::from_secs(10) && uptime >= five)
    })
}

/// When it was started, ms since the board was.
fn started_ms(history: &[(Duration, Event)], link: LinkId) -> Option<i64> {
    hello(history, link).map(|(at, _, _, uptime)| at.as_millis() as i64 - uptime.as_millis() as i64)
}

fn is_leaving(history: &[(Duration, Event)], link: LinkId) -> bool {
    life(history, link)
        .iter()
        .any(|(_, event)| matches!(event, Event::Bye { link: leaver } if *leaver == link))
}

fn latest_tile(history: &[(Duration, Event)], link: LinkId, wanted: &str) -> Option<Quality> {
    let since_hello = life(history, link);
    let forgotten = since_hello
        .iter()
        .rposition(|(_, event)| matches!(event, Event::ForgetView { view } if *view == wanted))
        .map_or(0, |at| at + 1);
    since_hello[forgotten..].iter().rev().find_map(|(_, event)| match event {
        Event::Tile { link: maker, view, quality } if *maker == link && *view == wanted => {
            Some(*quality)
        }
        _ => None,
    })
}
