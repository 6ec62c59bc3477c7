//! `oneOf`, `anyOf`, `allOf`, `not` and the discriminator.

use serde_json::json;

use super::{all, good, lowered, written};

#[test]
fn a_null_alternative_makes_the_whole_nullable() {
    assert_eq!(
        all(&json!({"anyOf": [{"type": "string"}, {"type": "null"}]})),
        json!({
            "": {"anyOf": ["/anyOf/0"], "nullable": true},
            "/anyOf/0": {"type": "string"},
        })
    );
}

#[test]
fn parts_beside_properties_keep_both() {
    assert_eq!(
        lowered(
            &json!({"type": "object", "properties": {"a": {}}, "allOf": [{"type": "object"}], "not": {}})
        ),
        json!({
            "type": "object",
            "properties": {"a": "/components/schemas/S/properties/a"},
            "allOf": ["/components/schemas/S/allOf/0"],
            "not": "/components/schemas/S/not",
        })
    );
}

#[test]
fn an_empty_list_of_parts_is_none() {
    assert_eq!(lowered(&json!({"oneOf": [], "properties": {"a": {}}}))["type"], json!("object"));
}

#[test]
fn mapped_names_and_references_are_both_pointers() {
    let model = good(json!({"openapi": "3.0.3", "paths": {}, "components": {"schemas": {
        "Pet": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}],
            "discriminator": {"propertyName": "kind", "mapping": {
                "cat": "Cat", "tom": "#/components/schemas/Cat", "dog": "dog.json",
            }},
        },
        "Cat": {"type": "object"},
    }}}));
    assert_eq!(
        written(&model, "/components/schemas/Pet")["discriminator"],
        json!({"propertyName": "kind", "mapping": {
            "cat": "/components/schemas/Cat", "tom": "/components/schemas/Cat", "dog": "dog.json",
        }})
    );
}

#[test]
fn a_discriminator_may_be_a_string_as_in_swagger_2() {
    assert_eq!(
        lowered(&json!({"type": "object", "discriminator": "kind"})),
        json!({"type": "object", "discriminator": {"propertyName": "kind", "mapping": {}}})
    );
}
