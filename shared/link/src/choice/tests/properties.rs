use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

const WIDGETS: [&str; 2] = ["tide", "dew"];
const VIEWS: [&str; 2] = ["lisbon", "prague"];

fn event() -> impl Strategy<Value = Event> {
    let link = || 0..6_u64;
    let origin = select(&[Origin::BuiltIn, Origin::Dialled][..]);
    prop_oneof![
        4 => (link(), select(&WIDGETS[..]), origin, uptime()).prop_map(
            |(link, widget, origin, uptime)| Event::Hello { link, widget, origin, uptime }
        ),
        8 => (link(), select(&VIEWS[..]), quality())
            .prop_map(|(link, view, quality)| Event::Tile { link, view, quality }),
        1 => link().prop_map(|link| Event::Bye { link }),
        1 => link().prop_map(|link| Event::Gone { link }),
        1 => select(&VIEWS[..]).prop_map(|view| Event::ForgetView { view }),
    ]
}

fn quality() -> impl Strategy<Value = Quality> {
    select(&[Quality::Good, Quality::Good, Quality::Stale, Quality::Failed][..])
}

/// Spans that meet each other and the rule's bounds often.
fn uptime() -> impl Strategy<Value = Duration> {
    prop_oneof![(0..6_u64).prop_map(|s| s * 1000), 4_999..=5_001_u64, 0..60_000_u64]
        .prop_map(Duration::from_millis)
}

fn pause() -> impl Strategy<Value = Duration> {
    prop_oneof![3 => Just(0), 2 => (0..3_u64).prop_map(|s| s * 1000), 1 => 0..6_000_u64]
        .prop_map(Duration::from_millis)
}

fn history() -> impl Strategy<Value = History> {
    vec((pause(), event()), 0..40).prop_map(|steps| {
        let mut now = Duration::ZERO;
        let dated = steps.into_iter().map(|(pause, event)| {
            now += pause;
            (now, event)
        });
        dated.collect()
    })
}

/// What shows for every widget and view.
fn all_shown(roster: &Roster, now: Duration) -> Vec<Option<LinkId>> {
    let pairs = WIDGETS.iter().flat_map(|widget| VIEWS.iter().map(move |view| (widget, view)));
    pairs.map(|(widget, view)| roster.shown(widget, view, now)).collect()
}

fn end(history: &[(Duration, Event)]) -> Duration {
    history.last().map_or(Duration::ZERO, |(at, _)| *at)
}

/// The events of every link in their own order, interleaved by `turns`.
fn interleaved(mut by_link: Vec<Vec<Event>>, turns: &[usize]) -> History {
    by_link.iter_mut().for_each(|events| events.reverse());
    let mut turns = turns.iter().cycle();
    let mut mixed = History::new();
    while !by_link.is_empty() {
        let turn = turns.next().unwrap() % by_link.len();
        match by_link[turn].pop() {
            Some(event) => mixed.push((Duration::from_secs(30), event)),
            None => drop(by_link.swap_remove(turn)),
        }
    }
    mixed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_roster_follows_the_rule(history in history(), pause in pause()) {
        let mut roster = Roster::default();
        for (index, (at, event)) in history.iter().enumerate() {
            event.apply(&mut roster, *at);
            let past = &history[..=index];
            for now in [*at, *at + pause] {
                for (widget, view) in [("tide", "lisbon"), ("tide", "prague"), ("dew", "lisbon")] {
                    prop_assert_eq!(
                        roster.shown(widget, view, now),
                        oracle::shown(past, widget, view, now),
                        "{} for {} at {:?} after {:?}", widget, view, now, past
                    );
                }
            }
        }
    }

    #[test]
    fn no_change_is_missed(history in history(), share in 0.0..1.0) {
        let roster = roster_of(&history);
        let mut now = end(&history);
        while let Some(next) = roster.next_change(now) {
            prop_assert!(next > now);
            let span = next - now - Duration::from_nanos(1);
            for within in [now + span.mul_f64(share), now + span] {
                prop_assert_eq!(all_shown(&roster, within), all_shown(&roster, now));
            }
            now = next;
        }
        let much_later = now + Duration::from_secs(3600);
        prop_assert_eq!(all_shown(&roster, much_later), all_shown(&roster, now));
    }

    #[test]
    fn the_order_between_links_does_not_matter(
        history in history(),
        one in vec(0..6_usize, 1..20),
        other in vec(0..6_usize, 1..20),
    ) {
        let of_link = |wanted| {
            let events = history.iter().map(|(_, event)| event.clone());
            events.filter(|event| event.link() == Some(wanted)).collect::<Vec<_>>()
        };
        let by_link: Vec<_> = (0..6).map(of_link).collect();
        let rosters = [
            roster_of(&interleaved(by_link.clone(), &one)),
            roster_of(&interleaved(by_link, &other)),
        ];
        for now in [30, 34, 35, 60].map(Duration::from_secs) {
            prop_assert_eq!(all_shown(&rosters[0], now), all_shown(&rosters[1], now));
        }
    }
}
