//! What is told of a run: lines while it runs, JUnit XML, one page of HTML.

mod html;
mod junit;

use std::fmt;

use crate::schedule::{Outcome, TestReport};

pub use html::html;
pub use junit::junit;

/// How many tests ended in each way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// At once.
    pub passed: usize,
    /// After they had failed.
    pub flaky: usize,
    /// Not at all.
    pub failed: usize,
    /// Without a browser.
    pub no_browser: usize,
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn of(reports: &[TestReport]) -> Self {
        let count = |outcome| reports.iter().filter(|one| one.outcome == outcome).count();
        Self {
            passed: count(Outcome::Passed),
            flaky: count(Outcome::Flaky),
            failed: count(Outcome::Failed),
            no_browser: count(Outcome::NoBrowser),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, flaky, failed, no_browser } = self;
        write!(f, "{passed} passed, {flaky} flaky, {failed} failed, {no_browser} without a browser")
    }
}

impl Outcome {
    /// The outcome in a word or two.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Flaky => "flaky",
            Self::Failed => "failed",
            Self::NoBrowser => "no browser",
        }
    }
}

/// The lines that tell of a test: how it ended, what failed, what it said.
#[must_use]
pub fn lines(report: &TestReport) -> Vec<String> {
    let browser = report.attempts.last().map_or("-", |attempt| attempt.browser.as_str());
    let mut lines = vec![format!(
        "{:<10} {} › {}  {:.1} s  {browser}",
        report.outcome.word(),
        report.suite,
        report.test,
        report.took().as_secs_f64(),
    )];
    lines.extend(deaths(report));
    lines.extend(report.reason.iter().map(|reason| format!("           {reason}")));
    for (number, attempt) in report.attempts.iter().enumerate() {
        for step in attempt.record.steps.iter().filter(|step| step.command == "echo") {
            let text = step.note.as_deref().unwrap_or_default();
            lines.push(format!("           echo: {text}"));
        }
        for failure in &attempt.record.failures {
            let (step, try_number) = (&failure.step, number + 1);
            lines.push(format!(
                "           {}:{}: command {} ({}), try {try_number}: {}",
                report.file,
                step.line,
                step.number,
                step.command,
                step.error.as_deref().unwrap_or_default(),
            ));
        }
    }
    lines
}

/// What is told of browsers that died.
fn deaths(report: &TestReport) -> Vec<String> {
    let line = |(browser, why): (&str, &str)| format!("           replaced {browser}: {why}");
    report.deaths().map(line).collect()
}
