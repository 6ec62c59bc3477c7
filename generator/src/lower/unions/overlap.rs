//! Alternatives of which several may hold at once: one object has what any of them says.

use foldhash::HashSet;

use crate::lower::facts::{Alternatives, Facts, gather, resolve};
use crate::lower::inheritance;
use crate::lower::nodes::is_component;
use crate::lower::shape::kind;
use crate::lower::types::Types;
use crate::model::SchemaType;

/// How deep members of members are compared; deeper ones differ.
const DEEPEST: usize = 8;

/// Whether the alternatives are objects that one value may be several of.
///
/// Generators write `anyOf` for `oneOf`, so alternatives stay types of their own where anything sets each two of them
/// apart: a discriminator, a constant, a member of another type, or a required member on either side that the other
/// doesn't know.
pub(super) fn overlap(types: &Types<'_>, alternatives: &Alternatives<'_>) -> bool {
    let pointers: Vec<&str> =
        alternatives.pointers.iter().copied().filter(|pointer| !super::is_null(types, pointer)).collect();
    if !alternatives.may_overlap
        || pointers.len() < 2
        || alternatives.discriminator.is_some()
        || inheritance::common(types.nodes, &alternatives.pointers).is_some()
    {
        return false;
    }
    let each: Vec<Facts<'_>> = pointers.iter().map(|pointer| gather(types.nodes, &[pointer])).collect();
    each.iter().all(is_described_object)
        && each
            .iter()
            .enumerate()
            .all(|(at, one)| each[at + 1..].iter().all(|other| !are_set_apart(types, one, other, DEEPEST)))
}

/// Whether all the alternatives are objects whose members are described.
pub(super) fn are_objects(types: &Types<'_>, alternatives: &Alternatives<'_>) -> bool {
    alternatives.pointers.iter().all(|pointer| {
        let inner = gather(types.nodes, &[pointer]);
        inner.values.is_none() && kind(&inner) == Some(SchemaType::Object)
    })
}

fn is_described_object(facts: &Facts<'_>) -> bool {
    kind(facts) == Some(SchemaType::Object)
        && facts.values.is_none()
        && facts.alternatives.is_empty()
        && !facts.properties.is_empty()
}

fn are_set_apart(types: &Types<'_>, one: &Facts<'_>, other: &Facts<'_>, depth: usize) -> bool {
    let has_own = |one: &Facts<'_>, other: &Facts<'_>| {
        one.required
            .iter()
            .any(|name| one.properties.contains_key(name) && !other.properties.contains_key(name))
    };
    let differs = |(name, speakers): (&&str, &Vec<&str>)| {
        other.properties.get(name).is_some_and(|others| !is_same(types, speakers, others, depth))
    };
    (has_own(one, other) && has_own(other, one)) || one.properties.iter().any(differs)
}

/// Whether two schemas of one member are the same type.
fn is_same(types: &Types<'_>, one: &[&str], other: &[&str], depth: usize) -> bool {
    let definitions = |speakers: &[&str]| -> Vec<String> {
        speakers.iter().map(|speaker| resolve(types.nodes, speaker).definition.to_owned()).collect()
    };
    let (one, other) = (definitions(one), definitions(other));
    if one == other {
        return true;
    }
    let facts = |definitions: &[String]| {
        let definitions: Vec<&str> = definitions.iter().map(String::as_str).collect();
        let facts = gather(types.nodes, &definitions);
        let is_scalar = matches!(
            kind(&facts),
            Some(SchemaType::String | SchemaType::Integer | SchemaType::Number | SchemaType::Boolean)
        );
        let listed: Option<HashSet<String>> =
            facts.values.as_ref().map(|values| values.iter().map(ToString::to_string).collect());
        (is_scalar && facts.alternatives.is_empty()).then(|| (kind(&facts), listed, facts.nullable))
    };
    if facts(&one).is_some_and(|one| facts(&other) == Some(one)) {
        return true;
    }
    // Members that are objects in turn, described where they stand.
    let object = |definitions: &[String]| match definitions {
        [definition] if !is_component(definition) => {
            let facts = gather(types.nodes, &[definition]);
            is_described_object(&facts).then_some(definition.clone())
        }
        _ => None,
    };
    match (object(&one), object(&other)) {
        (Some(one), Some(other)) if depth > 0 => {
            let (one, other) = (gather(types.nodes, &[&one]), gather(types.nodes, &[&other]));
            !are_set_apart(types, &one, &other, depth - 1)
        }
        _ => false,
    }
}
