//! Each deviation is repaired, counted, and not met again.

mod document;
mod operations;
mod parameters;
mod paths;
mod schemas;

use std::collections::BTreeMap;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::repair::{Repair, RepairKind, Settings, repair, tally};
use serde_json::{Value, json};

const NONE: Settings<'static> = Settings { provider: None };

fn repaired_with(value: Value, settings: &Settings<'_>) -> (Document, Vec<Repair>) {
    let mut document = Document::from_value(value, "test");
    let repairs = repair(&mut document, settings);
    let before = document.value.clone();
    assert_eq!(repair(&mut document, settings), [], "a second repair");
    assert_eq!(document.value, before, "a second repair");
    (document, repairs)
}

/// Repairs a document and checks which deviations were counted.
fn repaired(value: Value, expected: &[(RepairKind, usize)]) -> Value {
    let (document, repairs) = repaired_with(value, &NONE);
    assert_eq!(tally(&repairs), expected.iter().copied().collect::<BTreeMap<_, _>>(), "{repairs:#?}");
    document.value
}

#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn with_paths(paths: Value) -> Value {
    json!({"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": paths})
}

fn served(paths: Value) -> Value {
    let mut document = with_paths(paths);
    document["components"] =
        json!({"securitySchemes": {"T": {"type": "apiKey", "in": "query", "name": "api_token"}}});
    document
}

#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn with_schema(schema: Value) -> Value {
    let mut document = with_paths(json!({}));
    document["components"] = json!({"schemas": {"S": schema}});
    document
}

/// The same schema in a document of the service.
#[expect(clippy::needless_pass_by_value, reason = "so that json! can stand in the call")]
fn served_schema(schema: Value) -> Value {
    let mut document = served(json!({}));
    document["components"]["schemas"] = json!({"S": schema});
    document
}

/// Repairs one schema.
fn schema(schema: Value, expected: &[(RepairKind, usize)]) -> Value {
    repaired(with_schema(schema), expected)["components"]["schemas"]["S"].take()
}

fn schema_of(mut document: Value) -> Value {
    document["components"]["schemas"]["S"].take()
}

fn path(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
}

fn operation(parameters: &[Value]) -> Value {
    json!({"parameters": parameters, "responses": {"200": {"description": ""}}})
}

fn keys(document: &Value) -> Vec<&str> {
    document["paths"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_valid_document_is_not_touched() {
    let words = json!({
        "type": "object", "required": ["required", "type"],
        "properties": {
            "required": {"type": "boolean"}, "type": {"type": "string", "enum": ["file"]},
            "enum": {"type": "array", "items": {"type": "string"}}, "example": {"type": "string", "example": ""},
            "properties": {"type": "object", "properties": {"required": {"type": "string"}}},
            "api_ref": {"type": "object", "default": {"required": true, "type": "stirng"}},
        },
        "example": {"required": true, "type": "text", "items": []},
    });
    let mut value = with_paths(json!({
        "/a/{id}": {"parameters": [path("id")], "get": operation(&[])},
        "/b#One": {"post": {"requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object"}}}},
                            "responses": {"200": {"description": ""}}}},
    }));
    value["components"] = json!({"schemas": {"S": words}});
    assert_eq!(repaired(value.clone(), &[]), value);
    value.as_object_mut().unwrap().remove("paths");
    assert_eq!(repaired(value.clone(), &[]), value);
}

#[test]
fn schemas_are_repaired_wherever_they_stand() {
    let mended = |schema: &str| json!({"type": schema});
    let with = |kind: &str| {
        let event = json!({"type": "object", "properties": {"data": {"type": "string", "contentSchema": mended(kind)}}});
        let tuple = json!({"type": "array", "items": [mended(kind)], "additionalItems": mended(kind)});
        let content =
            json!({"text/event-stream": {"itemSchema": event}, "application/json": {"schema": tuple}});
        let mut value = with_paths(
            json!({"/a": {"get": {"responses": {"200": {"description": "", "content": content}}}}}),
        );
        value["openapi"] = json!("3.1.0");
        value
    };
    assert_eq!(repaired(with("stirng"), &[(RepairKind::NonstandardType, 3)]), with("string"));
}

#[test]
fn deep_documents_end() {
    let mut deep = json!({});
    for _ in 0..500 {
        deep = json!({"items": deep, "type": "array"});
    }
    let mut document = Document::from_value(with_paths(json!({})), "test");
    document.value["components"] = json!({"schemas": {"S": deep}});
    assert_eq!(repair(&mut document, &NONE), []);
}

#[test]
fn a_repair_is_told_as_a_sentence() {
    let schema = json!({
        "type": "object",
        "required": [],
        "properties": {
            "a": {"type": "array", "required": false},
            "b": {"type": "string", "enum": ["x", "x"]},
            "c": {"type": "stirng"},
        },
    });
    let mut document = Document::from_value(with_schema(schema), "test");
    document.value["paths"] = json!({"a": {"get": {"parameters": [{"name": "q", "in": "query"}]}}});
    let sentences: Vec<String> = repair(&mut document, &NONE).iter().map(Repair::sentence).collect();
    let expected = [
        "a property says by itself whether it is required, which belongs into its parent's list: it is optional",
        "a list of required properties is empty: left out",
        "an array has no `items`: they may be anything",
        "an `enum` is no list, is empty or has a value twice: now each value once",
        "a `type` is none of OpenAPI's: \"stirng\" is now \"string\"",
        "an operation has no `responses`: now one of any status, of which nothing is known",
        "a parameter has neither `schema` nor `content`: nothing is known of it",
        "a path key has no leading slash: now `/a`",
    ];
    for sentence in expected {
        assert!(sentences.iter().any(|told| told == sentence), "`{sentence}` is not among {sentences:#?}");
    }
    assert_eq!(sentences.len(), expected.len(), "{sentences:#?}");
}

#[test]
fn what_every_kind_of_repair_says_can_begin_a_sentence_of_its_own() {
    for kind in RepairKind::ALL {
        let found = kind.explanation();
        assert!(found.ends_with('.') && found.is_char_boundary(1), "{kind}: {found}");
        let sentence = Repair { kind: *kind, pointer: String::new(), detail: String::new() }.sentence();
        assert!(!sentence.ends_with('.') && !sentence.starts_with(char::is_uppercase), "{sentence}");
    }
}

#[test]
fn names_of_kinds_are_stable_and_unique() {
    let names: std::collections::BTreeSet<_> = RepairKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(names.len(), RepairKind::ALL.len());
    assert_eq!(RepairKind::BooleanRequired.to_string(), "boolean_required");
    assert!(RepairKind::BooleanRequired.explanation().starts_with("A property"));
}
