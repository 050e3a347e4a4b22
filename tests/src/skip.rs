use std::{env, fs};

use crate::program;

/// Tests that need a browser fail without what they need where this variable is set.
const REQUIRED: &str = "REQUIRE_BROWSER";

/// Says that a test is skipped for want of something.
///
/// # Panics
/// Where nothing may be skipped.
pub fn skip(reason: &str) {
    assert!(env::var_os(REQUIRED).is_none(), "{REQUIRED} is set: {reason}");
    eprintln!("SKIPPED: {reason}");
}

/// The script of axe-core; none, and a line that says so, where nobody has fetched it.
///
/// # Panics
/// When it is not there and `REQUIRE_BROWSER` is set.
#[must_use]
pub fn axe() -> Option<String> {
    let script = program("../axe/axe.min.js");
    let script = fs::read_to_string(script).ok();
    if script.is_none() {
        skip("no axe-core here (`cargo xtask test` fetches it)");
    }
    script
}
