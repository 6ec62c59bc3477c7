//! Repairs of files in bodies: the words that types have for them, and values that are listed for them.

use serde_json::{Map, Value};

use super::RepairKind;
use super::cursor::Cursor;
use crate::document::Members as _;
use crate::extensions::FILE;

type Object = Map<String, Value>;

/// Words for a file, alone or behind what kind of file it is: `audio file`.
const FILES: [&str; 4] = ["file", "binary", "blob", "upload"];

/// Values that are listed for a file say which kinds of files are taken; nobody sends one of them.
pub(super) fn file_with_values(schema: &mut Object, cursor: &mut Cursor) {
    let is_binary = schema.member("type").and_then(Value::as_str) == Some("string")
        && schema.member("format").and_then(Value::as_str) == Some("binary");
    let choice = schema.member("anyOf").and_then(Value::as_array).into_iter().flatten();
    let is_file = schema.contains_key(FILE)
        || (cursor.from_service && is_binary)
        || choice.clone().any(|one| one.member(FILE).is_some());
    if !is_file {
        return;
    }
    for key in ["enum", "const", "items"] {
        if schema.shift_remove(key).is_some() {
            cursor.note_at(key, RepairKind::MalformedEnum, "a file is none of a list of values");
        }
    }
}

/// Whether a word is one for a file, perhaps with what it must be behind it: `file (png, jpg)`.
pub(super) fn is_file(name: &str) -> bool {
    let word = name.split(['<', '(']).next().unwrap_or(name).trim();
    FILES.contains(&word) || word.ends_with(" file")
}
