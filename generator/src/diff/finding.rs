//! A change as the functions that compare tell it.

use std::rc::Rc;

use super::{Direction, Kind, Rust, Wire};
use crate::api::Pointer;

/// What was found.
pub(super) struct Finding<'a> {
    pub(super) kind: Kind,
    pub(super) direction: Direction,
    pub(super) place: Place<'a>,
    /// The old side's pointer; `None` where the thing is new.
    pub(super) old_origin: Option<&'a Pointer>,
    /// The new side's pointer; `None` where the thing is gone.
    pub(super) new_origin: Option<&'a Pointer>,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) message: String,
    pub(super) rust_items: Vec<String>,
    /// Where what is emitted says otherwise than the table.
    pub(super) rust: Option<Rust>,
    /// Where what else is documented says otherwise than the table.
    pub(super) wire: Option<Wire>,
    /// The schemas that the verdict follows from, where they aren't those at the origins.
    pub(super) schemas: Option<Schemas<'a>>,
}

/// The schemas before and after that a verdict follows from.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'a> {
    pub(super) old: &'a Pointer,
    pub(super) new: &'a Pointer,
    /// The member of them that it is about, by both its names.
    pub(super) member: Option<(&'a str, &'a str)>,
}

impl<'a> Schemas<'a> {
    pub(super) fn of(old: &'a Pointer, new: &'a Pointer) -> Self {
        Self { old, new, member: None }
    }
}

/// Whom a change concerns.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Document,
    Operation(&'a Rc<str>),
    Operations(&'a [Rc<str>]),
    Component { name: &'a str, operations: &'a [Rc<str>] },
}

impl Finding<'_> {
    /// A finding of a kind, about the document as a whole until told otherwise.
    pub(super) fn of(kind: Kind) -> Self {
        Self {
            kind,
            direction: Direction::default(),
            place: Place::Document,
            old_origin: None,
            new_origin: None,
            old: None,
            new: None,
            message: String::new(),
            rust_items: Vec::new(),
            rust: None,
            wire: None,
            schemas: None,
        }
    }

    /// What it means for callers.
    pub(super) fn rust(&self) -> Rust {
        self.rust.unwrap_or_else(|| self.kind.rust(self.direction))
    }

    /// Takes over what another finding of the same cause means for callers, so that the cause is told once.
    pub(super) fn absorb(&mut self, other: Finding<'_>) {
        self.rust = Some(self.rust().max(other.rust()));
        for item in other.rust_items {
            if !self.rust_items.contains(&item) {
                self.rust_items.push(item);
            }
        }
    }
}
