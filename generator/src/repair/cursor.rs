//! The cursor of the walk: where it is in the document, and what was repaired so far.

use foldhash::HashMap;
use serde_json::{Map, Value};

use super::{Repair, RepairKind};
use crate::document::{Document, Members as _};
use crate::extensions::NATIVE_URL;
use crate::source::pointer;

/// Nodes deeper than this are left as they are; a text that deep is refused before.
const DEEPEST: usize = 200;

/// The place the walk is at, as a pointer into the document as it was read, and the repairs so far.
#[derive(Debug)]
pub(super) struct Cursor {
    /// Whether the document is OpenAPI 3.1, which allows some of what 3.0 doesn't.
    pub(super) is_31: bool,
    /// Whether the document is one LowCodeAPI serves: its empty examples and bodies are known to mean nothing.
    pub(super) from_service: bool,
    pointer: String,
    depth: usize,
    repairs: Vec<Repair>,
    moves: Vec<(String, String)>,
    stems: Vec<(String, String)>,
}

impl Cursor {
    pub(super) fn new(root: &Map<String, Value>) -> Self {
        Self {
            is_31: is_31(root.member("openapi")),
            from_service: is_from_service(root),
            pointer: String::new(),
            depth: 0,
            repairs: Vec::new(),
            moves: Vec::new(),
            stems: Vec::new(),
        }
    }

    /// Goes to a member or item for the time of `visit`.
    pub(super) fn inside<T: Default>(&mut self, name: &str, visit: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth == DEEPEST {
            return T::default();
        }
        let length = self.pointer.len();
        pointer::push(&mut self.pointer, name);
        self.depth += 1;
        let result = visit(self);
        self.depth -= 1;
        self.pointer.truncate(length);
        result
    }

    /// The pointer of a member of what stands here.
    pub(super) fn child(&self, name: &str) -> String {
        pointer::child(&self.pointer, name)
    }

    /// The path key the walk is below, escaped, where it is below one.
    pub(super) fn path(&self) -> &str {
        let below = self.pointer.strip_prefix("/paths/").unwrap_or_default();
        below.split('/').next().unwrap_or_default()
    }

    /// Notes a repair of what stands here.
    pub(super) fn note(&mut self, kind: RepairKind, detail: impl Into<String>) {
        let repair = Repair { kind, pointer: self.pointer.clone(), detail: detail.into() };
        self.repairs.push(repair);
    }

    /// Notes a repair of a member of what stands here.
    pub(super) fn note_at(&mut self, name: &str, kind: RepairKind, detail: impl Into<String>) {
        let repair = Repair { kind, pointer: self.child(name), detail: detail.into() };
        self.repairs.push(repair);
    }

    /// Notes a repair of what stands at a pointer.
    pub(super) fn note_pointer(&mut self, pointer: String, kind: RepairKind, detail: impl Into<String>) {
        self.repairs.push(Repair { kind, pointer, detail: detail.into() });
    }

    /// Remembers that a path item was made from another one, whose operations move by themselves.
    pub(super) fn stems(&mut self, from: String, to: String) {
        self.stems.push((from, to));
    }

    /// Remembers that what stood at one pointer is at another when all repairs are done.
    pub(super) fn moved(&mut self, from: String, to: String) {
        self.moves.push((from, to));
    }

    /// Where everything went that is at another pointer now.
    pub(super) fn moves(&self) -> HashMap<&str, &str> {
        self.stems.iter().chain(&self.moves).map(|(from, to)| (from.as_str(), to.as_str())).collect()
    }

    /// The repairs, with pointers into the source. The document learns what moved.
    pub(super) fn finish(self, document: &mut Document) -> Vec<Repair> {
        let doubles = document.duplicates().iter().map(|pointer| Repair {
            kind: RepairKind::DuplicateKey,
            pointer: pointer.clone(),
            detail: String::new(),
        });
        let sourced = self
            .repairs
            .into_iter()
            .map(|repair| Repair { pointer: document.source_pointer(&repair.pointer), ..repair });
        let repairs = doubles.chain(sourced).collect();
        for (from, to) in self.stems {
            let source = document.source_pointer(&from);
            document.comes_from(&to, &source);
        }
        for (from, to) in self.moves {
            document.moved(&from, &to);
        }
        repairs
    }
}

/// As [`read`](crate::read::read) takes versions: `v3.1.0` too, and the number 3.1.
fn is_31(stated: Option<&Value>) -> bool {
    match stated {
        Some(Value::String(version)) => is_later(version.trim().trim_start_matches(['v', 'V'])),
        Some(Value::Number(version)) => is_later(&version.to_string()),
        _ => false,
    }
}

/// Whether a version is 3.1 or one that goes by its schemas.
fn is_later(version: &str) -> bool {
    version.strip_prefix("3.").is_some_and(|minor| !minor.starts_with('0'))
}

/// The service's documents have keys of its own in each operation, or its token in the query.
fn is_from_service(root: &Map<String, Value>) -> bool {
    let items = root.member("paths").and_then(Value::as_object).into_iter().flat_map(Map::values);
    let mut operations = items.filter_map(Value::as_object).flat_map(Map::values);
    let schemes = root.member("components").and_then(|components| components.member("securitySchemes"));
    let mut schemes = schemes.and_then(Value::as_object).into_iter().flat_map(Map::values);
    operations.any(|operation| {
        let docs = operation.member("externalDocs");
        operation.member(NATIVE_URL).is_some()
            || docs
                .is_some_and(|docs| docs.member("api_ref").is_some() || docs.member("api_endpoint").is_some())
    }) || schemes.any(|scheme| {
        scheme.member("in").and_then(Value::as_str) == Some("query")
            && scheme.member("name").and_then(Value::as_str) == Some("api_token")
    })
}
