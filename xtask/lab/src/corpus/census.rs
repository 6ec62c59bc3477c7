//! Counts the operations of a document as it is, before anything is done to it.

use serde_json::{Map, Value};

use lowcodeapi_generator::document::Form;

/// Members of a path item that are no operations (OpenAPI 3.0.4, section 4.8.9).
const BESIDE: [&str; 5] = ["parameters", "servers", "summary", "description", "$ref"];

/// How many operations the text has.
pub(super) fn operations(text: &str, form: &Form) -> usize {
    let Ok(document) = serde_json::from_str::<Value>(text) else { return 0 };
    match form {
        Form::OpenApi => of_openapi(&document),
        Form::Wrapped(pointer) => document.pointer(pointer).map_or(0, of_openapi),
        Form::Definition(pointer) => document.pointer(pointer).map_or(0, of_definition),
    }
}

/// The same of a document as OpenAPI has it.
pub(crate) fn of_openapi(document: &Value) -> usize {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let items = paths.filter(|(key, _)| !key.starts_with("x-")).filter_map(|(_, item)| item.as_object());
    items.map(|item| in_item(item) + referenced(document, item).map_or(0, in_item)).sum()
}

fn in_item(item: &Map<String, Value>) -> usize {
    let is_operation = |(key, value): &(&String, &Value)| {
        value.is_object() && !BESIDE.contains(&key.as_str()) && !key.starts_with("x-")
    };
    item.iter().filter(is_operation).count()
}

fn referenced<'d>(document: &'d Value, item: &Map<String, Value>) -> Option<&'d Map<String, Value>> {
    document.pointer(item.get("$ref")?.as_str()?.strip_prefix('#')?)?.as_object()
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
}
