//! The documents in which a schema stands at a position.

use serde_json::{Value, json};

pub(super) fn shared() -> Value {
    json!({"$ref": "#/components/schemas/Shared"})
}

pub(super) fn in_json(schema: &Value) -> Value {
    json!({"application/json": {"schema": schema}})
}

pub(super) fn parameter(members: Value) -> Value {
    let path = if members["in"] == "path" { "/things/{p}" } else { "/things" };
    let mut parameter = json!({"name": "p"});
    merge(&mut parameter, members);
    let responses = json!({"200": {"description": "ok"}});
    json!({"paths": {path: {"post": {
        "operationId": "doThing", "parameters": [parameter], "responses": responses,
    }}}})
}

pub(super) fn incoming(body: &Value, answer: &Value) -> Value {
    json!({"post": {"requestBody": body, "responses": {"200": answer}}})
}

pub(super) fn body(media_type: &str, schema: &Value) -> Value {
    json!({"required": true, "content": {media_type: {"schema": schema}}})
}

pub(super) fn answer(schema: &Value) -> Value {
    json!({"description": "it", "content": {"application/json": {"schema": schema}}})
}

pub(super) fn sent(media_type: &str, schema: &Value) -> Value {
    operation(json!({"requestBody": body(media_type, schema)}))
}

pub(super) fn operation(members: Value) -> Value {
    let mut operation = json!({"operationId": "doThing", "responses": {"200": {"description": "ok"}}});
    merge(&mut operation, members);
    json!({"paths": {"/things": {"post": operation}}})
}

pub(super) fn with_components(mut document: Value, components: Value) -> Value {
    document["components"] = components;
    document
}

pub(super) fn merge(one: &mut Value, other: Value) {
    let (Value::Object(one), Value::Object(other)) = (one, other) else { unreachable!("both are objects") };
    one.extend(other);
}

/// A document of a version, in which nothing else differs.
pub(super) fn document(version: &str, part: Value) -> Value {
    let mut document = json!({"openapi": version, "info": {"title": "Things", "version": "1"}});
    merge(&mut document, part);
    document
}
