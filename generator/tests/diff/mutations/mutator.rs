//! One change of one node of a document.

use serde_json::{Value, json};
use test_support::Random;

use super::addition;

/// Pointers of everything but the root.
pub(super) fn places(document: &Value) -> Vec<String> {
    let mut places = Vec::new();
    collect(document, "", &mut places);
    places
}

fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    if !at.is_empty() {
        places.push(at.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{at}/{key}"), places);
            }
        }
        Value::Array(items) => {
            for (key, value) in items.iter().enumerate() {
                collect(value, &format!("{at}/{key}"), places);
            }
        }
        _ => {}
    }
}

/// The document with one node removed or changed, and in words what was done.
pub(super) fn mutate(document: &Value, place: &str, random: &mut Random) -> Option<(Value, String)> {
    let mut mutant = document.clone();
    let (parent, key) = place.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let how = random.below(4);
    if how == 0 {
        let is_nothing = says_nothing(&key, mutant.pointer(place)?);
        match mutant.pointer_mut(parent)? {
            Value::Object(members) => drop(members.shift_remove(&key)),
            Value::Array(items) => drop(items.remove(key.parse().ok()?)),
            _ => return None,
        }
        let what = if is_nothing { "removed nothing" } else { "removed" };
        return Some((mutant, what.to_owned()));
    }
    let node = mutant.pointer_mut(place)?;
    if how == 1 && (node.is_object() || node.is_array()) {
        let what = addition::add(node, &key, random)?;
        return Some((mutant, what));
    }
    let before = node.to_string();
    match node {
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(number) => *node = json!(number.as_i64().unwrap_or(0) + 1),
        Value::String(text) => {
            let types = ["string", "integer", "boolean"];
            let places = ["query", "header", "cookie"];
            match types.iter().position(|ty| ty == text) {
                Some(at) if place.ends_with("/type") => types[(at + 1) % 3].clone_into(text),
                _ if place.ends_with("/in") && places.contains(&&**text) => {
                    places[random.below(3)].clone_into(text);
                }
                _ => text.push('x'),
            }
        }
        Value::Null => *node = json!(1),
        Value::Array(items) if items.len() > 1 => drop(items.pop()),
        Value::Object(members) if !members.is_empty() => {
            let (key, value) = members.iter().nth(random.below(members.len()))?;
            let (key, value) = (key.clone(), value.clone());
            members.shift_remove(&key);
            members.insert(format!("{key}x"), value);
            return Some((mutant, format!("`{key}` renamed")));
        }
        Value::Array(_) | Value::Object(_) => return None,
    }
    let after = node.to_string();
    (before != after).then(|| (mutant, format!("{before} became {after}")))
}

/// Whether a value says what holds anyway.
fn says_nothing(key: &str, value: &Value) -> bool {
    match (key, value) {
        (_, Value::Array(items)) => items.is_empty(),
        (
            "allowEmptyValue" | "allowReserved" | "deprecated" | "nullable" | "readOnly" | "required"
            | "uniqueItems" | "writeOnly",
            Value::Bool(flag),
        ) => !flag,
        ("explode", Value::Bool(flag)) => *flag,
        ("style", Value::String(style)) => style == "form" || style == "simple",
        ("minItems" | "minLength" | "minProperties", value) => value.as_u64() == Some(0),
        _ => false,
    }
}
