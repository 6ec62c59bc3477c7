//! Schemas: nearly the same in both versions.

use foldhash::HashSet;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::{Object, lookup};
use crate::extensions::FILE;
use crate::source::pointer::{child, unescape};

/// How documents, each by the extension of its maker, say that a value may be null.
const NULLABLE: [&str; 2] = ["x-nullable", "x-isnullable"];

/// What a subtype is called in the discriminator, by the extensions that have caught on.
const TAGS: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

/// A schema with everything below it. References still lead where they led.
pub(super) fn schema(value: &Value) -> Value {
    let Value::Object(members) = value else { return value.clone() };
    let mut raised: Object = members.iter().map(|(key, value)| (key.clone(), member(key, value))).collect();
    if members.get("type").is_some_and(|stated| stated == "file") {
        raised.insert("type".to_owned(), "string".into());
        raised.insert("format".to_owned(), "binary".into());
        raised.insert(FILE.to_owned(), true.into());
    }
    if NULLABLE.iter().any(|key| raised.shift_remove(*key) == Some(Value::Bool(true))) {
        return nullable(raised);
    }
    Value::Object(raised)
}

/// Beside a reference 3.0 reads nothing.
fn nullable(mut raised: Object) -> Value {
    if let Some(target) = raised.shift_remove("$ref") {
        raised.insert("allOf".to_owned(), json!([{ "$ref": target }]));
    }
    raised.insert("nullable".to_owned(), true.into());
    Value::Object(raised)
}

fn member(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("properties" | "patternProperties" | "definitions", Value::Object(named)) => {
            named.iter().map(|(name, inner)| (name.clone(), schema(inner))).collect::<Map<_, _>>().into()
        }
        ("allOf" | "anyOf" | "oneOf" | "items", Value::Array(list)) => list.iter().map(schema).collect(),
        ("items" | "additionalProperties" | "not", inner) => schema(inner),
        ("discriminator", Value::String(name)) => json!({ "propertyName": name }),
        _ => value.clone(),
    }
}

/// Fills in what subtypes are called by their discriminator, where one of them says so itself: the others are called as
/// they are defined.
pub(super) fn name_subtypes(root: &Object, raised: &mut Object) {
    let mut mappings: IndexMap<String, Object> = IndexMap::new();
    let mut told = HashSet::default();
    for (name, definition) in super::section(root, "definitions") {
        let Some(base) = base(root, name) else { continue };
        let tag = TAGS.iter().find_map(|key| definition.get(*key)).and_then(Value::as_str);
        if tag.is_some() {
            told.insert(base.clone());
        }
        let target = format!("#{}", child("/components/schemas", name));
        mappings.entry(base).or_default().insert(tag.unwrap_or(name).to_owned(), target.into());
    }
    for (base, mapping) in mappings.into_iter().filter(|(base, _)| told.contains(base)) {
        if let Some(discriminator) = raised.get_mut(&base).and_then(|base| base.get_mut("discriminator")) {
            discriminator["mapping"] = Value::Object(mapping);
        }
    }
}

/// The definition with the discriminator that a definition inherits, or its own.
fn base(root: &Object, name: &str) -> Option<String> {
    let mut seen = HashSet::default();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        let pointer = child("/definitions", &name);
        let Some(definition) = lookup(root, &pointer).filter(|_| seen.insert(name.clone())) else { continue };
        if definition.get("discriminator").is_some_and(Value::is_string) {
            return Some(name);
        }
        let parts = definition.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let named = parts.filter_map(|part| part.get("$ref")?.as_str()?.strip_prefix("#/definitions/"));
        open.extend(named.map(|name| unescape(name).into_owned()));
    }
    None
}
