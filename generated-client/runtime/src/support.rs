//! What the macros call, so that what they expand to stays short.

use std::fmt;

use reqwest::header::CONTENT_TYPE;
use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use crate::error::{Error, ErrorCodes};
use crate::media_type;
use crate::notes::Notes;

/// Reads text without copying it first.
pub(crate) fn text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    make: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    struct Text<F>(F);

    impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Text<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            Ok((self.0)(text))
        }
    }

    deserializer.deserialize_str(Text(make))
}

/// Reads an open enum of so many variants.
#[doc(hidden)]
#[allow(clippy::missing_errors_doc)]
pub fn __read_open<'de, D: Deserializer<'de>, T: ErrorCodes>(
    deserializer: D,
    variants: usize,
) -> Result<T, D::Error> {
    text(deserializer, |text| {
        T::known(text).unwrap_or_else(|| {
            __unlisted(variants);
            T::unknown(text.to_owned())
        })
    })
}

/// The value of an open enum that is spelt like this.
#[doc(hidden)]
#[must_use]
pub fn __open<T: ErrorCodes>(text: &str) -> T {
    T::known(text).unwrap_or_else(|| T::unknown(text.to_owned()))
}

/// The same without a copy.
#[doc(hidden)]
#[must_use]
pub fn __open_owned<T: ErrorCodes>(text: String) -> T {
    T::known(&text).unwrap_or_else(|| T::unknown(text))
}

/// Whether the answer that failed says that it is of a documented media type.
#[doc(hidden)]
#[must_use]
pub fn __comes_in<C>(error: &Error<C>, documented: &str) -> bool {
    let stated = error.headers().get(CONTENT_TYPE.as_str());
    stated.is_some_and(|stated| documented.starts_with("*/") || media_type::is(stated, documented))
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
