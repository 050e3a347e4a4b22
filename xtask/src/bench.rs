//! Measures what the design sets a budget for, and prints it beside the budget.

mod page;

use std::{fmt::Write as _, path::Path};

use anyhow::Result;

use crate::running::Running;

/// One figure with its budget.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    what: &'static str,
    value: f64,
    unit: &'static str,
    at_most: f64,
}

impl Figure {
    fn is_within(&self) -> bool {
        self.value <= self.at_most
    }
}

/// Measures everything and prints the table; true when every budget is kept.
///
/// # Errors
/// When the dashboard does not start or does not answer.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let running = Running::start(root, &[("DASHBOARD_SOURCE__KIND", "simulated")])?;
    let figures = page::measure(running.address())?;
    print!("{}", table(&figures));
    Ok(figures.iter().all(Figure::is_within))
}

fn table(figures: &[Figure]) -> String {
    let mut table = format!("{:<40} {:>12} {:>12}\n", "what", "measured", "budget");
    for figure in figures {
        let Figure { what, value, unit, at_most } = figure;
        let verdict = if figure.is_within() { "" } else { "  MISSED" };
        let measured = format!("{value:.1} {unit}");
        let budget = format!("≤ {at_most} {unit}");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{what:<40} {measured:>12} {budget:>12}{verdict}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_budget_is_told() {
        let figure = |value| Figure { what: "first page", value, unit: "kB", at_most: 60.0 };
        let table = table(&[figure(60.0), figure(60.1)]);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[1].ends_with("60.0 kB      ≤ 60 kB"), "{}", lines[1]);
        assert!(lines[2].ends_with("60.1 kB      ≤ 60 kB  MISSED"), "{}", lines[2]);
    }
}
