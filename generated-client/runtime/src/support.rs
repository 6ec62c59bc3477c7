//! What the macros call, so that what they expand to stays short.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use crate::notes::Notes;

/// Reads text without copying it first.
#[doc(hidden)]
pub fn __text<'de, D: Deserializer<'de>, T>(deserializer: D, make: fn(&str) -> T) -> Result<T, D::Error> {
    struct Text<T>(fn(&str) -> T, PhantomData<T>);

    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            Ok(self.0(text))
        }
    }

    deserializer.deserialize_str(Text(make, PhantomData))
}

/// Notes that an open enum of so many variants was read as none of them.
#[doc(hidden)]
pub fn __unlisted(variants: usize) {
    Notes::unlisted(variants).keep();
}

/// Writes a variant with the member that tells which it is.
#[doc(hidden)]
pub fn __write_tagged<S: Serializer>(
    serializer: S,
    member: &str,
    tag: &str,
    value: &impl Serialize,
) -> Result<S::Ok, S::Error> {
    let mut value = crate::json::to_value(value).map_err(S::Error::custom)?;
    let Value::Object(members) = &mut value else {
        return Err(S::Error::custom("a variant of a tagged union has to be an object"));
    };
    members.entry(member).or_insert_with(|| tag.into());
    value.serialize(serializer)
}
