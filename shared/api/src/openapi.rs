use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The JSON Schema of `T` in one piece, to stand anywhere in a document.
#[must_use]
pub fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.inline_subschemas = true;
            settings.meta_schema = None;
        })
        .into_generator()
        .into_root_schema_for::<T>()
}

/// One `GET` of an HTTP API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The path, with `{name}` for a parameter in it.
    pub path: &'static str,
    /// What it gives, in one line.
    pub summary: &'static str,
    /// Whether the query parameters of a view are understood.
    pub takes_view: bool,
    /// Further query parameters, each with what it means.
    pub query: &'static [(&'static str, &'static str)],
    /// The media type of the answer.
    pub media_type: &'static str,
    /// The JSON Schema of the answer, where it is JSON.
    pub schema: Option<Schema>,
    /// An answer as it may come, where it is JSON.
    pub example: Option<Value>,
}

/// An OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 as `schemars` makes them.
#[must_use]
pub fn document(title: &str, version: &str, operations: &[Operation], problem: &Schema) -> Value {
    let paths: Map<String, Value> = operations
        .iter()
        .map(|operation| (operation.path.to_owned(), json!({ "get": get(operation) })))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": version },
        "paths": paths,
        "components": { "schemas": { "Problem": problem } },
    })
}

fn get(operation: &Operation) -> Value {
    let mut body = Map::new();
    body.extend(operation.schema.as_ref().map(|schema| ("schema".to_owned(), json!(schema))));
    body.extend(operation.example.clone().map(|example| ("example".to_owned(), example)));
    let content = json!({ operation.media_type: body });
    json!({
        "summary": operation.summary,
        "parameters": parameters(operation),
        "responses": {
            "200": { "description": operation.summary, "content": content },
            "default": {
                "description": "What was wrong, and what is allowed",
                "content": { "application/problem+json": {
                    "schema": { "$ref": "#/components/schemas/Problem" }
                } },
            },
        },
    })
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let in_path = operation.path.split(['{', '}']).skip(1).step_by(2).map(|name| {
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    });
    let view: &[(&str, &str)] = if operation.takes_view {
        &[
            ("place", "A place's id, or latitude,longitude"),
            ("name", "What to call a place given by coordinates"),
            ("units", "metric, imperial or si"),
            ("lang", "An ISO 639 code"),
            ("hours", "12 or 24: those of the clock"),
        ]
    } else {
        &[]
    };
    let in_query = operation.query.iter().chain(view).map(|(name, description)| {
        json!({
            "name": name, "in": "query", "description": description, "schema": { "type": "string" }
        })
    });
    in_path.chain(in_query).collect()
}
