//! Draws values from a document's schemas: as few members as are required, or all there are.

mod flat;
mod scalar;

use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use flat::Flat;

/// So deep optional members are given, and so deep anything is.
const DEEP: usize = 4;
const DEEPEST: usize = 10;
/// So many other alternatives are tried where the first is not valid.
const TURNS: usize = 4;

/// How much of an object is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Members {
    /// What it can't do without.
    Required,
    /// Everything.
    All,
}

/// A value for the schema at a pointer, and what the schema has against it where no valid one was found.
pub(super) fn draw(schemas: &Schemas, pointer: &str, members: Members) -> (Value, Option<String>) {
    let Some(schema) = schemas.document.pointer(pointer) else { return (json!("text"), None) };
    let mut last = None;
    for examples in [true, false] {
        for turn in 0..TURNS {
            let draw = Draw { document: &schemas.document, members, examples, turn };
            let value = draw.value(schema, 0);
            match schemas.objection(pointer, &value) {
                None => return (value, None),
                objection => last = last.or(Some((value, objection))),
            }
        }
    }
    last.expect("something was drawn")
}

/// The members an object of a schema may have, by name.
pub(super) fn properties(document: &Value, schema: &Value) -> Map<String, Value> {
    Flat::of(document, schema, 0).properties().map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

/// One way of choosing among what a schema leaves open.
struct Draw<'d> {
    document: &'d Value,
    members: Members,
    /// Whether examples and defaults of members are taken.
    examples: bool,
    /// Which alternative is taken.
    turn: usize,
}

impl Draw<'_> {
    fn value(&self, schema: &Value, depth: usize) -> Value {
        let flat = Flat::of(self.document, schema, self.turn);
        if let Some(constant) = flat.get("const") {
            return constant.clone();
        }
        let values = flat.get("enum").and_then(Value::as_array).filter(|values| !values.is_empty());
        if let Some(values) = values {
            let values: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            return values.get(self.turn % values.len().max(1)).map_or(Value::Null, |value| (*value).clone());
        }
        let kind = flat.kind();
        let stated = || flat.get("examples").and_then(|examples| examples.get(0)).or(flat.get("default"));
        if self.examples
            && !["object", "array"].contains(&kind)
            && let Some(example) = stated().filter(|example| flat::is_of(kind, example))
        {
            return example.clone();
        }
        match kind {
            "object" => self.object(&flat, depth),
            "array" => self.array(&flat, depth),
            kind => scalar::scalar(kind, &flat, self.turn),
        }
    }

    fn object(&self, flat: &Flat, depth: usize) -> Value {
        let mut members = Map::new();
        if depth > DEEPEST {
            return Value::Object(members);
        }
        let required: Vec<&str> = flat.strings("required").collect();
        let all = self.members == Members::All && depth < DEEP;
        for (name, schema) in flat.properties() {
            if *schema != Value::Bool(false) && (all || required.contains(&name.as_str())) {
                members.insert(name.clone(), self.value(schema, depth + 1));
            }
        }
        let more = flat.get("additionalProperties");
        for name in required {
            if !members.contains_key(name) {
                let value = more
                    .filter(|more| more.is_object())
                    .map_or(json!("text"), |more| self.value(more, depth + 1));
                members.insert(name.to_owned(), value);
            }
        }
        let fewest = flat.size("minProperties").unwrap_or_default();
        let described = more.filter(|more| more.as_object().is_some_and(|more| !more.is_empty()));
        let wanted = if all && described.is_some() { fewest.max(members.len() + 1) } else { fewest };
        for (name, schema) in flat.properties() {
            if members.len() < fewest && !members.contains_key(name) {
                members.insert(name.clone(), self.value(schema, depth + 1));
            }
        }
        for number in members.len()..wanted {
            let value = described.map_or(json!("text"), |schema| self.value(schema, depth + 1));
            members.insert(format!("key{number}"), value);
        }
        Value::Object(members)
    }

    fn array(&self, flat: &Flat, depth: usize) -> Value {
        let places = flat.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let fewest = flat.size("minItems").unwrap_or_default();
        let usual = if depth > DEEP { fewest } else { fewest.max(places.len()).max(1) };
        let length = usual.min(flat.size("maxItems").unwrap_or(usize::MAX));
        if depth > DEEPEST {
            return json!([]);
        }
        let anything = json!({});
        let item = |at: usize| {
            let schema = places.get(at).or_else(|| flat.get("items")).unwrap_or(&anything);
            // Another turn is another value, where they must differ.
            Draw { turn: self.turn + at, ..*self }.value(schema, depth + 1)
        };
        (0..length.min(100)).map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::raise::Direction;
    use super::*;

    fn drawn(schema: &Value, members: Members) -> Value {
        let document = json!({"openapi": "3.1.0", "components": {"schemas": {
            "A": schema,
            "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer", "minimum": 9}}},
            "Tree": {"type": "object", "properties": {"left": {"$ref": "#/components/schemas/Tree"}}},
        }}});
        let schemas = Schemas::new(&document, Direction::Sent);
        let (value, objection) = draw(&schemas, "/components/schemas/A", members);
        assert_eq!(objection, None, "{value}");
        value
    }

    #[test]
    fn required_members_or_all_are_given() {
        let schema = json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "format": "date"}, "b": {"type": "number", "examples": [2.5]}}});
        assert_eq!(drawn(&schema, Members::Required), json!({"a": "2024-02-29"}));
        assert_eq!(drawn(&schema, Members::All), json!({"a": "2024-02-29", "b": 2.5}));
    }

    #[test]
    fn parts_are_merged_and_an_alternative_bears_its_tag() {
        let schema = json!({
            "allOf": [{"properties": {"id": {"type": "string", "maxLength": 3}}, "required": ["id"]}],
            "oneOf": [{"$ref": "#/components/schemas/Cat"}],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}},
        });
        assert_eq!(drawn(&schema, Members::Required), json!({"id": "tex", "kind": "cat", "lives": 9}));
    }

    #[test]
    fn patterns_are_met_and_recursion_ends() {
        let schema = json!({"type": "string", "pattern": "^[a-f]{4}-\\d+$", "maxLength": 10});
        assert!(drawn(&schema, Members::All).is_string());
        assert!(drawn(&json!({"$ref": "#/components/schemas/Tree"}), Members::All).is_object());
    }

    #[test]
    fn items_that_must_differ_do() {
        let schema =
            json!({"type": "array", "minItems": 2, "uniqueItems": true, "items": {"enum": ["a", "b"]}});
        assert_eq!(drawn(&schema, Members::All), json!(["a", "b"]));
        let numbers =
            json!({"type": "array", "minItems": 2, "uniqueItems": true, "items": {"type": "integer"}});
        assert_eq!(drawn(&numbers, Members::All), json!([1, 2]));
    }
}
