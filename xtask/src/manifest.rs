use std::collections::BTreeSet;

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item, TableLike};

/// A crate's `Cargo.toml`.
pub(crate) struct Manifest {
    document: DocumentMut,
}

/// One dependency of a crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dependency {
    /// Name of the package, whatever the crate calls it.
    pub(crate) package: String,
    /// How the manifest calls it.
    pub(crate) key: String,
    /// Whether only tests use it.
    pub(crate) dev: bool,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// When the text is not TOML.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let document = text.parse().context("not TOML")?;
        Ok(Self { document })
    }

    /// A text of the `[package]` table.
    pub(crate) fn package(&self, key: &str) -> Option<&str> {
        self.document.get("package")?.get(key)?.as_str()
    }

    /// Whether the crate takes the lint table of the workspace.
    pub(crate) fn shares_lints(&self) -> bool {
        let lints = self.document.get("lints").and_then(|lints| lints.get("workspace"));
        lints.and_then(Item::as_bool) == Some(true)
    }

    /// Every dependency: plain, of the build, of tests, of single targets.
    pub(crate) fn dependencies(&self) -> BTreeSet<Dependency> {
        let mut found = BTreeSet::new();
        collect(self.document.as_table(), &mut found);
        let targets = self.document.get("target").and_then(Item::as_table_like);
        for (_, target) in targets.into_iter().flat_map(TableLike::iter) {
            if let Some(target) = target.as_table_like() {
                collect(target, &mut found);
            }
        }
        found
    }
}

fn collect(table: &dyn TableLike, found: &mut BTreeSet<Dependency>) {
    for (section, dev) in
        [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
    {
        let dependencies = table.get(section).and_then(Item::as_table_like);
        for (key, item) in dependencies.into_iter().flat_map(TableLike::iter) {
            let renamed = item.get("package").and_then(Item::as_str);
            found.insert(Dependency {
                package: renamed.unwrap_or(key).into(),
                key: key.into(),
                dev,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[package]
name = "alpha"
description = "A crate."

[dependencies]
one.workspace = true
two = { package = "deux", version = "2" }

[dependencies.three]
path = "../three"

[target.'cfg(unix)'.dependencies]
four = "4"

[dev-dependencies]
five = "5"

[lints]
workspace = true
"#;

    #[test]
    fn finds_dependencies_wherever_they_stand() {
        let manifest = Manifest::parse(TEXT).unwrap();
        let found: Vec<_> = manifest
            .dependencies()
            .into_iter()
            .map(|one| format!("{} {} {}", one.key, one.package, one.dev))
            .collect();
        let expected = [
            "two deux false",
            "five five true",
            "four four false",
            "one one false",
            "three three false",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn reads_the_package_and_its_lints() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert_eq!(manifest.package("name"), Some("alpha"));
        assert_eq!(manifest.package("license"), None);
        assert!(manifest.shares_lints());
        assert!(!Manifest::parse("[package]").unwrap().shares_lints());
        assert!(Manifest::parse("[package").is_err());
    }
}
