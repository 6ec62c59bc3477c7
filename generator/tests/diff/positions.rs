//! A verdict follows from the schema and the way it travels, not from where the schema stands.

use std::fmt::Write as _;

use lowcodeapi_generator::diff::{Report, Wire};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sides::compare;

/// What becomes of a schema.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    /// Where it is sent, and where it is received.
    verdicts: (String, String),
    /// Whether it can be said in OpenAPI 3.1 only.
    #[serde(default)]
    is31: bool,
    old: Value,
    new: Value,
}

/// Which way what stands in a position travels.
#[derive(Debug, Clone, Copy)]
enum Way {
    Sent,
    Received,
}

/// Where a schema stands in the schema of a body: in words, and that schema.
type Nesting = (&'static str, fn(Value) -> Value);

const NESTINGS: [Nesting; 7] = [
    ("the body", |schema| schema),
    ("an item", |schema| json!({"type": "array", "items": schema})),
    ("a value of a map", |schema| json!({"type": "object", "additionalProperties": schema})),
    ("a part", |schema| json!({"allOf": [schema]})),
    ("a member", |schema| json!({"type": "object", "properties": {"m": schema}})),
    ("a required member", |schema| json!({"type": "object", "required": ["m"], "properties": {"m": schema}})),
    ("a member of a part", |schema| {
        json!({"allOf": [
            {"type": "object", "properties": {"k": {"type": "string"}}},
            {"type": "object", "properties": {"m": schema}},
        ]})
    }),
];

/// Where a schema of a body stands in a document.
struct Position {
    name: &'static str,
    way: Way,
    /// Whether it has to be an object whose members are known, as that of a form.
    is_form: bool,
    part: fn(&Value) -> Value,
}

const BODIES: [Position; 9] = [
    body_of("a request", Way::Sent, |schema| sent("application/json", schema)),
    body_of("an answer", Way::Received, |schema| operation(json!({"responses": {"200": answer(schema)}}))),
    body_of("a request in XML", Way::Sent, |schema| sent("application/xml", schema)),
    form("a form", |schema| sent("application/x-www-form-urlencoded", schema)),
    form("a request in parts", |schema| sent("multipart/form-data", schema)),
    body_of("an error", Way::Received, |schema| operation(json!({"responses": {"404": answer(schema)}}))),
    body_of("a component of a request", Way::Sent, |schema| {
        let schema = json!({"schemas": {"Shared": schema}});
        with_components(sent("application/json", &json!({"$ref": "#/components/schemas/Shared"})), schema)
    }),
    body_of("a component of an answer", Way::Received, |schema| {
        let answer = answer(&json!({"$ref": "#/components/schemas/Shared"}));
        let schema = json!({"schemas": {"Shared": schema}});
        with_components(operation(json!({"responses": {"default": answer}})), schema)
    }),
    body_of("a webhook", Way::Received, |schema| {
        json!({
            "openapi": "3.1.0",
            "paths": {},
            "webhooks": {"thing": {"post": {
                "requestBody": body("application/json", schema),
                "responses": {"200": {"description": "ok"}},
            }}},
        })
    }),
];

const fn body_of(name: &'static str, way: Way, part: fn(&Value) -> Value) -> Position {
    Position { name, way, is_form: false, part }
}

const fn form(name: &'static str, part: fn(&Value) -> Value) -> Position {
    Position { name, way: Way::Sent, is_form: true, part }
}

fn body(media_type: &str, schema: &Value) -> Value {
    json!({"required": true, "content": {media_type: {"schema": schema}}})
}

fn answer(schema: &Value) -> Value {
    json!({"description": "it", "content": {"application/json": {"schema": schema}}})
}

fn sent(media_type: &str, schema: &Value) -> Value {
    operation(json!({"requestBody": body(media_type, schema)}))
}

fn operation(members: Value) -> Value {
    let mut operation = json!({"operationId": "doThing", "responses": {"200": {"description": "ok"}}});
    merge(&mut operation, members);
    json!({"paths": {"/things": {"post": operation}}})
}

fn with_components(mut document: Value, components: Value) -> Value {
    document["components"] = components;
    document
}

fn merge(one: &mut Value, other: Value) {
    let (Value::Object(one), Value::Object(other)) = (one, other) else { unreachable!("both are objects") };
    one.extend(other);
}

/// A document of a version, in which nothing else differs.
fn document(version: &str, part: Value) -> Value {
    let mut document = json!({"openapi": version, "info": {"title": "Things", "version": "1"}});
    merge(&mut document, part);
    document
}

fn cases() -> Vec<Case> {
    serde_yaml::from_str(include_str!("cases/schemas.yaml")).expect("the cases are well-formed")
}

/// The worst of a report for the wire; `same` where there is nothing.
fn worst(report: &Report) -> &'static str {
    match report.changes.iter().map(|change| change.wire).max() {
        None => "same",
        Some(Wire::Compatible) => "compatible",
        Some(Wire::Warning) => "warning",
        Some(Wire::Breaking) => "breaking",
    }
}

#[test]
fn a_verdict_for_the_wire_depends_on_the_schema_and_its_way_alone() {
    let cases = cases();
    let (here, there) = cases.split_at(cases.len() / 2);
    let wrong = std::thread::scope(|scope| {
        let here = scope.spawn(|| here.iter().map(wrong).collect::<String>());
        there.iter().map(wrong).collect::<String>() + &here.join().expect("nothing panics")
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// The positions where a case has another verdict than it should.
fn wrong(case: &Case) -> String {
    let version = if case.is31 { "3.1.0" } else { "3.0.3" };
    let mut wrong = String::new();
    for (at, position) in BODIES.iter().enumerate() {
        // Each nesting in a request and an answer, and the other positions with the two that differ most.
        let stands = |nesting: &str| at < 2 || nesting == "the body" || nesting == "a member";
        let nestings = NESTINGS.iter().filter(|(nesting, _)| {
            if position.is_form { nesting.contains("member") } else { stands(nesting) }
        });
        for (nesting, nested) in nestings {
            let made = |schema: &Value| document(version, (position.part)(&nested(schema.clone())));
            let report = compare(&made(&case.old), &made(&case.new));
            let expected = match position.way {
                Way::Sent => &case.verdicts.0,
                Way::Received => &case.verdicts.1,
            };
            let found = worst(&report);
            if found != expected {
                let (what, name) = (&case.what, position.name);
                let _ = writeln!(wrong, "{what} as {nesting} of {name}: {found}, not {expected}");
                for change in &report.changes {
                    let _ = writeln!(wrong, "    {:?} {} {}", change.wire, change.name, change.message);
                }
            }
        }
    }
    wrong
}
