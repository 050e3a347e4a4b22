//! From a list of commands to a tree: what stands inside of `if`, `while` and their like.

use std::collections::BTreeMap;

use super::Step;
use crate::commands::Flow;

/// A command, or a block of them.
#[derive(Clone, Debug)]
pub enum Node {
    /// A command that decides nothing.
    Step(Step),
    /// Runs the first branch whose expression is true.
    If {
        /// The expressions and what they lead to.
        branches: Vec<(Step, Vec<Node>)>,
        /// What else runs.
        otherwise: Vec<Node>,
    },
    /// `while`, `times` and `forEach`.
    Loop {
        /// The command that starts it.
        head: Step,
        /// What is repeated.
        body: Vec<Node>,
    },
    /// `do … repeatIf`.
    Repeat {
        /// What is repeated.
        body: Vec<Node>,
        /// The command that ends it.
        tail: Step,
    },
    /// Runs another test.
    Run {
        /// The command.
        step: Step,
        /// The index of that test; none where a variable names it.
        test: Option<usize>,
    },
}

/// A block that has begun.
struct Open {
    /// What began it.
    head: Step,
    /// Whether `else` came.
    has_else: bool,
    /// The branches of an `if` that have ended.
    branches: Vec<(Step, Vec<Node>)>,
    /// The `if`, `elseIf` or `else` that began the branch at hand.
    branch: Step,
    /// What stands in the block, or branch, so far.
    body: Vec<Node>,
}

/// Nests steps, and tells what does not fit. `tests` are the tests by name.
pub(super) fn nest(
    steps: Vec<Step>,
    tests: &BTreeMap<&str, usize>,
) -> (Vec<Node>, Vec<(Step, String)>) {
    let mut nest = Nest { open: Vec::new(), root: Vec::new(), problems: Vec::new() };
    for step in steps {
        match step.flow() {
            None => nest.add(Node::Step(step)),
            // That there is such a test is checked with the arguments.
            Some(Flow::Run) => {
                let test = tests.get(step.target.trim()).copied();
                nest.add(Node::Run { step, test });
            }
            Some(Flow::If | Flow::While | Flow::Times | Flow::ForEach | Flow::Do) => {
                nest.begin(step);
            }
            Some(Flow::ElseIf | Flow::Else) => nest.branch(step),
            Some(Flow::End | Flow::RepeatIf) => nest.end(step),
        }
    }
    nest.finish()
}

struct Nest {
    open: Vec<Open>,
    root: Vec<Node>,
    problems: Vec<(Step, String)>,
}

impl Nest {
    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.body.push(node),
            None => self.root.push(node),
        }
    }

    fn begin(&mut self, head: Step) {
        let branch = head.clone();
        self.open.push(Open {
            head,
            has_else: false,
            branches: Vec::new(),
            branch,
            body: Vec::new(),
        });
    }

    fn branch(&mut self, step: Step) {
        let innermost = self.open.last_mut();
        let Some(open) = innermost.filter(|open| open.head.flow() == Some(Flow::If)) else {
            return self.reject(step, "stands in no if");
        };
        if open.has_else {
            return self.reject(step, "stands behind the else of its if");
        }
        open.has_else = step.flow() == Some(Flow::Else);
        let begun = std::mem::replace(&mut open.branch, step);
        open.branches.push((begun, std::mem::take(&mut open.body)));
    }

    fn end(&mut self, step: Step) {
        let Some(open) = self.open.pop() else {
            let is_do = step.flow() == Some(Flow::RepeatIf);
            let opener = if is_do { "do" } else { "if, while, times or forEach" };
            return self.reject(step, &format!("ends nothing: no {opener} is open"));
        };
        let is_do = open.head.flow() == Some(Flow::Do);
        if is_do != (step.flow() == Some(Flow::RepeatIf)) {
            let wants = if is_do { "repeatIf" } else { "end" };
            let message = format!(
                "does not end the {} of command {}; {wants} does",
                open.head.command.name, open.head.number
            );
            self.open.push(open);
            return self.reject(step, &message);
        }
        let node = open.close(step);
        self.add(node);
    }

    fn reject(&mut self, step: Step, message: &str) {
        self.problems.push((step, message.into()));
    }

    fn finish(mut self) -> (Vec<Node>, Vec<(Step, String)>) {
        for open in std::mem::take(&mut self.open) {
            let wants = if open.head.flow() == Some(Flow::Do) { "repeatIf" } else { "end" };
            self.reject(open.head, &format!("has no {wants}"));
        }
        (self.root, self.problems)
    }
}

impl Open {
    fn close(self, tail: Step) -> Node {
        let Self { head, has_else, mut branches, branch, body } = self;
        match head.flow() {
            Some(Flow::Do) => Node::Repeat { body, tail },
            Some(Flow::If) if has_else => Node::If { branches, otherwise: body },
            Some(Flow::If) => {
                branches.push((branch, body));
                Node::If { branches, otherwise: Vec::new() }
            }
            _ => Node::Loop { head, body },
        }
    }
}

/// The tests that nodes run, and the commands that do it; none where a variable names it.
pub(super) fn runs(nodes: &[Node]) -> Vec<(Option<usize>, &Step)> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Step(_) => {}
            Node::Run { step, test } => found.push((*test, step)),
            Node::Loop { body, .. } | Node::Repeat { body, .. } => found.extend(runs(body)),
            Node::If { branches, otherwise } => {
                found.extend(branches.iter().flat_map(|(_, body)| runs(body)));
                found.extend(runs(otherwise));
            }
        }
    }
    found
}
