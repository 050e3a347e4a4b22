use proptest::prelude::*;
use serde_json::json;

use super::*;

/// A project with one test of these rows.
fn project(rows: &[[&str; 3]]) -> Project {
    let commands: Vec<_> = rows
        .iter()
        .map(|[command, target, value]| {
            json!({ "command": command, "target": target, "value": value })
        })
        .collect();
    let tests = json!([{ "id": "t", "name": "test", "commands": commands }]);
    serde_json::from_value(json!({ "name": "p", "tests": tests })).unwrap()
}

fn compiled(project: &Project) -> Result<Program, Rejected> {
    compile("p.side", project, &Positions::default(), Options::default())
}

/// Asserts that just these problems are found, by a part of each.
#[track_caller]
fn assert_rejected(rows: &[[&str; 3]], parts: &[&str]) {
    let Rejected(problems) = compiled(&project(rows)).unwrap_err();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), parts.len(), "{told:#?}");
    for (line, part) in told.iter().zip(parts) {
        assert!(line.contains(part), "{line} does not say {part}");
    }
}

#[test]
fn arguments_are_checked_as_far_as_they_are_known() {
    assert_rejected(
        &[
            ["click", "", ""],
            ["clickAt", "id=a", "10;20"],
            ["setWindowSize", "wide", ""],
            ["pause", "soon", ""],
            ["sendKeys", "id=a", "${KEY_ENTRE}"],
            ["assertText", "id=a", "regexp:("],
            ["storeText", "id=a", "${name}"],
            ["storeJson", "{", "x"],
            ["run", "tset", ""],
            ["selectWindow", "title=a", ""],
            ["storeAttribute", "id=a", "x"],
            ["type", "idd=${x}", "text"],
        ],
        &[
            "command 1 (click): needs a target (locator), which is empty",
            "\"10;20\" is no spot",
            "\"wide\" is no size",
            "\"soon\" is no whole number",
            "did you mean \"ENTER\"?",
            "\"(\" is no regular expression",
            "names stand without ${}",
            "\"{\" is no JSON",
            "there is no test \"tset\"; did you mean \"test\"?; known: test",
            "\"title=a\" is no window",
            "\"id=a\" is no attribute",
            "unknown kind of locator \"idd\"",
        ],
    );
}

#[test]
fn what_variables_decide_is_left_to_them() {
    let rows = [
        ["clickAt", "css=.${x}", "${at}"],
        ["click", "${locator}", ""],
        ["times", "${n}", ""],
        ["end", "", ""],
        ["assertText", "id=a", ""],
        ["", "", ""],
        ["//nonsense", "", ""],
    ];
    assert!(compiled(&project(&rows)).is_ok());
}

#[test]
fn spots_may_have_fractions() {
    assert_eq!(coordinates("92.5, -14.03125"), Ok((92.5, -14.03125)));
    for text in ["92.5", "1;2", "inf,1", "1,NaN", ","] {
        assert!(coordinates(text).is_err(), "{text}");
    }
}

#[test]
fn arguments_are_checked_as_they_will_be() {
    let rows = [
        ["assertText", "id=a", r"regexp:^\\(\\d+"],
        ["storeJson", r#"{"a":\n1}"#, "x"],
        ["selectFrame", r"index=0\\1", ""],
    ];
    assert!(compiled(&project(&rows)).is_ok());
    let rows = [["assertText", "id=a", r"regexp:a\\\\("]];
    assert_rejected(&rows, &["is no regular expression"]);
}

#[test]
fn further_locators_without_a_text_are_left_out() {
    let mut project = project(&[["click", "id=a", ""]]);
    let targets = json!([["id=a"], ["id=b", null], [], [null, "id"], ["id=c", "id"]]);
    project.tests[0].commands[0].targets = serde_json::from_value(targets).unwrap();
    let program = compiled(&project).unwrap();
    assert!(
        matches!(&program.tests[0].body[..], [Node::Step(step)] if step.fallbacks == ["id=b", "id=c"])
    );
}

#[test]
fn a_surplus_argument_is_noted_and_no_error() {
    let program = compiled(&project(&[["assertEditable", "id=a", "Hello"]])).unwrap();
    assert!(program.notes[0].to_string().contains("takes no value; \"Hello\" is ignored"));
}

#[test]
fn unbalanced_control_flow_is_told() {
    assert_rejected(&[["end", "", ""]], &["command 1 (end): ends nothing"]);
    assert_rejected(&[["while", "1", ""]], &["command 1 (while): has no end"]);
    assert_rejected(&[["else", "", ""]], &["stands in no if"]);
    assert_rejected(
        &[["if", "1", ""], ["else", "", ""], ["elseIf", "1", ""], ["end", "", ""]],
        &["stands behind the else of its if"],
    );
    assert_rejected(
        &[["do", "", ""], ["end", "", ""]],
        &["does not end the do of command 1; repeatIf does", "has no repeatIf"],
    );
}

#[test]
fn a_test_that_runs_itself_is_told() {
    assert_rejected(&[["run", "test", ""]], &["the test \"test\" runs itself"]);
}

#[test]
fn suites_choose_and_what_is_left_out_is_noted() {
    let mut project = project(&[["echo", "", ""]]);
    let mut other = project.tests[0].clone();
    (other.id, other.name) = ("u".into(), "other".into());
    project.tests.push(other);
    assert_eq!(compiled(&project).unwrap().suites[0].tests, [0, 1]);
    let suite = json!({ "name": "s", "tests": ["u"], "persistSession": true, "parallel": true });
    project.suites.push(serde_json::from_value(suite).unwrap());
    let program = compiled(&project).unwrap();
    let suite = &program.suites[0];
    assert_eq!(
        (suite.tests.as_slice(), suite.persist_session, suite.parallel),
        (&[1][..], true, false)
    );
    assert!(program.notes[0].to_string().contains("is in no suite"));
    project.suites[0].tests.push("v".into());
    let error = compiled(&project).unwrap_err().to_string();
    assert!(error.contains("lists the test \"v\", which is not there"), "{error}");
}

/// A shape of control flow.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Step,
    If(Vec<Vec<Shape>>, Option<Vec<Shape>>),
    Loop(Vec<Shape>),
    Repeat(Vec<Shape>),
}

fn shapes() -> impl Strategy<Value = Vec<Shape>> {
    let leaf = Just(Shape::Step);
    let shape = leaf.prop_recursive(4, 32, 4, |inner| {
        let body = || prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (prop::collection::vec(body(), 1..4), prop::option::of(body()))
                .prop_map(|(branches, otherwise)| Shape::If(branches, otherwise)),
            body().prop_map(Shape::Loop),
            body().prop_map(Shape::Repeat),
        ]
    });
    prop::collection::vec(shape, 0..5)
}

fn rows(shapes: &[Shape], out: &mut Vec<[&'static str; 3]>) {
    for shape in shapes {
        match shape {
            Shape::Step => out.push(["echo", "", ""]),
            Shape::If(branches, otherwise) => {
                for (place, body) in branches.iter().enumerate() {
                    out.push([if place == 0 { "if" } else { "elseIf" }, "true", ""]);
                    rows(body, out);
                }
                if let Some(body) = otherwise {
                    out.push(["else", "", ""]);
                    rows(body, out);
                }
                out.push(["end", "", ""]);
            }
            Shape::Loop(body) => {
                out.push(["times", "2", ""]);
                rows(body, out);
                out.push(["end", "", ""]);
            }
            Shape::Repeat(body) => {
                out.push(["do", "", ""]);
                rows(body, out);
                out.push(["repeatIf", "true", ""]);
            }
        }
    }
}

fn shape_of(nodes: &[Node]) -> Vec<Shape> {
    let shape = |node: &Node| match node {
        Node::Step(_) | Node::Run { .. } => Shape::Step,
        Node::If { branches, otherwise } => Shape::If(
            branches.iter().map(|(_, body)| shape_of(body)).collect(),
            Some(shape_of(otherwise)).filter(|body| !body.is_empty()),
        ),
        Node::Loop { body, .. } => Shape::Loop(shape_of(body)),
        Node::Repeat { body, .. } => Shape::Repeat(shape_of(body)),
    };
    nodes.iter().map(shape).collect()
}

/// An empty `else` is none.
fn plain(shapes: Vec<Shape>) -> Vec<Shape> {
    let plain_one = |shape| match shape {
        Shape::Step => Shape::Step,
        Shape::If(branches, otherwise) => Shape::If(
            branches.into_iter().map(plain).collect(),
            otherwise.map(plain).filter(|body| !body.is_empty()),
        ),
        Shape::Loop(body) => Shape::Loop(plain(body)),
        Shape::Repeat(body) => Shape::Repeat(plain(body)),
    };
    shapes.into_iter().map(plain_one).collect()
}

const FLOW: &[[&str; 3]] = &[
    ["if", "1", ""],
    ["elseIf", "1", ""],
    ["else", "", ""],
    ["end", "", ""],
    ["while", "1", ""],
    ["do", "", ""],
    ["repeatIf", "1", ""],
    ["echo", "", ""],
];

proptest! {
    #[test]
    fn nested_blocks_keep_their_shape(shapes in shapes()) {
        let mut flat = Vec::new();
        rows(&shapes, &mut flat);
        let program = compiled(&project(&flat)).unwrap();
        prop_assert_eq!(shape_of(&program.tests[0].body), plain(shapes));
    }

    #[test]
    fn any_sequence_is_compiled_or_rejected(places in prop::collection::vec(0..FLOW.len(), 0..12)) {
        let rows: Vec<_> = places.iter().map(|place| FLOW[*place]).collect();
        let opens = rows.iter().filter(|row| ["if", "while", "do"].contains(&row[0])).count();
        let ends = rows.iter().filter(|row| ["end", "repeatIf"].contains(&row[0])).count();
        let outcome = compiled(&project(&rows));
        if opens != ends {
            prop_assert!(outcome.is_err());
        }
        if let Err(Rejected(problems)) = outcome {
            prop_assert!(problems.iter().all(|problem| problem.command.is_some()));
        }
    }
}
