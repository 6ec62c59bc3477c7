//! Other ways to write a document.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// The order in which so many members or items stand.
type Arrange<'a> = dyn FnMut(usize) -> Vec<usize> + 'a;

/// The keys of all objects and the items of lists whose order says nothing, arranged anew.
pub(super) fn reordered(document: &Value, arrange: &mut Arrange<'_>) -> Value {
    arranged(document, "", arrange)
}

fn arranged(value: &Value, key: &str, arrange: &mut Arrange<'_>) -> Value {
    const UNORDERED: [&str; 8] =
        ["allOf", "anyOf", "enum", "oneOf", "parameters", "required", "security", "type"];
    match value {
        // Schemas are taken from examples, members in their order.
        value if is_instance(key) => value.clone(),
        Value::Object(members) => {
            let members: Vec<_> = members.iter().collect();
            let ordered = arrange(members.len()).into_iter().map(|at| members[at]);
            ordered.map(|(key, value)| (key.clone(), arranged(value, key, arrange))).collect()
        }
        Value::Array(items) if UNORDERED.contains(&key) => {
            arrange(items.len()).into_iter().map(|at| arranged(&items[at], "", arrange)).collect()
        }
        Value::Array(items) => items.iter().map(|item| arranged(item, "", arrange)).collect(),
        other => other.clone(),
    }
}

/// Whether what stands under a key is a value of a service, not a part of its description.
fn is_instance(key: &str) -> bool {
    ["const", "default", "example", "examples"].contains(&key) || key.starts_with("x-")
}

/// Everything stated that holds where nothing is said.
pub(super) fn with_defaults(document: &Value) -> Value {
    let mut document = schemas(document, &|mut schema| {
        let is = |ty: &str| schema.get("type").and_then(Value::as_str) == Some(ty);
        let defaults: &[(&str, Value)] = match () {
            () if is("string") => &[("minLength", json!(0)), ("pattern", json!(""))],
            () if is("array") => &[("minItems", json!(0)), ("uniqueItems", json!(false))],
            () if is("object") => &[("minProperties", json!(0)), ("required", json!([]))],
            () => &[],
        };
        let flags = ["deprecated", "readOnly", "writeOnly"].map(|flag| (flag, json!(false)));
        if !schema.contains_key("$ref") {
            for (key, value) in defaults.iter().chain(&flags) {
                schema.entry(*key).or_insert_with(|| value.clone());
            }
        }
        schema
    });
    if let Some(document) = document.as_object_mut() {
        for list in ["security", "tags"] {
            document.entry(list).or_insert_with(|| json!([]));
        }
    }
    described(&document, "", &|key, node| {
        let location = node.get("in").and_then(Value::as_str).map(str::to_owned);
        match (key, location.as_deref()) {
            ("parameters", Some(location)) if node.contains_key("schema") => {
                let style = if matches!(location, "query" | "cookie") { "form" } else { "simple" };
                let style = node.entry("style").or_insert_with(|| json!(style)).clone();
                node.entry("explode").or_insert_with(|| json!(style == "form"));
                node.entry("required").or_insert_with(|| json!(false));
                node.entry("deprecated").or_insert_with(|| json!(false));
            }
            ("requestBody", _) if node.contains_key("content") => {
                node.entry("required").or_insert_with(|| json!(false));
            }
            (method, _) if node.contains_key("responses") && method != "components" => {
                node.entry("deprecated").or_insert_with(|| json!(false));
                node.entry("parameters").or_insert_with(|| json!([]));
            }
            _ => {}
        }
    })
}

/// What references to schemas lead to in their place, a few levels deep.
pub(super) fn inlined(document: &Value) -> Value {
    let mut told_apart = HashSet::new();
    collect_told_apart(document, false, &mut told_apart);
    schemas(document, &|schema| {
        let reference = schema.get("$ref").and_then(Value::as_str);
        // What a discriminator names has to have a name.
        let reference = reference.filter(|reference| !told_apart.contains(reference));
        let target = reference.and_then(|at| document.pointer(at.strip_prefix('#')?));
        match target.and_then(Value::as_object) {
            // What refers to itself has no end.
            Some(target) if schema.len() == 1 && !has_references(target) => target.clone(),
            _ => schema,
        }
    })
}

/// References below something that has a discriminator, of which some are the alternatives it tells apart.
fn collect_told_apart<'a>(value: &'a Value, within: bool, references: &mut HashSet<&'a str>) {
    match value {
        Value::Object(members) => {
            let within = within || members.contains_key("discriminator");
            if within && let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                references.insert(reference);
            }
            members.values().for_each(|member| collect_told_apart(member, within, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_told_apart(item, within, references)),
        _ => {}
    }
}

fn has_references(schema: &Map<String, Value>) -> bool {
    let refers = |value: &Value| match value {
        Value::Object(members) => has_references(members),
        Value::Array(items) => items.iter().filter_map(Value::as_object).any(has_references),
        _ => false,
    };
    schema.contains_key("$ref") || schema.values().any(refers)
}

/// Objects among the members of schemas as components of their own.
pub(super) fn extracted(document: &Value) -> Value {
    let taken = std::cell::RefCell::new(Map::new());
    let mut document = schemas(document, &|mut schema| {
        let members = schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
        for (_, member) in members.filter(|(_, member)| member.get("properties").is_some()) {
            let mut taken = taken.borrow_mut();
            let name = format!("Extracted{}", taken.len());
            let reference = json!({"$ref": format!("#/components/schemas/{name}")});
            taken.insert(name, std::mem::replace(member, reference));
        }
        schema
    });
    if let Some(document) = document.as_object_mut() {
        let components = document.entry("components").or_insert_with(|| json!({}));
        if let Some(components) = components.as_object_mut()
            && let Some(schemas) = components.entry("schemas").or_insert_with(|| json!({})).as_object_mut()
        {
            schemas.extend(taken.into_inner());
        }
    }
    document
}

/// A document of OpenAPI 3.0 as one of 3.1; others as they are.
pub(super) fn raised(document: &Value) -> Value {
    let is_3_0 =
        document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
    if !is_3_0 {
        return document.clone();
    }
    let mut document = schemas(document, &|mut schema| {
        for (limit, flag) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
            if let Some(Value::Bool(excluded)) = schema.get(flag).cloned() {
                schema.shift_remove(flag);
                if excluded && let Some(bound) = schema.shift_remove(limit) {
                    schema.insert(flag.to_owned(), bound);
                }
            }
        }
        if schema.get("nullable") == Some(&json!(true)) && schema.get("type").is_some_and(Value::is_string) {
            schema.shift_remove("nullable");
            let ty = schema["type"].clone();
            schema["type"] = json!([ty, "null"]);
            if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
                && !values.contains(&Value::Null)
            {
                values.push(Value::Null);
            }
        }
        schema
    });
    document["openapi"] = json!("3.1.0");
    document
}

/// The document with each schema replaced, those inside first.
fn schemas(document: &Value, replace: &dyn Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
    part(document, "", false, replace)
}

/// What a place of a document holds: a schema, objects by name each of which is one, or neither.
fn part(
    value: &Value,
    key: &str,
    is_schema: bool,
    replace: &dyn Fn(Map<String, Value>) -> Map<String, Value>,
) -> Value {
    match value {
        value if is_instance(key) || key == "enum" => value.clone(),
        Value::Object(members) => {
            let each = members.iter().map(|(name, value)| {
                let are_schemas =
                    (is_schema && name == "properties") || (key == "components" && name == "schemas");
                let part = if are_schemas {
                    let named = value.as_object().into_iter().flatten();
                    named.map(|(name, value)| (name.clone(), part(value, "", true, replace))).collect()
                } else {
                    let composes = matches!(name.as_str(), "allOf" | "anyOf" | "items" | "not" | "oneOf");
                    let is_one =
                        name == "schema" || (is_schema && (composes || name == "additionalProperties"));
                    part(value, name, is_one, replace)
                };
                (name.clone(), part)
            });
            let members = each.collect();
            Value::Object(if is_schema { replace(members) } else { members })
        }
        Value::Array(items) => items.iter().map(|item| part(item, key, is_schema, replace)).collect(),
        other => other.clone(),
    }
}

/// The document with a change to each object that isn't in a schema, known by the key it or its list stands under.
fn described(value: &Value, key: &str, change: &dyn Fn(&str, &mut Map<String, Value>)) -> Value {
    match value {
        value if is_instance(key) || ["schema", "schemas"].contains(&key) => value.clone(),
        Value::Object(members) => {
            let each = members.iter().map(|(name, value)| (name.clone(), described(value, name, change)));
            let mut members: Map<String, Value> = each.collect();
            change(key, &mut members);
            Value::Object(members)
        }
        Value::Array(items) => items.iter().map(|item| described(item, key, change)).collect(),
        other => other.clone(),
    }
}
