//! What alternatives without a name are called.

use serde_json::Value;

use crate::lower::facts::{gather, resolve};
use crate::lower::types::Types;

/// What sets an inline alternative apart: the value of a constant member, its only member, else its position.
pub(super) fn label(types: &Types<'_>, pointers: &[&str], position: usize) -> String {
    let constants: Vec<_> = pointers.iter().map(|pointer| constants(types, pointer)).collect();
    let own = &constants[position];
    let is_telling = |(name, value): &&(String, String)| {
        let same = constants.iter().flatten().filter(|(other, same)| other == name && same == value);
        same.count() == 1
    };
    if let Some((_, value)) = own.iter().find(is_telling) {
        return value.clone();
    }
    if !own.is_empty() {
        let values: Vec<&str> = own.iter().map(|(_, value)| value.as_str()).collect();
        return values.join(" ");
    }
    let facts = gather(types.nodes, &[pointers[position]]);
    let mut required = facts.properties.keys().filter(|name| facts.required.contains(*name));
    match (required.next(), required.next(), facts.properties.keys().next()) {
        (Some(only), None, _) => (*only).to_owned(),
        (None, _, Some(only)) if facts.properties.len() == 1 => (*only).to_owned(),
        _ => format!("Variant {}", position + 1),
    }
}

/// The members that have one value only, each with that value in words.
fn constants(types: &Types<'_>, pointer: &str) -> Vec<(String, String)> {
    let facts = gather(types.nodes, &[pointer]);
    let constants = facts.properties.iter().filter_map(|(name, speakers)| {
        let value = match speakers.iter().find_map(|speaker| constant(types, speaker))? {
            Value::String(only) => only,
            // A number or truth value says nothing by itself.
            only => format!("{name} {only}"),
        };
        Some(((*name).to_owned(), value))
    });
    constants.collect()
}

/// The one value a schema allows.
fn constant(types: &Types<'_>, pointer: &str) -> Option<Value> {
    let keywords = types.nodes.keywords(resolve(types.nodes, pointer).definition)?;
    match &keywords.values[..] {
        [only @ (Value::String(_) | Value::Number(_) | Value::Bool(_))] if !keywords.nullable => {
            Some(only.clone())
        }
        _ => None,
    }
}
