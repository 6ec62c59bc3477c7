//! Members without a name: what patterns, `additionalProperties` and `unevaluatedProperties` say about them.

use super::facts::resolve;
use super::nodes::Nodes;
use crate::model::{self, Schema, SchemaType};

/// What is said about members without a name.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Additional<'m> {
    #[default]
    Unsaid,
    Closed,
    Free,
    Typed(&'m str),
}

/// What several schemas say about them that all hold at once.
#[derive(Debug, Default)]
pub(super) struct Rest<'m> {
    patterns: Vec<&'m str>,
    additional: Additional<'m>,
    unevaluated: Additional<'m>,
}

impl<'m> Rest<'m> {
    /// Adds what another schema says. A pattern whose members can't be isn't one.
    pub(super) fn add(&mut self, nodes: Nodes<'m>, schema: &'m Schema) {
        let patterns = schema.patterns.values().map(String::as_str);
        self.patterns.extend(patterns.filter(|pattern| !nodes.is_nothing(pattern)));
        self.additional = self.additional.and(Additional::of(schema.additional.as_ref()));
        self.unevaluated = self.unevaluated.and(Additional::of(schema.unevaluated.as_ref()));
    }

    /// What is said altogether. Names can't be told apart by a type, so a value may be anything unless all that
    /// might be meant say the same.
    pub(super) fn additional(&self, nodes: Nodes<'m>) -> Additional<'m> {
        let stated = if self.additional == Additional::Unsaid { self.unevaluated } else { self.additional };
        let mut meant = self.patterns.clone();
        match stated {
            _ if meant.is_empty() => return stated,
            Additional::Closed => {}
            Additional::Typed(child) => meant.push(child),
            Additional::Free | Additional::Unsaid => return Additional::Free,
        }
        agreed(nodes, &meant).map_or(Additional::Free, Additional::Typed)
    }
}

impl<'m> Additional<'m> {
    fn of(said: Option<&'m model::Additional>) -> Self {
        match said {
            None => Self::Unsaid,
            Some(model::Additional::Allowed) => Self::Free,
            Some(model::Additional::Forbidden) => Self::Closed,
            Some(model::Additional::Schema(child)) => Self::Typed(child),
        }
    }

    /// What holds where both are said.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Typed(child), _) | (_, Self::Typed(child)) => Self::Typed(child),
            (Self::Free, _) | (_, Self::Free) => Self::Free,
            (Self::Closed, _) | (_, Self::Closed) => Self::Closed,
            _ => Self::Unsaid,
        }
    }
}

/// The schema that stands for all of these, where they say the same: each is the same schema, or the same scalar.
pub(super) fn agreed<'m>(nodes: Nodes<'m>, pointers: &[&'m str]) -> Option<&'m str> {
    let (first, others) = pointers.split_first()?;
    let definition = resolve(nodes, first).definition;
    let same = |other: &&str| {
        let other = resolve(nodes, other).definition;
        other == definition
            || nodes
                .keywords(definition)
                .zip(nodes.keywords(other))
                .is_some_and(|(one, other)| is_same(one, other))
    };
    others.iter().all(same).then_some(*first)
}

fn is_same(one: &Schema, other: &Schema) -> bool {
    let scalar = |schema: &Schema| {
        matches!(
            schema.kind,
            Some(SchemaType::String | SchemaType::Number | SchemaType::Integer | SchemaType::Boolean)
        ) && schema.parts().next().is_none()
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
    };
    scalar(one)
        && scalar(other)
        && (one.kind, &one.format, &one.values, one.nullable)
            == (other.kind, &other.format, &other.values, other.nullable)
}
