//! Types while they are being made: complete but for their names.

use crate::api::{Docs, Field, Pointer, Shape, TypeId};
use crate::names::PlaceKey;

/// A type that has no name yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) hint: Hint,
    /// Where the document has it, as `names.toml` tells it.
    pub(super) at: String,
    /// Other places of it: which of them comes first is up to the order of the document.
    pub(super) also: Vec<String>,
    pub(super) shape: Shape,
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    pub(super) origin: Pointer,
}

impl Draft {
    /// Where the document has it, as `names.toml` tells it.
    pub(super) fn places(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.at).chain(&self.also).map(String::as_str)
    }

    /// Notes that the type of a place is what a component is there: it has the component's name where nothing else does.
    pub(super) fn stands_for(&mut self, component: &str, place: &InlinePlace) {
        let own = PlaceKey::pointer(component);
        if self.at == place.at && self.places().all(|known| known != own) {
            self.also.push(own);
        }
    }

    /// Notes that an inline type stands at a place too, unless it is known by the component that it is written in.
    pub(super) fn meet(&mut self, place: &InlinePlace) {
        if matches!(self.hint, Hint::Inline { .. })
            && !self.origin.0.starts_with("/components/")
            && self.places().all(|known| known != place.at)
        {
            self.also.push(place.at.clone());
        }
    }
}

/// Where a component has a schema that was met at another place: in what the component is a part of.
pub(super) fn inherited(definition: &str, at: &str) -> Option<String> {
    let own =
        definition.starts_with("/components/schemas/").then(|| PlaceKey::pointer(&merged(definition)))?;
    let (component, _) = own.split_at(own.find(['.', '[', ' ']).unwrap_or(own.len()));
    let is_own = at.strip_prefix(component).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    (!is_own).then_some(own)
}

/// A pointer without the parts that hold at once, which have no place of their own.
fn merged(pointer: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut tokens = pointer.split('/');
    while let Some(token) = tokens.next() {
        if token == "allOf" && kept.last() != Some(&"properties") {
            tokens.next();
        } else {
            kept.push(token);
        }
    }
    kept.join("/")
}

/// What a type may be named after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    /// A component's name.
    Component(String),
    /// The title, where there is one, else the place.
    Inline { title: Option<String>, place: InlinePlace },
}

/// Where an inline schema stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InlinePlace {
    pub(super) parent: Parent,
    /// The property, parameter or role (`Request`, `Response`, `Item`).
    pub(super) part: String,
    /// Where that is, as `names.toml` tells it.
    pub(super) at: String,
    /// What its media type is called, where it isn't the first of its body: the name of the first is taken.
    pub(super) media: Option<String>,
}

/// What holds an inline schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parent {
    /// Another type.
    Type(TypeId),
    /// An operation, by its position in the document.
    Operation(usize),
    /// A webhook or callback, by its position in the document.
    Incoming(usize),
    /// A component that is no type of its own, such as a list.
    Component,
}

impl InlinePlace {
    pub(super) fn new(parent: Parent, part: impl Into<String>, at: String) -> Self {
        Self { parent, part: part.into(), at, media: None }
    }

    /// The same place in one of several media types.
    pub(super) fn in_media(&self, media: Option<String>, at: &str) -> Self {
        Self { media, ..self.with(&self.part, at) }
    }

    /// A place beside or inside this one, in the same parent.
    pub(super) fn with(&self, part: impl Into<String>, at: impl std::fmt::Display) -> Self {
        let at = format!("{}{at}", self.at);
        Self { parent: self.parent, part: part.into(), at, media: self.media.clone() }
    }

    /// The place of one of several: the singular of a plural, else an item.
    pub(super) fn item(&self) -> Self {
        let words = crate::names::words(&self.part);
        let role = matches!(self.part.as_str(), "Request" | "Response");
        let part = match words.split_last() {
            Some((last, before)) if !role && crate::names::singular(last) != *last => {
                let singular = crate::names::singular(last);
                before.iter().chain([&singular]).cloned().collect::<Vec<_>>().join(" ")
            }
            _ => format!("{} Item", self.part),
        };
        self.with(part, "[]")
    }
}

/// The fields of a shape, where it has any.
pub(super) fn fields(shape: &Shape) -> &[Field] {
    match shape {
        Shape::Struct(structure) => &structure.fields,
        _ => &[],
    }
}
