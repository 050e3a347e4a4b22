//! The suites of the board, in browsers in containers, against the dashboard in any of
//! its shapes.

mod base;
mod browser;
mod interruption;
mod outage;
mod replacement;
mod round;
mod stack;

use std::{fs, path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::{
    arguments::name,
    cargo::target_folder,
    compose::Shape,
    containers::turn,
    docker::Docker,
    images,
    services::{self, MONOLITH, RUNNER},
    tree::Tree,
};
use browser::Browser;
use replacement::Replacement;
use round::Verdict;
use stack::Stack;

/// What runs, and in which browsers it is looked at.
#[derive(Args)]
pub(crate) struct Options {
    /// How the dashboard runs
    #[arg(value_enum, default_value_t = Options::default().layout)]
    layout: Layout,
    /// How many browsers share the suites
    #[arg(
        long,
        value_name = "N",
        default_value_t = Options::default().browsers,
        value_parser = clap::value_parser!(u16).range(1..=16),
    )]
    browsers: u16,
    /// Which browser
    #[arg(long, value_enum, default_value_t = Options::default().browser)]
    browser: Browser,
    /// Run this suite alone; may be given more than once
    #[arg(long, value_name = "SUITE")]
    only: Vec<String>,
    /// Ship a new version of this widget and take it back, again and again, while the suites run
    #[arg(long, value_name = "WIDGET")]
    replace: Option<String>,
    /// Take the images that are here, without making them anew
    #[arg(long)]
    no_build: bool,
}

impl Default for Options {
    /// What the command line has where it says nothing.
    fn default() -> Self {
        Self {
            layout: Layout::Microservices,
            browsers: 2,
            browser: Browser::Firefox,
            only: Vec::new(),
            replace: None,
            no_build: false,
        }
    }
}

/// How the dashboard runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// In one container
    Monolith,
    /// In one for the board and one for each widget
    Microservices,
    /// In one, but for some widgets with containers of their own
    Mixed,
}

impl Layout {
    /// What it starts as.
    fn shape(self) -> Shape {
        match self {
            Self::Monolith | Self::Mixed => Shape::Monolith,
            Self::Microservices => Shape::Microservices,
        }
    }

    /// The widgets that leave the monolith.
    fn apart(self) -> &'static [&'static str] {
        match self {
            Self::Mixed => &["moon", "sun", "wind"],
            Self::Monolith | Self::Microservices => &[],
        }
    }

    /// The services that it takes an image of.
    fn images(self, all: Vec<String>) -> Vec<String> {
        let is_of = |name: &String| match self {
            Self::Microservices => name != MONOLITH,
            Self::Monolith | Self::Mixed => {
                name == MONOLITH || self.apart().contains(&name.as_str())
            }
        };
        all.into_iter().filter(is_of).collect()
    }
}

/// Runs the suites, and removes whatever it started; false where one fails.
///
/// # Errors
/// When something cannot be made or started, or this is interrupted.
pub(crate) fn run(root: &Path, options: &Options) -> Result<bool> {
    let docker = Docker::find()?.beside("e2e");
    let tree = Tree::read(root)?;
    let rounds = round::all(&tree, options.layout, &options.only)?;
    let all = services::all(&tree)?.into_iter().map(|service| service.name).collect();
    let mut services = options.layout.images(all);
    services.push(RUNNER.into());
    if !options.no_build {
        images::make_some(root, &docker, &services)?;
        options.browser.make(root, &docker)?;
    }
    // Its verbs wait for the project's own turn.
    let _turn = turn(&format!("{}.suites", docker.project))?;
    let replace =
        |widget| Replacement::prepare(root, docker.clone(), options.layout, widget, services);
    let replacement = options.replace.as_deref().map(replace).transpose()?;
    let reports = target_folder(root)?.join("e2e").join(name(&options.layout));
    // Those of a run before are no reports of this one.
    if reports.exists() {
        fs::remove_dir_all(&reports).with_context(|| reports.display().to_string())?;
    }
    fs::create_dir_all(&reports)?;
    let began = Instant::now();
    let stack = Stack::start(root, docker, options, replacement)?;
    let mut verdicts = Vec::new();
    for round in &rounds {
        verdicts.push(stack.run(round, &reports)?);
    }
    if !verdicts.iter().all(|verdict| verdict.is_good) {
        stack.write_logs(&reports)?;
    }
    drop(stack);
    println!(
        "{}in all {:.0} s, reports in {}",
        table(&verdicts),
        began.elapsed().as_secs_f64(),
        reports.display()
    );
    ensure!(!verdicts.is_empty(), "nothing ran");
    Ok(verdicts.iter().all(|verdict| verdict.is_good))
}

fn table(verdicts: &[Verdict]) -> String {
    let mut table = format!("\n{:<20} {:>8}  verdict\n", "suites", "time");
    for Verdict { name, took, is_good } in verdicts {
        let verdict = if *is_good { "passed" } else { "FAILED" };
        table += &format!("{name:<20} {:>6.1} s  {verdict}\n", took.as_secs_f64());
    }
    table
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_layout_takes_the_images_that_it_runs() {
        let all = || ["frontend", MONOLITH, "moon", "sun", "uv-index", "wind"].map(String::from);
        let of = |layout: Layout| layout.images(all().to_vec());
        assert_eq!(of(Layout::Monolith), [MONOLITH]);
        assert_eq!(of(Layout::Mixed), [MONOLITH, "moon", "sun", "wind"]);
        assert_eq!(of(Layout::Microservices), ["frontend", "moon", "sun", "uv-index", "wind"]);
        assert_eq!(name(&Layout::Mixed), "mixed");
    }

    #[test]
    fn the_table_says_what_failed() {
        let verdict = |is_good| Verdict {
            name: "suites".into(),
            took: Duration::from_millis(61_500),
            is_good,
        };
        let table = table(&[verdict(true), verdict(false)]);
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(lines[0], "suites                 61.5 s  passed");
        assert_eq!(lines[1], "suites                 61.5 s  FAILED");
    }
}
