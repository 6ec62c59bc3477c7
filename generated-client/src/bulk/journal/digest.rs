//! What an entry, or what all of them share, is known by.

use std::fmt;
use std::str::FromStr;

use hmac_sha256::Hash;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Members that hold JSON as text.
const JSON_TEXTS: [&str; 2] = ["ReplacementTemplateData", "TemplateData"];

/// The first half of a SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Digest([u8; 16]);

/// The digest of a value: the same for the same value, whatever order its members were written in.
pub(super) fn digest(value: &impl Serialize) -> Digest {
    let value = serde_json::to_value(value).expect("what is sent as JSON can be written as JSON");
    let mut text = String::new();
    write(&mut text, value);
    let whole = Hash::hash(text.as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    Digest(half)
}

/// Writes JSON with the members of each object in the order of their names.
fn write(text: &mut String, value: Value) {
    match value {
        Value::Object(object) => {
            let mut members: Vec<_> = object.into_iter().collect();
            members.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
            text.push('{');
            for (name, member) in members {
                let member = if JSON_TEXTS.contains(&name.as_str()) { read(member) } else { member };
                text.push_str(&Value::String(name).to_string());
                text.push(':');
                write(text, member);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(text, item);
                text.push(',');
            }
            text.push(']');
        }
        simple => text.push_str(&simple.to_string()),
    }
}

/// The values behind a text: a map without an order of its own is written differently in each run.
fn read(text: Value) -> Value {
    let read = text.as_str().and_then(|text| serde_json::from_str(text).ok());
    read.unwrap_or(text)
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits =
            Some(text).filter(|text| text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u128::from_str_radix(digits, 16).ok());
        number.map(|number| Self(number.to_be_bytes())).ok_or("a digest has 32 hexadecimal digits")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{BulkEmailEntry, Destination};

    fn entry(to: &str, values: &str) -> Digest {
        digest(&BulkEmailEntry::new(Destination::to([to])).template_data(values))
    }

    #[test]
    fn an_entry_is_known_by_recipient_and_content() {
        let ann = entry("ann@example.com", r#"{"name":"Ann","points":7}"#);
        assert_eq!(ann, entry("ann@example.com", r#"{ "points": 7, "name": "Ann" }"#));
        assert_ne!(ann, entry("bob@example.com", r#"{"name":"Ann","points":7}"#));
        assert_ne!(ann, entry("ann@example.com", r#"{"name":"Ann","points":8}"#));
        assert_eq!(ann, ann.to_string().parse().unwrap());
    }

    #[test]
    fn what_is_told_apart_stays_apart() {
        let digests: Vec<_> = [
            serde_json::json!({ "a": ["b", "c"] }),
            serde_json::json!({ "a": ["b,c"] }),
            serde_json::json!({ "a": [["b"], "c"] }),
            serde_json::json!({ "a": "b", "c": null }),
            serde_json::json!({ "TemplateData": "1" }),
            serde_json::json!({ "TemplateData": "one" }),
        ]
        .iter()
        .map(digest)
        .collect();
        for (index, one) in digests.iter().enumerate() {
            assert!(!digests[..index].contains(one), "{index}");
        }
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        for bad in ["", "7", "+0000000000000000000000000000000", "g0000000000000000000000000000000"] {
            assert!(bad.parse::<Digest>().is_err(), "{bad}");
        }
    }
}
