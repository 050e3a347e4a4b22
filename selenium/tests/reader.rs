//! The reader of projects, on projects that nobody wrote.

use proptest::prelude::*;
use selenese::project::{Alternative, Command, Project, Suite, Test, read, write};
use serde_json::Map;

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z=#${}\\\\\"/ ]{0,12}", ".{0,8}"]
}

fn alternatives() -> impl Strategy<Value = Vec<Alternative>> {
    prop::collection::vec(prop::collection::vec(prop::option::of(text()), 0..3), 0..3)
}

prop_compose! {
    fn command()(
        id in text(), comment in prop::option::of(text()), command in text(), target in text(),
        value in text(), targets in prop::option::of(alternatives()),
        opens_window in prop::option::of(any::<bool>()), window_timeout in prop::option::of(any::<u64>()),
        skip in prop::option::of(any::<bool>()),
    ) -> Command {
        Command { id, comment, command, target, value, targets, opens_window, window_timeout, skip, ..Command::default() }
    }
}

prop_compose! {
    fn test()(id in text(), name in text(), commands in prop::collection::vec(command(), 0..4)) -> Test {
        Test { id, name, commands, other: Map::new() }
    }
}

prop_compose! {
    fn suite()(
        id in text(), name in text(), persist_session in prop::option::of(any::<bool>()),
        parallel in prop::option::of(any::<bool>()), timeout in prop::option::of(any::<u64>()),
        tests in prop::collection::vec(text(), 0..3),
    ) -> Suite {
        Suite { id, name, persist_session, parallel, timeout, tests, other: Map::new() }
    }
}

prop_compose! {
    fn project()(
        id in text(), version in prop::option::of("[1-3]\\.[0-9]"), name in text(), url in text(),
        tests in prop::collection::vec(test(), 0..3), suites in prop::collection::vec(suite(), 0..3),
        extra in prop::collection::btree_map("x[a-z]{1,6}", any::<i64>(), 0..3),
    ) -> Project {
        let other = extra.into_iter().map(|(key, value)| (key, value.into())).collect();
        Project { id, version, name, url, tests, suites, urls: None, plugins: None, other }
    }
}

proptest! {
    #[test]
    fn a_project_survives_writing_and_reading(project in project()) {
        let text = write(&project).unwrap();
        let (again, positions) = read("p.side", &text).unwrap();
        prop_assert_eq!(&again, &project);
        for (test, commands) in project.tests.iter().enumerate() {
            for command in 0..commands.commands.len() {
                let line = text.lines().nth(positions.line(test, command) - 1);
                prop_assert_eq!(line.map(str::trim), Some("{"));
            }
        }
    }

    #[test]
    fn nothing_makes_the_reader_panic(project in project(), cut in any::<prop::sample::Index>(), noise in ".{0,6}") {
        let mut text = write(&project).unwrap();
        let mut place = cut.index(text.len());
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        text.insert_str(place, &noise);
        let _ = read("p.side", &text);
        prop_assert!(read("p.side", &text[..place]).is_err());
    }
}
