//! Instances to try, and the validator that judges them.

use std::sync::LazyLock;

use lowcodeapi_generator::diff::subset::Travel;
use serde_json::{Map, Value, json};

/// An instance that meets the one schema and not the other, of those that are tried. Objects have the members only that
/// the schema they meet speaks of.
pub(crate) fn counterexample(narrow: &Value, wide: &Value, way: Travel) -> Option<Value> {
    let own = jsonschema::draft202012::new(&closed(narrow)).expect("the schema is one");
    let other = jsonschema::draft202012::new(&tolerant(wide, way)).expect("the schema is one");
    POOL.iter().find(|instance| own.is_valid(instance) && !other.is_valid(instance)).cloned()
}

/// The schema as who speaks HTTP takes it: of alternatives that are objects of which each names a member that another
/// doesn't, one is meant, and whoever receives an object leaves members alone that nothing names.
fn tolerant(schema: &Value, way: Travel) -> Value {
    match schema {
        Value::Object(members) => {
            let is_left_alone = |(keyword, value): &(&String, &Value)| {
                way == Travel::Received && *keyword == "additionalProperties" && **value == Value::Bool(false)
            };
            let each = members.iter().filter(|member| !is_left_alone(member)).map(|(keyword, value)| {
                let needs_no_telling = keyword == "oneOf"
                    && value.as_array().is_some_and(|all| {
                        are_named_otherwise(all) || (way == Travel::Received && all.iter().any(is_closed))
                    });
                let keyword = if needs_no_telling { "anyOf".to_owned() } else { keyword.clone() };
                (keyword, tolerant(value, way))
            });
            Value::Object(each.collect())
        }
        Value::Array(items) => items.iter().map(|item| tolerant(item, way)).collect(),
        other => other.clone(),
    }
}

/// Whether a schema rules members out, itself or in a part of it.
fn is_closed(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => {
            members.get("additionalProperties") == Some(&Value::Bool(false))
                || members.values().any(is_closed)
        }
        Value::Array(items) => items.iter().any(is_closed),
        _ => false,
    }
}

fn are_named_otherwise(alternatives: &[Value]) -> bool {
    let names = |schema: &Value| -> Vec<String> {
        let named = schema.get("properties").and_then(Value::as_object);
        named.into_iter().flat_map(|named| named.keys().cloned()).collect()
    };
    let all: Vec<_> = alternatives.iter().map(names).collect();
    let differ = |one: &Vec<String>, other: &Vec<String>| one.iter().any(|name| !other.contains(name));
    all.iter()
        .enumerate()
        .any(|(at, one)| all.iter().skip(at + 1).any(|other| differ(one, other) || differ(other, one)))
}

/// The schema without members of which it doesn't speak, wherever a value of its own stands.
fn closed(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut members = inside(members);
    members.entry("unevaluatedProperties").or_insert(json!(false));
    Value::Object(members)
}

/// The same for what stands below a schema of which it doesn't matter itself: all its parts count together.
fn inside(members: &Map<String, Value>) -> Map<String, Value> {
    let part =
        |part: &Value| part.as_object().map_or_else(|| part.clone(), |part| Value::Object(inside(part)));
    let each = members.iter().map(|(keyword, value)| {
        let value = match (keyword.as_str(), value) {
            ("items" | "additionalProperties", value) => closed(value),
            ("properties", Value::Object(named)) => {
                named.iter().map(|(name, schema)| (name.clone(), closed(schema))).collect()
            }
            ("prefixItems", Value::Array(items)) => items.iter().map(closed).collect(),
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => parts.iter().map(part).collect(),
            (_, value) => value.clone(),
        };
        (keyword.clone(), value)
    });
    each.collect()
}

/// Values around all limits that schemas are drawn with, alone, in lists and as members.
static POOL: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let scalars = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(4),
        json!(-1),
        json!(1.5),
        json!(0.5),
        json!(""),
        json!("a"),
        json!("b"),
        json!("ab"),
        json!("abc"),
        json!("abcd"),
    ];
    let mut small = scalars.clone();
    small.extend([json!([]), json!({})]);
    small.extend(scalars.iter().flat_map(|one| [json!([one]), json!({"a": one}), json!({"b": one})]));
    let mut pool = small.clone();
    for one in &small {
        pool.push(json!([one]));
        pool.push(json!({"a": one}));
        pool.push(json!({"b": one}));
        pool.push(json!({"c": one}));
        for other in &scalars {
            pool.push(json!([one, other]));
            pool.push(json!({"a": one, "b": other}));
            pool.push(json!({"a": other, "b": one}));
            pool.push(json!({"a": one, "c": other}));
        }
    }
    for one in &scalars {
        pool.push(json!([one, one, one]));
        pool.push(json!([one, 1, "a"]));
        pool.push(json!({"a": one, "b": one, "c": one}));
        pool.push(json!({"a": one, "b": 1, "c": "a"}));
    }
    pool
});
