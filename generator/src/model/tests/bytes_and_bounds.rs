//! Formats, bounds, tuples and maps.

use serde_json::json;

use super::{all, lowered};

#[test]
fn exclusive_bounds_become_flags() {
    assert_eq!(
        lowered(&json!({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10, "maximum": 5})),
        json!({"type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 5})
    );
    assert_eq!(
        lowered(&json!({"type": "number", "minimum": 1, "exclusiveMinimum": true})),
        json!({"type": "number", "minimum": 1.0, "exclusiveMinimum": true})
    );
}

#[test]
fn bounds_beyond_the_type_are_kept_as_they_stand() {
    assert_eq!(
        lowered(&json!({"type": "integer", "minimum": 0.0, "maximum": u64::MAX, "multipleOf": 0.5})),
        json!({
            "type": "integer",
            "minimum": 0,
            "x-lowcodeapi-bounds": {"multipleOf": 0.5, "maximum": u64::MAX},
        })
    );
    assert_eq!(
        lowered(&json!({"type": "string", "minLength": -1, "maxLength": "20"})),
        json!({"type": "string", "maxLength": 20, "x-lowcodeapi-bounds": {"minLength": -1}})
    );
}

#[test]
fn bytes_have_the_formats_of_openapi_3_0() {
    assert_eq!(lowered(&json!({"type": "string", "contentEncoding": "base64"}))["format"], "byte");
    let binary = json!({"type": "string", "contentMediaType": "application/octet-stream"});
    assert_eq!(lowered(&binary)["format"], "binary");
    assert_eq!(lowered(&json!({"type": "file"})), json!({"type": "string", "format": "binary"}));
}

#[test]
fn the_first_example_is_the_example() {
    assert_eq!(
        lowered(&json!({"type": "string", "examples": ["a", "b"]})),
        json!({"type": "string", "example": "a"})
    );
}

#[test]
fn the_places_of_a_tuple_travel_beside_it() {
    let schemas = all(&json!({
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "integer"}],
        "items": false,
    }));
    assert_eq!(
        schemas[""],
        json!({
            "type": "array",
            "x-lowcodeapi-prefix-items": ["#/prefixItems/0", "#/prefixItems/1"],
            "x-lowcodeapi-closed-tuple": true,
        })
    );
    assert_eq!(schemas["/prefixItems/1"], json!({"type": "integer"}));
    let older = all(&json!({"type": "array", "items": [{"type": "string"}]}));
    assert_eq!(older[""], json!({"type": "array", "x-lowcodeapi-prefix-items": ["#/items/0"]}));
}

#[test]
fn one_pattern_of_properties_is_a_map() {
    let schemas = all(&json!({
        "type": "object",
        "patternProperties": {"^x/": {"type": "string"}},
        "additionalProperties": false,
    }));
    assert_eq!(
        schemas[""],
        json!({
            "type": "object",
            "additionalProperties": {"$ref": "#/patternProperties/^x~1"},
            "x-lowcodeapi-unsupported": ["patternProperties"],
        })
    );
}

#[test]
fn what_no_type_can_say_is_named() {
    assert_eq!(
        lowered(&json!({"type": "object", "unevaluatedProperties": false, "if": {}, "then": {}})),
        json!({"type": "object", "x-lowcodeapi-unsupported": ["unevaluatedProperties", "if", "then"]})
    );
}

#[test]
fn keywords_of_another_type_are_named() {
    assert_eq!(
        lowered(&json!({"type": "string", "items": {"type": "string"}, "minimum": 3})),
        json!({"type": "string", "x-lowcodeapi-ignored": ["minimum", "items"]})
    );
}
