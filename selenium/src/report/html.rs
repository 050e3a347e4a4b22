use std::{borrow::Borrow, time::Duration};

use askama::Template;
use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;

use super::Summary;
use crate::{
    run::{Failure, StepRecord},
    schedule::{Outcome, TestReport},
};

/// The run as one page that needs no other file and no script.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    reports: &'a [TestReport],
    summary: Summary,
    written_at: Timestamp,
}

/// The run as one page of HTML, written at a time.
///
/// # Errors
/// When the template cannot be filled.
pub fn html(reports: &[TestReport], written_at: Timestamp) -> Result<String, askama::Error> {
    Page { reports, summary: Summary::of(reports), written_at }.render()
}

impl Page<'_> {
    fn written(&self) -> String {
        self.written_at.strftime("%Y-%m-%d %H:%M UTC").to_string()
    }

    fn class(&self, report: &TestReport) -> &'static str {
        match report.outcome {
            Outcome::Passed => "passed",
            Outcome::Flaky => "flaky",
            Outcome::Failed | Outcome::NoBrowser => "failed",
        }
    }

    fn is_good(&self, report: &TestReport) -> bool {
        report.outcome == Outcome::Passed
    }

    fn seconds(&self, took: impl Borrow<Duration>) -> String {
        format!("{:.2} s", took.borrow().as_secs_f64())
    }

    fn picture(&self, failure: &Failure) -> Option<String> {
        let png = failure.evidence.screenshot.as_ref()?;
        Some(format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png)))
    }

    fn error<'s>(&self, step: &'s StepRecord) -> &'s str {
        step.error.as_deref().unwrap_or_default()
    }
}
