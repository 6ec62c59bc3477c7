//! Something added to a node of a document, as its place invites it.

use serde_json::{Map, Value, json};
use test_support::Random;

/// Adds something to the node that stands under `key`; what was added, in words.
pub(super) fn add(node: &mut Value, key: &str, random: &mut Random) -> Option<String> {
    let random = &mut |end: usize| random.below(end);
    match node {
        Value::Array(items) => {
            let item = item(key, items, random)?;
            let what = format!("added {item}");
            items.push(item);
            Some(what)
        }
        Value::Object(members) => {
            let (name, value) = member(key, members, random)?;
            if members.contains_key(name) {
                return None;
            }
            let what = format!("added `{name}`: {value}");
            members.insert(name.to_owned(), value);
            Some(what)
        }
        _ => None,
    }
}

fn item(key: &str, items: &[Value], random: &mut impl FnMut(usize) -> usize) -> Option<Value> {
    let text = json!({"type": "string"});
    Some(match key {
        "parameters" => {
            let place = ["query", "header"][random(2)];
            json!({"name": "added", "in": place, "required": random(2) == 0, "schema": text})
        }
        "enum" if items.iter().all(Value::is_string) => json!("added"),
        "enum" if items.iter().all(Value::is_number) => json!(4711),
        "oneOf" | "anyOf" => json!({"type": "boolean"}),
        "allOf" => json!({"type": "object", "properties": {"added": text}}),
        "servers" => json!({"url": "https://added.example.com"}),
        "security" => json!({}),
        _ => return None,
    })
}

fn member(
    key: &str,
    members: &Map<String, Value>,
    random: &mut impl FnMut(usize) -> usize,
) -> Option<(&'static str, Value)> {
    let text = json!({"type": "string"});
    let is = |name: &str| members.get("type").and_then(Value::as_str) == Some(name);
    let mut one_of = |mut choices: Vec<(&'static str, Value)>| {
        let at = random(choices.len());
        Some(choices.swap_remove(at))
    };
    if key == "properties" || key == "schemas" {
        return Some(("added", text));
    }
    match key {
        "responses" if members.contains_key("200") => one_of(vec![
            ("202", json!({"description": "later"})),
            ("418", json!({"description": "a teapot"})),
        ]),
        "content" => Some(("application/xml", json!({"schema": text}))),
        "headers" => Some(("X-Added", json!({"schema": text}))),
        _ if members.contains_key("responses") => one_of(vec![
            ("deprecated", json!(true)),
            ("security", json!([])),
            ("servers", json!([{"url": "https://added.example.com"}])),
            ("requestBody", json!({"content": {"text/plain": {"schema": text}}})),
            ("callbacks", json!({"done": {}})),
        ]),
        _ if members.contains_key("in") && members.contains_key("name") => one_of(vec![
            ("deprecated", json!(true)),
            ("required", json!(true)),
            ("explode", json!(false)),
            ("allowEmptyValue", json!(true)),
        ]),
        _ if is("string") => one_of(vec![
            ("maxLength", json!(5)),
            ("pattern", json!("^a")),
            ("format", json!("uuid")),
            ("enum", json!(["a", "b"])),
            ("default", json!("a")),
            ("nullable", json!(true)),
            ("deprecated", json!(true)),
            ("readOnly", json!(true)),
        ]),
        _ if is("integer") || is("number") => one_of(vec![
            ("minimum", json!(5)),
            ("multipleOf", json!(5)),
            ("format", json!("double")),
            ("default", json!(5)),
            ("writeOnly", json!(true)),
        ]),
        _ if is("array") => one_of(vec![("maxItems", json!(5)), ("uniqueItems", json!(true))]),
        _ if is("object") => one_of(vec![
            ("additionalProperties", json!(false)),
            ("minProperties", json!(1)),
            ("nullable", json!(true)),
        ]),
        _ => None,
    }
}
