//! One schema out of several that hold at once: its parts, what it refers to, and one of its alternatives.

use serde_json::{Map, Value, json};

/// Longer chains of references lead nowhere.
const DEEPEST: usize = 24;

/// What a schema asks for, in one place.
pub(super) struct Flat(Map<String, Value>);

impl Flat {
    /// Gathers a schema of a document; `turn` chooses among its alternatives.
    pub(super) fn of(document: &Value, schema: &Value, turn: usize) -> Self {
        let mut gather = Gather { document, turn, found: Map::new(), tags: Vec::new() };
        gather.take(schema, None, 0);
        let Gather { mut found, tags, .. } = gather;
        for (member, tag) in tags {
            merge(&mut found, "properties", &json!({&member: {"const": tag}}));
            merge(&mut found, "required", &json!([member]));
        }
        Self(found)
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&Value> {
        self.0.get(keyword)
    }

    pub(super) fn size(&self, keyword: &str) -> Option<usize> {
        usize::try_from(self.get(keyword)?.as_u64()?).ok()
    }

    pub(super) fn number(&self, keyword: &str) -> Option<f64> {
        self.get(keyword)?.as_f64()
    }

    pub(super) fn text(&self, keyword: &str) -> Option<&str> {
        self.get(keyword)?.as_str()
    }

    pub(super) fn strings(&self, keyword: &str) -> impl Iterator<Item = &str> {
        self.get(keyword).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(super) fn properties(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.get("properties").and_then(Value::as_object).into_iter().flatten()
    }

    /// The type a value should have.
    pub(super) fn kind(&self) -> &str {
        let stated = match self.get("type") {
            Some(Value::String(kind)) => Some(kind.as_str()),
            Some(Value::Array(kinds)) => {
                let mut kinds = kinds.iter().filter_map(Value::as_str);
                kinds.clone().find(|kind| *kind != "null").or_else(|| kinds.next())
            }
            _ => None,
        };
        let has = |keywords: &[&str]| keywords.iter().any(|keyword| self.0.contains_key(*keyword));
        stated.unwrap_or_else(|| {
            if has(&["properties", "required", "additionalProperties", "minProperties"]) {
                "object"
            } else if has(&["items", "prefixItems", "minItems", "uniqueItems"]) {
                "array"
            } else if has(&["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"]) {
                "number"
            } else {
                "string"
            }
        })
    }
}

/// Whether a value has a type.
pub(super) fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}

struct Gather<'d> {
    document: &'d Value,
    turn: usize,
    found: Map<String, Value>,
    tags: Vec<(String, String)>,
}

impl Gather<'_> {
    /// Takes a schema; `named` is the reference of the outermost that it is a part of.
    fn take(&mut self, schema: &Value, named: Option<&str>, depth: usize) {
        let Some(members) = schema.as_object() else { return };
        if depth > DEEPEST {
            return;
        }
        if let Some(reference) = members.get("$ref").and_then(Value::as_str)
            && let Some(target) = self.target(reference)
        {
            self.take(&target, named.or(Some(reference)), depth + 1);
        }
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.take(part, named.or(Some("")), depth + 1);
        }
        let alternatives = ["oneOf", "anyOf"].iter().find_map(|key| members.get(*key)?.as_array());
        let discriminator = members.get("discriminator");
        if let Some(alternatives) = alternatives {
            let usable: Vec<&Value> = alternatives.iter().filter(|item| item["type"] != "null").collect();
            if let Some(chosen) = usable.get(self.turn % usable.len().max(1)) {
                if let Some(reference) = chosen["$ref"].as_str() {
                    self.tag(discriminator, reference);
                }
                self.take(chosen, None, depth + 1);
            }
        } else if let Some(reference) = named.filter(|reference| !reference.is_empty()) {
            self.tag(discriminator, reference);
        }
        for (keyword, value) in members {
            if !["$ref", "allOf", "oneOf", "anyOf", "discriminator"].contains(&keyword.as_str()) {
                merge(&mut self.found, keyword, value);
            }
        }
    }

    fn target(&self, reference: &str) -> Option<Value> {
        let pointer =
            reference.strip_prefix('#')?.replace("%7B", "{").replace("%7D", "}").replace("%20", " ");
        self.document.pointer(&pointer).cloned()
    }

    /// The member that says which schema a value has gets the name that schema has there.
    fn tag(&mut self, discriminator: Option<&Value>, reference: &str) {
        let Some(discriminator) = discriminator else { return };
        let Some(member) = discriminator["propertyName"].as_str() else { return };
        let name = reference.rsplit('/').next().unwrap_or(reference);
        let means =
            |target: &Value| target.as_str().is_some_and(|target| target == reference || target == name);
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let stated = mapping.clone().find(|(_, target)| means(target)).map(|(tag, _)| tag.as_str());
        self.tags.push((member.to_owned(), stated.unwrap_or(name).to_owned()));
    }
}

/// Adds a keyword to those that hold already: both hold from then on.
fn merge(found: &mut Map<String, Value>, keyword: &str, value: &Value) {
    let Some(known) = found.get_mut(keyword) else {
        found.insert(keyword.to_owned(), value.clone());
        return;
    };
    match (keyword, known, value) {
        ("properties", Value::Object(known), Value::Object(more)) => {
            for (name, schema) in more {
                let both = known.get(name).map(|known| json!({"allOf": [known, schema]}));
                known.insert(name.clone(), both.unwrap_or_else(|| schema.clone()));
            }
        }
        ("required", Value::Array(known), Value::Array(more)) => {
            let new: Vec<Value> = more.iter().filter(|name| !known.contains(name)).cloned().collect();
            known.extend(new);
        }
        ("enum", Value::Array(known), Value::Array(more)) => known.retain(|value| more.contains(value)),
        ("items", known, more) => *known = json!({"allOf": [known.clone(), more]}),
        ("type", Value::Array(known), Value::String(_)) if known.contains(value) => {
            *known = vec![value.clone()];
        }
        ("type", Value::Array(known), Value::Array(more)) => known.retain(|kind| more.contains(kind)),
        ("type", known @ Value::String(_), Value::String(integer)) if integer == "integer" => {
            *known = value.clone();
        }
        ("additionalProperties", known, more) if *known != Value::Bool(false) => *known = more.clone(),
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", known, more)
            if more.as_f64() > known.as_f64() =>
        {
            *known = more.clone();
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", known, more)
            if more.as_f64() < known.as_f64() =>
        {
            *known = more.clone();
        }
        _ => {}
    }
}
