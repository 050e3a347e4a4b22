use serde::Deserialize;
use serde_json::value::RawValue;

/// On which line each command of a project stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions(Vec<Vec<usize>>);

/// As much of a project as tells where its commands are.
#[derive(Deserialize)]
struct Outline<'text> {
    #[serde(borrow)]
    tests: Vec<TestOutline<'text>>,
}

#[derive(Deserialize)]
struct TestOutline<'text> {
    #[serde(borrow)]
    commands: Vec<&'text RawValue>,
}

impl Positions {
    pub(super) fn of(text: &str) -> serde_json::Result<Self> {
        let outline: Outline<'_> = serde_json::from_str(text)?;
        let mut cursor = Cursor { text, offset: 0, line: 1 };
        let mut lines = |test: TestOutline<'_>| {
            test.commands.into_iter().map(|command| cursor.line_of(command.get())).collect()
        };
        Ok(Self(outline.tests.into_iter().map(&mut lines).collect()))
    }

    /// The line of a command, from 1; both indices from 0. 1 where there is no such command.
    #[must_use]
    pub fn line(&self, test: usize, command: usize) -> usize {
        self.0.get(test).and_then(|lines| lines.get(command)).copied().unwrap_or(1)
    }

    /// Makes room for a command that stands in no file, on the line of the one before it.
    pub(super) fn insert(&mut self, test: usize, command: usize) {
        let line = self.line(test, command.saturating_sub(1));
        if let Some(lines) = self.0.get_mut(test) {
            lines.insert(command.min(lines.len()), line);
        }
    }
}

/// Counts lines on the way from one command to the next.
struct Cursor<'text> {
    text: &'text str,
    offset: usize,
    line: usize,
}

impl Cursor<'_> {
    /// The line of `part`, a slice of the text behind all that were asked for.
    fn line_of(&mut self, part: &str) -> usize {
        // A borrowed raw value is a slice of the text, so addresses tell its offset.
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.offset..offset).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.offset = self.offset.max(offset);
        self.line
    }
}
