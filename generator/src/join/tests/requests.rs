//! Parameters and bodies that a companion knows more of.

use serde_json::{Value, json};

use super::super::join;
use super::{companion, joined, operation, served};

#[test]
fn parameters_get_the_types_and_words_they_lack_and_stay_where_they_are() {
    let own = json!({ "parameters": [
        { "name": "id", "in": "path", "required": true, "schema": { "type": "number" } },
        { "name": "sort", "in": "query", "description": "sort", "schema": { "type": "string" } },
        { "name": "tags", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
        { "name": "ids", "in": "query", "schema": { "type": "array", "items": {} } },
    ] });
    let native = json!({
        "parameters": [
            { "name": "order", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } },
            { "name": "sort", "in": "query", "description": "By what", "schema": { "type": "string", "enum": ["a", "b"] } },
            { "name": "tags", "in": "query", "schema": { "type": "string" } },
            { "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } },
            { "name": "more", "in": "query", "schema": { "type": "string" } },
        ],
        "responses": {},
    });
    let (document, report) = joined(&own, &native, &json!({}));
    let parameters = document.pointer("/paths/~1v1~1orders~1{id}/put/parameters").unwrap();
    let expected = json!([
        { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } },
        { "name": "sort", "in": "query", "description": "By what", "schema": { "type": "string", "enum": ["a", "b"] } },
        { "name": "tags", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
        { "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } },
    ]);
    assert_eq!(parameters, &expected);
    let told: Vec<_> = report
        .disagreements
        .iter()
        .map(|one| (one.pointer.as_str(), one.place.as_str(), one.detail.as_str()))
        .collect();
    let (own, native) =
        ("/paths/~1v1~1orders~1{id}/put/parameters", "shop.json#/paths/~1orders~1{order}/put/parameters");
    assert_eq!(
        told,
        [
            (
                &*format!("{own}/0/schema"),
                &*format!("{native}/0/schema"),
                "a number for LowCodeAPI, text for the provider: text is sent"
            ),
            (
                &*format!("{own}/2/schema"),
                &*format!("{native}/2/schema"),
                "`array` for LowCodeAPI, `string` for the provider: it stays `array`"
            ),
        ]
    );
}

#[test]
fn a_list_in_the_words_of_a_companion_is_sent_with_commas() {
    let text = json!({ "type": "string" });
    let own = json!({ "parameters": [
        { "name": "ids", "in": "query", "required": true, "schema": text },
        { "name": "fields", "in": "query", "style": "form", "explode": false, "schema": { "type": "array", "items": text } },
        { "name": "tags", "in": "query", "schema": text },
    ] });
    let native = json!({
        "parameters": [
            { "name": "ids", "in": "query", "description": "A comma-separated list of ids", "schema": text },
            { "name": "fields", "in": "query", "schema": text },
            { "name": "tags", "in": "query", "schema": { "type": "string", "description": "Tags, separated by commas" } },
        ],
        "responses": {},
    });
    let (document, report) = joined(&own, &native, &json!({}));
    let parameters = document.pointer("/paths/~1v1~1orders~1{id}/put/parameters").unwrap();
    for (at, name) in ["ids", "fields", "tags"].iter().enumerate() {
        assert_eq!(parameters[at]["name"], *name);
        assert_eq!(parameters[at]["explode"], false, "{name}");
        assert_eq!(parameters[at]["schema"], json!({ "type": "array", "items": text }), "{name}");
    }
    assert!(report.disagreements.is_empty(), "{:?}", report.disagreements);
}

fn body(schema: &Value) -> Value {
    json!({ "requestBody": { "content": { "application/json": { "schema": schema } } }, "responses": {} })
}

const BODY: &str = "/paths/~1v1~1orders~1{id}/put/requestBody";

#[test]
fn a_body_nobody_describes_is_the_companions() {
    let native = json!({
        "requestBody": { "required": true, "content": { "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/New" } } } },
        "responses": {},
    });
    let (document, _) = joined(&json!({}), &native, &json!({ "New": { "type": "object" } }));
    let expected = json!({ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/New" } } }, "required": true });
    assert_eq!(document.pointer(BODY), Some(&expected));
}

#[test]
fn a_get_takes_no_body_from_a_companion() {
    let get = operation("https://shop.example/v1/orders", &json!({}));
    let mut document = served(&json!({ "/v1/orders": { "get": get } }));
    let companion =
        companion(&json!({ "/orders": { "get": body(&json!({ "type": "object" })) } }), &json!({}));
    let report = join(&mut document, &[companion]);
    assert_eq!(report.matched.len(), 1);
    assert_eq!(document.value.pointer("/paths/~1v1~1orders/get/requestBody"), None);
}

#[test]
fn a_body_that_says_less_is_completed() {
    let mut own = body(&json!({ "type": "object", "required": ["name"], "properties": {
        "name": { "type": "string", "description": "How it is called" },
        "count": { "type": "number" },
        "lines": { "type": "array", "items": { "type": "object", "properties": {} } },
        "note": { "type": "string" },
    } }));
    own["parameters"] = json!([{ "name": "dry", "in": "query", "schema": { "type": "boolean" } }]);
    let native = body(
        &json!({ "allOf": [{ "$ref": "#/components/schemas/New" }, { "properties": { "dry": { "type": "boolean" } } }] }),
    );
    let schemas = json!({
        "New": { "type": "object", "required": ["extra"], "properties": {
            "name": { "$ref": "#/components/schemas/Name" }, "count": { "type": "integer" },
            "lines": { "type": "array", "items": { "$ref": "#/components/schemas/Line" } },
            "note": { "type": "object" }, "extra": { "type": "string" },
        } },
        "Name": { "type": "string", "enum": ["a"] },
        "Line": { "type": "object", "properties": { "sku": { "type": "string" } } },
    });
    let (document, report) = joined(&own, &native, &schemas);
    let schema = document.pointer(&format!("{BODY}/content/application~1json/schema")).unwrap();
    let expected = json!({ "type": "object", "required": ["name"], "properties": {
        "name": { "description": "How it is called", "allOf": [{ "$ref": "#/components/schemas/Name" }] },
        "count": { "type": "integer" },
        "lines": { "type": "array", "items": { "$ref": "#/components/schemas/Line" } },
        "note": { "type": "string" },
        "extra": { "type": "string" },
    } });
    assert_eq!(schema, &expected);
    assert_eq!(report.disagreements.len(), 1);
}
