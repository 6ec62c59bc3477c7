//! Types taken from examples, and examples that contradict what schemas state.

use serde_json::{Value, json};

use super::{api_of, degraded, named, openapi, sent};
use crate::api::DegradationKind;
use crate::lower::docs::FROM_AN_EXAMPLE;

const ROOT: &str = "/paths/~1things/post/requestBody/content/application~1json/schema";

fn contradicted(schema: &Value) -> Vec<String> {
    let api = sent(schema, &json!({}));
    let places = degraded(&api, DegradationKind::ContradictingExample);
    places.into_iter().map(|place| place.replace(ROOT, "")).collect()
}

#[test]
fn an_example_of_another_type_is_on_record_where_that_type_stands() {
    let schema = json!({
        "type": "object",
        "example": {"price": "-0.0025", "tags": [{"id": 1}, "a"], "extra": 4, "list": {}},
        "allOf": [{"properties": {"price": {"type": "number"}}}],
        "properties": {
            "tags": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}},
            "list": {"type": "array", "items": {}},
            "alone": {"type": "object", "examples": [{}, "no object"]},
        },
        "additionalProperties": {"type": "boolean"},
    });
    assert_eq!(
        contradicted(&schema),
        [
            "/properties/list",
            "/additionalProperties",
            "/properties/tags/items",
            "/allOf/0/properties/price",
            "/properties/alone",
        ]
    );
}

#[test]
fn what_may_be_meant_contradicts_nothing() {
    for schema in [
        json!({"type": "string", "example": 90210}),
        json!({"type": "number", "example": 7}),
        json!({"type": "integer", "example": 7.0}),
        json!({"type": "integer", "example": null}),
        json!({"example": "guessed", "properties": {}}),
        json!({"type": ["string", "integer"], "example": 7}),
        json!({"oneOf": [{"type": "string"}, {"type": "object"}], "example": 7}),
    ] {
        assert_eq!(contradicted(&schema), [""; 0], "{schema}");
    }
}

#[test]
fn examples_of_bodies_answers_and_parameters_are_looked_at() {
    let content =
        |schema: Value, example: Value| json!({"application/json": {"schema": schema, "example": example}});
    let document = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"post": {
        "parameters": [
            {"name": "page", "in": "query", "schema": {"type": "integer"}, "example": "7"},
            {"name": "only", "in": "query", "schema": {"type": "integer"}, "example": [7]},
        ],
        "requestBody": {"content": content(
            json!({"type": "array", "items": {"properties": {"value": {"type": "object"}}}}),
            json!([{"value": "My name"}, {"value": "Again"}]),
        )},
        "responses": {"200": {"description": "", "content": content(json!({"type": "object"}), json!([]))},
            "201": {"description": "", "content": content(json!({"type": "object"}), json!("{}"))}},
    }}}});
    let api = api_of(&document, &openapi());
    let told: Vec<String> = api
        .degradations
        .iter()
        .filter(|one| one.kind == DegradationKind::ContradictingExample)
        .map(|one| format!("{}: {}", one.origin.0.replace("/paths/~1a/post", ""), one.detail))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    /parameters/1/schema: an example is of type `array`, but `integer` is stated
    /requestBody/content/application~1json/schema/items/properties/value: an example is of type `string`, but `object` is stated
    /responses/200/content/application~1json/schema: an example is of type `array`, but `object` is stated
    ");
}

#[test]
fn a_type_taken_from_an_example_says_so() {
    let part =
        json!({"type": "object", "properties": {"a": {"type": "string"}}, "x-lowcodeapi-inferred": true});
    let mut schema = part.clone();
    schema["description"] = json!("A thing.");
    schema["properties"]["part"] = part;
    let api = sent(&schema, &json!({}));
    assert_eq!(
        [&named(&api, "MakeThingRequest").docs.description, &named(&api, "MakeThingPart").docs.description],
        [&format!("A thing.\n\n{FROM_AN_EXAMPLE}"), FROM_AN_EXAMPLE]
    );
}
