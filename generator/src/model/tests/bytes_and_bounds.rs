//! Formats, bounds, tuples and maps.

use serde_json::json;

use super::{all, lowered};

#[test]
fn of_two_bounds_the_tighter_one_counts() {
    assert_eq!(
        lowered(&json!({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10, "maximum": 5})),
        json!({"type": "integer", "exclusiveMinimum": 0, "maximum": 5})
    );
    assert_eq!(
        lowered(&json!({"type": "number", "minimum": 1, "exclusiveMinimum": true})),
        json!({"type": "number", "exclusiveMinimum": 1})
    );
    assert_eq!(
        lowered(&json!({"type": "number", "minimum": 1, "exclusiveMinimum": false})),
        json!({"type": "number", "minimum": 1})
    );
}

#[test]
fn bounds_are_numbers_as_they_stand() {
    assert_eq!(
        lowered(&json!({"type": "integer", "minimum": 0.0, "maximum": u64::MAX, "multipleOf": 0.5})),
        json!({
            "type": "integer",
            "minimum": 0,
            "maximum": u64::MAX,
            "multipleOf": 0.5,
        })
    );
    assert_eq!(
        lowered(&json!({"type": "string", "minLength": -1, "maxLength": "20"})),
        json!({"type": "string", "maxLength": 20})
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
fn an_example_is_one_of_several() {
    assert_eq!(
        lowered(&json!({"type": "string", "examples": ["a", "b"]})),
        json!({"type": "string", "examples": ["a", "b"]})
    );
    assert_eq!(
        lowered(&json!({"type": "string", "example": "a"})),
        json!({"type": "string", "examples": ["a"]})
    );
}

#[test]
fn a_tuple_has_its_places_and_what_follows_them() {
    let schemas = all(&json!({
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "integer"}],
        "items": false,
    }));
    assert_eq!(
        schemas[""],
        json!({
            "type": "array",
            "prefixItems": ["/prefixItems/0", "/prefixItems/1"],
            "items": "/items",
        })
    );
    assert_eq!(schemas["/items"], json!({"nothing": true}));
    assert_eq!(schemas["/prefixItems/1"], json!({"type": "integer"}));
    let older = all(&json!({"type": "array", "items": [{"type": "string"}]}));
    assert_eq!(older[""], json!({"type": "array", "prefixItems": ["/items/0"]}));
}

#[test]
fn members_are_described_by_patterns_too() {
    let schemas = all(&json!({
        "type": "object",
        "patternProperties": {"^x/": {"type": "string"}},
        "additionalProperties": false,
    }));
    assert_eq!(
        schemas[""],
        json!({
            "type": "object",
            "patternProperties": {"^x/": "/patternProperties/^x~1"},
            "additionalProperties": false,
            "unsupported": ["patternProperties"],
        })
    );
}

#[test]
fn what_no_type_can_say_is_named() {
    assert_eq!(
        lowered(&json!({"type": "object", "unevaluatedProperties": false, "if": {}, "then": {}})),
        json!({"type": "object", "unevaluatedProperties": false, "unsupported": ["if", "then"]})
    );
}

#[test]
fn keywords_of_another_type_say_nothing() {
    assert_eq!(
        lowered(&json!({"type": "string", "items": {"type": "string"}, "minimum": 3})),
        json!({"type": "string"})
    );
}
