//! What is inferred from small documents.

mod hostile;
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
fn what_an_example_leaves_open_is_taken_from_properties_of_the_same_name() {
    let open = body(
        json!({"To": {"type": "array"}, "Where": {"type": "object"}}),
        json!({"To": [], "Where": {"To": [], "Cc": []}}),
    );
    let known = body(json!({}), json!({"Where": {"To": ["a"], "Cc": ["b"], "Bcc": []}, "To": ["c"]}));
    assert_snapshot!(first_properties(open, &[known]), @r"
    To:
      type: array
      items:
        type: string
      x-lowcodeapi-inferred: true
    Where:
      type: object
      properties:
        To:
          type: array
          items:
            type: string
        Cc:
          type: array
          items:
            type: string
        Bcc:
          type: array
          items: {}
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn an_answer_is_told_by_its_own_examples_only() {
    let open = json!({"type": "object", "properties": {"ids": {"type": "array"}, "own": {"type": "array", "example": [1]}}});
    let mut value = bodies(&[body(json!({"ids": {"type": "array"}}), json!({"ids": ["a"], "own": ["b"]}))]);
    let schema = json!({"$ref": "#/components/schemas/Answer"});
    value["paths"]["/0"]["post"]["responses"] = json!({
        "200": {"content": {"application/json": {"schema": schema}}},
        "400": {"content": {"application/json": {"schema": open}}},
    });
    value["components"] = json!({"schemas": {"Answer": open, "Asked": open}});
    let (_, inferences) = inferred(value);
    let found: Vec<_> = inferences.iter().map(|one| format!("{}: {}\n", one.pointer, one.detail)).collect();
    assert_snapshot!(found.concat(), @r"
    /paths/~10/post/requestBody/content/application~1json/schema/properties/ids: a list of strings
    /paths/~10/post/responses/400/content/application~1json/schema/properties/own: a list of integers
    /components/schemas/Answer/properties/own: a list of integers
    /components/schemas/Asked/properties/ids: a list of strings
    /components/schemas/Asked/properties/own: a list of integers
    ");
}

#[test]
fn namesakes_that_contradict_each_other_teach_nothing() {
    let open = body(
        json!({"ids": {"type": "array"}, "data": {"type": "object"}}),
        json!({"ids": [], "data": {"x": 1}}),
    );
    let strings = body(json!({}), json!({"ids": ["a"], "data": {"x": "text", "y": 1}}));
    let numbers = body(json!({}), json!({"ids": [1], "data": {"z": [1]}}));
    assert_snapshot!(first_properties(open, &[strings, numbers]), @r"
    ids:
      type: array
    data:
      type: object
      properties:
        x:
          type: integer
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn a_name_inside_itself_ends() {
    let open = body(
        json!({"node": {"type": "object"}}),
        json!({"node": {"children": [{"node": {}, "children": []}]}}),
    );
    let known = body(json!({}), json!({"children": [{"node": {"children": []}, "x": 1}]}));
    assert_snapshot!(first_properties(open, &[known]), @r"
    node:
      type: object
      properties:
        children:
          type: array
          items:
            type: object
            properties:
              node:
                type: object
                properties:
                  children:
                    type: array
                    items: {}
                additionalProperties: true
                x-lowcodeapi-inferred: true
              children:
                type: array
                items: {}
              x:
                type: integer
            additionalProperties: true
            x-lowcodeapi-inferred: true
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn a_stated_shape_inside_itself_is_not_filled_from_itself() {
    let inner =
        json!({"type": "array", "items": {"type": "object", "properties": {"subkeys": {"type": "array"}}}});
    let given = bodies(&[body(json!({"subkeys": inner}), json!({"subkeys": [{"subkeys": [], "id": 1}]}))]);
    assert_eq!(inferred(given.clone()), (given, vec![]));
}

#[test]
fn keys_that_are_data_make_a_map() {
    let properties = json!({"a": {"type": "object"}, "b": {"type": "object"}});
    let example =
        json!({"a": {"a@example.com": {"n": 1}, "b@example.com": {"m": ""}}, "b": {"1": "x", "name": "y"}});
    assert_snapshot!(first_properties(body(properties, example), &[]), @r"
    a:
      type: object
      additionalProperties:
        type: object
        properties:
          n:
            type: integer
          m:
            type: string
        additionalProperties: true
        x-lowcodeapi-inferred: true
      x-lowcodeapi-inferred: true
    b:
      type: object
      properties:
        '1':
          type: string
        name:
          type: string
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
fn items_that_have_nothing_in_common_stay_open() {
    let body = body(
        json!({"a": {"type": "array"}, "b": {"type": "array"}}),
        json!({"a": ["x", 1], "b": [1, 2.5, null]}),
    );
    assert_snapshot!(first_properties(body, &[]), @r"
    a:
      type: array
    b:
      type: array
      items:
        type: number
      x-lowcodeapi-inferred: true
    ");
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

#[test]
fn keys_that_a_description_calls_data_make_a_map_of_anything() {
    let said = |text: &str| json!({"type": "object", "description": text});
    let properties = json!({
        "cells": said("The cells by the name of their column"),
        "labels": said("Set of key-value pairs"),
        "address": said("Where the customer lives"),
    });
    let example = json!({"cells": {"Name": "Kale"}, "labels": {}, "address": {"city": "Rome"}});
    let (value, _) = inferred(bodies(&[body(properties, example)]));
    let properties =
        &value["paths"]["/0"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"];
    for name in ["cells", "labels"] {
        assert_eq!(properties[name]["additionalProperties"], json!({}), "{name}");
        assert!(properties[name].get("properties").is_none(), "{name}");
    }
    assert_eq!(properties["address"]["properties"]["city"], json!({"type": "string"}));
}

#[test]
fn cells_of_a_table_may_be_anything() {
    let properties = json!({"rows": {"type": "array"}, "names": {"type": "array"}});
    let example = json!({"rows": [["Kale", "green"]], "names": ["Ann"]});
    assert_snapshot!(first_properties(body(properties, example), &[]), @r"
    rows:
      type: array
      items:
        type: array
        items: {}
      x-lowcodeapi-inferred: true
    names:
      type: array
      items:
        type: string
      x-lowcodeapi-inferred: true
    ");
}
