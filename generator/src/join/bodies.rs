//! Bodies: what a companion knows where the document says nothing of them, or less.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::answers::{is_json, says_something};
use super::operations::Native;
use super::refine::Carried;
use super::{Joint, Object};
use crate::source::pointer::child;

/// How deep the parts of a schema are followed.
const DEPTH: usize = 16;

impl Joint<'_, '_> {
    /// Completes the body of an operation.
    pub(super) fn body(&mut self, operation: &mut Object) {
        // Some documents have an empty body for all of their operations; a body of GET means nothing (RFC 9110, 9.3.1).
        if matches!(self.wanted.method, "get" | "head") {
            return;
        }
        let Some(stated) = self.native.operation.get("requestBody") else { return };
        let native = self.resolved(stated);
        let Some((media_type, theirs)) = described(native) else { return };
        if !operation.contains_key("requestBody") {
            // The gateway takes JSON and writes forms itself; a form with files is another matter.
            if is_json(media_type) || media_type.contains("urlencoded") {
                let mut body = json!({ "content": { "application/json": { "schema": self.take(theirs) } } });
                for key in ["description", "required"] {
                    if let Some(stated) = native.get(key) {
                        body[key] = stated.clone();
                    }
                }
                operation.insert("requestBody".to_owned(), body);
            }
            return;
        }
        let place = child(&child(&self.wanted.pointer, "requestBody"), "content");
        let pointer = child(&child(&self.native.pointer, "requestBody"), "content");
        let pointer = child(&child(&pointer, media_type), "schema");
        let elsewhere = names(operation);
        let own = operation.get_mut("requestBody").and_then(|body| body.get_mut("content")?.as_object_mut());
        for (media_type, content) in own.into_iter().flatten() {
            let Some(content) = content.as_object_mut() else { continue };
            let place = child(&child(&place, media_type), "schema");
            let schema = content.entry("schema").or_insert_with(|| json!({}));
            let known = properties(schema);
            self.refine(schema, (&place, &pointer), theirs, Carried::AsJson);
            // What the document has elsewhere in the request is sent there.
            if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
                properties.retain(|name, _| known.contains(name) || !elsewhere.contains(name));
            }
        }
    }
}

/// The names of an operation's parameters.
fn names(operation: &Object) -> Vec<String> {
    let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    parameters.filter_map(|one| one.get("name")?.as_str()).map(str::to_owned).collect()
}

fn properties(schema: &Value) -> Vec<String> {
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    properties.map(|(name, _)| name.clone()).collect()
}

/// The content that says most of a body.
fn described(body: &Value) -> Option<(&String, &Value)> {
    let contents = body.get("content")?.as_object()?.iter();
    let schemas = contents.filter_map(|(media_type, content)| Some((media_type, content.get("schema")?)));
    let mut said: Vec<_> = schemas.filter(|(_, schema)| says_something(schema)).collect();
    said.sort_by_key(|(media_type, _)| !is_json(media_type));
    said.first().copied()
}

/// The members of an object, those of the parts of an `allOf` too.
pub(super) fn members<'c>(native: &Native<'c>, schema: &'c Value) -> IndexMap<&'c String, &'c Value> {
    let mut found = IndexMap::new();
    gather(native, schema, DEPTH, &mut found);
    found
}

fn gather<'c>(
    native: &Native<'c>,
    schema: &'c Value,
    depth: usize,
    found: &mut IndexMap<&'c String, &'c Value>,
) {
    let schema = native.resolved(schema);
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found.entry(name).or_insert(property);
    }
    if depth > 0 {
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            gather(native, part, depth - 1, found);
        }
    }
}
