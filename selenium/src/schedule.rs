//! Gives tests to whichever browser is free, and tries again where that may help.

use std::{
    collections::VecDeque,
    sync::Mutex,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use url::Url;

use crate::{
    browsers::{Browsers, NoBrowser, Session},
    compile::Program,
    page::Page,
    run::{Record, Runner},
};

/// How tests are run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where relative addresses start, in place of what projects say.
    pub url: Option<Url>,
    /// How many tests run at the same time.
    pub parallel: usize,
    /// How long an element may take to come, or a check to hold.
    pub timeout: Duration,
    /// How often a test that failed is tried again.
    pub retries: usize,
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed at once.
    Passed,
    /// It passed after it had failed.
    Flaky,
    /// It failed.
    Failed,
    /// No browser was left for it.
    NoBrowser,
}

/// One try of a test.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The browser's driver, `host:port`.
    pub browser: String,
    /// How long it took.
    pub took: Duration,
    /// How it went.
    pub record: Record,
}

/// All of a test.
#[derive(Clone, Debug)]
pub struct TestReport {
    /// The file.
    pub file: String,
    /// The suite.
    pub suite: String,
    /// The test.
    pub test: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Its tries, in order.
    pub attempts: Vec<Attempt>,
    /// Why there was no browser, where there was none.
    pub reason: Option<String>,
    place: (usize, usize, usize),
}

impl TestReport {
    /// How long all tries took together.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.attempts.iter().map(|attempt| attempt.took).sum()
    }

    /// The browsers that died under it, and why.
    pub fn deaths(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attempts
            .iter()
            .filter_map(|attempt| Some((attempt.browser.as_str(), attempt.record.died.as_deref()?)))
    }
}

/// Tests that one worker runs one after another.
struct Job<'a> {
    program: &'a Program,
    /// Index of the program and of its suite.
    place: (usize, usize),
    /// Places in the suite.
    tests: Vec<usize>,
}

/// Runs every test of the programs and tells `done` of each as it ends. The reports are
/// in the order of the files.
pub async fn run(
    programs: &[Program],
    browsers: &Browsers,
    options: &Options,
    done: &(dyn Fn(&TestReport) + Sync),
) -> Vec<TestReport> {
    let queue = Mutex::new(jobs(programs));
    let next = || queue.lock().ok().and_then(|mut jobs| jobs.pop_front());
    let worker = || async {
        let mut reports = Vec::new();
        while let Some(job) = next() {
            Worker { browsers, options, done, job: &job }.run(&mut reports).await;
        }
        reports
    };
    let workers = (0..options.parallel.max(1)).map(|_| worker());
    let mut reports: Vec<TestReport> = join_all(workers).await.into_iter().flatten().collect();
    reports.sort_by_key(|report| report.place);
    reports
}

fn jobs(programs: &[Program]) -> VecDeque<Job<'_>> {
    let mut jobs = VecDeque::new();
    for (index, program) in programs.iter().enumerate() {
        for (place, suite) in program.suites.iter().enumerate() {
            let all: Vec<usize> = (0..suite.tests.len()).collect();
            let size = if suite.parallel { 1 } else { all.len().max(1) };
            jobs.extend(all.chunks(size).map(|tests| Job {
                program,
                place: (index, place),
                tests: tests.to_vec(),
            }));
        }
    }
    jobs
}

struct Worker<'a> {
    browsers: &'a Browsers,
    options: &'a Options,
    done: &'a (dyn Fn(&TestReport) + Sync),
    job: &'a Job<'a>,
}

/// A session with what a test knows of it.
struct Seat {
    session: Session,
    page: Page,
}

impl Worker<'_> {
    async fn run(&self, reports: &mut Vec<TestReport>) {
        let suite = &self.job.program.suites[self.job.place.1];
        let mut seat = None;
        for place in &self.job.tests {
            let report = self.test(*place, &mut seat).await;
            (self.done)(&report);
            reports.push(report);
            if !suite.persist_session {
                self.leave(&mut seat).await;
            }
        }
        self.leave(&mut seat).await;
    }

    async fn leave(&self, seat: &mut Option<Seat>) {
        if let Some(Seat { session, page }) = seat.take() {
            drop(page);
            self.browsers.close(session).await;
        }
    }

    async fn test(&self, place: usize, seat: &mut Option<Seat>) -> TestReport {
        let suite = &self.job.program.suites[self.job.place.1];
        let index = suite.tests[place];
        let mut report = TestReport {
            file: self.job.program.file.clone(),
            suite: suite.name.clone(),
            test: self.job.program.tests[index].name.clone(),
            outcome: Outcome::Failed,
            attempts: Vec::new(),
            reason: None,
            place: (self.job.place.0, self.job.place.1, place),
        };
        let (mut retries, mut replacements) = (self.options.retries, 1);
        loop {
            let attempt = match self.attempt(index, suite.timeout, seat, &report).await {
                Ok(attempt) => attempt,
                Err(error) => {
                    report.outcome = Outcome::NoBrowser;
                    report.reason = Some(error.to_string());
                    return report;
                }
            };
            let died = attempt.record.died.is_some();
            let failed = !attempt.record.failures.is_empty();
            report.attempts.push(attempt);
            if died {
                self.leave(seat).await;
                if replacements == 0 {
                    return report;
                }
                replacements -= 1;
            } else if failed && retries > 0 {
                retries -= 1;
                if !suite.persist_session {
                    self.leave(seat).await;
                }
            } else {
                report.outcome = outcome(&report.attempts);
                return report;
            }
        }
    }

    async fn attempt(
        &self,
        index: usize,
        limit: Duration,
        seat: &mut Option<Seat>,
        report: &TestReport,
    ) -> Result<Attempt, NoBrowser> {
        let program = self.job.program;
        let taken = match seat.take() {
            Some(seat) => seat,
            None => self.sit(report).await?,
        };
        let seat = seat.insert(taken);
        let began = Instant::now();
        let runner = Runner::new(program, &mut seat.page, self.options.timeout);
        let record = runner.run(index, limit).await;
        Ok(Attempt { browser: seat.session.browser.clone(), took: began.elapsed(), record })
    }

    /// Opens a session, elsewhere than where the last browser died.
    async fn sit(&self, report: &TestReport) -> Result<Seat, NoBrowser> {
        let dead = report.attempts.last().filter(|attempt| attempt.record.died.is_some());
        let session = self.browsers.open(dead.map(|attempt| attempt.browser.as_str())).await?;
        let base = self.options.url.clone().or_else(|| self.job.program.url.clone());
        let page = Page::new(session.client.clone(), base);
        Ok(Seat { session, page })
    }
}

fn outcome(attempts: &[Attempt]) -> Outcome {
    let failed = |attempt: &Attempt| !attempt.record.failures.is_empty();
    match attempts.split_last() {
        Some((last, before)) if !failed(last) => {
            if before.iter().any(failed) {
                Outcome::Flaky
            } else {
                Outcome::Passed
            }
        }
        _ => Outcome::Failed,
    }
}
