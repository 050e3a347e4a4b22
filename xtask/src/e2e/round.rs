//! Which suites run at the same time, on which terms.

use std::time::Duration;

use anyhow::{Result, bail};

use super::{Layout, outage::Outage};
use crate::tree::Tree;

/// Suites that run at the same time, on the same terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Round {
    /// What its reports are called.
    pub(super) name: String,
    /// The names of the suites.
    pub(super) suites: Vec<String>,
    /// Whether browsers run no scripts.
    pub(super) no_javascript: bool,
    /// What is taken away meanwhile.
    pub(super) outage: Option<Outage>,
}

impl Round {
    /// Whether its suites ask for nothing special.
    pub(super) fn is_plain(&self) -> bool {
        !self.no_javascript && self.outage.is_none()
    }
}

/// How a round ended.
pub(super) struct Verdict {
    pub(super) name: String,
    pub(super) took: Duration,
    pub(super) is_good: bool,
}

/// The rounds that a layout goes through; with `only`, of these suites alone.
///
/// # Errors
/// When one of `only` is unknown or not for this layout.
pub(super) fn all(tree: &Tree, layout: Layout, only: &[String]) -> Result<Vec<Round>> {
    let suites = tree.below("selenium/suites", &["side"]);
    let names = suites.filter_map(|(path, _)| path.rsplit_once('/')?.1.strip_suffix(".side"));
    let (special, usual): (Vec<&str>, Vec<&str>) = names.partition(|name| terms(name).is_some());
    let usual = Round {
        name: "suites".into(),
        suites: usual.into_iter().map(str::to_owned).collect(),
        no_javascript: false,
        outage: None,
    };
    let mut rounds = vec![usual];
    rounds.extend(special.into_iter().filter_map(terms).filter(|round| suits(round, layout)));
    let known = || rounds.iter().flat_map(|round| &round.suites);
    if let Some(unknown) = only.iter().find(|name| !known().any(|one| one == *name)) {
        let known: Vec<&str> = known().map(String::as_str).collect();
        bail!("no suite for this layout is named {unknown:?}; there are {}", known.join(", "));
    }
    if !only.is_empty() {
        for round in &mut rounds {
            round.suites.retain(|name| only.contains(name));
        }
    }
    rounds.retain(|round| !round.suites.is_empty());
    Ok(rounds)
}

/// The round of a suite that needs one of its own.
fn terms(suite: &str) -> Option<Round> {
    let (no_javascript, outage) = match suite {
        "no-javascript" => (true, None),
        "stale-and-recovery" => (false, Some(Outage::Widget("sun"))),
        "lost-board" => (false, Some(Outage::Board)),
        _ => return None,
    };
    Some(Round { name: suite.into(), suites: vec![suite.into()], no_javascript, outage })
}

/// Whether a round can be run: where a built-in widget takes over, none goes stale.
fn suits(round: &Round, layout: Layout) -> bool {
    !matches!(round.outage, Some(Outage::Widget(_))) || layout == Layout::Microservices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(layout: Layout, only: &[&str]) -> Result<Vec<String>> {
        let file = |name: &str| format!("selenium/suites/{name}.side");
        let [a, b, c] = ["first-look", "no-javascript", "stale-and-recovery"].map(file);
        let tree = Tree::of([(&a, ""), (&b, ""), (&c, ""), ("selenium/suites/README.md", "")]);
        let only: Vec<String> = only.iter().map(|&name| name.into()).collect();
        Ok(all(&tree, layout, &only)?.into_iter().map(|round| round.name).collect())
    }

    #[test]
    fn a_suite_that_asks_for_more_has_a_round_of_its_own() {
        let all = ["suites", "no-javascript", "stale-and-recovery"];
        assert_eq!(names(Layout::Microservices, &[]).unwrap(), all);
        assert_eq!(names(Layout::Mixed, &[]).unwrap(), all[..2]);
        assert_eq!(names(Layout::Monolith, &["no-javascript"]).unwrap(), ["no-javascript"]);
    }

    #[test]
    fn an_unknown_suite_is_told_with_the_known_ones() {
        let error = names(Layout::Monolith, &["stale-and-recovery"]).unwrap_err().to_string();
        assert!(error.ends_with("there are first-look, no-javascript"), "{error}");
    }
}
