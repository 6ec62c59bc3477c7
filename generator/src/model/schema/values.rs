//! `enum` and `const`: the values a schema allows, as its type has them.

use std::collections::HashSet;

use serde_json::{Map, Number, Value};

use super::{Kind, NoteKind, Reader, Schema, child};

impl<'a> Reader<'a> {
    /// The values allowed besides `null`, each once: an empty list where only `null` is, `None` where any value is.
    pub(super) fn values(
        &mut self,
        at: &str,
        members: &'a Map<String, Value>,
        nullable: &mut bool,
    ) -> Option<Vec<Value>> {
        let stated = match (members.get("const"), members.get("enum")) {
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
        kind: Kind,
        values: Option<Vec<Value>>,
        schema: &mut Schema,
    ) -> Kind {
        let Some(mut values) = values else { return kind };
        if kind == Kind::Integer {
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
        let scalar = !matches!(kind, Kind::Array | Kind::Object);
        if scalar && values.iter().all(Value::is_string) {
            let detail = "the values are strings, so the schema is read as a string";
            self.note(NoteKind::WrongType, pointer, detail);
            schema.values = values;
            return Kind::String;
        }
        schema.unsupported.push("enum");
        kind
    }
}

fn is_plain(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::String => value.is_string(),
        Kind::Integer => value.is_i64(),
        Kind::Number => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Null | Kind::Array | Kind::Object => false,
    }
}

fn convert(kind: Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::String | Kind::Number | Kind::Boolean, _) if is_plain(kind, value) => Some(value.clone()),
        (Kind::String, Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        (Kind::Integer, _) => super::bounds::integer(value).map(Value::from),
        (Kind::Number, Value::String(text)) => Number::from_f64(text.parse().ok()?).map(Value::Number),
        (Kind::Boolean, Value::String(text)) => text.parse().ok().map(Value::Bool),
        _ => None,
    }
}
