//! Hosts the document names.

use indexmap::IndexMap;

use super::{Docs, Pointer};

/// A host the document names, with its variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// What it is called in Rust, in upper camel case, unique among those named with it.
    pub name: String,
    /// The URL template.
    pub url: String,
    /// The template's variables, with default value and allowed values.
    pub variables: IndexMap<String, ServerVariable>,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether callers can choose it.
    pub is_offered: bool,
    /// Where it stands.
    pub origin: Pointer,
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The setter, in snake case, unique within the server.
    pub setter: String,
    /// The value used where the caller gives none.
    pub default: String,
    /// The allowed values; empty where any is.
    pub values: Vec<String>,
    /// What the document says about it.
    pub docs: Docs,
}
