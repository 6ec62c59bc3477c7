//! A verdict follows from the schema and the way it travels, not from where the schema stands.

mod documents;

use std::fmt::Write as _;

use lowcodeapi_generator::diff::{Report, Wire};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sides::compare;
use documents::{
    answer, body, document, in_json, incoming, operation, parameter, sent, shared, with_components,
};

/// What becomes of a schema.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    /// Where it is sent, and where it is received.
    verdicts: (String, String),
    /// Where it is sent as text, if that is another.
    #[serde(default)]
    as_text: Option<String>,
    /// Whether it can be said in OpenAPI 3.1 only.
    #[serde(default)]
    is31: bool,
    old: Value,
    new: Value,
}

/// Which way what stands in a position travels.
#[derive(Debug, Clone, Copy)]
enum Travel {
    Sent,
    Received,
    Both,
}

/// Which schemas a position takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Any,
    /// Objects whose members are known, as those of forms.
    Objects,
    /// Objects of single values.
    Deep,
    /// What is written as text: single values and lists of them.
    Texts,
}

/// Where a schema stands in the schema of a body: in words, and that schema.
type Nesting = (&'static str, fn(Value) -> Value);

const NESTINGS: [Nesting; 11] = [
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
    ("an item of an item", |schema| json!({"type": "array", "items": {"type": "array", "items": schema}})),
    ("a part of a part", |schema| json!({"allOf": [{"description": "d"}, {"allOf": [schema]}]})),
    ("a member of one of two", |schema| json!({"oneOf": alternatives(&schema)})),
    ("a member of any of two", |schema| json!({"anyOf": alternatives(&schema)})),
];

fn alternatives(schema: &Value) -> Value {
    json!([
        {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}, "m": schema}},
        {"type": "object", "required": ["z"], "properties": {"z": {"type": "integer"}}},
    ])
}

/// Where a schema of a body stands in a document.
struct Position {
    name: &'static str,
    travel: Travel,
    takes: Takes,
    part: fn(&Value) -> Value,
}

const POSITIONS: [Position; 25] = [
    at("a request", Travel::Sent, Takes::Any, |schema| sent("application/json", schema)),
    at("an answer", Travel::Received, Takes::Any, |schema| {
        operation(json!({"responses": {"200": answer(schema)}}))
    }),
    at("a component both ways", Travel::Both, Takes::Any, |schema| {
        let request = body("application/json", &shared());
        let members = json!({"requestBody": request, "responses": {"200": answer(&shared())}});
        with_components(operation(members), json!({"schemas": {"Shared": schema}}))
    }),
    at("a request in XML", Travel::Sent, Takes::Any, |schema| sent("application/xml", schema)),
    at("a form", Travel::Sent, Takes::Objects, |schema| sent("application/x-www-form-urlencoded", schema)),
    at("a request in parts", Travel::Sent, Takes::Objects, |schema| sent("multipart/form-data", schema)),
    at("an error", Travel::Received, Takes::Any, |schema| {
        operation(json!({"responses": {"404": answer(schema)}}))
    }),
    at("a component of a request", Travel::Sent, Takes::Any, |schema| {
        with_components(sent("application/json", &shared()), json!({"schemas": {"Shared": schema}}))
    }),
    at("a component of an answer", Travel::Received, Takes::Any, |schema| {
        let members = json!({"responses": {"default": answer(&shared())}});
        with_components(operation(members), json!({"schemas": {"Shared": schema}}))
    }),
    at("a shared body", Travel::Sent, Takes::Any, |schema| {
        let members = json!({"requestBody": {"$ref": "#/components/requestBodies/Shared"}});
        with_components(
            operation(members),
            json!({"requestBodies": {"Shared": body("application/json", schema)}}),
        )
    }),
    at("a shared answer", Travel::Received, Takes::Any, |schema| {
        let members = json!({"responses": {"200": {"$ref": "#/components/responses/Shared"}}});
        with_components(operation(members), json!({"responses": {"Shared": answer(schema)}}))
    }),
    at("a shared parameter", Travel::Sent, Takes::Any, |schema| {
        let members = json!({"parameters": [{"$ref": "#/components/parameters/Shared"}]});
        let parameter = json!({"name": "p", "in": "query", "content": in_json(schema)});
        with_components(operation(members), json!({"parameters": {"Shared": parameter}}))
    }),
    at("JSON in the query", Travel::Sent, Takes::Any, |schema| {
        parameter(json!({"in": "query", "content": in_json(schema)}))
    }),
    at("JSON in a header", Travel::Sent, Takes::Any, |schema| {
        parameter(json!({"in": "header", "content": in_json(schema)}))
    }),
    at("the query", Travel::Sent, Takes::Texts, |schema| parameter(json!({"in": "query", "schema": schema}))),
    at("the path", Travel::Sent, Takes::Texts, |schema| {
        parameter(json!({"in": "path", "required": true, "schema": schema}))
    }),
    at("a header", Travel::Sent, Takes::Texts, |schema| parameter(json!({"in": "header", "schema": schema}))),
    at("a cookie", Travel::Sent, Takes::Texts, |schema| parameter(json!({"in": "cookie", "schema": schema}))),
    at("an object in the query", Travel::Sent, Takes::Deep, |schema| {
        parameter(json!({"in": "query", "style": "deepObject", "explode": true, "schema": schema}))
    }),
    at("a header of an answer", Travel::Received, Takes::Texts, |schema| {
        let headers = json!({"X-A": {"schema": schema}});
        operation(json!({"responses": {"200": {"description": "ok", "headers": headers}}}))
    }),
    at("JSON in a header of an answer", Travel::Received, Takes::Any, |schema| {
        let headers = json!({"X-A": {"content": in_json(schema)}});
        operation(json!({"responses": {"200": {"description": "ok", "headers": headers}}}))
    }),
    at("a webhook", Travel::Received, Takes::Any, |schema| {
        let incoming = incoming(&body("application/json", schema), &json!({"description": "ok"}));
        json!({"openapi": "3.1.0", "paths": {}, "webhooks": {"thing": incoming}})
    }),
    at("the answer to a webhook", Travel::Sent, Takes::Any, |schema| {
        let incoming = incoming(&body("application/json", &json!({"type": "object"})), &answer(schema));
        json!({"openapi": "3.1.0", "paths": {}, "webhooks": {"thing": incoming}})
    }),
    at("a callback", Travel::Received, Takes::Any, |schema| {
        let incoming = incoming(&body("application/json", schema), &json!({"description": "ok"}));
        operation(json!({"callbacks": {"done": {"{$request.body#/url}": incoming}}}))
    }),
    at("the answer to a callback", Travel::Sent, Takes::Any, |schema| {
        let incoming = incoming(&body("application/json", &json!({"type": "object"})), &answer(schema));
        operation(json!({"callbacks": {"done": {"{$request.body#/url}": incoming}}}))
    }),
];

const fn at(name: &'static str, travel: Travel, takes: Takes, part: fn(&Value) -> Value) -> Position {
    Position { name, travel, takes, part }
}

fn cases() -> Vec<Case> {
    serde_yaml::from_str(include_str!("cases/schemas.yaml")).expect("the cases are well-formed")
}

/// The worst of a report for the wire; `same` where there is nothing.
pub(crate) fn worst(report: &Report) -> &'static str {
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
    for (at, position) in POSITIONS.iter().enumerate() {
        for (nesting, nested) in NESTINGS.iter().filter(|(nesting, _)| position.has(at, nesting, case)) {
            let made = |schema: &Value| document(version, (position.part)(&nested(schema.clone())));
            let report = compare(&made(&case.old), &made(&case.new));
            let expected = match position.travel {
                Travel::Sent => {
                    let as_text = case.as_text.as_ref().filter(|_| position.takes == Takes::Texts);
                    as_text.unwrap_or(&case.verdicts.0).as_str()
                }
                Travel::Received => case.verdicts.1.as_str(),
                Travel::Both => worse(&case.verdicts.0, &case.verdicts.1),
            };
            let found = worst(&report);
            // Where nothing is made of a schema, what doesn't break is told with less care.
            let is_quiet =
                position.name.starts_with("the answer to") && ![found, expected].contains(&"breaking");
            if found != expected && !is_quiet {
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

impl Position {
    /// Whether a case is tried here, nested like this: each nesting in a request and an answer, and the other positions with
    /// the two that differ most.
    fn has(&self, at: usize, nesting: &str, case: &Case) -> bool {
        match self.takes {
            Takes::Any if self.name.starts_with("a shared") => nesting == "the body",
            Takes::Any => at < 2 || nesting == "the body" || nesting == "a member",
            Takes::Objects => nesting.contains("member"),
            Takes::Deep => matches!(nesting, "a member" | "a required member"),
            Takes::Texts => {
                matches!(nesting, "the body" | "a part") && is_text(&case.old) && is_text(&case.new)
            }
        }
    }
}

/// Whether values of a schema are single ones, or lists of those.
fn is_text(schema: &Value) -> bool {
    let ty = |schema: &Value| schema.get("type").and_then(Value::as_str).map(str::to_owned);
    let is_single = |ty: Option<String>| ty.is_some_and(|ty| ty != "array" && ty != "object");
    match ty(schema).as_deref() {
        Some("array") => schema.get("items").is_some_and(|items| is_single(ty(items))),
        _ => is_single(ty(schema)),
    }
}

/// The worse of two verdicts.
fn worse<'v>(one: &'v str, other: &'v str) -> &'v str {
    let rank =
        |verdict: &str| ["same", "compatible", "warning", "breaking"].iter().position(|one| *one == verdict);
    if rank(one) > rank(other) { one } else { other }
}
