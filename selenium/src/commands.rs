//! Every command there is: the one truth for names, arguments and documentation.

mod table;

use std::sync::LazyLock;

use crate::suggest;

/// A command that tests may use.
#[derive(Clone, Debug)]
pub struct Command {
    /// What tests call it.
    pub name: String,
    /// What it does.
    pub action: Action,
    /// The first argument.
    pub target: Parameter,
    /// The second argument.
    pub value: Parameter,
    /// What it does, in words.
    pub doc: String,
}

/// Whether a command takes an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// It takes none.
    None,
    /// It takes one that may be empty.
    Takes(Kind),
    /// It needs one.
    Needs(Kind),
}

/// What an argument says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An element.
    Locator,
    /// A frame.
    Frame,
    /// A window.
    Window,
    /// An option of a list.
    Option,
    /// An attribute of an element.
    Attribute,
    /// A text to compare with.
    Pattern,
    /// Any text.
    Text,
    /// Text to type, keys in it.
    Keys,
    /// `x,y` from the element's top left corner, CSS pixels.
    Coordinates,
    /// A time, ms.
    Milliseconds,
    /// A whole number.
    Count,
    /// An expression of JavaScript.
    Expression,
    /// The body of a function of JavaScript.
    Script,
    /// The name of a variable, without `${}`.
    Variable,
    /// The name of a test of the project.
    Test,
    /// JSON.
    Json,
    /// `WIDTHxHEIGHT`, pixels.
    Size,
    /// An address, absolute or relative.
    Url,
}

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Decides what runs next.
    Flow(Flow),
    /// Compares; `holds` false for the opposite, `stops` for assert.
    Check {
        /// What it looks at.
        subject: Subject,
        /// Whether it is to hold, or not to.
        holds: bool,
        /// Whether the test stops where it does not.
        stops: bool,
    },
    /// Waits for a condition, or for its opposite.
    Wait {
        /// What it waits for.
        condition: Condition,
        /// Whether it is to hold, or not to.
        holds: bool,
    },
    /// Keeps something in a variable.
    Store(Stored),
    /// Uses the mouse.
    Mouse(Gesture),
    /// Fills in.
    Form(Entry),
    /// Answers a dialog, or the next one.
    Dialog {
        /// How.
        answer: Answer,
        /// Which one.
        when: When,
    },
    /// Changes what is looked at.
    Window(View),
    /// Runs JavaScript in the page.
    Script(Execution),
    /// Says something.
    Echo,
    /// Waits for a time.
    Pause,
    /// Sets the pause after each command.
    SetSpeed,
    /// Would stop for a person; does nothing here.
    Debugger,
}

/// Commands that decide what runs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Flow {
    If,
    ElseIf,
    Else,
    End,
    While,
    Times,
    ForEach,
    Do,
    RepeatIf,
    Run,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Subject {
    Variable,
    Text,
    Title,
    Value,
    Checked,
    ElementPresent,
    Editable,
    SelectedLabel,
    SelectedValue,
    Alert,
    Confirmation,
    Prompt,
}

/// What an element is waited for to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Condition {
    Present,
    Visible,
    Editable,
    Text,
}

/// What is kept in a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Stored {
    Text,
    ElementText,
    Value,
    Title,
    Attribute,
    ElementCount,
    XpathCount,
    Json,
    WindowHandle,
}

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Gesture {
    Click,
    ClickAt,
    DoubleClick,
    DoubleClickAt,
    Down,
    DownAt,
    Up,
    UpAt,
    MoveAt,
    Over,
    Out,
    DragAndDrop,
}

/// How something is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Entry {
    Type,
    SendKeys,
    EditContent,
    Check(bool),
    Select,
    AddSelection,
    RemoveSelection,
    Submit,
}

/// How a dialog is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Answer {
    Accept,
    Dismiss,
    Text,
}

/// Which dialog is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The one that shows.
    Visible,
    /// The next one.
    Next,
}

/// What is looked at, and how large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum View {
    Open,
    SelectFrame,
    SelectWindow,
    Close,
    SetSize,
}

/// How a script is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of commands documents them")]
pub enum Execution {
    Run,
    Execute,
    ExecuteAsync,
}

static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(table::commands);

/// Every command, by group.
#[must_use]
pub fn all() -> &'static [Command] {
    &COMMANDS
}

/// The command with a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// `; did you mean "click"?`, or nothing.
pub(crate) fn hint(name: &str) -> String {
    suggest::hint(name, COMMANDS.iter().map(|command| command.name.as_str()))
}

impl Command {
    /// Whether it runs JavaScript in the page.
    #[must_use]
    pub fn needs_javascript(&self) -> bool {
        matches!(self.action, Action::Script(_))
            || [self.target, self.value].contains(&Parameter::Needs(Kind::Expression))
    }
}

impl Parameter {
    /// What the argument says, in a word or two; empty where there is none.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Needs(kind) => kind.words().into(),
            Self::Takes(kind) => format!("[{}]", kind.words()),
        }
    }
}

impl Kind {
    /// The kind in a word or two.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Locator => "locator",
            Self::Frame => "frame",
            Self::Window => "window",
            Self::Option => "option",
            Self::Attribute => "locator@attribute",
            Self::Pattern => "pattern",
            Self::Text => "text",
            Self::Keys => "keys",
            Self::Coordinates => "x,y",
            Self::Milliseconds => "ms",
            Self::Count => "number",
            Self::Expression => "expression",
            Self::Script => "script",
            Self::Variable => "variable",
            Self::Test => "test",
            Self::Json => "JSON",
            Self::Size => "WxH",
            Self::Url => "address",
        }
    }
}

/// The table of all commands as Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut lines =
        vec!["| command | target | value | what it does |".to_owned(), "|---|---|---|---|".into()];
    lines.extend(all().iter().map(|command| {
        let (target, value) = (command.target.words(), command.value.words());
        format!("| `{}` | {target} | {value} | {} |", command.name, command.doc)
    }));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<&str> = all().iter().map(|command| command.name.as_str()).collect();
        assert_eq!(names.len(), all().len());
    }

    #[test]
    fn the_readme_has_this_table() {
        let readme = include_str!("../README.md");
        assert!(readme.contains(&markdown()), "selenium/README.md wants:\n{}", markdown());
    }

    #[test]
    fn conditions_and_scripts_need_javascript() {
        let needs = |name| find(name).unwrap().needs_javascript();
        assert!(needs("if") && needs("repeatIf") && needs("executeScript"));
        assert!(!needs("times") && !needs("click") && !needs("editContent"));
    }
}
