//! What is shipped: each service is one package, one program, one image.

use anyhow::{Context, Result};

use crate::{manifest::Manifest, tree::Tree};

/// The package of the board alone.
pub(crate) const BOARD: &str = "frontend";
/// The package of the board and every widget in one.
pub(crate) const MONOLITH: &str = "monolith";
/// The program that runs the suites of the board.
pub(crate) const RUNNER: &str = "selenese";

/// What a service is to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Serves viewers and takes links.
    Board,
    /// Dials the board.
    Widget,
    /// Looks at it as a viewer does, and ends.
    Runner,
}

impl Role {
    /// The port of its HTTP API; none where it has no such.
    pub(crate) fn port(self) -> Option<u16> {
        match self {
            Self::Board => Some(3030),
            Self::Widget => Some(8080),
            Self::Runner => None,
        }
    }
}

/// A program that is shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// Package, program and image have one name.
    pub(crate) name: String,
    /// Where its package lies, from the workspace root.
    pub(crate) folder: String,
    /// What the package says it is.
    pub(crate) description: String,
    pub(crate) role: Role,
}

/// Every service: the board, the monolith, the widgets by their ids.
///
/// # Errors
/// When a package has no readable manifest.
pub(crate) fn all(tree: &Tree) -> Result<Vec<Service>> {
    let boards = [BOARD, MONOLITH].map(|name| (name.to_owned(), name, Role::Board));
    let widgets = tree.widgets().into_iter().map(|id| (format!("widgets/{id}"), id, Role::Widget));
    let all = boards.into_iter().chain(widgets);
    all.map(|(folder, name, role)| service(tree, folder, name, role)).collect()
}

/// What looks at the dashboard and is no part of it.
///
/// # Errors
/// As [`all`].
pub(crate) fn runner(tree: &Tree) -> Result<Service> {
    service(tree, "selenium".into(), RUNNER, Role::Runner)
}

fn service(tree: &Tree, folder: String, name: &str, role: Role) -> Result<Service> {
    let path = format!("{folder}/Cargo.toml");
    let manifest = tree.text(&path).with_context(|| format!("{path} is missing"))?;
    let manifest = Manifest::parse(manifest).with_context(|| path.clone())?;
    let description = manifest.package("description").unwrap_or(name).to_owned();
    Ok(Service { name: name.to_owned(), folder, description, role })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::sound;

    #[test]
    fn every_program_that_is_shipped_is_known() {
        let services = all(&sound()).unwrap();
        let names: Vec<_> =
            services.iter().map(|one| (one.folder.as_str(), one.role.port())).collect();
        let expected = [
            ("frontend", Some(3030)),
            ("monolith", Some(3030)),
            ("widgets/alpha", Some(8080)),
            ("widgets/beta-ray", Some(8080)),
        ];
        assert_eq!(names, expected);
        assert_eq!(services[1].description, "All.");
        assert!(all(&sound().without("monolith/Cargo.toml")).is_err());
    }
}
