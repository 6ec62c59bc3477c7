//! The walk over a document's schemas, with what examples say about each.

use serde_json::{Map, Value};

use super::gaps::{Gap, Gaps, Wanted, wanted};
use super::keys::{are_named_as_data, are_said_to_be_data};
use super::overlap::Overlap;
use super::same_name::{NestedProperty, SameName};
use super::shape::Shape;
use crate::document::{EXAMPLE_VALUES, METHODS, Members as _};
use crate::source::pointer::child;

/// Finds the gaps in document order, and notes every example by the names in it.
pub(super) fn survey(document: &Value) -> (Gaps, SameName) {
    let mut survey = Survey {
        document,
        gaps: Gaps::default(),
        known: SameName::default(),
        overlap: Overlap::new(document),
        inside: Vec::new(),
        references: 0,
    };
    survey.document();
    let Survey { mut gaps, known, overlap, .. } = survey;
    gaps.retain(|pointer, _| !overlap.states(pointer));
    (gaps, known)
}

/// How many references one example is followed through. Compositions of compositions would take for ever.
const REFERENCES: usize = 10_000;

/// How deep schemas are followed, references included.
const DEPTH: usize = 64;

struct Survey<'a> {
    document: &'a Value,
    gaps: Gaps,
    known: SameName,
    overlap: Overlap<'a>,
    /// The properties the schema at hand is inside of.
    inside: Vec<String>,
    /// How many more references the example at hand may be followed through.
    references: usize,
}

impl<'a> Survey<'a> {
    fn document(&mut self) {
        for items in ["/paths", "/webhooks", "/components/pathItems"] {
            for (pointer, item) in self.members(items) {
                self.path_item(&pointer, item);
            }
        }
        for (pointer, body) in self.members("/components/requestBodies") {
            self.contents(&pointer, body);
        }
        for (pointer, response) in self.members("/components/responses") {
            self.contents(&pointer, response);
        }
        for (pointer, media_type) in self.members("/components/mediaTypes") {
            self.media_type(&pointer, media_type);
        }
        for (pointer, parameter) in self.members("/components/parameters") {
            self.parameter(&pointer, parameter);
        }
        for (pointer, schema) in self.members("/components/schemas") {
            self.references = REFERENCES;
            self.schema(&pointer, schema, &Shape::Unknown, None, 0);
        }
    }

    fn path_item(&mut self, pointer: &str, item: &'a Value) {
        self.parameters(pointer, item);
        for method in METHODS {
            if let Some(operation) = item.member(method) {
                self.operation(&child(pointer, method), operation);
            }
        }
    }

    fn operation(&mut self, pointer: &str, operation: &'a Value) {
        self.parameters(pointer, operation);
        if let Some(body) = operation.member("requestBody") {
            self.contents(&child(pointer, "requestBody"), body);
        }
        for (pointer, response) in members(pointer, operation, "responses") {
            self.contents(&pointer, response);
        }
        for (pointer, callback) in members(pointer, operation, "callbacks") {
            for (expression, item) in callback.as_object().into_iter().flatten() {
                self.path_item(&child(&pointer, expression), item);
            }
        }
    }

    fn parameters(&mut self, pointer: &str, owner: &'a Value) {
        let list = child(pointer, "parameters");
        for (index, parameter) in
            owner.member("parameters").and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            self.parameter(&child(&list, &index.to_string()), parameter);
        }
    }

    fn parameter(&mut self, pointer: &str, parameter: &'a Value) {
        if let Some(schema) = parameter.member("schema") {
            let shape = self.examples(parameter, None);
            self.references = REFERENCES;
            self.schema(&child(pointer, "schema"), schema, &shape, None, 0);
        }
        self.contents(pointer, parameter);
    }

    fn contents(&mut self, pointer: &str, owner: &'a Value) {
        for (pointer, media_type) in members(pointer, owner, "content") {
            self.media_type(&pointer, media_type);
        }
    }

    fn media_type(&mut self, pointer: &str, media_type: &'a Value) {
        let shape = self.examples(media_type, None);
        self.references = REFERENCES;
        let pointer = child(pointer, "schema");
        match media_type.member("schema") {
            Some(schema) => self.schema(&pointer, schema, &shape, None, 0),
            None if media_type.is_object() && media_type.member("$ref").is_none() => {
                self.gap(pointer, Wanted::Whole, &shape, None);
            }
            None => {}
        }
    }

    fn schema(
        &mut self,
        pointer: &str,
        schema: &'a Value,
        inherited: &Shape,
        name: Option<&NestedProperty>,
        depth: usize,
    ) {
        let Some(members) = schema.as_object().filter(|_| depth < DEPTH) else { return };
        self.overlap.look_at(pointer, members);
        if let Some(reference) = members.member("$ref").and_then(Value::as_str) {
            // The component itself is visited anyway; only what an example adds is new.
            let useful = *inherited != Shape::Unknown && self.references > 0;
            let target = reference.strip_prefix('#').filter(|_| useful);
            if let Some((target, schema)) = target.and_then(|at| Some((at, self.document.pointer(at)?))) {
                self.references -= 1;
                self.schema(target, schema, inherited, name, depth + 1);
            }
            return;
        }
        let own = self.examples(schema, name.filter(|place| place.lists == 0));
        // Most schemas have no example of their own: the inherited one is not copied for them.
        let both = (own != Shape::Unknown).then(|| either(own, inherited));
        let shape = both.as_ref().unwrap_or(inherited);
        match wanted(members) {
            Some(wanted) => {
                self.gap(pointer.to_owned(), wanted, shape, name);
                let description = members.member("description").and_then(Value::as_str).unwrap_or_default();
                if let Some(gap) = self.gaps.get_mut(pointer) {
                    let is_named =
                        name.is_some_and(|place| place.lists == 0 && are_named_as_data(&place.name));
                    gap.is_keyed |= is_named || are_said_to_be_data(description);
                }
            }
            None => self.within(pointer, members, shape, name, depth + 1),
        }
    }

    fn within(
        &mut self,
        pointer: &str,
        schema: &'a Map<String, Value>,
        shape: &Shape,
        name: Option<&NestedProperty>,
        depth: usize,
    ) {
        let properties = child(pointer, "properties");
        for (key, property) in schema.member("properties").and_then(Value::as_object).into_iter().flatten() {
            // A name is not explained by itself: what is inside it again would never end.
            let place = (!self.inside.contains(key)).then(|| NestedProperty { name: key.clone(), lists: 0 });
            self.inside.push(key.clone());
            self.schema(&child(&properties, key), property, shape.member(key), place.as_ref(), depth);
            self.inside.pop();
        }
        if let Some(items) = schema.member("items") {
            let place = name.map(|place| NestedProperty { name: place.name.clone(), lists: place.lists + 1 });
            self.schema(&child(pointer, "items"), items, shape.item(), place.as_ref(), depth);
        }
        if let Some(values) = schema.member("additionalProperties") {
            self.schema(&child(pointer, "additionalProperties"), values, &shape.values(), None, depth);
        }
        for (keyword, shape, name) in
            [("allOf", shape, name), ("oneOf", &Shape::Unknown, None), ("anyOf", &Shape::Unknown, None)]
        {
            let list = child(pointer, keyword);
            for (index, schema) in
                schema.member(keyword).and_then(Value::as_array).into_iter().flatten().enumerate()
            {
                // A part of a composition without a shape adds none on purpose.
                if schema.as_object().is_some_and(|members| wanted(members).is_none()) {
                    self.schema(&child(&list, &index.to_string()), schema, shape, name, depth);
                }
            }
        }
    }

    fn gap(&mut self, pointer: String, wanted: Wanted, shape: &Shape, name: Option<&NestedProperty>) {
        let gap = self.gaps.entry(pointer).or_insert(Gap {
            wanted,
            shape: Shape::Unknown,
            name: None,
            received: false,
            is_keyed: false,
        });
        gap.shape = either(std::mem::take(&mut gap.shape), shape);
        gap.name = gap.name.take().or_else(|| name.cloned());
    }

    /// What the examples of a schema, media type or parameter show, noted by name.
    fn examples(&mut self, owner: &'a Value, name: Option<&NestedProperty>) -> Shape {
        let single = owner.member("example").into_iter();
        let shape = match owner.member("examples") {
            Some(Value::Array(examples)) => united(single.chain(examples)),
            Some(Value::Object(examples)) => {
                let document = self.document;
                let named = examples.values().filter_map(|example| {
                    let example = resolved(document, example);
                    EXAMPLE_VALUES.iter().find_map(|key| example.member(key))
                });
                united(single.chain(named))
            }
            _ => united(single),
        };
        self.known.note(&shape, name.map(|place| place.name.as_str()));
        shape
    }

    fn members(&self, pointer: &str) -> Vec<(String, &'a Value)> {
        let members = self.document.pointer(pointer).and_then(Value::as_object);
        members.into_iter().flatten().map(|(key, value)| (child(pointer, key), value)).collect()
    }
}

fn members<'a>(pointer: &str, owner: &'a Value, key: &str) -> Vec<(String, &'a Value)> {
    let pointer = child(pointer, key);
    let members = owner.member(key).and_then(Value::as_object);
    members.into_iter().flatten().map(|(key, value)| (child(&pointer, key), value)).collect()
}

fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    let target =
        node.member("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(node)
}

fn united<'a>(examples: impl Iterator<Item = &'a Value>) -> Shape {
    examples.map(Shape::of).fold(Shape::Unknown, Shape::merge)
}

/// What two examples of one schema show together; the first where they are of different kinds.
fn either(first: Shape, second: &Shape) -> Shape {
    match first.clone().merge(second.clone()) {
        Shape::Mixed => first,
        both => both,
    }
}
