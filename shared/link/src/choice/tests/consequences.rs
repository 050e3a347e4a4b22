//! What the rule gives, story by story.

use super::*;

const WIDGET: &str = "tide";
const VIEW: &str = "lisbon";

/// A board, told as a story: time passes, links do things.
#[derive(Default)]
struct Story {
    roster: Roster,
    now: Duration,
}

impl Story {
    /// A monolith that has run for a minute, its built-in instance on link 1.
    fn monolith() -> Self {
        let mut story = Self::default();
        story.joins(1, Origin::BuiltIn, 0).tile(1, Quality::Good).after(60);
        story
    }

    fn after(&mut self, seconds: u64) -> &mut Self {
        self.now += Duration::from_secs(seconds);
        self
    }

    fn joins(&mut self, link: LinkId, origin: Origin, uptime_s: u64) -> &mut Self {
        self.roster.hello(link, WIDGET, origin, Duration::from_secs(uptime_s), self.now);
        self
    }

    /// A newly started instance dials and shows a good tile at once.
    fn starts(&mut self, link: LinkId) -> &mut Self {
        self.joins(link, Origin::Dialled, 0).tile(link, Quality::Good)
    }

    fn tile(&mut self, link: LinkId, quality: Quality) -> &mut Self {
        self.roster.tile(link, VIEW, quality);
        self
    }

    fn says_bye(&mut self, link: LinkId) -> &mut Self {
        self.roster.bye(link);
        self
    }

    fn ends(&mut self, link: LinkId) -> &mut Self {
        self.roster.gone(link);
        self
    }

    fn shown(&self) -> Option<LinkId> {
        self.roster.shown(WIDGET, VIEW, self.now)
    }
}

#[test]
fn nothing_shows_before_there_is_a_tile() {
    let mut story = Story::default();
    assert_eq!(story.joins(1, Origin::Dialled, 0).shown(), None);
    assert_eq!(story.tile(1, Quality::Failed).shown(), Some(1));
}

#[test]
fn an_update_starts_first_and_stops_after() {
    let mut story = Story::default();
    story.starts(1).after(60).starts(2);
    assert_eq!(story.shown(), Some(1), "the new one must settle first");
    assert_eq!(story.after(5).shown(), Some(2));
    assert_eq!(story.says_bye(1).shown(), Some(2));
    assert_eq!(story.ends(1).shown(), Some(2));
}

#[test]
fn a_stop_before_the_new_one_settles_leaves_no_gap() {
    let mut story = Story::default();
    story.starts(1).after(60).starts(2).after(1);
    assert_eq!(story.says_bye(1).shown(), Some(2));
}

#[test]
fn a_rollback_is_an_update_to_an_older_version() {
    let mut story = Story::default();
    story.starts(1).after(60).starts(2).after(60).starts(3).after(5);
    assert_eq!(story.shown(), Some(3));
    assert_eq!(story.says_bye(2).ends(2).shown(), Some(3));
    // Or the old one is still there: stopping the new one is enough.
    assert_eq!(story.says_bye(3).ends(3).shown(), Some(1));
}

#[test]
fn a_service_takes_over_from_the_monolith_and_gives_back() {
    let mut story = Story::monolith();
    assert_eq!(story.starts(2).shown(), Some(1));
    assert_eq!(story.after(5).shown(), Some(2));
    assert_eq!(story.says_bye(2).shown(), Some(1), "from the bye on, not from the end");
    assert_eq!(story.ends(2).shown(), Some(1));
}

#[test]
fn a_crash_loop_never_shows_while_something_good_is_settled() {
    let mut story = Story::monolith();
    for link in 2..50 {
        assert_eq!(story.starts(link).shown(), Some(1));
        assert_eq!(story.after(4).shown(), Some(1));
        story.ends(link).after(1);
    }
}

#[test]
fn a_crash_loop_shows_where_nothing_else_is_good() {
    let mut story = Story::monolith();
    assert_eq!(story.tile(1, Quality::Failed).starts(2).shown(), Some(2));
    assert_eq!(story.tile(1, Quality::Good).shown(), Some(1));
}

#[test]
fn a_crash_falls_back_at_once() {
    let mut story = Story::default();
    story.starts(1).after(60).starts(2).after(60);
    assert_eq!(story.shown(), Some(2));
    assert_eq!(story.ends(2).shown(), Some(1));
    assert_eq!(story.ends(1).shown(), None);
}

#[test]
fn a_worse_tile_falls_back_too() {
    let mut story = Story::monolith();
    story.starts(2).after(60);
    assert_eq!(story.tile(2, Quality::Stale).shown(), Some(1));
    assert_eq!(story.tile(1, Quality::Failed).shown(), Some(2));
    assert_eq!(story.tile(2, Quality::Good).shown(), Some(2));
}

#[test]
fn a_restarted_board_trusts_those_that_redial() {
    let mut story = Story::default();
    story.joins(1, Origin::BuiltIn, 0).tile(1, Quality::Good).after(2);
    story.joins(2, Origin::Dialled, 600).tile(2, Quality::Good);
    assert_eq!(story.shown(), Some(2), "up for ten minutes, so not thought young");
    story.joins(3, Origin::Dialled, 3).tile(3, Quality::Good);
    assert_eq!(story.shown(), Some(2), "up for three seconds: it may be crashing");
    assert_eq!(story.after(5).shown(), Some(3));
}

#[test]
fn a_board_long_up_trusts_no_tale_of_age() {
    let mut story = Story::monolith();
    story.joins(2, Origin::Dialled, 600).tile(2, Quality::Good);
    assert_eq!(story.shown(), Some(1));
    assert_eq!(story.roster.next_change(story.now), Some(story.now + SETTLING));
}

#[test]
fn views_are_chosen_one_by_one() {
    let mut story = Story::monolith();
    story.roster.tile(1, "prague", Quality::Good);
    story.starts(2).after(5);
    assert_eq!(story.shown(), Some(2));
    assert_eq!(story.roster.shown(WIDGET, "prague", story.now), Some(1));
    story.roster.forget_view(VIEW);
    assert_eq!(story.shown(), None);
    assert_eq!(story.roster.shown(WIDGET, "prague", story.now), Some(1));
}

#[test]
fn of_two_equals_the_later_link_shows() {
    let mut story = Story::default();
    story.starts(1).starts(2);
    assert_eq!(story.shown(), Some(2));
}

#[test]
fn an_age_beyond_belief_is_no_trouble() {
    let mut story = Story::default();
    story.joins(1, Origin::Dialled, u64::MAX).tile(1, Quality::Good);
    story.joins(2, Origin::Dialled, 5).tile(2, Quality::Good);
    assert_eq!(story.shown(), Some(2));
}

#[test]
fn the_first_difference_decides() {
    let mut story = Story::monolith();
    let advantage =
        |story: &Story, link, other| story.roster.advantage(link, other, VIEW, story.now);
    story.joins(2, Origin::Dialled, 0);
    assert_eq!(advantage(&story, 1, 2), None, "the second has not spoken");
    story.tile(2, Quality::Good);
    assert_eq!(advantage(&story, 1, 2), Some(Advantage::Settled));
    story.after(6).starts(3).after(6);
    assert_eq!(advantage(&story, 2, 1), Some(Advantage::Dialled));
    assert_eq!(advantage(&story, 3, 2), Some(Advantage::Newer));
    story.tile(3, Quality::Failed);
    assert_eq!(advantage(&story, 2, 3), Some(Advantage::Better));
    story.says_bye(2);
    assert_eq!(advantage(&story, 1, 2), Some(Advantage::Stays));
    story.ends(2);
    assert_eq!(advantage(&story, 1, 2), None);
}
