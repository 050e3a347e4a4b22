use std::{env, fs};

use crate::program;

/// Tests fail without what `.ci/run` installs or pip fetches where this variable is set.
const REQUIRED: &str = "REQUIRE_BROWSER";

/// Says that a test is skipped for want of a tool or a file that anybody can have.
///
/// # Panics
/// Where nothing may be skipped for want of those.
pub fn skip(reason: &str) {
    assert!(env::var_os(REQUIRED).is_none(), "{REQUIRED} is set: {reason}");
    leave_out(reason);
}

/// Says that a test is skipped for want of what no build server need have.
pub fn leave_out(reason: &str) {
    eprintln!("SKIPPED: {reason}");
}

/// The script of axe-core; none, and a line that says so, where nobody has fetched it.
///
/// # Panics
/// When it is not there and `REQUIRE_BROWSER` is set.
#[must_use]
pub fn axe() -> Option<String> {
    fetched("axe/axe.min.js")
}

/// The schema of the Compose specification, likewise.
///
/// # Panics
/// When it is not there and `REQUIRE_BROWSER` is set.
#[must_use]
pub fn compose_schema() -> Option<String> {
    fetched("compose-spec/compose-spec.json")
}

/// A file that `cargo xtask test` has put into the target folder.
fn fetched(file: &str) -> Option<String> {
    let text = fs::read_to_string(program("..").join(file)).ok();
    if text.is_none() {
        skip(&format!("no {file} here (`cargo xtask test` fetches it)"));
    }
    text
}
