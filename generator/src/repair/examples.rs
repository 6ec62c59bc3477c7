//! Repairs of examples.

use serde_json::{Map, Value};

use super::RepairKind;
use super::cursor::Cursor;
use crate::document::Members as _;

type Object = Map<String, Value>;

/// The service writes `""`, `[]` or `{}` where it knows no example. Elsewhere an empty example may be meant, so it
/// must contradict the stated type to be taken for filler.
pub(super) fn filler_example(node: &mut Object, cursor: &mut Cursor) {
    let Some(example) = node.member("example") else { return };
    let schema = node.member("schema").and_then(Value::as_object).unwrap_or(node);
    if is_filler(example) && (cursor.from_service || contradicts(example, schema)) {
        node.shift_remove("example");
        cursor.note_at("example", RepairKind::FillerExample, "left out");
    }
}

/// The same, for the members of a body's example. What lies deeper has a shape to infer a schema from.
pub(super) fn filler_members(media: &mut Object, cursor: &mut Cursor) {
    if !cursor.from_service {
        return;
    }
    let Some(Value::Object(example)) = media.member_mut("example") else { return };
    let fillers: Vec<String> =
        example.iter().filter(|(_, value)| is_filler(value)).map(|(key, _)| key.clone()).collect();
    cursor.inside("example", |cursor| {
        for key in &fillers {
            cursor.note_at(key, RepairKind::FillerExample, "left out");
        }
    });
    example.retain(|key, _| !fillers.contains(key));
    if example.is_empty() {
        media.shift_remove("example");
    }
}

fn is_filler(example: &Value) -> bool {
    match example {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn contradicts(example: &Value, schema: &Object) -> bool {
    let Some(Value::String(stated)) = schema.member("type") else { return false };
    let actual = match example {
        Value::String(_) => "string",
        Value::Array(_) => "array",
        _ => "object",
    };
    stated != actual
}
