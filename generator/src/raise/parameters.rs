//! Parameters: those that stay parameters, those that become a body, and headers, which are written the same way.

use serde_json::{Value, json};

use super::media::MediaTypes;
use super::{Object, Raising, copied, schemas, section};
use crate::source::pointer::child;

/// Members that 2.0 has right in a parameter or header and 3.0 in its schema.
const OF_SCHEMA: [&str; 16] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// What a parameter is in 3.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Becomes {
    Parameter,
    Body,
    FormMember,
}

impl Becomes {
    pub(super) fn of(parameter: &Value) -> Self {
        match parameter.get("in").and_then(Value::as_str) {
            Some("body") => Self::Body,
            Some("formData") => Self::FormMember,
            _ => Self::Parameter,
        }
    }
}

impl Raising<'_> {
    /// The document's own parameters, and the bodies among them. Members of forms are put into the forms that have them.
    pub(super) fn shared_parameters(&mut self) -> (Object, Object) {
        let media_types = MediaTypes::of_document(self.root);
        let (mut parameters, mut bodies) = (Object::new(), Object::new());
        for (name, parameter) in section(self.root, "parameters") {
            let from = child("/parameters", name);
            match Becomes::of(parameter) {
                Becomes::Parameter => {
                    let at = child("/components/parameters", name);
                    parameters.insert(name.clone(), self.parameter(parameter, &at, &from));
                }
                Becomes::Body => {
                    let at = child("/components/requestBodies", name);
                    bodies.insert(name.clone(), self.body(parameter, &media_types, &at, &from));
                }
                Becomes::FormMember => {}
            }
        }
        (parameters, bodies)
    }

    /// A parameter that stays one, or a reference to one.
    pub(super) fn parameter(&mut self, parameter: &Value, at: &str, from: &str) -> Value {
        self.places.put(at, from);
        let Value::Object(members) = parameter else { return parameter.clone() };
        // A document may be half raised.
        if members.contains_key("$ref") || members.contains_key("schema") {
            return parameter.clone();
        }
        let mut raised =
            copied(members, &["name", "in", "description", "required", "deprecated", "allowEmptyValue"]);
        let schema = self.value_schema(members, at, from);
        if let Some(example) = members.get("x-example") {
            raised.insert("example".to_owned(), example.clone());
        }
        let place = members.get("in").and_then(Value::as_str).unwrap_or_default();
        let schema = match ListStyle::of(members, place) {
            None => schema,
            Some(Ok(style)) => {
                raised.extend(style.members());
                schema
            }
            Some(Err(separated)) => self.joined_by_the_caller(separated, &format!("{at}/schema")),
        };
        raised.insert("schema".to_owned(), schema);
        Value::Object(raised)
    }

    /// A header of an answer.
    pub(super) fn header(&mut self, header: &Value, at: &str, from: &str) -> Value {
        let Value::Object(members) = header else { return header.clone() };
        let mut raised = copied(members, &["description"]);
        let schema = self.value_schema(members, at, from);
        let schema = match ListStyle::of(members, "header") {
            Some(Err(separated)) => self.joined_by_the_caller(separated, &format!("{at}/schema")),
            _ => schema,
        };
        raised.insert("schema".to_owned(), schema);
        Value::Object(raised)
    }

    /// The schema of a value that is described where it is declared.
    pub(super) fn value_schema(&mut self, members: &Object, at: &str, from: &str) -> Value {
        self.places.put(format!("{at}/schema"), from);
        let mut schema = copied(members, &OF_SCHEMA);
        schema.retain(|key, _| !key.starts_with("x-") || key.ends_with("nullable"));
        schemas::schema(&Value::Object(schema))
    }

    /// The schema of a list that is written in a way 3.0 has no word for: the text of the whole.
    pub(super) fn joined_by_the_caller(&mut self, separated: &str, at: &str) -> Value {
        self.note(at, format!("no style of OpenAPI 3 separates values {separated} here, so it is one text"));
        json!({ "type": "string" })
    }
}

/// How the items of a list are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListStyle {
    style: &'static str,
    explode: bool,
}

impl ListStyle {
    /// The style of a list in a query, header, path or form; else what its items are separated by. `None` for what is no list.
    pub(super) fn of(members: &Object, place: &str) -> Option<Result<Self, &'static str>> {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        if text("type") != Some("array") {
            return None;
        }
        let in_query = matches!(place, "query" | "formData");
        let style = |style, explode| Some(Ok(Self { style, explode }));
        match text("collectionFormat").unwrap_or("csv") {
            "multi" if in_query => style("form", true),
            "ssv" if in_query => style("spaceDelimited", false),
            "pipes" if in_query => style("pipeDelimited", false),
            "tsv" => Some(Err("by tabs")),
            "ssv" => Some(Err("by spaces")),
            "pipes" => Some(Err("by `|`")),
            _ if in_query => style("form", false),
            _ => style("simple", false),
        }
    }

    /// As 3.0 writes it.
    pub(super) fn members(self) -> Object {
        let members = [("style", Value::from(self.style)), ("explode", Value::from(self.explode))];
        members.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
    }
}
