//! Says whether values are what a document's schemas allow.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use super::raise::{Direction, raised};

/// What the document is called where its schemas refer to each other.
const NAME: &str = "json-schema:///document";

/// The schemas of a document, by their pointers, as they hold in one direction.
pub(super) struct Schemas {
    /// The document, its schemas in JSON Schema 2020-12.
    pub(super) document: Value,
    registry: Registry<'static>,
    formats: bool,
    known: RefCell<HashMap<String, Option<Rc<Validator>>>>,
    names: BTreeSet<String>,
}

impl Schemas {
    /// Those of a document. Formats are checked in what is sent, for the judge checks them too; in an answer they are
    /// no more than a remark.
    pub(super) fn new(document: &Value, direction: Direction) -> Self {
        let document = raised(document, direction);
        let registry =
            Registry::new().add(NAME, document.clone()).and_then(jsonschema::RegistryBuilder::prepare);
        // A document without schemas allows everything.
        let registry = registry
            .unwrap_or_else(|_| Registry::new().prepare().expect("nothing can be wrong about nothing"));
        let mut names = BTreeSet::new();
        gather(&document, &mut names);
        Self { document, registry, formats: direction == Direction::Sent, known: RefCell::default(), names }
    }

    /// The names that members have anywhere in the document.
    pub(super) fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// Why a value is not allowed; `None` where it is, or where nobody can tell.
    pub(super) fn objection(&self, pointer: &str, value: &Value) -> Option<String> {
        let validator = self.validator(pointer)?;
        let error = validator.iter_errors(value).next()?;
        // The value itself can be long, and is known from elsewhere.
        Some(format!("{} at `{}`", error.masked(), error.instance_path()))
    }

    fn validator(&self, pointer: &str) -> Option<Rc<Validator>> {
        if let Some(known) = self.known.borrow().get(pointer) {
            return known.clone();
        }
        let fragment =
            pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20");
        let schema = json!({"$ref": format!("{NAME}#{fragment}")});
        let options =
            jsonschema::options().with_registry(&self.registry).should_validate_formats(self.formats);
        let validator = options.build(&schema).ok().map(Rc::new);
        self.known.borrow_mut().insert(pointer.to_owned(), validator.clone());
        validator
    }
}

fn gather(node: &Value, names: &mut BTreeSet<String>) {
    match node {
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get("properties") {
                names.extend(properties.keys().cloned());
            }
            members.values().for_each(|member| gather(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_held_against_the_schema_at_a_pointer() {
        let document = json!({
            "openapi": "3.0.3",
            "paths": {"/a/{id}": {"get": {"parameters": [{"schema": {"$ref": "#/components/schemas/Id"}}]}}},
            "components": {"schemas": {"Id": {"type": "string", "nullable": true, "format": "uuid"}}},
        });
        let schemas = Schemas::new(&document, Direction::Sent);
        let pointer = "/paths/~1a~1{id}/get/parameters/0/schema";
        assert_eq!(schemas.objection(pointer, &Value::Null), None);
        assert!(schemas.objection(pointer, &json!("x")).is_some());
        assert!(schemas.objection(pointer, &json!(1)).is_some());
        let received = Schemas::new(&document, Direction::Received);
        assert_eq!(received.objection(pointer, &json!("x")), None);
    }
}
