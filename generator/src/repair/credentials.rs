//! Credentials that a provider wants with each call, and that the service sends for the caller.

use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;

type Object = Map<String, Value>;

/// What providers call them.
const NAMES: [&str; 4] = ["token", "access_token", "auth_token", "api_key"];

/// How descriptions tell them from tokens of other kinds: for the next page, of an invitation.
const WORDS: [&str; 3] = ["authentication token", "access token", "for authentication"];

/// Nobody has to give a parameter that is the account's credential.
pub(super) fn parameter(parameter: &mut Object, cursor: &mut Cursor) {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_required = parameter.get("required") == Some(&json!(true));
    if cursor.from_service
        && is_required
        && text("in") == "query"
        && is_credential(text("name"), text("description"))
    {
        parameter.insert("required".to_owned(), json!(false));
        cursor.note_at("required", RepairKind::CredentialOfTheService, "no longer required");
    }
}

/// Nor a member of a body that is one.
pub(super) fn member(schema: &mut Object, cursor: &mut Cursor) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let Some(properties) = properties.filter(|_| cursor.from_service) else { return };
    let described = |name: &str| properties.get(name)?.get("description")?.as_str();
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| is_credential(name, described(name).unwrap_or_default()))
    };
    let required = schema.get("required").and_then(Value::as_array);
    let kept: Vec<Value> = required.into_iter().flatten().filter(|name| !is_one(name)).cloned().collect();
    if required.is_none_or(|required| required.len() == kept.len()) {
        return;
    }
    if kept.is_empty() {
        schema.shift_remove("required");
    } else {
        schema.insert("required".to_owned(), Value::Array(kept));
    }
    cursor.note_at("required", RepairKind::CredentialOfTheService, "no longer required");
}

/// Whether a name is one that providers call such a credential by.
pub(super) fn is_name(name: &str) -> bool {
    NAMES.contains(&name.to_lowercase().as_str())
}

fn is_credential(name: &str, description: &str) -> bool {
    let description = description.to_lowercase();
    is_name(name) && WORDS.iter().any(|words| description.contains(words))
}
