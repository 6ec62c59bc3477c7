//! The document on its way through the pipeline: its value, and where each part of it stands in the source.

mod ids;
mod lookup;
mod members;

use std::collections::BTreeMap;
use std::sync::Arc;

use miette::SourceSpan;
use serde_json::Value;

pub(crate) use ids::{Ids, Named};
pub(crate) use lookup::Members;
pub(crate) use members::{Subschemas, entered, subschemas};

pub use crate::source::{Position, Syntax};
use crate::source::{Source, SourceText, pointer};

/// The methods an OpenAPI path item may have.
pub(crate) const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What OpenAPI 3.2 keeps operations of other methods under, in a path item.
pub(crate) const OTHER_METHODS: &str = "additionalOperations";

/// Where a named example has its value: OpenAPI 3.2 has a word of its own for the value before it is written.
pub(crate) const EXAMPLE_VALUES: [&str; 2] = ["dataValue", "value"];

/// The form a document was served in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Form {
    /// An OpenAPI document.
    OpenApi,
    /// An OpenAPI document inside other JSON, at this pointer.
    Wrapped(String),
    /// A Swagger 2.0 document, at this pointer, which is mostly empty.
    Swagger(String),
    /// A raw definition (`config` and `routes`), at this pointer, which is mostly empty.
    Definition(String),
}

impl Form {
    /// The form in a word, and where it stands in what was served.
    #[must_use]
    pub fn shown(&self) -> String {
        let (name, pointer) = match self {
            Self::OpenApi => ("openapi", ""),
            Self::Wrapped(pointer) => ("openapi", pointer.as_str()),
            Self::Swagger(pointer) => ("swagger 2.0", pointer.as_str()),
            Self::Definition(pointer) => ("definition", pointer.as_str()),
        };
        if pointer.is_empty() { name.to_owned() } else { format!("{name} at {pointer}") }
    }
}

/// An OpenAPI document on its way through the pipeline.
///
/// Pointers are into [`Document::value`] as it is now; the document remembers where what stands there now stood in
/// the source text.
#[derive(Debug, Clone)]
pub struct Document {
    /// The document.
    pub value: Value,
    /// The form it was served in.
    pub form: Form,
    source: Arc<Source>,
    moves: BTreeMap<String, String>,
    duplicates: Vec<String>,
    notes: Vec<(String, String)>,
}

impl Document {
    /// A document as it stands in a text.
    #[must_use]
    pub fn new(value: Value, form: Form, source: Source) -> Self {
        let (moves, duplicates, notes) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { value, form, source: Arc::new(source), moves, duplicates, notes }
    }

    /// A document that is its own source, as pretty JSON.
    #[must_use]
    pub fn from_value(value: Value, name: &str) -> Self {
        let text = format!("{value:#}\n");
        Self::new(value, Form::OpenApi, Source::new(name, text, Syntax::Json))
    }

    /// States which members of the source text were not read because their key occurs again in the same object.
    pub(crate) fn with_duplicates(mut self, duplicates: Vec<String>) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// Pointers into the source text of keys that occur twice in one object; the last one was read.
    #[must_use]
    pub fn duplicates(&self) -> &[String] {
        &self.duplicates
    }

    /// Records that what the text says at a pointer is not carried over; the detail is part of a sentence.
    pub(crate) fn note(&mut self, pointer: String, detail: String) {
        self.notes.push((pointer, detail));
    }

    /// What was not carried over when the document was read, each with its pointer.
    pub(crate) fn notes(&self) -> &[(String, String)] {
        &self.notes
    }

    /// Where the node at a pointer, or its nearest ancestor that the source has, stands in the source text.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Position> {
        self.source.locate(&self.source_pointer(pointer))
    }

    /// The bytes of the source text worth pointing at for a pointer.
    #[must_use]
    pub fn span(&self, pointer: &str) -> Option<SourceSpan> {
        let span = self.source.span(&self.source_pointer(pointer))?;
        Some(span.into())
    }

    /// The file name or URL the document came from.
    #[must_use]
    pub fn source_name(&self) -> &str {
        self.source.name()
    }

    /// The source text for error frames; a cheap clone.
    #[must_use]
    pub fn frame(&self) -> SourceText {
        self.source.frame()
    }

    /// The source text with its map.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The pointer into the source text of what stands at a pointer now.
    #[must_use]
    pub fn source_pointer(&self, pointer: &str) -> String {
        let mut known = pointer;
        loop {
            if let Some(source) = self.moves.get(known) {
                return format!("{source}{}", &pointer[known.len()..]);
            }
            match known.rfind('/') {
                Some(parent) => known = &known[..parent],
                None => return pointer.to_owned(),
            }
        }
    }

    /// Records that the subtree which stood at `from` until now stands at `to` from now on.
    ///
    /// What was recorded for nodes below `from` goes along. Costs what it moves, not what the document holds.
    pub fn moved(&mut self, from: &str, to: &str) {
        if from == to {
            return;
        }
        let source = self.source_pointer(from);
        self.forget(to);
        for (below, below_source) in self.take_below(from) {
            self.moves.insert(format!("{to}{}", &below[from.len()..]), below_source);
        }
        self.moves.remove(from);
        self.moves.insert(to.to_owned(), source);
    }

    /// Records where in the source text the subtree at `to` comes from; both may be anything.
    pub fn comes_from(&mut self, to: &str, source: &str) {
        self.moves.insert(to.to_owned(), source.to_owned());
    }

    fn forget(&mut self, pointer: &str) {
        self.take_below(pointer);
        self.moves.remove(pointer);
    }

    /// Takes out what is recorded for descendants of a pointer.
    fn take_below(&mut self, pointer: &str) -> Vec<(String, String)> {
        // `0` is the character behind `/`, so this is the range of everything that begins with `pointer/`.
        let range = format!("{pointer}/")..format!("{pointer}0");
        let keys: Vec<String> = self.moves.range(range).map(|(key, _)| key.clone()).collect();
        keys.into_iter().filter_map(|key| self.moves.remove_entry(&key)).collect()
    }
}

/// The JSON type of a value, with its article.
pub(crate) fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The pointer of the member or item `name` of what stands at `parent`.
#[must_use]
pub fn child(parent: &str, name: &str) -> String {
    pointer::child(parent, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn line(document: &Document, pointer: &str) -> usize {
        document.locate(pointer).expect("the document is not empty").line
    }

    #[test]
    fn a_moved_subtree_is_found_where_it_stood() {
        let mut document = Document::from_value(json!({"a": {"b": 1, "c": 2}, "d": 3}), "test");
        document.moved("/a", "/x/y");
        assert_eq!(line(&document, "/x/y/c"), 4);
        document.moved("/x/y/c", "/x/y/k");
        document.moved("/x", "/z");
        assert_eq!(line(&document, "/z/y/k"), 4);
        assert_eq!(line(&document, "/z/y/b"), 3);
    }

    #[test]
    fn what_was_added_is_found_at_its_nearest_ancestor() {
        let document = Document::from_value(json!({"a": {"b": 1}}), "test");
        assert_eq!(line(&document, "/a/new/deeper"), 2);
    }
}
