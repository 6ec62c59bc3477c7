//! Schemas: visited one by one from a list, so that neither nesting nor recursion costs stack.

mod annotations;
mod bounds;
mod kinds;
mod members;
mod node;
mod values;

use serde_json::{Map, Value};

use super::NoteKind;
use super::error::ProblemKind;
use super::reader::Reader;
use crate::document::{Members as _, json_type};
use crate::source::pointer::child;
pub use node::{Additional, Discriminator, Schema, SchemaType, Xml};

/// Segments a schema's pointer may have. Real documents stay below 60; later stages may recurse within it.
const DEEPEST: usize = 256;

impl<'a> Reader<'a> {
    /// Reads the schemas that were met and not yet read, and those met on the way.
    pub(super) fn visit_schemas(&mut self) {
        while let Some((pointer, _)) = self.schemas.get_index(self.visited) {
            let position = self.visited;
            self.visited += 1;
            let Some(source) = self.sources[position] else { continue };
            let pointer = pointer.clone();
            *self.schemas[position] = self.read_schema(&pointer, source);
        }
    }

    fn read_schema(&mut self, pointer: &str, source: &'a Value) -> Schema {
        if pointer.len() > DEEPEST && pointer.bytes().filter(|byte| *byte == b'/').count() > DEEPEST {
            self.problem(ProblemKind::TooDeep { limit: DEEPEST }, pointer);
            return Schema::default();
        }
        match source {
            Value::Object(members) => match members.member("$ref") {
                Some(Value::String(reference)) => self.reference(pointer, reference, members),
                Some(other) => {
                    self.wrong_type(child(pointer, "$ref"), "a string", other);
                    self.object_schema(pointer, members)
                }
                None => self.object_schema(pointer, members),
            },
            Value::Bool(allowed) => Schema { nothing: !allowed, ..Schema::default() },
            other => {
                let found = json_type(other);
                self.note(NoteKind::WrongType, pointer, format!("a schema is expected, but it is {found}"));
                Schema::default()
            }
        }
    }

    /// A parameter that is its own schema: of its members, only the shape is about the value.
    pub(super) fn parameter_as_schema(&mut self, pointer: String, members: &'a Map<String, Value>) -> String {
        let mut schema = Schema { default: members.member("default").cloned(), ..Schema::default() };
        self.shape(&pointer, members, &mut schema);
        schema.required.clear();
        self.place(pointer, schema)
    }

    fn object_schema(&mut self, pointer: &str, members: &'a Map<String, Value>) -> Schema {
        let mut schema = Schema::default();
        self.annotations(pointer, members, &mut schema);
        self.shape(pointer, members, &mut schema);
        schema
    }

    /// A `$ref`. Of what stands beside it, a type alone adds nothing: documents that state another one than the target
    /// has are mistaken.
    fn reference(&mut self, pointer: &str, reference: &'a str, members: &'a Map<String, Value>) -> Schema {
        let Some((target, source)) = self.target(pointer, reference) else { return Schema::default() };
        let mut schema = Schema { reference: Some(self.below(target, source)), ..Schema::default() };
        self.annotations(pointer, members, &mut schema);
        if members::have_shape(members) {
            self.shape(pointer, members, &mut schema);
        }
        schema
    }
}
