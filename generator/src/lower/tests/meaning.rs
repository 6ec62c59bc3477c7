//! What schemas mean beyond their plain types: what values may be `null`, which members exist, how long lists are.

use serde_json::{Value, json};

use super::dump::{dump, spell};
use super::{degraded, field, sent};
use crate::api::DegradationKind;

/// The type of a member of this schema.
fn of(schema: &Value) -> String {
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
fn members_that_only_some_values_have_are_optional() {
    let schema = json!({
        "type": "object", "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "note": {"type": "string"}},
        "allOf": [{
            "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"required": ["size"], "properties": {"size": {"type": "integer"}}},
            "else": {"$ref": "#/components/schemas/Other"},
        }],
        "dependentSchemas": {"note": {"properties": {"author": {"type": "string"}, "kind": {"minLength": 2}}}},
    });
    let other = json!({"Other": {"properties": {"colour": {"type": "string"}}, "if": {}, "then": {
        "allOf": [{"properties": {"depth": {"type": "number"}}}],
    }}});
    let api = sent(&schema, &other);
    insta::assert_snapshot!(dump(&api), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        kind: String
        note?: String
        size?: I64
        colour?: String
        author?: String
        depth?: F64
    ");
    assert_eq!(
        degraded(&api, DegradationKind::UnsupportedKeyword),
        ["/paths/~1things/post/requestBody/content/application~1json/schema"; 6]
    );
}

#[test]
fn a_member_that_only_a_condition_names_is_there_and_may_be_anything() {
    let condition = |name: &str| json!({"properties": {name: {"const": "a"}, "more": {"const": 1}}});
    let schema = json!({
        "type": "object", "properties": {"id": {"type": "string"}}, "unevaluatedProperties": false,
        "if": condition("kind"),
        "then": {"properties": {"size": {"type": "integer"}, "more": {"type": "integer"}}, "if": condition("id")},
    });
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        id?: String
        size?: I64
        more?: I64
        kind?: Json
    ");
    // Alone it says nothing about what a value is.
    let alone = sent(&json!({"type": "object", "properties": {"it": {"if": condition("kind")}}}), &json!({}));
    assert_eq!(spell(&alone, &field(&alone, "MakeThingRequest", "it").ty), "Json");
}

#[test]
fn a_reference_that_is_not_followed_may_name_more_members() {
    let schema = json!({"type": "object", "properties": {"id": {"type": "string"}}, "$dynamicRef": "#more", "unevaluatedProperties": false});
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        id?: String
        additional_properties: others, Json
    ");
}

#[test]
fn conditions_that_describe_each_other_come_to_an_end() {
    let schema = json!({"$ref": "#/components/schemas/Node"});
    let node = json!({"Node": {
        "type": "object", "properties": {"id": {"type": "string"}},
        "if": {"required": ["more"]}, "then": {"$ref": "#/components/schemas/Node"},
        "else": {"properties": {"next": {"$ref": "#/components/schemas/Node"}}},
    }});
    insta::assert_snapshot!(dump(&sent(&schema, &node)), @"
    fn make_thing POST /things -> ()
        body: Node as Json
    struct Node
        id?: String
        next?: Box<Node>
    ");
}

#[test]
fn a_required_member_exists_whatever_describes_it() {
    let schema = json!({
        "allOf": [
            {"required": ["here", "there", "nowhere"], "properties": {"here": {"type": "string"}}},
            {"properties": {"there": {"type": "integer"}}},
        ],
        "properties": {
            "typed": {
                "type": "object", "required": ["a", "b"], "properties": {"a": {"type": "string"}},
                "additionalProperties": {"type": "number"},
            },
            "patterned": {
                "type": "object", "required": ["x-b"], "properties": {"a": {"type": "string"}},
                "patternProperties": {"^x-": {"type": "boolean"}}, "additionalProperties": false,
            },
            "closed": {
                "type": "object", "required": ["b"], "properties": {"a": {"type": "string"}},
                "additionalProperties": false,
            },
            "free": {"type": "object", "required": ["a"]},
        },
    });
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        here: String
        there: I64
        typed?: MakeThingTyped
        patterned?: MakeThingPatterned
        closed?: MakeThingClosed
        free?: JsonObject
        nowhere: Json
    struct MakeThingTyped
        a: String
        b: F64
        additional_properties: others, F64
    struct MakeThingPatterned
        a?: String
        x_b: Bool
        additional_properties: others, Bool
    struct MakeThingClosed
        a?: String
    ");
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
fn members_without_a_name_are_typed_where_all_that_is_said_agrees() {
    let (integer, string) = (json!({"type": "integer"}), json!({"type": "string"}));
    let table = [
        (json!({"patternProperties": {"^x-": integer}}), "JsonObject"),
        (json!({"patternProperties": {"^x-": integer}, "additionalProperties": string}), "JsonObject"),
        (json!({"patternProperties": {"^x-": integer}, "additionalProperties": false}), "{I64}"),
        (json!({"patternProperties": {"^x-": integer}, "unevaluatedProperties": false}), "{I64}"),
        (
            json!({"patternProperties": {"^x-": integer, "^y-": integer}, "additionalProperties": false}),
            "{I64}",
        ),
        (
            json!({"patternProperties": {"^x-": integer, "^y-": string}, "additionalProperties": false}),
            "JsonObject",
        ),
        (
            json!({"patternProperties": {"^x-": integer, "^y-": false}, "additionalProperties": integer}),
            "{I64}",
        ),
        (json!({"unevaluatedProperties": string}), "{String}"),
        (
            json!({"allOf": [{"patternProperties": {"^x-": integer}}], "unevaluatedProperties": false}),
            "{I64}",
        ),
    ];
    for (mut schema, expected) in table {
        schema["type"] = json!("object");
        assert_eq!(of(&schema), expected, "{schema}");
    }
}

#[test]
fn members_beside_patterns_keep_the_rest() {
    let schema = json!({
        "type": "object", "properties": {"id": {"type": "string"}, "never": false},
        "patternProperties": {"^x-": {"type": "integer"}},
    });
    insta::assert_snapshot!(dump(&sent(&schema, &json!({}))), @"
    fn make_thing POST /things -> ()
        body: MakeThingRequest as Json
    struct MakeThingRequest
        id?: String
        additional_properties: others, Json
    ");
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
