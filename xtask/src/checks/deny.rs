use std::{path::Path, process::Stdio};

use anyhow::Result;

use super::{Outcome, is_ci};
use crate::cargo::cargo;

const INSTALL: &str = "cargo-deny is not installed: cargo install cargo-deny --locked";
const NO_DATABASE: &str = "advisories: the advisory database cannot be fetched from here";

/// Checks licences, bans and sources, and the advisories where their database can be had.
pub(super) fn run(root: &Path) -> Result<Outcome> {
    if !quietly(root, &["deny", "--version"])? {
        return Ok(without_tool(is_ci()));
    }
    if !check(root, &["bans", "licenses", "sources"])? {
        return Ok(Outcome::of(false));
    }
    if !quietly(root, &["deny", "--locked", "fetch", "db"])? {
        return Ok(Outcome::PassedWithout(NO_DATABASE.into()));
    }
    Ok(Outcome::of(check(root, &["--disable-fetch", "advisories"])?))
}

fn without_tool(ci: bool) -> Outcome {
    if ci { Outcome::Failed(INSTALL.into()) } else { Outcome::Skipped(INSTALL.into()) }
}

fn check(root: &Path, arguments: &[&str]) -> Result<bool> {
    let mut deny = cargo(root);
    deny.args(["deny", "--locked", "check", "--hide-inclusion-graph"]).args(arguments);
    Ok(deny.status()?.success())
}

fn quietly(root: &Path, arguments: &[&str]) -> Result<bool> {
    let mut deny = cargo(root);
    deny.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(deny.status()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_may_be_missing_but_not_on_a_build_server() {
        assert!(
            matches!(without_tool(false), Outcome::Skipped(why) if why.contains("cargo install"))
        );
        assert!(
            matches!(without_tool(true), Outcome::Failed(why) if why.contains("cargo install"))
        );
    }
}
