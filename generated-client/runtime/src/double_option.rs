//! `Option<Option<T>>`: unset (`None`), `null` (`Some(None)`) and a value are three different things.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// Writes the inner option; the outer `None` is to be skipped by `skip_serializing_if`.
///
/// # Errors
/// Where the value can't be serialised.
// The signature is `serde(with)`'s.
#[allow(clippy::option_option, clippy::ref_option)]
pub fn serialize<T: Serialize, S: Serializer>(
    value: &Option<Option<T>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.as_ref().and_then(Option::as_ref).serialize(serializer)
}

/// Reads what may be anything: what is there is there, also where it is `null`. For `serde(deserialize_with)`.
///
/// # Errors
/// Where the value is not a `T`.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Reads what is there, `null` included.
///
/// # Errors
/// Where the value is not a `T`.
#[allow(clippy::option_option)]
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}
