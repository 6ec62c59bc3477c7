//! Finds the value inside the envelope of `LowCodeAPI`, by looking at the keys.

mod outline;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use outline::Outline;

/// The members that have the provider's headers, by version of the service.
pub(super) const HEADERS: [&str; 2] = ["headers", "response_headers"];

/// What an answer carries.
#[derive(Default)]
pub(crate) struct Opened<'a> {
    /// The value, as JSON text.
    pub(crate) text: &'a str,
    /// Whether the value has none of the members its type declares (serde would read a struct from a list too).
    pub(crate) foreign: bool,
    /// The provider's headers, as JSON text.
    pub(crate) headers: Option<&'a RawValue>,
}

impl<'a> Opened<'a> {
    /// What no envelope is around.
    pub(super) fn plain(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }
}

/// Takes the value out of its envelope; an answer that is no envelope is the value itself.
pub(crate) fn open<'a>(text: &'a str, declares: &[&str]) -> Opened<'a> {
    let text = text.trim_ascii();
    let outer = Outline::of(text, declares);
    Opened { headers: outer.headers(), ..without_headers(text, &outer, declares) }
}

fn without_headers<'a>(text: &'a str, outer: &Outline<'a>, declares: &[&str]) -> Opened<'a> {
    let Some(carried) = outer.carried() else { return opened(text, outer, declares) };
    let carried = carried.get();
    let inner = Outline::of(carried, declares);
    match inner.converted().map(RawValue::get) {
        _ if inner.declared() => opened(carried, &inner, declares),
        // The type itself has a member named like the carrier: whichever of the two fits is meant.
        _ if outer.declared() => opened(text, outer, declares),
        Some(converted) => opened(converted, &Outline::of(converted, declares), declares),
        None => opened(carried, &inner, declares),
    }
}

/// What an envelope carries: the provider's error beside its name, or the value; `None` where it is no envelope.
pub(crate) fn inside(text: &str) -> Option<&str> {
    #[derive(Deserialize)]
    struct Refusal<'a> {
        #[serde(rename = "provider")]
        _provider: IgnoredAny,
        #[serde(borrow)]
        error: &'a RawValue,
    }

    match serde_json::from_str::<Refusal<'_>>(text) {
        Ok(refusal) => Some(refusal.error.get()),
        Err(_) => Some(open(text, &[]).text).filter(|inside| inside.len() < text.trim_ascii().len()),
    }
}

fn opened<'a>(text: &'a str, outline: &Outline<'_>, declares: &[&str]) -> Opened<'a> {
    let foreign = !declares.is_empty() && text.starts_with(['{', '[']) && !outline.declared();
    Opened { foreign, ..Opened::plain(text) }
}

/// The provider's headers in a body that nobody has read.
pub(super) fn headers(body: &[u8]) -> Option<Map<String, Value>> {
    #[derive(Deserialize)]
    struct Envelope {
        #[serde(alias = "headers")]
        response_headers: Map<String, Value>,
    }

    serde_json::from_slice::<Envelope>(body).ok().map(|envelope| envelope.response_headers)
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn a_type_with_a_member_named_like_the_carrier_is_found_inside_or_outside() {
        let list = r#"{"data":[1]}"#;
        assert_eq!(open(list, &["data"]).text, list);
        assert_eq!(open(&format!(r#"{{"data":{list}}}"#), &["data"]).text, list);
    }

    #[test]
    fn an_object_without_a_declared_member_is_foreign() {
        assert!(open(r#"{"a":1}"#, &["b"]).foreign);
        assert!(open(r#"{"data":{"a":1}}"#, &["b"]).foreign);
        assert!(!open(r#"{"a":1,"b":2}"#, &["b"]).foreign);
        assert!(!open(r#"{"a":1}"#, &[]).foreign);
    }

    #[test]
    fn what_is_no_json_is_left_to_whoever_decodes_it() {
        for text in ["", "{", r#"{"data":"#, r#"{"data":1"#, "<html>"] {
            assert_eq!(open(text, &["a"]).text, text);
        }
    }
}
