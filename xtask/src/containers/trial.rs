//! Whether a new container may be trusted with its tile.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use super::{
    board::{Fleet, Instance},
    deployment::Deployment,
};
use crate::docker::Container;

/// How long it may take to show, and what it lacks beside that.
const WITHIN: Duration = Duration::from_secs(25);
/// So many failed tiles and no other are enough.
const FAILURES: u64 = 3;
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(150);
/// How much of its output a container that failed is quoted with, lines.
const LAST_WORDS: usize = 5;

/// What is asked of a new container.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trial {
    /// How long it is to show without a fault.
    pub(super) shows_for: Duration,
    /// Whether its health check is to have passed.
    pub(super) healthy: bool,
}

impl Trial {
    /// What a new version goes through: long enough to see a crash that follows good tiles.
    pub(super) const NEW_VERSION: Self = Self { shows_for: Duration::from_secs(10), healthy: true };
}

/// How its container is, as the engine says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Condition {
    state: String,
    restarts: u32,
    exit_code: i32,
    /// `starting`, `healthy` or `unhealthy`; empty where nobody checks.
    health: String,
}

/// What one look at a container tells.
#[derive(Clone, Debug, PartialEq)]
enum Finding {
    /// What is still missing.
    NotYet(String),
    /// It shows in every view.
    Shows(Showing),
    /// It will not do, and why.
    Bad(String),
}

/// What shows.
#[derive(Clone, Debug, PartialEq)]
struct Showing {
    /// Names the run of the program.
    run: String,
    /// How many of its tiles have failed so far.
    failed: u64,
}

/// Waits until an instance of `container` shows in every view, and goes on to.
///
/// # Errors
/// When it does not; says why, and what it wrote last.
pub(super) fn pass(deployment: &Deployment, container: &Container, trial: Trial) -> Result<()> {
    let Some(fault) = watch(deployment, container, trial)? else { return Ok(()) };
    let words = deployment.docker.last_words(&container.name, LAST_WORDS)?;
    if words.is_empty() {
        bail!("{fault}");
    }
    let words: String = words.lines().map(|line| format!("\n    {line}")).collect();
    bail!("{fault}; it wrote last:{words}")
}

/// Looks again and again, until it passed or is found at fault.
fn watch(deployment: &Deployment, container: &Container, trial: Trial) -> Result<Option<String>> {
    let began = Instant::now();
    let mut first: Option<(Showing, Instant)> = None;
    loop {
        let condition = condition(deployment, container)?;
        // The board answers when it can.
        let fleet = deployment.fleet().unwrap_or_default();
        let missing = match finding(container, &condition, &fleet) {
            Finding::Bad(why) => return Ok(Some(why)),
            Finding::NotYet(what) => what,
            Finding::Shows(now) => {
                let (before, since) = first.get_or_insert_with(|| (now.clone(), Instant::now()));
                if before.run != now.run {
                    return Ok(Some("it was started again after good tiles".into()));
                }
                if before.failed != now.failed {
                    // From here on anew.
                    (*before, *since) = (now, Instant::now());
                }
                let is_well = !trial.healthy || condition.health != "starting";
                if is_well && since.elapsed() >= trial.shows_for {
                    return Ok(None);
                }
                match is_well {
                    true => format!("tiles of it fail again and again, {} so far", before.failed),
                    false => "its health check has not passed".into(),
                }
            }
        };
        let shows_for = first.as_ref().map(|_| trial.shows_for).unwrap_or_default();
        if began.elapsed() > WITHIN + shows_for {
            return Ok(Some(format!("after {} s {missing}", began.elapsed().as_secs())));
        }
        thread::sleep(PAUSE);
    }
}

fn finding(container: &Container, condition: &Condition, fleet: &Fleet) -> Finding {
    let Condition { state, restarts, exit_code, health } = condition;
    if ["exited", "dead", "restarting"].contains(&state.as_str()) {
        return Finding::Bad(format!("its program ended (exit code {exit_code})"));
    }
    // The engine has forgotten the code when it starts it again.
    if *restarts > 0 {
        return Finding::Bad("its program ended, and was started again".into());
    }
    if health == "unhealthy" {
        return Finding::Bad("its health check fails".into());
    }
    let is_it = |one: &&Instance| one.host == container.id && one.widget == container.service;
    let Some(instance) = fleet.instances.iter().find(is_it) else {
        return Finding::NotYet("it has no link to the board".into());
    };
    let why = instance.last_error.as_deref().unwrap_or("for no reason it gave");
    if instance.failed_tiles >= FAILURES && instance.failed_tiles == instance.tiles {
        return Finding::Bad(format!("its tiles fail: {why}"));
    }
    match instance.views_shown {
        _ if instance.last_state.as_deref() == Some("failed") => {
            Finding::NotYet(format!("its tiles fail: {why}"))
        }
        _ if !instance.is_good() => Finding::NotYet("it has sent no tile that holds".into()),
        shown if shown < fleet.views => {
            Finding::NotYet(format!("it shows in {shown} of {} views", fleet.views))
        }
        _ => Finding::Shows(Showing { run: instance.id.clone(), failed: instance.failed_tiles }),
    }
}

fn condition(deployment: &Deployment, container: &Container) -> Result<Condition> {
    let format = "{{.State.Status}} {{.RestartCount}} {{.State.ExitCode}} \
                  {{if .State.Health}}{{.State.Health.Status}}{{end}}";
    let line = deployment.docker.container(&container.id, format)?;
    let mut words = line.split(' ');
    let mut next = || words.next().unwrap_or_default().to_owned();
    Ok(Condition {
        state: next(),
        restarts: next().parse()?,
        exit_code: next().parse()?,
        health: next(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container() -> Container {
        Container {
            id: "0123456789ab".into(),
            name: "p_alpha_2".into(),
            service: "alpha".into(),
            state: "running".into(),
            status: String::new(),
            image: "x".into(),
        }
    }

    fn running() -> Condition {
        Condition { state: "running".into(), health: "starting".into(), ..Condition::default() }
    }

    fn fleet(change: impl FnOnce(&mut Instance)) -> Fleet {
        let mut instance = Instance {
            widget: "alpha".into(),
            id: "run".into(),
            host: "0123456789ab".into(),
            views_shown: 2,
            tiles: 3,
            last_state: Some("live".into()),
            ..Instance::default()
        };
        change(&mut instance);
        Fleet { views: 2, widgets: vec!["alpha".into()], instances: vec![instance] }
    }

    #[test]
    fn it_shows_where_every_view_shows_it() {
        let found = |fleet: &Fleet| finding(&container(), &running(), fleet);
        let showing = |failed| Finding::Shows(Showing { run: "run".into(), failed });
        assert_eq!(found(&fleet(|_| {})), showing(0));
        assert_eq!(found(&fleet(|one| one.failed_tiles = 1)), showing(1));
        assert_eq!(
            found(&fleet(|one| one.views_shown = 1)),
            Finding::NotYet("it shows in 1 of 2 views".into())
        );
        let others = [fleet(|one| one.host = "other".into()), fleet(|one| one.widget = "b".into())];
        for other in others {
            assert_eq!(found(&other), Finding::NotYet("it has no link to the board".into()));
        }
    }

    #[test]
    fn tiles_that_only_fail_are_a_fault() {
        let failing = |failed_tiles| {
            fleet(|one| {
                one.last_state = Some("failed".into());
                one.last_error = Some("no weather".into());
                one.failed_tiles = failed_tiles;
            })
        };
        let found = |failed| finding(&container(), &running(), &failing(failed));
        assert_eq!(found(2), Finding::NotYet("its tiles fail: no weather".into()));
        assert_eq!(found(3), Finding::Bad("its tiles fail: no weather".into()));
    }

    #[test]
    fn an_end_is_a_fault_whatever_shows() {
        let good = fleet(|_| {});
        let again = Condition { restarts: 1, ..running() };
        let ended = Condition { state: "exited".into(), exit_code: 101, ..running() };
        for (condition, how) in [(again, ", and was started again"), (ended, " (exit code 101)")] {
            let bad = Finding::Bad(format!("its program ended{how}"));
            assert_eq!(finding(&container(), &condition, &good), bad);
        }
        let ill = Condition { health: "unhealthy".into(), ..running() };
        assert!(matches!(finding(&container(), &ill, &good), Finding::Bad(_)));
    }
}
