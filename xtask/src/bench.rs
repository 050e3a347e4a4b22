//! Measures every budget of the design, and prints each figure beside its budget.

mod board;
mod containers;
mod crowd;
mod fanout;
mod growth;
mod idle;
mod load;
mod mark;
mod memory;
mod page;
mod player;
mod report;
mod row;
mod start;
mod statistics;
mod usage;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{
    arguments,
    cargo::{self, target_folder},
};
use board::Programs;
use report::Report;
use row::Row;

/// What to measure, and how thoroughly.
#[derive(Args)]
pub(crate) struct Options {
    /// Measure these alone
    #[arg(long, value_enum, num_args = 1..)]
    only: Vec<Group>,
    /// Write the figures here [default: target/bench.json]
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Tell what became of the figures of an earlier run
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Fewer repetitions, and nothing that takes minutes
    #[arg(long)]
    quick: bool,
    /// The profile that the programs are built with; images have one of their own
    #[arg(long, default_value = "release")]
    profile: String,
}

/// Figures that are measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Bytes and requests of the first page
    Page,
    /// How soon all is there: one process, and many
    Start,
    /// Pages a second
    Requests,
    /// How soon a changed tile is with 1,000 to 15,000 viewers, and what each viewer takes
    Changes,
    /// How many updates a second the board takes from widgets
    Updates,
    /// Memory of one process, and of many
    Memory,
    /// Work for what nobody watches
    Idle,
    /// What more views and more widgets take
    Growth,
    /// The same in containers
    Containers,
}

/// How thorough a run is.
#[derive(Clone, Copy)]
struct Effort {
    quick: bool,
}

impl Effort {
    /// How often something is repeated.
    fn times(self, usual: usize) -> usize {
        if self.quick { usual.div_ceil(4) } else { usual }
    }

    /// For how long something is measured.
    fn seconds(self, usual: u64) -> Duration {
        Duration::from_secs(if self.quick { usual.div_ceil(3) } else { usual })
    }
}

/// Measures, prints the table and writes the report; true when every budget is kept.
///
/// # Errors
/// When the programs do not build, or a report cannot be read or written.
pub(crate) fn run(root: &Path, options: &Options) -> Result<bool> {
    if cfg!(debug_assertions) {
        return run_optimised(root);
    }
    let earlier = options.compare.as_deref().map(Report::read).transpose()?;
    // Every viewer is a descriptor here too.
    rlimit::increase_nofile_limit(u64::MAX)?;
    let groups: Vec<Group> = Group::value_variants()
        .iter()
        .copied()
        .filter(|group| options.only.is_empty() || options.only.contains(group))
        .collect();
    println!("building the programs, profile {}", options.profile);
    let programs = Programs::build(root, &options.profile)?;
    let mut report = begin(options);
    print!("{}", report.head());
    let effort = Effort { quick: options.quick };
    for group in groups {
        let name = arguments::name(&group);
        println!("measuring: {name}");
        let rows = measure(group, root, &programs, effort);
        report
            .rows
            .extend(rows.unwrap_or_else(|error| vec![Row::failed(name, format!("{error:#}"))]));
    }
    print!("\n{}", report.table());
    if let Some(earlier) = &earlier {
        print!("\n{}", report.compared(earlier));
    }
    let path = match &options.json {
        Some(path) => path.clone(),
        None => target_folder(root)?.join("bench.json"),
    };
    report.write(&path)?;
    println!("\nall figures: {}", path.display());
    Ok(report.is_kept())
}

/// Runs the same command again, compiled so that it is faster than what it measures.
fn run_optimised(root: &Path) -> Result<bool> {
    let program = cargo::program(root, "xtask", "release")?;
    let status = Command::new(program).args(env::args_os().skip(1)).status()?;
    Ok(status.success())
}

fn begin(options: &Options) -> Report {
    let load = fs::read_to_string("/proc/loadavg").ok();
    Report {
        began: jiff::Timestamp::now().strftime("%FT%TZ").to_string(),
        profile: options.profile.clone(),
        quick: options.quick,
        processors: thread::available_parallelism().map_or(1, usize::from),
        load: load.and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or_default(),
        rows: Vec::new(),
    }
}

fn measure(group: Group, root: &Path, programs: &Programs, effort: Effort) -> Result<Vec<Row>> {
    match group {
        Group::Page => {
            let board = programs.monolith(&[])?;
            board.until_good(programs.widgets.len())?;
            page::measure(board.address())
        }
        Group::Start => start::measure(programs, effort),
        Group::Requests => load::measure(programs, effort),
        Group::Changes => fanout::changes(programs, effort),
        Group::Updates => fanout::updates(programs, effort),
        Group::Memory => memory::measure(programs),
        Group::Idle => idle::measure(programs, effort),
        Group::Growth => growth::measure(programs, effort),
        Group::Containers => containers::measure(root, programs, effort),
    }
}
