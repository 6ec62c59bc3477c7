//! Members that may be unset, `null` or a value, which are three different things.

use serde::de::{Deserialize, Deserializer};

/// Reads what is there, also where it is `null`: for `serde(default, deserialize_with)` of a member that is `None` where
/// it is absent, `Some(None)` where it is `null`, and otherwise has a value.
///
/// # Errors
/// Where the value is not a `T`.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
