//! Hosts the document names.

use indexmap::IndexMap;

use super::Pointer;

/// A host the document names, with its variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The URL template.
    pub url: String,
    /// The template's variables, with default value and allowed values.
    pub variables: IndexMap<String, ServerVariable>,
    /// Where it stands.
    pub origin: Pointer,
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The value used where the caller gives none.
    pub default: String,
    /// The allowed values; empty where any is.
    pub values: Vec<String>,
}
