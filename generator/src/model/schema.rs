//! Schemas: visited one by one from a list, so that neither nesting nor recursion costs stack.

mod annotations;
mod bounds;
mod composition;
mod enumeration;
mod keywords;
mod kinds;
mod objects;
mod shape;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

use super::error::ProblemKind;
use super::reader::{Reader, any, json_type};
use super::{NoteKind, SchemaNode, SchemaReference};
use crate::source::pointer::child;
use keywords::Keywords;
use shape::Shaper;

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
            self.schemas[position] = self.schema_node(&pointer, source);
        }
    }

    fn schema_node(&mut self, pointer: &str, source: &'a Value) -> SchemaNode {
        if pointer.len() > DEEPEST && pointer.bytes().filter(|byte| *byte == b'/').count() > DEEPEST {
            self.problem(ProblemKind::TooDeep { limit: DEEPEST }, pointer);
            return any();
        }
        match source {
            Value::Object(members) => {
                let keywords = Keywords::of(members);
                match keywords.reference {
                    Some(Value::String(reference)) => self.reference(pointer, reference, &keywords),
                    Some(other) => {
                        self.wrong_type(child(pointer, "$ref"), "a string", other);
                        self.shape(pointer, &keywords)
                    }
                    None => self.shape(pointer, &keywords),
                }
            }
            Value::Bool(true) => any(),
            Value::Bool(false) => self.nothing(pointer),
            other => {
                let found = json_type(other);
                self.note(NoteKind::WrongType, pointer, format!("a schema is expected, but it is {found}"));
                any()
            }
        }
    }

    /// A parameter that is its own schema: of its members, only the shape is about the value.
    pub(super) fn parameter_as_schema(&mut self, pointer: String, members: &'a Map<String, Value>) -> String {
        let schema = Shaper::new(self, &pointer).bare(&Keywords::of(members));
        self.place(pointer, SchemaNode::Schema(Box::new(schema)))
    }

    fn shape(&mut self, pointer: &str, keywords: &Keywords<'a>) -> SchemaNode {
        SchemaNode::Schema(Box::new(Shaper::new(self, pointer).schema(keywords)))
    }

    /// A `$ref`. Where siblings say something about the shape, it becomes an `allOf` of the two; otherwise they are
    /// about this use of the target.
    fn reference(&mut self, pointer: &str, reference: &'a str, keywords: &Keywords<'a>) -> SchemaNode {
        let Some((target, source)) = self.target(pointer, reference) else { return any() };
        self.enlist(target.clone(), Some(source));
        let mut shaper = Shaper::new(self, pointer);
        if !keywords.has_shape() {
            return SchemaNode::Reference(Box::new(SchemaReference {
                target,
                data: shaper.annotations(keywords),
            }));
        }
        let (siblings, mut data) = shaper.siblings(keywords);
        data.nullable |= siblings.schema_data.nullable;
        let target = SchemaNode::Reference(Box::new(SchemaReference { target, data: SchemaData::default() }));
        let all_of = [("$ref", target), ("x-siblings", SchemaNode::Schema(Box::new(siblings)))]
            .map(|(key, node)| ReferenceOr::Reference { reference: self.place(child(pointer, key), node) });
        SchemaNode::Schema(Box::new(Schema {
            schema_data: data,
            schema_kind: SchemaKind::AllOf { all_of: all_of.into() },
        }))
    }

    /// A schema that nothing matches.
    fn nothing(&mut self, pointer: &str) -> SchemaNode {
        let reference = self.place(child(pointer, "not"), any());
        let not = Box::new(ReferenceOr::Reference { reference });
        SchemaNode::Schema(Box::new(Schema {
            schema_data: SchemaData::default(),
            schema_kind: SchemaKind::Not { not },
        }))
    }
}
