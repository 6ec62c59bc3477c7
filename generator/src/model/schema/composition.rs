//! `oneOf`, `anyOf`, `allOf` and `not`.

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaKind};
use serde_json::Value;

use super::keywords::{Keywords, Kind};
use super::shape::Shaper;
use super::{NoteKind, child};

type References = Vec<ReferenceOr<Schema>>;

impl<'a> Shaper<'_, 'a> {
    /// A schema with parts or alternatives. One that has a single such list and nothing else gets the kind of that
    /// list.
    pub(super) fn composed(
        &mut self,
        keywords: &Keywords<'a>,
        kinds: &[Kind],
        values: Option<Vec<Value>>,
    ) -> SchemaKind {
        if kinds.len() > 1 {
            self.ignored.push("type");
        }
        let kind = if let [kind] = kinds { Some(*kind) } else { None };
        let mut one_of = self.schemas("oneOf", keywords.one_of, true);
        let mut any_of = self.schemas("anyOf", keywords.any_of, true);
        let mut all_of = self.schemas("allOf", keywords.all_of, false);
        let not = keywords.not.map(|not| {
            let reference = self.reader.schema(child(self.pointer, "not"), not);
            Box::new(ReferenceOr::Reference { reference })
        });
        let nothing = one_of.is_empty() && any_of.is_empty() && all_of.is_empty() && not.is_none();
        if nothing {
            let implied = kind.or_else(|| Self::implied(keywords, values.as_deref()));
            return match implied {
                Some(kind) => self.typed(kind, keywords, values),
                None => self.untyped(keywords, values),
            };
        }
        let plain =
            kind.is_none() && values.is_none() && keywords.besides(&Keywords::default()).next().is_none();
        match (one_of.len(), any_of.len(), all_of.len(), not) {
            (1.., 0, 0, None) if plain => SchemaKind::OneOf { one_of: std::mem::take(&mut one_of) },
            (0, 1.., 0, None) if plain => SchemaKind::AnyOf { any_of: std::mem::take(&mut any_of) },
            (0, 0, 1.., None) if plain => SchemaKind::AllOf { all_of: std::mem::take(&mut all_of) },
            (0, 0, 0, Some(not)) if plain => SchemaKind::Not { not },
            (.., not) => {
                let lists = AnySchema { one_of, all_of, any_of, not, ..AnySchema::default() };
                SchemaKind::Any(self.anything(lists, kind, keywords, values))
            }
        }
    }

    /// The schemas of a list. An alternative that is `null` makes the whole nullable instead.
    fn schemas(&mut self, keyword: &str, value: Option<&'a Value>, alternatives: bool) -> References {
        let Some(value) = value else { return Vec::new() };
        let pointer = child(self.pointer, keyword);
        let Value::Array(list) = value else {
            self.reader.wrong_type(pointer.clone(), "a list", value);
            let single = value.is_object().then(|| self.reader.schema(pointer, value));
            return single.into_iter().map(|reference| ReferenceOr::Reference { reference }).collect();
        };
        if list.is_empty() {
            self.reader.note(NoteKind::Missing, pointer, format!("`{keyword}` needs at least one schema"));
            return Vec::new();
        }
        let mut references = Vec::with_capacity(list.len());
        for (position, schema) in list.iter().enumerate() {
            if alternatives && is_null(schema) {
                self.nullable = true;
                continue;
            }
            let reference = self.reader.schema(format!("{pointer}/{position}"), schema);
            references.push(ReferenceOr::Reference { reference });
        }
        references
    }
}

/// Whether a schema allows `null` and nothing else.
fn is_null(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let only = |value: &Value, null: &Value| match value {
        Value::Array(items) => items.len() == 1 && items[0] == *null,
        other => other == null,
    };
    match (members.get("type"), members.get("const"), members.get("enum")) {
        (Some(typ), ..) if !typ.is_null() => only(typ, &Value::from("null")),
        (_, Some(constant), _) => constant.is_null(),
        (.., Some(values)) => only(values, &Value::Null),
        _ => false,
    }
}
