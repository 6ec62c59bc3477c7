//! Goes through a document by OpenAPI's structure and hands each node to the repairs of its sort.
//!
//! Only positions that hold a schema are taken for one, so a property *named* `required` or `enum` is safe, and so is
//! whatever stands in examples, defaults and extensions.

use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::{
    METHODS, bodies, credentials, examples, listed, operations, parameters, prose, schemas, types, uploads,
    values,
};
use crate::document::{Members as _, OTHER_METHODS, Subschemas, subschemas};

type Object = Map<String, Value>;
type Visit = fn(&mut Object, &mut Cursor);

/// The repairs of a schema, in the order in which they build on each other.
const SCHEMA: &[Visit] = &[
    schemas::misspelt_keyword,
    schemas::boolean_required,
    schemas::repeated_required,
    schemas::empty_required,
    listed::schema,
    types::nonstandard_type,
    uploads::file_with_values,
    values::malformed_enum,
    values::misplaced_enum,
    prose::prose_enum,
    values::enum_of_other_type,
    values::default_of_other_type,
    schemas::array_without_items,
    credentials::member,
    examples::filler_example,
];

const PARAMETER: &[Visit] = &[
    parameters::missing_schema,
    parameters::string_required,
    parameters::optional_path_parameter,
    listed::parameter,
    credentials::parameter,
    examples::filler_example,
];

const OPERATION: &[Visit] = &[
    operations::external_docs_keys,
    operations::external_docs_without_url,
    operations::missing_responses,
    operations::unknown_operation_key,
];

pub(super) fn document(root: &mut Object, cursor: &mut Cursor) {
    operations::external_docs_without_url(root, cursor);
    each(root, "tags", cursor, operations::external_docs_without_url);
    within(root, "components", cursor, |components, cursor| {
        each(components, "schemas", cursor, schema);
        each(components, "parameters", cursor, parameter);
        each(components, "headers", cursor, header);
        each(components, "requestBodies", cursor, request_body);
        each(components, "responses", cursor, response);
        each(components, "mediaTypes", cursor, media_type);
        each(components, "callbacks", cursor, callback);
        each(components, "pathItems", cursor, path_item);
    });
    each(root, "webhooks", cursor, path_item);
    within(root, "paths", cursor, |paths, cursor| {
        for (key, item) in paths.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
            if let Value::Object(item) = item {
                cursor.inside(key, |cursor| path_item(item, cursor));
            }
        }
    });
}

fn path_item(item: &mut Object, cursor: &mut Cursor) {
    operations::upper_case_method(item, cursor);
    parameter_list(item, cursor);
    for method in METHODS {
        within(item, method, cursor, operation);
    }
    each(item, OTHER_METHODS, cursor, operation);
}

fn operation(operation: &mut Object, cursor: &mut Cursor) {
    apply(OPERATION, operation, cursor);
    parameter_list(operation, cursor);
    within(operation, "requestBody", cursor, request_body);
    bodies::empty_required_body(operation, cursor);
    each(operation, "responses", cursor, response);
    each(operation, "callbacks", cursor, callback);
}

fn callback(callback: &mut Object, cursor: &mut Cursor) {
    for (expression, item) in callback.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
        if let Value::Object(item) = item {
            cursor.inside(expression, |cursor| path_item(item, cursor));
        }
    }
}

fn parameter_list(owner: &mut Object, cursor: &mut Cursor) {
    parameters::duplicate_parameter(owner, cursor);
    each(owner, "parameters", cursor, parameter);
}

fn parameter(parameter: &mut Object, cursor: &mut Cursor) {
    if !is_reference(parameter) {
        apply(PARAMETER, parameter, cursor);
        header(parameter, cursor);
        // What a schema says of its type is only understood by now.
        parameters::comma_separated(parameter, cursor);
    }
}

fn header(header: &mut Object, cursor: &mut Cursor) {
    within(header, "schema", cursor, schema);
    each(header, "content", cursor, media_type);
}

fn request_body(body: &mut Object, cursor: &mut Cursor) {
    parameters::string_required(body, cursor);
    each(body, "content", cursor, media_type);
    bodies::multipart_without_file(body, cursor);
}

fn response(response: &mut Object, cursor: &mut Cursor) {
    if !is_reference(response) {
        operations::missing_description(response, cursor);
    }
    each(response, "headers", cursor, header);
    each(response, "content", cursor, media_type);
}

fn media_type(media: &mut Object, cursor: &mut Cursor) {
    within(media, "schema", cursor, schema);
    within(media, "itemSchema", cursor, schema);
    examples::filler_members(media, cursor);
    listed::members(media, cursor);
    each(media, "encoding", cursor, |encoding, cursor| each(encoding, "headers", cursor, header));
}

fn schema(node: &mut Object, cursor: &mut Cursor) {
    if is_reference(node) {
        // What stands beside a reference has no meaning in 3.0, and little in 3.1.
        return;
    }
    apply(SCHEMA, node, cursor);
    for (key, child) in node {
        match (subschemas(key), child) {
            (Some(Subschemas::Listed), Value::Object(child)) => {
                cursor.inside(key, |cursor| schema(child, cursor));
            }
            (Some(_), child) => all(child, key, cursor, schema),
            (None, _) => {}
        }
    }
}

pub(super) fn is_reference(node: &Object) -> bool {
    node.member("$ref").is_some_and(Value::is_string)
}

fn apply(repairs: &[Visit], node: &mut Object, cursor: &mut Cursor) {
    for repair in repairs {
        repair(node, cursor);
    }
}

/// Visits a member that is an object.
pub(super) fn within(
    parent: &mut Object,
    name: &str,
    cursor: &mut Cursor,
    visit: impl FnOnce(&mut Object, &mut Cursor),
) {
    if let Some(Value::Object(child)) = parent.member_mut(name) {
        cursor.inside(name, |cursor| visit(child, cursor));
    }
}

/// Visits the objects in a member that is a map or a list.
fn each(parent: &mut Object, name: &str, cursor: &mut Cursor, visit: Visit) {
    if let Some(children) = parent.member_mut(name) {
        all(children, name, cursor, visit);
    }
}

/// Visits the objects in a map or list called `name`.
fn all(children: &mut Value, name: &str, cursor: &mut Cursor, visit: Visit) {
    match children {
        Value::Object(children) => cursor.inside(name, |cursor| {
            for (key, child) in children {
                if let Value::Object(child) = child {
                    cursor.inside(key, |cursor| visit(child, cursor));
                }
            }
        }),
        Value::Array(children) => cursor.inside(name, |cursor| {
            for (index, child) in children.iter_mut().enumerate() {
                if let Value::Object(child) = child {
                    cursor.inside(&index.to_string(), |cursor| visit(child, cursor));
                }
            }
        }),
        _ => {}
    }
}
