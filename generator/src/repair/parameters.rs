//! Repairs of parameters.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;

type Object = Map<String, Value>;

/// Swagger 2 states the type on the parameter itself, and some state none.
pub(super) fn missing_schema(parameter: &mut Object, cursor: &mut Cursor) {
    if parameter.contains_key("schema")
        || parameter.contains_key("content")
        || !parameter.contains_key("name")
    {
        return;
    }
    let mut schema = Object::new();
    for key in ["type", "format", "items", "enum", "default", "minimum", "maximum", "pattern"] {
        if let Some(value) = parameter.shift_remove(key) {
            cursor.moved(cursor.child(key), format!("{}/{key}", cursor.child("schema")));
            schema.insert(key.to_owned(), value);
        }
    }
    let detail =
        if schema.is_empty() { "nothing is known of it" } else { "what stood beside it is the schema now" };
    parameter.insert("schema".to_owned(), Value::Object(schema));
    cursor.note(RepairKind::MissingSchema, detail);
}

/// `required: "true"`, on a parameter or a body.
pub(super) fn string_required(owner: &mut Object, cursor: &mut Cursor) {
    let Some(stated) = owner.get("required") else { return };
    if !stated.is_boolean() {
        let required = is_true(stated);
        cursor.note_at("required", RepairKind::StringRequired, format!("{stated} is now {required}"));
        owner.insert("required".to_owned(), Value::Bool(required));
    }
}

/// Whether something that should be a boolean means yes.
pub(super) fn is_true(stated: &Value) -> bool {
    match stated {
        Value::Bool(value) => *value,
        Value::String(text) => ["true", "yes", "1"].contains(&text.trim().to_lowercase().as_str()),
        Value::Number(number) => number.as_i64() == Some(1),
        _ => false,
    }
}

/// A path without one of its parts is another path.
pub(super) fn optional_path_parameter(parameter: &mut Object, cursor: &mut Cursor) {
    if parameter.get("in").and_then(Value::as_str) == Some("path")
        && parameter.get("required") != Some(&Value::Bool(true))
    {
        parameter.insert("required".to_owned(), json!(true));
        cursor.note(RepairKind::OptionalPathParameter, "now it is");
    }
}

/// One value can't be given twice: the first declaration stays, and takes over what only the second one says.
pub(super) fn duplicate_parameter(owner: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Array(parameters)) = owner.get_mut("parameters") else { return };
    let key = |parameter: &Value| {
        let text = |key: &str| parameter.get(key).and_then(Value::as_str).map(str::to_owned);
        Some((text("in")?, text("name")?))
    };
    let mut seen = HashSet::new();
    if parameters.iter().filter_map(key).all(|key| seen.insert(key)) {
        return;
    }
    let mut kept: Vec<Value> = Vec::with_capacity(parameters.len());
    for (index, parameter) in std::mem::take(parameters).into_iter().enumerate() {
        let from = format!("{}/{index}", cursor.child("parameters"));
        let earlier =
            key(&parameter).and_then(|name| kept.iter().position(|other| key(other).as_ref() == Some(&name)));
        if let (Some(first), Value::Object(second)) = (earlier, &parameter) {
            let detail = format!("{} is one now, as the first has it", second["name"]);
            cursor.inside("parameters", |cursor| {
                cursor.note_at(&index.to_string(), RepairKind::DuplicateParameter, detail);
            });
            for (key, value) in second {
                kept[first].as_object_mut().map(|first| first.entry(key).or_insert_with(|| value.clone()));
            }
        } else {
            cursor.moved(from, format!("{}/{}", cursor.child("parameters"), kept.len()));
            kept.push(parameter);
        }
    }
    *parameters = kept;
}
