//! Schemas from examples, where the document states none.
//!
//! An `object` or `array` that says nothing about its content gets its shape from its example; what an example
//! leaves open (`[]`, `{}`, `""`) is filled from properties of the same name elsewhere in the document, where they
//! agree; only in requests, for a wrong guess about an answer would make it unreadable.
//!
//! A stated schema always wins, also one that only holds beside what leaves the shape open: the other parts of an
//! `allOf`, and alternatives. An example shows what may be there, not what must, nor all of it: nothing becomes
//! `required`, an object may have other members, and a schema that states nothing at all goes on taking anything
//! where the example is an object or a list.

mod gaps;
mod keys;
mod overlap;
mod received;
mod same_name;
mod schema;
mod shape;
mod survey;

use serde_json::Value;

use crate::document::{Document, Members as _};
use crate::extensions::INFERRED;
use gaps::{Gap, Wanted};
pub(crate) use keys::is_data;
use received::Received;
use same_name::SameName;
use shape::Shape;

/// A schema that was inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// Where it stands.
    pub pointer: String,
    /// What it was inferred from.
    pub kind: InferenceKind,
    /// What was inferred, as part of a sentence: `a list of strings`.
    pub detail: String,
}

/// What a schema was inferred from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InferenceKind {
    /// Its own example, be it with gaps filled from properties of the same name.
    Example,
    /// A property of the same name only.
    SameName,
}

impl InferenceKind {
    /// Its stable name, for tallies.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::SameName => "same_name",
        }
    }
}

/// Gives every schema without a shape the one its examples show, and returns what it added, in document order.
///
/// Each inferred schema is marked with [`INFERRED`], and each object in it.
pub fn infer(document: &mut Document) -> Vec<Inference> {
    let (mut gaps, known) = survey::survey(&document.value);
    let received = Received::of(&document.value);
    for (pointer, gap) in &mut gaps {
        gap.received = received.covers(pointer);
    }
    let fill = |(pointer, gap)| fill(&mut document.value, pointer, &gap, &known);
    gaps.into_iter().filter_map(fill).collect()
}

fn fill(document: &mut Value, pointer: String, gap: &Gap, known: &SameName) -> Option<Inference> {
    let own = gap.wanted.fitting(&gap.shape);
    let shape = if gap.is_keyed && gap.wanted == Wanted::Object {
        // One example's keys are somebody else's, and so is what kind of values there are.
        Shape::Map(Box::default())
    } else if gap.received {
        own.clone()
    } else {
        known.complete(&own, gap.name.as_ref()).with_open_tables()
    };
    let kind = if says_something(&own) { InferenceKind::Example } else { InferenceKind::SameName };
    if !says_something(&shape) || gap.wanted == Wanted::Anything && shape.is_container() {
        return None;
    }
    if gap.wanted == Wanted::Whole {
        let (media_type, _) = pointer.rsplit_once('/')?;
        document
            .pointer_mut(media_type)?
            .as_object_mut()?
            .insert("schema".to_owned(), Value::Object(serde_json::Map::new()));
    }
    let members = document.pointer_mut(&pointer)?.as_object_mut()?;
    for (key, value) in schema::keywords(&shape) {
        // `type` may be a list that also has `null`; what stands there stays.
        if key != "type" || members.member("type").is_none() {
            members.insert(key, value);
        }
    }
    members.insert(INFERRED.to_owned(), Value::Bool(true));
    Some(Inference { pointer, kind, detail: schema::described(&shape) })
}

/// Whether a shape says more than `""`, `[]`, `{}` and `null` do.
fn says_something(shape: &Shape) -> bool {
    match shape {
        Shape::Unknown | Shape::Blank | Shape::Mixed => false,
        Shape::Object(_) | Shape::Array(_) => shape.has_content(),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
