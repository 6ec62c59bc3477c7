//! What is drawn is what the schema allows, and all of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;
use crate::schema::{Validators, Verdict};

/// So many of a component's instances.
fn drawn(schemas: &Value, name: &str, count: usize) -> Vec<String> {
    let document = json!({"components": {"schemas": schemas}});
    let pointer = format!("/components/schemas/{name}");
    let schema = document.pointer(&pointer).expect("it is there");
    let draw = Draw::new(&document);
    let validators = Validators::new(&document, &[pointer]);
    let mut found = BTreeSet::new();
    for number in 0..count {
        let instance = draw.instance(schema, number, None).expect("it can be drawn").value;
        assert_ne!(validators.judge(0, &instance.value()), Verdict::Invalid, "{instance}");
        found.insert(instance.to_string());
    }
    found.into_iter().collect()
}

#[test]
fn every_way_of_every_choice_is_seen() {
    let schemas = json!({"A": {
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {"enum": ["x", "y", "z"]},
            "b": {"oneOf": [{"type": "boolean"}, {"type": "null"}, {"$ref": "#/components/schemas/B"}]},
            "c": {"type": "array", "items": {"type": "integer", "minimum": 3, "maximum": 3}},
        },
    }, "B": {"type": "string", "const": "b"}});
    let all = drawn(&schemas, "A", 24).join("\n");
    for part in [
        "\"x\"",
        "\"y\"",
        "\"z\"",
        "\"b\":true",
        "\"b\":null",
        "\"b\":\"b\"",
        "[]",
        "[3]",
        "[3,3,3]",
        "{\"a\":\"x\"}\n",
    ] {
        assert!(all.contains(part), "{part} is not in\n{all}");
    }
}

#[test]
fn bounds_formats_and_patterns_hold() {
    let schemas = json!({"A": {"type": "object", "required": ["i", "n", "p", "s", "u", "m"], "properties": {
        "i": {"type": "integer", "minimum": 0, "exclusiveMaximum": 9, "multipleOf": 4},
        "n": {"type": "number", "exclusiveMinimum": 0, "maximum": 0.5},
        "p": {"type": "string", "pattern": "^[A-Z]{2}\\d+(-x)?$", "maxLength": 6},
        "s": {"type": "string", "minLength": 12, "maxLength": 12},
        "u": {"type": "integer", "minimum": 0},
        "m": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "boolean"}},
    }}});
    let all = drawn(&schemas, "A", 30).join("\n");
    assert!(all.contains("\"u\":18446744073709551615"), "none is below zero, so there is room above\n{all}");
}

#[test]
fn what_contains_itself_ends() {
    let schemas = json!({
        "A": {"type": "object", "required": ["next"], "properties": {"next": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}}},
        "B": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/components/schemas/B"}}},
    });
    assert!(drawn(&schemas, "A", 9).len() > 2);
    let document = json!({"components": {"schemas": schemas}});
    let schema = &document["components"]["schemas"]["B"];
    assert!(Draw::new(&document).instance(schema, 0, None).is_none(), "no value is that");
}

#[test]
fn an_alternative_has_the_tag_that_means_it() {
    let schemas = json!({
        "U": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cow"}],
            "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/components/schemas/Cat"}},
        },
        "Cat": {"type": "object", "properties": {"kind": {"type": "string"}}},
        "Dog": {"type": "object"},
        "Cow": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "moo"}}},
        "Pet": {"type": "object", "discriminator": {"propertyName": "as"}, "required": ["as"], "properties": {"as": {"type": "string"}}},
        "Fish": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"fins": {"type": "boolean"}}}]},
    });
    let all = drawn(&schemas, "U", 6).join("\n");
    for tag in ["\"kind\":\"feline\"", "\"kind\":\"Dog\"", "\"kind\":\"moo\""] {
        assert!(all.contains(tag), "{tag} is not in\n{all}");
    }
    let base = drawn(&schemas, "Pet", 2);
    assert!(base.iter().all(|one| one.contains("\"as\":\"Fish\"")), "{base:?}");
}

#[test]
fn what_no_schema_has_is_put_in_where_it_is_asked_for() {
    let document = json!({"a": {"type": "object", "properties": {
        "e": {"enum": ["x"]}, "f": {"enum": [1, 2]}, "g": {"type": "object", "additionalProperties": {"type": "string"}},
    }}});
    let schema = &document["a"];
    let draw = Draw::new(&document);
    let plain = draw.instance(schema, 0, None).expect("it can be drawn");
    assert_eq!((plain.listed, plain.objects), (2, 1));
    let put = |put| draw.instance(schema, 0, Some(put)).expect("it can be drawn").value.to_string();
    assert!(put(Put::Unlisted(0)).contains("\"e\":\"not listed: +1\""));
    assert!(put(Put::Unlisted(1)).contains("\"f\":918273645"));
    assert!(put(Put::Undeclared(0)).contains(UNDECLARED));
}
