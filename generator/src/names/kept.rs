//! `names.toml`: what the items of a client are called, by where the document has what they stand for.
//!
//! A name that was given stays, whatever is added around it, because the next run reads it from there; and whoever wants
//! another name writes it there.

mod error;
mod file;
mod place;

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

pub use error::{Error, Problem};
pub use place::PlaceKey;

use super::Case;
use crate::source::SourceText;

/// The names of a client's items: those an earlier run gave, or those this run has given.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub(crate) tags: BTreeMap<String, TagNames>,
    pub(crate) operations: BTreeMap<String, OperationNames>,
    /// The variants that webhooks and callbacks are, by their places.
    pub(crate) webhooks: BTreeMap<String, Kept>,
    /// The statuses of each type of failures, by its name: where some of the operations that share it fail otherwise by
    /// now, it stays with the others.
    pub(crate) failures: BTreeMap<String, Vec<String>>,
    /// The headers of each type of headers, by its name, for the same reason.
    pub(crate) headers: BTreeMap<String, Vec<String>>,
    /// By the names of the types.
    pub(crate) types: BTreeMap<String, TypeNames>,
    /// The name of the type that stands at a place.
    at: HashMap<String, String>,
    file: Option<SourceText>,
    is_edited: bool,
    given_up: Vec<GivenUp>,
}

/// A name, and where `names.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The identifier, never raw.
    pub(crate) name: String,
    /// The bytes of the file; none for a name that this run gave.
    pub(crate) span: Range<usize>,
}

/// What a tag is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TagNames {
    /// The method that leads to its operations.
    pub(crate) method: Kept,
    /// The type that has them.
    pub(crate) ty: Kept,
}

/// What belongs to an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperationNames {
    pub(crate) method: Kept,
    /// The type of the call.
    pub(crate) call: Kept,
    /// The type of answers that differ by status.
    pub(crate) answer: Option<Kept>,
    /// The type of what it fails with.
    pub(crate) failure: Option<Kept>,
    /// The type of the documented headers of what it is answered with.
    pub(crate) headers: Option<Kept>,
    /// The type of those of what it fails with.
    pub(crate) failure_headers: Option<Kept>,
    /// Arguments and setters, by [`PlaceKey::parameter`].
    pub(crate) arguments: BTreeMap<String, Kept>,
}

/// What belongs to a type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TypeNames {
    /// Where `names.toml` has its name.
    pub(crate) span: Range<usize>,
    /// Where the document has it, with where `names.toml` says so.
    pub(crate) at: Vec<(String, Range<usize>)>,
    /// Fields by the names of members, or variants by their values.
    pub(crate) members: BTreeMap<String, Kept>,
}

/// A name that had to give way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// What had it: a place of the document.
    pub place: String,
    /// The name.
    pub name: String,
    /// Why, as the end of a sentence that begins with the name.
    pub reason: String,
}

impl OperationNames {
    /// The types of what it is answered with, by what they are called here.
    pub(crate) fn types(&self) -> [(&'static str, Option<&Kept>); 4] {
        [
            ("answer", self.answer.as_ref()),
            ("failure", self.failure.as_ref()),
            ("headers", self.headers.as_ref()),
            ("failure_headers", self.failure_headers.as_ref()),
        ]
    }
}

impl Kept {
    /// A name that a run gave.
    pub(crate) fn new(rust: &str) -> Self {
        Self { name: rust.trim_start_matches("r#").to_owned(), span: 0..0 }
    }
}

impl Names {
    /// Whether no name is given yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
            && self.types.is_empty()
            && self.tags.is_empty()
            && self.webhooks.is_empty()
    }

    /// Each place with its name: what a place is called stays, whatever is added around it. A type has a place for each
    /// use that nothing else describes.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<String, &str> {
        let mut entries = BTreeMap::new();
        for (tag, names) in &self.tags {
            entries.insert(format!("tag {tag}"), &*names.method.name);
            entries.insert(format!("tag {tag} type"), &names.ty.name);
        }
        for (place, names) in &self.operations {
            entries.insert(place.clone(), &names.method.name);
            entries.insert(format!("{place} call"), &names.call.name);
            for (what, kept) in names.types() {
                entries.extend(kept.map(|kept| (format!("{place} {what}"), &*kept.name)));
            }
            let arguments = names.arguments.iter();
            entries.extend(arguments.map(|(argument, kept)| (format!("{place} {argument}"), &*kept.name)));
        }
        entries.extend(self.webhooks.iter().map(|(place, kept)| (place.clone(), &*kept.name)));
        for (name, names) in &self.types {
            for (place, _) in &names.at {
                entries.insert(format!("type {place}"), name);
                let members = names.members.iter();
                entries.extend(members.map(|(wire, kept)| (format!("type {place} has {wire}"), &*kept.name)));
            }
        }
        entries
    }

    /// The names that had to give way in the run that made these.
    #[must_use]
    pub fn given_up(&self) -> &[GivenUp] {
        &self.given_up
    }

    /// Whether a person wrote to the file since a run did, so that a name that can't be is a mistake.
    pub(crate) fn is_edited(&self) -> bool {
        self.is_edited
    }

    /// What the type that stands at a place is called.
    pub(crate) fn type_at(&self, place: &str) -> Option<&str> {
        self.at.get(place).map(String::as_str)
    }

    /// Adds a type with the places it stands at.
    pub(crate) fn add_type(&mut self, name: String, names: TypeNames) {
        for (place, _) in &names.at {
            self.at.entry(place.clone()).or_insert_with(|| name.clone());
        }
        self.types.insert(name, names);
    }

    /// The same, made by a run in which some names had to give way.
    pub(crate) fn with_given_up(self, given_up: Vec<GivenUp>) -> Self {
        Self { given_up, ..self }
    }
}

/// Whether nothing that is added beside it can take the name that something has in the document: then nobody has to
/// remember it.
#[must_use]
pub(crate) fn is_safe(case: Case, wire: &str) -> bool {
    let begins = wire.starts_with(|first: char| first.is_ascii_lowercase());
    let plain = wire.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let parts = wire.split('_').skip(1);
    // `a_1` and `a1` are both called `A1`.
    let parted = |part: &str| {
        let touches = case == Case::Camel && part.starts_with(|first: char| first.is_ascii_digit());
        !part.is_empty() && !touches
    };
    begins && plain && wire.len() <= super::words::LONGEST && parts.into_iter().all(parted)
}

/// Whether `name` need not be written down, because every run calls `wire` so.
pub(crate) fn goes_without_saying(case: Case, wire: &str, name: &str) -> bool {
    is_safe(case, wire) && case.join(&super::words(wire)) == name
}

#[cfg(test)]
mod tests;
