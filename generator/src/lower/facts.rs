//! What a schema says once its `allOf` is merged in.

mod annotations;
mod wrappers;

use std::collections::VecDeque;

use foldhash::HashSet;
use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::lists::Items;
use super::nodes::Nodes;
pub(super) use super::rest::Additional;
use super::rest::Rest;
use super::scalar::Range;
use crate::model::{Discriminator, Schema, SchemaType};
pub(super) use annotations::{Annotations, literal};
pub(super) use wrappers::{resolve, wrappers};

/// References that lead somewhere only where they are used.
const UNREAD: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

/// Names, each with what speaks of it.
pub(super) type Members<'m, T> = IndexMap<&'m str, Vec<T>, RandomState>;

/// The merged keywords of one or more schemas that all hold at once.
#[derive(Debug, Default)]
pub(super) struct Facts<'m> {
    pub(super) kind: Option<SchemaType>,
    /// Whether no schema states the type.
    pub(super) guessed: bool,
    pub(super) format: Option<&'m str>,
    /// Each property with every schema that speaks of it.
    pub(super) properties: Members<'m, &'m str>,
    /// What alternatives and conditions say about properties, each by itself.
    pub(super) optional: Members<'m, Vec<&'m str>>,
    pub(super) required: HashSet<&'m str>,
    /// The required ones among neither; see [`structs::complete_members`](super::structs::settle_members).
    pub(super) undescribed: Vec<&'m str>,
    pub(super) additional: Additional<'m>,
    pub(super) items: Items<'m>,
    /// What bounds all of them state for a number.
    pub(super) range: Range,
    pub(super) values: Option<Vec<Value>>,
    pub(super) alternatives: Vec<Alternatives<'m>>,
    pub(super) nullable: bool,
    /// What can't be carried over, as parts of sentences.
    pub(super) losses: Vec<String>,
    pub(super) conflict: bool,
    /// What holds for some values only.
    pub(super) conditional: Vec<&'m str>,
    /// What tells which values those are.
    pub(super) conditions: Vec<&'m str>,
}

/// One `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Alternatives<'m> {
    pub(super) pointers: Vec<&'m str>,
    pub(super) discriminator: Option<&'m Discriminator>,
    /// Several of them may hold at once (`anyOf`).
    pub(super) may_overlap: bool,
    /// A value need not be any of them.
    pub(super) may_be_none: bool,
}

/// Merges what several schemas say that all hold at once, each with its `allOf`, and the members that only some values
/// have.
pub(super) fn gather<'m>(nodes: Nodes<'m>, definitions: &[&'m str]) -> Facts<'m> {
    let mut facts = together(nodes, definitions);
    let mut pending: VecDeque<&'m str> = std::mem::take(&mut facts.conditional).into();
    let mut conditions = std::mem::take(&mut facts.conditions);
    let mut seen = HashSet::default();
    while let Some(pointer) = pending.pop_front() {
        if !seen.insert(pointer) {
            continue;
        }
        let inner = together(nodes, &[pointer]);
        pending.extend(inner.conditional);
        conditions.extend(inner.conditions);
        facts.losses.extend(inner.losses);
        pending.extend(inner.alternatives.iter().flat_map(|alternatives| &alternatives.pointers));
        for (name, speakers) in inner.properties {
            let known = facts.optional.entry(name).or_default();
            if !known.contains(&speakers) {
                known.push(speakers);
            }
        }
    }
    // What a condition asks of a member needn't be so: of one that nothing else describes only the name is known.
    if !facts.properties.is_empty() || !facts.optional.is_empty() {
        for condition in conditions {
            for name in together(nodes, &[condition]).properties.into_keys() {
                facts.optional.entry(name).or_default();
            }
        }
    }
    facts.optional.retain(|name, _| !facts.properties.contains_key(name));
    facts
}

/// Merges what several schemas say that all hold at once, each with its `allOf`.
fn together<'m>(nodes: Nodes<'m>, definitions: &[&'m str]) -> Facts<'m> {
    let mut facts = Facts::default();
    let mut rest = Rest::default();
    let mut seen = IndexSet::default();
    let mut stack: Vec<(&'m str, bool)> =
        definitions.iter().rev().map(|definition| (*definition, false)).collect();
    let (mut allows_null, mut forbids_null) = (false, false);
    let mut is_read_whole = true;
    while let Some((at, entered)) = stack.pop() {
        let Some(keywords) = nodes.keywords(at) else { continue };
        if entered {
            let is_definition = definitions.contains(&at);
            facts.nullable |= is_definition && keywords.nullable;
            allows_null |= keywords.nullable;
            forbids_null |= !keywords.nullable && states_type(keywords);
            is_read_whole &= !keywords.unsupported.iter().any(|keyword| UNREAD.contains(keyword));
            rest.add(nodes, keywords);
            facts.merge(nodes, keywords);
            if is_definition || !is_among(nodes, &seen, keywords) {
                facts.choose(keywords);
            }
        } else if seen.insert(at) {
            stack.push((at, true));
            stack.extend(keywords.parts().rev().map(|part| (part, false)));
        }
    }
    facts.nullable |= allows_null && !forbids_null;
    facts.additional = rest.additional(nodes);
    // Whatever else it says may name more members.
    if !is_read_whole && !facts.properties.is_empty() && facts.additional == Additional::Closed {
        facts.additional = Additional::Free;
    }
    facts
}

/// Whether a schema says which types of value there are.
fn states_type(keywords: &Schema) -> bool {
    (keywords.kind.is_some() && !keywords.guessed)
        || !keywords.values.is_empty()
        || !keywords.one_of.is_empty()
        || !keywords.any_of.is_empty()
}

/// Whether what is being merged is one of the alternatives of a part: of the base that lists all that build on it.
fn is_among(nodes: Nodes<'_>, merged: &IndexSet<&str, RandomState>, part: &Schema) -> bool {
    let mut alternatives = part.one_of.iter().chain(&part.any_of);
    alternatives.any(|pointer| merged.contains(resolve(nodes, pointer).definition))
}

impl<'m> Facts<'m> {
    /// Adds what a schema around this one says, but for its alternatives, of which this is one.
    pub(super) fn within(mut self, outer: &Self) -> Self {
        self.merge_kind(outer.kind, outer.guessed);
        self.format = self.format.or(outer.format);
        let mut properties = outer.properties.clone();
        for (name, speakers) in std::mem::take(&mut self.properties) {
            let all = properties.entry(name).or_default();
            all.extend(speakers.into_iter().filter(|speaker| !outer.speaks(name, speaker)));
        }
        self.properties = properties;
        self.required.extend(&outer.required);
        self.additional = self.additional.and(outer.additional);
        self.items.add_all(&outer.items);
        for (name, speakers) in &outer.optional {
            if !self.properties.contains_key(name) {
                self.optional.entry(name).or_default().extend(speakers.iter().cloned());
            }
        }
        self
    }

    fn speaks(&self, name: &str, speaker: &str) -> bool {
        self.properties.get(name).is_some_and(|speakers| speakers.contains(&speaker))
    }

    fn merge(&mut self, nodes: Nodes<'m>, keywords: &'m Schema) {
        self.merge_kind(keywords.kind, keywords.guessed);
        self.format = self.format.or(keywords.format.as_deref());
        for (name, child) in &keywords.properties {
            let speakers = self.properties.entry(name).or_default();
            if !speakers.contains(&child.as_str()) {
                speakers.push(child);
            }
        }
        self.required.extend(keywords.required.iter().map(String::as_str));
        self.items.add(nodes, keywords);
        for (keyword, bound) in &keywords.bounds {
            self.range.narrow(keyword, bound);
        }
        self.merge_values(&keywords.values);
        self.conditional.extend(keywords.conditional.iter().map(String::as_str));
        self.conditions.extend(keywords.condition.as_deref());
        let not = keywords.not.is_some() || keywords.nothing;
        for keyword in not.then_some("not").iter().chain(&keywords.unsupported) {
            self.losses.push(format!("`{keyword}` is left to the service to check"));
        }
    }

    /// Adds the alternatives.
    fn choose(&mut self, keywords: &'m Schema) {
        for (pointers, may_overlap) in [(&keywords.one_of, false), (&keywords.any_of, true)] {
            if !pointers.is_empty() {
                self.alternatives.push(Alternatives {
                    pointers: pointers.iter().map(String::as_str).collect(),
                    discriminator: keywords.discriminator.as_ref(),
                    may_overlap,
                    may_be_none: false,
                });
            }
        }
    }

    /// A type that is stated overrules one that is guessed.
    fn merge_kind(&mut self, kind: Option<SchemaType>, guessed: bool) {
        let Some(kind) = kind else { return };
        match self.kind {
            Some(known) if guessed || known == kind => self.guessed &= guessed,
            Some(known) if !self.guessed => match (known, kind) {
                (SchemaType::Integer, SchemaType::Number) => {}
                (SchemaType::Number, SchemaType::Integer) => self.kind = Some(kind),
                _ => {
                    self.conflict = true;
                    let (one, other) = (known.name(), kind.name());
                    self.losses.push(format!("`allOf` asks for `{one}` and `{other}` at once"));
                }
            },
            _ => (self.kind, self.guessed) = (Some(kind), guessed),
        }
    }

    fn merge_values(&mut self, values: &[Value]) {
        if values.is_empty() {
            return;
        }
        self.values = Some(match self.values.take() {
            None => values.to_vec(),
            Some(known) => {
                let common: Vec<_> = known.iter().filter(|value| values.contains(value)).cloned().collect();
                if common.is_empty() { known } else { common }
            }
        });
    }
}
