//! What objects and arrays hold: each schema inside becomes a reference to where it stands.

use openapiv3::{AdditionalProperties, ObjectType, ReferenceOr, Schema};
use serde_json::Value;

use super::keywords::Keywords;
use super::shape::Shaper;
use super::{NoteKind, child};
use crate::extensions::{CLOSED_TUPLE, PREFIX_ITEMS};

impl<'a> Shaper<'_, 'a> {
    pub(super) fn object(&mut self, keywords: &Keywords<'a>) -> ObjectType {
        let parent = child(self.pointer, "properties");
        let properties = self.reader.members(self.pointer, "properties", keywords.properties);
        let properties = properties.into_iter().flatten().map(|(name, schema)| {
            let reference = self.reader.schema(child(&parent, name), schema);
            (name.clone(), ReferenceOr::Reference { reference })
        });
        ObjectType {
            properties: properties.collect(),
            required: self.required(keywords.required),
            additional_properties: self.additional_properties(keywords),
            min_properties: self.count("minProperties", keywords.min_properties),
            max_properties: self.count("maxProperties", keywords.max_properties),
        }
    }

    /// A boolean here is a common mistake of documents, which says something about the parent.
    fn required(&mut self, value: Option<&'a Value>) -> Vec<String> {
        if let Some(Value::Bool(_)) = value {
            self.ignored.push("required");
            let detail = "a schema's `required` lists its properties; true or false means nothing";
            self.reader.note(NoteKind::Misplaced, child(self.pointer, "required"), detail);
            return Vec::new();
        }
        self.reader.texts(self.pointer, "required", value)
    }

    /// A single pattern says what members without a name hold; several patterns can't be told apart by a type.
    fn additional_properties(&mut self, keywords: &Keywords<'a>) -> Option<AdditionalProperties> {
        let patterns = self.reader.members(self.pointer, "patternProperties", keywords.pattern_properties);
        let patterns = patterns.filter(|patterns| !patterns.is_empty());
        let open = !matches!(keywords.additional_properties, Some(Value::Object(_)));
        if let Some(patterns) = patterns {
            self.unsupported.push("patternProperties");
            let mut schemas = patterns.iter();
            if let (true, Some((pattern, schema)), None) = (open, schemas.next(), schemas.next()) {
                let pointer = child(&child(self.pointer, "patternProperties"), pattern);
                let reference = self.reader.schema(pointer, schema);
                return Some(AdditionalProperties::Schema(Box::new(ReferenceOr::Reference { reference })));
            }
            if open {
                return Some(AdditionalProperties::Any(true));
            }
        }
        match keywords.additional_properties? {
            Value::Bool(allowed) => Some(AdditionalProperties::Any(*allowed)),
            schema @ Value::Object(_) => {
                let reference = self.reader.schema(child(self.pointer, "additionalProperties"), schema);
                Some(AdditionalProperties::Schema(Box::new(ReferenceOr::Reference { reference })))
            }
            other => {
                let value = Some(other);
                let allowed = self.reader.flag(self.pointer, "additionalProperties", value);
                (!other.is_null()).then_some(AdditionalProperties::Any(allowed))
            }
        }
    }

    /// What an array holds. The places of a tuple travel beside it.
    pub(super) fn items(&mut self, keywords: &Keywords<'a>) -> Option<ReferenceOr<Box<Schema>>> {
        let places = match (keywords.prefix_items, keywords.items) {
            (Some(Value::Array(places)), _) => Some(("prefixItems", places)),
            // As JSON Schema had it before 2020.
            (None, Some(Value::Array(places))) => Some(("items", places)),
            _ => None,
        };
        if let Some((keyword, places)) = places {
            let parent = child(self.pointer, keyword);
            let references: Vec<String> = places
                .iter()
                .enumerate()
                .map(|(place, schema)| self.reader.schema(format!("{parent}/{place}"), schema))
                .collect();
            self.extensions.push((PREFIX_ITEMS, references.into()));
            if keywords.items == Some(&Value::Bool(false)) {
                self.extensions.push((CLOSED_TUPLE, true.into()));
                return None;
            }
        }
        let schema = keywords.items.filter(|items| !items.is_array() && !items.is_null())?;
        let reference = self.reader.schema(child(self.pointer, "items"), schema);
        Some(ReferenceOr::Reference { reference })
    }
}
