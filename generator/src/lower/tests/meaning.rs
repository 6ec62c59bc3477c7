//! What schemas mean beyond their plain types: what values may be `null`, which members exist, how long lists are.

use serde_json::{Value, json};

use super::dump::{dump, spell};
use super::{field, sent};

/// The type of a member of this schema.
pub(super) fn of(schema: &Value) -> String {
    let api = sent(&json!({"type": "object", "required": ["it"], "properties": {"it": schema}}), &json!({}));
    let field = field(&api, "MakeThingRequest", "it");
    let ty = spell(&api, &field.ty);
    if field.nullable { format!("{ty} or null") } else { ty }
}

#[test]
fn null_is_a_value_where_something_says_so_and_nothing_else_forbids_it() {
    let conditions =
        json!([{"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"description": "words"}]);
    let table = [
        (json!({"type": "object", "allOf": conditions}), "JsonObject"),
        (json!({"allOf": [{"type": "string", "nullable": true}, {"minLength": 1}]}), "String or null"),
        (json!({"type": "string", "allOf": [{"type": ["string", "null"]}]}), "String"),
        (json!({"nullable": true, "allOf": [{"type": "string"}]}), "String or null"),
        (json!({"allOf": [{"type": ["string", "null"]}, {"type": "string", "enum": ["a"]}]}), "MakeThingIt"),
    ];
    for (schema, expected) in table {
        assert_eq!(of(&schema), expected, "{schema}");
    }
}

#[test]
fn null_needs_no_quotes() {
    assert_eq!(of(&json!({"type": ["string", null]})), "String or null");
    assert_eq!(of(&json!({"anyOf": [{"type": "string"}, {"type": [null]}]})), "String or null");
    assert_eq!(of(&json!({"anyOf": [{"type": "string"}, {"type": null}]})), "String or null");
    assert_eq!(of(&json!({"anyOf": [{"type": "string"}, {"const": null}]})), "String or null");
    assert_eq!(of(&json!({"enum": ["a", null]})), "MakeThingIt or null");
    assert_eq!(of(&json!({"type": [null]})), "Json");
}

#[test]
fn only_a_list_of_fixed_length_is_a_tuple() {
    let two = json!([{"type": "integer"}, {"type": "string"}]);
    let same = json!([{"type": "integer"}, {"type": "integer"}]);
    let table = [
        (json!({"type": "array", "prefixItems": two}), "[Json]"),
        (json!({"type": "array", "prefixItems": two, "items": false}), "[Json]"),
        (json!({"type": "array", "prefixItems": two, "minItems": 2}), "[Json]"),
        (json!({"type": "array", "prefixItems": two, "maxItems": 2}), "[Json]"),
        (json!({"type": "array", "prefixItems": two, "minItems": 2, "maxItems": 2}), "(I64, String)"),
        (json!({"type": "array", "prefixItems": two, "minItems": 2, "items": false}), "(I64, String)"),
        (json!({"type": "array", "items": two, "minItems": 2, "additionalItems": false}), "(I64, String)"),
        (json!({"type": "array", "items": two, "minItems": 2}), "[Json]"),
        (
            json!({"type": "array", "prefixItems": two, "minItems": 3, "maxItems": 3, "items": {"type": "boolean"}}),
            "(I64, String, Bool)",
        ),
        (json!({"type": "array", "prefixItems": two, "minItems": 1, "maxItems": 1}), "(I64)"),
        (
            json!({"prefixItems": two, "unevaluatedItems": false, "allOf": [{"type": "array", "minItems": 2}]}),
            "(I64, String)",
        ),
        (
            json!({"allOf": [{"type": "array", "prefixItems": two}, {"minItems": 2, "maxItems": 2}]}),
            "(I64, String)",
        ),
        (json!({"type": "array", "prefixItems": same}), "[Json]"),
        (json!({"type": "array", "prefixItems": same, "items": false}), "[I64]"),
        (json!({"type": "array", "prefixItems": same, "items": {"type": "integer", "minimum": 0}}), "[I64]"),
        (json!({"type": "array", "prefixItems": two, "items": {"type": "integer"}, "maxItems": 1}), "[I64]"),
    ];
    for (schema, expected) in table {
        assert_eq!(of(&schema), expected, "{schema}");
    }
}

#[test]
fn a_schema_that_builds_on_a_base_is_one_of_its_alternatives_and_no_other() {
    let components = json!({
        "Pet": {
            "type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        },
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"bark": {"type": "string"}}}]},
        "Tabby": {"allOf": [{"$ref": "#/components/schemas/Cat"}, {"properties": {"stripes": {"type": "integer"}}}]},
    });
    insta::assert_snapshot!(dump(&sent(&json!({"$ref": "#/components/schemas/Tabby"}), &components)), @"
    fn make_thing POST /things -> ()
        body: Tabby as Json
    struct Tabby
        kind: String
        lives?: I64
        stripes?: I64
    ");
    insta::assert_snapshot!(dump(&sent(&json!({"$ref": "#/components/schemas/Dog"}), &components)), @"
    fn make_thing POST /things -> ()
        body: Dog as Json
    struct Dog
        kind: String
        bark?: String
    ");
}

#[test]
fn boolean_schemas_are_schemas() {
    let table = [
        (json!(true), "Json"),
        (json!({"type": "array", "items": true}), "[Json]"),
        (json!({"type": "array", "items": false}), "[Json]"),
        (json!({"type": "object", "additionalProperties": true}), "JsonObject"),
        (json!({"allOf": [true, {"type": "string"}]}), "String"),
        (json!({"anyOf": [false, {"type": "string"}]}), "String"),
        (json!({"anyOf": [true, {"type": "string"}]}), "Json"),
        (json!({"type": "string", "not": false}), "String"),
        (json!({"type": "object", "if": true, "then": true, "else": false}), "JsonObject"),
    ];
    for (schema, expected) in table {
        assert_eq!(of(&schema), expected, "{schema}");
    }
}

#[test]
fn what_values_hold_is_data() {
    let schema = json!({"type": "object", "properties": {
        "pick": {"enum": [{"$ref": "#/nowhere"}, {"$id": "a", "$anchor": "b"}]},
        "fixed": {"const": {"$ref": "#/nowhere"}},
        "usual": {"type": "object", "default": {"$ref": "#/nowhere"}, "example": {"$ref": "#/nowhere"}},
        "$ref": {"type": "string"}, "type": {"type": "string"}, "properties": {"type": "integer"},
    }});
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        pick?: JsonObject
        fixed?: JsonObject
        usual?: JsonObject
        r#ref?: String
        r#type?: String
        properties?: I64
    ");
}

#[test]
fn a_whole_number_is_an_integer_however_it_is_written() {
    let api = sent(
        &json!({"type": "object", "properties": {"one": {"const": 1.0}, "some": {"enum": [1, 2.0]}, "half": {"enum": [1, 0.5]}}}),
        &json!({}),
    );
    let kind = |name| spell(&api, &field(&api, "MakeThingRequest", name).ty);
    assert_eq!([kind("one"), kind("some"), kind("half")], ["MakeThingOne", "MakeThingSome", "F64"]);
}

#[test]
fn text_that_stands_for_bytes_is_told_by_its_encoding_and_its_media_type() {
    let table = [
        (json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}), "Base64"),
        (json!({"type": "string", "contentEncoding": "base64url"}), "String"),
        (json!({"type": "string", "contentMediaType": "application/json"}), "String"),
        (json!({"contentMediaType": "text/html"}), "String"),
    ];
    for (schema, expected) in table {
        assert_eq!(of(&schema), expected, "{schema}");
    }
}
