//! What a parameter's value looks like: the JSON it is serialised to, opened as far as its style asks.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::number::decimal;

/// A value as JSON text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a>(pub(crate) &'a str);

/// What it is.
#[derive(Debug)]
pub(crate) enum Shape<'a> {
    Null,
    /// Its text.
    Scalar(String),
    List(Vec<Written<'a>>),
    /// The members that are not `null`, in the order they were serialised in.
    Object(Vec<(String, Written<'a>)>),
}

impl<'a> Written<'a> {
    pub(crate) fn shape(self) -> Shape<'a> {
        match self.0.as_bytes().first() {
            Some(b'n') | None => Shape::Null,
            Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(self.0) {
                Ok(items) => Shape::List(items.into_iter().map(|item| Written(item.get())).collect()),
                Err(_) => Shape::Scalar(self.0.to_owned()),
            },
            Some(b'{') => match serde_json::from_str::<Members<'_>>(self.0) {
                Ok(Members(members)) => Shape::Object(members),
                Err(_) => Shape::Scalar(self.0.to_owned()),
            },
            Some(_) => Shape::Scalar(self.text()),
        }
    }

    /// A scalar as text, nothing for `null`; the JSON text of what is no scalar.
    pub(crate) fn text(self) -> String {
        let json = self.0;
        match json.as_bytes().first() {
            Some(b'n') | None => String::new(),
            Some(b'"') => match json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
                Some(text) if !text.contains('\\') => text.to_owned(),
                _ => serde_json::from_str(json).unwrap_or_else(|_| json.to_owned()),
            },
            Some(b'-' | b'0'..=b'9') if json.contains(['e', 'E']) => {
                json.parse().map_or_else(|_| json.to_owned(), decimal)
            }
            Some(_) => json.to_owned(),
        }
    }

    pub(crate) fn is_null(self) -> bool {
        self.0 == "null"
    }

    pub(crate) fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    pub(crate) fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    /// Whether RFC 6570 (section 2.3) calls it undefined: `null`, and a list or an object of nothing.
    pub(crate) fn is_undefined(self) -> bool {
        match self.0.as_bytes().first() {
            Some(b'n') | None => true,
            Some(b'[' | b'{') => match self.shape() {
                Shape::List(items) => items.is_empty(),
                Shape::Object(members) => members.is_empty(),
                Shape::Null | Shape::Scalar(_) => false,
            },
            Some(_) => false,
        }
    }
}

/// The members of an object, in their order.
struct Members<'a>(Vec<(String, Written<'a>)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    let value = Written(value.get());
                    if !value.is_null() {
                        members.push((key, value));
                    }
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_text_as_people_write_it() {
        for (json, text) in [
            (r#""a b""#, "a b"),
            (r#""a\"\u00e9\\""#, "a\"é\\"),
            ("5", "5"),
            ("1e20", "100000000000000000000"),
            ("1e-7", "1e-7"),
            ("340282366920938463463374607431768211455", "340282366920938463463374607431768211455"),
            ("true", "true"),
            ("null", ""),
            ("[1]", "[1]"),
        ] {
            assert_eq!(Written(json).text(), text);
        }
    }

    #[test]
    fn members_keep_their_order() {
        let Shape::Object(members) = Written(r#"{"z":[1],"a":null,"b":{"c":1}}"#).shape() else {
            panic!("it is an object");
        };
        let members: Vec<_> = members.iter().map(|(key, value)| (key.as_str(), value.0)).collect();
        assert_eq!(members, [("z", "[1]"), ("b", r#"{"c":1}"#)]);
    }
}
