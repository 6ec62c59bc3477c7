//! Schemas become types: a reference to a type at once, the type's own body from a queue, so depth costs no stack.

use std::collections::VecDeque;

use foldhash::HashMap;

use super::draft::{Draft, Hint, InlinePlace, Parent, inherited};
use super::facts::{Annotations, Facts, resolve};
use super::formats::Formats;
use super::inheritance::Subtypes;
use super::kept::Keeper;
use super::nodes::{Nodes, component};
use super::{docs, scalar, shape, structs};
use crate::api::{Degradation, DegradationKind, Pointer, Shape, TypeId, TypeRef};
use crate::names;

/// How deep lists in lists and alternatives in alternatives may go.
const DEEPEST: usize = 48;

/// The types made so far.
#[derive(Debug)]
pub(super) struct Types<'m> {
    pub(super) nodes: Nodes<'m>,
    pub(super) keeper: Keeper<'m>,
    pub(super) formats: Formats<'m>,
    pub(super) drafts: Vec<Draft>,
    pub(super) degradations: Vec<Degradation>,
    pub(super) subtypes: Subtypes<'m>,
    known: HashMap<Vec<&'m str>, State>,
    queue: VecDeque<(TypeId, Facts<'m>)>,
    /// How many drafts stand at a place.
    places: HashMap<String, usize>,
    depth: usize,
    /// Bodies in XML are typed, and members say how they stand in it.
    pub(super) reads_xml: bool,
}

/// What a schema came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outcome {
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
}

/// A use of a schema: its type, and what is said about this use.
#[derive(Debug)]
pub(super) struct Use<'m> {
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
    pub(super) annotations: Annotations<'m>,
}

#[derive(Debug)]
enum State {
    /// Being looked at; it got an identity where it was met again meanwhile.
    Open(Option<TypeId>),
    Done(Outcome),
}

impl<'m> Types<'m> {
    pub(super) fn new(nodes: Nodes<'m>, keeper: Keeper<'m>, formats: Formats<'m>) -> Self {
        let (known, queue, places) = (HashMap::default(), VecDeque::new(), HashMap::default());
        let subtypes = Subtypes::of(nodes);
        Self {
            nodes,
            keeper,
            formats,
            drafts: Vec::new(),
            degradations: Vec::new(),
            subtypes,
            known,
            queue,
            places,
            depth: 0,
            reads_xml: false,
        }
    }

    /// The type of a schema, and what is said about its use here.
    pub(super) fn of(&mut self, pointer: &'m str, place: &InlinePlace) -> Use<'m> {
        self.of_all(&[pointer], place)
    }

    /// The type of a value that several schemas describe at once; the last one's words count most.
    pub(super) fn of_all(&mut self, pointers: &[&'m str], place: &InlinePlace) -> Use<'m> {
        if pointers.is_empty() {
            return Use { ty: TypeRef::Json, nullable: false, annotations: Annotations::default() };
        }
        let mut definitions: Vec<&'m str> = Vec::new();
        let mut annotations = Annotations::default();
        let mut nullable = true;
        for (at, pointer) in pointers.iter().enumerate().rev() {
            let resolved = resolve(self.nodes, pointer);
            nullable &= resolved.annotations.nullable;
            annotations.merge_defaults(resolved.annotations);
            let is_shape =
                self.nodes.keywords(resolved.definition).is_some_and(|keywords| !keywords.is_annotation());
            if !definitions.contains(&resolved.definition)
                && (is_shape || (at == 0 && definitions.is_empty()))
            {
                definitions.insert(0, resolved.definition);
            }
        }
        self.drop_bare(&mut definitions);
        let outcome = self.outcome(&definitions, place, annotations.title);
        let ty = scalar::bounded(outcome.ty, &annotations);
        Use { ty, nullable: nullable || outcome.nullable, annotations }
    }

    /// Of schemas that hold at once, leaves out those that say no more than `type: object` where another one is an
    /// object: what it is called counts.
    fn drop_bare(&self, definitions: &mut Vec<&'m str>) {
        let kind = |definition: &&str, bare: bool| {
            self.nodes
                .keywords(definition)
                .filter(|schema| schema.is_bare() == bare)
                .and_then(|schema| schema.kind)
        };
        let stated: Vec<_> = definitions.iter().filter_map(|definition| kind(definition, false)).collect();
        definitions.retain(|definition| kind(definition, true).is_none_or(|kind| !stated.contains(&kind)));
    }

    /// The type of a schema as it stands inside another type.
    pub(super) fn nested(&mut self, pointer: &'m str, place: &InlinePlace) -> TypeRef {
        let value = self.of(pointer, place);
        nullable(value.ty, value.nullable)
    }

    /// The type of what no single schema says: of one of several alternatives, with what is said around them.
    pub(super) fn of_facts(&mut self, at: &'m str, place: &InlinePlace, facts: Facts<'m>) -> Outcome {
        if self.depth >= DEEPEST {
            self.degrade(at, DegradationKind::UnsupportedKeyword, "the schema is nested too deeply");
            return Outcome { ty: TypeRef::Json, nullable: false };
        }
        let made = self.drafts.len();
        let title = resolve(self.nodes, at).annotations.title.map(str::to_owned);
        self.depth += 1;
        let outcome = shape::of_facts(self, &[], at, Hint::Inline { title, place: place.clone() }, facts);
        self.depth -= 1;
        if let TypeRef::Named(id) = outcome.ty
            && id.0 >= made
        {
            let data = self.nodes.keywords(at);
            let draft = &mut self.drafts[id.0];
            draft.docs = data.map(docs::of_schema).unwrap_or_default();
            draft.deprecated = data.is_some_and(|data| data.deprecated);
            draft.origin = Pointer(at.to_owned());
        }
        outcome
    }

    /// Makes the bodies of the types in the queue, and of those they bring along.
    pub(super) fn finish(&mut self) {
        while let Some((id, facts)) = self.queue.pop_front() {
            let structure = structs::structure(self, id, &facts);
            self.drafts[id.0].shape = Shape::Struct(structure);
        }
    }

    /// A place of an operation.
    pub(super) fn in_operation(&self, position: usize, part: impl Into<String>, at: &str) -> InlinePlace {
        let at = format!("{} {at}", self.nodes.operation(position));
        InlinePlace::new(Parent::Operation(position), part, at)
    }

    /// A place inside a type.
    pub(super) fn member(&self, id: TypeId, part: &str, at: impl std::fmt::Display) -> InlinePlace {
        InlinePlace::new(Parent::Type(id), part, format!("{}{at}", self.drafts[id.0].at))
    }

    /// Whether a type's values are objects.
    pub(super) fn is_object(&self, id: TypeId) -> bool {
        matches!(self.drafts[id.0].shape, Shape::Struct(_) | Shape::Union(_))
    }

    /// Puts something less precise on record.
    pub(super) fn degrade(&mut self, at: &str, kind: DegradationKind, detail: impl Into<String>) {
        self.degradations.push(Degradation { origin: Pointer(at.to_owned()), kind, detail: detail.into() });
    }

    /// A new type whose members are made later.
    pub(super) fn open_struct(&mut self, definitions: &[&'m str], hint: Hint, facts: Facts<'m>) -> TypeId {
        let id = self.add(definitions, hint, Shape::Struct(crate::api::Struct::default()));
        self.queue.push_back((id, facts));
        id
    }

    /// A new type.
    pub(super) fn add(&mut self, definitions: &[&'m str], hint: Hint, shape: Shape) -> TypeId {
        if let Some(State::Open(Some(id))) = self.known.get(definitions) {
            let id = *id;
            self.drafts[id.0].shape = shape;
            return id;
        }
        self.push(definitions, hint, shape)
    }

    fn push(&mut self, definitions: &[&'m str], hint: Hint, shape: Shape) -> TypeId {
        let id = TypeId(self.drafts.len());
        let last = definitions.last().copied().unwrap_or_default();
        let data = self.nodes.keywords(last);
        let at = match &hint {
            Hint::Component(name) => name.clone(),
            // What several operations refer to belongs to none of them.
            Hint::Inline { place, .. }
                if matches!(place.parent, Parent::Operation(_)) && last.starts_with("/components/") =>
            {
                names::PlaceKey::pointer(last)
            }
            Hint::Inline { place, .. } => place.at.clone(),
        };
        // Alternatives may be told apart by nothing that has a name.
        let times = self.places.entry(at.clone()).and_modify(|times| *times += 1).or_insert(1);
        let at = if *times == 1 { at } else { format!("{at}#{times}") };
        let also = match (&hint, definitions) {
            (Hint::Inline { .. }, [definition]) => inherited(definition, &at).into_iter().collect(),
            _ => Vec::new(),
        };
        self.drafts.push(Draft {
            hint,
            at,
            also,
            shape,
            docs: data.map(docs::of_schema).unwrap_or_default(),
            deprecated: data.is_some_and(|data| data.deprecated),
            origin: Pointer(last.to_owned()),
        });
        id
    }

    fn outcome(&mut self, definitions: &[&'m str], place: &InlinePlace, title: Option<&'m str>) -> Outcome {
        match self.known.get(definitions) {
            Some(State::Done(outcome)) => {
                let outcome = outcome.clone();
                if let TypeRef::Named(id) = outcome.ty {
                    self.drafts[id.0].meet(place);
                }
                return outcome;
            }
            Some(State::Open(Some(id))) => return Outcome { ty: TypeRef::Named(*id), nullable: false },
            Some(State::Open(None)) => {
                let hint = hint(definitions, place, title);
                let id = self.push(definitions, hint, Shape::Alias(TypeRef::Json));
                self.known.insert(definitions.to_vec(), State::Open(Some(id)));
                return Outcome { ty: TypeRef::Named(id), nullable: false };
            }
            None => {}
        }
        if self.depth >= DEEPEST {
            let at = definitions.last().copied().unwrap_or_default();
            self.degrade(at, DegradationKind::UnsupportedKeyword, "the schema is nested too deeply");
            return Outcome { ty: TypeRef::Json, nullable: false };
        }
        self.known.insert(definitions.to_vec(), State::Open(None));
        self.depth += 1;
        let hint = hint(definitions, place, title);
        let outcome = shape::outcome(self, definitions, hint);
        self.depth -= 1;
        let before = self.known.insert(definitions.to_vec(), State::Done(outcome.clone()));
        if let Some(State::Open(Some(id))) = before
            && outcome.ty != TypeRef::Named(id)
        {
            let at = definitions.last().copied().unwrap_or_default();
            self.degrade(at, DegradationKind::UnsupportedKeyword, "a list or map holds nothing but itself");
        }
        outcome
    }
}

fn hint(definitions: &[&str], place: &InlinePlace, title: Option<&str>) -> Hint {
    if let [definition] = definitions
        && let Some(name) = component(definition)
    {
        return Hint::Component(name);
    }
    Hint::Inline { title: title.map(str::to_owned), place: place.clone() }
}

/// Where what lies inside a type stands: a named component is no type where it is a list.
pub(super) fn inside(hint: &Hint) -> InlinePlace {
    match hint {
        Hint::Component(name) => InlinePlace::new(Parent::Component, name.clone(), name.clone()),
        Hint::Inline { title: _, place } => place.clone(),
    }
}

/// Wraps a type that may be `null`.
pub(super) fn nullable(ty: TypeRef, nullable: bool) -> TypeRef {
    match ty {
        TypeRef::Json | TypeRef::Nullable(_) => ty,
        ty if nullable => TypeRef::Nullable(Box::new(ty)),
        ty => ty,
    }
}
