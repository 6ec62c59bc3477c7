//! `enum` and `const`: the values a schema allows, as its type has them.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::keywords::{Keywords, Kind};
use super::shape::Shaper;
use super::{NoteKind, child};
use crate::extensions::CONST;

impl<'a> Shaper<'_, 'a> {
    /// The values allowed besides `null`, each once: an empty list where only `null` is, `None` where any value is.
    pub(super) fn values(&mut self, keywords: &Keywords<'a>) -> Option<Vec<Value>> {
        let stated = match (keywords.constant, keywords.enumeration) {
            (Some(constant), _) => {
                self.extensions.push((CONST, constant.clone()));
                std::slice::from_ref(constant)
            }
            (None, Some(_)) => self.reader.items(self.pointer, "enum", keywords.enumeration),
            (None, None) => return None,
        };
        if stated.is_empty() {
            self.reader.note(
                NoteKind::Missing,
                child(self.pointer, "enum"),
                "`enum` needs at least one value",
            );
            return None;
        }
        let mut seen = HashSet::with_capacity(stated.len());
        let mut values = Vec::with_capacity(stated.len());
        let mut left_out = Vec::new();
        for (position, value) in stated.iter().enumerate() {
            self.nullable |= value.is_null();
            if value.is_null() || !seen.insert(value.to_string()) {
                left_out.push(position);
            } else {
                values.push(value.clone());
            }
        }
        if !left_out.is_empty() {
            self.left_out = Some((left_out, stated.len()));
        }
        Some(values)
    }

    /// Lists that go along with the `enum` value by value (`x-enum-varnames`) lose what it lost.
    pub(super) fn align(&mut self, extensions: &mut IndexMap<String, Value>) {
        let Some((left_out, length)) = self.left_out.take() else { return };
        for (key, value) in extensions {
            let along = key.starts_with("x-") && key.to_lowercase().contains("enum");
            if let Some(list) = value.as_array_mut().filter(|list| along && list.len() == length) {
                let mut position = 0..;
                list.retain(|_| !position.next().is_some_and(|position| left_out.contains(&position)));
            }
        }
    }

    /// The type that fits type and values both, and the values as that type has them. Values that no enumeration of
    /// this type can hold become a bound.
    pub(super) fn settle(&mut self, kind: Kind, values: Option<Vec<Value>>) -> (Kind, Vec<Value>) {
        let Some(values) = values else { return (kind, Vec::new()) };
        if values.iter().all(|value| is_plain(kind, value)) {
            return (kind, values);
        }
        let pointer = child(self.pointer, "enum");
        if let Some(converted) = values.iter().map(|value| convert(kind, value)).collect::<Option<Vec<_>>>() {
            let detail = "values of another type than stated are read as that type";
            self.reader.note(NoteKind::WrongType, pointer, detail);
            return (kind, converted);
        }
        let scalar = !matches!(kind, Kind::Array | Kind::Object);
        if scalar && values.iter().all(Value::is_string) {
            let detail = "the values are strings, so the schema is read as a string";
            self.reader.note(NoteKind::WrongType, pointer, detail);
            return (Kind::String, values);
        }
        self.bounds.insert("enum".to_owned(), Value::Array(values));
        (kind, Vec::new())
    }
}

fn is_plain(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::String => value.is_string(),
        Kind::Integer => value.is_i64(),
        Kind::Number => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Array | Kind::Object => false,
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
