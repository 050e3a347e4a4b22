//! Commands are interrupted and killed at any point: the board is whole, and the same
//! command finishes what was begun.

use std::io::{BufRead, BufReader};

use acceptance::{WIDGETS, docker, eventually, try_get};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::{
    images::{Images, mutant},
    moves::{SPEED, succeed},
    stack::Stack,
};

/// Where a split is cut off: when it says this. After the last it goes on without the
/// command.
const SPLIT_POINTS: [&str; 3] = ["moves out", "shows from its container", "gives its place"];
/// Where a merge is cut off.
const MERGE_POINTS: [&str; 2] = ["a board answers", "moves in"];
/// Where a replacement is cut off.
const REPLACE_POINTS: [&str; 3] = ["starts beside", "on trial", "the old one goes"];

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_is_interrupted_is_finished_by_the_next() {
    is_finished(Signal::INT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_is_killed_is_finished_by_the_next() {
    is_finished(Signal::KILL).await;
}

async fn is_finished(signal: Signal) {
    let images = Images::tagged();
    let stack = Stack::up("monolith", &[SPEED, images.setting()]).await;
    are_cut_off(&stack, &["split", "--all"], &SPLIT_POINTS, signal).await;
    succeed(&stack, &["split", "--all"]);
    assert_eq!(stack.containers().len(), WIDGETS.len() + 1);

    are_cut_off(&stack, &["merge", "--all"], &MERGE_POINTS, signal).await;
    succeed(&stack, &["merge", "--all"]);
    assert_eq!(stack.containers().len(), 1);

    succeed(&stack, &["split", "wind"]);
    let good = mutant(&images, "good");
    let replace = ["replace", "wind", "--image", &good];
    are_cut_off(&stack, &replace, &REPLACE_POINTS, signal).await;
    succeed(&stack, &replace);
    assert_eq!(stack.dashboard.tiles("").await["wind"]["instance"]["version"], "9.9.9");
    assert_eq!(images.beside(), ["-previous"]);
    succeed(&stack, &["rollback", "wind"]);
    assert_ne!(stack.dashboard.tiles("").await["wind"]["instance"]["version"], "9.9.9");
    assert_eq!(stack.containers().len(), 2);

    // What was proven once is not what runs now: somebody has started another version since.
    docker(&["tag", &good, &images.wind("-proven")]);
    succeed(&stack, &replace);
    assert_eq!(stack.dashboard.tiles("").await["wind"]["instance"]["version"], "9.9.9");
    assert_eq!(images.beside(), ["-previous"]);
}

/// Starts a verb again and again, and ends it at each of these points.
async fn are_cut_off(stack: &Stack, verb: &[&str], points: &[&str], signal: Signal) {
    for point in points {
        cut_off(stack, verb, point, signal);
        is_whole(stack, point).await;
    }
}

/// Starts a verb and ends it when it says something; what it said before is no matter.
fn cut_off(stack: &Stack, verb: &[&str], point: &str, signal: Signal) {
    tokio::task::block_in_place(|| {
        let mut child = stack.start_xtask(verb);
        let output = BufReader::new(child.stdout.take().expect("an output"));
        let mut lines = output.lines().map_while(Result::ok);
        let found = lines.any(|line| line.contains(point));
        assert!(found, "{verb:?} does not say {point:?}");
        let pid = Pid::from_child(&child);
        // A terminal interrupts all that it started; a kill is of one.
        let sent = match signal {
            Signal::INT => kill_process_group(pid, signal),
            _ => kill_process(pid, signal),
        };
        sent.expect("it is there");
        assert!(!child.wait().expect("a child of ours").success(), "{verb:?} at {point:?}");
        println!("{verb:?} ended by {signal:?} at {point:?}");
    });
}

/// Every tile is live, at once or in a moment.
async fn is_whole(stack: &Stack, point: &str) {
    let what = format!("the board is whole after {point:?}");
    eventually(&what, || async {
        let url = stack.dashboard.url("/api/tiles");
        let answer = try_get(&url).await.filter(|answer| answer.status == 200)?.json();
        let tiles = answer["tiles"].as_array()?;
        let live = tiles.iter().filter(|tile| tile["state"] == "live").count();
        (live == WIDGETS.len()).then_some(())
    })
    .await;
}
