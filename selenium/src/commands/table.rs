mod checking;
mod deciding;
mod doing;

use super::{
    Action, Command, Kind,
    Parameter::{self, Needs, Takes},
};
use checking::{CHECKS, WAITS};
use deciding::{FLOW, SCRIPTS, STORES};
use doing::{DIALOGS, FORMS, MOUSE, PAGES};

/// A row: name, what it does, target, value, the same in words.
type Row = (&'static str, Action, Parameter, Parameter, &'static str);

const LOCATOR: Parameter = Needs(Kind::Locator);
const VARIABLE: Parameter = Needs(Kind::Variable);
const LIMIT: Parameter = Takes(Kind::Count);
const AT: Parameter = Takes(Kind::Coordinates);
const WAIT: Parameter = Takes(Kind::Milliseconds);
const PATTERN: Parameter = Takes(Kind::Pattern);

pub(super) fn commands() -> Vec<Command> {
    let rows = [PAGES, FORMS, MOUSE, DIALOGS].concat();
    let mut commands: Vec<Command> = rows.into_iter().map(command).collect();
    commands
        .extend(CHECKS.iter().flat_map(|check| [true, false].map(|stops| check.command(stops))));
    commands.extend([WAITS, STORES, SCRIPTS, FLOW].concat().into_iter().map(command));
    commands
}

fn command((name, action, target, value, doc): Row) -> Command {
    Command { name: name.into(), action, target, value, doc: doc.into() }
}
