//! Raises the schemas of an OpenAPI 3.0 or 3.1 document to JSON Schema 2020-12, each where it stands.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::keywords::{LISTS, MAPS, ONE};
use super::node::escaped;

/// A document whose schemas are JSON Schema 2020-12.
#[derive(Debug)]
pub(crate) struct Translated {
    /// The document; pointers into it are what they were.
    pub(crate) document: Value,
    /// Keywords that were left out because no validator takes them: pointers.
    pub(crate) left_out: Vec<String>,
}

/// Members of a document in which something that looks like a schema is none.
const DATA: [&str; 4] = ["example", "examples", "default", "enum"];
/// The types there are.
const TYPES: [&str; 7] = ["null", "boolean", "object", "array", "number", "string", "integer"];

/// Translates all schemas of a document.
pub(crate) fn translate(document: &Value) -> Translated {
    let version = document.get("openapi").and_then(Value::as_str).unwrap_or_default();
    let mut translation = Translation { is_3_0: version.starts_with("3.0"), left_out: Vec::new() };
    let mut document = document.clone();
    translation.surroundings(&mut document, &mut String::new());
    Translated { document, left_out: translation.left_out }
}

struct Translation {
    is_3_0: bool,
    left_out: Vec<String>,
}

impl Translation {
    /// Everything around schemas: wherever one is expected, it is translated.
    fn surroundings(&mut self, value: &mut Value, pointer: &mut String) {
        let end = pointer.len();
        match value {
            Value::Object(members) => {
                for (key, value) in members.iter_mut() {
                    if DATA.contains(&key.as_str()) || key.starts_with("x-") {
                        continue;
                    }
                    pointer.push('/');
                    pointer.push_str(&escaped(key));
                    match key.as_str() {
                        // A parameter may be called so: then what follows is no schema, and no harm is done.
                        "schema" | "itemSchema" if value.is_object() => self.schema(value, pointer),
                        "schemas" if pointer == "/components/schemas" => self.map(value, pointer),
                        _ => self.surroundings(value, pointer),
                    }
                    pointer.truncate(end);
                }
            }
            Value::Array(items) => {
                for (at, value) in items.iter_mut().enumerate() {
                    let _ = write!(pointer, "/{at}");
                    self.surroundings(value, pointer);
                    pointer.truncate(end);
                }
            }
            _ => {}
        }
    }

    fn map(&mut self, schemas: &mut Value, pointer: &mut String) {
        let end = pointer.len();
        for (name, schema) in schemas.as_object_mut().into_iter().flatten() {
            pointer.push('/');
            pointer.push_str(&escaped(name));
            self.schema(schema, pointer);
            pointer.truncate(end);
        }
    }

    fn schema(&mut self, schema: &mut Value, pointer: &mut String) {
        let Value::Object(keywords) = schema else {
            if !schema.is_boolean() {
                self.left_out.push(pointer.clone());
                *schema = Value::Bool(true);
            }
            return;
        };
        if self.is_3_0 && keywords.get("$ref").is_some_and(Value::is_string) {
            // Siblings of a reference are ignored there (OpenAPI 3.0.4, section 4.7.23).
            keywords.retain(|key, _| key == "$ref");
            return;
        }
        if self.is_3_0 {
            raise(keywords);
        }
        // YAML takes the name of this type for the value, unless it has quotes.
        let null = |stated: &mut Value| {
            if stated.is_null() {
                *stated = "null".into();
            }
        };
        match keywords.get_mut("type") {
            Some(Value::Array(stated)) => stated.iter_mut().for_each(null),
            Some(stated) => null(stated),
            None => {}
        }
        let unusable: Vec<String> = keywords
            .iter()
            .filter(|(key, value)| !is_usable(key, value))
            .map(|(key, _)| key.clone())
            .collect();
        for key in unusable {
            keywords.remove(&key);
            self.left_out.push(format!("{pointer}/{}", escaped(&key)));
        }
        let end = pointer.len();
        for (key, value) in keywords.iter_mut() {
            pointer.push('/');
            pointer.push_str(&escaped(key));
            if ONE.contains(&key.as_str()) {
                self.schema(value, pointer);
            } else if MAPS.contains(&key.as_str()) {
                self.map(value, pointer);
            } else if LISTS.contains(&key.as_str()) {
                for (at, schema) in value.as_array_mut().into_iter().flatten().enumerate() {
                    let end = pointer.len();
                    let _ = write!(pointer, "/{at}");
                    self.schema(schema, pointer);
                    pointer.truncate(end);
                }
            }
            pointer.truncate(end);
        }
    }
}

/// What 3.0 says in words of its own (OpenAPI 3.0.4, section 4.7.24).
fn raise(keywords: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if let Some(Value::Bool(is_exclusive)) = keywords.get(exclusive) {
            let is_exclusive = *is_exclusive;
            keywords.remove(exclusive);
            if is_exclusive && let Some(value) = keywords.remove(bound) {
                keywords.insert(exclusive.to_owned(), value);
            }
        }
    }
    let nullable = keywords.remove("nullable") == Some(Value::Bool(true));
    // It adds a type to those that are stated, and to nothing else.
    if nullable && let Some(Value::String(stated)) = keywords.get("type") {
        let types = json!([stated, "null"]);
        keywords.insert("type".to_owned(), types);
    }
}

/// Whether a validator takes a keyword with such a value.
fn is_usable(key: &str, value: &Value) -> bool {
    let strings = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
    let count = |value: &Value| value.as_u64().is_some();
    match key {
        "type" => match value {
            Value::String(name) => TYPES.contains(&name.as_str()),
            Value::Array(names) => {
                !names.is_empty()
                    && names.iter().all(|name| name.as_str().is_some_and(|name| TYPES.contains(&name)))
            }
            _ => false,
        },
        "required" => strings(value),
        "enum" => value.is_array(),
        "pattern" => value.as_str().is_some_and(is_regex),
        "format" | "$ref" | "$anchor" | "contentEncoding" | "contentMediaType" | "title" | "description"
        | "$comment" => value.is_string(),
        // Other dialects, names that a whole document can't have for a part of itself, and what was divided in two.
        "$schema" | "$id" | "id" | "$vocabulary" | "$dynamicRef" | "$dynamicAnchor" | "nullable"
        | "dependencies" => false,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "multipleOf" => value.as_f64().is_some_and(|number| number > 0.0),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties"
        | "minContains" | "maxContains" => count(value),
        "uniqueItems" => value.is_boolean(),
        "dependentRequired" => value.as_object().is_some_and(|members| members.values().all(strings)),
        "patternProperties" => {
            value.as_object().is_some_and(|members| members.keys().all(|pattern| is_regex(pattern)))
        }
        key if LISTS.contains(&key) => value.as_array().is_some_and(|items| !items.is_empty()),
        key if MAPS.contains(&key) => value.is_object(),
        _ => true,
    }
}

fn is_regex(pattern: &str) -> bool {
    jsonschema::draft202012::new(&json!({ "pattern": pattern })).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(version: &str, schema: &Value) -> (Value, Vec<String>) {
        let document = json!({"openapi": version, "components": {"schemas": {"A": schema}}});
        let Translated { document, left_out } = translate(&document);
        (document["components"]["schemas"]["A"].clone(), left_out)
    }

    #[test]
    fn what_only_3_0_says_is_said_in_json_schema() {
        let schema = json!({
            "type": "object",
            "nullable": true,
            "properties": {
                "a": {"$ref": "#/b", "nullable": true},
                "b": {"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 5, "exclusiveMaximum": false},
                "c": {"nullable": true, "allOf": [{"type": "string", "nullable": true}]},
            },
        });
        let expected = json!({
            "type": ["object", "null"],
            "properties": {
                "a": {"$ref": "#/b"},
                "b": {"type": "integer", "exclusiveMinimum": 1, "maximum": 5},
                "c": {"allOf": [{"type": ["string", "null"]}]},
            },
        });
        assert_eq!(raised("3.0.3", &schema), (expected, vec![]));
    }

    #[test]
    fn siblings_count_in_3_1_and_nullable_does_not() {
        let schema = json!({"$ref": "#/b", "nullable": true, "description": "x"});
        let expected = json!({"$ref": "#/b", "description": "x"});
        assert_eq!(raised("3.1.0", &schema), (expected, vec!["/components/schemas/A/nullable".to_owned()]));
    }

    #[test]
    fn null_is_a_type_without_quotes_too() {
        let schema = json!({"type": ["string", null], "properties": {"a": {"type": null}}});
        let expected = json!({"type": ["string", "null"], "properties": {"a": {"type": "null"}}});
        assert_eq!(raised("3.1.0", &schema), (expected, vec![]));
    }

    #[test]
    fn what_no_validator_takes_is_left_out_and_named() {
        let schema = json!({"type": "file", "pattern": "(", "properties": {"required": {"required": true}}, "items": 1});
        let (raised, left_out) = raised("3.1.0", &schema);
        assert_eq!(raised, json!({"properties": {"required": {}}, "items": true}));
        let at = |keyword: &str| format!("/components/schemas/A/{keyword}");
        assert_eq!(left_out, ["type", "pattern", "items", "properties/required/required"].map(at));
    }

    #[test]
    fn what_only_looks_like_a_schema_is_left_alone() {
        let document = json!({
            "openapi": "3.0.0",
            "paths": {"/a": {"get": {"parameters": [{"schema": {"type": "string", "nullable": true}, "example": {"schema": {"nullable": true}}}]}}},
        });
        let translated = translate(&document).document;
        let parameter = &translated["paths"]["/a"]["get"]["parameters"][0];
        assert_eq!(parameter["schema"], json!({"type": ["string", "null"]}));
        assert_eq!(parameter["example"], json!({"schema": {"nullable": true}}));
    }
}
