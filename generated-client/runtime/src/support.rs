//! What the macros call, so that what they expand to stays short.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

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

/// Writes a variant with the member that tells which it is.
#[doc(hidden)]
pub fn __write_tagged<S: Serializer>(
    serializer: S,
    member: &str,
    tag: &str,
    value: &impl Serialize,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    let Value::Object(members) = &mut value else {
        return Err(S::Error::custom("a variant of a tagged union has to be an object"));
    };
    members.entry(member).or_insert_with(|| tag.into());
    value.serialize(serializer)
}

/// Reads a variant.
#[doc(hidden)]
pub fn __read_tagged<T: DeserializeOwned, E: serde::de::Error>(value: Value) -> Result<T, E> {
    serde_json::from_value(value).map_err(E::custom)
}
