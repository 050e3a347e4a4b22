//! The compose files, by the schema of the Compose specification.

#![allow(clippy::expect_used, reason = "tests fail loudly")]

use std::{fs, path::Path};

use acceptance::compose_schema;
use serde_json::{Value, json};

/// Every compose file, as YAML says it, merge keys resolved.
fn files() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../compose");
    let paths = fs::read_dir(folder).expect("compose").map(|entry| entry.expect("an entry").path());
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).expect("a text");
        let value = serde_saphyr::from_str(&text);
        let name = path.display().to_string();
        (name, value.expect("YAML"))
    };
    paths.filter(|path| path.extension().is_some_and(|end| end == "yaml")).map(read).collect()
}

#[test]
fn the_compose_files_conform_to_the_specification() {
    let Some(schema) = compose_schema() else { return };
    let schema = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let files = files();
    assert!(files.len() >= 2, "{files:?}");
    for (name, file) in files {
        let errors: Vec<String> = validator
            .iter_errors(&file)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        // What the schema must find where it is there.
        let mut wrong = file;
        wrong["services"]["x"] = json!({ "image": "x", "read_onli": true });
        assert!(!validator.is_valid(&wrong), "{name}");
    }
}
