//! All rows of a run: as a table, as JSON, and beside those of an earlier run.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::row::Row;

/// By how much a figure may be worse than before without a word, %.
const TOLERANCE_PCT: f64 = 10.0;

/// A run of the bench.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Report {
    /// When it began, RFC 3339.
    pub(super) began: String,
    /// The profile that the programs were built with.
    pub(super) profile: String,
    /// Whether it was a quick one, with fewer repetitions.
    pub(super) quick: bool,
    /// Logical processors of the machine.
    pub(super) processors: usize,
    /// What else ran when it began: the load average of a minute.
    pub(super) load: f64,
    pub(super) rows: Vec<Row>,
}

impl Report {
    /// Reads a report that was written before.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let named = || path.display().to_string();
        let text = fs::read_to_string(path).with_context(named)?;
        serde_json::from_str(&text).with_context(named)
    }

    /// Writes it for a later comparison.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// Whether every budget is kept.
    pub(super) fn is_kept(&self) -> bool {
        self.rows.iter().all(Row::is_kept)
    }

    /// What ran, and where, in one line.
    pub(super) fn head(&self) -> String {
        let Self { began, profile, processors, load, .. } = self;
        let quick = if self.quick { ", quick: fewer repetitions" } else { "" };
        format!("{began}, profile {profile}, {processors} processors, load {load:.1}{quick}\n")
    }

    /// The rows with their budgets.
    pub(super) fn table(&self) -> String {
        let heads = ["what", "measured", "budget", "Smashing"];
        let cells: Vec<[String; 4]> = self
            .rows
            .iter()
            .map(|row| {
                let smashing = row.smashing.clone().unwrap_or_default();
                [row.what.clone(), row.measured(), row.allowed(), smashing]
            })
            .collect();
        let widths: [usize; 4] = std::array::from_fn(|column| {
            let longest = cells.iter().map(|cells| cells[column].chars().count()).max();
            longest.unwrap_or(0).max(heads[column].len())
        });
        let mut table = line(&heads.map(String::from), &widths);
        table.push('\n');
        for (row, cells) in self.rows.iter().zip(&cells) {
            let verdict = if row.is_kept() { "" } else { "  MISSED" };
            let note = row.note.as_ref().map(|note| format!("  {note}")).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{}", (line(cells, &widths) + verdict + &note).trim_end());
        }
        table
    }

    /// What became of the figures of an earlier run.
    pub(super) fn compared(&self, earlier: &Self) -> String {
        let mut text = format!("compared with {}", earlier.head());
        for row in &self.rows {
            let before = earlier.rows.iter().find(|before| before.what == row.what);
            if let Some(change) = before.and_then(|before| Change::of(before, row)) {
                let _ = writeln!(text, "{}", change.words());
            }
        }
        text
    }
}

fn line(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let [what, measured, budget, smashing] = cells;
    let [one, two, three, four] = widths;
    format!("{what:<one$}  {measured:>two$}  {budget:>three$}  {smashing:>four$}")
}

/// A figure then and now.
struct Change<'a> {
    before: &'a Row,
    now: &'a Row,
    /// How much more it is, %; none where it was nothing.
    more_pct: Option<f64>,
}

impl<'a> Change<'a> {
    fn of(before: &'a Row, now: &'a Row) -> Option<Self> {
        let (was, is) = (before.value?, now.value?);
        let more_pct = (was != 0.0).then(|| (is - was) / was * 100.0);
        Some(Self { before, now, more_pct })
    }

    fn is_worse(&self) -> bool {
        let more = self.more_pct.unwrap_or_else(|| {
            // From nothing to something.
            if self.now.value == self.before.value { 0.0 } else { f64::INFINITY }
        });
        let worse = if self.now.more_is_better { -more } else { more };
        worse > TOLERANCE_PCT
    }

    fn words(&self) -> String {
        let verdict = if self.is_worse() { "  WORSE" } else { "" };
        let percent = self.more_pct.map(|more| format!(" ({more:+.0} %)")).unwrap_or_default();
        let (before, now) = (self.before.measured(), self.now.measured());
        format!("{}: {before} → {now}{percent}{verdict}", self.now.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(rows: Vec<Row>) -> Report {
        Report {
            began: "2026-01-01T00:00:00Z".into(),
            profile: "release".into(),
            quick: false,
            processors: 2,
            load: 0.25,
            rows,
        }
    }

    #[test]
    fn a_missed_budget_is_told() {
        let row = |value| Row::new("first page", value, "kB").at_most(60.0).smashing("1,028 kB");
        let report = report(vec![row(60.0), row(60.1).note("why"), Row::failed("start", "hangs")]);
        let table = report.table();
        let lines: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(lines[0], ["what", "measured", "budget", "Smashing"]);
        assert_eq!(lines[1], ["first page", "60 kB", "≤ 60 kB", "1,028 kB"]);
        assert_eq!(lines[2], ["first page", "60.1 kB", "≤ 60 kB", "1,028 kB", "MISSED", "why"]);
        assert_eq!(lines[3].last(), Some(&"hangs"));
        assert!(!report.is_kept());
    }

    #[test]
    fn what_is_worse_by_more_than_a_tenth_is_told() {
        let rows = |latency, rate, drawn| {
            report(vec![
                Row::new("latency", latency, "ms"),
                Row::new("rate", rate, "/s").at_least(1.0),
                Row::new("drawn", drawn, ""),
                Row::missing("image", "no engine"),
            ])
        };
        let worse = |now: Report| {
            let text = now.compared(&rows(10.0, 100.0, 0.0));
            text.lines()
                .filter_map(|line| line.strip_suffix("  WORSE"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(worse(rows(11.0, 90.0, 0.0)), [""; 0]);
        assert_eq!(worse(rows(1.0, 1000.0, 0.0)), [""; 0]);
        assert_eq!(
            worse(rows(11.2, 89.0, 1.0)),
            ["latency: 10 ms → 11.2 ms (+12 %)", "rate: 100 /s → 89 /s (-11 %)", "drawn: 0 → 1"]
        );
    }

    #[test]
    fn a_report_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/bench.json");
        let row = Row::new("rate", 1.5, "/s").at_least(1.0).note("n").smashing("~3");
        let written = report(vec![row, Row::missing("image", "no engine")]);
        written.write(&path).unwrap();
        assert_eq!(Report::read(&path).unwrap(), written);
        let missing = Report::read(&folder.path().join("none.json")).unwrap_err();
        assert!(format!("{missing:#}").contains("none.json"));
    }
}
