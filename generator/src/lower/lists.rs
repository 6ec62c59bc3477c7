//! Lists and tuples.

use serde_json::Value;

use super::draft::{Hint, InlinePlace};
use super::facts::Facts;
use super::nodes::Nodes;
use super::rest::agreed;
use super::types::{Types, inside, nullable};
use crate::api::{DegradationKind, TypeRef};
use crate::model::Schema;

/// The longest tuple; longer ones have no trait implementations in Rust.
const LONGEST_TUPLE: usize = 12;

/// What several schemas say about a list that all hold at once.
#[derive(Debug, Default)]
pub(super) struct Items<'m> {
    /// What is said about the item at each place.
    places: Vec<Vec<&'m str>>,
    /// What is said about the items behind those.
    rest: Vec<&'m str>,
    least: usize,
    most: Option<usize>,
    /// Whether nothing follows the places, whichever schema describes them.
    closed: bool,
}

impl<'m> Items<'m> {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.rest.is_empty()
    }

    /// Adds what another schema says.
    pub(super) fn add(&mut self, nodes: Nodes<'m>, schema: &'m Schema) {
        let places = schema.prefix_items.len();
        self.places.resize(self.places.len().max(places), Vec::new());
        for (place, pointer) in self.places.iter_mut().zip(&schema.prefix_items) {
            place.push(pointer);
        }
        match schema.items.as_deref() {
            Some(items) if nodes.is_nothing(items) => self.at_most(places),
            items => self.rest.extend(items),
        }
        match schema.unevaluated_items.as_deref() {
            Some(items) if nodes.is_nothing(items) => self.closed = true,
            items => self.rest.extend(items),
        }
        let count = |keyword| {
            schema.bound(keyword).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok())
        };
        self.least = self.least.max(count("minItems").unwrap_or_default());
        if let Some(most) = count("maxItems") {
            self.at_most(most);
        }
    }

    /// Adds what is said around this list.
    pub(super) fn add_all(&mut self, outer: &Self) {
        self.places.resize(self.places.len().max(outer.places.len()), Vec::new());
        for (place, speakers) in self.places.iter_mut().zip(&outer.places) {
            place.extend(speakers);
        }
        self.rest.extend(&outer.rest);
        self.least = self.least.max(outer.least);
        self.most = self.most.into_iter().chain(outer.most).min();
        self.closed |= outer.closed;
    }

    fn at_most(&mut self, most: usize) {
        self.most = Some(self.most.map_or(most, |known| known.min(most)));
    }

    /// How many items there may be at most.
    fn most(&self) -> Option<usize> {
        let places = Some(self.places.len()).filter(|_| self.closed && self.rest.is_empty());
        self.most.into_iter().chain(places).min()
    }
}

/// The type of a list. Only one whose length is fixed is a tuple; of any other, each item may be any of those described.
pub(super) fn outcome<'m>(types: &mut Types<'m>, at: &'m str, hint: &Hint, facts: &Facts<'m>) -> TypeRef {
    let place = inside(hint);
    let Items { places, rest, least, .. } = &facts.items;
    if places.is_empty() {
        if rest.is_empty() {
            types.degrade(at, DegradationKind::UntypedSchema, "the list's items are not described");
        }
        return TypeRef::Array(Box::new(all(types, rest, &place.item())));
    }
    let most = facts.items.most();
    if let Some(length) = most.filter(|most| most == least && (1..=LONGEST_TUPLE).contains(most)) {
        let tuple = (0..length).map(|position| {
            let part = format!("{} Item {}", place.part, position + 1);
            all(types, places.get(position).unwrap_or(rest), &place.with(part, format_args!("[{position}]")))
        });
        return TypeRef::Tuple(tuple.collect());
    }
    let behind = (most.is_none_or(|most| most > places.len())).then_some(rest);
    let described: Option<Vec<&'m str>> = places
        .iter()
        .take(most.unwrap_or(usize::MAX))
        .chain(behind)
        .map(|speakers| if let [only] = speakers[..] { Some(only) } else { None })
        .collect();
    if let Some(item) = described.and_then(|described| agreed(types.nodes, &described)) {
        return TypeRef::Array(Box::new(types.nested(item, &place.item())));
    }
    types.degrade(
        at,
        DegradationKind::UnsupportedKeyword,
        "the length of the list varies, so `prefixItems` gives its items no type",
    );
    TypeRef::Array(Box::new(TypeRef::Json))
}

/// The type of an item that several schemas describe at once; anything where there are none.
fn all<'m>(types: &mut Types<'m>, speakers: &[&'m str], place: &InlinePlace) -> TypeRef {
    let item = types.of_all(speakers, place);
    nullable(item.ty, item.nullable)
}
