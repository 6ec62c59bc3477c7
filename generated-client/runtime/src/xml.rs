//! XML, by way of the JSON that types are read from and written to: a description of each type says what is an element, what an
//! attribute, and how they are called.

mod read;
mod shape;
mod tree;
mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Failure};
use crate::json;
use crate::params::Written;
pub use shape::{Xml, XmlItems, XmlMember, XmlName, XmlNode, XmlShape};

/// Reads a value; where it is none, why.
pub(crate) fn from_str<T: Xml + DeserializeOwned>(text: &str) -> Result<T, String> {
    let root = tree::parse(text)?;
    let json = read::json(&root, T::shape())?;
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(&json))
        .map_err(|error| error.to_string())
}

/// Reads the body of an error, as a value that came in XML, or in JSON after all.
#[doc(hidden)]
#[must_use]
pub fn of_error<T: Xml + DeserializeOwned, C>(error: &Error<C>) -> Option<T> {
    from_str(&error.text()).ok().or_else(|| error.decode())
}

/// Writes a value as a document.
pub(crate) fn to_string<T: Xml + Serialize>(value: &T, root: XmlName) -> Result<String, Failure> {
    let json = json::to_string(value)
        .map_err(|error| Failure::config(format!("the body can't be serialised: {error}")))?;
    write::document(root, T::shape(), Written(&json))
        .map_err(|problem| Failure::config(format!("the body can't be written as XML: {problem}")))
}

#[cfg(test)]
mod tests;
