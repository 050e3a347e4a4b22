//! What is taken away while a suite looks, and given back.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use anyhow::{Context, Result};

use super::{Layout, interruption::Interruption};
use crate::{containers::board, docker::Docker};

/// How long a viewer may take to come or to go, or a container to be back.
const WITHIN: Duration = Duration::from_secs(300);

/// How long a container that is back is left alone, so that all can be seen to be well.
const REST: Duration = Duration::from_secs(30);

/// What is taken away, again and again, while a suite looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outage {
    /// The container of a widget.
    Widget(&'static str),
    /// That of the board itself.
    Board,
}

impl Outage {
    fn service(self, layout: Layout) -> &'static str {
        match self {
            Self::Widget(id) => id,
            Self::Board => layout.shape().board(),
        }
    }

    /// How long it is away. Tiles stay for a while after a widget has gone; pages look for
    /// their board more and more seldom.
    fn lasting(self) -> Duration {
        match self {
            Self::Widget(_) => Duration::from_secs(20),
            Self::Board => Duration::from_secs(5),
        }
    }

    /// Stops and starts the container as often as a viewer comes to look, until all `is_over`.
    ///
    /// # Errors
    /// When there is no such container, or it does not start again.
    pub(super) fn repeat(
        self,
        docker: &Docker,
        layout: Layout,
        address: &str,
        interruption: &Interruption,
        is_over: &AtomicBool,
    ) -> Result<()> {
        let service = self.service(layout);
        let is_over = || is_over.load(Ordering::Relaxed);
        let container = docker.containers()?.into_iter().find(|one| one.service == service);
        let container = container.with_context(|| format!("{service} has no container"))?.name;
        let is_watched = || Ok(is_over() || board::viewers(address).unwrap_or_default() > 0);
        while !is_over() {
            interruption.until(WITHIN, "a viewer is there", is_watched)?;
            if is_over() {
                break;
            }
            docker.stop(&container)?;
            interruption.pause(self.lasting(), is_over)?;
            docker.start(&container)?;
            interruption.pause(REST, is_over)?;
        }
        Ok(())
    }
}
