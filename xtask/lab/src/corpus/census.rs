//! Counts the operations of a document as it is, before anything is done to it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use lowcodeapi_generator::document::Form;

/// Members of a path item that are no operations (OpenAPI 3.0.4, section 4.8.9).
const BESIDE: [&str; 6] = ["parameters", "servers", "summary", "description", "$ref", OTHERS];

/// Where OpenAPI 3.2 keeps operations of other methods.
const OTHERS: &str = "additionalOperations";

/// Members that are.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// How many operations the text has.
pub(super) fn operations(text: &str, form: &Form) -> usize {
    let Ok(document) = serde_json::from_str::<Value>(text) else { return 0 };
    match form {
        Form::OpenApi => of_openapi(&document),
        Form::Wrapped(pointer) | Form::Swagger(pointer) => document.pointer(pointer).map_or(0, of_openapi),
        Form::Definition(pointer) => document.pointer(pointer).map_or(0, of_definition),
    }
}

/// The same of a document as OpenAPI has it.
pub(crate) fn of_openapi(document: &Value) -> usize {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let items = paths.filter(|(key, _)| !key.starts_with("x-")).filter_map(|(_, item)| item.as_object());
    items.map(|item| in_item(document, item)).sum()
}

/// How many a path item has: each member that is none of the others, also where it can't be an operation, for it has to
/// be named; and the operations of the items that it refers to, one after the other.
fn in_item(document: &Value, item: &Map<String, Value>) -> usize {
    let mut names: HashSet<String> =
        item.keys().filter(|key| is_method(key)).map(|key| key.to_lowercase()).collect();
    names.extend(others(item));
    let mut seen = HashSet::new();
    let mut at = reference(item);
    while let Some(pointer) = at.filter(|pointer| seen.insert(*pointer)) {
        let Some(target) = document.pointer(pointer).and_then(Value::as_object) else { break };
        let operations = target.iter().filter(|(key, value)| value.is_object() && is_method(key));
        // What can't be called is named once, where it stands.
        let own = operations.filter(|(key, _)| !pointer.starts_with("/paths/") || is_known(key));
        names.extend(own.map(|(key, _)| key.to_lowercase()));
        names.extend(others(target));
        at = reference(target);
    }
    names.len()
}

/// The other methods, told apart from those that have a member of the item.
fn others(item: &Map<String, Value>) -> impl Iterator<Item = String> {
    let others = item.get(OTHERS).and_then(Value::as_object).into_iter().flat_map(Map::keys);
    others.filter(|method| !method.starts_with("x-")).map(|method| format!("{OTHERS} {method}"))
}

fn is_method(key: &str) -> bool {
    !BESIDE.contains(&key) && !key.starts_with("x-")
}

fn is_known(key: &str) -> bool {
    METHODS.iter().any(|method| key.trim().eq_ignore_ascii_case(method))
}

fn reference(item: &Map<String, Value>) -> Option<&str> {
    item.get("$ref")?.as_str()?.strip_prefix('#')
}

fn of_definition(definition: &Value) -> usize {
    match definition.get("routes") {
        Some(Value::Array(routes)) => routes.len(),
        Some(Value::Object(routes)) => routes.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_counted_in_every_form() {
        let paths = r##"{"paths":{"/a":{"get":{},"":{},"parameters":[],"x-a":{}},"/b":{"$ref":"#/c"},"x-p":{"get":{}}},"c":{"put":{}}}"##;
        assert_eq!(operations(paths, &Form::OpenApi), 3);
        assert_eq!(operations(r#"{"res":{"paths":{"/a":{"get":{}}}}}"#, &Form::Wrapped("/res".into())), 1);
        assert_eq!(operations(r#"{"routes":[{},{}]}"#, &Form::Definition(String::new())), 2);
        assert_eq!(operations(r#"{"routes":{"a":{}}}"#, &Form::Definition(String::new())), 1);
    }

    #[test]
    fn operations_are_counted_through_all_references_and_whatever_stands_for_one() {
        let document = serde_json::json!({
            "paths": {
                "/a": {"$ref": "#/paths/~1b", "patch": {}},
                "/b": {"$ref": "#/c", "get": {}, "post": null, "tags": [], "purge": {}},
                "/loop": {"$ref": "#/paths/~1loop"},
            },
            "c": {"GET": {}, "put": {}, "copy": {}, "head": null, "additionalOperations": {"MOVE": {}, "get": {}}},
        });
        // PATCH, GET, PUT and COPY; GET, POST, `tags`, PURGE, PUT and COPY; both with MOVE and the other GET.
        assert_eq!(of_openapi(&document), 4 + 6 + 2 * 2);
    }
}
