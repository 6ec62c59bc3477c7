//! Repairs of parameters.

use foldhash::HashSet;
use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use crate::document::Members as _;
use crate::source::pointer::child;

type Object = Map<String, Value>;

/// Swagger 2 states the type on the parameter itself, and some state none.
pub(super) fn missing_schema(parameter: &mut Object, cursor: &mut Cursor) {
    if parameter.member("schema").is_some()
        || parameter.member("content").is_some()
        || parameter.member("name").is_none()
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
    let Some(stated) = owner.member("required") else { return };
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

/// What a query has between the values of a list is mostly said in words only.
pub(super) fn comma_separated(parameter: &mut Object, cursor: &mut Cursor) {
    let has_values = parameter.member("schema").is_some_and(|schema| schema.member("enum").is_some());
    if cursor.from_service && with_commas(parameter) {
        cursor.note(RepairKind::CommaSeparated, "now a list of them");
        let schema = cursor.child("schema");
        if has_values {
            cursor.moved(child(&schema, "enum"), child(&child(&schema, "items"), "enum"));
        }
    }
}

/// Makes a list of a parameter of the query whose description says that commas separate its values.
pub(crate) fn with_commas(parameter: &mut Object) -> bool {
    const SAID: [&str; 9] = [
        "comma-separated",
        "comma separated",
        "comma-delimited",
        "comma delimited",
        "separated by comma",
        "separated by a comma",
        "separated with comma",
        "separated with a comma",
        "separating them with a comma",
    ];
    let described = [
        parameter.member("description"),
        parameter.member("schema").and_then(|one| one.member("description")),
    ];
    let is_said = described.into_iter().flatten().filter_map(Value::as_str).any(|text| {
        let text = text.to_lowercase();
        // A place on the map is one value.
        SAID.iter().any(|said| text.contains(said))
            && !text.contains("latitude")
            && !text.contains("coordinate")
    });
    let is_open = !["style", "explode", "content"].iter().any(|key| parameter.contains_key(*key));
    if !is_said || !is_open || parameter.member("in").and_then(Value::as_str) != Some("query") {
        return false;
    }
    let Some(Value::Object(schema)) = parameter.member_mut("schema") else { return false };
    match schema.member("type").and_then(Value::as_str) {
        Some("array") => {}
        Some("string" | "number" | "integer")
            if schema.member("$ref").is_none() && schema.member("format") != Some(&json!("binary")) =>
        {
            listed(schema);
        }
        _ => return false,
    }
    parameter.insert("style".to_owned(), json!("form"));
    parameter.insert("explode".to_owned(), json!(false));
    true
}

/// Makes a list of what a schema describes.
fn listed(schema: &mut Object) {
    let mut items = match schema.shift_remove("items") {
        Some(Value::Object(items)) => items,
        _ => Object::new(),
    };
    for key in ["type", "format", "enum", "pattern", "minLength", "maxLength"] {
        if let Some(value) = schema.shift_remove(key) {
            items.insert(key.to_owned(), value);
        }
    }
    if let Some(default) = schema.member_mut("default") {
        *default = match default.take() {
            Value::String(text) => text.split(',').map(str::trim).collect(),
            other => json!([other]),
        };
    }
    // What shows several values in one text shows no item.
    schema.shift_remove("example");
    schema.insert("type".to_owned(), json!("array"));
    schema.insert("items".to_owned(), Value::Object(items));
}

/// A path without one of its parts is another path.
pub(super) fn optional_path_parameter(parameter: &mut Object, cursor: &mut Cursor) {
    if parameter.member("in").and_then(Value::as_str) == Some("path")
        && parameter.member("required") != Some(&Value::Bool(true))
    {
        parameter.insert("required".to_owned(), json!(true));
        cursor.note(RepairKind::OptionalPathParameter, "now it is");
    }
}

/// One value can't be given twice: the first declaration stays, and takes over what only the second one says.
pub(super) fn duplicate_parameter(owner: &mut Object, cursor: &mut Cursor) {
    let Some(Value::Array(parameters)) = owner.member_mut("parameters") else { return };
    let key = |parameter: &Value| {
        let text = |key: &str| parameter.get(key).and_then(Value::as_str).map(str::to_owned);
        Some((text("in")?, text("name")?))
    };
    let mut seen = HashSet::default();
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
