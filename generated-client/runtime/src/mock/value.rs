//! Values that only the service makes, for tests.

use std::any::type_name;
use std::fmt::Display;

use serde::de::DeserializeOwned;

/// A value of a type that a client only receives, from the JSON it is read from: text, or a [`Value`](crate::Value).
///
/// Such types have no constructors, so that nothing a service adds to its answers breaks a caller.
///
/// # Panics
/// Where the JSON is no such value.
#[must_use]
#[track_caller]
pub fn value<T: DeserializeOwned>(json: impl Display) -> T {
    let json = json.to_string();
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json} is no {}: {error}", type_name::<T>()))
}
