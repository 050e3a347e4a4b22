//! What is shipped: each service is one package, one program, one image.

use anyhow::{Context, Result};

use crate::{manifest::Manifest, tree::Tree};

/// The package of the board alone.
pub(crate) const BOARD: &str = "frontend";
/// The package of the board and every widget in one.
pub(crate) const MONOLITH: &str = "monolith";

/// What a service is to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Serves viewers and takes links.
    Board,
    /// Dials the board.
    Widget,
}

impl Role {
    /// The port of its HTTP API.
    pub(crate) fn port(self) -> u16 {
        match self {
            Self::Board => 3030,
            Self::Widget => 8080,
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
    boards
        .into_iter()
        .chain(widgets)
        .map(|(folder, name, role)| {
            let path = format!("{folder}/Cargo.toml");
            let manifest = tree.text(&path).with_context(|| format!("{path} is missing"))?;
            let manifest = Manifest::parse(manifest).with_context(|| path.clone())?;
            let description = manifest.package("description").unwrap_or(name).to_owned();
            Ok(Service { name: name.to_owned(), folder, description, role })
        })
        .collect()
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
            ("frontend", 3030),
            ("monolith", 3030),
            ("widgets/alpha", 8080),
            ("widgets/beta-ray", 8080),
        ];
        assert_eq!(names, expected);
        assert_eq!(services[1].description, "All.");
        assert!(all(&sound().without("monolith/Cargo.toml")).is_err());
    }
}
