//! Which named types of both sides stand in each other's place, and who reaches them.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::{
    Direction, Found, compare::Types, envelope, items, media, operations::Matched, parameters, webhooks,
};
use crate::api::{Api, Operation, Shape, TypeId, TypeRef, UnionMember};

/// A type of each side, used in the same place.
pub(super) type Pair = (TypeId, TypeId);

/// Who reaches a pair, and which way it travels.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) direction: Direction,
    /// The operations, as reports name them.
    pub(super) operations: Vec<Rc<str>>,
}

/// The pairs in order of their first use.
pub(super) type Pairs = IndexMap<Pair, Reach>;

pub(super) fn collect(found: &Found<'_>, matched: &Matched) -> Pairs {
    let (old, new) = (found.old.api, found.new.api);
    let mut graph = Graph { found, old, new, below: IndexMap::new() };
    let mut pairs = Pairs::default();
    for (old_at, new_at) in matched {
        let (before, after) = (&old.operations[*old_at], &new.operations[*new_at]);
        let name = items::operation_name(after);
        for (direction, roots) in [
            (Direction::SENT, graph.sent(before, after)),
            (Direction::RECEIVED, graph.received(before, after)),
        ] {
            reached(&mut graph, &mut pairs, roots, direction, &name);
        }
    }
    for (before, after) in webhooks::matched(old, new) {
        let roots = graph.met(before.payload.iter().zip(&after.payload).collect());
        reached(&mut graph, &mut pairs, roots, Direction::RECEIVED, &webhooks::name(after));
    }
    rest(&mut graph, &mut pairs);
    pairs
}

/// Notes that whoever is called `name` reaches pairs, and those they contain.
fn reached(graph: &mut Graph<'_>, pairs: &mut Pairs, roots: Vec<Pair>, direction: Direction, name: &Rc<str>) {
    for pair in graph.closure(roots) {
        let reach = pairs.entry(pair).or_default();
        reach.direction.sent |= direction.sent;
        reach.direction.received |= direction.received;
        if reach.operations.last() != Some(name) {
            reach.operations.push(Rc::clone(name));
        }
    }
}

/// Pairs by name the types no matched operation uses.
fn rest(graph: &mut Graph<'_>, pairs: &mut Pairs) {
    let (old, new) = (graph.old, graph.new);
    let by_name: IndexMap<&str, usize> =
        new.types.iter().enumerate().map(|(at, ty)| (ty.name.wire.as_str(), at)).collect();
    let mut old_taken: IndexSet<TypeId> = pairs.keys().map(|pair| pair.0).collect();
    let mut new_taken: IndexSet<TypeId> = pairs.keys().map(|pair| pair.1).collect();
    for (at, ty) in old.types.iter().enumerate() {
        let Some(counterpart) = by_name.get(ty.name.wire.as_str()).map(|at| TypeId(*at)) else { continue };
        if old_taken.contains(&TypeId(at)) || new_taken.contains(&counterpart) {
            continue;
        }
        if std::mem::discriminant(&ty.shape) != std::mem::discriminant(&new.types[counterpart.0].shape) {
            continue;
        }
        for pair in graph.closure(vec![(TypeId(at), counterpart)]) {
            let direction = Direction { sent: ty.sent, received: ty.received };
            pairs.entry(pair).or_insert_with(|| Reach { direction, operations: Vec::new() });
            old_taken.insert(pair.0);
            new_taken.insert(pair.1);
        }
    }
}

/// Pairs and the pairs they contain, each looked into once.
struct Graph<'a> {
    found: &'a Found<'a>,
    old: &'a Api,
    new: &'a Api,
    below: IndexMap<Pair, Vec<Pair>>,
}

impl Graph<'_> {
    /// All pairs that can be reached from some, themselves included.
    fn closure(&mut self, roots: Vec<Pair>) -> IndexSet<Pair> {
        let mut reached: IndexSet<Pair> = roots.into_iter().collect();
        let mut at = 0;
        while let Some(&pair) = reached.get_index(at) {
            reached.extend(self.below(pair));
            at += 1;
        }
        reached
    }

    fn below(&mut self, pair: Pair) -> Vec<Pair> {
        if let Some(below) = self.below.get(&pair) {
            return below.clone();
        }
        let below = match (&self.old.types[pair.0.0].shape, &self.new.types[pair.1.0].shape) {
            (Shape::Struct(old), Shape::Struct(new)) => {
                let fields = super::fields::matched(old, new).into_iter();
                let mut uses: Vec<_> = fields.map(|(old, new)| (&old.ty, &new.ty)).collect();
                if let (Some((_, old)), Some((_, new))) = (&old.additional, &new.additional) {
                    uses.push((old, new));
                }
                self.met(uses)
            }
            (Shape::Union(old), Shape::Union(new)) => {
                let stays =
                    |one: &UnionMember, other: &UnionMember| self.found.stays(&one.origin, &other.origin);
                let members = super::unions::members(old, new, &stays, (self.old, self.new)).into_iter();
                self.met(members.map(|(old, new)| (&old.ty, &new.ty)).collect())
            }
            _ => Vec::new(),
        };
        self.below.insert(pair, below.clone());
        below
    }

    fn met(&self, uses: Vec<(&TypeRef, &TypeRef)>) -> Vec<Pair> {
        let mut met = Vec::new();
        let mut types = Types { old: self.old, new: self.new, meet: |old, new| met.push((old, new)) };
        for (old, new) in uses {
            types.relate(old, new);
        }
        met
    }

    fn sent(&self, old: &Operation, new: &Operation) -> Vec<Pair> {
        let parameters = parameters::matched(old, new).into_iter();
        let mut uses: Vec<_> = parameters.map(|(old, new)| (&old.ty, &new.ty)).collect();
        if let (Some(old), Some(new)) = (&old.body, &new.body) {
            for content in &old.contents {
                let counterpart = media::counterpart(&new.contents, &content.media_type);
                uses.extend(counterpart.map(|counterpart| (&content.ty, &counterpart.ty)));
            }
            // The argument takes the first one, whatever its media type is called.
            uses.extend(old.contents.first().zip(new.contents.first()).map(|(old, new)| (&old.ty, &new.ty)));
        }
        self.met(uses)
    }

    fn received(&self, old: &Operation, new: &Operation) -> Vec<Pair> {
        let mut uses: Vec<_> = old.output.ty.iter().zip(&new.output.ty).collect();
        for response in &old.responses {
            let Some(counterpart) = new.responses.iter().find(|other| other.status == response.status) else {
                continue;
            };
            for content in &response.contents {
                let counterpart = media::counterpart(&counterpart.contents, &content.media_type);
                uses.extend(counterpart.map(|counterpart| (&content.ty, &counterpart.ty)));
                let item = counterpart.and_then(|counterpart| counterpart.item.as_ref());
                uses.extend(content.item.as_ref().zip(item));
            }
        }
        let (old, new) = (self.old, self.new);
        let inside = |(one, other)| {
            let envelope = envelope::between((old, one), (new, other));
            envelope.map_or((one, other), |envelope| envelope.inside)
        };
        self.met(uses.into_iter().map(inside).collect())
    }
}
