//! `enum` and `const`: the values a schema allows, as its type has them.

use foldhash::{HashSet, HashSetExt as _};
use serde_json::{Map, Number, Value};

use super::{NoteKind, Reader, Schema, SchemaType, child};
use crate::document::Members as _;

impl<'a> Reader<'a> {
    /// The values allowed besides `null`, each once: an empty list where only `null` is, `None` where any value is.
    pub(super) fn values(
        &mut self,
        at: &str,
        members: &'a Map<String, Value>,
        nullable: &mut bool,
    ) -> Option<Vec<Value>> {
        let stated = match (members.member("const"), members.member("enum")) {
            (Some(constant), _) => std::slice::from_ref(constant),
            (None, listed @ Some(_)) => self.items(at, "enum", listed),
            (None, None) => return None,
        };
        if stated.is_empty() {
            self.note(NoteKind::Missing, child(at, "enum"), "`enum` needs at least one value");
            return None;
        }
        let mut seen = HashSet::with_capacity(stated.len());
        let mut values = Vec::with_capacity(stated.len());
        for value in stated {
            *nullable |= value.is_null();
            if !value.is_null() && seen.insert(value.to_string()) {
                values.push(value.clone());
            }
        }
        Some(values)
    }

    /// The type that fits type and values both; the schema gets the values as that type has them.
    pub(super) fn fit_type(
        &mut self,
        at: &str,
        kind: SchemaType,
        values: Option<Vec<Value>>,
        schema: &mut Schema,
    ) -> SchemaType {
        let Some(mut values) = values else { return kind };
        if kind == SchemaType::Integer {
            for value in values.iter_mut().filter(|value| value.is_f64()) {
                *value = super::bounds::integer(value).map_or(value.clone(), Value::from);
            }
        }
        if values.iter().all(|value| is_plain(kind, value)) {
            schema.values = values;
            return kind;
        }
        let pointer = child(at, "enum");
        if let Some(converted) = values.iter().map(|value| convert(kind, value)).collect::<Option<Vec<_>>>() {
            let detail = "values of another type than stated are read as that type";
            self.note(NoteKind::WrongType, pointer, detail);
            schema.values = converted;
            return kind;
        }
        let scalar = !matches!(kind, SchemaType::Array | SchemaType::Object);
        if scalar && values.iter().all(Value::is_string) {
            let detail = "the values are strings, so the schema is read as a string";
            self.note(NoteKind::WrongType, pointer, detail);
            schema.values = values;
            return SchemaType::String;
        }
        schema.unsupported.push("enum");
        kind
    }
}

fn is_plain(kind: SchemaType, value: &Value) -> bool {
    match kind {
        SchemaType::String => value.is_string(),
        SchemaType::Integer => value.is_i64(),
        SchemaType::Number => value.is_number(),
        SchemaType::Boolean => value.is_boolean(),
        SchemaType::Null | SchemaType::Array | SchemaType::Object => false,
    }
}

fn convert(kind: SchemaType, value: &Value) -> Option<Value> {
    match (kind, value) {
        (SchemaType::String | SchemaType::Number | SchemaType::Boolean, _) if is_plain(kind, value) => {
            Some(value.clone())
        }
        (SchemaType::String, Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        (SchemaType::Integer, _) => super::bounds::integer(value).map(Value::from),
        (SchemaType::Number, Value::String(text)) => Number::from_f64(text.parse().ok()?).map(Value::Number),
        (SchemaType::Boolean, Value::String(text)) => text.parse().ok().map(Value::Bool),
        _ => None,
    }
}
