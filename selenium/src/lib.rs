//! Runs Selenium IDE projects (`.side`) on any number of browsers over WebDriver.
//!
//! From file to report: [`project`] reads and upgrades, [`compile`] checks and makes trees of commands,
//! [`schedule`] gives tests to [`browsers`], [`run`] runs one in a [`page`], [`report`]
//! tells of it. [`commands`] is the one table of what there is.

pub mod browsers;
pub mod commands;
pub mod compile;
pub mod keys;
pub mod locator;
pub mod page;
pub mod pattern;
pub mod project;
pub mod report;
pub mod run;
pub mod schedule;
mod suggest;
pub mod trouble;
pub mod variables;
