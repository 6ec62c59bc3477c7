//! Deviations from OpenAPI that any document may have, each repaired and counted.

mod bodies;
mod credentials;
mod cursor;
mod examples;
mod kind;
mod listed;
mod operations;
mod parameters;
mod path_keys;
mod paths;
mod placed;
mod prose;
mod references;
mod root;
mod schemas;
mod template;
mod types;
mod unfilled;
mod uploads;
mod values;
mod walk;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::{Document, METHODS};
use cursor::Cursor;
pub use kind::RepairKind;
pub(crate) use parameters::with_commas;

/// What a repair may know beside the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// The provider's name: path keys that all begin with `/{provider}` lose that.
    pub provider: Option<&'a str>,
}

/// One place that was not OpenAPI and is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Which deviation it was.
    pub kind: RepairKind,
    /// Where it stands in the source text: `document.source().locate(&repair.pointer)` has line and column.
    pub pointer: String,
    /// What was found and what became of it, in a few words; empty where the kind says all of it.
    pub detail: String,
}

impl Repair {
    /// What was found and what became of it, as a sentence without a full stop.
    #[must_use]
    pub fn sentence(&self) -> String {
        let found = self.kind.explanation().trim_end_matches('.');
        // An article or a number: nothing that has to be written large.
        let (first, rest) = found.split_at(1);
        let found = first.to_ascii_lowercase() + rest;
        if self.detail.is_empty() { found } else { format!("{found}: {}", self.detail) }
    }
}

/// Makes a document valid OpenAPI where it deviates in a known way.
///
/// A valid document passes unchanged, and a repaired one is not repaired again. No operation is lost: what can't be
/// called is listed under [`LEFT_OUT`](crate::extensions::LEFT_OUT).
pub fn repair(document: &mut Document, settings: &Settings<'_>) -> Vec<Repair> {
    let mut value = document.value.take();
    let mut repairs = Vec::new();
    if let Value::Object(root) = &mut value {
        let mut cursor = Cursor::new(root);
        root::repair(root, settings, &mut cursor);
        walk::document(root, &mut cursor);
        operations::repeated_operation_id(root, &mut cursor);
        paths::repair(root, settings, &mut cursor);
        let moves = cursor.moves();
        if !moves.is_empty() {
            references::follow(&mut value, &moves);
        }
        repairs = cursor.finish(document);
    }
    document.value = value;
    repairs
}

/// How often each deviation was met, in the order of [`RepairKind`].
#[must_use]
pub fn tally(repairs: &[Repair]) -> BTreeMap<RepairKind, usize> {
    let mut tally = BTreeMap::new();
    for repair in repairs {
        *tally.entry(repair.kind).or_default() += 1;
    }
    tally
}

/// The same by the names of the deviations, in their order.
#[must_use]
pub fn tally_by_name(repairs: &[Repair]) -> BTreeMap<&'static str, usize> {
    tally(repairs).into_iter().map(|(kind, count)| (kind.as_str(), count)).collect()
}
