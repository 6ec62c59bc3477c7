//! Repairs of what schemas require and hold.

use foldhash::HashSet;
use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use super::parameters::is_true;
use crate::document::Members as _;

type Object = Map<String, Value>;

/// Keywords that are met in other spellings, which a slip of the keyboard explains.
const MISSPELT: [(&str, &str); 4] =
    [("types", "type"), ("riquired", "required"), ("requried", "required"), ("enumm", "enum")];

/// `types: "array"` on a schema without a type.
pub(super) fn misspelt_keyword(schema: &mut Object, cursor: &mut Cursor) {
    if !schema.keys().any(|key| MISSPELT.iter().any(|(misspelt, _)| key == misspelt)) {
        return;
    }
    for (misspelt, keyword) in MISSPELT {
        if schema.contains_key(misspelt)
            && !schema.contains_key(keyword)
            && let Some(value) = schema.shift_remove(misspelt)
        {
            cursor.note_at(misspelt, RepairKind::MisspeltKeyword, format!("`{misspelt}` is now `{keyword}`"));
            schema.insert(keyword.to_owned(), value);
        }
    }
}

/// What a property says that is required, one of them misspelt.
const REQUIRED: [&str; 2] = ["required", "riquired"];

/// The service says on each property whether it is required; OpenAPI says it in a list beside the properties.
pub(super) fn boolean_required(schema: &mut Object, cursor: &mut Cursor) {
    let mut names = Vec::new();
    if let Some(Value::Object(properties)) = schema.member_mut("properties") {
        for (name, property) in properties.iter_mut() {
            let Value::Object(property) = property else { continue };
            if !property.keys().any(|key| REQUIRED.contains(&key.as_str())) {
                continue;
            }
            for key in REQUIRED {
                let Some(stated) = property.get(key).filter(|stated| !stated.is_array()) else { continue };
                let required = is_true(stated);
                let detail = if required { "it is required" } else { "it is optional" };
                cursor
                    .inside("properties", |cursor| cursor.note_at(name, RepairKind::BooleanRequired, detail));
                if required {
                    names.push(Value::String(name.clone()));
                }
                property.shift_remove(key);
            }
        }
    }
    // On a schema that is no property there is no list to go to.
    if schema.member("required").is_some_and(|stated| !stated.is_array()) {
        schema.shift_remove("required");
        cursor.note(RepairKind::BooleanRequired, "left out");
    }
    if names.is_empty() {
        return;
    }
    match schema.member_mut("required") {
        Some(Value::Array(required)) => {
            let listed: HashSet<Value> = required.iter().cloned().collect();
            required.extend(names.into_iter().filter(|name| !listed.contains(name)));
        }
        _ => _ = schema.insert("required".to_owned(), Value::Array(names)),
    }
}

/// The list of required properties is a set of names.
pub(super) fn repeated_required(schema: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Array(required)) = schema.member_mut("required") else { return };
    let before = required.len();
    let mut seen = HashSet::default();
    required.retain(|name| name.as_str().is_some_and(|name| seen.insert(name.to_owned())));
    if required.len() < before {
        cursor.note_at("required", RepairKind::RepeatedRequired, "now each name once");
    }
}

/// OpenAPI 3.0 wants at least one name in the list, or no list.
pub(super) fn empty_required(schema: &mut Object, cursor: &mut Cursor) {
    if !cursor.is_31 && schema.member("required").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        schema.shift_remove("required");
        cursor.note_at("required", RepairKind::EmptyRequired, "left out");
    }
}

/// OpenAPI 3.0 wants `items` on an array; where nothing is known of them they are anything.
pub(super) fn array_without_items(schema: &mut Object, cursor: &mut Cursor) {
    if !cursor.is_31
        && schema.member("type").and_then(Value::as_str) == Some("array")
        && !schema.member("items").is_some_and(Value::is_object)
    {
        schema.insert("items".to_owned(), json!({}));
        cursor.note(RepairKind::ArrayWithoutItems, "they may be anything");
    }
}
