//! Makes a complete further widget, or changes nothing.

mod files;
mod id;
mod sorted;
mod write;

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result, bail};

use crate::{compose, rust_source, tidy, tree::Tree};
use id::Id;
use write::Changes;

const MANIFEST: &str = "monolith/Cargo.toml";
const MAIN: &str = "monolith/src/main.rs";

/// Makes the widget `id` and adds it to the monolith.
///
/// # Errors
/// When the id will not do or a file cannot be written; the tree is then as before.
pub(crate) fn run(root: &Path, id: &str) -> Result<()> {
    let tree = Tree::read(root)?;
    let id = Id::parse(id, &packages(&tree))?;
    let changes = plan(&tree, &id)?;
    write::write(root, &id, &changes)?;
    println!("made widgets/{id} and added it to {MANIFEST}, {MAIN} and compose/");
    println!("next: cargo test -p {id}, then cargo run, then make it your own");
    Ok(())
}

/// Every file to write, with its text.
fn plan(tree: &Tree, id: &Id) -> Result<Changes> {
    let mut changes = files::widget(id, next_order(tree));
    changes.insert(MANIFEST.into(), with_dependency(text(tree, MANIFEST)?, id)?);
    changes.insert(MAIN.into(), with_line(text(tree, MAIN)?, id)?);
    let composed = compose::files(&tree.clone().with_all(&changes))?;
    changes.extend(composed.into_iter().filter(|(path, new)| tree.text(path) != Some(new)));
    refuse_untidy(tree, &changes)?;
    Ok(changes)
}

fn text<'a>(tree: &'a Tree, path: &str) -> Result<&'a str> {
    tree.text(path).with_context(|| format!("{path} is missing"))
}

/// Every package of the workspace and below it.
fn packages(tree: &Tree) -> BTreeSet<&str> {
    let locked = tree.text("Cargo.lock").unwrap_or_default();
    let names = locked.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.chain(tree.widgets()).collect()
}

/// The first multiple of ten after every order in use.
fn next_order(tree: &Tree) -> u32 {
    let highest = tree.below("widgets", &["rs"]).filter_map(|(_, text)| order(text)).max();
    highest.map_or(10, |highest| (highest / 10 + 1) * 10)
}

/// The value of `const ORDER: u32 = …`.
fn order(text: &str) -> Option<u32> {
    let tokens = rust_source::shipped_tokens(text).ok()?;
    let (index, _) = rust_source::find(&tokens, &["ORDER", ":", "u32", "="]).next()?;
    tokens.get(index + 4)?.text.replace('_', "").parse().ok()
}

/// The monolith's manifest with the widget among its dependencies.
fn with_dependency(manifest: &str, id: &Id) -> Result<String> {
    let line = format!("{id} = {{ path = \"../widgets/{id}\" }}");
    sorted::insert(manifest, &line, |line| {
        let (key, value) = line.split_once(" = ")?;
        value.contains("path = \"../widgets/").then_some(key)
    })
    .with_context(|| format!("{MANIFEST} lists no widgets"))
}

/// The monolith's program with the widget in its list.
fn with_line(main: &str, id: &Id) -> Result<String> {
    let line = format!("        Box::new({}::{}),", id.module(), id.type_name());
    sorted::insert(main, &line, |line| {
        let path = line.trim_start().strip_prefix("Box::new(")?.strip_suffix("),")?;
        path.split_once("::").map(|(module, _)| module)
    })
    .with_context(|| format!("{MAIN} lists no widgets"))
}

/// Refuses an id by which a rule would break: it may stand in the board as an ordinary word.
fn refuse_untidy(tree: &Tree, changes: &Changes) -> Result<()> {
    let before = tidy::violations(tree);
    let after = tidy::violations(&tree.clone().with_all(changes));
    let new: Vec<String> =
        after.iter().filter(|one| !before.contains(one)).map(ToString::to_string).collect();
    if !new.is_empty() {
        bail!("this id would break rules of the project; choose another\n{}", new.join("\n"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::sound;

    const MONOLITH: &str = "[package]\nname = \"monolith\"\ndescription = \"All.\"\n\n[dependencies]\n\
        weather.workspace = true\n\nalpha = { path = \"../widgets/alpha\" }\n\
        beta-ray = { path = \"../widgets/beta-ray\" }\n\n[lints]\nworkspace = true\n";
    const PROGRAM: &str = "fn widgets() -> Vec<Box<dyn AnyWidget>> {\n    vec![\n        \
        Box::new(alpha::Alpha),\n        Box::new(beta_ray::BetaRay),\n    ]\n}\n";

    fn project() -> Tree {
        sound()
            .with(MANIFEST, MONOLITH)
            .with(MAIN, PROGRAM)
            .with("widgets/alpha/src/lib.rs", "impl W for A { const ORDER: u32 = 7; }")
            .with("Cargo.lock", "[[package]]\nname = \"serde\"\n[[package]]\nname = \"monolith\"\n")
    }

    fn id(text: &str) -> Id {
        Id::parse(text, &BTreeSet::new()).unwrap()
    }

    #[test]
    fn a_further_widget_breaks_no_rule() {
        let changes = plan(&project(), &id("alpine-glow")).unwrap();
        assert_eq!(tidy::violations(&project().with_all(&changes)), []);
        assert_eq!(changes.len(), 13);
    }

    #[test]
    fn the_monolith_gets_one_line_in_its_place() {
        let changes = plan(&project(), &id("alpine-glow")).unwrap();
        let expected = MONOLITH.replace(
            "beta-ray =",
            "alpine-glow = { path = \"../widgets/alpine-glow\" }\nbeta-ray =",
        );
        assert_eq!(changes[MANIFEST], expected);
        let line = "        Box::new(alpine_glow::AlpineGlow),\n        Box::new(beta_ray";
        assert_eq!(changes[MAIN], PROGRAM.replace("        Box::new(beta_ray", line));
    }

    #[test]
    fn the_order_is_the_next_free_ten() {
        assert_eq!(next_order(&project()), 10);
        assert_eq!(
            next_order(&project().with("widgets/beta-ray/src/lib.rs", "const ORDER: u32 = 1_60;")),
            170
        );
        assert_eq!(next_order(&sound()), 10);
    }

    #[test]
    fn packages_in_use_are_known() {
        let tree = project();
        let names: Vec<&str> = packages(&tree).into_iter().collect();
        assert_eq!(names, ["alpha", "beta-ray", "monolith", "serde"]);
    }

    #[test]
    fn an_id_that_breaks_a_rule_is_refused() {
        let tree = project().with("frontend/src/lib.rs", "const METHOD: &str = \"drizzle\";");
        let error = plan(&tree, &id("drizzle")).unwrap_err().to_string();
        assert!(error.contains("frontend/src/lib.rs:1: names the widget drizzle"), "{error}");
        let error =
            plan(&project().with(MAIN, &format!("{PROGRAM}fn drizzle() {{}}")), &id("drizzle"));
        assert!(error.unwrap_err().to_string().contains("drizzle is named 2 times"));
    }

    #[test]
    fn a_monolith_without_its_list_is_refused() {
        let error = plan(&project().with(MAIN, "fn main() {}"), &id("soil")).unwrap_err();
        assert_eq!(error.to_string(), "monolith/src/main.rs lists no widgets");
        let error = plan(&project().without(MANIFEST), &id("soil")).unwrap_err();
        assert_eq!(error.to_string(), "monolith/Cargo.toml is missing");
    }
}
