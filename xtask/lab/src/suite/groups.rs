//! The groups of the suite, as documents.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::corpus::Error;
use crate::json::place;

/// Where a group's schema stands in its document.
pub(super) const SCHEMA: &str = "/components/schemas/Subject";

/// A schema and the instances it is tried with.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Its file, without ending.
    pub(super) file: String,
    /// What the suite calls it.
    pub(super) name: String,
    /// An OpenAPI 3.1 document with the schema.
    pub(super) document: Value,
    /// The schema by itself.
    schema: Value,
    /// What is valid.
    pub(super) valid: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct Stated {
    description: String,
    schema: Value,
    tests: Vec<Test>,
}

#[derive(Debug, Deserialize)]
struct Test {
    data: Value,
    valid: bool,
}

impl Group {
    /// Whether a keyword of the schema names the member at the end of a path, or speaks of any member.
    pub(super) fn names(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
        named(&self.document["components"], &name)
    }

    /// Whether no schema states a type where reading an instance stopped: none that holds there, that is, as those behind
    /// a condition needn't.
    pub(super) fn is_guessed(&self, sent: &str, column: usize) -> bool {
        let Ok(validator) = jsonschema::draft202012::new(&self.schema) else { return false };
        let value = serde_json::from_str(sent).unwrap_or_default();
        let place = place(sent, column);
        let evaluation = validator.evaluate(&value);
        let mut units = vec![evaluation.root()];
        while let Some(unit) = units.pop() {
            units.extend(unit.children());
            let keyword = unit.schema_location().rsplit('/').next().unwrap_or_default();
            if unit.instance_location().as_str() == place && ["type", "const", "enum"].contains(&keyword) {
                return false;
            }
        }
        true
    }
}

fn named(schema: &Value, name: &str) -> bool {
    match schema {
        Value::Object(keywords) => keywords.iter().any(|(keyword, value)| match (keyword.as_str(), value) {
            ("properties" | "dependentSchemas", Value::Object(members)) => {
                members.contains_key(name) || members.values().any(|schema| named(schema, name))
            }
            ("required", Value::Array(names)) => names.iter().any(|one| one == name),
            ("patternProperties", _) => true,
            ("additionalProperties" | "unevaluatedProperties", value) => value != &Value::Bool(false),
            (_, value) => named(value, name),
        }),
        Value::Array(items) => items.iter().any(|item| named(item, name)),
        _ => false,
    }
}

/// All groups of a folder, in the order of their files.
pub(super) fn groups(folder: &Path) -> Result<Vec<Group>, Error> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::read(folder))? {
        let path = entry.map_err(Error::read(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut groups = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(Error::read(&path))?;
        let stated: Vec<Stated> =
            serde_json::from_str(&text).map_err(|error| Error::read(&path)(error.into()))?;
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        groups.extend(stated.into_iter().map(|stated| group(&file, stated)));
    }
    if groups.is_empty() {
        return Err(Error::NoDocuments { folders: vec![format!("`{}`", folder.display())] });
    }
    Ok(groups)
}

fn group(file: &str, stated: Stated) -> Group {
    let mut schema = stated.schema.clone();
    // Behind a base of its own, a reference means what it meant.
    rebased(&mut schema, true);
    if let Some(keywords) = schema.as_object_mut() {
        keywords.remove("$schema");
    }
    let answer = json!({"description": "ok", "content": {"application/json": {"schema": {"$ref": format!("#{SCHEMA}")}}}});
    Group {
        file: file.to_owned(),
        name: stated.description,
        document: json!({
            "openapi": "3.1.0",
            "info": {"title": "Suite", "version": "1"},
            "servers": [{"url": "https://suite.example"}],
            "paths": {"/subject": {"get": {"operationId": "subject", "responses": {"200": answer}}}},
            "components": {"schemas": {"Subject": schema}},
        }),
        schema: stated.schema,
        valid: stated.tests.into_iter().filter(|test| test.valid).map(|test| test.data).collect(),
    }
}

/// Turns references to the schema's own parts into such to parts of the component.
fn rebased(schema: &mut Value, is_schema: bool) {
    match schema {
        Value::Object(keywords) => {
            if is_schema && keywords.contains_key("$id") {
                return;
            }
            for (key, value) in keywords.iter_mut() {
                match (key.as_str(), &value) {
                    ("$ref", Value::String(reference)) if is_schema => {
                        if let Some(pointer) = reference
                            .strip_prefix('#')
                            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
                        {
                            *value = format!("#{SCHEMA}{pointer}").into();
                        }
                    }
                    ("enum" | "const" | "default" | "examples", _) if is_schema => {}
                    // The members of these are names, and what they hold are schemas.
                    (
                        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas",
                        _,
                    ) if is_schema => {
                        for schema in
                            value.as_object_mut().into_iter().flat_map(|members| members.values_mut())
                        {
                            rebased(schema, true);
                        }
                    }
                    _ => rebased(value, true),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rebased(item, is_schema)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_the_same_part_of_the_component() {
        let mut schema = json!({
            "properties": {"$ref": {"$ref": "#/$defs/a"}, "b": {"$ref": "#"}},
            "$defs": {"a": {"const": {"$ref": "#/x"}}, "c": {"$id": "http://x", "$ref": "#/$defs/d"}},
        });
        rebased(&mut schema, true);
        let expected = json!({
            "properties": {"$ref": {"$ref": "#/components/schemas/Subject/$defs/a"}, "b": {"$ref": "#/components/schemas/Subject"}},
            "$defs": {"a": {"const": {"$ref": "#/x"}}, "c": {"$id": "http://x", "$ref": "#/$defs/d"}},
        });
        assert_eq!(schema, expected);
    }
}
