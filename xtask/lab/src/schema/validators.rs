//! Validators for many schemas of one document, compiled together.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::lenient::lenient;
use super::node::reference;

/// What the validator says of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The schema allows it.
    Valid,
    /// It would, if `oneOf` were `anyOf`.
    Overlapping,
    /// It doesn't.
    Invalid,
}

/// Validators for some schemas of a document.
#[derive(Debug)]
pub(crate) struct Validators {
    /// To the letter.
    strict: Compiled,
    /// With `oneOf` as `anyOf`, where the document has one.
    lenient: Option<Compiled>,
}

/// A place of an instance, and a keyword that was applied there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    /// Pointer into the instance.
    pub(crate) instance: String,
    /// Pointer to the keyword in the document.
    pub(crate) keyword: String,
    /// The members it speaks of, where it is one that says so and the instance is valid.
    pub(crate) members: Vec<String>,
}

impl Applied {
    /// The schema that has the keyword. One that says nothing is named itself, in a list of schemas by name.
    pub(crate) fn schema(&self) -> Option<&str> {
        let (schema, _) = self.keyword.rsplit_once('/')?;
        let is_list = |last: &str| ["properties", "patternProperties", "$defs", "schemas"].contains(&last);
        (!is_list(schema.rsplit('/').next()?)).then_some(schema)
    }
}

impl Validators {
    /// Compiles the schemas at some pointers.
    pub(crate) fn new(document: &Value, pointers: &[String]) -> Self {
        let strict = Compiled::new(document, pointers);
        let lenient = lenient(document).map(|document| Compiled::new(&document, pointers));
        Self { strict, lenient }
    }

    /// Why the validator doesn't take a schema.
    pub(crate) fn refusal(&self, schema: usize) -> Option<&str> {
        self.strict.refused.get(&schema).map(String::as_str)
    }

    /// Judges an instance of a schema.
    pub(crate) fn judge(&self, schema: usize, instance: &Value) -> Verdict {
        let wrapped = wrapped(schema, instance);
        let allows = |compiled: &Compiled| compiled.of(schema).is_some_and(|one| one.is_valid(&wrapped));
        if allows(&self.strict) {
            Verdict::Valid
        } else if self.lenient.as_ref().is_some_and(allows) {
            Verdict::Overlapping
        } else {
            Verdict::Invalid
        }
    }

    /// Every keyword that was applied to an instance and to what is in it.
    pub(crate) fn applied(&self, schema: usize, instance: &Value) -> Vec<Applied> {
        let compiled = self.lenient.as_ref().unwrap_or(&self.strict);
        let Some(validator) = compiled.of(schema) else { return Vec::new() };
        let evaluation = validator.evaluate(&wrapped(schema, instance));
        let prefix = format!("/{schema}");
        let mut applied = Vec::new();
        let mut units = vec![evaluation.root()];
        while let Some(unit) = units.pop() {
            units.extend(unit.children());
            let Some(place) = unit.instance_location().as_str().strip_prefix(&prefix) else { continue };
            if !place.is_empty() && !place.starts_with('/') {
                continue;
            }
            let members = unit.annotations().and_then(|annotations| annotations.value().as_array());
            let members = members.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
            applied.push(Applied {
                instance: place.to_owned(),
                keyword: unit.schema_location().trim_start_matches('#').to_owned(),
                members: members.collect(),
            });
        }
        applied
    }
}

fn wrapped(schema: usize, instance: &Value) -> Value {
    json!({ schema.to_string(): instance })
}

/// Schemas that were compiled in groups: each refers to others, and compiling them one by one would compile those
/// again and again.
#[derive(Debug, Default)]
struct Compiled {
    validators: Vec<Validator>,
    /// Which of them has the schema.
    place: BTreeMap<usize, usize>,
    refused: BTreeMap<usize, String>,
}

impl Compiled {
    fn new(document: &Value, pointers: &[String]) -> Self {
        let mut compiled = Self::default();
        // One document that refers to its schemas by number; its other members are none of JSON Schema's keywords.
        let mut document = document.clone();
        let all: Vec<usize> = (0..pointers.len()).collect();
        compiled.add(&mut document, pointers, &all);
        compiled
    }

    fn add(&mut self, document: &mut Value, pointers: &[String], schemas: &[usize]) {
        let Some(members) = document.as_object_mut() else { return };
        let properties: Map<String, Value> =
            schemas.iter().map(|at| (at.to_string(), json!({ "$ref": reference(&pointers[*at]) }))).collect();
        members.insert("properties".to_owned(), Value::Object(properties));
        match (jsonschema::draft202012::new(document), schemas) {
            (Ok(validator), _) => {
                self.place.extend(schemas.iter().map(|at| (*at, self.validators.len())));
                self.validators.push(validator);
            }
            (Err(error), [at]) => {
                self.refused.insert(*at, error.to_string());
            }
            // Whatever it doesn't take is in one half, or in both.
            (Err(_), _) => {
                let (left, right) = schemas.split_at(schemas.len() / 2);
                self.add(document, pointers, left);
                self.add(document, pointers, right);
            }
        }
    }

    fn of(&self, schema: usize) -> Option<&Validator> {
        self.validators.get(*self.place.get(&schema)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validators(schemas: &Value) -> Validators {
        let pointers: Vec<String> =
            schemas.as_object().unwrap().keys().map(|name| format!("/components/schemas/{name}")).collect();
        Validators::new(&json!({"components": {"schemas": schemas}}), &pointers)
    }

    #[test]
    fn alternatives_that_overlap_are_told_from_what_is_invalid() {
        let validators = validators(&json!({
            "A": {"oneOf": [{"type": "object"}, {"$ref": "#/components/schemas/B"}]},
            "B": {"type": "object", "required": ["b"]},
        }));
        assert_eq!(validators.judge(0, &json!({})), Verdict::Valid);
        assert_eq!(validators.judge(0, &json!({"b": 1})), Verdict::Overlapping);
        assert_eq!(validators.judge(0, &json!(1)), Verdict::Invalid);
        assert_eq!(validators.judge(1, &json!({})), Verdict::Invalid);
    }

    #[test]
    fn a_schema_that_is_not_taken_leaves_the_others() {
        let validators = validators(&json!({"A": {"$ref": "#/nowhere"}, "B": {"type": "string"}, "C": {}}));
        assert_eq!([0, 1, 2].map(|at| validators.refusal(at).is_some()), [true, false, false]);
        assert_eq!(validators.judge(1, &json!(1)), Verdict::Invalid);
    }

    #[test]
    fn what_is_applied_has_its_place_in_the_document() {
        let validators = validators(&json!({
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"type": "object", "properties": {"c": {}}},
        }));
        let applied = validators.applied(0, &json!({"b": {"c": 1, "d": 2}}));
        let found = |instance: &str, keyword: &str| {
            applied.iter().find(|one| one.instance == instance && one.keyword.ends_with(keyword)).cloned()
        };
        let properties = found("/b", "/components/schemas/B/properties").expect("it is applied");
        assert_eq!(properties.members, ["c"]);
        assert!(found("/b", "/components/schemas/B/type").is_some());
    }
}
