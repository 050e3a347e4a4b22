//! The descriptions of the APIs: valid, with examples that fit, and true.

use acceptance::{Dashboard, Topology, WIDGETS, get};
use serde_json::Value;

const JSON: &str = "application/json";

/// Whether a value fits a schema of the document.
fn assert_fits(document: &Value, schema: &Value, value: &Value, what: &str) {
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{what}: {errors:?} in {value}");
}

/// The document at an address, after everything in it that stands alone was checked.
async fn described(root: &str) -> Value {
    let text = get(&format!("{root}/api/openapi.json")).await.body;
    oas3::from_json(&text).unwrap_or_else(|error| panic!("{root}: {error}"));
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for (path, operation) in document["paths"].as_object().unwrap() {
        for (status, response) in operation["get"]["responses"].as_object().unwrap() {
            for (media_type, body) in response["content"].as_object().unwrap() {
                let what = format!("{root}{path} {status}");
                if media_type.ends_with("json") && status != "default" {
                    assert!(!body["example"].is_null(), "{what} has no example");
                    assert_fits(&document, &body["schema"], &body["example"], &what);
                }
            }
        }
    }
    document
}

/// Asks for everything that is described as JSON and checks what comes.
async fn assert_true(root: &str, document: &Value) {
    for (path, operation) in document["paths"].as_object().unwrap() {
        let schema = &operation["get"]["responses"]["200"]["content"][JSON]["schema"];
        let path = path.replace("{widget}", "wind").replace("/api/places", "/api/places?q=lis");
        if !schema.is_null() {
            let answer = get(&format!("{root}{path}")).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, JSON));
            assert_fits(document, schema, &answer.json(), &format!("{root}{path}"));
        }
    }
}

/// Asks with each value that a parameter is said to take, and with one that it is not.
async fn assert_parameters(root: &str, path: &str, document: &Value) {
    let operation = &document["paths"][path]["get"];
    let problem = &operation["responses"]["400"]["content"]["application/problem+json"]["schema"];
    let mut counted = 0;
    for parameter in operation["parameters"].as_array().unwrap() {
        let name = parameter["name"].as_str().unwrap();
        for value in parameter["schema"]["enum"].as_array().into_iter().flatten() {
            let value = value.as_str().unwrap();
            let answer = get(&format!("{root}{path}?{name}={value}")).await;
            assert_eq!(answer.status, 200, "{path}: {name}={value}");
            let refused = get(&format!("{root}{path}?{name}={value}x")).await;
            assert_eq!(refused.status, 400, "{path}: {name}={value}x");
            assert_eq!(refused.header("content-type"), "application/problem+json");
            assert_fits(document, problem, &refused.json(), path);
            counted += 1;
        }
    }
    assert!(counted >= 8, "units, lang and hours of {path} say what they take");
}

#[tokio::test]
async fn every_program_describes_what_it_does() {
    // As many views as parameters are tried.
    let settings = [("board.max_views", "64")];
    let dashboard = Dashboard::spawn(Topology::Microservices, &settings).await;
    let board = dashboard.url("");
    let document = described(&board).await;
    assert_true(&board, &document).await;
    for path in ["/", "/api/tiles"] {
        assert_parameters(&board, path, &document).await;
    }
    let missing = dashboard.get("/api/tiles/none").await;
    let responses = &document["paths"]["/api/tiles/{widget}"]["get"]["responses"];
    let problem = &responses["404"]["content"]["application/problem+json"]["schema"];
    assert_eq!(missing.status, 404);
    assert_fits(&document, problem, &missing.json(), "a widget that is not there");
    for (port, widget) in (8080..).zip(WIDGETS) {
        let root = format!("http://{}", dashboard.address(port));
        let document = described(&root).await;
        assert_true(&root, &document).await;
        let example =
            &document["paths"]["/api/tile"]["get"]["responses"]["200"]["content"][JSON]["example"];
        assert_eq!((&example["widget"], &example["state"]), (&widget.into(), &"live".into()));
        assert!(example["data"].is_object(), "{example}");
    }
    let widget = format!("http://{}", dashboard.address(8080));
    assert_parameters(&widget, "/api/tile", &described(&widget).await).await;
}
