//! `type`, `enum` and `const`.

use serde_json::json;

use super::{all, lowered, notes, with_schema};

#[test]
fn null_among_the_types_is_nullable() {
    assert_eq!(lowered(&json!({"type": ["string", "null"]})), json!({"type": "string", "nullable": true}));
}

#[test]
fn null_alone_is_the_only_value() {
    for schema in [json!({"type": "null"}), json!({"type": ["null"]}), json!({"enum": [null]})] {
        assert_eq!(lowered(&schema), json!({"type": "null", "nullable": true}), "{schema}");
    }
}

#[test]
fn several_types_are_alternatives_with_the_keywords_of_each() {
    assert_eq!(
        all(&json!({
            "description": "either",
            "type": ["string", "array", "null"],
            "minLength": 1,
            "items": {"type": "integer"},
        })),
        json!({
            "": {
                "anyOf": ["/type/0", "/type/1"],
                "nullable": true,
                "description": "either",
            },
            "/type/0": {"type": "string", "minLength": 1},
            "/items": {"type": "integer"},
            "/type/1": {"type": "array", "items": "/items"},
        })
    );
}

#[test]
fn an_integer_beside_a_number_is_a_number() {
    assert_eq!(lowered(&json!({"type": ["integer", "number"]})), json!({"type": "number"}));
}

#[test]
fn all_types_together_say_nothing() {
    assert_eq!(
        lowered(&json!({"type": ["string", "number", "boolean", "object", "array", "null"]})),
        json!({"nullable": true})
    );
}

#[test]
fn values_are_split_among_several_types() {
    let schemas = all(&json!({"type": ["string", "integer"], "enum": ["a", 1, "b"]}));
    assert_eq!(schemas["/type/0"], json!({"type": "string", "enum": ["a", "b"]}));
    assert_eq!(schemas["/type/1"], json!({"type": "integer", "enum": [1]}));
}

#[test]
fn a_constant_is_an_enumeration_of_one() {
    assert_eq!(
        lowered(&json!({"const": "cat"})),
        json!({"type": "string", "guessed": true, "enum": ["cat"]})
    );
}

#[test]
fn null_among_the_values_is_nullable_and_repeated_values_count_once() {
    assert_eq!(
        lowered(&json!({"type": "string", "enum": ["a", null, "b", "a"]})),
        json!({"type": "string", "enum": ["a", "b"], "nullable": true})
    );
}

#[test]
fn values_become_what_the_type_says() {
    let schema = json!({"type": "string", "enum": [1, true, "on"]});
    assert_eq!(lowered(&schema), json!({"type": "string", "enum": ["1", "true", "on"]}));
    assert_eq!(
        lowered(&json!({"type": "integer", "enum": ["1", 2.0]})),
        json!({"type": "integer", "enum": [1, 2]})
    );
    assert_eq!(
        lowered(&json!({"type": "boolean", "enum": ["true"]})),
        json!({"type": "boolean", "enum": [true]})
    );
    assert_eq!(notes(&with_schema(&schema)).len(), 1);
}

#[test]
fn strings_that_are_no_numbers_overrule_the_type() {
    assert_eq!(
        lowered(&json!({"type": "integer", "enum": ["a", "b"]})),
        json!({"type": "string", "enum": ["a", "b"]})
    );
}

#[test]
fn values_of_several_types_stay_together_without_a_type() {
    assert_eq!(lowered(&json!({"enum": [1, "a", null]})), json!({"enum": [1, "a"], "nullable": true}));
}

#[test]
fn values_beyond_the_type_are_left_to_the_service() {
    assert_eq!(
        lowered(&json!({"type": "integer", "enum": [1, 18_446_744_073_709_551_615_u64]})),
        json!({"type": "integer", "unsupported": ["enum"]})
    );
    assert_eq!(
        lowered(&json!({"type": "object", "enum": [{"a": 1}]})),
        json!({"type": "object", "unsupported": ["enum"]})
    );
}

#[test]
fn a_missing_type_is_told_from_the_keywords() {
    for (schema, kind) in [
        (json!({"properties": {"a": {}}}), "object"),
        (json!({"additionalProperties": {"type": "string"}}), "object"),
        (json!({"items": {}}), "array"),
        (json!({"enum": ["a"]}), "string"),
        (json!({"enum": [1, 2]}), "integer"),
        (json!({"enum": [true]}), "boolean"),
        (json!({"format": "date-time"}), "string"),
        (json!({"format": "int32"}), "integer"),
        (json!({"format": "double"}), "number"),
        (json!({"minLength": 1}), "string"),
    ] {
        let node = lowered(&schema);
        assert_eq!((&node["type"], &node["guessed"]), (&json!(kind), &json!(true)), "{schema}");
    }
    assert_eq!(lowered(&json!({"description": "anything"})), json!({"description": "anything"}));
    assert_eq!(lowered(&json!({"properties": {}})), json!({}));
}

#[test]
fn an_unknown_type_is_no_type_and_noted() {
    let schema = json!({"type": "sttring"});
    assert_eq!(lowered(&schema), json!({}));
    assert_eq!(notes(&with_schema(&schema)), [r#"/components/schemas/S/type: "sttring" is no type"#]);
}

#[test]
fn a_boolean_schema_allows_everything_or_nothing() {
    let schemas = all(&json!({"type": "object", "properties": {"any": true, "none": false}}));
    assert_eq!(schemas["/properties/any"], json!({}));
    assert_eq!(schemas["/properties/none"], json!({"nothing": true}));
}
