//! What the macros call, so that what they expand to stays short.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use crate::union::Notes;

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

/// Reads an integer, however it is written: `1`, `1.0`, `1e0`.
#[doc(hidden)]
pub fn __integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    struct Whole;

    impl Visitor<'_> for Whole {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<i64, E> {
            Ok(value)
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<i64, E> {
            i64::try_from(value).map_err(|_| E::invalid_value(serde::de::Unexpected::Unsigned(value), &self))
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<i64, E> {
            whole(value).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Float(value), &self))
        }
    }

    deserializer.deserialize_i64(Whole)
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
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    let Value::Object(members) = &mut value else {
        return Err(S::Error::custom("a variant of a tagged union has to be an object"));
    };
    members.entry(member).or_insert_with(|| tag.into());
    value.serialize(serializer)
}

#[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^63 is an `i64`")]
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 9_223_372_036_854_775_808.0).then_some(value as i64)
}
