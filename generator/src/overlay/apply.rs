//! One action on a document.

use serde_json::Value;

use super::error::{Error, ErrorKind};
use super::merge::merge;
use super::nearest::nearest;
use super::{Action, Change, Overlay, Target};
use crate::document::{Document, json_type};

/// What an action did.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) matched: usize,
    /// The nodes that are not as they were.
    pub(super) places: Vec<String>,
    pub(super) nearest: Option<String>,
}

/// Why an action can't be carried out.
#[derive(Debug)]
pub(super) struct Refusal(ErrorKind);

impl Refusal {
    /// The error, at its action in the overlay.
    pub(super) fn at(self, index: usize, action: &Action, overlay: &Overlay) -> Error {
        let key = match (&self.0, &action.change) {
            (ErrorKind::Incompatible { .. }, Change::Update(_)) => "update",
            (ErrorKind::AmbiguousCopy(_), _) | (ErrorKind::Incompatible { .. }, Change::Copy(_)) => "copy",
            _ => "target",
        };
        overlay.origin.error(self.0, &format!("/actions/{index}/{key}"))
    }
}

pub(super) fn apply(document: &mut Document, action: &Action) -> Result<Outcome, Refusal> {
    match &action.change {
        Change::Remove => remove(document, &action.target),
        Change::Update(update) => self::update(&mut document.value, &action.target, update),
        Change::Copy(source) => match copied(&document.value, source)? {
            Some(value) => update(&mut document.value, &action.target, &value),
            None => {
                Ok(Outcome { nearest: Some(nearest(&document.value, &source.text)), ..Outcome::default() })
            }
        },
    }
}

fn copied(document: &Value, source: &Target) -> Result<Option<Value>, Refusal> {
    let nodes = source.path.query(document).all();
    match nodes.as_slice() {
        [] => Ok(None),
        [node] => Ok(Some((*node).clone())),
        several => Err(Refusal(ErrorKind::AmbiguousCopy(several.len()))),
    }
}

fn update(document: &mut Value, target: &Target, update: &Value) -> Result<Outcome, Refusal> {
    let pointers = select(document, target)?;
    let mut outcome = Outcome { matched: pointers.len(), ..Outcome::default() };
    for pointer in &pointers {
        let node = document.pointer_mut(pointer).expect("merging removes nothing that was selected");
        let changed = merge(node, update).map_err(|incompatible| {
            let pointer = format!("{pointer}{}", incompatible.below);
            let (given, found) = (incompatible.given, incompatible.found);
            Refusal(ErrorKind::Incompatible { given, found, pointer: shown(&pointer) })
        })?;
        outcome.places.extend(changed.then(|| pointer.clone()));
    }
    if pointers.is_empty() {
        outcome.nearest = Some(nearest(document, &target.text));
    }
    Ok(outcome)
}

/// The pointers of the selected nodes, which have to be of one kind.
fn select(document: &Value, target: &Target) -> Result<Vec<String>, Refusal> {
    let nodes = target.path.query_located(document).dedup().all();
    let pointer = |node: &serde_json_path::LocatedNode<'_>| node.location().to_json_pointer();
    if let Some(first) = nodes.first() {
        let kind = Container::of(first.node());
        if let Some(other) = nodes.iter().find(|node| Container::of(node.node()) != kind) {
            return Err(Refusal(ErrorKind::MixedTargets {
                first: json_type(first.node()),
                first_pointer: shown(&pointer(first)),
                second: json_type(other.node()),
                second_pointer: shown(&pointer(other)),
            }));
        }
    }
    Ok(nodes.iter().map(pointer).collect())
}

/// The kinds the specification tells apart.
#[derive(PartialEq)]
enum Container {
    Object,
    Array,
    Primitive,
}

impl Container {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }
}

fn remove(document: &mut Document, target: &Target) -> Result<Outcome, Refusal> {
    let mut paths: Vec<Vec<Step>> = Vec::new();
    for location in target.path.query_located(&document.value).dedup().locations() {
        paths.push(location.iter().map(Step::of).collect());
    }
    // From the back, so that indices stay right and nothing goes before what is inside it.
    paths.sort_unstable_by(|one, other| other.cmp(one));
    for path in &paths {
        let Some((last, parents)) = path.split_last() else { return Err(Refusal(ErrorKind::RootRemoved)) };
        remove_child(document, parents, last);
    }
    let nearest = paths.is_empty().then(|| nearest(&document.value, &target.text));
    Ok(Outcome { matched: paths.len(), places: paths.iter().map(|path| pointer(path)).collect(), nearest })
}

fn remove_child(document: &mut Document, parents: &[Step], last: &Step) {
    let parent = pointer(parents);
    match (document.value.pointer_mut(&parent), last) {
        (Some(Value::Object(members)), Step::Name(name)) => {
            members.shift_remove(name);
        }
        (Some(Value::Array(items)), Step::Index(index)) => {
            items.remove(*index);
            for moved in *index..items.len() {
                document.moved(&format!("{parent}/{}", moved + 1), &format!("{parent}/{moved}"));
            }
        }
        _ => unreachable!("what was selected has a parent that holds it"),
    }
}

fn pointer(path: &[Step]) -> String {
    let mut pointer = String::new();
    for step in path {
        step.push(&mut pointer);
    }
    pointer
}

/// One step of a path, with an order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Index(usize),
    Name(String),
}

impl Step {
    fn of(element: &serde_json_path::PathElement<'_>) -> Self {
        match element {
            serde_json_path::PathElement::Name(name) => Self::Name((*name).to_owned()),
            serde_json_path::PathElement::Index(index) => Self::Index(*index),
        }
    }

    fn push(&self, pointer: &mut String) {
        match self {
            Self::Name(name) => crate::source::pointer::push(pointer, name),
            Self::Index(index) => crate::source::pointer::push(pointer, &index.to_string()),
        }
    }
}

/// A pointer as messages show it.
fn shown(pointer: &str) -> String {
    if pointer.is_empty() { "the root".to_owned() } else { pointer.to_owned() }
}
