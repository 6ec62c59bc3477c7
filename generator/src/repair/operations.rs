//! Repairs of operations and of what they answer.

use foldhash::HashSet;
use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::{METHODS, RepairKind};
use crate::document::Members as _;
use crate::extensions::NATIVE_URL;
use crate::source::pointer;

type Object = Map<String, Value>;

/// The service keeps the documentation link and the provider's own URL under keys of its own making.
pub(super) fn external_docs_keys(operation: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Object(docs)) = operation.member_mut("externalDocs") else { return };
    let (link, native) = (docs.shift_remove("api_ref"), docs.shift_remove("api_endpoint"));
    if link.is_none() && native.is_none() {
        return;
    }
    let said =
        |value: Option<Value>| value.and_then(|value| value.as_str().map(|text| text.trim().to_owned()));
    if let Some(url) = said(link).filter(|url| !url.is_empty())
        && docs.member("url").is_none()
    {
        docs.insert("url".to_owned(), Value::String(url));
    }
    let bare = docs.member("url").is_none();
    let detail = if bare { "neither is a link, left out" } else { "the link is now `url`" };
    cursor.note_at("externalDocs", RepairKind::ExternalDocsKeys, detail);
    if bare {
        operation.shift_remove("externalDocs");
    }
    if let Some(native) = said(native).filter(|url| !url.is_empty()) {
        operation.entry(NATIVE_URL).or_insert(Value::String(native));
    }
}

/// A link needs a target.
pub(super) fn external_docs_without_url(owner: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Object(docs)) = owner.member("externalDocs") else { return };
    if !docs.member("url").is_some_and(Value::is_string) {
        cursor.note_at("externalDocs", RepairKind::ExternalDocsWithoutUrl, "left out");
        owner.shift_remove("externalDocs");
    }
}

/// OpenAPI 3.0 wants at least one response; `default` claims nothing.
pub(super) fn missing_responses(operation: &mut Object, cursor: &mut Cursor) {
    let missing =
        operation.member("responses").is_none_or(|responses| responses.as_object().is_none_or(Map::is_empty));
    if missing && !cursor.is_31 {
        operation.insert("responses".to_owned(), json!({"default": {"description": ""}}));
        cursor.note(RepairKind::MissingResponses, "now one of any status, of which nothing is known");
    }
}

/// The only thing a response must have.
pub(super) fn missing_description(response: &mut Object, cursor: &mut Cursor) {
    if !response.member("description").is_some_and(Value::is_string) {
        response.insert("description".to_owned(), json!(""));
        cursor.note(RepairKind::MissingDescription, "now an empty one");
    }
}

/// What an operation may hold, beside extensions.
const KEYS: [&str; 12] = [
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
];

/// A key that OpenAPI doesn't know becomes an extension: what it says is kept, and harms nobody.
pub(super) fn unknown_operation_key(operation: &mut Object, cursor: &mut Cursor) {
    let unknown = |key: &&String| !KEYS.contains(&key.as_str()) && !key.starts_with("x-");
    let unknown: Vec<String> = operation.keys().filter(unknown).cloned().collect();
    for key in unknown {
        if let Some(value) = operation.shift_remove(&key) {
            let extension = format!("x-{key}");
            cursor.note_at(&key, RepairKind::UnknownOperationKey, format!("now `{extension}`"));
            cursor.moved(cursor.child(&key), cursor.child(&extension));
            operation.entry(extension).or_insert(value);
        }
    }
}

/// `GET` means `get`, where there is none.
pub(super) fn upper_case_method(item: &mut Object, cursor: &mut Cursor) {
    let misspelt = |key: &String| {
        let lower = key.trim().to_lowercase();
        (METHODS.contains(&lower.as_str()) && *key != lower && !item.contains_key(&lower))
            .then(|| (key.clone(), lower))
    };
    let renamed: Vec<(String, String)> = item.keys().filter_map(misspelt).collect();
    for (key, method) in renamed {
        // Two spellings of one method: the second one stays for `unknown_method` to list.
        if item.contains_key(&method) {
            continue;
        }
        if let Some(operation) = item.shift_remove(&key) {
            cursor.note_at(&key, RepairKind::UpperCaseMethod, format!("`{key}` is now `{method}`"));
            cursor.moved(cursor.child(&key), cursor.child(&method));
            item.insert(method, operation);
        }
    }
}

/// An identifier for two operations identifies none: the first one keeps it.
pub(super) fn repeated_operation_id(root: &mut Object, cursor: &mut Cursor) {
    let mut seen = HashSet::default();
    let Some(Value::Object(paths)) = root.member_mut("paths") else { return };
    for (key, item) in paths {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let Some(id) = operation.member("operationId").and_then(Value::as_str).map(str::to_owned) else {
                continue;
            };
            if METHODS.contains(&method.as_str()) && !seen.insert(id.clone()) {
                operation.as_object_mut().map(|operation| operation.shift_remove("operationId"));
                let at = pointer::child(&pointer::child("/paths", key), method);
                let detail = format!("`{id}` stays with an earlier operation");
                cursor.note_pointer(at, RepairKind::RepeatedOperationId, detail);
            }
        }
    }
}
