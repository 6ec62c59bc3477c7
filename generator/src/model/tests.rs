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

use super::{Additional, Error, Model, Schema, model};
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

/// What a node says, in the words of JSON Schema where they have the same meaning.
fn written(model: &Model, pointer: &str) -> Value {
    let schema = model.schema(pointer).unwrap_or_else(|| panic!("there is nothing at {pointer}"));
    let Schema { reference, kind, guessed, nullable, nothing, format, .. } = schema;
    let Schema { values, bounds, properties, required, patterns, .. } = schema;
    let Schema { unevaluated, unevaluated_items, conditional, condition, .. } = schema;
    let Schema { prefix_items, items, one_of, any_of, all_of, not, discriminator, .. } = schema;
    let Schema { unsupported, title, description, external_docs, default, examples, .. } = schema;
    let additional = |stated: &Additional| match stated {
        Additional::Allowed => json!(true),
        Additional::Forbidden => json!(false),
        Additional::Schema(pointer) => json!(pointer),
    };
    let discriminator = discriminator
        .as_ref()
        .map(|stated| json!({"propertyName": stated.property_name, "mapping": stated.mapping}));
    let flags = [("guessed", guessed), ("nullable", nullable), ("nothing", nothing)];
    let annotations = [("readOnly", &schema.read_only), ("writeOnly", &schema.write_only)];
    let flags = flags.into_iter().chain(annotations).chain([("deprecated", &schema.deprecated)]);
    let members = [
        ("$ref", json!(reference)),
        ("type", json!(kind.map(super::SchemaType::name))),
        ("format", json!(format)),
        ("enum", json!(values)),
        ("properties", json!(properties)),
        ("required", json!(required)),
        ("patternProperties", json!(patterns)),
        ("additionalProperties", json!(schema.additional.as_ref().map(additional))),
        ("unevaluatedProperties", json!(unevaluated.as_ref().map(additional))),
        ("prefixItems", json!(prefix_items)),
        ("items", json!(items)),
        ("unevaluatedItems", json!(unevaluated_items)),
        ("conditional", json!(conditional)),
        ("condition", json!(condition)),
        ("oneOf", json!(one_of)),
        ("anyOf", json!(any_of)),
        ("allOf", json!(all_of)),
        ("not", json!(not)),
        ("discriminator", json!(discriminator)),
        ("unsupported", json!(unsupported)),
        ("title", json!(title)),
        ("description", json!(description)),
        ("externalDocs", json!(external_docs)),
        ("default", json!(default)),
        ("examples", json!(examples)),
    ];
    let is_said = |value: &Value| match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        other => !other.is_null(),
    };
    let members = members.into_iter().filter(|(_, value)| is_said(value));
    let flags = flags.filter(|(_, flag)| **flag).map(|(keyword, _)| (keyword, Value::Bool(true)));
    let stated = members.chain(flags).chain(bounds.iter().cloned());
    let stated = stated.map(|(keyword, value)| (keyword.to_owned(), value));
    stated.chain(schema.extensions.clone()).collect::<Map<_, _>>().into()
}

/// What becomes of a schema.
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
fn a_schema_has_pointers_where_schemas_were() {
    assert_eq!(
        all(
            &json!({"type": "object", "properties": {"a/b": {"type": "array", "items": {"type": "string"}}}})
        ),
        json!({
            "": {"type": "object", "properties": {"a/b": "/properties/a~1b"}},
            "/properties/a~1b": {"type": "array", "items": "/properties/a~1b/items"},
            "/properties/a~1b/items": {"type": "string"},
        })
    );
}
