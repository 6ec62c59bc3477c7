//! The state of reading one document: what was found so far, and what is still to be visited.

use std::sync::Arc;

use foldhash::HashMap;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, RequestBody};
use serde_json::{Map, Value};

use super::error::ProblemKind;
use super::{Header, Located, Note, NoteKind, Parameter, ResponseNode, Schema};
use crate::document::{Ids, json_type};
use crate::source::pointer::child;

/// A reader of one document. It goes on after a problem, so that all of them are found in one run.
pub(super) struct Reader<'a> {
    pub(super) root: &'a Value,
    /// The document's own name: references may say it.
    pub(super) name: &'a str,
    pub(super) notes: Vec<Note>,
    pub(super) problems: Vec<(ProblemKind, String)>,
    /// Each schema met so far; those behind `visited` hold a placeholder.
    pub(super) schemas: IndexMap<String, Box<Schema>, RandomState>,
    /// What is to be read for the schema at the same position.
    pub(super) sources: Vec<Option<&'a Value>>,
    pub(super) visited: usize,
    /// Where references lead, by the resource they stand in and their text.
    pub(super) targets: HashMap<(usize, &'a str), (String, &'a Value)>,
    /// What schemas call themselves.
    pub(super) ids: Ids,
    pub(super) shared: Shared,
    /// The callbacks of the operations read so far, each with its operation's place.
    pub(super) callbacks: Vec<(String, &'a Value)>,
}

/// Components that many operations share are read once.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) parameters: HashMap<String, Option<Arc<Located<Parameter>>>>,
    pub(super) request_bodies: HashMap<String, Arc<Located<RequestBody>>>,
    pub(super) responses: HashMap<String, Arc<ResponseNode>>,
    pub(super) headers: HashMap<String, Arc<Located<Header>>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(root: &'a Value, name: &'a str) -> Self {
        Self {
            root,
            name,
            notes: Vec::new(),
            problems: Vec::new(),
            schemas: IndexMap::default(),
            sources: Vec::new(),
            visited: 0,
            targets: HashMap::default(),
            ids: Ids::of(root),
            shared: Shared::default(),
            callbacks: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, kind: NoteKind, pointer: impl Into<String>, detail: impl Into<String>) {
        self.notes.push(Note { kind, pointer: pointer.into(), detail: detail.into() });
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, pointer: impl Into<String>) {
        self.problems.push((kind, pointer.into()));
    }

    /// Sees to it that the schema at a pointer is read, and gives that pointer.
    pub(super) fn below(&mut self, pointer: String, source: &'a Value) -> String {
        self.enlist(pointer.clone(), Some(source));
        pointer
    }

    /// Sees to it that the schema at a pointer is read, and gives a reference to it.
    pub(super) fn schema<T>(&mut self, pointer: String, source: &'a Value) -> ReferenceOr<T> {
        reference(self.below(pointer, source))
    }

    /// Puts a schema that has no place of its own in the document at a pointer, and gives that pointer.
    pub(super) fn place(&mut self, pointer: String, schema: Schema) -> String {
        let position = self.enlist(pointer.clone(), None);
        *self.schemas[position] = schema;
        pointer
    }

    pub(super) fn enlist(&mut self, pointer: String, source: Option<&'a Value>) -> usize {
        let entry = self.schemas.entry(pointer);
        let position = entry.index();
        if let indexmap::map::Entry::Vacant(vacant) = entry {
            vacant.insert(Box::default());
            self.sources.push(source);
        }
        position
    }

    /// A member that is an object; another JSON type is noted and read as absent.
    pub(super) fn members(
        &mut self,
        pointer: &str,
        key: &str,
        value: Option<&'a Value>,
    ) -> Option<&'a Map<String, Value>> {
        match value? {
            Value::Object(members) => Some(members),
            Value::Null => None,
            other => {
                self.wrong_type(child(pointer, key), "an object", other);
                None
            }
        }
    }

    /// A member that is a list; a single value is read as a list of one.
    pub(super) fn items(&mut self, pointer: &str, key: &str, value: Option<&'a Value>) -> &'a [Value] {
        match value {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong_type(child(pointer, key), "a list", other);
                std::slice::from_ref(other)
            }
        }
    }

    /// A member that is text; numbers and booleans are read as their text.
    pub(super) fn text(&mut self, pointer: &str, key: &str, value: Option<&Value>) -> Option<String> {
        match value? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => {
                self.wrong_type(child(pointer, key), "a string", other);
                (!other.is_array() && !other.is_object()).then(|| other.to_string())
            }
        }
    }

    /// A member that is true or false, and false where absent; `"true"` is true.
    pub(super) fn flag(&mut self, pointer: &str, key: &str, value: Option<&Value>) -> bool {
        match value {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                self.wrong_type(child(pointer, key), "a boolean", other);
                other.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))
            }
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, pointer: &str, key: &str, value: Option<&'a Value>) -> Vec<String> {
        let items = self.items(pointer, key, value);
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            texts.extend(self.text(pointer, key, Some(item)));
        }
        texts
    }

    pub(super) fn wrong_type(&mut self, pointer: String, wanted: &str, found: &Value) {
        self.note(
            NoteKind::WrongType,
            pointer,
            format!("{wanted} is expected, but it is {}", json_type(found)),
        );
    }
}

/// A schema by its pointer, where openapiv3 has a schema.
pub(super) fn reference<T>(pointer: String) -> ReferenceOr<T> {
    ReferenceOr::Reference { reference: pointer }
}

/// The `x-` members of an object.
pub(super) fn extensions(members: &Map<String, Value>) -> IndexMap<String, Value> {
    let extensions = members.iter().filter(|(key, _)| key.starts_with("x-"));
    extensions.map(|(key, value)| (key.clone(), value.clone())).collect()
}
