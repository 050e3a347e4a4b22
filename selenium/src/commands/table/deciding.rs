use super::{LIMIT, LOCATOR, Row, VARIABLE};
use crate::commands::{
    Action, Execution, Flow, Kind,
    Parameter::{Needs, None, Takes},
    Stored,
};

pub(super) const STORES: &[Row] = &[
    (
        "store",
        Action::Store(Stored::Text),
        Takes(Kind::Text),
        VARIABLE,
        "keeps a text in a variable",
    ),
    (
        "storeText",
        Action::Store(Stored::ElementText),
        LOCATOR,
        VARIABLE,
        "keeps the text of an element",
    ),
    ("storeValue", Action::Store(Stored::Value), LOCATOR, VARIABLE, "keeps the value of a field"),
    ("storeTitle", Action::Store(Stored::Title), VARIABLE, None, "keeps the title of the page"),
    (
        "storeAttribute",
        Action::Store(Stored::Attribute),
        Needs(Kind::Attribute),
        VARIABLE,
        "keeps an attribute of an element",
    ),
    (
        "storeElementCount",
        Action::Store(Stored::ElementCount),
        LOCATOR,
        VARIABLE,
        "keeps how many such elements there are",
    ),
    (
        "storeXpathCount",
        Action::Store(Stored::XpathCount),
        Needs(Kind::Text),
        VARIABLE,
        "the same by an XPath, with or without `xpath=`",
    ),
    (
        "storeJson",
        Action::Store(Stored::Json),
        Needs(Kind::Json),
        VARIABLE,
        "keeps what a JSON text says",
    ),
    (
        "storeWindowHandle",
        Action::Store(Stored::WindowHandle),
        VARIABLE,
        None,
        "keeps the handle of the window",
    ),
];

pub(super) const SCRIPTS: &[Row] = &[
    (
        "executeScript",
        Action::Script(Execution::Execute),
        Needs(Kind::Script),
        Takes(Kind::Variable),
        "runs a script and keeps what it returns",
    ),
    (
        "executeAsyncScript",
        Action::Script(Execution::ExecuteAsync),
        Needs(Kind::Script),
        Takes(Kind::Variable),
        "runs a script and keeps what its promise becomes",
    ),
    ("runScript", Action::Script(Execution::Run), Needs(Kind::Script), None, "runs a script"),
    ("echo", Action::Echo, Takes(Kind::Text), None, "prints a text"),
    ("debugger", Action::Debugger, None, None, "stops in the IDE; here it does nothing"),
];

pub(super) const FLOW: &[Row] = &[
    (
        "if",
        Action::Flow(Flow::If),
        Needs(Kind::Expression),
        None,
        "runs what follows if an expression is true",
    ),
    ("elseIf", Action::Flow(Flow::ElseIf), Needs(Kind::Expression), None, "else, if this one is"),
    ("else", Action::Flow(Flow::Else), None, None, "else"),
    (
        "while",
        Action::Flow(Flow::While),
        Needs(Kind::Expression),
        LIMIT,
        "repeats as long as an expression is true, at most 1000 times or as often as the value says",
    ),
    ("times", Action::Flow(Flow::Times), Needs(Kind::Count), LIMIT, "repeats so often"),
    (
        "forEach",
        Action::Flow(Flow::ForEach),
        VARIABLE,
        VARIABLE,
        "repeats for each item of the array in a variable, the item in another",
    ),
    ("do", Action::Flow(Flow::Do), None, None, "repeats until `repeatIf`"),
    (
        "repeatIf",
        Action::Flow(Flow::RepeatIf),
        Needs(Kind::Expression),
        LIMIT,
        "ends `do`: once more if an expression is true",
    ),
    ("end", Action::Flow(Flow::End), None, None, "ends `if`, `while`, `times` or `forEach`"),
    (
        "run",
        Action::Flow(Flow::Run),
        Needs(Kind::Test),
        None,
        "runs another test of the project, with the same variables",
    ),
];
