//! Where two documents differ, keyword by keyword, wherever the same thing stands in both.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::source::pointer;

/// A keyword whose value differs.
pub(super) struct KeywordChange<'a> {
    /// Where the node stands that the keyword belongs to.
    pub(super) node: String,
    pub(super) keyword: &'a str,
    /// Whether the keyword is a name the document's author chose.
    pub(super) is_name: bool,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
    /// The node on both sides.
    pub(super) nodes: (&'a Map<String, Value>, &'a Map<String, Value>),
}

/// Members of these are named by the document's author, not by the specification.
pub(super) const NAMES: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "mapping",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Values of these are data, or nothing the client reads: they are not looked into.
const OPAQUE: &[&str] = &[
    "const",
    "default",
    "enum",
    "example",
    "examples",
    "externalDocs",
    "links",
    "pathItems",
    "scopes",
    "security",
    "xml",
];

/// Stands for a holder that isn't there.
static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::Object(Map::new()));

/// Whether a key only holds components, so that it makes no difference whether it is empty or absent.
fn is_holder(key: &str, names: bool) -> bool {
    !names && matches!(key, "components" | "schemas")
}

/// Whether two lists are values rather than nodes: names, texts, or nodes of which nothing says which is which.
fn is_value(old: &Value, new: &Value) -> bool {
    let (Some(old), Some(new)) = (old.as_array(), new.as_array()) else { return false };
    let nameless = |items: &[Value]| !items.iter().any(|item| item.get("name").is_some());
    let plain = !old.iter().any(Value::is_object);
    plain || (old.len() != new.len() && nameless(old) && nameless(new))
}

/// The keywords whose values differ, in document order, the old side's first. Key order has no meaning. A node that is
/// in one document only is one change, under the key it stands at. Of lists whose items moved, nothing is told.
pub(super) fn changes<'a>(old: &'a Value, new: &'a Value) -> Vec<KeywordChange<'a>> {
    let mut walk = Walk { changes: Vec::new(), at: String::new() };
    walk.values(old, new, false);
    walk.changes
}

struct Walk<'a> {
    changes: Vec<KeywordChange<'a>>,
    at: String,
}

impl<'a> Walk<'a> {
    /// `names` says whether the keys of the values are names.
    fn values(&mut self, old: &'a Value, new: &'a Value, names: bool) {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => self.objects(old, new, names),
            (Value::Array(old), Value::Array(new)) => self.arrays(old, new),
            _ => {}
        }
    }

    fn objects(&mut self, old: &'a Map<String, Value>, new: &'a Map<String, Value>, names: bool) {
        for (key, before) in old {
            match new.get(key) {
                Some(after) if before == after => {}
                Some(after) => {
                    let opaque = !names && (OPAQUE.contains(&key.as_str()) || key.starts_with("x-"));
                    let nested =
                        (before.is_object() && after.is_object()) || (before.is_array() && after.is_array());
                    if opaque || !nested || is_value(before, after) {
                        self.change(key, names, (old, new));
                    } else {
                        let inner = !names && NAMES.contains(&key.as_str());
                        self.below(key, |walk| walk.values(before, after, inner));
                    }
                }
                None if is_holder(key, names) => {
                    self.below(key, |walk| walk.values(before, &NOTHING, NAMES.contains(&key.as_str())));
                }
                None => self.change(key, names, (old, new)),
            }
        }
        for (key, after) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
            if is_holder(key, names) {
                self.below(key, |walk| walk.values(&NOTHING, after, NAMES.contains(&key.as_str())));
            } else {
                self.change(key, names, (old, new));
            }
        }
    }

    fn arrays(&mut self, old: &'a [Value], new: &'a [Value]) {
        let named =
            |value: &'a Value| Some((value.get("name")?.as_str()?, value.get("in").and_then(Value::as_str)));
        for (at, before) in old.iter().enumerate() {
            let counterpart = match named(before) {
                Some(name) => new.iter().position(|other| named(other) == Some(name)),
                None => (old.len() == new.len()).then_some(at),
            };
            if let Some(counterpart) = counterpart
                && *before != new[counterpart]
            {
                self.below(&counterpart.to_string(), |walk| walk.values(before, &new[counterpart], false));
            }
        }
    }

    fn below(&mut self, key: &str, then: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        self.at = pointer::child(&self.at, key);
        then(self);
        self.at.truncate(length);
    }

    fn change(
        &mut self,
        keyword: &'a str,
        is_name: bool,
        nodes: (&'a Map<String, Value>, &'a Map<String, Value>),
    ) {
        let (old, new) = (nodes.0.get(keyword), nodes.1.get(keyword));
        self.changes.push(KeywordChange { node: self.at.clone(), keyword, is_name, old, new, nodes });
    }
}
