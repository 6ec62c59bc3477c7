//! Writes a document's schemas as JSON Schema 2020-12 has them, seen from whoever sends or receives.

use serde_json::{Map, Value, json};

use crate::schema::keywords::{LISTS, MAPS, ONE};

/// In which direction a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// From the client to the service.
    Sent,
    /// From the service to the client.
    Received,
}

/// The document with all its schemas in JSON Schema 2020-12, as one direction sees them.
pub(super) fn raised(document: &Value, direction: Direction) -> Value {
    raise(document, Some(direction))
}

/// The document as OpenAPI 3.1 has it.
pub(crate) fn raised_whole(document: &Value) -> Value {
    let mut raised = raise(document, None);
    raised["openapi"] = json!("3.1.0");
    raised
}

fn raise(document: &Value, direction: Option<Direction>) -> Value {
    let is_old = document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"));
    let raise = Raise { document, is_old, direction };
    let mut raised = document.clone();
    if let Some(schemas) = raised.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.values_mut().for_each(|schema| raise.schema(schema));
    }
    raise.around(&mut raised);
    raised
}

struct Raise<'d> {
    document: &'d Value,
    is_old: bool,
    /// None where both count.
    direction: Option<Direction>,
}

impl Raise<'_> {
    /// Whatever surrounds schemas: they stand under `schema`.
    fn around(&self, node: &mut Value) {
        match node {
            Value::Object(members) => {
                for (name, member) in members {
                    match name.as_str() {
                        "schema" if member.is_object() => self.schema(member),
                        "schemas" | "example" | "examples" => {}
                        _ => self.around(member),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.around(item)),
            _ => {}
        }
    }

    fn schema(&self, schema: &mut Value) {
        let Some(members) = schema.as_object_mut() else { return };
        if let Some(reference) = members.get("$ref").and_then(Value::as_str).map(str::to_owned) {
            if !reference.starts_with('#') {
                // Whatever stands elsewhere is anything.
                *schema = json!({});
                return;
            }
            if self.is_old {
                // OpenAPI 3.0.4, section 4.8.25.2: siblings of a reference are ignored.
                members.retain(|name, _| name == "$ref");
                return;
            }
        }
        if self.is_old {
            old(members);
        }
        self.one_way(members);
        for (name, member) in members {
            let name = name.as_str();
            match member {
                Value::Object(_) if ONE.contains(&name) => self.schema(member),
                Value::Array(items) if LISTS.contains(&name) => {
                    for item in items {
                        self.schema(item);
                    }
                }
                Value::Object(named) if MAPS.contains(&name) => {
                    for item in named.values_mut() {
                        self.schema(item);
                    }
                }
                _ => {}
            }
        }
    }

    /// What travels in the other direction isn't asked for; what only answers have isn't sent at all.
    fn one_way(&self, members: &mut Map<String, Value>) {
        let mark = match self.direction {
            None => return,
            Some(Direction::Sent) => "readOnly",
            Some(Direction::Received) => "writeOnly",
        };
        let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) else { return };
        let marked = |schema: &Value| {
            schema[mark] == true || self.target(schema).is_some_and(|target| target[mark] == true)
        };
        let other: Vec<String> =
            properties.iter().filter(|(_, schema)| marked(schema)).map(|(name, _)| name.clone()).collect();
        if self.direction == Some(Direction::Sent) {
            properties.retain(|name, _| !other.contains(name));
        }
        if let Some(required) = members.get_mut("required").and_then(Value::as_array_mut) {
            required
                .retain(|name| !name.as_str().is_some_and(|name| other.iter().any(|other| other == name)));
        }
    }

    fn target(&self, schema: &Value) -> Option<&Value> {
        self.document.pointer(schema["$ref"].as_str()?.strip_prefix('#')?)
    }
}

/// The keywords of OpenAPI 3.0 that mean something else since, or nothing.
fn old(members: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        match members.get(exclusive) {
            Some(Value::Bool(true)) => {
                if let Some(value) = members.remove(bound) {
                    members.insert(exclusive.to_owned(), value);
                } else {
                    members.remove(exclusive);
                }
            }
            Some(Value::Bool(false)) => drop(members.remove(exclusive)),
            _ => {}
        }
    }
    let nullable = members.remove("nullable") == Some(Value::Bool(true));
    if nullable && let Some(Value::String(kind)) = members.get("type").cloned() {
        members.insert("type".to_owned(), json!([kind, "null"]));
    }
    if let Some(example) = members.remove("example") {
        members.insert("examples".to_owned(), json!([example]));
    }
    for unknown in ["$schema", "$id", "id", "$anchor"] {
        members.remove(unknown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(version: &str, direction: Direction, schema: &Value) -> Value {
        let document = json!({"openapi": version, "components": {"schemas": {
            "A": schema,
            "Id": {"type": "string", "readOnly": true},
        }}});
        raised(&document, direction)["components"]["schemas"]["A"].clone()
    }

    #[test]
    fn old_keywords_become_those_of_2020_12() {
        let old = json!({"type": "integer", "nullable": true, "minimum": 1, "exclusiveMinimum": true, "example": 2});
        let new = json!({"type": ["integer", "null"], "exclusiveMinimum": 1, "examples": [2]});
        assert_eq!(schema("3.0.3", Direction::Sent, &old), new);
        assert_eq!(schema("3.1.0", Direction::Sent, &old), old);
    }

    #[test]
    fn siblings_of_a_reference_count_since_3_1() {
        let sibling = json!({"$ref": "#/components/schemas/Id", "maxLength": 3});
        assert_eq!(schema("3.0.3", Direction::Sent, &sibling), json!({"$ref": "#/components/schemas/Id"}));
        assert_eq!(schema("3.1.0", Direction::Sent, &sibling), sibling);
    }

    #[test]
    fn members_that_travel_the_other_way_are_not_required() {
        let object = json!({"properties": {
            "id": {"$ref": "#/components/schemas/Id"},
            "secret": {"writeOnly": true},
            "name": {},
        }, "required": ["id", "secret", "name"]});
        let sent = schema("3.0.3", Direction::Sent, &object);
        assert_eq!(sent["required"], json!(["secret", "name"]));
        assert_eq!(sent["properties"].get("id"), None);
        let received = schema("3.0.3", Direction::Received, &object);
        assert_eq!(received["required"], json!(["id", "name"]));
        assert!(received["properties"].get("secret").is_some());
    }
}
