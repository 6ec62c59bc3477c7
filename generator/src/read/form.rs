//! Tells what a value is: an OpenAPI document, Swagger 2.0, one of these inside other JSON, a raw definition, or none of these.

use serde_json::{Map, Value};

use super::error::{Error, Frame};
use crate::document::{Form, json_type};
use crate::source::Source;

/// Where the service and its relatives put what was asked for, outermost first.
const WRAPPERS: [&str; 8] =
    ["", "/res", "/data", "/result", "/res/openapi", "/data/openapi", "/openapi", "/res/data"];

/// The form of a value and the pointer to what counts in it.
pub(super) fn form(value: &Value, source: &Source) -> Result<(Form, &'static str), Error> {
    let inner = |wrapper: &'static str| Some((wrapper, value.pointer(wrapper)?.as_object()?));
    for (wrapper, object) in WRAPPERS.into_iter().filter_map(inner) {
        if object.get("openapi").is_some_and(is_version) {
            check_version(object, wrapper, source)?;
            check_paths(object, source)?;
            let form = if wrapper.is_empty() { Form::OpenApi } else { Form::Wrapped(wrapper.to_owned()) };
            return Ok((form, wrapper));
        }
        if object.get("swagger").is_some_and(is_version) {
            check_swagger(object, wrapper, source)?;
            return Ok((Form::Swagger(wrapper.to_owned()), wrapper));
        }
        if is_definition(object) {
            return Ok((Form::Definition(wrapper.to_owned()), wrapper));
        }
    }
    Err(Error::NotAnApiDescription { name: source.name().to_owned(), found: found(value) })
}

/// YAML without quotes makes a number of `3.0`.
fn is_version(value: &Value) -> bool {
    value.is_string() || value.is_number()
}

fn is_definition(object: &Map<String, Value>) -> bool {
    let routes = object.get("routes");
    routes.is_some_and(Value::is_object)
        || (routes.is_some_and(Value::is_array) && (object.contains_key("config") || object.len() == 1))
}

fn check_version(object: &Map<String, Value>, wrapper: &str, source: &Source) -> Result<(), Error> {
    let version = text(&object["openapi"]);
    // Some write `v3.0.1`, and some only the major version.
    let stated = version.trim().trim_start_matches(['v', 'V']);
    if stated == "3" || is_minor(stated) {
        return Ok(());
    }
    let Frame { name, text, at, position } = Frame::at_pointer(source, &format!("{wrapper}/openapi"));
    let (line, column) = (position.line, position.column);
    Err(Error::UnsupportedVersion { name, version, line, column, text, at })
}

/// `3.` and a number, with whatever patch release: a later minor version adds, and changes nothing.
fn is_minor(version: &str) -> bool {
    let minor = version.strip_prefix("3.").and_then(|rest| rest.split(['.', '-']).next());
    minor.is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|digit| digit.is_ascii_digit()))
}

/// A document has operations, or types for their own sake, or webhooks; one that has none of them is a part of one.
fn check_paths(object: &Map<String, Value>, source: &Source) -> Result<(), Error> {
    let has = |key: &str| object.get(key).is_some_and(Value::is_object);
    if has("paths") || (!object.contains_key("paths") && (has("components") || has("webhooks"))) {
        return Ok(());
    }
    Err(paths_missing(object, source))
}

fn paths_missing(object: &Map<String, Value>, source: &Source) -> Error {
    let instead = object.get("paths").map(|other| format!("; what it has is {}", json_type(other)));
    Error::PathsMissing { name: source.name().to_owned(), instead: instead.unwrap_or_default() }
}

/// Of Swagger, 2.0 is read.
fn check_swagger(object: &Map<String, Value>, wrapper: &str, source: &Source) -> Result<(), Error> {
    let version = text(&object["swagger"]);
    let is_two = version.trim() == "2" || version.trim().starts_with("2.");
    if !is_two {
        let Frame { name, text, at, position } = Frame::at_pointer(source, &format!("{wrapper}/swagger"));
        let (line, column) = (position.line, position.column);
        return Err(Error::UnsupportedSwagger { name, version, line, column, text, at });
    }
    let has = |key: &str| object.get(key).is_some_and(Value::is_object);
    if has("paths") || (!object.contains_key("paths") && has("definitions")) {
        return Ok(());
    }
    Err(paths_missing(object, source))
}

/// What a value without an API is, in words.
fn found(value: &Value) -> String {
    let Some(object) = value.as_object() else {
        return format!("it is {}", json_type(value));
    };
    if object.is_empty() {
        return "it is an empty object".to_owned();
    }
    let mut keys: Vec<String> = object.keys().take(6).map(|key| format!("`{}`", shortened(key))).collect();
    if object.len() > keys.len() {
        keys.push("…".to_owned());
    }
    let message = object.get("message").and_then(Value::as_str);
    let said = message.map(|message| format!(", and says \"{}\"", shortened(message))).unwrap_or_default();
    format!("it has {}{said}", keys.join(", "))
}

fn shortened(text: &str) -> String {
    let end = text.char_indices().nth(80).map_or(text.len(), |(at, _)| at);
    text[..end].escape_debug().to_string()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
