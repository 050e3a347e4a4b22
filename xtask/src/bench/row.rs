//! One figure, and what the design says of it.

use serde::{Deserialize, Serialize};

/// What one measurement found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    /// What was measured; comparisons find a row by it.
    pub(super) what: String,
    /// None where it was not measured; the note says why.
    pub(super) value: Option<f64>,
    pub(super) unit: String,
    /// Whether more is better.
    pub(super) more_is_better: bool,
    pub(super) budget: Option<f64>,
    /// What the demo's ancestor showed, in words.
    pub(super) smashing: Option<String>,
    pub(super) note: Option<String>,
    /// Whether it should have been measured and could not.
    pub(super) failed: bool,
}

impl Row {
    /// A figure of which less is better.
    pub(super) fn new(what: impl Into<String>, value: f64, unit: &str) -> Self {
        Self {
            what: what.into(),
            value: Some(value),
            unit: unit.into(),
            more_is_better: false,
            budget: None,
            smashing: None,
            note: None,
            failed: false,
        }
    }

    /// What is not measured here, and why.
    pub(super) fn missing(what: impl Into<String>, why: impl Into<String>) -> Self {
        let row = Self::new(what, 0.0, "");
        Self { value: None, note: Some(why.into()), ..row }
    }

    /// What should have been measured, and why it could not.
    pub(super) fn failed(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { failed: true, ..Self::missing(what, why) }
    }

    /// With the most that it may be.
    pub(super) fn at_most(self, budget: f64) -> Self {
        Self { budget: Some(budget), ..self }
    }

    /// With the least that it must be.
    pub(super) fn at_least(self, budget: f64) -> Self {
        Self { budget: Some(budget), more_is_better: true, ..self }
    }

    /// With what the ancestor showed.
    pub(super) fn smashing(self, words: &str) -> Self {
        Self { smashing: Some(words.into()), ..self }
    }

    /// With a word on how it came about.
    pub(super) fn note(self, words: impl Into<String>) -> Self {
        Self { note: Some(words.into()), ..self }
    }

    /// Whether its budget is kept, as far as it has one.
    pub(super) fn is_kept(&self) -> bool {
        match (self.value, self.budget) {
            (Some(value), Some(budget)) if self.more_is_better => value >= budget,
            (Some(value), Some(budget)) => value <= budget,
            _ => !self.failed,
        }
    }

    /// The value in words.
    pub(super) fn measured(&self) -> String {
        match self.value {
            Some(value) => with_unit(value, &self.unit),
            None => "–".into(),
        }
    }

    /// The budget in words; empty where there is none.
    pub(super) fn allowed(&self) -> String {
        let sign = if self.more_is_better { "≥" } else { "≤" };
        let words = |budget| format!("{sign} {}", with_unit(budget, &self.unit));
        self.budget.map(words).unwrap_or_default()
    }
}

/// A figure with as many decimals as tell something.
fn with_unit(value: f64, unit: &str) -> String {
    let number = if value.fract() == 0.0 || value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    };
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_the_most_or_the_least() {
        let most = |value| Row::new("page", value, "kB").at_most(60.0);
        assert!(most(60.0).is_kept() && !most(60.1).is_kept());
        let least = |value| Row::new("requests", value, "/s").at_least(15_000.0);
        assert!(least(15_000.0).is_kept() && !least(14_999.0).is_kept());
        assert!(Row::new("growth", 1e9, "MiB").is_kept());
    }

    #[test]
    fn what_failed_keeps_no_budget_and_what_is_not_here_breaks_none() {
        assert!(!Row::failed("start", "it hangs").is_kept());
        assert!(Row::missing("image", "no engine").is_kept());
    }

    #[test]
    fn figures_are_written_with_their_unit() {
        let row = Row::new("page", 56.04, "kB").at_most(60.0);
        assert_eq!((row.measured(), row.allowed()), ("56.0 kB".into(), "≤ 60 kB".into()));
        let row = Row::new("requests", 16_234.5, "/s").at_least(15_000.0);
        assert_eq!((row.measured(), row.allowed()), ("16234 /s".into(), "≥ 15000 /s".into()));
        assert_eq!(Row::missing("image", "no engine").measured(), "–");
    }
}
