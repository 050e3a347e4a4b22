use std::collections::BTreeMap;

use quick_junit::{
    FlakyOrRerun, NonSuccessKind, Property, Report, SerializeError, TestCase, TestCaseStatus,
    TestRerun, TestSuite,
};

use super::lines;
use crate::schedule::{Attempt, Outcome, TestReport};

/// The run as JUnit XML.
///
/// # Errors
/// When it cannot be written.
pub fn junit(reports: &[TestReport]) -> Result<String, SerializeError> {
    let mut suites: BTreeMap<(&str, &str), Vec<&TestReport>> = BTreeMap::new();
    for report in reports {
        suites.entry((&report.file, &report.suite)).or_default().push(report);
    }
    let mut junit = Report::new("selenese");
    junit.set_time(reports.iter().map(TestReport::took).sum());
    for ((file, name), reports) in suites {
        let mut suite = TestSuite::new(name);
        suite.add_property(Property::new("file", file));
        suite.set_time(reports.iter().map(|report| report.took()).sum());
        suite.add_test_cases(reports.into_iter().map(case));
        junit.add_test_suite(suite);
    }
    junit.to_string()
}

fn case(report: &TestReport) -> TestCase {
    let mut case = TestCase::new(report.test.as_str(), status(report));
    case.set_classname(report.suite.as_str());
    case.set_time(report.took());
    for (browser, why) in report.deaths() {
        case.add_property(Property::new("browser-replaced", format!("{browser}: {why}")));
    }
    case.set_system_out(lines(report).join("\n"));
    case
}

fn status(report: &TestReport) -> TestCaseStatus {
    let failures = |attempt: &Attempt| {
        let failures =
            attempt.record.failures.iter().filter_map(|failure| failure.step.error.clone());
        failures.chain(attempt.record.died.clone()).collect::<Vec<_>>().join("\n")
    };
    let mut status = match report.outcome {
        Outcome::Passed | Outcome::Flaky => TestCaseStatus::success(),
        Outcome::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Outcome::NoBrowser => TestCaseStatus::non_success(NonSuccessKind::Error),
    };
    let is_success = matches!(report.outcome, Outcome::Passed | Outcome::Flaky);
    let (last, before) = match report.attempts.split_last() {
        Some((last, before)) => (Some(last), before),
        None => (None, [].as_slice()),
    };
    let failed = before.iter().filter(|attempt| !attempt.record.failures.is_empty());
    for attempt in failed {
        let mut rerun = TestRerun::new(NonSuccessKind::Failure);
        rerun.set_time(attempt.took).set_message(failures(attempt));
        status.add_rerun(rerun);
    }
    if !is_success {
        let message = last.map(failures).or_else(|| report.reason.clone()).unwrap_or_default();
        status.set_message(message).set_rerun_kind(FlakyOrRerun::Rerun);
    }
    status
}
