//! Keys that are data, and what may be anything.

use super::*;

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
