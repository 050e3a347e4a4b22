//! Runs one test in one browser session.

mod step;

use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, FutureExt};
use serde_json::Value;

use crate::{
    commands::{Action, Flow},
    compile::{Node, Program, Step},
    page::{Evidence, Page},
    trouble::Trouble,
    variables::text,
};

/// How often a condition is looked at that the browser does not announce.
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How often a loop may repeat where its command does not say.
const LOOP_LIMIT: u64 = 1_000;

/// How many tests may run inside of each other: a variable may name one that does already.
const MAX_DEPTH: usize = 32;

/// How many commands of a test are remembered, and of how many failures the evidence.
const MAX_STEPS: usize = 500;
const MAX_EVIDENCE: usize = 3;

/// A command that ran.
#[derive(Clone, Debug)]
pub struct StepRecord {
    /// Its number in its test, from 1.
    pub number: usize,
    /// Its line in the file.
    pub line: usize,
    /// Its name.
    pub command: String,
    /// Its arguments as they ran.
    pub target: String,
    /// The second one.
    pub value: String,
    /// How long it took.
    pub took: Duration,
    /// What it said: an echo, or by which other locator its element was found.
    pub note: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
}

/// A command that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The command.
    pub step: StepRecord,
    /// What the browser showed.
    pub evidence: Evidence,
}

/// How one run of a test went.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The commands that ran, the last ones where there were many.
    pub steps: Vec<StepRecord>,
    /// Those that failed.
    pub failures: Vec<Failure>,
    /// Why the browser is gone, where it is.
    pub died: Option<String>,
}

/// Why a test goes no further.
enum Stop {
    Failed,
    Died(String),
}

/// A running test.
pub struct Runner<'a> {
    program: &'a Program,
    page: &'a mut Page,
    /// How long an element may take to come, or a check to hold.
    timeout: Duration,
    speed: Duration,
    /// How many tests run inside of each other.
    depth: usize,
    /// The command that was begun last, and when.
    begun: Option<(StepRecord, Instant)>,
    record: Record,
}

impl<'a> Runner<'a> {
    /// A runner of tests of a program in a page.
    pub fn new(program: &'a Program, page: &'a mut Page, timeout: Duration) -> Self {
        Self {
            program,
            page,
            timeout,
            speed: Duration::ZERO,
            depth: 0,
            begun: None,
            record: Record::default(),
        }
    }

    /// Runs the test with an index; it may take `limit`.
    pub async fn run(mut self, test: usize, limit: Duration) -> Record {
        let program = self.program;
        let outcome = tokio::time::timeout(limit, self.nodes(&program.tests[test].body)).await;
        match outcome {
            Ok(Ok(()) | Err(Stop::Failed)) => {}
            Ok(Err(Stop::Died(why))) => self.record.died = Some(why),
            Err(_) => self.out_of_time(limit),
        }
        self.record
    }

    fn out_of_time(&mut self, limit: Duration) {
        let start = || (StepRecord::empty("(start)"), Instant::now());
        let (mut step, began) = self.begun.take().unwrap_or_else(start);
        step.took = began.elapsed();
        step.error = Some(format!("the test took longer than {} s", limit.as_secs()));
        self.push(step.clone());
        // A browser that hangs would not answer, so nothing is asked of it.
        self.record.failures.push(Failure { step, evidence: Evidence::default() });
    }

    fn nodes<'b>(&'b mut self, nodes: &'b [Node]) -> BoxFuture<'b, Result<(), Stop>> {
        async move {
            for node in nodes {
                match node {
                    Node::Step(step) => self.step(step).await?,
                    Node::If { branches, otherwise } => self.branches(branches, otherwise).await?,
                    Node::Loop { head, body } => self.repeat(head, body).await?,
                    Node::Repeat { body, tail } => self.repeat_if(body, tail).await?,
                    Node::Run { step, test } => self.another(step, *test).await?,
                }
            }
            Ok(())
        }
        .boxed()
    }

    /// Runs another test of the project, whose name may be known only now.
    async fn another(&mut self, step: &Step, test: Option<usize>) -> Result<(), Stop> {
        let name = self.page.fill(&step.target);
        let program = self.program;
        let by_name = || program.tests.iter().position(|test| test.name == name.trim());
        let test = test.or_else(by_name).ok_or_else(|| format!("there is no test {name:?}"));
        let test = self.judge(step, test)?;
        let nested = if self.depth < MAX_DEPTH {
            Ok(())
        } else {
            Err(format!("{MAX_DEPTH} tests run inside of each other"))
        };
        self.judge(step, nested)?;
        self.note(step, None);
        self.depth += 1;
        let outcome = self.nodes(&program.tests[test].body).await;
        self.depth -= 1;
        outcome
    }

    async fn branches(
        &mut self,
        branches: &[(Step, Vec<Node>)],
        otherwise: &[Node],
    ) -> Result<(), Stop> {
        for (step, body) in branches {
            if self.condition(step).await? {
                return self.nodes(body).await;
            }
        }
        self.nodes(otherwise).await
    }

    async fn repeat(&mut self, head: &Step, body: &[Node]) -> Result<(), Stop> {
        let items = match head.flow() {
            Some(Flow::Times) => {
                let count = crate::compile::number(&self.page.fill(&head.target));
                vec![
                    Value::Null;
                    self.judge(head, count)?.try_into().unwrap_or(usize::MAX).min(1_000_000)
                ]
            }
            Some(Flow::ForEach) => {
                let list = self.page.variables.get(head.target.trim()).and_then(Value::as_array);
                let list = list.cloned().ok_or_else(|| format!("{} is no array", head.target));
                self.judge(head, list)?
            }
            _ => return self.repeat_while(head, body).await,
        };
        for (count, item) in items.into_iter().enumerate() {
            if head.flow() == Some(Flow::ForEach) {
                self.note(head, Some(text(&item)));
                self.page.variables.set(head.value.trim(), item);
            } else {
                self.limit(head, count as u64)?;
                self.note(head, None);
            }
            self.nodes(body).await?;
        }
        Ok(())
    }

    async fn repeat_while(&mut self, head: &Step, body: &[Node]) -> Result<(), Stop> {
        let mut count = 0;
        while self.condition(head).await? {
            self.limit(head, count)?;
            self.nodes(body).await?;
            count += 1;
        }
        Ok(())
    }

    async fn repeat_if(&mut self, body: &[Node], tail: &Step) -> Result<(), Stop> {
        let mut count = 0;
        loop {
            self.limit(tail, count)?;
            self.nodes(body).await?;
            if !self.condition(tail).await? {
                return Ok(());
            }
            count += 1;
        }
    }

    /// Stops a loop that has repeated as often as it may.
    fn limit(&mut self, step: &Step, count: u64) -> Result<(), Stop> {
        let limit = match self.page.fill(&step.value) {
            text if text.is_empty() => Ok(LOOP_LIMIT),
            text => crate::compile::number(&text),
        };
        let limit = self.judge(step, limit)?;
        let within = if count < limit {
            Ok(())
        } else {
            Err(format!("repeated {limit} times; the value of the command sets another limit"))
        };
        self.judge(step, within)
    }

    async fn condition(&mut self, step: &Step) -> Result<bool, Stop> {
        let (mut record, began) = self.begin(step, &step.target, &step.value);
        let outcome = self.decide(step).await;
        record.took = began.elapsed();
        match outcome {
            Ok(value) => {
                record.note = Some(value.to_string());
                self.push(record);
                Ok(value)
            }
            Err(trouble) => Err(self.fail(record, trouble).await),
        }
    }

    /// A value that can be had without the browser, or the failure that it cannot.
    fn judge<T>(&mut self, step: &Step, value: Result<T, String>) -> Result<T, Stop> {
        value.map_err(|error| {
            let mut record = StepRecord::of(step, &step.target, &step.value);
            record.error = Some(error);
            self.push(record.clone());
            self.record.failures.push(Failure { step: record, evidence: Evidence::default() });
            Stop::Failed
        })
    }

    async fn step(&mut self, step: &Step) -> Result<(), Stop> {
        let target = self.page.fill(&step.target);
        let value = self.page.fill(&step.value);
        let (mut record, began) = self.begin(step, &target, &value);
        let outcome = self.attempt(step, &target, &value).await;
        record.took = began.elapsed();
        match outcome {
            Ok(note) => {
                record.note = note;
                self.push(record);
            }
            Err(trouble) => {
                let stop = self.fail(record, trouble).await;
                let is_soft = matches!(step.command.action, Action::Check { stops: false, .. });
                if matches!(stop, Stop::Died(_)) || !is_soft {
                    return Err(stop);
                }
            }
        }
        if !self.speed.is_zero() {
            tokio::time::sleep(self.speed).await;
        }
        Ok(())
    }

    /// The record of a command that talks to the browser, which may take too long.
    fn begin(&mut self, step: &Step, target: &str, value: &str) -> (StepRecord, Instant) {
        let begun = (StepRecord::of(step, target, value), Instant::now());
        self.begun = Some(begun.clone());
        begun
    }

    /// Keeps a failure with what the browser shows.
    async fn fail(&mut self, mut record: StepRecord, trouble: Trouble) -> Stop {
        let error = trouble.to_string();
        record.error = Some(error.clone());
        self.push(record.clone());
        if matches!(trouble, Trouble::Died(_)) {
            return Stop::Died(error);
        }
        let evidence = match self.record.failures.len() < MAX_EVIDENCE {
            true => self.page.evidence().await,
            false => Evidence::default(),
        };
        self.record.failures.push(Failure { step: record, evidence });
        Stop::Failed
    }

    fn note(&mut self, step: &Step, note: Option<String>) {
        let mut record = StepRecord::of(step, &step.target, &step.value);
        record.note = note;
        self.push(record);
    }

    fn push(&mut self, record: StepRecord) {
        if self.record.steps.len() == MAX_STEPS {
            self.record.steps.remove(0);
        }
        self.record.steps.push(record);
    }
}

impl StepRecord {
    fn of(step: &Step, target: &str, value: &str) -> Self {
        Self {
            number: step.number,
            line: step.line,
            target: target.into(),
            value: value.into(),
            ..Self::empty(&step.command.name)
        }
    }

    fn empty(command: &str) -> Self {
        Self {
            number: 0,
            line: 0,
            command: command.into(),
            target: String::new(),
            value: String::new(),
            took: Duration::ZERO,
            note: None,
            error: None,
        }
    }
}
