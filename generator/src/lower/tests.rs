//! Minimal documents and what becomes of them.

mod answers;
mod calls;
mod chosen;
mod dump;
mod examples;
mod idempotency;
mod incoming;
mod meaning;
mod media;
mod members;
mod names;
mod operations;
mod pages;
mod parts;
mod schemas;
mod select;
mod servers;
mod unions;

use serde_json::{Value, json};

use super::lower;
use crate::api::{Api, DegradationKind, Flavour, Settings, Shape, Type};
use crate::document::Document;
use crate::model::model;
use crate::names::Names;

/// A client of a service that is as its document says.
fn openapi() -> Settings {
    Settings { flavour: Flavour::OpenApi, ..Settings::default() }
}

/// What a document becomes.
fn api_of(document: &Value, settings: &Settings) -> Api {
    let document = Document::from_value(document.clone(), "test.json");
    let model = model(&document).expect("the test's document is well-formed");
    lower(&model, settings, &Names::default()).expect("nothing in it is refused").0
}

/// An answer in JSON.
fn answer(schema: &Value) -> Value {
    json!({"description": "", "content": {"application/json": {"schema": schema}}})
}

/// What an operation that sends `schema` becomes, with these components.
fn sent(schema: &Value, components: &Value) -> Api {
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
        "paths": {"/things": {"post": {
            "operationId": "makeThing",
            "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}},
            "responses": {"204": {"description": "made"}}
        }}},
        "components": {"schemas": components}
    });
    api_of(&document, &openapi())
}

/// A document with one operation at `/things/{id}`.
fn operation(operation: &Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/things/{id}": {"get": operation}}
    })
}

fn named<'a>(api: &'a Api, name: &str) -> &'a Type {
    api.types.iter().find(|ty| ty.name.rust == name).unwrap_or_else(|| {
        let names: Vec<_> = api.types.iter().map(|ty| &ty.name.rust).collect();
        panic!("`{name}` is a type, among {names:?}")
    })
}

fn field<'a>(api: &'a Api, ty: &str, field: &str) -> &'a crate::api::Field {
    let Shape::Struct(structure) = &named(api, ty).shape else { panic!("`{ty}` is a struct") };
    structure.fields.iter().find(|member| member.name.rust == field).expect("the field exists")
}

fn degraded(api: &Api, kind: DegradationKind) -> Vec<&str> {
    let degradations = api.degradations.iter().filter(|degradation| degradation.kind == kind);
    degradations.map(|degradation| degradation.origin.0.as_str()).collect()
}
