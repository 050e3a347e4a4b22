use crate::{compose, tree::Tree};

use super::Violation;

/// The compose files are those that the folders of the services ask for.
pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let files = match compose::files(tree) {
        Ok(files) => files,
        Err(error) => return vec![Violation::new("compose", 1, format!("{error:#}"))],
    };
    let differing = files.into_iter().filter(|(path, text)| tree.text(path) != Some(text));
    differing
        .map(|(path, text)| {
            let there = tree.text(&path).unwrap_or_default();
            let same = there.lines().zip(text.lines()).take_while(|(one, other)| one == other);
            let line = same.count() + 1;
            Violation::new(path, line, "is not what `cargo xtask compose` writes")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::{assert_found, sound};

    #[test]
    fn drift_is_found_at_its_line() {
        assert_found(check, &sound(), &[]);
        let path = "compose/microservices.yaml";
        let text = sound().text(path).unwrap().to_owned();
        let drifted = text.replace("read_only: true", "read_only: false");
        let line = text.lines().position(|line| line.contains("read_only")).unwrap() + 1;
        let place = format!("{path}:{line}");
        assert_found(check, &sound().with(path, &drifted), &[(&place, "cargo xtask compose")]);
        let more = sound().with("widgets/gamma/Cargo.toml", "[package]\ndescription = \"G.\"\n");
        let found = check(&more);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, path);
    }
}
