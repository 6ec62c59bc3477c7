//! Documents that are odd, and read all the same.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{good, lowered, notes, read, with_schema};

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
                "a": "/components/schemas/S/properties/a",
                "b": "/components/schemas/S/properties/b",
            },
        })
    );
    insta::assert_snapshot!(notes(&with_schema(&schema)).join("\n"), @r#"
    /components/schemas/S/title: a string is expected, but it is a number
    /components/schemas/S/nullable: a boolean is expected, but it is a string
    /components/schemas/S/required: a schema's `required` lists its properties; true or false means nothing
    /components/schemas/S/additionalProperties: a boolean is expected, but it is a string
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

/// JSON made of what schemas are made of, put together without sense.
fn nonsense() -> impl Strategy<Value = Value> {
    let keyword = proptest::sample::select(vec![
        "type",
        "enum",
        "const",
        "items",
        "prefixItems",
        "properties",
        "required",
        "additionalProperties",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "$ref",
        "format",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "nullable",
        "discriminator",
        "patternProperties",
        "if",
        "$id",
        "examples",
        "externalDocs",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z#/%~$]{0,8}".prop_map(Value::from),
        proptest::sample::select(vec![
            "string",
            "null",
            "object",
            "integer",
            "array",
            "#/components/schemas/S"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((keyword.clone(), inner), 0..6).prop_map(|members| members
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn nonsense_is_read_or_refused_but_never_panics(schema in nonsense(), item in nonsense()) {
        let document = json!({"openapi": "3.1.0", "paths": {"/a": item}, "components": {"schemas": {"S": schema}}});
        match read(document) {
            Ok(model) => {
                for pointer in model.schemas.keys() {
                    prop_assert!(model.resolve(pointer).is_some(), "{pointer} leads nowhere");
                }
            }
            Err(error) => prop_assert!(error.problems.iter().all(|problem| problem.position.is_some())),
        }
    }
}
