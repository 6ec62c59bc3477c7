//! Two APIs become a list of changes, each with two verdicts: for the wire, and for callers of the regenerated crate.
//!
//! Everything is compared in the IR, so spellings that mean the same (three ways to say nullable, `allOf` against its
//! flattened form, inline against `$ref`) are no change. Operations are matched by method and path, types by the
//! places where matched operations use them.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::{
    api::{Api, Docs, Pointer},
    document::Document,
};

mod compare;
mod constraints;
mod fields;
mod flags;
mod github;
mod human;
mod identity;
mod items;
mod kind;
mod listing;
mod markdown;
mod operations;
mod pairs;
mod parameters;
mod responses;
mod security;
mod shapes;

pub use flags::{Flag, FlagKind};
pub use github::github;
pub use human::human;
pub use kind::{Direction, Kind, Row, Rust, TABLE, Wire, table};
pub use listing::ListingDiff;
pub use markdown::{LIMIT, markdown};

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// What it is called in reports: a file, or a revision and a file.
    pub name: String,
    /// What the client offers.
    pub api: &'a Api,
    /// The document, for lines and columns.
    pub document: &'a Document,
    /// The public Rust API, a line an item.
    pub listing: &'a str,
    /// Where the document came from.
    pub provenance: Provenance,
}

/// Where a document came from and what was done to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The endpoint it was fetched from (`openapi`, `definition`), `file` or `transcribed`; `None` where it isn't known.
    pub source: Option<String>,
    /// The version of OpenAPI it declares.
    pub openapi: String,
    /// `info.version`, where the document itself states one.
    pub version: Option<String>,
    /// What identifies the document's content, formatting aside.
    pub content: String,
    /// Repairs by kind.
    pub repairs: BTreeMap<String, usize>,
    /// Overlay actions by what became of them.
    pub overlay: BTreeMap<String, usize>,
    /// Whether operations are grouped by tag in Rust.
    pub grouped: bool,
    /// The host the client talks to, from its manifest.
    pub host: Option<String>,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What the old side is called.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// The changes, worst first.
    pub changes: Vec<Change>,
    /// What concerns the comparison as a whole.
    pub flags: Vec<Flag>,
    /// The version bump that follows for the generated crate.
    pub suggested_bump: Bump,
    /// Lines of the public Rust API that went and came.
    pub rust_api: ListingDiff,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Stable across runs and wordings: a hash of kind, pointer, old and new value.
    pub id: String,
    /// Its rule in the table of kinds, such as `E3`.
    pub kind: &'static str,
    /// Its name in the table of kinds, such as `optional-field-removed`.
    pub name: &'static str,
    /// The verdict for the wire.
    pub wire: Wire,
    /// The verdict for callers of the regenerated crate.
    pub rust: Rust,
    /// The operation it concerns, as method and path, where it concerns one.
    pub operation: Option<String>,
    /// The component or type it concerns, where it concerns one.
    pub component: Option<String>,
    /// How many operations reach the component.
    pub reached_from: usize,
    /// Where it stands: an RFC 6901 JSON pointer into the effective document.
    pub pointer: String,
    /// The document it stands in: the new one, or the old one where the thing is gone.
    pub file: String,
    /// The line there, counted from 1.
    pub line: Option<usize>,
    /// The column there, counted from 1.
    pub column: Option<usize>,
    /// What was.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// One plain sentence.
    pub message: String,
    /// The Rust items affected, as paths of the generated crate.
    pub rust_items: Vec<String>,
    /// Why it was accepted, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

/// A version bump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// Nothing to release.
    None,
    /// Nothing new for callers.
    Patch,
    /// Something new, or something that behaves differently.
    Minor,
    /// Something stops compiling or stops working.
    Major,
}

impl Report {
    /// Whether a change has this verdict for the wire and isn't accepted.
    pub fn counted(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.accepted.is_none())
    }

    /// Marks the changes with these ids as accepted, each with its reason, and returns the ids that match no change.
    pub fn accept(&mut self, accepted: &BTreeMap<String, String>) -> Vec<String> {
        for change in &mut self.changes {
            change.accepted = accepted.get(&change.id).cloned();
        }
        let known: HashSet<&str> = self.changes.iter().map(|change| change.id.as_str()).collect();
        let stale = accepted.keys().filter(|id| !known.contains(id.as_str())).cloned().collect();
        self.suggested_bump = bump(&self.changes);
        stale
    }

    /// The report as JSON: the fields of [`Report`] under their names.
    #[must_use]
    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Compares two sides.
#[must_use]
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Report {
    let mut found = Found { old, new, changes: Vec::new(), documentation: 0 };
    found.documentation +=
        usize::from(old.api.title != new.api.title || old.api.description != new.api.description);
    security::compare(&mut found);
    let matched = operations::compare(&mut found);
    let pairs = pairs::collect(old.api, new.api, &matched);
    shapes::compare(&mut found, &pairs);
    found.error_codes();
    found.documented();
    let rust_api = listing::compare(old.listing, new.listing);
    let mut changes = found.sorted();
    changes.dedup_by(|one, other| one.id == other.id);
    let flags = flags::flags(old, new, &changes, &rust_api);
    Report {
        old: old.name.clone(),
        new: new.name.clone(),
        suggested_bump: bump(&changes),
        changes,
        flags,
        rust_api,
    }
}

fn bump(changes: &[Change]) -> Bump {
    let each = changes.iter().filter(|change| change.accepted.is_none()).map(|change| {
        match (change.wire, change.rust) {
            (_, Rust::Breaking) | (Wire::Breaking, _) => Bump::Major,
            (_, Rust::Behaviour) | (Wire::Warning, _) => Bump::Minor,
            _ if change.name.ends_with("-added") => Bump::Minor,
            _ => Bump::Patch,
        }
    });
    each.max().unwrap_or(Bump::None)
}

/// What was found so far.
struct Found<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    changes: Vec<Change>,
    documentation: usize,
}

/// A change as the comparing functions tell it.
struct Finding<'a> {
    kind: Kind,
    direction: Direction,
    place: Place<'a>,
    /// The old side's pointer; `None` where the thing is new.
    old_origin: Option<&'a Pointer>,
    /// The new side's pointer; `None` where the thing is gone.
    new_origin: Option<&'a Pointer>,
    old: Option<String>,
    new: Option<String>,
    message: String,
    rust_items: Vec<String>,
    /// Where what is emitted says otherwise than the table.
    rust: Option<Rust>,
}

/// Whom a change concerns.
#[derive(Clone, Copy)]
enum Place<'a> {
    Document,
    Operation(&'a str),
    Component { name: &'a str, operations: &'a [String] },
}

impl Found<'_> {
    fn report(&mut self, finding: Finding<'_>) {
        let Finding { kind, direction, place, old_origin, new_origin, old, new, message, rust_items, rust } =
            finding;
        let (side, pointer) = match (new_origin, old_origin) {
            (Some(origin), _) => (self.new, origin.0.as_str()),
            (None, Some(origin)) => (self.old, origin.0.as_str()),
            (None, None) => (self.new, ""),
        };
        let position = side.document.locate(pointer);
        let (operation, component, reached_from) = match place {
            Place::Document => (None, None, 0),
            Place::Operation(operation) => (Some(operation.to_owned()), None, 1),
            Place::Component { name, operations: [operation] } => {
                (Some(operation.clone()), Some(name.to_owned()), 1)
            }
            Place::Component { name, operations } => (None, Some(name.to_owned()), operations.len()),
        };
        let row = kind.row();
        self.changes.push(Change {
            id: identity::id(row.name, pointer, old.as_deref(), new.as_deref()),
            kind: row.rule,
            name: row.name,
            wire: kind.wire(direction),
            rust: rust.unwrap_or_else(|| kind.rust(direction)),
            operation,
            component,
            reached_from,
            pointer: pointer.to_owned(),
            file: side.document.source_name().to_owned(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            old,
            new,
            message,
            rust_items,
            accepted: None,
        });
    }

    /// Counts documentation that differs.
    fn docs(&mut self, old: &Docs, new: &Docs) {
        self.documentation += usize::from(old != new);
    }

    /// Reports all documentation that differs as one change.
    fn documented(&mut self) {
        let count = self.documentation;
        if count > 0 {
            let places = if count == 1 { "place" } else { "places" };
            self.report(Finding {
                new: Some(count.to_string()),
                message: format!("documentation changed in {count} {places}"),
                ..Finding::of(Kind::Documentation)
            });
        }
    }

    /// Compares the provider's error codes.
    fn error_codes(&mut self) {
        let (old, new) = (&self.old.api.error_codes, &self.new.api.error_codes);
        let missing = |from: &[crate::api::Variant], code: &crate::api::Variant| {
            from.iter().all(|other| other.name.wire != code.name.wire)
        };
        for code in old.iter().filter(|code| missing(new, code)) {
            self.report(Finding {
                old: Some(code.name.wire.clone()),
                message: format!("error code `{}` is no longer known", code.name.wire),
                rust_items: vec![format!("types::ErrorCode::{}", code.name.rust)],
                ..Finding::of(Kind::ErrorCodeRemoved)
            });
        }
        for code in new.iter().filter(|code| missing(old, code)) {
            let (wire, rust) = (&code.name.wire, &code.name.rust);
            self.report(Finding {
                new: Some(wire.clone()),
                message: format!(
                    "error code `{wire}` is known now: arms that match `Unknown(\"{wire}\")` stop matching"
                ),
                rust_items: vec![format!("types::ErrorCode::{rust}")],
                ..Finding::of(Kind::ErrorCodeAdded)
            });
        }
    }

    /// The changes, worst first, otherwise in the order of their places.
    fn sorted(self) -> Vec<Change> {
        let mut changes = self.changes;
        changes.sort_by(|a, b| {
            let rank = |change: &Change| std::cmp::Reverse((change.wire, change.rust));
            rank(a).cmp(&rank(b)).then_with(|| a.pointer.cmp(&b.pointer)).then_with(|| a.id.cmp(&b.id))
        });
        changes
    }
}

impl Finding<'_> {
    /// A finding of a kind, about the document as a whole until told otherwise.
    fn of(kind: Kind) -> Self {
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
        }
    }
}
