//! Goes through a document by OpenAPI's structure and hands each node to the repairs of its sort.
//!
//! Only positions that hold a schema are taken for one, so a property *named* `required` or `enum` is safe, and so is
//! whatever stands in examples, defaults and extensions.

use serde_json::{Map, Value};

use super::spot::Spot;
use super::{METHODS, bodies, credentials, examples, operations, parameters, prose, schemas, types, values};

type Object = Map<String, Value>;
type Visit = fn(&mut Object, &mut Spot);

/// The repairs of a schema, in the order in which they build on each other.
const SCHEMA: &[Visit] = &[
    schemas::misspelt_keyword,
    schemas::boolean_required,
    schemas::repeated_required,
    schemas::empty_required,
    types::nonstandard_type,
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
    credentials::parameter,
    examples::filler_example,
];

const OPERATION: &[Visit] = &[
    operations::external_docs_keys,
    operations::external_docs_without_url,
    operations::missing_responses,
    operations::unknown_operation_key,
];

pub(super) fn document(root: &mut Object, spot: &mut Spot) {
    operations::external_docs_without_url(root, spot);
    each(root, "tags", spot, operations::external_docs_without_url);
    within(root, "components", spot, |components, spot| {
        each(components, "schemas", spot, schema);
        each(components, "parameters", spot, parameter);
        each(components, "headers", spot, header);
        each(components, "requestBodies", spot, request_body);
        each(components, "responses", spot, response);
        each(components, "callbacks", spot, callback);
        each(components, "pathItems", spot, path_item);
    });
    each(root, "webhooks", spot, path_item);
    within(root, "paths", spot, |paths, spot| {
        for (key, item) in paths.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
            if let Value::Object(item) = item {
                spot.inside(key, |spot| path_item(item, spot));
            }
        }
    });
}

fn path_item(item: &mut Object, spot: &mut Spot) {
    operations::upper_case_method(item, spot);
    parameter_list(item, spot);
    for method in METHODS {
        within(item, method, spot, operation);
    }
}

fn operation(operation: &mut Object, spot: &mut Spot) {
    apply(OPERATION, operation, spot);
    parameter_list(operation, spot);
    within(operation, "requestBody", spot, request_body);
    bodies::empty_required_body(operation, spot);
    each(operation, "responses", spot, response);
    each(operation, "callbacks", spot, callback);
}

fn callback(callback: &mut Object, spot: &mut Spot) {
    for (expression, item) in callback.iter_mut().filter(|(key, _)| !key.starts_with("x-")) {
        if let Value::Object(item) = item {
            spot.inside(expression, |spot| path_item(item, spot));
        }
    }
}

fn parameter_list(owner: &mut Object, spot: &mut Spot) {
    parameters::duplicate_parameter(owner, spot);
    each(owner, "parameters", spot, parameter);
}

fn parameter(parameter: &mut Object, spot: &mut Spot) {
    if !is_reference(parameter) {
        apply(PARAMETER, parameter, spot);
        header(parameter, spot);
    }
}

fn header(header: &mut Object, spot: &mut Spot) {
    within(header, "schema", spot, schema);
    each(header, "content", spot, media_type);
}

fn request_body(body: &mut Object, spot: &mut Spot) {
    parameters::string_required(body, spot);
    each(body, "content", spot, media_type);
    bodies::multipart_without_file(body, spot);
}

fn response(response: &mut Object, spot: &mut Spot) {
    if !is_reference(response) {
        operations::missing_description(response, spot);
    }
    each(response, "headers", spot, header);
    each(response, "content", spot, media_type);
}

fn media_type(media: &mut Object, spot: &mut Spot) {
    within(media, "schema", spot, schema);
    examples::filler_members(media, spot);
    each(media, "encoding", spot, |encoding, spot| each(encoding, "headers", spot, header));
}

fn schema(node: &mut Object, spot: &mut Spot) {
    if is_reference(node) {
        // What stands beside a reference has no meaning in 3.0, and little in 3.1.
        return;
    }
    apply(SCHEMA, node, spot);
    for (key, child) in node {
        match key.as_str() {
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "allOf"
            | "anyOf" | "oneOf" | "prefixItems" => all(child, key, spot, schema),
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties" => {
                if let Value::Object(child) = child {
                    spot.inside(key, |spot| schema(child, spot));
                }
            }
            _ => {}
        }
    }
}

pub(super) fn is_reference(node: &Object) -> bool {
    node.get("$ref").is_some_and(Value::is_string)
}

fn apply(repairs: &[Visit], node: &mut Object, spot: &mut Spot) {
    for repair in repairs {
        repair(node, spot);
    }
}

/// Visits a member that is an object.
pub(super) fn within(
    parent: &mut Object,
    name: &str,
    spot: &mut Spot,
    visit: impl FnOnce(&mut Object, &mut Spot),
) {
    if let Some(Value::Object(child)) = parent.get_mut(name) {
        spot.inside(name, |spot| visit(child, spot));
    }
}

/// Visits the objects in a member that is a map or a list.
fn each(parent: &mut Object, name: &str, spot: &mut Spot, visit: Visit) {
    if let Some(children) = parent.get_mut(name) {
        all(children, name, spot, visit);
    }
}

/// Visits the objects in a map or list called `name`.
fn all(children: &mut Value, name: &str, spot: &mut Spot, visit: Visit) {
    match children {
        Value::Object(children) => spot.inside(name, |spot| {
            for (key, child) in children {
                if let Value::Object(child) = child {
                    spot.inside(key, |spot| visit(child, spot));
                }
            }
        }),
        Value::Array(children) => spot.inside(name, |spot| {
            for (index, child) in children.iter_mut().enumerate() {
                if let Value::Object(child) = child {
                    spot.inside(&index.to_string(), |spot| visit(child, spot));
                }
            }
        }),
        _ => {}
    }
}
