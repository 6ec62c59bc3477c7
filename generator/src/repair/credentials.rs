//! Credentials that a provider wants with each call, and that the service sends for the caller.

use serde_json::{Map, Value, json};

use super::RepairKind;
use super::cursor::Cursor;
use super::template::bare;
use crate::document::Members as _;

type Object = Map<String, Value>;

/// What providers call them, and nothing else.
const NAMES: [&str; 6] = ["accesstoken", "apikey", "authorization", "authtoken", "bearertoken", "xapikey"];

/// What they call them too.
const AMBIGUOUS: [&str; 3] = ["auth", "key", "token"];

/// How descriptions tell them from tokens of other kinds: for the next page, of an invitation.
const WORDS: [&str; 4] = ["authentication token", "access token", "for authentication", "api key"];

/// Nobody has to give a parameter that is the account's credential.
pub(super) fn parameter(parameter: &mut Object, cursor: &mut Cursor) {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_required = parameter.member("required") == Some(&json!(true));
    if cursor.from_service
        && is_required
        && text("in") != "path"
        && is_credential(text("name"), text("description"))
    {
        parameter.insert("required".to_owned(), json!(false));
        cursor.note_at("required", RepairKind::CredentialOfTheService, "no longer required");
    }
}

/// Nor a member of a body that is one.
pub(super) fn member(schema: &mut Object, cursor: &mut Cursor) {
    let properties = schema.member("properties").and_then(Value::as_object);
    let Some(properties) = properties.filter(|_| cursor.from_service) else { return };
    let described = |name: &str| properties.get(name)?.member("description")?.as_str();
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| is_credential(name, described(name).unwrap_or_default()))
    };
    let required = schema.member("required").and_then(Value::as_array);
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
    let name = bare(name);
    NAMES.contains(&name.as_str()) || name == "token"
}

fn is_credential(name: &str, description: &str) -> bool {
    let (name, description) = (bare(name), description.to_lowercase());
    let is_said = || WORDS.iter().any(|words| description.contains(words));
    NAMES.contains(&name.as_str()) || (AMBIGUOUS.contains(&name.as_str()) && is_said())
}
