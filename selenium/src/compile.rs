//! Checks projects before any browser starts, and makes trees of commands of them.

mod arguments;
mod flow;

use std::{collections::BTreeMap, fmt, time::Duration};

use thiserror::Error;
use url::Url;

use crate::{
    commands::{self, Action, Command, Flow},
    project::{self, Positions, Project},
};

pub use arguments::size;
pub(crate) use arguments::{coordinates, number};
pub use flow::Node;

/// How long a test may take where its suite does not say.
const TEST_TIMEOUT: Duration = Duration::from_secs(300);

/// A project that can run.
#[derive(Clone, Debug)]
pub struct Program {
    /// The file's name.
    pub file: String,
    /// What people call the project.
    pub name: String,
    /// Where relative addresses start, where the project says.
    pub url: Option<Url>,
    /// Its tests.
    pub tests: Vec<Test>,
    /// Its suites; one of all tests where it has none with tests.
    pub suites: Vec<Suite>,
    /// What is odd but harmless.
    pub notes: Vec<Problem>,
}

/// A test that can run.
#[derive(Clone, Debug)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// What it does.
    pub body: Vec<Node>,
}

/// A suite that can run.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Its name.
    pub name: String,
    /// Whether its tests share one session.
    pub persist_session: bool,
    /// Whether its tests may run at the same time.
    pub parallel: bool,
    /// How long one of its tests may take.
    pub timeout: Duration,
    /// Indices of its tests, in order.
    pub tests: Vec<usize>,
}

/// A command of a test, checked.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its number in the test, from 1.
    pub number: usize,
    /// Its line in the file, from 1.
    pub line: usize,
    /// What it is.
    pub command: &'static Command,
    /// The first argument, variables still in it.
    pub target: String,
    /// The second argument, variables still in it.
    pub value: String,
    /// Further locators of the target.
    pub fallbacks: Vec<String>,
    /// The window it opens.
    pub opens: Option<NewWindow>,
}

/// A window that a command opens.
#[derive(Clone, Debug)]
pub struct NewWindow {
    /// The variable for its handle.
    pub variable: String,
    /// How long it may take to open.
    pub timeout: Duration,
}

/// Something wrong or odd in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The line, from 1; 0 where it is about no line.
    pub line: usize,
    /// The test.
    pub test: Option<String>,
    /// The command's number in the test, from 1, and its name.
    pub command: Option<(usize, String)>,
    /// What was found and what is known.
    pub message: String,
}

/// A project that cannot run, and all reasons.
#[derive(Debug, Error)]
pub struct Rejected(pub Vec<Problem>);

/// What projects are compiled for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether the browsers run no scripts.
    pub no_javascript: bool,
}

/// Checks a project and makes trees of commands of it; `file` is its name.
///
/// # Errors
/// When anything in it is not known or cannot be; all of it is told.
pub fn compile(
    file: &str,
    project: &Project,
    positions: &Positions,
    options: Options,
) -> Result<Program, Rejected> {
    let names = names(&project.tests);
    let mut compiler =
        Compiler { file, names: &names, options, problems: Vec::new(), notes: Vec::new() };
    let url = compiler.url(&project.url);
    let mut tests = Vec::new();
    for (index, test) in project.tests.iter().enumerate() {
        let line = |command| positions.line(index, command);
        tests.push(Test { name: test.name.clone(), body: compiler.test(test, &line) });
    }
    compiler.cycles(&tests);
    let suites = compiler.suites(project, &tests);
    match compiler.problems {
        problems if problems.is_empty() => Ok(Program {
            file: file.into(),
            name: project.name.clone(),
            url,
            tests,
            suites,
            notes: compiler.notes,
        }),
        problems => Err(Rejected(problems)),
    }
}

/// The first test of each name.
fn names(tests: &[project::Test]) -> BTreeMap<&str, usize> {
    let named = tests.iter().enumerate().rev();
    named.map(|(index, test)| (test.name.as_str(), index)).collect()
}

struct Compiler<'a> {
    file: &'a str,
    names: &'a BTreeMap<&'a str, usize>,
    options: Options,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
}

impl Compiler<'_> {
    fn problem(&self, test: Option<&str>, step: Option<&Step>, message: String) -> Problem {
        Problem {
            file: self.file.into(),
            line: step.map_or(0, |step| step.line),
            test: test.map(Into::into),
            command: step.map(|step| (step.number, step.command.name.clone())),
            message,
        }
    }

    fn url(&mut self, text: &str) -> Option<Url> {
        if text.trim().is_empty() {
            return None;
        }
        match Url::parse(text.trim()) {
            Ok(url) => Some(url),
            Err(error) => {
                let message = format!("url {text:?} is no address: {error}");
                self.problems.push(self.problem(None, None, message));
                None
            }
        }
    }

    fn test(&mut self, test: &project::Test, line: &dyn Fn(usize) -> usize) -> Vec<Node> {
        let mut steps = Vec::new();
        for (index, command) in test.commands.iter().enumerate() {
            let is_disabled = command.skip == Some(true) || command.command.starts_with("//");
            if is_disabled || command.command.is_empty() {
                continue;
            }
            let Some(known) = commands::find(&command.command) else {
                self.problems.push(Problem {
                    file: self.file.into(),
                    line: line(index),
                    test: Some(test.name.clone()),
                    command: Some((index + 1, command.command.clone())),
                    message: format!("unknown command{}", commands::hint(&command.command)),
                });
                continue;
            };
            let step = step(known, command, index, line(index));
            self.arguments(&test.name, &step);
            steps.push(step);
        }
        let (body, problems) = flow::nest(steps, self.names);
        let problems = problems
            .into_iter()
            .map(|(step, message)| self.problem(Some(&test.name), Some(&step), message));
        let problems: Vec<_> = problems.collect();
        self.problems.extend(problems);
        body
    }

    fn arguments(&mut self, test: &str, step: &Step) {
        let (errors, notes) = arguments::check(step, self.names);
        let say = |message| self.problem(Some(test), Some(step), message);
        let mut errors: Vec<Problem> = errors.into_iter().map(say).collect();
        let mut notes: Vec<Problem> = notes.into_iter().map(say).collect();
        if self.options.no_javascript && step.command.needs_javascript() {
            let message = "runs JavaScript, and the browser is to run none";
            errors.push(self.problem(Some(test), Some(step), message.into()));
        }
        self.problems.append(&mut errors);
        self.notes.append(&mut notes);
    }

    /// Finds tests that run themselves.
    fn cycles(&mut self, tests: &[Test]) {
        for (index, test) in tests.iter().enumerate() {
            let mut reached = vec![false; tests.len()];
            let mut waiting = flow::runs(&test.body);
            while let Some((next, step)) = waiting.pop() {
                let Some(next) = next else { continue };
                if next == index {
                    let message = format!("the test {:?} runs itself this way", test.name);
                    self.problems.push(self.problem(None, Some(step), message));
                    break;
                }
                if !std::mem::replace(&mut reached[next], true) {
                    waiting.extend(flow::runs(&tests[next].body));
                }
            }
        }
    }

    fn suites(&mut self, project: &Project, tests: &[Test]) -> Vec<Suite> {
        let mut suites: Vec<Suite> =
            project.suites.iter().map(|suite| self.suite(suite, &project.tests)).collect();
        suites.retain(|suite| !suite.tests.is_empty());
        if suites.is_empty() {
            let all = (0..tests.len()).collect();
            return vec![Suite {
                name: project.name.clone(),
                persist_session: false,
                parallel: false,
                timeout: TEST_TIMEOUT,
                tests: all,
            }];
        }
        let mut used: Vec<usize> = suites.iter().flat_map(|suite| suite.tests.clone()).collect();
        let run: Vec<_> =
            tests.iter().flat_map(|test| flow::runs(&test.body)).map(|(index, _)| index).collect();
        if run.contains(&None) {
            return suites;
        }
        used.extend(run.into_iter().flatten());
        for (_, test) in tests.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
            let message = "is in no suite and does not run".into();
            self.notes.push(self.problem(Some(&test.name), None, message));
        }
        suites
    }

    fn suite(&mut self, suite: &project::Suite, tests: &[project::Test]) -> Suite {
        let mut found = Vec::new();
        for id in &suite.tests {
            match tests.iter().position(|test| test.id == *id) {
                Some(index) => found.push(index),
                None => {
                    let message = format!(
                        "the suite {:?} lists the test {id:?}, which is not there",
                        suite.name
                    );
                    self.problems.push(self.problem(None, None, message));
                }
            }
        }
        let persist_session = suite.persist_session.unwrap_or(false);
        Suite {
            name: suite.name.clone(),
            persist_session,
            parallel: !persist_session && suite.parallel.unwrap_or(false),
            timeout: suite.timeout.filter(|s| *s > 0).map_or(TEST_TIMEOUT, Duration::from_secs),
            tests: found,
        }
    }
}

fn step(known: &'static Command, command: &project::Command, index: usize, line: usize) -> Step {
    let fallbacks = command.target_fallback.as_ref().or(command.targets.as_ref());
    let fallbacks = fallbacks.into_iter().flatten().filter_map(|entry| entry.first().cloned()?);
    let opens = command.opens_window.unwrap_or(false).then(|| NewWindow {
        variable: command.window_handle_name.clone().unwrap_or_default(),
        timeout: Duration::from_millis(command.window_timeout.unwrap_or(2_000)),
    });
    Step {
        number: index + 1,
        line,
        command: known,
        target: command.target.clone(),
        value: command.value.clone(),
        fallbacks: fallbacks.filter(|locator| *locator != command.target).collect(),
        opens,
    }
}

impl Step {
    pub(crate) fn flow(&self) -> Option<Flow> {
        match self.command.action {
            Action::Flow(flow) => Some(flow),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if self.line > 0 {
            write!(f, "{}:", self.line)?;
        }
        if let Some(test) = &self.test {
            write!(f, " test {test:?}:")?;
        }
        if let Some((number, name)) = &self.command {
            write!(f, " command {number} ({name}):")?;
        }
        write!(f, " {}", self.message)
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        write!(f, "{}", lines.join("\n"))?;
        if self.0.iter().any(|problem| problem.message.starts_with("unknown command")) {
            let names: Vec<&str> = commands::all().iter().map(|one| one.name.as_str()).collect();
            write!(f, "\nknown commands: {}", names.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
