//! What is inferred from small documents.

mod hostile;
mod maps;
mod namesakes;
mod overlap;
mod served;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::*;
use crate::yaml;

/// A document with one operation per body, which is a media type object.
fn bodies(bodies: &[Value]) -> Value {
    let operation = |(index, body): (usize, &Value)| {
        let operation = json!({"post": {"requestBody": {"content": {"application/json": body}}}});
        (format!("/{index}"), operation)
    };
    json!({"paths": bodies.iter().enumerate().map(operation).collect::<serde_json::Map<_, _>>()})
}

fn inferred(value: Value) -> (Value, Vec<Inference>) {
    let mut document = Document::from_value(value, "document.json");
    let inferences = infer(&mut document);
    (document.value, inferences)
}

/// The properties of the body of the first operation, as canonical YAML.
fn first_properties(body: Value, others: &[Value]) -> String {
    let all: Vec<Value> = std::iter::once(body).chain(others.iter().cloned()).collect();
    let (value, _) = inferred(bodies(&all));
    yaml::to_canonical(
        &value["paths"]["/0"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"],
    )
}

#[expect(clippy::needless_pass_by_value, reason = "so that calls need no `&`")]
fn body(properties: Value, example: Value) -> Value {
    json!({"schema": {"type": "object", "properties": properties}, "example": example})
}

#[test]
fn objects_and_arrays_get_the_shape_of_their_example() {
    let example = json!({"a": {"b": {"c": "x", "d": 1, "e": 1.5, "f": true, "g": "", "h": null}}, "l": [{"x": 1}, {"y": [["z"]]}]});
    let body = body(
        json!({"a": {"type": "object", "description": "kept"}, "l": {"type": "array", "items": {}}}),
        example,
    );
    assert_snapshot!(first_properties(body, &[]), @r"
    a:
      type: object
      description: kept
      properties:
        b:
          type: object
          properties:
            c:
              type: string
            d:
              type: integer
            e:
              type: number
            f:
              type: boolean
            g:
              type: string
            h: {}
          additionalProperties: true
          x-lowcodeapi-inferred: true
      additionalProperties: true
      x-lowcodeapi-inferred: true
    l:
      type: array
      items:
        type: object
        properties:
          x:
            type: integer
          y:
            type: array
            items:
              type: array
              items: {}
        additionalProperties: true
        x-lowcodeapi-inferred: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn the_example_may_stand_at_the_schema_too() {
    let properties = json!({
        "a": {"type": "object", "example": {"x": 1}},
        "b": {"type": ["array", "null"], "examples": [["x"], []]},
        "c": {"type": "array", "items": {"type": "object"}, "example": [{"x": true}]},
    });
    assert_snapshot!(first_properties(json!({"schema": {"type": "object", "properties": properties}}), &[]), @r"
    a:
      type: object
      example:
        x: 1
      properties:
        x:
          type: integer
      additionalProperties: true
      x-lowcodeapi-inferred: true
    b:
      type:
      - array
      - 'null'
      examples:
      - - x
      - []
      items:
        type: string
      x-lowcodeapi-inferred: true
    c:
      type: array
      items:
        type: object
        properties:
          x:
            type: boolean
        additionalProperties: true
        x-lowcodeapi-inferred: true
      example:
      - x: true
    ");
}

#[test]
fn blanks_empty_lists_empty_objects_and_null_say_nothing() {
    let properties = json!({"a": {"type": "object"}, "b": {"type": "array"}, "c": {"type": "boolean"}, "d": {"type": "object"}, "e": {}});
    let given = bodies(&[body(properties, json!({"a": {}, "b": [], "c": "", "d": "", "e": null}))]);
    assert_eq!(inferred(given.clone()), (given, vec![]));
}

#[test]
fn a_stated_schema_wins() {
    let properties = json!({
        "a": {"type": "object", "properties": {"x": {"type": "string"}}},
        "b": {"type": "array", "items": {"type": "integer"}},
        "c": {"type": "object", "additionalProperties": true},
        "d": {"type": "object", "allOf": [{"type": "object"}]},
        "e": {"type": "object"},
        "f": {"enum": [{"x": 1}]},
    });
    let example = json!({"a": {"x": 1, "new": 1}, "b": ["x"], "c": {"x": 1}, "d": {"x": 1}, "e": ["x"], "f": {"x": 1}, "undeclared": {"x": 1}});
    let given = bodies(&[body(properties, example)]);
    assert_eq!(inferred(given.clone()), (given, vec![]));
}

#[test]
fn a_component_learns_from_the_examples_of_those_who_refer_to_it() {
    let (value, inferences) = inferred(json!({
        "paths": {"/a": {"post": {"responses": {"200": {"content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/A"}, "examples": {"one": {"$ref": "#/components/examples/E"}}},
            "text/plain": {"example": "hello"},
        }}}}}},
        "components": {
            "schemas": {
                "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}, "self": {"$ref": "#/components/schemas/A"}}},
                "B": {"type": "object"},
            },
            "examples": {"E": {"value": {"b": {"x": 1}, "self": {"b": {"y": 2}}}}},
        },
    }));
    assert_eq!(
        value["components"]["schemas"]["B"],
        json!({"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}}, "additionalProperties": true, "x-lowcodeapi-inferred": true})
    );
    let found: Vec<_> = inferences.iter().map(|one| format!("{}: {}", one.pointer, one.detail)).collect();
    assert_eq!(
        found,
        [
            "/components/schemas/B: an object with x, y",
            "/paths/~1a/post/responses/200/content/text~1plain/schema: a string",
        ]
    );
}
