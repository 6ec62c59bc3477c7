//! The keywords about what a value looks like, in one pass over a schema's members.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::super::content::{EVENT_FIELDS, event_data};
use super::{Additional, NoteKind, Reader, Schema, SchemaType, child};
use crate::document::Members as _;

type Members = Map<String, Value>;

impl<'a> Reader<'a> {
    /// Reads what a schema says about the values that match it.
    pub(super) fn shape(&mut self, at: &str, members: &'a Members, schema: &mut Schema) {
        let kinds = self.kinds(at, members.member("type"), &mut schema.nullable);
        let values = self.values(at, members, &mut schema.nullable);
        let only_null = values.as_ref().is_some_and(Vec::is_empty);
        let composed = !only_null && self.composition(at, members, schema);
        if only_null || (!composed && members.member("type").is_some_and(super::kinds::states_only_null)) {
            schema.kind = Some(SchemaType::Null);
            return;
        }
        let unsupported = |keyword: &String| UNSUPPORTED.into_iter().find(|known| known == keyword);
        schema.unsupported.extend(members.keys().filter_map(unsupported));
        match kinds[..] {
            [kind] if !composed => self.typed(at, kind, values, members, schema),
            [] if !composed => match super::kinds::implied(members, values.as_deref()) {
                Some(kind) => {
                    schema.guessed = true;
                    self.typed(at, kind, values, members, schema);
                }
                None => self.anything(at, None, values, members, schema),
            },
            [kind] => self.anything(at, Some(kind), values, members, schema),
            _ if composed => self.anything(at, None, values, members, schema),
            _ => schema.any_of = self.alternatives(at, &kinds, values.as_deref(), members),
        }
    }

    /// The parts and alternatives; `false` where there are none.
    fn composition(&mut self, at: &str, members: &'a Members, schema: &mut Schema) -> bool {
        for (keyword, value) in members {
            match keyword.as_str() {
                "oneOf" => schema.one_of = self.list(at, keyword, value, Some(&mut schema.nullable)),
                "anyOf" => schema.any_of = self.list(at, keyword, value, Some(&mut schema.nullable)),
                "allOf" => schema.all_of = self.list(at, keyword, value, None),
                "not" => schema.not = Some(self.below(child(at, keyword), value)),
                _ => {}
            }
        }
        !(schema.one_of.is_empty() && schema.any_of.is_empty() && schema.all_of.is_empty())
            || schema.not.is_some()
    }

    /// A schema of one type.
    pub(super) fn typed(
        &mut self,
        at: &str,
        kind: SchemaType,
        values: Option<Vec<Value>>,
        members: &'a Members,
        schema: &mut Schema,
    ) {
        let kind = self.fit_type(at, kind, values, schema);
        schema.kind = Some(kind);
        self.keywords(at, Some(kind), members, schema);
    }

    /// A schema that may be of several types.
    fn anything(
        &mut self,
        at: &str,
        kind: Option<SchemaType>,
        values: Option<Vec<Value>>,
        members: &'a Members,
        schema: &mut Schema,
    ) {
        schema.kind = kind;
        schema.values = values.unwrap_or_default();
        self.keywords(at, None, members, schema);
    }

    /// The keywords that mean something for one type, or for any.
    fn keywords(&mut self, at: &str, meant: Option<SchemaType>, members: &'a Members, schema: &mut Schema) {
        for (keyword, value) in members {
            if let (Some(kind), Some(kinds)) = (meant, super::kinds::of_keyword(keyword))
                && !kinds.contains(&kind)
            {
                continue;
            }
            match keyword.as_str() {
                "format" => schema.format = self.text(at, keyword, Some(value)),
                "properties" => schema.properties = self.properties(at, keyword, value),
                "patternProperties" => {
                    schema.patterns = self.named(at, keyword, value);
                    if !schema.patterns.is_empty() {
                        schema.unsupported.push("patternProperties");
                    }
                }
                "required" => schema.required = self.required(at, value),
                "additionalProperties" => schema.additional = self.additional(at, keyword, value),
                "unevaluatedProperties" => schema.unevaluated = self.additional(at, keyword, value),
                "prefixItems" => schema.prefix_items = self.places(at, keyword, value),
                // As JSON Schema had it before 2020.
                "items" if value.is_array() && members.member("prefixItems").is_none() => {
                    schema.prefix_items = self.places(at, keyword, value);
                }
                "items" if value.is_array() || value.is_null() => {}
                "items" => schema.items = Some(self.below(child(at, keyword), value)),
                "additionalItems" if members.member("items").is_some_and(Value::is_array) => {
                    schema.items = Some(self.below(child(at, keyword), value));
                }
                "unevaluatedItems" => schema.unevaluated_items = Some(self.below(child(at, keyword), value)),
                // Conditions that only say which values may be are left to the service.
                "then" | "else" if describes_members(value) => {
                    schema.conditional.push(self.below(child(at, keyword), value));
                }
                "if" if describes_members(value) => {
                    schema.condition = Some(self.below(child(at, keyword), value));
                }
                // `dependencies` is how JSON Schema called it before 2019.
                "dependentSchemas" | "dependencies" => {
                    let parent = child(at, keyword);
                    let dependent = self.members(at, keyword, Some(value)).into_iter().flatten();
                    let dependent = dependent.filter(|(_, value)| describes_members(value));
                    let dependent = dependent.map(|(name, value)| self.below(child(&parent, name), value));
                    schema.conditional.extend(dependent);
                }
                _ => {}
            }
        }
        self.bounds(at, meant, members, schema);
        schema.format = schema.format.take().filter(|format| !format.is_empty());
        if schema.format.is_none() && matches!(meant, None | Some(SchemaType::String)) {
            schema.format = format_of_bytes(members).map(str::to_owned);
        }
    }

    /// Members by name. The data of an event is the JSON that it is said to be.
    fn properties(&mut self, at: &str, keyword: &str, value: &'a Value) -> IndexMap<String, String> {
        let mut properties = self.named(at, keyword, value);
        let is_event = properties.contains_key("event")
            && properties.keys().all(|name| EVENT_FIELDS.contains(&name.as_str()));
        if is_event && let (Some(place), Some(data)) = (properties.get_mut("data"), value.member("data")) {
            let (pointer, data) = event_data(child(&child(at, keyword), "data"), data);
            *place = self.below(pointer, data);
        }
        properties
    }

    fn named(&mut self, at: &str, keyword: &str, value: &'a Value) -> IndexMap<String, String> {
        let parent = child(at, keyword);
        let members = self.members(at, keyword, Some(value)).into_iter().flatten();
        members.map(|(name, schema)| (name.clone(), self.below(child(&parent, name), schema))).collect()
    }

    /// A boolean here is a common mistake of documents, which says something about the parent.
    fn required(&mut self, at: &str, value: &'a Value) -> Vec<String> {
        if let Value::Bool(_) = value {
            let detail = "a schema's `required` lists its properties; true or false means nothing";
            self.note(NoteKind::Misplaced, child(at, "required"), detail);
            return Vec::new();
        }
        self.texts(at, "required", Some(value))
    }

    fn additional(&mut self, at: &str, keyword: &str, value: &'a Value) -> Option<Additional> {
        if let Value::Object(_) = value {
            return Some(Additional::Schema(self.below(child(at, keyword), value)));
        }
        let allowed = self.flag(at, keyword, Some(value));
        (!value.is_null()).then_some(if allowed { Additional::Allowed } else { Additional::Forbidden })
    }

    fn places(&mut self, at: &str, keyword: &str, value: &'a Value) -> Vec<String> {
        let Value::Array(places) = value else { return Vec::new() };
        let parent = child(at, keyword);
        let places = places.iter().enumerate();
        places.map(|(place, schema)| self.below(format!("{parent}/{place}"), schema)).collect()
    }

    /// The schemas of a list. An alternative that is `null` makes the whole nullable instead.
    fn list(
        &mut self,
        at: &str,
        keyword: &str,
        value: &'a Value,
        mut nullable: Option<&mut bool>,
    ) -> Vec<String> {
        let parent = child(at, keyword);
        let Value::Array(list) = value else {
            self.wrong_type(parent.clone(), "a list", value);
            return value.is_object().then(|| self.below(parent, value)).into_iter().collect();
        };
        if list.is_empty() {
            self.note(NoteKind::Missing, parent, format!("`{keyword}` needs at least one schema"));
            return Vec::new();
        }
        let mut schemas = Vec::with_capacity(list.len());
        for (position, schema) in list.iter().enumerate() {
            match &mut nullable {
                Some(nullable) if super::kinds::is_null(schema) => **nullable = true,
                Some(_) if *schema == Value::Bool(false) && list.len() > 1 => {}
                _ => schemas.push(self.below(format!("{parent}/{position}"), schema)),
            }
        }
        schemas
    }
}

/// Keywords that say something no type can say.
const UNSUPPORTED: [&str; 13] = [
    "$dynamicRef",
    "$recursiveRef",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "contentSchema",
];

/// Whether there is anything besides annotations, types and bounds: something that makes it another type than the one
/// a `$ref` beside it leads to.
pub(super) fn have_shape(members: &Members) -> bool {
    const SHAPE: [&str; 17] = [
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "items",
        "prefixItems",
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "unevaluatedProperties",
        "if",
        "then",
        "else",
        "dependentSchemas",
        "dependencies",
    ];
    let is_filled = |value: &Value| match value {
        Value::Object(inner) => !inner.is_empty(),
        Value::Array(inner) => !inner.is_empty(),
        _ => false,
    };
    members
        .iter()
        .any(|(keyword, value)| keyword == "const" || (SHAPE.contains(&keyword.as_str()) && is_filled(value)))
}

/// Whether a schema may say which members there are.
fn describes_members(schema: &Value) -> bool {
    const DESCRIBE: [&str; 10] = [
        "properties",
        "$ref",
        "allOf",
        "anyOf",
        "oneOf",
        "if",
        "then",
        "else",
        "dependentSchemas",
        "dependencies",
    ];
    schema.as_object().is_some_and(|members| DESCRIBE.iter().any(|keyword| members.contains_key(*keyword)))
}

/// The format that OpenAPI 3.0 has for how 3.1 describes bytes.
fn format_of_bytes(members: &Members) -> Option<&'static str> {
    let text = |keyword| members.member(keyword).and_then(Value::as_str);
    let encoding = text("contentEncoding").unwrap_or_default();
    let media_type = text("contentMediaType").unwrap_or_default();
    if encoding.eq_ignore_ascii_case("base64") {
        return Some("byte");
    }
    let as_they_are = encoding.is_empty() && is_binary(media_type);
    (as_they_are || encoding.eq_ignore_ascii_case("binary") || text("type") == Some("file"))
        .then_some("binary")
}

/// Whether a media type is of bytes rather than of text.
fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or_default();
    match kind {
        "image" | "audio" | "video" | "font" => !subtype.ends_with("+xml"),
        _ => kind == "application" && matches!(subtype, "octet-stream" | "pdf" | "zip" | "gzip"),
    }
}
