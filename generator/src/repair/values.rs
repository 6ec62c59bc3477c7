//! Repairs of the values a schema lists: enumerations and defaults.

use foldhash::HashSet;
use serde_json::{Map, Number, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use crate::document::Members as _;

type Object = Map<String, Value>;

/// An enumeration is a list of different values with at least one in it.
pub(super) fn malformed_enum(schema: &mut Object, cursor: &mut Cursor) {
    let Some(stated) = schema.member_mut("enum") else { return };
    let detail = if let Value::Array(values) = stated {
        let before = values.len();
        let mut seen = HashSet::default();
        values.retain(|value| seen.insert(value.clone()));
        if values.len() == before && before > 0 {
            return;
        }
        if values.is_empty() {
            schema.shift_remove("enum");
            "left out"
        } else {
            "now each value once"
        }
    } else if stated.is_string() && !stated.as_str().is_some_and(str::is_empty) {
        let single = stated.take();
        *stated = Value::Array(vec![single]);
        "now a list of this one value"
    } else {
        schema.shift_remove("enum");
        "left out"
    };
    cursor.note_at("enum", RepairKind::MalformedEnum, detail);
}

/// The service puts a parameter's values into `items`, also where it is no array; authors put an array's values
/// beside `items`.
pub(super) fn misplaced_enum(schema: &mut Object, cursor: &mut Cursor) {
    let is_array = match schema.member("type") {
        Some(Value::String(stated)) => stated == "array",
        Some(_) => return,
        // Without a type, `items` makes an array, unless the example is none.
        None => !schema.member("example").is_some_and(Value::is_string),
    };
    if is_array {
        let beside = schema.member("enum").and_then(Value::as_array);
        if schema.member("type").is_none() || beside.is_none_or(|values| values.iter().any(Value::is_array)) {
            return;
        }
        if schema.member("items").is_some_and(|items| items.member("$ref").is_some()) {
            return;
        }
        let Some(values) = schema.shift_remove("enum") else { return };
        cursor.note_at("enum", RepairKind::MisplacedEnum, "now on the items");
        cursor.moved(cursor.child("enum"), format!("{}/enum", cursor.child("items")));
        let items = schema.entry("items").or_insert_with(|| json!({}));
        if let Value::Object(items) = items {
            if values.as_array().is_some_and(|values| values.iter().all(Value::is_string)) {
                items.entry("type").or_insert_with(|| json!("string"));
            }
            items.entry("enum").or_insert(values);
        }
    } else if let Some(Value::Object(items)) = schema.member("items")
        && items.member("enum").is_some()
        && let Some(mut items) = schema.shift_remove("items")
    {
        cursor.note_at("items", RepairKind::MisplacedEnum, "now on the schema itself");
        cursor.moved(format!("{}/enum", cursor.child("items")), cursor.child("enum"));
        schema.entry("enum").or_insert(items["enum"].take());
        // What stood there may be malformed, and was not looked at before.
        malformed_enum(schema, cursor);
    }
}

/// `enum: ["1", "2"]` of an integer means the numbers; where no value is of the type, the values are right and the
/// type is wrong.
pub(super) fn enum_of_other_type(schema: &mut Object, cursor: &mut Cursor) {
    if schema.member("enum").is_none() {
        return;
    }
    let Some(Value::String(stated)) = schema.member("type").cloned() else { return };
    let Some(Value::Array(values)) = schema.member_mut("enum") else { return };
    if values.iter().all(|value| value.is_null() || is_of(value, &stated)) {
        return;
    }
    let before = values.len();
    let converted: Vec<Value> = values.iter().filter_map(|value| converted(value, &stated)).collect();
    let scalar = !matches!(stated.as_str(), "array" | "object");
    let detail = if scalar && converted.is_empty() && before > 1 && values.iter().all(Value::is_string) {
        schema.insert("type".to_owned(), json!("string"));
        schema.shift_remove("format");
        format!("the type is now string, not {stated}")
    } else if converted.is_empty() {
        schema.shift_remove("enum");
        "left out".to_owned()
    } else {
        let dropped = before - converted.len();
        let mut seen = HashSet::default();
        *values = converted.into_iter().filter(|value| seen.insert(value.clone())).collect();
        if dropped > 0 {
            format!("converted to {stated}, {dropped} left out")
        } else {
            format!("converted to {stated}")
        }
    };
    cursor.note_at("enum", RepairKind::EnumOfOtherType, detail);
}

/// `default: "20"` of a number means 20.
pub(super) fn default_of_other_type(schema: &mut Object, cursor: &mut Cursor) {
    let Some(value) = schema.member("default").filter(|value| !value.is_null()) else { return };
    let Some(Value::String(stated)) = schema.member("type") else { return };
    if is_of(value, stated) {
        return;
    }
    let detail = if let Some(value) = converted(value, stated) {
        let detail = format!("now {value}");
        schema.insert("default".to_owned(), value);
        detail
    } else {
        schema.shift_remove("default");
        "left out".to_owned()
    };
    cursor.note_at("default", RepairKind::DefaultOfOtherType, detail);
}

fn is_of(value: &Value, stated: &str) -> bool {
    match stated {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// The value as the stated type has it, where it can be said without loss.
fn converted(value: &Value, stated: &str) -> Option<Value> {
    if value.is_null() || is_of(value, stated) {
        return Some(value.clone());
    }
    match (stated, value) {
        ("string", Value::Bool(_) | Value::Number(_)) => Some(Value::String(value.to_string())),
        ("boolean", Value::String(text)) => match text.trim().to_lowercase().as_str() {
            "true" => Some(json!(true)),
            "false" => Some(json!(false)),
            _ => None,
        },
        ("integer" | "number", Value::String(text)) => {
            let integer = text.trim().parse::<i64>().ok().map(Number::from);
            let float = || text.trim().parse().ok().and_then(Number::from_f64).filter(|_| stated == "number");
            integer.or_else(float).map(Value::Number)
        }
        _ => None,
    }
}
