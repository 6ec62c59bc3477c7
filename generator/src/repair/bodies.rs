//! Repairs of request bodies.

use serde_json::{Map, Value};

use super::RepairKind;
use super::cursor::Cursor;
use crate::document::Members as _;
use crate::extensions::FILE;

type Object = Map<String, Value>;

const MULTIPART: &str = "multipart/form-data";
const JSON: &str = "application/json";

/// The service calls a body multipart when its path contains "media", but takes JSON there; a real upload has a
/// property that is a file.
pub(super) fn multipart_without_file(body: &mut Object, cursor: &mut Cursor) {
    if !cursor.from_service || !cursor.path().contains("media") {
        return;
    }
    let Some(Value::Object(content)) = body.member_mut("content") else { return };
    let lone = content.len() == 1 && content.member(MULTIPART).is_some_and(|media| !has_file(media));
    if !lone {
        return;
    }
    if let Some(media) = content.shift_remove(MULTIPART) {
        content.insert(JSON.to_owned(), media);
        cursor.inside("content", |cursor| {
            cursor.note_at(MULTIPART, RepairKind::MultipartWithoutFile, "now JSON");
            cursor.moved(cursor.child(MULTIPART), cursor.child(JSON));
        });
        // Only multipart bodies are declared as optional.
        body.insert("required".to_owned(), Value::Bool(true));
    }
}

fn has_file(media: &Value) -> bool {
    let properties = media.pointer("/schema/properties").and_then(Value::as_object);
    let is_file = |schema: &Value| {
        schema.member(FILE).is_some() || schema.member("format").and_then(Value::as_str) == Some("binary")
    };
    properties.is_some_and(|properties| properties.values().any(is_file))
}

/// The service declares a required body for every operation but GET, also where nothing is to be sent. An upload
/// without stated fields stays, as something optional.
pub(super) fn empty_required_body(operation: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Object(body)) = operation.member_mut("requestBody") else { return };
    if !cursor.from_service || body.member("required") != Some(&Value::Bool(true)) {
        return;
    }
    let Some(content) = body.member("content").and_then(Value::as_object) else { return };
    if content.is_empty() || !content.values().all(says_nothing) {
        return;
    }
    if content.keys().eq([JSON]) {
        cursor.note_at("requestBody", RepairKind::EmptyRequiredBody, "left out");
        operation.shift_remove("requestBody");
    } else {
        cursor.note_at("requestBody", RepairKind::EmptyRequiredBody, "now optional");
        body.insert("required".to_owned(), Value::Bool(false));
    }
}

fn says_nothing(media: &Value) -> bool {
    let Some(media) = media.as_object() else { return false };
    let empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
    let schema = media.member("schema").and_then(Value::as_object);
    media.keys().all(|key| key == "schema")
        && schema.is_none_or(|schema| {
            schema.iter().all(|(key, value)| match key.as_str() {
                "type" => value == "object",
                "properties" => empty(value),
                "description" => true,
                _ => false,
            })
        })
}
