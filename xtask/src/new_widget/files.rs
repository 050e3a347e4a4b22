use super::{id::Id, write::Changes};

/// The source of a new widget's library.
pub(super) const LIB: &str = include_str!("../../templates/lib.rs.in");

/// The files of a new widget: path in its folder and text with placeholders.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../../templates/Cargo.toml.in")),
    ("README.md", include_str!("../../templates/README.md.in")),
    ("locales/de.ftl", include_str!("../../templates/de.ftl.in")),
    ("locales/en.ftl", include_str!("../../templates/en.ftl.in")),
    ("locales/ja.ftl", include_str!("../../templates/ja.ftl.in")),
    ("src/lib.rs", LIB),
    ("src/main.rs", include_str!("../../templates/main.rs.in")),
    ("style.css", include_str!("../../templates/style.css.in")),
    ("templates/tile.html", include_str!("../../templates/tile.html.in")),
    ("tests/tile.rs", include_str!("../../templates/tile.rs.in")),
];

/// All files of a new widget, by their path in the workspace.
pub(super) fn widget(id: &Id, order: u32) -> Changes {
    FILES
        .iter()
        .map(|(file, template)| (format!("widgets/{id}/{file}"), fill(template, id, order)))
        .collect()
}

fn fill(template: &str, id: &Id, order: u32) -> String {
    template
        .replace("@ID@", &id.to_string())
        .replace("@MODULE@", &id.module())
        .replace("@TYPE@", &id.type_name())
        .replace("@TITLE@", &id.title())
        .replace("@ORDER@", &order.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_placeholder_is_left() {
        let id = Id::parse("leaf-wetness", &BTreeSet::new()).unwrap();
        let files = widget(&id, 170);
        assert_eq!(files.len(), FILES.len());
        for (path, text) in &files {
            assert!(path.starts_with("widgets/leaf-wetness/"));
            assert!(!text.contains('@'), "{path}");
        }
        let lib = &files["widgets/leaf-wetness/src/lib.rs"];
        assert!(lib.contains("impl Widget for LeafWetness"));
        assert!(lib.contains("const ORDER: u32 = 170;"));
    }
}
