//! Documents of every kind: no operation is lost, a repaired document stays as it is, and each has a model.

mod support;

use std::path::Path;

use lowcodeapi_generator::document::Document;
use lowcodeapi_generator::extensions::LEFT_OUT;
use lowcodeapi_generator::{model, read, repair};
use serde_json::Value;
use support::{DocumentKind, documents};

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Where OpenAPI 3.2 keeps operations of other methods.
const OTHERS: &str = "additionalOperations";

/// The operations of a document as it stands, whatever their methods are called.
fn operations(document: &Value) -> usize {
    let items = document["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let items: Vec<_> = items.filter_map(Value::as_object).collect();
    let others = items.iter().filter_map(|item| item.get(OTHERS)?.as_object());
    let members = items.iter().copied().chain(others).flatten();
    let is_operation = |method: &str| !["parameters", OTHERS].contains(&method);
    members.filter(|(method, value)| is_operation(method) && value.is_object()).count()
}

fn routes(definition: &Value) -> usize {
    let definition = definition.get("res").unwrap_or(definition);
    match &definition["routes"] {
        Value::Array(routes) => routes.len(),
        Value::Object(routes) => routes.len(),
        other => panic!("there are routes, not {other}"),
    }
}

fn check(file: &Path, count: impl Fn(&Value) -> usize) {
    let name = file.display().to_string();
    let bytes = std::fs::read(file).expect("the file was listed");
    let mut document = read::read(&bytes, &name).unwrap_or_else(|error| panic!("{error:?}"));
    let stated = match serde_json::from_slice(&bytes) {
        Ok(raw) => count(&raw),
        // YAML has no other form.
        Err(_) => count(&document.value),
    };
    repair::repair(&mut document, &repair::Settings::default());
    let left_out = document.value[LEFT_OUT].as_array().map_or(0, Vec::len);
    assert_eq!(operations(&document.value) + left_out, stated, "operations of {name}");

    let mut again = document.clone();
    let repairs = repair::repair(&mut again, &repair::Settings::default());
    assert_eq!(repairs, [], "a second repair of {name}");
    assert_eq!(again.value, document.value, "a second repair of {name}");
    has_a_model(&document, &name);
}

/// Whether the model has each operation there is.
fn has_a_model(document: &Document, name: &str) {
    let model = model::model(document).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    let items = || document.value["paths"].as_object().into_iter().flatten().map(|(_, item)| item);
    let stated = items().flat_map(|item| METHODS.iter().filter(|method| item.get(method).is_some())).count();
    // An item that refers to another has the other's operations too, and some have more methods.
    let refers = items().any(|item| item.get("$ref").is_some() || item.get(OTHERS).is_some());
    let has = model.operations.len();
    assert!(has == stated || refers && has > stated, "{name} has lost operations: {has} of {stated}");
}

#[test]
fn served_documents_keep_their_operations_and_are_repaired_once() {
    for file in documents(DocumentKind::Served) {
        check(&file, operations);
    }
}

#[test]
fn raw_definitions_keep_their_routes_and_are_repaired_once() {
    for file in documents(DocumentKind::Definition) {
        check(&file, routes);
    }
}

#[test]
fn general_documents_keep_their_operations_and_are_repaired_once() {
    for file in documents(DocumentKind::General) {
        check(&file, operations);
    }
}
