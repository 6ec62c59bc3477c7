//! Schemas that say nothing of their own around the one they refer to.

use super::Annotations;
use crate::lower::nodes::{Nodes, is_component};
use crate::model::Schema;

/// How far a chain of wrappers is followed; longer ones only occur in hostile documents.
const LONGEST_CHAIN: usize = 64;

/// A schema seen through the wrappers around it.
#[derive(Debug)]
pub(in crate::lower) struct Resolved<'m> {
    /// Where the shape stands.
    pub(in crate::lower) definition: &'m str,
    pub(in crate::lower) annotations: Annotations<'m>,
}

/// Follows references, and `allOf` around a single schema, to where the shape stands.
pub(in crate::lower) fn resolve<'m>(nodes: Nodes<'m>, start: &'m str) -> Resolved<'m> {
    let mut annotations = Annotations::default();
    let mut definition = start;
    for _ in 0..LONGEST_CHAIN {
        let Some(keywords) = nodes.keywords(definition) else { break };
        annotations.merge_inner(keywords, is_component(definition) && definition != start);
        let Some(next) = sole_shape(nodes, keywords) else {
            // Parts that say nothing but bounds bound it as well.
            for part in keywords.parts().filter_map(|part| nodes.keywords(part)) {
                annotations.bound(Some(part).filter(|part| part.is_bare() || part.is_annotation()));
            }
            break;
        };
        // What stands beside the one shape bounds it.
        for beside in keywords.parts().filter(|part| *part != next) {
            annotations.bound(nodes.keywords(beside));
        }
        definition = next;
    }
    Resolved { definition, annotations }
}

/// Where a schema stands, and what it is only another name for, from the outside in.
pub(in crate::lower) fn wrappers<'m>(nodes: Nodes<'m>, start: &str) -> Vec<&'m str> {
    let mut chain: Vec<&'m str> = nodes.here(start).into_iter().collect();
    while let Some(keywords) =
        chain.last().filter(|_| chain.len() < LONGEST_CHAIN).and_then(|at| nodes.keywords(at))
        && let Some(next) = sole_shape(nodes, keywords)
    {
        chain.push(next);
    }
    chain
}

/// The one schema a wrapper adds nothing but annotations to.
fn sole_shape<'m>(nodes: Nodes<'m>, keywords: &'m Schema) -> Option<&'m str> {
    if !keywords.is_wrapper() {
        return None;
    }
    let mut parts = keywords.parts();
    if let (Some(only), None) = (parts.next(), parts.next()) {
        return Some(only).filter(|only| !counts_places(nodes, keywords, only));
    }
    let mut shapes =
        keywords.parts().filter(|part| nodes.keywords(part).is_none_or(|part| !part.is_annotation()));
    match (shapes.next(), shapes.next()) {
        (Some(only), None) => Some(only).filter(|only| !counts_places(nodes, keywords, only)),
        _ => None,
    }
}

/// Whether a wrapper says how many items there are of a list that is described place by place: one of fixed length is
/// another type.
fn counts_places(nodes: Nodes<'_>, wrapper: &Schema, only: &str) -> bool {
    let counts = |schema: &Schema| schema.bound("minItems").or(schema.bound("maxItems")).is_some();
    let mut said = wrapper.parts().filter_map(|part| nodes.keywords(part)).chain([wrapper]);
    said.any(counts)
        && nodes.keywords(resolve(nodes, only).definition).is_some_and(|list| !list.prefix_items.is_empty())
}
