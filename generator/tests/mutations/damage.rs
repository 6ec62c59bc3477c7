//! One random change of a document: a node is deleted, retyped, duplicated, or swapped with another.

use serde_json::{Map, Value, json};
use test_support::Random;

/// Changes something, somewhere.
pub(crate) fn damage(document: &mut Value, random: &mut Random) {
    let mut pointers = Vec::new();
    collect(document, "", &mut pointers);
    if pointers.is_empty() {
        return;
    }
    let at = random.choose(&pointers).clone();
    match random.below(5) {
        0 => delete(document, &at),
        1 => set(document, &at, junk(random)),
        2 => duplicate(document, &at, random),
        3 => rename(document, &at, random),
        _ => {
            let other = random.choose(&pointers).clone();
            let (one, two) = (document.pointer(&at).cloned(), document.pointer(&other).cloned());
            set(document, &at, two.unwrap_or_default());
            set(document, &other, one.unwrap_or_default());
        }
    }
}

fn collect(value: &Value, at: &str, pointers: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (escape(key), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (token, child) in children {
        let pointer = format!("{at}/{token}");
        pointers.push(pointer.clone());
        collect(child, &pointer, pointers);
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The node a pointer's last token is a key of, and that key.
fn parent<'v>(document: &'v mut Value, at: &str) -> Option<(&'v mut Value, String)> {
    let (parent, key) = at.rsplit_once('/')?;
    Some((document.pointer_mut(parent)?, key.replace("~1", "/").replace("~0", "~")))
}

fn delete(document: &mut Value, at: &str) {
    match parent(document, at) {
        Some((Value::Object(members), key)) => drop(members.shift_remove(&key)),
        Some((Value::Array(items), key)) => drop(items.remove(key.parse().expect("it is an index"))),
        _ => {}
    }
}

fn set(document: &mut Value, at: &str, value: Value) {
    if let Some(node) = document.pointer_mut(at) {
        *node = value;
    }
}

fn duplicate(document: &mut Value, at: &str, random: &mut Random) {
    let Some(copy) = document.pointer(at).cloned() else { return };
    match parent(document, at) {
        Some((Value::Object(members), key)) => drop(members.insert(twin(&key, random), copy)),
        Some((Value::Array(items), _)) => items.push(copy),
        _ => {}
    }
}

fn rename(document: &mut Value, at: &str, random: &mut Random) {
    if let Some((Value::Object(members), key)) = parent(document, at) {
        let new = twin(&key, random);
        let renamed: Map<String, Value> = std::mem::take(members)
            .into_iter()
            .map(|(k, v)| (if k == key { new.clone() } else { k }, v))
            .collect();
        *members = renamed;
    }
}

/// A name that is easily taken for another.
fn twin(key: &str, random: &mut Random) -> String {
    match random.below(7) {
        0 => key.to_uppercase(),
        1 => format!("{key}/"),
        2 => format!("{key}_"),
        3 => format!(" {key}\u{200b}"),
        4 => String::new(),
        5 => "type".to_owned(),
        _ => format!("{{{key}}}"),
    }
}

/// A value of any kind, by preference one that means something in a document.
fn junk(random: &mut Random) -> Value {
    let kinds = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("*/ fn injected() {} /*"),
        json!("object"),
        json!([]),
        json!([null, [[]], {"a": 1}]),
        json!({}),
        json!({"$ref": "#/components/schemas/Missing"}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/paths"}),
        json!({"type": ["string", "null", 1]}),
        json!({"type": "array"}),
        json!({"enum": ["", "a", "A", null, 1, {}]}),
        json!({"allOf": [{"$ref": "#/components/schemas/Missing"}, {"type": "object"}]}),
        json!({"oneOf": [], "discriminator": {"propertyName": "kind"}}),
    ];
    random.choose(&kinds).clone()
}
