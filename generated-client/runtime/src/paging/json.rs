//! Looks into an answer for what leads on, without reading the rest.

use std::collections::HashMap;

use bytes::Bytes;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::error::Failure;

/// The JSON text at the end of a way through objects.
pub(super) fn at<'a>(text: &'a str, members: &[&str]) -> Option<&'a str> {
    members.iter().try_fold(text, |text, member| {
        let object: HashMap<String, &RawValue> = serde_json::from_str(text).ok()?;
        object.get(*member).map(|value| value.get())
    })
}

/// A token that leads on: text or a number; nothing else does, nor does empty text.
pub(super) fn token(text: &str) -> Option<String> {
    match serde_json::from_str(text).ok()? {
        Value::String(token) => Some(token).filter(|token| !token.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A member of the last item of a list.
pub(super) fn of_last(list: &str, member: &str) -> Option<String> {
    let items: Vec<&RawValue> = serde_json::from_str(list).ok()?;
    at(items.last()?.get(), &[member]).and_then(token)
}

/// How many items a list has; what is none has none.
pub(super) fn length(list: &str) -> u64 {
    serde_json::from_str::<Vec<&RawValue>>(list).map_or(0, |items| items.len() as u64)
}

pub(super) fn number(text: &str) -> Option<u64> {
    serde_json::from_str(text).ok()
}

pub(super) fn flag(text: &str) -> Option<bool> {
    serde_json::from_str(text).ok()
}

/// A body with a member set.
pub(super) fn with(body: &Bytes, member: &str, token: String) -> Result<Bytes, Failure> {
    let refuse = |_| Failure::config("the body is no JSON object, so no other page can be asked for");
    let mut members: Map<String, Value> =
        if body.is_empty() { Map::new() } else { serde_json::from_slice(body).map_err(refuse)? };
    members.insert(member.to_owned(), token.into());
    serde_json::to_vec(&members).map(Into::into).map_err(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_on_is_found_by_its_members() {
        let text = r#"{"a": [1], "meta": {"n\u0065xt": "t", "empty": "", "n": 7, "no": null}, "items": [{"id": 1}, {"id": "z"}]}"#;
        let token_at = |members: &[&str]| at(text, members).and_then(token);
        assert_eq!(token_at(&["meta", "next"]).as_deref(), Some("t"));
        assert_eq!(token_at(&["meta", "n"]).as_deref(), Some("7"));
        for members in [&["meta", "empty"][..], &["meta", "no"], &["meta", "gone"], &["a", "b"], &["a"]] {
            assert_eq!(token_at(members), None, "{members:?}");
        }
        assert_eq!(at(text, &["items"]).and_then(|items| of_last(items, "id")).as_deref(), Some("z"));
        assert_eq!((at(text, &["items"]).map(length), length("{}")), (Some(2), 0));
        assert_eq!(length(at("[1, 2]", &[]).unwrap()), 2);
    }
}
