//! Answers that nobody describes, by answers that a person saved: their shape alone, in a file that is committed.
//!
//! [`shape`] reads saved answers, and [`learn`] puts what they showed into a document. What a sample holds never gets into
//! the file: no value, and a name of a member only where it is an identifier and stands in every sample. Like all that is
//! inferred it is a guess: nothing is required, other members are kept, and a success stays one whatever was answered.

mod file;
mod sample;
mod schema;
mod seen;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::document::Document;
use crate::extensions::LEARNED;
use crate::source::pointer::child;
pub use file::Learned;
pub use sample::{NoAnswer, payload};
use seen::Seen;

/// What saved answers showed of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// How many there were.
    pub samples: u64,
    /// Their shape, as a schema.
    pub answer: Value,
}

/// What became of the lessons.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The text of the file, where there is one.
    pub text: Option<String>,
    /// Where the operations stand that got an answer.
    pub applied: Vec<String>,
    /// The lessons that nothing became of.
    pub unused: Vec<Unused>,
}

/// A lesson that nothing became of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// Method and path, as the file has them.
    pub operation: String,
    /// Why.
    pub reason: &'static str,
}

impl Report {
    /// How many lessons were applied and unused.
    #[must_use]
    pub fn tally(&self) -> BTreeMap<&'static str, usize> {
        BTreeMap::from([("applied", self.applied.len()), ("unused", self.unused.len())])
    }
}

/// What answers have in common: types, formats, and the members that stand in all of them.
#[must_use]
pub fn shape(answers: &[Value]) -> Lesson {
    let seen = answers.iter().map(Seen::of).reduce(Seen::merge).unwrap_or_default();
    Lesson { samples: answers.len() as u64, answer: schema::schema(&seen) }
}

/// The names of members that a lesson has, each once, in the order of the alphabet: all that is kept of samples beside
/// types and formats.
#[must_use]
pub fn names(lesson: &Lesson) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut left = vec![&lesson.answer];
    while let Some(schema) = left.pop() {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            names.insert(name.clone());
            left.push(property);
        }
        left.extend(["items", "additionalProperties"].iter().filter_map(|key| schema.get(key)));
    }
    names.into_iter().collect()
}

/// Gives the operations of a document that describe no success the answers that were learned of them.
pub fn learn(document: &mut Document, learned: &Learned) -> Report {
    let mut report = Report { text: Some(learned.text()), ..Report::default() };
    for (operation, lesson) in &learned.lessons {
        match apply(&mut document.value, operation, lesson) {
            Ok(pointer) => report.applied.push(pointer),
            Err(reason) => report.unused.push(Unused { operation: operation.clone(), reason }),
        }
    }
    report
}

fn apply(document: &mut Value, operation: &str, lesson: &Lesson) -> Result<String, &'static str> {
    let (method, path) = operation.split_once(' ').ok_or("it is no method and path")?;
    let pointer = child(&child("/paths", path), &method.to_lowercase());
    let found = document.pointer_mut(&pointer).and_then(Value::as_object_mut);
    let operation = found.ok_or("the document has no such operation")?;
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    let responses = responses.as_object_mut().ok_or("the operation's answers can't be read")?;
    if responses.iter().any(|(status, answer)| status.starts_with('2') && is_described(answer)) {
        return Err("its answer is described now");
    }
    let content = json!({ "application/json": { "schema": lesson.answer } });
    responses.insert("200".to_owned(), json!({ "description": "", "content": content, LEARNED: true }));
    Ok(pointer)
}

/// Whether an answer is more than a status.
fn is_described(answer: &Value) -> bool {
    let contents = answer.get("content").and_then(Value::as_object).into_iter().flatten();
    let mut schemas = contents.filter_map(|(_, content)| content.get("schema"));
    answer.get("$ref").is_some()
        || schemas.any(|schema| schema.as_object().is_some_and(|members: &Map<_, _>| !members.is_empty()))
}

#[cfg(test)]
mod tests;
