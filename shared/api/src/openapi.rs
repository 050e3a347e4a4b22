use localisation::LANGUAGES;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Map, Value, json};
use service::{Problem, health::Health, metrics};
use weather::{HourCycle, Units};

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

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
    /// What may stand in the query.
    pub query: Vec<Parameter>,
    /// What may come back.
    pub answers: Vec<Answer>,
}

/// A parameter of a query.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// The values that it may have; empty where they cannot be counted.
    pub allowed: Vec<&'static str>,
}

/// An answer to an [`Operation`].
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    description: String,
    media_type: &'static str,
    schema: Option<Value>,
    example: Option<Value>,
}

impl Operation {
    /// An operation with neither parameters nor answers yet.
    #[must_use]
    pub fn get(path: &'static str, summary: &'static str) -> Self {
        Self { path, summary, query: Vec::new(), answers: Vec::new() }
    }

    /// The same with parameters, after those it has.
    #[must_use]
    pub fn with(mut self, parameters: &[Parameter]) -> Self {
        self.query.extend_from_slice(parameters);
        self
    }

    /// The same with the parameters that name a view, and the answer where they name none.
    #[must_use]
    pub fn of_view(self) -> Self {
        let found = "lang: \"xx\" is not spoken here: one of ";
        let problem = Problem::bad_request([found, &LANGUAGES.join(", ")].concat());
        self.with(&view()).answers(Answer::problem(&problem))
    }

    /// The same with one more answer.
    #[must_use]
    pub fn answers(mut self, answer: Answer) -> Self {
        self.answers.push(answer);
        self
    }
}

impl Parameter {
    /// A parameter that may have any value.
    #[must_use]
    pub const fn new(name: &'static str, description: &'static str) -> Self {
        Self { name, description, allowed: Vec::new() }
    }

    /// The same with no other values than these.
    #[must_use]
    pub fn one_of(self, allowed: impl Into<Vec<&'static str>>) -> Self {
        Self { allowed: allowed.into(), ..self }
    }
}

impl Answer {
    /// An answer of 200 that is no JSON.
    #[must_use]
    pub fn of(media_type: &'static str, description: &str) -> Self {
        let description = description.to_owned();
        Self { status: 200, description, media_type, schema: None, example: None }
    }

    /// The same as it may come.
    #[must_use]
    pub fn like(self, example: impl Into<Value>) -> Self {
        Self { example: Some(example.into()), ..self }
    }

    /// An answer in JSON, with one as it may come.
    #[must_use]
    pub fn json<T: JsonSchema + Serialize>(status: u16, description: &str, example: &T) -> Self {
        Self::by_schema(status, description, schema::<T>().to_value(), example)
    }

    /// The same by a schema of one's own.
    #[must_use]
    pub fn by_schema(
        status: u16,
        description: &str,
        schema: Value,
        example: &impl Serialize,
    ) -> Self {
        let example = serde_json::to_value(example).ok();
        let description = description.to_owned();
        Self { status, description, media_type: JSON, schema: Some(schema), example }
    }

    /// An answer to a request that cannot be granted.
    #[must_use]
    pub fn problem(example: &Problem) -> Self {
        Self {
            status: example.status,
            description: example.title.clone(),
            media_type: PROBLEM,
            schema: Some(problem_schema()),
            example: serde_json::to_value(example).ok(),
        }
    }
}

/// What every program offers to who watches over it; `obstacle` is what may be
/// in the way of being ready.
#[must_use]
pub fn watching(obstacle: &str) -> [Operation; 3] {
    let ready = "Whether it does its work";
    [
        Operation::get("/health/live", "Whether the process answers").answers(Answer::json(
            200,
            "It does",
            &Health::LIVE,
        )),
        Operation::get("/health/ready", ready)
            .answers(Answer::json(200, "It does", &Health::with(None)))
            .answers(Answer::json(503, "It does not", &Health::with(Some(obstacle)))),
        Operation::get("/metrics", "Metrics, and the weather as gauges").answers(
            Answer::of(metrics::MEDIA_TYPE, "In the OpenMetrics text format")
                .like("weather_height_metres{widget=\"tide\",place=\"lisbon\"} 1.25\n# EOF\n"),
        ),
    ]
}

/// An OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 as `schemars` makes them.
#[must_use]
pub fn document(title: &str, version: &str, operations: &[Operation]) -> Value {
    let paths: Map<String, Value> = operations
        .iter()
        .map(|operation| (operation.path.to_owned(), json!({ "get": get(operation) })))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": version },
        "paths": paths,
        "components": { "schemas": { "Problem": schema::<Problem>() } },
    })
}

fn get(operation: &Operation) -> Value {
    json!({
        "summary": operation.summary,
        "parameters": parameters(operation),
        "responses": responses(operation),
    })
}

/// The answers by status, those of one status by their media types.
fn responses(operation: &Operation) -> Map<String, Value> {
    let mut responses = Map::new();
    for answer in &operation.answers {
        let mut body = Map::new();
        body.extend(answer.schema.clone().map(|schema| ("schema".to_owned(), schema)));
        body.extend(answer.example.clone().map(|example| ("example".to_owned(), example)));
        let response = responses
            .entry(answer.status.to_string())
            .or_insert_with(|| json!({ "description": answer.description, "content": {} }));
        response["content"][answer.media_type] = body.into();
    }
    let content = json!({ PROBLEM: { "schema": problem_schema() } });
    let other = json!({ "description": "What was wrong, and what is allowed", "content": content });
    responses.insert("default".into(), other);
    responses
}

fn problem_schema() -> Value {
    json!({ "$ref": "#/components/schemas/Problem" })
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let in_path = operation.path.split(['{', '}']).skip(1).step_by(2).map(|name| {
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    });
    let in_query = operation.query.iter().map(|Parameter { name, description, allowed }| {
        let mut schema = json!({ "type": "string" });
        if !allowed.is_empty() {
            schema["enum"] = json!(allowed);
        }
        json!({ "name": name, "in": "query", "description": description, "schema": schema })
    });
    in_path.chain(in_query).collect()
}

/// The parameters that name a view.
fn view() -> [Parameter; 5] {
    let lang = "The language; without it that of Accept-Language";
    let hours = "Those of the clock; without it as the language has them";
    [
        Parameter::new("place", "A place's id, or latitude,longitude"),
        Parameter::new("name", "What to call a place given by coordinates"),
        Parameter::new("units", "The units that texts are in; data is in SI-based ones")
            .one_of(Units::ALL.map(Units::code)),
        Parameter::new("lang", lang).one_of(LANGUAGES),
        Parameter::new("hours", hours).one_of(HourCycle::ALL.map(HourCycle::code)),
    ]
}
