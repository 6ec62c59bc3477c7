//! Whether two schemas have no value in common.

use serde_json::Value;

use super::{Answer, objects::names, types::Types, values::Values};

/// Which members objects are taken to have.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum World {
    /// Those that their schema names.
    Closed,
    /// Any others too.
    Open,
}

/// How far members of members are followed.
const DEEPEST: usize = 6;

/// Whether no value but `null` is one of both.
pub(super) fn are(one: &Values<'_>, other: &Values<'_>, world: World) -> bool {
    apart(one, other, world, 0)
}

/// Whether objects of one schema may have members that the other doesn't name.
pub(super) fn are_named_otherwise(one: &Values<'_>, other: &Values<'_>) -> bool {
    let known: Vec<&str> = other.parts.iter().flat_map(names).collect();
    let are_objects = one.types == Types::OBJECT && other.types == Types::OBJECT;
    are_objects && one.parts.iter().flat_map(names).any(|name| !known.contains(&name))
}

/// Whether both name members and none in common: such objects are meant to be two, though neither excludes the other.
pub(super) fn are_strangers(one: &Values<'_>, other: &Values<'_>) -> bool {
    let mut known = other.parts.iter().flat_map(names).peekable();
    let own: Vec<&str> = one.parts.iter().flat_map(names).collect();
    let are_both_named = known.peek().is_some() && !own.is_empty();
    one.types == Types::OBJECT && are_both_named && !known.any(|name| own.contains(&name))
}

fn apart(one: &Values<'_>, other: &Values<'_>, world: World, depth: usize) -> bool {
    let common = one.types.and(other.types);
    if common == Types::NONE {
        return true;
    }
    if depth > DEEPEST {
        return false;
    }
    for (listed, other) in [(one, other), (other, one)] {
        if let Some(values) = listed.finite() {
            return values.iter().all(|value| other.admits(value) == Answer::No);
        }
    }
    for (union, other) in [(one, other), (other, one)] {
        if let Some(alternatives) = union.split() {
            return alternatives.iter().all(|one| apart(one, other, world, depth + 1));
        }
    }
    common == Types::OBJECT && (demands(one, other, world, depth) || demands(other, one, world, depth))
}

/// Whether one demands a member that the other can't have.
fn demands(one: &Values<'_>, other: &Values<'_>, world: World, depth: usize) -> bool {
    let lists = one.parts.iter().filter_map(|part| part.node.get("required")?.as_array());
    let mut required = lists.flatten().filter_map(Value::as_str);
    required.any(|name| {
        let is_named = other.parts.iter().flat_map(names).any(|known| known == name);
        let (own, others) = (one.member(name), other.member(name));
        if others.is_empty() {
            // One that says nothing of its members may have any.
            let says = other.parts.iter().any(|part| names(part).next().is_some());
            return !is_named && says && world == World::Closed;
        }
        let (own, others) = (Values::of(one.document, &own), Values::of(other.document, &others));
        let is_null = own.null.max(others.null) == Answer::No;
        is_null && apart(&own, &others, world, depth + 1)
    })
}
