//! What alternatives without a name are called.

use serde_json::Value;

use crate::lower::facts::{gather, resolve};
use crate::lower::types::Types;

/// What an inline alternative is called.
pub(super) struct Label {
    /// In its place, by which `names.toml` knows it.
    pub(super) place: String,
    /// In a new name.
    pub(super) word: String,
}

/// What sets an inline alternative apart: the value of a constant member, its only member, else its position, or in a new name
/// a member that none of the others has.
pub(super) fn label(types: &Types<'_>, pointers: &[&str], position: usize) -> Label {
    if let Some(place) = told(types, pointers, position) {
        return Label { word: place.clone(), place };
    }
    let place = format!("Variant {}", position + 1);
    let word = own_member(types, pointers, position).map(|member| format!("With {member}"));
    Label { word: word.unwrap_or_else(|| place.clone()), place }
}

/// A member that only this alternative requires, else one that only it has.
fn own_member(types: &Types<'_>, pointers: &[&str], position: usize) -> Option<String> {
    let facts: Vec<_> = pointers.iter().map(|pointer| gather(types.nodes, &[pointer])).collect();
    let (own, others) = (&facts[position], || facts.iter().enumerate().filter(|(at, _)| *at != position));
    let is_required = |name: &&&str| {
        own.required.contains(**name) && !others().any(|(_, other)| other.required.contains(**name))
    };
    let is_had = |name: &&&str| !others().any(|(_, other)| other.properties.contains_key(**name));
    let members = || own.properties.keys();
    members().find(is_required).or_else(|| members().find(is_had)).map(|name| (*name).to_owned())
}

/// What sets an alternative apart by itself.
fn told(types: &Types<'_>, pointers: &[&str], position: usize) -> Option<String> {
    let constants: Vec<_> = pointers.iter().map(|pointer| constants(types, pointer)).collect();
    let own = &constants[position];
    let is_telling = |(name, value): &&(String, String)| {
        let same = constants.iter().flatten().filter(|(other, same)| other == name && same == value);
        same.count() == 1
    };
    if let Some((_, value)) = own.iter().find(is_telling) {
        return Some(value.clone());
    }
    if !own.is_empty() {
        let values: Vec<&str> = own.iter().map(|(_, value)| value.as_str()).collect();
        return Some(values.join(" "));
    }
    let facts = gather(types.nodes, &[pointers[position]]);
    let mut required = facts.properties.keys().filter(|name| facts.required.contains(*name));
    match (required.next(), required.next(), facts.properties.keys().next()) {
        (Some(only), None, _) => Some((*only).to_owned()),
        (None, _, Some(only)) if facts.properties.len() == 1 => Some((*only).to_owned()),
        _ => None,
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
