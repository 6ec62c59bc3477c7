//! Texts as they are written: YAML takes `True`, `1e3` or `1.10` without quotes for a truth value and numbers, also
//! where the document says that they are text.

use serde_json::{Map, Value};

use crate::document::entered;
use crate::source::{Source, pointer, yaml};

/// Members of a schema, or of something with a schema, whose values are as the schema says.
const VALUES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// Reads YAML. What has to be text is text.
pub(crate) fn read(source: &Source) -> Result<Value, yaml::Error> {
    let mut value = source.read_yaml()?;
    Walk { source }.node(&mut value, &NodePath::Root, false);
    Ok(value)
}

/// Where the walk is at; most places are never written down.
enum NodePath<'p> {
    Root,
    Member(&'p NodePath<'p>, &'p str),
    Item(&'p NodePath<'p>, usize),
}

impl NodePath<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Member(parent, key) => pointer::child(&parent.pointer(), key),
            Self::Item(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

struct Walk<'s> {
    source: &'s Source,
}

impl Walk<'_> {
    fn node(&self, value: &mut Value, place: &NodePath<'_>, keys_are_names: bool) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.node(item, &NodePath::Item(place, index), false);
                }
            }
            Value::Object(members) => self.object(members, place, keys_are_names),
            _ => {}
        }
    }

    fn object(&self, members: &mut Map<String, Value>, place: &NodePath<'_>, keys_are_names: bool) {
        let mut has_texts = false;
        for (key, inner) in &mut *members {
            let place = NodePath::Member(place, key);
            match (key.as_str(), &mut *inner) {
                _ if keys_are_names => {}
                ("type", stated) => has_texts |= is_text(stated),
                ("schema", schema) => has_texts |= schema.get("type").is_some_and(is_text),
                (key, stated) if is_text_by_name(key) => self.scalar(stated, &place),
                ("required" | "tags", Value::Array(names)) => self.scalars(names, &place),
                ("variables", Value::Object(variables)) => self.variables(variables, &place),
                _ => {}
            }
            if let Some(names) = entered(key, keys_are_names) {
                self.node(inner, &place, names);
            }
        }
        if has_texts {
            for key in VALUES {
                self.member(members, key, place);
            }
        }
    }

    /// The variables of a server, whose values are texts.
    fn variables(&self, variables: &mut Map<String, Value>, place: &NodePath<'_>) {
        for (name, variable) in variables {
            let Value::Object(variable) = variable else { continue };
            for key in ["default", "enum"] {
                self.member(variable, key, &NodePath::Member(place, name));
            }
        }
    }

    /// A member that is a text, or a list of texts.
    fn member(&self, members: &mut Map<String, Value>, key: &str, place: &NodePath<'_>) {
        let place = NodePath::Member(place, key);
        match members.get_mut(key) {
            Some(Value::Array(items)) if matches!(key, "enum" | "examples") => self.scalars(items, &place),
            Some(value) => self.scalar(value, &place),
            None => {}
        }
    }

    fn scalars(&self, items: &mut [Value], place: &NodePath<'_>) {
        for (index, item) in items.iter_mut().enumerate() {
            self.scalar(item, &NodePath::Item(place, index));
        }
    }

    fn scalar(&self, value: &mut Value, place: &NodePath<'_>) {
        if (value.is_boolean() || value.is_number())
            && let Some(written) = self.source.written(&place.pointer())
        {
            *value = written.into();
        }
    }
}

/// Whether OpenAPI has a text under this key, whatever it is a member of.
fn is_text_by_name(key: &str) -> bool {
    matches!(
        key,
        "description"
            | "name"
            | "openapi"
            | "operationId"
            | "pattern"
            | "propertyName"
            | "summary"
            | "swagger"
            | "title"
            | "version"
    )
}

/// Whether a `type` leaves nothing but text, and perhaps null.
fn is_text(stated: &Value) -> bool {
    match stated {
        Value::String(name) => name == "string",
        Value::Array(names) => {
            names.iter().any(|name| name == "string")
                && names.iter().all(|name| name == "string" || name == "null" || name.is_null())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Syntax;
    use serde_json::json;

    fn value(text: &str) -> Value {
        read(&Source::new("test", text, Syntax::Yaml)).expect("the text is YAML")
    }

    #[test]
    fn values_of_a_text_are_as_they_are_written() {
        let read = value(
            "same: &same 1.10\n\
             a: {type: string, enum: [True, 1e3, 0x1F, 0o17, +1, .5, 0644, NO, !!int 7, *same, ~, '8'], default: 2.0}\n\
             b: {type: [string, null], const: 1.10, examples: [0x0A, false], example: -0}\n\
             c: {name: q, schema: {type: string, default: 5e0}, example: 3.0}\n",
        );
        assert_eq!(
            read["a"],
            json!({"type": "string", "default": "2.0", "enum":
                ["True", "1e3", "0x1F", "0o17", "+1", ".5", "0644", "NO", "7", "1.10", null, "8"]})
        );
        assert_eq!(
            read["b"],
            json!({"type": ["string", null], "const": "1.10", "examples": ["0x0A", "false"], "example": "-0"})
        );
        assert_eq!(
            read["c"],
            json!({"name": "q", "schema": {"type": "string", "default": "5e0"}, "example": "3.0"})
        );
    }

    #[test]
    fn what_openapi_has_as_text_is_as_it_is_written() {
        let read = value(
            "openapi: 3.1\ninfo: {title: 1e3, version: 1.10}\ntags: [{name: 2.0}]\n\
             paths: {/a: {get: {operationId: 1_0, tags: [2.0, True], parameters: [{name: 0x1F, required: true}]}}}\n\
             components: {schemas: {title: {required: [1.0, no], properties: {1.0: {pattern: 12, title: 3.0}}}}}\n\
             servers: [{url: 'https://{v}.example', variables: {v: {default: 2.0, enum: [1.0, 2.0]}}}]\n",
        );
        assert_eq!(read["openapi"], "3.1");
        assert_eq!(read["info"], json!({"title": "1e3", "version": "1.10"}));
        assert_eq!(read["tags"][0]["name"], "2.0");
        let parameters = json!([{"name": "0x1F", "required": true}]);
        assert_eq!(
            read["paths"]["/a"]["get"],
            json!({"operationId": "1_0", "tags": ["2.0", "True"], "parameters": parameters})
        );
        assert_eq!(
            read["components"]["schemas"]["title"],
            json!({"required": ["1.0", "no"], "properties": {"1.0": {"pattern": "12", "title": "3.0"}}})
        );
        assert_eq!(read["servers"][0]["variables"]["v"], json!({"default": "2.0", "enum": ["1.0", "2.0"]}));
    }

    #[test]
    fn other_values_stay_what_yaml_says() {
        let text = "a: {type: [string, integer], enum: [1, true]}\n\
                    b: {type: integer, enum: [0x1F], default: 1}\n\
                    c: {example: {type: string, default: 1}, x-a: {type: string, default: 1}}\n\
                    d: {type: string, default: [1], properties: {type: {type: number, default: 1.5}, default: {type: string, default: 1}}}\n";
        assert_eq!(
            value(text),
            json!({
                "a": {"type": ["string", "integer"], "enum": [1, true]},
                "b": {"type": "integer", "enum": [31], "default": 1},
                "c": {"example": {"type": "string", "default": 1}, "x-a": {"type": "string", "default": 1}},
                "d": {"type": "string", "default": [1], "properties":
                    {"type": {"type": "number", "default": 1.5}, "default": {"type": "string", "default": "1"}}},
            })
        );
    }
}
