//! A place of a document, and where its references lead.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

/// More references in a row than that lead in a circle.
const HOPS: usize = 32;

/// A value of a document, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node<'d> {
    /// The value.
    pub(crate) value: &'d Value,
    /// Its JSON pointer.
    pub(crate) pointer: String,
}

impl<'d> Node<'d> {
    /// The value at a pointer, through whatever references lie on the way.
    pub(crate) fn find(document: &'d Value, pointer: &str) -> Option<Self> {
        let mut node = Self { value: document, pointer: String::new() };
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            node = match node.child(&token) {
                Some(child) => child,
                None => node.target(document)?.child(&token)?,
            };
        }
        Some(node)
    }

    /// A member or an item.
    pub(crate) fn child(&self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            value => value.get(key)?,
        };
        Some(Self { value, pointer: format!("{}/{}", self.pointer, escaped(key)) })
    }

    /// The members of an object that is a member, or the items of a list.
    pub(crate) fn children(&self, key: &str) -> Vec<(String, Self)> {
        let Some(parent) = self.child(key) else { return Vec::new() };
        let keys: Vec<String> = match parent.value {
            Value::Object(members) => members.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|at| at.to_string()).collect(),
            _ => Vec::new(),
        };
        keys.into_iter().filter_map(|key| Some((key.clone(), parent.child(&key)?))).collect()
    }

    /// Where the reference leads that this is; itself, where it is none.
    pub(crate) fn target(&self, document: &'d Value) -> Option<Self> {
        let mut node = self.clone();
        for _ in 0..HOPS {
            let Some(reference) = node.value.get("$ref").and_then(Value::as_str) else { return Some(node) };
            node = Self::of_reference(document, reference)?;
        }
        None
    }

    /// Where a reference within the document leads.
    fn of_reference(document: &'d Value, reference: &str) -> Option<Self> {
        let fragment = reference.strip_prefix('#')?;
        let decoded = percent_decoded(fragment);
        let at = |pointer: &str| {
            document.pointer(pointer).map(|value| Self { value, pointer: pointer.to_owned() })
        };
        at(fragment).or_else(|| at(&decoded))
    }
}

/// Where a reference within the document leads.
pub(crate) fn resolved<'d>(document: &'d Value, reference: &str) -> Option<&'d Value> {
    let fragment = reference.strip_prefix('#')?;
    document.pointer(fragment).or_else(|| document.pointer(&percent_decoded(fragment)))
}

/// What a schema is, behind references.
pub(crate) fn target<'d>(document: &'d Value, mut schema: &'d Value) -> Option<&'d Value> {
    for _ in 0..HOPS {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return Some(schema) };
        schema = resolved(document, reference)?;
    }
    None
}

/// A key as a token of a pointer.
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

/// A pointer as a reference: what no URI may have is encoded.
pub(super) fn reference(pointer: &str) -> String {
    let mut reference = String::from("#");
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            let _ = write!(reference, "%{byte:02X}");
        }
    }
    reference
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, following @ ..] = rest {
        let code = (*first == b'%' && following.len() >= 2)
            .then(|| u8::from_str_radix(std::str::from_utf8(&following[..2]).ok()?, 16).ok())
            .flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &following[2..] } else { following };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_found_through_references_and_encoded_ones() {
        let document = json!({
            "a": {"$ref": "#/b%20c/x~1y"},
            "b c": {"x/y": {"z": [{"$ref": "#/a"}]}},
            "loop": {"$ref": "#/loop"},
        });
        let found = Node::find(&document, "/a/z/0/z").unwrap();
        assert_eq!(found.pointer, "/b c/x~1y/z");
        assert!(Node::find(&document, "/loop/a").is_none());
        assert!(Node::find(&document, "/a/none").is_none());
        assert_eq!(reference("/paths/~1a~1{id}"), "#/paths/~1a~1%7Bid%7D");
    }
}
