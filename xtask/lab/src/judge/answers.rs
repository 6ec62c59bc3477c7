//! Judges answers: whether they are what the document promises, and what of them a client kept.

use std::collections::BTreeSet;

use serde_json::Value;

use super::proxy::Answer;
use super::schemas::Schemas;
use super::sent::equal;
use super::written::{Written, essence, is_json};

/// Whether an answer is what the document promises.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Validity {
    /// To the judge, and to another validator where there is something to hold it against.
    Valid,
    /// To one of the two; why not to the other.
    Disputed(String),
    /// To neither.
    Invalid(String),
}

/// Whether an answer is what the document promises. `own` is what the judge itself has against it.
pub(super) fn validity(
    document: Written<'_>,
    schemas: &Schemas,
    operation: &str,
    answer: &Answer,
    own: Option<&str>,
) -> Validity {
    let other = objection(document, schemas, operation, answer);
    match (own, other) {
        (None, None) => Validity::Valid,
        (Some(own), Some(other)) => Validity::Invalid(format!("{own}; {other}")),
        (Some(why), None) => Validity::Disputed(format!("the judge: {why}")),
        (None, Some(why)) => Validity::Disputed(why),
    }
}

fn objection(document: Written<'_>, schemas: &Schemas, operation: &str, answer: &Answer) -> Option<String> {
    let Some(response) = document.response(operation, answer.status) else {
        return Some("the status is not documented".to_owned());
    };
    let media_type = media_type(answer);
    let (has_content, schema) = document.content(&response, &media_type);
    let is_json = is_json(&media_type);
    if answer.body.is_empty() {
        let empty = has_content && ![204, 205, 304].contains(&answer.status) && !operation.ends_with("/head");
        return empty.then(|| "there is no content, although one is documented".to_owned());
    }
    if !is_json {
        return None;
    }
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(value) => schemas.objection(&schema?, &value),
        Err(_) => Some("it is no JSON".to_owned()),
    }
}

/// Whether the document describes an answer in JSON, so that there is a type for it.
pub(super) fn is_described(document: Written<'_>, operation: &str, answer: &Answer) -> bool {
    let Some(response) = document.response(operation, answer.status) else { return false };
    let media_type = media_type(answer);
    media_type.contains("json")
        && !answer.body.is_empty()
        && document.content(&response, &media_type).1.is_some()
}

fn media_type(answer: &Answer) -> String {
    let stated = answer.headers.get("content-type").and_then(|value| value.to_str().ok());
    essence(stated.unwrap_or_default())
}

/// What of an answer in JSON a client did not keep: a value that changed, or a member that has a name in the document.
pub(super) fn loss(schemas: &Schemas, answer: &Answer, kept: &Value) -> Option<String> {
    if !is_json(&media_type(answer)) {
        return None;
    }
    let value: Value = serde_json::from_slice(&answer.body).ok()?;
    // A client that reads nothing, or text, keeps nothing or the text.
    if kept.is_null() || kept.is_string() && !value.is_string() {
        return None;
    }
    lost(schemas.names(), &value, kept, &mut Vec::new())
}

fn lost<'v>(
    names: &BTreeSet<String>,
    value: &'v Value,
    kept: &Value,
    path: &mut Vec<&'v str>,
) -> Option<String> {
    let at = |path: &[&str]| if path.is_empty() { "the root".to_owned() } else { path.join(".") };
    match (value, kept) {
        (Value::Object(members), Value::Object(others)) => members.iter().find_map(|(name, value)| {
            path.push(name);
            let found = match others.get(name) {
                Some(kept) => lost(names, value, kept, path),
                // What nobody declares may be left out, and an absent value says what `null` does.
                None if value.is_null() || !names.contains(name) => None,
                None => Some(format!("{} is gone", at(path))),
            };
            path.pop();
            found
        }),
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            path.push("[]");
            let found = items.iter().zip(others).find_map(|(value, kept)| lost(names, value, kept, path));
            path.pop();
            found
        }
        (value, kept) => (!equal(value, kept)).then(|| format!("{}: {value} became {kept}", at(path))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_has_a_name_and_is_gone_or_changed_is_lost() {
        let names: BTreeSet<String> = ["a", "b"].map(str::to_owned).into();
        let lost = |value: Value, kept: Value| lost(&names, &value, &kept, &mut Vec::new());
        assert_eq!(lost(json!({"a": [1, {"b": 2}]}), json!({"a": [1.0, {"b": 2}]})), None);
        assert_eq!(lost(json!({"a": 1, "lorem": 2, "b": null}), json!({"a": 1})), None);
        assert_eq!(lost(json!({"a": {"b": 2}}), json!({"a": {}})), Some("a.b is gone".to_owned()));
        assert_eq!(lost(json!([{"a": 1.5}]), json!([{"a": 1}])), Some("[].a: 1.5 became 1".to_owned()));
    }
}
