//! Draws instances from the schemas of a document (as [`crate::schema`] has them): all members, only the required ones,
//! each alternative, each listed value, bounds, nulls, short and long lists.
//!
//! A draw is numbered, and numbers that follow each other differ in every choice at once: so many draws as the longest
//! choice has ways see each way of every choice.

mod choice;
mod flat;
mod list;
mod number;
mod object;
mod tag;
mod text;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::json::Json;
use choice::Choice;
use flat::Flat;
use tag::Subtypes;

/// So many values are in an instance, about.
const SIZE: usize = 150;
/// Deeper ones have only what they must have.
const DEEP: usize = 4;
/// No value that has to be is deeper than that.
const DEEPEST: usize = 14;

/// What the member is called that no schema declares.
pub(crate) const UNDECLARED: &str = "xLabUndeclared";
/// What a listed value becomes that isn't listed.
const UNKNOWN: &str = "not listed: +1";
/// The same of integers.
const UNKNOWN_NUMBER: &str = "918273645";

/// A source of instances.
#[derive(Debug)]
pub(crate) struct Draw<'d> {
    document: &'d Value,
    subtypes: Subtypes<'d>,
    /// Texts by pattern: finding one takes long.
    patterns: RefCell<HashMap<String, Rc<[String]>>>,
    /// Where something is put in that the schema doesn't have.
    put: Cell<Option<Put>>,
    /// How many listed values were drawn.
    listed: Cell<usize>,
    /// How many objects were drawn that may have members nobody declares.
    objects: Cell<usize>,
}

/// Something the schema doesn't have, put in at the so-many-th place that can have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Put {
    /// A value that isn't listed.
    Unlisted(usize),
    /// A member that isn't declared.
    Undeclared(usize),
}

/// An instance.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// The instance.
    pub(crate) value: Json,
    /// How many places of it can have a value that isn't listed.
    pub(crate) listed: usize,
    /// How many can have a member that isn't declared.
    pub(crate) objects: usize,
}

impl<'d> Draw<'d> {
    /// Draws from the schemas of a document.
    pub(crate) fn new(document: &'d Value) -> Self {
        Self {
            document,
            subtypes: Subtypes::of(document),
            patterns: RefCell::default(),
            put: Cell::new(None),
            listed: Cell::new(0),
            objects: Cell::new(0),
        }
    }

    /// The so-many-th instance of a schema; none where none was found.
    pub(crate) fn instance(&self, schema: &'d Value, number: usize, put: Option<Put>) -> Option<Drawn> {
        self.put.set(put);
        self.listed.set(0);
        self.objects.set(0);
        let value = self.value(&[schema], Choice::of(number), Room { size: SIZE, depth: 0 })?;
        Some(Drawn { value, listed: self.listed.get(), objects: self.objects.get() })
    }

    /// A value that several schemas allow.
    fn value(&self, schemas: &[&'d Value], mut choice: Choice, room: Room) -> Option<Json> {
        if room.depth > DEEPEST {
            return None;
        }
        let flat = Flat::gather(self, schemas, &mut choice, room)?;
        if let Some(values) = &flat.values {
            return self.listed(&flat, values, choice);
        }
        let kinds = flat.kinds(room.depth > DEEP);
        let kind = *kinds.get(choice.take(kinds.len()))?;
        match kind {
            "null" => Some(Json::Null),
            "boolean" => Some(Json::Bool(choice.take(2) == 0)),
            "integer" | "number" => number::draw(&flat, kind == "integer", choice).map(Json::Number),
            "string" => self.text(&flat, choice).map(Json::Text),
            "array" => self.list(&flat, choice, room),
            "object" => self.object(&flat, choice, room),
            _ => Some(anything(choice)),
        }
    }

    /// One of some listed values.
    fn listed(&self, flat: &Flat<'d>, values: &[&'d Value], mut choice: Choice) -> Option<Json> {
        let allowed: Vec<&Value> = values.iter().copied().filter(|value| flat.allows(value)).collect();
        let value = Json::of(allowed.get(choice.take(allowed.len()))?);
        if flat.is_constant {
            return Some(value);
        }
        let unknown = match &value {
            Json::Text(_) => Json::Text(UNKNOWN.to_owned()),
            Json::Number(digits) if digits.parse::<i64>().is_ok() => Json::Number(UNKNOWN_NUMBER.to_owned()),
            _ => return Some(value),
        };
        let at = self.listed.replace(self.listed.get() + 1);
        Some(if self.put.get() == Some(Put::Unlisted(at)) { unknown } else { value })
    }
}

/// How large a value may become.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// How many values there may be in it, itself included.
    size: usize,
    /// How deep it is.
    depth: usize,
}

impl Room {
    /// The room of each of so many values in this one.
    fn divided(self, count: usize) -> Self {
        Self { size: self.size.saturating_sub(count) / count.max(1), depth: self.depth + 1 }
    }
}

/// A value of which nothing is said.
fn anything(mut choice: Choice) -> Json {
    let texts = ["\"any\"", "{\"a\":[true,null,{\"b\":1.5}]}", "7", "[1,\"x\"]", "false", "1.5", "{}"];
    Json::parse(texts[choice.take(texts.len())]).unwrap_or(Json::Null)
}

#[cfg(test)]
mod tests;
