//! A shape as a schema.

use serde_json::{Map, Value, json};

use super::shape::Shape;
use crate::document::Members as _;
use crate::extensions::INFERRED;

/// The keywords a schema of this shape has.
pub(super) fn keywords(shape: &Shape) -> Map<String, Value> {
    let pairs: Vec<(&str, Value)> = match shape {
        Shape::Unknown | Shape::Mixed => vec![],
        Shape::Blank | Shape::Text => vec![("type", json!("string"))],
        Shape::OneOf(values) => vec![("type", json!("string")), ("enum", json!(values))],
        Shape::Integer => vec![("type", json!("integer"))],
        Shape::Number => vec![("type", json!("number"))],
        Shape::Boolean => vec![("type", json!("boolean"))],
        Shape::Array(item) => vec![("type", json!("array")), ("items", schema(item))],
        Shape::Map(value) => vec![("type", json!("object")), ("additionalProperties", schema(value))],
        Shape::Object(members) if members.is_empty() => vec![("type", json!("object"))],
        Shape::Object(members) => {
            let properties = members.iter().map(|(key, shape)| (key.clone(), schema(shape))).collect();
            // The service may have more than the example shows.
            let rest = ("additionalProperties", json!(true));
            vec![("type", json!("object")), ("properties", Value::Object(properties)), rest]
        }
    };
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn schema(shape: &Shape) -> Value {
    let mut schema = keywords(shape);
    if schema.member("properties").is_some() {
        schema.insert(INFERRED.to_owned(), Value::Bool(true));
    }
    Value::Object(schema)
}

/// What a shape is, as part of a sentence.
pub(super) fn described(shape: &Shape) -> String {
    match shape {
        Shape::Array(item) => format!("a list of {}", plural(item)),
        Shape::Map(value) => format!("a map of {}", plural(value)),
        Shape::Object(members) if members.is_empty() => "an object".to_owned(),
        Shape::Object(members) => format!("an object with {}", names(members.keys())),
        Shape::Integer => "an integer".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Boolean => "a boolean".to_owned(),
        Shape::Blank | Shape::Text | Shape::OneOf(_) => "a string".to_owned(),
        Shape::Unknown | Shape::Mixed => "anything".to_owned(),
    }
}

fn plural(shape: &Shape) -> String {
    match shape {
        Shape::Array(item) => format!("lists of {}", plural(item)),
        Shape::Map(value) => format!("maps of {}", plural(value)),
        Shape::Object(members) if members.is_empty() => "objects".to_owned(),
        Shape::Object(members) => format!("objects with {}", names(members.keys())),
        Shape::Integer => "integers".to_owned(),
        Shape::Number => "numbers".to_owned(),
        Shape::Boolean => "booleans".to_owned(),
        Shape::Blank | Shape::Text | Shape::OneOf(_) => "strings".to_owned(),
        Shape::Unknown | Shape::Mixed => "anything".to_owned(),
    }
}

fn names<'a>(mut names: impl ExactSizeIterator<Item = &'a String>) -> String {
    let total = names.len();
    let shown: Vec<&str> = names.by_ref().take(4).map(String::as_str).collect();
    let more = if total > shown.len() { format!(" and {} more", total - shown.len()) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
