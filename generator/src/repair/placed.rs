//! Repairs of the parameters that a path key has places for, and of those it has none for.

use foldhash::HashSet;
use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::path_keys::PathKey;
use super::{RepairKind, template};
use crate::document::Members as _;
use crate::extensions::{FIXED_QUERY, OLD_ONLY, PATH_PARAMETER};

type Object = Map<String, Value>;

/// The path parameters an operation declares, its path item's included.
pub(super) struct Declared {
    pub(super) path: Vec<String>,
    /// Whether every reference could be followed.
    complete: bool,
}

impl Declared {
    pub(super) fn of(operation: &Object, shared: &Object, components: Option<&Value>) -> Self {
        let mut declared = Self { path: Vec::new(), complete: true };
        for owner in [operation, shared] {
            for parameter in owner.member("parameters").and_then(Value::as_array).into_iter().flatten() {
                let Some(parameter) = resolved(parameter, components) else {
                    declared.complete = false;
                    continue;
                };
                let text = |key: &str| parameter.member(key).and_then(Value::as_str);
                if let (Some("path"), Some(name)) = (text("in"), text("name"))
                    && !declared.path.iter().any(|known| known == name)
                {
                    declared.path.push(name.to_owned());
                }
            }
        }
        declared
    }
}

fn resolved<'a>(parameter: &'a Value, components: Option<&'a Value>) -> Option<&'a Value> {
    let mut parameter = parameter;
    for _ in 0..8 {
        let Some(reference) = parameter.member("$ref") else { return Some(parameter) };
        let pointer = reference.as_str()?.strip_prefix("#/components")?;
        parameter = components?.pointer(pointer)?;
    }
    None
}

/// The service sends such parameters in the query in its old format, and there is no new one.
pub(super) fn old_path_only(
    path: &str,
    operation: &mut Object,
    shared: &mut Object,
    from: &str,
    cursor: &mut Cursor,
) {
    let placed: Vec<String> = template::names(path).into_iter().map(str::to_owned).collect();
    for owner in [&mut *operation, shared] {
        let Some(Value::Array(parameters)) = owner.member_mut("parameters") else { continue };
        let mut moved = Vec::new();
        for parameter in parameters.iter_mut().filter_map(Value::as_object_mut) {
            let name = parameter.member("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            if parameter.member("in").and_then(Value::as_str) == Some("path") && !placed.contains(&name) {
                parameter.insert("in".to_owned(), json!("query"));
                parameter.insert(PATH_PARAMETER.to_owned(), json!(true));
                cursor.note_pointer(
                    from.to_owned(),
                    RepairKind::OldPathOnly,
                    format!("`{name}` is sent in the query"),
                );
                moved.push(name);
            }
        }
        // A parameter that was in the query as well is one parameter now.
        parameters.retain(|parameter| {
            let text = |key: &str| parameter.member(key).and_then(Value::as_str).unwrap_or_default();
            let twin = text("in") == "query" && parameter.member(PATH_PARAMETER).is_none();
            !(twin && moved.iter().any(|name| name == text("name")))
        });
    }
    if cursor.from_service {
        operation.insert(OLD_ONLY.to_owned(), json!(true));
    }
}

/// A template without a declaration is a required text.
pub(super) fn undeclared_path_parameter(
    path: &str,
    declared: &Declared,
    operation: &mut Object,
    from: &str,
    cursor: &mut Cursor,
) {
    if !declared.complete {
        return;
    }
    let mut seen = HashSet::default();
    for name in template::names(path) {
        if name.is_empty() || declared.path.iter().any(|known| known == name) || !seen.insert(name) {
            continue;
        }
        let parameter = json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        if let Value::Array(parameters) = operation.entry("parameters").or_insert_with(|| json!([])) {
            parameters.push(parameter);
            cursor.note_pointer(
                from.to_owned(),
                RepairKind::UndeclaredPathParameter,
                format!("`{name}` is now a text"),
            );
        }
    }
}

/// What a path key's query string says is a parameter where its value is a placeholder, and fixed where it isn't.
pub(super) fn fixed_query(mended: &PathKey, operation: &mut Object) {
    for (name, value) in &mended.query {
        let placeholder = template::alike(name, value) || value.contains(['{', '<']) || value.is_empty();
        let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
        let Value::Array(parameters) = parameters else { return };
        let is_it = |parameter: &Value| {
            parameter.member("in") == Some(&json!("query")) && parameter.member("name") == Some(&json!(name))
        };
        if parameters.iter().any(is_it) {
            continue;
        }
        if placeholder && !value.is_empty() {
            parameters.push(json!({"name": name, "in": "query", "schema": {"type": "string"}}));
        } else {
            operation.entry(FIXED_QUERY).or_insert_with(|| json!({}))[name] = json!(value);
        }
    }
}
