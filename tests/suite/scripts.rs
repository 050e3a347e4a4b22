//! What scripts, status bars and monitoring get.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

#[path = "scripts/described.rs"]
mod described;
#[path = "scripts/graphed.rs"]
mod graphed;
#[path = "scripts/line.rs"]
mod line;
