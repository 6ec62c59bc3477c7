//! Which differences say what holds anyway.

use serde_json::{Map, Value};

use crate::diff::walk::KeywordChange;

/// Whether a keyword stands on one side only and has the value it has where nothing is said.
pub(super) fn is_default(change: &KeywordChange<'_>) -> bool {
    let (value, node) = match (change.old, change.new) {
        (Some(value), None) => (value, change.nodes.0),
        (None, Some(value)) => (value, change.nodes.1),
        _ => return false,
    };
    match (change.keyword, value) {
        ("style", _) => value.as_str() == Some(style(node, &change.node)),
        ("explode", _) => {
            let stated = node.get("style").and_then(Value::as_str);
            value.as_bool() == Some(stated.unwrap_or_else(|| style(node, &change.node)) == "form")
        }
        (
            "allowEmptyValue" | "allowReserved" | "deprecated" | "nullable" | "readOnly" | "required"
            | "writeOnly",
            Value::Bool(flag),
        ) => !flag,
        // Of an operation, an empty list takes back what the document asks for.
        ("security", Value::Array(items)) => items.is_empty() && change.node.is_empty(),
        ("parameters" | "required" | "servers" | "tags", Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// How a parameter, a header or a member of a form is written where nothing is said.
fn style(node: &Map<String, Value>, at: &str) -> &'static str {
    match node.get("in").and_then(Value::as_str) {
        Some("path" | "header") => "simple",
        None if at.rsplit('/').nth(1) == Some("headers") => "simple",
        _ => "form",
    }
}
