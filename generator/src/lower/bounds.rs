//! The values and bounds one schema node states. Lists can be long, so they are only copied when asked for.

use openapiv3::{SchemaKind, Type};
use serde_json::Value;

/// The values a node lists.
pub(super) fn values(kind: &SchemaKind) -> Vec<Value> {
    match kind {
        SchemaKind::Type(Type::String(string)) => {
            string.enumeration.iter().map(|value| Value::from(value.clone())).collect()
        }
        SchemaKind::Type(Type::Number(number)) => {
            number.enumeration.iter().map(|value| Value::from(*value)).collect()
        }
        SchemaKind::Type(Type::Integer(integer)) => {
            integer.enumeration.iter().map(|value| Value::from(*value)).collect()
        }
        SchemaKind::Type(Type::Boolean(boolean)) => {
            boolean.enumeration.iter().map(|value| Value::from(*value)).collect()
        }
        SchemaKind::Any(any) => any.enumeration.clone(),
        _ => Vec::new(),
    }
}

/// The bounds a node states: keyword and value.
pub(super) fn bounds(kind: &SchemaKind) -> Vec<(&'static str, Value)> {
    let mut bounds = Bounds(Vec::new());
    match kind {
        SchemaKind::Type(Type::String(string)) => {
            bounds.add("minLength", string.min_length);
            bounds.add("maxLength", string.max_length);
            bounds.add("pattern", string.pattern.clone());
        }
        SchemaKind::Type(Type::Number(number)) => {
            bounds.least(number.minimum, number.exclusive_minimum);
            bounds.most(number.maximum, number.exclusive_maximum);
            bounds.add("multipleOf", number.multiple_of);
        }
        SchemaKind::Type(Type::Integer(integer)) => {
            bounds.least(integer.minimum, integer.exclusive_minimum);
            bounds.most(integer.maximum, integer.exclusive_maximum);
            bounds.add("multipleOf", integer.multiple_of);
        }
        SchemaKind::Type(Type::Object(object)) => {
            bounds.add("minProperties", object.min_properties);
            bounds.add("maxProperties", object.max_properties);
        }
        SchemaKind::Type(Type::Array(array)) => {
            bounds.add("minItems", array.min_items);
            bounds.add("maxItems", array.max_items);
            bounds.add("uniqueItems", array.unique_items.then_some(true));
        }
        SchemaKind::Any(any) => {
            bounds.add("minLength", any.min_length);
            bounds.add("maxLength", any.max_length);
            bounds.add("pattern", any.pattern.clone());
            bounds.least(any.minimum, any.exclusive_minimum == Some(true));
            bounds.most(any.maximum, any.exclusive_maximum == Some(true));
            bounds.add("multipleOf", any.multiple_of);
            bounds.add("minProperties", any.min_properties);
            bounds.add("maxProperties", any.max_properties);
            bounds.add("minItems", any.min_items);
            bounds.add("maxItems", any.max_items);
            bounds.add("uniqueItems", any.unique_items.filter(|unique| *unique));
        }
        _ => {}
    }
    bounds.0
}

struct Bounds(Vec<(&'static str, Value)>);

impl Bounds {
    fn add<T: Into<Value>>(&mut self, keyword: &'static str, value: Option<T>) {
        self.0.extend(value.map(|value| (keyword, value.into())));
    }

    fn least<T: Into<Value>>(&mut self, value: Option<T>, exclusive: bool) {
        self.add(if exclusive { "exclusiveMinimum" } else { "minimum" }, value);
    }

    fn most<T: Into<Value>>(&mut self, value: Option<T>, exclusive: bool) {
        self.add(if exclusive { "exclusiveMaximum" } else { "maximum" }, value);
    }
}
