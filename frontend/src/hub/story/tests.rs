use super::*;

fn who(link: LinkId, version: &str) -> Who {
    let instance = Instance {
        id: format!("{link:016x}"),
        version: version.into(),
        revision: "dev".into(),
        host: "cellar".into(),
    };
    Who {
        link,
        widget: "tide".into(),
        party: Party { instance, colour: 0, origin: Origin::Dialled },
    }
}

/// So many milliseconds after the board's start.
fn at(ms: u64) -> Moment {
    let at = Timestamp::UNIX_EPOCH + Duration::from_millis(ms);
    Moment { at, uptime: Duration::from_millis(ms) }
}

/// A board on which the first instance shows.
fn shown() -> (Story, Who) {
    let (mut story, first) = (Story::default(), who(1, "1.0.0"));
    story.joined(&first, at(0));
    story.shows(&first, true, None, at(10));
    (story, first)
}

/// What happened, the oldest first, without who and when.
fn told(story: &Story) -> Vec<Happening> {
    story.entries.iter().map(|entry| entry.event.what.clone()).collect()
}

fn lost(recovery_ms: Option<u64>) -> Happening {
    Happening::Lost { cause: Cause::Broken, loss: Loss { showed: true, recovery_ms } }
}

#[test]
fn a_newer_one_takes_over() {
    let (mut story, first) = shown();
    let second = who(2, "1.1.0");
    story.joined(&second, at(100));
    story.shows(&second, true, Some(Advantage::Newer), at(200));
    let took_over = Happening::TookOver { from: first.party, why: Why::Newer };
    assert_eq!(told(&story), [Happening::Joined, Happening::Joined, took_over]);
    let newest = &story.events()[0];
    assert_eq!((newest.number, newest.at), (3, at(200).at));
    assert_eq!(newest.instance, Some(second.party));
    assert_eq!(story.showing("tide"), Some(2));
}

#[test]
fn a_loss_lasts_until_a_live_tile_shows() {
    let (mut story, first) = shown();
    story.ended(&first, Cause::Broken, at(1_000));
    assert_eq!(told(&story).last(), Some(&lost(None)));
    let second = who(2, "1.0.0");
    story.joined(&second, at(2_000));
    // Its first tile has failed: nothing to look at yet.
    story.shows(&second, false, None, at(2_050));
    assert_eq!(told(&story)[1], lost(None));
    story.shows(&second, true, None, at(2_200));
    assert_eq!(told(&story)[1], lost(Some(1_200)));
    let took_over = Happening::TookOver { from: first.party, why: Why::Lost };
    assert_eq!(told(&story)[3], took_over);
    // Once is enough.
    story.shows(&second, true, None, at(9_000));
    assert_eq!(told(&story)[1], lost(Some(1_200)));
}

#[test]
fn whoever_did_not_show_is_not_missed() {
    let (mut story, _) = shown();
    let second = who(2, "0.9.0");
    story.joined(&second, at(100));
    story.ended(&second, Cause::Silence, at(200));
    let loss = Loss { showed: false, recovery_ms: None };
    assert_eq!(told(&story)[2], Happening::Lost { cause: Cause::Silence, loss });
    story.shows(&who(1, "1.0.0"), true, None, at(300));
    assert_eq!(told(&story).len(), 3);
}

#[test]
fn a_farewell_is_told_once_and_costs_nothing_where_another_stands_by() {
    let (mut story, first) = shown();
    let second = who(2, "1.0.0");
    story.joined(&second, at(100));
    story.left(&first, "enough\n", at(500));
    story.shows(&second, true, Some(Advantage::Stays), at(500));
    story.ended(&first, Cause::Closed, at(600));
    let loss = Loss { showed: true, recovery_ms: Some(0) };
    assert_eq!(told(&story)[2], Happening::Left { reason: "enough".into(), loss });
    let why = Why::Left;
    assert_eq!(told(&story)[3..], [Happening::TookOver { from: first.party, why }]);
}

#[test]
fn who_leaves_alone_is_missed_from_its_end_on() {
    let (mut story, first) = shown();
    story.left(&first, "enough", at(500));
    // Its own tile still comes and does not count.
    story.shows(&first, true, None, at(550));
    story.ended(&first, Cause::Closed, at(600));
    story.shows(&who(2, "1.0.0"), true, None, at(1_000));
    let loss = Loss { showed: true, recovery_ms: Some(400) };
    assert_eq!(told(&story)[1], Happening::Left { reason: "enough".into(), loss });
}

#[test]
fn the_same_instance_comes_back_and_takes_nothing_over() {
    let (mut story, first) = shown();
    story.ended(&first, Cause::Broken, at(1_000));
    let again = Who { link: 7, ..first };
    story.joined(&again, at(1_300));
    story.shows(&again, true, None, at(1_350));
    assert_eq!(told(&story), [Happening::Joined, lost(Some(350)), Happening::CameBack]);
}

#[test]
fn who_has_not_spoken_yet_is_not_overtaken() {
    let (mut story, first) = shown();
    let second = who(2, "1.1.0");
    story.joined(&second, at(100));
    // In a view that has just been opened the second answers first.
    story.shows(&second, true, None, at(200));
    assert_eq!(story.showing("tide"), Some(1));
    story.shows(&first, true, None, at(210));
    assert_eq!(told(&story), [Happening::Joined, Happening::Joined]);
}

#[test]
fn nobody_misses_what_nobody_looks_at() {
    let (mut story, first) = shown();
    story.ended(&first, Cause::Broken, at(1_000));
    story.look_elsewhere(Vec::new());
    let second = who(2, "1.0.0");
    story.shows(&second, true, None, at(600_000));
    assert_eq!(told(&story), [Happening::Joined, lost(None)]);
}

#[test]
fn refusals_are_counted_and_crowd_nobody_out() {
    let (mut story, _) = shown();
    for number in 0..500 {
        story.refused("10.0.0.7:4711", &format!("widget id {number}"), at(number));
        story.refused("10.0.0.8:4711", "protocol 9", at(number));
    }
    assert_eq!(told(&story).len(), 1 + REFUSALS);
    assert_eq!(told(&story)[0], Happening::Joined);
    let (peer, reason) = ("10.0.0.8:4711".into(), "protocol 9".into());
    assert_eq!(told(&story).last(), Some(&Happening::Refused { peer, reason, times: 500 }));
}

#[test]
fn a_long_story_loses_its_beginning() {
    let (mut story, first) = shown();
    for round in 1..=1_000 {
        story.ended(&first, Cause::Closed, at(20 * round));
        story.joined(&first, at(20 * round + 10));
    }
    assert_eq!(story.events().len(), EVENTS);
    assert_eq!(story.events()[0].number, 2_001);
    story.refused("x", &"x".repeat(9_000), at(0));
    let Happening::Refused { reason, .. } = &story.events()[0].what else { panic!("a refusal") };
    assert_eq!(reason.len(), MAX_WORDS);
}
