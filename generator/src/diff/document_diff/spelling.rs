//! Which differences of spelling have no meaning of their own.

use serde_json::{Map, Value};

use super::defaults::is_default;
use crate::diff::walk::KeywordChange;

/// Keywords that explain and demand nothing.
const WORDS: &[&str] = &[
    "$comment",
    "contact",
    "description",
    "example",
    "examples",
    "externalDocs",
    "license",
    "summary",
    "termsOfService",
    "title",
    "x-lowcodeapi-native-url",
];

/// Keywords whose every meaning the IR carries, so that a difference which it doesn't show is one of spelling.
const CARRIED: &[&str] = &[
    "$ref",
    "allOf",
    "anyOf",
    "components",
    "const",
    "content",
    "contentType",
    "discriminator",
    "encoding",
    "in",
    "info",
    "items",
    "mapping",
    "name",
    "oneOf",
    "openapi",
    "operationId",
    "parameters",
    "paths",
    "prefixItems",
    "properties",
    "requestBody",
    "responses",
    "schema",
    "security",
    "servers",
    "url",
    "version",
];

/// Keywords that say of which type a value is, where `type` doesn't.
pub(super) const IMPLY_A_TYPE: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "prefixItems",
    "properties",
];

/// Whether a difference is one of documentation.
pub(in crate::diff) fn is_words(change: &KeywordChange<'_>) -> bool {
    let about = ["/info/contact", "/info/license", "/externalDocs"];
    let is_stated = change.keyword == "version" && change.node == "/info";
    is_stated
        || (!change.is_name
            && (WORDS.contains(&change.keyword) || about.iter().any(|about| change.node.ends_with(about))))
}

/// Whether a difference that the IR doesn't show is one of spelling.
pub(super) fn is_meaningless(change: &KeywordChange<'_>) -> bool {
    match change.keyword {
        _ if is_default(change) => true,
        "enum" => is_reordered(change) || is_constant(change),
        "required" if is_flag(change) => is_on(change.old) == is_on(change.new),
        "required" => !names_the_unknown(change),
        "anyOf" | "oneOf" if is_of_another_number(change) => false,
        _ if is_counted_otherwise(change) || is_emptied(change) => false,
        "allOf" | "anyOf" | "oneOf" => !is_condition(change),
        "scheme" => is_of_another_case(change),
        "security" => !change.node.is_empty() || is_reordered(change),
        // Read from an example what the document said, or the reverse.
        "x-lowcodeapi-inferred" => false,
        // The stages' own: all the others are read.
        keyword => CARRIED.contains(&keyword) || keyword.starts_with("x-lowcodeapi-") || is_method(keyword),
    }
}

/// Whether a keyword is a flag on both sides, or absent.
pub(super) fn is_flag(change: &KeywordChange<'_>) -> bool {
    change.old.is_none_or(Value::is_boolean) && change.new.is_none_or(Value::is_boolean)
}

fn is_on(flag: Option<&Value>) -> bool {
    flag == Some(&Value::Bool(true))
}

fn is_method(keyword: &str) -> bool {
    crate::document::METHODS.contains(&keyword)
}

/// Whether texts differ in nothing but case, which the names of HTTP's schemes don't tell (RFC 9110, 11.1).
fn is_of_another_case(change: &KeywordChange<'_>) -> bool {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_ascii_lowercase);
    text(change.old) == text(change.new)
}

/// Whether two lists of values differ in their order, which says nothing.
pub(super) fn is_reordered(change: &KeywordChange<'_>) -> bool {
    let (Some(Value::Array(old)), Some(Value::Array(new))) = (change.old, change.new) else { return false };
    old.len() == new.len() && old.iter().all(|value| new.contains(value))
}

/// Whether the one value of a list is stated as a constant, or was.
fn is_constant(change: &KeywordChange<'_>) -> bool {
    let (values, other) = match (change.old, change.new) {
        (Some(values), None) => (values, change.nodes.1),
        (None, Some(values)) => (values, change.nodes.0),
        _ => return false,
    };
    values.as_array().is_some_and(|values| values.len() == 1 && values.first() == other.get("const"))
}

/// Whether members are required, or no longer, that a schema which names its members doesn't name.
pub(super) fn names_the_unknown(change: &KeywordChange<'_>) -> bool {
    let required = |node: &Map<String, Value>| -> Vec<Value> {
        node.get("required").and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let (old, new) = change.nodes;
    let (before, after) = (required(old), required(new));
    let differing = before.iter().filter(|name| !after.contains(name));
    let mut differing = differing.chain(after.iter().filter(|name| !before.contains(name)));
    let names = |node: &Map<String, Value>, name: &str| {
        node.contains_key("allOf")
            || node.get("properties").is_none_or(|properties| properties.get(name).is_some())
    };
    differing.any(|name| name.as_str().is_some_and(|name| !names(old, name) && !names(new, name)))
}

/// Whether one of the alternatives was to be met before and any number of them may be now, or the reverse. A type that
/// may be `null` is the same either way.
fn is_of_another_number(change: &KeywordChange<'_>) -> bool {
    let other = if change.keyword == "oneOf" { "anyOf" } else { "oneOf" };
    let moved = match (change.old, change.new) {
        (Some(alternatives), None) => change.nodes.1.get(other) == Some(alternatives),
        (None, Some(alternatives)) => change.nodes.0.get(other) == Some(alternatives),
        _ => false,
    };
    moved && !super::values::is_nullable(change.nodes.0)
}

/// Whether there are more parts or alternatives, or fewer.
pub(super) fn is_counted_otherwise(change: &KeywordChange<'_>) -> bool {
    let composes = matches!(change.keyword, "allOf" | "anyOf" | "oneOf");
    let count = |value: Option<&Value>| value.and_then(Value::as_array).map(Vec::len);
    composes && count(change.old).zip(count(change.new)).is_some_and(|(old, new)| old != new)
}

/// Whether a schema says nothing any more of what a value is, or said nothing.
fn is_emptied(change: &KeywordChange<'_>) -> bool {
    let says = |node: &Map<String, Value>| {
        node.contains_key("type") || IMPLY_A_TYPE.iter().any(|keyword| node.contains_key(*keyword))
    };
    IMPLY_A_TYPE.contains(&change.keyword) && says(change.nodes.0) != says(change.nodes.1)
}

/// Whether a name is one of a member, or of an alternative: what bears it is told, unless the client sees nothing of it.
pub(super) fn is_of_schema(change: &KeywordChange<'_>) -> bool {
    change.is_name && (change.node.ends_with("/properties") || change.node.ends_with("/mapping"))
}

/// Whether alternatives only say which members may stand together, of which the client knows nothing.
pub(super) fn is_condition(change: &KeywordChange<'_>) -> bool {
    let conditional = |value: &Value| {
        let only = |members: &Map<String, Value>| {
            members.keys().all(|key| matches!(key.as_str(), "required" | "not" | "title" | "description"))
        };
        let all = |items: &[Value]| items.iter().all(|item| item.as_object().is_some_and(only));
        let says = |item: &Value| item.get("required").or(item.get("not")).is_some();
        value.as_array().is_some_and(|items| all(items) && items.iter().any(says))
    };
    change.old.is_none_or(conditional) && change.new.is_none_or(conditional)
}
