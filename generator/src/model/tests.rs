//! What the model makes of minimal documents.

mod bytes_and_bounds;
mod composition;
mod documents;
mod errors;
mod operations;
mod references;
mod tolerance;
mod types;

use serde_json::{Map, Value, json};

use super::{Error, Model, SchemaNode, model};
use crate::document::Document;

fn read(document: Value) -> Result<Model, Error> {
    model(&Document::from_value(document, "test.json"))
}

fn good(document: Value) -> Model {
    read(document).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)))
}

/// The model of a document that has one schema, named `S`.
fn with_schema(schema: &Value) -> Model {
    good(json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"S": schema}}}))
}

/// A schema as openapiv3 writes it; a reference with what stands beside it.
fn written(model: &Model, pointer: &str) -> Value {
    match model.schema(pointer).unwrap_or_else(|| panic!("there is nothing at {pointer}")) {
        SchemaNode::Schema(schema) => json!(schema),
        SchemaNode::Reference(reference) => {
            let mut members = Map::from_iter([("$ref".to_owned(), json!(reference.target))]);
            members.extend(json!(reference.data).as_object().cloned().unwrap_or_default());
            members.into()
        }
    }
}

/// What becomes of a schema, as openapiv3 writes it.
fn lowered(schema: &Value) -> Value {
    written(&with_schema(schema), "/components/schemas/S")
}

/// What becomes of a schema and those in it: pointers, from the schema on, and schemas.
fn all(schema: &Value) -> Value {
    const ROOT: &str = "/components/schemas/S";
    let model = with_schema(schema);
    let schemas = model.schemas.keys().map(|pointer| {
        let written = written(&model, pointer).to_string().replace(ROOT, "");
        (pointer.replace(ROOT, ""), written.parse().expect("it is still JSON"))
    });
    schemas.collect::<Map<_, _>>().into()
}

fn notes(model: &Model) -> Vec<String> {
    model.notes.iter().map(|note| format!("{}: {}", note.pointer, note.detail)).collect()
}

#[test]
fn a_schema_has_references_where_schemas_were() {
    assert_eq!(
        all(
            &json!({"type": "object", "properties": {"a/b": {"type": "array", "items": {"type": "string"}}}})
        ),
        json!({
            "": {"type": "object", "properties": {"a/b": {"$ref": "#/properties/a~1b"}}},
            "/properties/a~1b": {"type": "array", "items": {"$ref": "#/properties/a~1b/items"}},
            "/properties/a~1b/items": {"type": "string"},
        })
    );
}
