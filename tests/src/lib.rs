//! The harness of the black-box tests: it starts the real programs as
//! processes, each group on a loopback address of its own, and talks to them
//! over real sockets, as viewers, scripts and widgets do.
//!
//! A test that is run in every shape takes a [`Topology`]; see
//! [`every_shape!`].

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "the harness of tests fails as loudly as they do"
)]

mod browser;
mod container;
mod dashboard;
mod http;
mod process;
mod skip;
mod stream;
mod upstream;
mod wait;
mod widget;

pub use browser::{Browser, Driver};
pub use container::docker;
pub use dashboard::{Dashboard, FIT_A_WALL, Setting, Topology, WIDGETS};
pub use http::{Answer, get, get_alone, get_as, get_bytes, names_service, try_get};
pub use process::{Process, program};
pub use skip::{axe, compose_schema, leave_out, skip};
pub use stream::{Event, Stream};
pub use upstream::{endpoints, live};
pub use wait::{WITHIN, eventually};
pub use widget::RogueWidget;

/// Runs an async test body once in each shape, as a test each.
#[macro_export]
macro_rules! every_shape {
    ($name:ident, $settings:expr, $body:expr) => {
        mod $name {
            use super::*;

            async fn run(topology: $crate::Topology) {
                let dashboard = $crate::Dashboard::spawn(topology, $settings).await;
                $body(&dashboard).await;
            }

            #[tokio::test]
            async fn monolith() {
                run($crate::Topology::Monolith).await;
            }

            #[tokio::test]
            async fn microservices() {
                run($crate::Topology::Microservices).await;
            }

            #[tokio::test]
            async fn mixed() {
                run($crate::Topology::Mixed).await;
            }
        }
    };
}
