use std::{env, path::Path, process::Command};

/// Cargo in the workspace, as if called from a shell.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    // `cargo run` leaves variables of this crate behind, on which build scripts would run again.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Whether a program is found on the path.
pub(crate) fn on_path(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_on_the_path() {
        assert!(on_path("sh"));
        assert!(!on_path("no-program-of-this-name"));
    }

    #[test]
    fn cargo_forgets_whose_program_started_it() {
        let command = cargo(Path::new("."));
        let kept =
            |name: &str| !command.get_envs().any(|(key, value)| key == name && value.is_none());
        assert!(!kept("CARGO_PKG_NAME"));
        assert!(kept("PATH"));
    }
}
