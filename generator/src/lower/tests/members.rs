//! Which members objects have, by their names and without.

use serde_json::json;

use super::dump::{dump, spell};
use super::meaning::of;
use super::{degraded, field, sent};
use crate::api::DegradationKind;

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
