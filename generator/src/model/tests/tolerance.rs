//! Documents that are odd, and read all the same.

use serde_json::json;

use super::{good, lowered, notes, with_schema};

#[test]
fn values_of_another_json_type_are_read_as_well_as_possible() {
    let schema = json!({
        "type": "object",
        "title": 7,
        "nullable": "true",
        "required": true,
        "additionalProperties": "false",
        "properties": {"a": null, "b": "string"},
    });
    assert_eq!(
        lowered(&schema),
        json!({
            "type": "object",
            "title": "7",
            "nullable": true,
            "additionalProperties": false,
            "properties": {
                "a": {"$ref": "#/components/schemas/S/properties/a"},
                "b": {"$ref": "#/components/schemas/S/properties/b"},
            },
            "x-lowcodeapi-ignored": ["required"],
        })
    );
    insta::assert_snapshot!(notes(&with_schema(&schema)).join("\n"), @r#"
    /components/schemas/S/required: a schema's `required` lists its properties; true or false means nothing
    /components/schemas/S/additionalProperties: a boolean is expected, but it is a string
    /components/schemas/S/nullable: a boolean is expected, but it is a string
    /components/schemas/S/title: a string is expected, but it is a number
    /components/schemas/S/properties/a: a schema is expected, but it is null
    /components/schemas/S/properties/b: a schema is expected, but it is a string
    "#);
}

#[test]
fn a_document_of_nothing_but_a_version_has_an_empty_model() {
    let model = good(json!({"openapi": "3.1.0"}));
    assert!(model.operations.is_empty() && model.schemas.is_empty() && model.notes.is_empty());
}

#[test]
fn deep_but_sane_nesting_is_read() {
    let mut schema = json!({"type": "string"});
    for _ in 0..100 {
        schema = json!({"type": "object", "properties": {"inner": schema}});
    }
    assert_eq!(with_schema(&schema).schemas.len(), 101);
}
