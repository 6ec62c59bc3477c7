//! Repairs of schemas: their types, their keywords and their values.

use lowcodeapi_generator::extensions::FILE;
use lowcodeapi_generator::repair::RepairKind;
use serde_json::{Value, json};

use super::{repaired, schema, schema_of, served, served_schema, with_schema};

#[test]
fn boolean_required_goes_into_the_parents_list() {
    let value = schema(
        json!({"type": "object", "properties": {"a": {"required": true}, "b": {"required": "true"}, "c": {"required": false},
               "d": {"type": "object", "required": ["e"], "properties": {"e": {}}}}, "required": ["z"]}),
        &[(RepairKind::BooleanRequired, 3)],
    );
    assert_eq!(value["required"], json!(["z", "a", "b"]));
    assert_eq!(value["properties"]["a"], json!({}));
    assert_eq!(value["properties"]["d"]["required"], json!(["e"]));
}

#[test]
fn lists_of_required_names_are_sets_and_not_empty() {
    let value = schema(json!({"required": ["a", "a", 1]}), &[(RepairKind::RepeatedRequired, 1)]);
    assert_eq!(value["required"], json!(["a"]));
    assert_eq!(schema(json!({"required": []}), &[(RepairKind::EmptyRequired, 1)]), json!({}));
}

#[test]
fn misspelt_keywords_are_read() {
    assert_eq!(
        schema(json!({"types": "string"}), &[(RepairKind::MisspeltKeyword, 1)]),
        json!({"type": "string"})
    );
}

#[test]
fn nonstandard_types_mean_what_their_authors_meant() {
    let file = json!({"type": "string", "format": "binary", FILE: true});
    for (stated, meant) in [
        ("file", file),
        ("text", json!({"type": "string"})),
        ("String", json!({"type": "string"})),
        (" string\u{200b}", json!({"type": "string"})),
        ("stirng", json!({"type": "string"})),
        ("bpplean", json!({"type": "boolean"})),
        ("objcet", json!({"type": "object"})),
        ("booleans", json!({"type": "boolean"})),
        ("double", json!({"type": "number", "format": "double"})),
        ("string <uuid>", json!({"type": "string", "format": "uuid"})),
        ("integerThe number of labels", json!({"type": "integer"})),
        ("array of objects", json!({"type": "array", "items": {"type": "object"}})),
        ("array of any", json!({"type": "array", "items": {}})),
        ("object of strings", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        ("string|null", json!({"type": "string", "nullable": true})),
        ("string|number", json!({"anyOf": [{"type": "string"}, {"type": "number"}]})),
        ("true/false", json!({"type": "boolean"})),
        ("enum", json!({"type": "string"})),
        ("json", json!({})),
        ("", json!({})),
        ("{\n  \"type\"", json!({})),
        ("subscription duration", json!({})),
    ] {
        assert_eq!(schema(json!({"type": stated}), &[(RepairKind::NonstandardType, 1)]), meant, "{stated}");
    }
    let numbers = json!({"type": "enum", "enum": [1, 2]});
    assert_eq!(schema(numbers, &[(RepairKind::NonstandardType, 1)])["type"], "integer");
    let list = json!({"type": ["string", "null"]});
    assert_eq!(
        schema(list, &[(RepairKind::NonstandardType, 1)]),
        json!({"type": "string", "nullable": true})
    );
}

#[test]
fn openapi_3_1_may_say_more() {
    let mut value = with_schema(
        json!({"type": ["string", "null"], "allOf": [{"type": "array"}, {"type": "null"}, {"required": []}]}),
    );
    for version in [json!("3.1.0"), json!("v3.1.0"), json!(3.1)] {
        value["openapi"] = version;
        assert_eq!(repaired(value.clone(), &[]), value);
    }
}

#[test]
fn arrays_without_items_hold_anything() {
    let value = schema(json!({"type": "array"}), &[(RepairKind::ArrayWithoutItems, 1)]);
    assert_eq!(value, json!({"type": "array", "items": {}}));
}

#[test]
fn enumerations_stand_where_their_values_are() {
    let expected = [(RepairKind::MisplacedEnum, 1)];
    let value = schema(json!({"type": "string", "items": {"type": "string", "enum": ["a"]}}), &expected);
    assert_eq!(value, json!({"type": "string", "enum": ["a"]}));
    let value = schema(json!({"type": "array", "enum": ["a"], "items": {}}), &expected);
    assert_eq!(value, json!({"type": "array", "items": {"type": "string", "enum": ["a"]}}));
}

#[test]
fn enumerations_are_lists_of_different_values() {
    let expected = [(RepairKind::MalformedEnum, 1)];
    assert_eq!(schema(json!({"enum": ["a", "a"]}), &expected), json!({"enum": ["a"]}));
    assert_eq!(schema(json!({"enum": "a"}), &expected), json!({"enum": ["a"]}));
    assert_eq!(schema(json!({"enum": []}), &expected), json!({}));
}

#[test]
fn values_of_another_type_are_converted_or_decide() {
    let expected = [(RepairKind::EnumOfOtherType, 1)];
    let of = |stated: &str, values: Value| schema(json!({"type": stated, "enum": values}), &expected);
    assert_eq!(of("integer", json!(["1", 2]))["enum"], json!([1, 2]));
    assert_eq!(of("string", json!([1, true]))["enum"], json!(["1", "true"]));
    assert_eq!(of("boolean", json!(["true", "maybe"]))["enum"], json!([true]));
    assert_eq!(of("number", json!(["asc", "desc"])), json!({"type": "string", "enum": ["asc", "desc"]}));
    assert_eq!(of("boolean", json!(["one of these"])), json!({"type": "boolean"}));
    let expected = [(RepairKind::DefaultOfOtherType, 1)];
    assert_eq!(schema(json!({"type": "number", "default": "20"}), &expected)["default"], 20);
    assert_eq!(schema(json!({"type": "number", "default": "all"}), &expected), json!({"type": "number"}));
}

#[test]
fn values_that_are_listed_in_place_of_a_type_an_example_or_a_description_are_an_enumeration() {
    let listed = [(RepairKind::ListedValues, 1)];
    let mended = |stated: Value| {
        let value = repaired(served_schema(stated), &listed);
        schema_of(value)
    };
    let wanted = json!({"type": "string", "enum": ["asc", "desc"]});
    for kind in ["asc|desc", "asc | desc", "asc/desc"] {
        assert_eq!(mended(json!({"type": kind})), wanted, "{kind}");
    }
    let shown = json!({"type": "string", "example": "asc", "enum": ["asc", "desc"]});
    for example in ["asc|desc", "asc / desc"] {
        assert_eq!(mended(json!({"type": "string", "example": example})), shown, "{example}");
    }
    let told = mended(json!({"type": "string", "description": "The order: (asc | desc)"}));
    assert_eq!(told["enum"], wanted["enum"]);
    // Types, values with a slash in them, and lists that are one value stay what they are.
    for stated in [
        json!({"type": "string", "example": "image/png"}),
        json!({"type": "string", "example": "name|size", "description": "Fields, separated by pipes"}),
        json!({"type": "string", "format": "binary", "description": "xls|csv"}),
        json!({"type": "string", "example": "a|b", "enum": ["a"]}),
    ] {
        assert_eq!(schema_of(repaired(served_schema(stated.clone()), &[])), stated);
    }
    // Elsewhere authors know what they write.
    let other = json!({"type": "string", "example": "asc|desc"});
    assert_eq!(schema(other.clone(), &[]), other);
}

#[test]
fn a_parameter_and_a_body_list_the_values_of_what_is_in_them() {
    let parameter =
        json!({"name": "order", "in": "query", "description": "asc|desc", "schema": {"type": "string"}});
    let model =
        json!({"type": "object", "properties": {"model": {"type": "string"}, "note": {"type": "string"}}});
    let example = json!({"model": "small|large", "note": "a note | of mine"});
    let post = json!({
        "parameters": [parameter],
        "requestBody": {"content": {"application/json": {"schema": model, "example": example}}},
        "responses": {"200": {"description": ""}},
    });
    let value = repaired(served(json!({"/a": {"post": post}})), &[(RepairKind::ListedValues, 2)]);
    let post = &value["paths"]["/a"]["post"];
    assert_eq!(post["parameters"][0]["schema"]["enum"], json!(["asc", "desc"]));
    let content = &post["requestBody"]["content"]["application/json"];
    assert_eq!(content["schema"]["properties"]["model"]["enum"], json!(["small", "large"]));
    assert_eq!(content["example"], json!({"model": "small", "note": "a note | of mine"}));
    assert!(content["schema"]["properties"]["note"].get("enum").is_none());
}
