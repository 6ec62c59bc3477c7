//! What values have in common, as a schema.

use serde_json::{Map, Value, json};

use super::seen::{Kind, Seen};
use crate::extensions::LEARNED;

/// A schema that all of them fit, and others too: nothing is required, and objects may have other members.
pub(super) fn schema(seen: &Seen) -> Value {
    let mut schema = Map::new();
    let mut say = |key: &str, value: Value| _ = schema.insert(key.to_owned(), value);
    match &seen.kind {
        Kind::Nothing | Kind::Anything => return json!({}),
        Kind::Boolean => say("type", json!("boolean")),
        Kind::Integer => say("type", json!("integer")),
        Kind::Number => say("type", json!("number")),
        Kind::Text(format) => {
            say("type", json!("string"));
            if let Some(format) = format {
                say("format", json!(format.as_str()));
            }
        }
        Kind::List(items) => {
            say("type", json!("array"));
            say("items", self::schema(items));
        }
        Kind::Object(members) if members.are_data() => {
            say("type", json!("object"));
            say("additionalProperties", self::schema(&members.values));
        }
        Kind::Object(members) => {
            let named = members.named.iter().map(|(name, seen)| (name.clone(), self::schema(seen)));
            say("type", json!("object"));
            say("properties", Value::Object(named.collect()));
            say("additionalProperties", json!(true));
            say(LEARNED, json!(true));
        }
    }
    if seen.nullable {
        say("nullable", json!(true));
    }
    Value::Object(schema)
}
